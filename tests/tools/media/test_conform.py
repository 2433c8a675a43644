"""Masters: exact frames, key frames where the cut needs them, the same bytes every time."""

import asyncio

import av
import numpy as np
import pytest

from storage.errors import MediaFailed
from tools.media.composite import Patch
from tools.media.conform import MasterSpec, make_master
from tools.media.frames import frame_at, last_frame
from tools.media.probe import probe

SPEC = MasterSpec(width=320, height=180, seconds=2)
VP9 = ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "2M")


def silent(_: float) -> None:
    pass


def key_frames(path) -> list[int]:
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        return [
            round(float(packet.pts * packet.time_base) * 24)
            for packet in film.demux(stream)
            if packet.pts is not None and packet.is_keyframe
        ]


async def test_a_master_is_exact(tmp_path, numbered_clip, numbers_in):
    clip = await numbered_clip(tmp_path / "clip.mp4", frames=80)
    seen: list[float] = []
    await make_master(clip, SPEC, None, tmp_path / "m.mp4", seen.append)
    found = probe(tmp_path / "m.mp4")
    assert (found.frames, found.fps, found.width, found.height) == (60, 24, 320, 180)
    assert found.colour.matrix == found.colour.primaries == found.colour.transfer == "bt709"
    assert found.faststart
    assert found.audio_codec == ""
    assert await numbers_in(tmp_path / "m.mp4", SPEC.size) == list(range(60))
    assert {0, 12, 48} <= set(key_frames(tmp_path / "m.mp4"))
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


async def test_equal_inputs_give_equal_bytes(tmp_path, numbered_clip):
    clip = await numbered_clip(tmp_path / "clip.webm", frames=62, fps=25, encoder=VP9)
    spec = SPEC.model_copy(update={"fit": "contain", "width": 180, "height": 320})
    for name in ("a.mp4", "b.mp4"):
        await make_master(clip, spec, None, tmp_path / name, silent)
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


async def test_masters_of_different_clips_share_their_parameter_sets(tmp_path, numbered_clip):
    heads = set()
    for number, (name, options) in enumerate((
        ("a.mp4", {"size": (640, 360), "fps": 30}),
        ("b.webm", {"size": (180, 320), "fps": 25, "encoder": VP9}),
    )):
        clip = await numbered_clip(tmp_path / name, frames=80, **options)
        seconds = 1.5 + number / 2
        spec = SPEC.model_copy(update={"seconds": seconds, "handle": 12 * number})
        await make_master(clip, spec, None, tmp_path / "m.mp4", silent)
        with av.open(str(tmp_path / "m.mp4")) as film:
            heads.add(bytes(film.streams.video[0].codec_context.extradata))
    assert len(heads) == 1


@pytest.mark.parametrize(("fps", "kept"), [(12, 2.0), (30, 1.25), (48, 0.5), (60, 0.4)])
async def test_other_rates_keep_time(fps, kept, tmp_path, numbered_clip, numbers_in):
    clip = await numbered_clip(tmp_path / "clip.mp4", frames=fps * 3, fps=fps)
    await make_master(clip, SPEC, None, tmp_path / "m.mp4", silent)
    numbers = await numbers_in(tmp_path / "m.mp4", SPEC.size)
    assert len(numbers) == 60
    wanted = np.arange(60) * fps / 24
    assert np.abs(np.array(numbers) - wanted).max() <= 1


async def test_sizes_are_covered_or_contained(tmp_path, numbered_clip, read_number):
    clip = await numbered_clip(tmp_path / "clip.mp4", frames=30, size=(320, 180))
    base = MasterSpec(width=180, height=320, seconds=1, handle=0)
    await make_master(clip, base, None, tmp_path / "cover.mp4", silent)
    side = 0.4 * 180 * 320 / 180
    assert read_number(last_frame(tmp_path / "cover.mp4"), side) == 23
    contain = base.model_copy(update={"fit": "contain"})
    await make_master(clip, contain, None, tmp_path / "contain.mp4", silent)
    picture = last_frame(tmp_path / "contain.mp4")
    assert read_number(picture, 0.4 * 180 * 180 / 320) == 23
    surround = picture[:100].mean()
    assert 10 < surround < picture[120:200, :40].mean()      # blurred and darker, not black


async def test_turned_and_stretched_clips_stand_upright(
    tmp_path, numbered_clip, lavfi, read_number
):
    clip = await numbered_clip(tmp_path / "clip.mp4", frames=30, size=(180, 320))
    lying = lavfi(tmp_path / "l.mp4", "-i", str(clip), "-vf", "transpose=2", "-crf", "18")
    turned = lavfi(tmp_path / "t.mp4", "-display_rotation", "270", "-i", str(lying), "-c", "copy")
    narrow = lavfi(tmp_path / "n.mp4", "-i", str(clip), "-vf", "scale=90:320,setsar=2")
    spec = MasterSpec(width=180, height=320, seconds=1, handle=0)
    for name in (turned, narrow):
        await make_master(name, spec, None, tmp_path / "m.mp4", silent)
        assert read_number(frame_at(tmp_path / "m.mp4", 7)) == 7


async def test_colour_survives(tmp_path, lavfi):
    for matrix, tag in (("bt709", "bt709"), ("bt601", "smpte170m"), ("bt709", "")):
        tagged = f",setparams=colorspace={tag}:range=tv" if tag else ""
        graph = f"scale=out_color_matrix={matrix}:out_range=tv,format=yuv420p{tagged}"
        clip = lavfi(
            tmp_path / "c.mp4", "-f", "lavfi", "-i", "color=0x20c040:s=1280x720:d=0.3",
            "-vf", graph, "-c:v", "libx264",
        )
        spec = MasterSpec(width=1280, height=720, seconds=0.25, handle=0)
        await make_master(clip, spec, None, tmp_path / "m.mp4", silent)
        shown = last_frame(tmp_path / "m.mp4")[300, 300].astype(int)
        assert np.abs(shown - (0x20, 0xC0, 0x40)).max() <= 5, (matrix, tag)


async def test_a_short_clip_is_refused_unless_its_last_frame_may_be_held(
    tmp_path, numbered_clip, numbers_in
):
    clip = await numbered_clip(tmp_path / "clip.mp4", frames=50)
    with pytest.raises(MediaFailed, match="gives 50 frames at 24 a second, but its shot needs 60"):
        await make_master(clip, SPEC, None, tmp_path / "m.mp4", silent)
    assert not (tmp_path / "m.mp4").exists()
    held = SPEC.model_copy(update={"hold": 12})
    await make_master(clip, held, None, tmp_path / "m.mp4", silent)
    assert await numbers_in(tmp_path / "m.mp4", SPEC.size) == [*range(50), *[49] * 10]


async def test_a_handed_over_first_frame_is_skipped(tmp_path, numbered_clip, numbers_in):
    clip = await numbered_clip(tmp_path / "clip.mp4", frames=61)
    spec = SPEC.model_copy(update={"skip": 1})
    await make_master(clip, spec, None, tmp_path / "m.mp4", silent)
    assert await numbers_in(tmp_path / "m.mp4", SPEC.size) == list(range(1, 61))


async def test_the_overlay_is_laid_on_every_frame(tmp_path, numbered_clip, numbers_in):
    class Corner:
        def __init__(self) -> None:
            self.asked: list[int] = []

        def patches(self, n: int) -> list[Patch]:
            self.asked.append(n)
            return [Patch(0, 0, np.full((20, 20, 4), 255, np.uint8))] if n >= 30 else []

    clip = await numbered_clip(tmp_path / "clip.mp4", frames=55)
    painter = Corner()
    held = SPEC.model_copy(update={"hold": 12})
    await make_master(clip, held, painter, tmp_path / "m.mp4", silent)
    assert painter.asked == list(range(60))
    assert frame_at(tmp_path / "m.mp4", 29)[:16, :16].mean() < 120
    for number in (30, 59):
        assert frame_at(tmp_path / "m.mp4", number)[:16, :16].mean() > 235


async def test_sound_is_not_a_clip(tmp_path, tone):
    with pytest.raises(MediaFailed, match="no picture"):
        await make_master(tone, SPEC, None, tmp_path / "m.mp4", silent)


async def test_cancelling_leaves_nothing(tmp_path, numbered_clip):
    clip = await numbered_clip(tmp_path / "clip.mp4", frames=80)
    begun = asyncio.Event()

    def report(_: float) -> None:
        begun.set()

    task = asyncio.create_task(make_master(clip, SPEC, None, tmp_path / "m.mp4", report))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not (tmp_path / "m.mp4").exists()


async def test_masters_are_made_side_by_side(tmp_path, numbered_clip, numbers_in):
    clip = await numbered_clip(tmp_path / "clip.mp4", frames=80)
    names = [tmp_path / f"{index}.mp4" for index in range(3)]
    await asyncio.gather(*(make_master(clip, SPEC, None, name, silent) for name in names))
    assert len({name.read_bytes() for name in names}) == 1
    assert await numbers_in(names[0], SPEC.size) == list(range(60))
