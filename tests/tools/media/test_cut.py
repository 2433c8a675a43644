"""The cut: every frame once, times that rise, sound of the right length, the same bytes."""

import asyncio

import av
import numpy as np
import pytest

from storage.errors import DiskFull, MediaFailed
from tools.media.conform import MasterSpec, make_master
from tools.media.cut import Piece, cut
from tools.media.ffmpeg import run
from tools.media.join import Part, join
from tools.media.loudness import measure
from tools.media.mix import make_mix
from tools.media.probe import probe

SIZE = (320, 180)
FRAMES = (48, 36, 60)
VP9 = ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "2M")
SOURCES = (
    ("0.mp4", {"size": (640, 360)}),
    ("1.webm", {"size": (320, 180), "encoder": VP9}),
    ("2.mp4", {"size": (320, 180)}),
)


def silent(_: float) -> None:
    pass


@pytest.fixture(scope="module")
def shots(tmp_path_factory, numbered_clip_module):
    """Three masters; the frames of shot k carry 1000 × k and on."""
    folder = tmp_path_factory.mktemp("shots")

    async def make() -> None:
        for index, (name, options) in enumerate(SOURCES):
            clip = await numbered_clip_module(
                folder / name, frames=FRAMES[index] + 14, first=1000 * index, **options
            )
            spec = MasterSpec(width=SIZE[0], height=SIZE[1], seconds=FRAMES[index] / 24)
            await make_master(clip, spec, None, folder / f"m{index}.mp4", silent)

    asyncio.run(make())
    return folder


def pieces(folder, *transitions) -> list[Piece]:
    return [
        Piece(master=folder / f"m{index}.mp4", frames=FRAMES[index], transition=transition)
        for index, transition in enumerate(transitions)
    ]


@pytest.fixture
async def mix(tone, tmp_path):
    await make_mix(tone, [], [], sum(FRAMES) / 24, tmp_path / "mix.wav", silent)
    return tmp_path / "mix.wav"


def timing(path):
    with av.open(str(path)) as film:
        return [(p.pts, p.dts) for p in film.demux(video=0) if p.pts is not None]


def sound_seconds(path) -> float:
    with av.open(str(path)) as film:
        return sum(frame.samples for frame in film.decode(audio=0)) / 48000


async def test_hard_cuts_keep_every_frame_once(shots, mix, tmp_path, numbers_in):
    film = tmp_path / "film.mp4"
    await cut(pieces(shots, "cut", "cut", "cut"), mix, film, silent)
    wanted = [1000 * k + n for k in range(3) for n in range(FRAMES[k])]
    assert await numbers_in(film, SIZE) == wanted


async def test_transitions_keep_the_length_and_all_other_frames(shots, mix, tmp_path, numbers_in):
    film = tmp_path / "film.mp4"
    seen: list[float] = []
    await cut(pieces(shots, "zoom", "push", "cut"), mix, film, seen.append)
    numbers = await numbers_in(film, SIZE)
    assert len(numbers) == probe(film).frames == sum(FRAMES)
    assert numbers[:48] == list(range(48))
    assert numbers[60:84] == list(range(1012, 1036))
    assert numbers[96:] == list(range(2012, 2060))
    assert seen[-1] == 1.0
    assert [path.name for path in tmp_path.iterdir() if "film" in path.name] == ["film.mp4"]


async def test_the_file_is_clean(shots, mix, tmp_path):
    film = tmp_path / "film.mp4"
    await cut(pieces(shots, "light", "zoom", "cut"), mix, film, silent)
    times = timing(film)
    assert sorted(pts for pts, _ in times) == [1000 * n for n in range(sum(FRAMES))]
    assert min(np.diff([dts for _, dts in times])) > 0
    assert all(pts >= dts for pts, dts in times)
    found = probe(film)
    assert found.faststart
    assert found.seconds == pytest.approx(6.0, abs=1e-6)
    assert (found.colour.matrix, found.colour.primaries, found.colour.range) == (
        "bt709", "bt709", "tv",
    )
    assert (found.audio_codec, found.audio_rate, found.audio_channels) == ("aac", 48000, 2)
    assert sound_seconds(film) == pytest.approx(6.0, abs=1024 / 48000 * 2)
    assert found.audio_seconds == pytest.approx(6.0, abs=1024 / 48000)
    assert await run(("-i", str(film), "-f", "null", "-"), within=30, log="warning") == ""


async def test_equal_inputs_give_equal_bytes(shots, mix, tmp_path):
    for name in ("a.mp4", "b.mp4"):
        await cut(pieces(shots, "zoom", "light", "cut"), mix, tmp_path / name, silent)
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


async def test_the_finished_film_measures_as_promised(shots, mix, tmp_path):
    film = tmp_path / "film.mp4"
    await cut(pieces(shots, "zoom", "cut", "cut"), mix, film, silent)
    loudness = await measure(film)
    assert loudness.integrated == pytest.approx(-14, abs=0.5)
    assert loudness.peak <= -1


async def test_one_shot_alone(shots, tone, tmp_path, numbers_in):
    await make_mix(tone, [], [], 2, tmp_path / "mix.wav", silent)
    await cut(pieces(shots, "zoom"), tmp_path / "mix.wav", tmp_path / "film.mp4", silent)
    assert await numbers_in(tmp_path / "film.mp4", SIZE) == list(range(48))


async def test_a_strange_master_is_refused(shots, mix, tmp_path, numbered_clip):
    plain = ("-an", "-c:v", "libx264", "-preset", "medium", "-pix_fmt", "yuv420p")
    strange = await numbered_clip(tmp_path / "s.mp4", frames=48, size=SIZE, encoder=plain)
    mixed = [*pieces(shots, "cut"), Piece(master=strange, frames=48, handle=0)]
    with pytest.raises(MediaFailed, match="encoded differently") as caught:
        await cut(mixed, mix, tmp_path / "film.mp4", silent)
    assert "master" in caught.value.next_step
    small = await numbered_clip(tmp_path / "x.mp4", frames=48, size=(160, 90))
    with pytest.raises(MediaFailed, match="another size or rate"):
        await cut([*pieces(shots, "cut"), Piece(master=small, frames=48, handle=0)], mix,
                  tmp_path / "film.mp4", silent)
    assert not (tmp_path / "film.mp4").exists()


async def test_a_master_of_another_length_or_without_handle_is_refused(shots, mix, tmp_path):
    first, second, _ = pieces(shots, "zoom", "cut", "cut")
    longer = first.model_copy(update={"frames": 50})
    with pytest.raises(MediaFailed, match="has 60 frames, not 62"):
        await cut([longer, second], mix, tmp_path / "film.mp4", silent)
    bare = first.model_copy(update={"frames": 60, "handle": 0})
    with pytest.raises(MediaFailed, match="no room for the transition after shot 1"):
        await cut([bare, second], mix, tmp_path / "film.mp4", silent)


async def test_a_part_must_begin_with_a_key_frame(shots, mix, tmp_path):
    parts = [Part(path=shots / "m0.mp4", first=5, end=20)]
    with pytest.raises(MediaFailed, match="cannot be entered at frame 5"):
        join(parts, mix, tmp_path / "film.mp4", 24)
    assert not (tmp_path / "film.mp4").exists()


async def test_a_full_disk_is_said(shots, mix, tmp_path):
    full = tmp_path / "full.mp4"
    full.symlink_to("/dev/full")
    with pytest.raises(DiskFull):
        join([Part(path=shots / "m0.mp4", first=0, end=48)], mix, full, 24)
