"""The exact last frame of every kind of file a provider may send."""

from pathlib import Path

import pytest
from PIL import Image

from storage.errors import MediaFailed
from tools.media.frames import frame_at, frame_shown, last_frame, save_png

FRAMES = 96
X264 = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "22", "-pix_fmt", "yuv420p")
VARIABLE = "setpts='(N/24+if(gt(N,60),0.3*(N-60)/10,0)+if(gt(N,90),0.8*(N-90),0))/TB'"
HELD = "setpts='if(eq(N,95),(N+60)/24,N/24)/TB'"
AS_IT_IS = ("-fps_mode", "vfr", "-enc_time_base", "1/90000")
SOUND = ("-f", "lavfi", "-t")

KINDS = {
    "b_frames.mp4": (*X264, "-bf", "3", "-g", "250"),
    "short_gop.mp4": (*X264, "-bf", "3", "-g", "48"),
    "variable.mp4": ("-vf", VARIABLE, *AS_IT_IS, *X264, "-bf", "3"),
    "hevc.mp4": (
        "-c:v", "libx265", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-tag:v", "hvc1",
        "-x265-params", "log-level=error:bframes=4:open-gop=1",
    ),
    "vp9.webm": (
        "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "1M",
        "-auto-alt-ref", "1", "-lag-in-frames", "16",
    ),
    "fragmented.mp4": (*X264, "-movflags", "frag_keyframe+empty_moov"),
    "stream.ts": (*X264, "-bf", "3"),
    "open_gop.mkv": (*X264, "-x264-params", "open-gop=1:bframes=3:b-pyramid=normal:keyint=30"),
    "held.mp4": ("-vf", HELD, "-fps_mode", "vfr", *X264),
}


@pytest.mark.parametrize("name", KINDS)
async def test_last_frame_of_every_kind(name, tmp_path, numbered_clip, read_number):
    clip = await numbered_clip(tmp_path / name, frames=FRAMES, encoder=KINDS[name])
    assert read_number(last_frame(clip)) == FRAMES - 1


@pytest.mark.parametrize("seconds", ["2.5", "6"])
async def test_last_frame_when_the_sound_is_shorter_or_longer(
    seconds, tmp_path, numbered_clip, read_number, lavfi
):
    clip = await numbered_clip(tmp_path / "a.mp4", frames=FRAMES, encoder=(*X264, "-bf", "3"))
    both = lavfi(
        tmp_path / "b.mp4", "-i", str(clip), *SOUND, seconds, "-i", "sine", "-c:v", "copy",
        "-c:a", "aac",
    )
    assert read_number(last_frame(both)) == FRAMES - 1


async def test_last_frame_of_a_truncated_file(tmp_path, numbered_clip, read_number):
    encoder = (*X264, "-g", "24", "-bf", "3", "-movflags", "+faststart")
    clip = await numbered_clip(tmp_path / "whole.mp4", frames=FRAMES, encoder=encoder)
    cut_off = tmp_path / "cut_off.mp4"
    cut_off.write_bytes(clip.read_bytes()[: int(clip.stat().st_size * 0.8)])
    number = read_number(last_frame(cut_off))
    assert FRAMES * 0.6 < number < FRAMES - 1
    with pytest.raises(MediaFailed):
        frame_at(cut_off, number + 2)    # there really is nothing after it


async def test_last_frame_behind_an_edit_list(tmp_path, numbered_clip, read_number, lavfi):
    clip = await numbered_clip(tmp_path / "a.mp4", frames=FRAMES, encoder=(*X264, "-g", "24"))
    trimmed = lavfi(tmp_path / "b.mp4", "-ss", "1.3", "-i", str(clip), "-t", "1.5", "-c", "copy")
    shown = range(round(2.7 * 24), round(2.9 * 24) + 1)
    assert read_number(last_frame(trimmed)) in shown


async def test_frames_by_number_and_by_time(tmp_path, numbered_clip, read_number):
    clip = await numbered_clip(tmp_path / "a.mp4", frames=FRAMES, fps=30)
    assert [read_number(frame_at(clip, n)) for n in (0, 1, 47, 95)] == [0, 1, 47, 95]
    assert [read_number(frame_shown(clip, t)) for t in (0, 1.0, 2.01, 9)] == [0, 30, 60, 95]
    with pytest.raises(MediaFailed, match="only 96 frames"):
        frame_at(clip, FRAMES)


async def test_a_turned_clip_gives_an_upright_frame(tmp_path, numbered_clip, read_number, lavfi):
    clip = await numbered_clip(tmp_path / "a.mp4", frames=4, size=(180, 320))
    lying = lavfi(tmp_path / "b.mp4", "-i", str(clip), "-vf", "transpose=2", *X264)
    turned = lavfi(tmp_path / "c.mp4", "-display_rotation", "270", "-i", str(lying), "-c", "copy")
    picture = last_frame(turned)
    assert picture.shape == (320, 180, 3)
    assert read_number(picture) == 3


async def test_a_frame_is_saved_as_png(tmp_path: Path, numbered_clip, read_number):
    clip = await numbered_clip(tmp_path / "a.mp4", frames=3)
    save_png(last_frame(clip), tmp_path / "last.png")
    with Image.open(tmp_path / "last.png") as saved:
        assert (saved.format, saved.size) == ("PNG", (320, 180))


def test_sound_has_no_last_frame(tone):
    with pytest.raises(MediaFailed, match="no picture"):
        last_frame(tone)
