"""What a file says about itself."""

from fractions import Fraction

import pytest

from storage.errors import MediaFailed
from tools.media.encode import h264
from tools.media.probe import boxes, probe


async def test_a_film_of_ours(tmp_path, numbered_clip):
    clip = await numbered_clip(tmp_path / "a.mp4", frames=30, size=(128, 96), encoder=h264())
    found = probe(clip)
    assert (found.width, found.height, found.frames, found.fps) == (128, 96, 30, 24)
    assert found.seconds == pytest.approx(30 / 24, abs=1e-3)
    assert (found.video_codec, found.pix_fmt, found.audio_codec) == ("h264", "yuv420p", "")
    tags = found.colour
    assert (tags.matrix, tags.primaries, tags.transfer, tags.range) == (
        "bt709", "bt709", "bt709", "tv",
    )
    assert found.faststart
    assert [name for name, _ in boxes(clip)][:2] == [b"ftyp", b"moov"]


async def test_index_at_the_end_is_seen(tmp_path, numbered_clip):
    assert not probe(await numbered_clip(tmp_path / "a.mp4", frames=9)).faststart


async def test_webm_and_untagged_colour(tmp_path, numbered_clip):
    vp9 = ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8")
    small = probe(await numbered_clip(tmp_path / "a.webm", frames=24, fps=30, encoder=vp9))
    assert (small.video_codec, small.fps, small.frames) == ("vp9", Fraction(30), 24)
    untagged = ("-vf", "format=yuv420p", "-c:v", "libx264", "-preset", "ultrafast")
    for size, matrix in (((320, 180), "bt601"), ((1280, 720), "bt709")):
        found = probe(
            await numbered_clip(tmp_path / "b.mp4", frames=2, size=size, encoder=untagged)
        )
        assert (found.colour.matrix, found.matrix) == ("", matrix)


async def test_turned_and_stretched_pixels_are_counted_as_shown(tmp_path, numbered_clip, lavfi):
    clip = await numbered_clip(tmp_path / "a.mp4", frames=4, size=(320, 180))
    turned = lavfi(tmp_path / "t.mp4", "-display_rotation", "90", "-i", str(clip), "-c", "copy")
    assert (probe(turned).width, probe(turned).height) == (180, 320)
    wide = lavfi(tmp_path / "w.mp4", "-i", str(clip), "-vf", "scale=160:180,setsar=2")
    assert (probe(wide).width, probe(wide).height) == (320, 180)


def test_sound_alone(tone):
    found = probe(tone)
    assert (found.width, found.frames) == (None, 0)
    assert (found.audio_rate, found.audio_channels) == (48000, 2)
    assert found.audio_seconds == pytest.approx(4, abs=0.01)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(MediaFailed, match=r"gone\.mp4 cannot be read"):
        probe(tmp_path / "gone.mp4")
