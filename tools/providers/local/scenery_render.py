"""Drawing scenes to files: pictures, imagined pictures, clips through scenes or over pictures.

Equal specs and pictures give equal bytes. A clip begins exactly on the picture it was given and,
where it was given two, ends exactly on the second.
"""

import asyncio
import math
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from storage.errors import MediaFailed
from tools.media.ffmpeg import frame_sink
from tools.providers.local.canvas import canvas_of
from tools.providers.local.colour import Bytes, Floats
from tools.providers.local.product import read_picture
from tools.providers.local.render import ENCODER, QUANTISER, TELL_EVERY, Report
from tools.providers.local.scenery_frame import World
from tools.providers.local.scenery_spec import FutureSpec, Move, MoveSpec, SceneSpec

# Finer than a product's clips: a coarser one keeps grain in key frames only, which shows at joins.
FINE = tuple("9" if one == str(QUANTISER) else one for one in ENCODER)
DIP = 0.14                               # how much slower the camera is at a join than between


def render_scene(spec: SceneSpec, target: Path) -> None:
    """One moment of a scene as PNG. Raises MediaFailed, OSError."""
    _save(_scene(spec), target)


def render_future(spec: FutureSpec, before: Path, target: Path) -> None:
    """The picture as it is later, as PNG. Raises MediaFailed, BadPicture, OSError."""
    if spec.scene is not None:
        _save(_scene(spec.scene), target)
        return
    picture = fitted(before, spec.width, spec.height)
    _save(moved(picture, spec.move, 1.0).astype(np.float32), target)


def render_move(
    spec: MoveSpec, first: Path | None, last: Path | None, target: Path, report: Report
) -> None:
    """The clip as MP4; `report` gets fractions 0–1. Raises MediaFailed, DiskFull, BadPicture."""
    asyncio.run(_draw(spec, first, last, target, report))


async def _draw(
    spec: MoveSpec, first: Path | None, last: Path | None, target: Path, report: Report
) -> None:
    cv2.setNumThreads(1)
    try:
        frames = _frames(spec, first, last)
        size = (spec.width, spec.height)
        async with frame_sink(target, size, spec.fps, "yuv420p", FINE) as sink:
            for number, frame in enumerate(frames):
                sink.write(canvas_of(frame).planes)
                if number % TELL_EVERY == 0:
                    report(number / spec.frames)
    except (cv2.error, ValueError) as exc:
        raise MediaFailed("The scene could not be drawn.", "Try another take.") from exc
    report(1.0)


def _frames(spec: MoveSpec, first: Path | None, last: Path | None) -> Iterator[Floats]:
    if spec.begin is not None and spec.end is not None:
        return _through(spec, spec.begin, spec.end)
    if first is None:
        raise MediaFailed("The clip has no picture to begin on.", "Make its picture first.")
    begin = fitted(first, spec.width, spec.height)
    end = fitted(last, spec.width, spec.height) if last else None
    return _over_pictures(spec, begin, end)


def way(number: int, span: int) -> float:
    """How far along a clip a frame is: a little slower at both ends, so that joins are soft."""
    u = number / max(1, span)
    return u - DIP * math.sin(2 * math.pi * u) / (2 * math.pi)


def _through(spec: MoveSpec, begin: SceneSpec, end: SceneSpec) -> Iterator[Floats]:
    """The camera's way through one scene, or from one into the other."""
    here = World(begin.scenery, spec.width, spec.height)
    there = here if end.scenery == begin.scenery else World(end.scenery, spec.width, spec.height)
    sway = 0.02 * (spec.take - 1) * (1 if spec.take % 2 else -1)
    for number in range(spec.frames):
        part = way(number, spec.span)
        aside = sway * math.sin(math.pi * min(1.0, number / max(1, spec.span))) ** 2
        where = begin.where.towards(end.where, part)
        where = where.model_copy(update={"near": where.near + aside})
        frame = here.frame(where)
        if there is not here:
            share = min(1.0, number / max(1, spec.span))
            share = share * share * (3 - 2 * share)
            frame = np.asarray(frame + (there.frame(where) - frame) * share, np.float32)
        yield frame


def _over_pictures(spec: MoveSpec, begin: Bytes, end: Bytes | None) -> Iterator[Floats]:
    """A move over the first picture, into the second where there is one."""
    bend = 0.012 * (spec.take - 1)
    for number in range(spec.frames):
        u = number / max(1, spec.span)
        aside = bend * math.sin(math.pi * u)
        frame = moved(begin, spec.move, u, aside).astype(np.float32)
        if end is not None:
            share = min(1.0, u)
            share = share * share * (3 - 2 * share)
            other = moved(end, spec.move, u - 1, aside).astype(np.float32)
            frame = frame + (other - frame) * share
        yield np.asarray(frame, np.float32)


def moved(picture: Bytes, move: Move, part: float, aside: float = 0.0) -> Bytes:
    """A picture as the camera sees it `part` of its move later (before, where below 0).

    What comes into sight at the edges is mirrored from the picture; at 0 it is the picture.
    """
    height, width = picture.shape[:2]
    zoom = math.exp(move.nearer * part)
    x, y = (move.x * part + aside) * width, move.y * part * height
    matrix = np.array([[1 / zoom, 0, (width - 1) / 2 * (1 - 1 / zoom) + x],
                       [0, 1 / zoom, (height - 1) / 2 * (1 - 1 / zoom) + y]], np.float64)
    return np.asarray(cv2.warpAffine(
        picture, matrix, (width, height), flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REFLECT_101), np.uint8)


def fitted(path: Path, width: int, height: int) -> Bytes:
    """A picture that fills the frame, cropped around its middle. Raises BadPicture."""
    picture = read_picture(path)[..., :3]
    tall, wide = picture.shape[:2]
    scale = max(width / wide, height / tall)
    size = (max(width, round(wide * scale)), max(height, round(tall * scale)))
    if size != (wide, tall):
        way_ = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        picture = cv2.resize(picture, size, interpolation=way_)
    left, top = (size[0] - width) // 2, (size[1] - height) // 2
    return np.ascontiguousarray(picture[top : top + height, left : left + width], np.uint8)


def _scene(spec: SceneSpec) -> Floats:
    try:
        return World(spec.scenery, spec.width, spec.height).frame(spec.where)
    except (cv2.error, ValueError) as exc:
        raise MediaFailed("The scene could not be drawn.", "Try another take.") from exc


def _save(picture: Floats, target: Path) -> None:
    done, data = cv2.imencode(".png", np.asarray(np.clip(picture + 0.5, 0, 255), np.uint8))
    if not done:
        raise MediaFailed("The picture could not be written.", "Try another take.")
    target.write_bytes(data.tobytes())
