"""The studio as a provider: what its jobs depend on, and files made in a child process."""

import asyncio
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import pytest

from storage.errors import MediaFailed, ProviderRefused
from storage.records import (
    Asset,
    Brief,
    Job,
    JobKind,
    Models,
    Motion,
    Overlay,
    Recipe,
    Shot,
    Storyboard,
    Takes,
)
from tools.providers.interface import Provider, Request
from tools.providers.local.product import look_at_product
from tools.providers.local.spec import ClipSpec, MusicSpec, PictureSpec, SoundSpec
from tools.providers.local.studio import Studio

PHOTO = Asset(sha256="0" * 64, media_type="image/png", size=1)


class OnDisk:
    def __init__(self, path: Path) -> None:
        self._path = path

    def path(self, asset: Asset) -> Path:
        return self._path


@pytest.fixture
def storyboard(photo: Path) -> Storyboard:
    shot = Shot(id="s1", beat="hook", seconds=2, use_case="Hook", picture_prompt="a bottle")
    return Storyboard(
        project="p", version=1, brief=Brief(photo=PHOTO), product=look_at_product(photo),
        recipe=Recipe(name="studio", continuity="independent", models=Models(
            picture="local/studio-picture", clip="local/studio-clip", sound="local/studio-sound",
            music="local/studio-music")),
        look="noir", mood="warm", aspect="9:16", shots=(shot,),
    )


def changed(storyboard: Storyboard, **changes: Any) -> tuple[Storyboard, Shot]:
    shot = storyboard.shots[0].model_copy(update=changes)
    return storyboard.model_copy(update={"shots": (shot,)}), shot


def request(kind: JobKind, spec: Any) -> Request:
    files = {"product": PHOTO} if kind in ("picture", "clip") else {}
    job = Job(fingerprint="f", kind=kind, model=f"local/studio-{kind}",
              params=spec.model_dump(mode="json"), files=files, label=f"{kind} 1")
    return Request(client_id="c1", job=job, inputs={})


async def made(asked: Request, photo: Path, workspace: Path) -> tuple[Path, list[float]]:
    studio: Provider = Studio()
    told: list[float] = []
    ticket = await studio.submit(asked)
    assert ticket == await studio.submit(asked)
    result = await studio.collect(asked, ticket, OnDisk(photo), workspace, told.append)
    assert result.cost == 0
    assert result.path.parent == workspace
    return result.path, told


def test_words_and_voices_remake_nothing(storyboard: Storyboard) -> None:
    other, shot = changed(storyboard, overlay=Overlay(headlines=("New words.",)), caption="x",
                          voice_line="Hello", use_case="Y", picture_prompt="z", transition="zoom")
    for kind in ("picture", "clip", "sound"):
        assert Studio().needs(kind, storyboard, storyboard.shots[0]) == Studio().needs(
            kind, other, shot)
    assert Studio().needs("music", storyboard, None) == Studio().needs("music", other, None)


@pytest.mark.parametrize(
    ("changes", "touched"),
    [
        ({"motion": Motion(camera_language="pan left")}, {"clip"}),
        ({"seconds": 3}, {"clip", "sound"}),
        ({"lighting": "cool"}, {"picture", "clip"}),
        ({"motion": Motion(symbolic_elements=("water drops",))}, {"picture", "clip"}),
        ({"motion": Motion(environment="an office nobody can draw")}, set()),
        ({"takes": Takes(picture=2)}, {"picture", "clip"}),
        ({"takes": Takes(clip=2)}, {"clip"}),
        ({"takes": Takes(sound=2)}, {"sound"}),
    ],
)
def test_a_change_touches_only_what_it_must(
    storyboard: Storyboard, changes: dict[str, Any], touched: set[str]
) -> None:
    other, shot = changed(storyboard, **changes)
    found = {
        kind for kind in ("picture", "clip", "sound")
        if Studio().needs(kind, storyboard, storyboard.shots[0])  # type: ignore[arg-type]
        != Studio().needs(kind, other, shot)                      # type: ignore[arg-type]
    }
    assert found == touched


def test_a_problem_needs_no_photo_and_a_hook_does(storyboard: Storyboard) -> None:
    bare = storyboard.model_copy(update={"brief": Brief()})
    _, problem = changed(bare, beat="problem")
    assert Studio().needs("clip", bare, problem).files == {}
    with pytest.raises(MediaFailed) as caught:
        Studio().needs("clip", bare, bare.shots[0])
    assert caught.value.next_step


async def test_a_clip_has_exactly_its_frames_in_bt709(
    photo: Path, make_spec: Any, tmp_path: Path
) -> None:
    spec: ClipSpec = make_spec(photo, "pop", seconds=1.5, fps=24)
    path, told = await made(request("clip", spec), photo, tmp_path)
    with av.open(str(path)) as clip:
        stream = clip.streams.video[0]
        frames = [frame.to_ndarray(format="gray") for frame in clip.decode(stream)]
        assert (stream.width, stream.height) == (spec.width, spec.height)
        assert stream.codec_context.colorspace == 1
        assert stream.codec_context.color_range == 1
    assert len(frames) == spec.frames == 48
    assert told == sorted(told)
    assert np.abs(frames[0].astype(int) - frames[-1]).mean() > 1


async def test_a_picture_is_a_png_of_the_frames_size(
    photo: Path, make_spec: Any, tmp_path: Path
) -> None:
    clip = make_spec(photo, "daylight")
    spec = PictureSpec.model_validate(
        {name: getattr(clip, name) for name in PictureSpec.model_fields})
    path, _ = await made(request("picture", spec), photo, tmp_path)
    assert cv2.imread(str(path)).shape == (spec.height, spec.width, 3)


async def test_sound_and_music_have_their_length(photo: Path, tmp_path: Path) -> None:
    sound = SoundSpec(beat="cta", look="noir", seconds=1.5, energy=0.5)
    path, _ = await made(request("sound", sound), photo, tmp_path)
    with av.open(str(path)) as wav:
        assert wav.streams.audio[0].duration == 72_000
    music = MusicSpec(mood="warm", sections=(("hook", 2.0), ("cta", 2.0)))
    path, _ = await made(request("music", music), photo, tmp_path)
    with av.open(str(path)) as wav:
        assert wav.streams.audio[0].duration == 192_000


async def test_cancelling_stops_the_drawing(photo: Path, make_spec: Any, tmp_path: Path) -> None:
    asked = request("clip", make_spec(photo, seconds=60, fps=24))
    studio = Studio()
    ticket = await studio.submit(asked)
    work = asyncio.create_task(
        studio.collect(asked, ticket, OnDisk(photo), tmp_path, lambda _: None))
    target = tmp_path / "clip.mp4"
    for _ in range(200):
        if (tmp_path / "progress").exists():
            break
        await asyncio.sleep(0.05)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    size = target.stat().st_size if target.exists() else 0
    await asyncio.sleep(0.4)
    assert (target.stat().st_size if target.exists() else 0) == size


async def test_a_photo_that_is_gone_is_said(make_spec: Any, photo: Path, tmp_path: Path) -> None:
    asked = request("clip", make_spec(photo))
    studio = Studio()
    with pytest.raises(Exception, match="could not be read") as caught:
        await studio.collect(asked, await studio.submit(asked), OnDisk(tmp_path / "gone.png"),
                             tmp_path, lambda _: None)
    assert caught.value.next_step  # type: ignore[attr-defined]


async def test_what_it_does_not_make_is_refused() -> None:
    asked = request("sound", SoundSpec(beat="cta", look="noir", seconds=1, energy=0.5))
    cut = asked.model_copy(update={"job": asked.job.model_copy(update={"kind": "cut"})})
    with pytest.raises(ProviderRefused):
        await Studio().submit(cut)
