"""A film leaves as MP4, MOV, WebM or GIF, in three qualities, with or without a watermark."""

from pathlib import Path

import ffmpeg
import pytest
from PIL import Image

from tools.media.deliver import Delivery, deliver
from tools.media.encode import aac, h264
from tools.media.ffmpeg import run
from tools.media.probe import audible, probe


@pytest.fixture
async def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.mp4"
    picture = ffmpeg.input("testsrc=s=320x180:r=24:d=1", f="lavfi").video
    sound = ffmpeg.input("sine=f=440:d=1", f="lavfi").audio
    args = ffmpeg.output(picture, sound, f"file:{path}").get_args()
    await run([*args[:-1], *h264()[1:], *aac()[1:], args[-1]], within=30)
    return path


@pytest.mark.parametrize(("kind", "quality", "mark", "codec"), [
    ("mp4", "high", "", "h264"), ("mov", "high", "", "h264"), ("mp4", "low", "DRAFT", "h264"),
    ("mov", "medium", "", "h264"), ("webm", "low", "", "av1"), ("webm", "high", "DRAFT", "av1")])
async def test_a_film_leaves_as_it_is_wanted(
    film: Path, tmp_path: Path, kind: str, quality: str, mark: str, codec: str
) -> None:
    wanted = Delivery.model_validate({"format": kind, "quality": quality, "watermark": mark})
    target = tmp_path / f"out.{kind}"
    await deliver(film, wanted, target, lambda _: None)
    found = probe(target)
    assert codec in found.video_codec or (codec == "av1" and "av1" in found.video_codec)
    assert (found.width, found.height, found.frames or 24) == (320, 180, 24)
    assert audible(target)


async def test_a_gif_is_small_and_goes_on_for_ever(film: Path, tmp_path: Path) -> None:
    await deliver(film, Delivery(format="gif", quality="low", watermark="DRAFT"),
                  tmp_path / "out.gif", lambda _: None)
    with Image.open(tmp_path / "out.gif") as picture:
        assert picture.size == (320, 180)
        assert getattr(picture, "n_frames", 1) == 8
        assert picture.info["loop"] == 0


async def test_a_watermark_is_seen(film: Path, tmp_path: Path) -> None:
    for name, mark in (("plain", ""), ("marked", "DRAFT")):
        await deliver(film, Delivery(quality="medium", watermark=mark),
                      tmp_path / f"{name}.mp4", lambda _: None)
    assert (tmp_path / "plain.mp4").read_bytes() != (tmp_path / "marked.mp4").read_bytes()
