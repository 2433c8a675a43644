"""What leaves the house: MP3s, copies, contact sheets."""

import pytest
from PIL import Image

from storage.errors import DiskFull, EnvironmentProblem, MediaFailed
from tools.media.export import contact_sheet, copy, to_mp3
from tools.media.probe import probe


async def test_a_sound_becomes_an_mp3_and_always_the_same(tmp_path, tone):
    for name in ("a.mp3", "b.mp3"):
        await to_mp3(tone, tmp_path / name)
    found = probe(tmp_path / "a.mp3")
    assert (found.audio_codec, found.audio_rate, found.audio_channels) == ("mp3float", 48000, 2)
    assert found.seconds == pytest.approx(4, abs=0.1)
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "b.mp3").read_bytes()


async def test_a_text_does_not_become_an_mp3(tmp_path):
    (tmp_path / "a.wav").write_text("hello")
    with pytest.raises(MediaFailed, match="a text"):
        await to_mp3(tmp_path / "a.wav", tmp_path / "a.mp3")


def test_a_copy_replaces_in_one_step(tmp_path):
    source, target = tmp_path / "a.png", tmp_path / "parts" / "shot 1" / "image.png"
    for text in ("one", "two"):
        source.write_text(text)
        copy(source, target)
        assert target.read_text() == text
    assert [path.name for path in target.parent.iterdir()] == ["image.png"]


def test_a_copy_that_cannot_be_written_is_said(tmp_path):
    source = tmp_path / "a.png"
    source.write_text("one")
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EnvironmentProblem, match=r"image\.png cannot be written"):
        copy(source, tmp_path / "file" / "image.png")
    full = tmp_path / ".full.png.part"
    full.symlink_to("/dev/full")
    with pytest.raises(DiskFull):
        copy(source, tmp_path / "full.png")


async def test_a_contact_sheet_shows_the_film(tmp_path, numbered_clip):
    film = await numbered_clip(tmp_path / "a.mp4", frames=48)
    for name, kind in (("a.png", "PNG"), ("a.jpg", "JPEG")):
        contact_sheet(film, tmp_path / name, columns=3, frames=7)
        with Image.open(tmp_path / name) as sheet:
            assert sheet.format == kind
            assert 3 * 320 < sheet.width < 3 * 340
            assert 3 * 180 < sheet.height < 3 * 220
