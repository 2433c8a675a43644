"""A finished film in another file: MP4, MOV, WebM or GIF, smaller or with a watermark.

Where nothing of the picture changes, MP4 and MOV are copied, not encoded again. WebM is AV1 (as
fast to make as H.264, and the smallest); a GIF is made in two passes, which needs little memory.
"""

import asyncio
from pathlib import Path
from typing import Any, Literal

import cv2
import ffmpeg
import numpy as np

from storage.errors import MediaFailed
from storage.records import Record
from tools.media.encode import BITEXACT, BT709_TAGS
from tools.media.ffmpeg import Report, run
from tools.media.foreign import own_input
from tools.media.probe import probe
from tools.media.watermark import watermark

Format = Literal["mp4", "mov", "webm", "gif"]
Quality = Literal["low", "medium", "high"]
MEDIA_TYPES: dict[Format, str] = {
    "mp4": "video/mp4", "mov": "video/quicktime", "webm": "video/webm", "gif": "image/gif"}
SIDES: dict[Quality, int] = {"low": 480, "medium": 720, "high": 0}       # shorter side; 0: as it is
H264: dict[Quality, int] = {"low": 28, "medium": 23, "high": 18}          # crf
AV1: dict[Quality, int] = {"low": 42, "medium": 34, "high": 26}
GIFS: dict[Quality, tuple[int, int]] = {"low": (270, 8), "medium": (360, 12), "high": (480, 15)}
WITHIN = 900.0                           # wall seconds


class Delivery(Record):
    """How a film is to leave: its format, its quality, words drawn over it."""

    format: Format = "mp4"
    quality: Quality = "high"
    watermark: str = ""

    @property
    def copied(self) -> bool:
        """Whether the film's own picture is taken as it is."""
        return self.quality == "high" and not self.watermark and self.format in ("mp4", "mov")


async def deliver(film: Path, wanted: Delivery, target: Path, report: Report) -> None:
    """Write `film` (our own MP4) to `target` as wanted. Raises MediaFailed, DiskFull."""
    found = await asyncio.to_thread(probe, film)
    if found.width is None or found.height is None:
        raise MediaFailed(f"There is no picture in {film.name}.", "Render the film again.")
    source = own_input(film)
    mark = target.with_name(f".{target.stem}.mark.png")
    palette = target.with_name(f".{target.stem}.palette.png")
    try:
        if wanted.copied:
            await _run(ffmpeg.output(
                source.video, source.audio, f"file:{target}", c="copy", f=wanted.format,
                movflags="+faststart", map_metadata=-1), found.seconds, report)
            return
        picture = _scaled(source.video, wanted, (found.width, found.height))
        if wanted.watermark:
            size = _size(wanted, (found.width, found.height))
            await asyncio.to_thread(_draw_mark, wanted.watermark, size, mark)
            picture = ffmpeg.filter([picture, own_input(mark, f="png_pipe").video],
                                    "overlay", format="auto", eof_action="repeat")
        if wanted.format == "gif":
            await _gif(picture, wanted, palette, target, found.seconds, report)
        else:
            await _run(_encoded(picture, source.audio, wanted, target), found.seconds, report)
    finally:
        for path in (mark, palette):
            path.unlink(missing_ok=True)
    report(1.0)


def _encoded(picture: Any, sound: Any, wanted: Delivery, target: Path) -> Any:
    picture = picture.filter("format", "yuv420p")
    if wanted.format == "webm":
        return ffmpeg.output(
            picture, sound, f"file:{target}", f="webm", vcodec="libsvtav1", preset=10,
            crf=AV1[wanted.quality], acodec="libopus", audio_bitrate=128_000, map_metadata=-1)
    return ffmpeg.output(
        picture, sound, f"file:{target}", f=wanted.format, vcodec="libx264", preset="veryfast",
        crf=H264[wanted.quality], acodec="aac", audio_bitrate=160_000, movflags="+faststart",
        map_metadata=-1)


async def _gif(
    picture: Any, wanted: Delivery, palette: Path, target: Path, seconds: float, report: Report
) -> None:
    """First the palette, then the pictures in it."""
    few = picture.filter("fps", GIFS[wanted.quality][1])
    first = few.filter("palettegen", max_colors=192, stats_mode="diff")
    await _run(ffmpeg.output(first, f"file:{palette}", f="image2", vcodec="png", update=1,
                             **{"frames:v": 1}),
               seconds, lambda part: report(part / 2))
    drawn = ffmpeg.filter([few, own_input(palette, f="png_pipe").video], "paletteuse",
                          dither="bayer", bayer_scale=4)
    await _run(ffmpeg.output(drawn, f"file:{target}", f="gif", loop=0),
               seconds, lambda part: report(0.5 + part / 2))


def _size(wanted: Delivery, size: tuple[int, int]) -> tuple[int, int]:
    """The picture's size as it leaves, even, never larger than it is."""
    side = GIFS[wanted.quality][0] if wanted.format == "gif" else SIDES[wanted.quality]
    scale = min(1.0, side / min(size)) if side else 1.0
    return 2 * round(size[0] * scale / 2), 2 * round(size[1] * scale / 2)


def _scaled(video: Any, wanted: Delivery, size: tuple[int, int]) -> Any:
    width, height = _size(wanted, size)
    return video if (width, height) == size else video.filter(
        "scale", width, height, flags="lanczos")


def _draw_mark(words: str, size: tuple[int, int], target: Path) -> None:
    """A transparent picture of the frame's size with the words on it."""
    patch = watermark(words, size)
    whole = np.zeros((size[1], size[0], 4), np.uint8)
    tall, wide = patch.picture.shape[:2]
    straight = patch.picture.astype(np.float32)
    alpha = np.maximum(straight[..., 3:], 1) / 255
    straight[..., :3] = np.clip(straight[..., :3] / alpha, 0, 255)
    whole[patch.y : patch.y + tall, patch.x : patch.x + wide] = straight.astype(np.uint8)
    cv2.imwrite(str(target), whole)


async def _run(output: Any, seconds: float, report: Report) -> None:
    args = output.get_args()
    tags = [] if args[-1].endswith((".gif", ".png")) or "copy" in args else [*BT709_TAGS]
    await run([*args[:-1], *tags, *(BITEXACT[2:]), args[-1]], within=WITHIN, duration=seconds,
              report=report)
