"""The overlaps between shots, drawn on decoded frames: planes in, planes out.

All work is done on Y, U and V as they are decoded and will be encoded, so there is no colour
conversion and a third less to touch. Invariant: pure and deterministic; inputs are not changed;
progress 0 is (nearly) the outgoing frame and 1 the incoming one.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from storage.records import Transition
from tools.media.ffmpeg import Plane, Planes

Weights = NDArray[np.float32]

BLACK, NEUTRAL = 16, 128                 # of luma and of chroma in limited range

ZOOM_OUT, ZOOM_IN = 0.5, 0.22            # how far the shots are enlarged
ZOOM_BLUR = 0.14                         # radial blur at its strongest, as a zoom
ZOOM_STEPS = 4                           # doublings: 2⁴ = 16 taps
SHARP = 0.01                             # below this blur nothing is blurred

LIGHT_SLOPE = 14.0                       # steepness of the wipe's edge
LIGHT_GRID = 8                           # weights are computed at an eighth and enlarged
CORE, HALO = (0.07, 0.62), (0.24, 0.55)  # width and strength of the leak
CORE_COLOUR, HALO_COLOUR = (228, 108, 141), (158, 84, 176)   # warm white, orange; Y, U, V

PUSH_SLOW, PUSH_DIM = 0.35, 0.5          # the outgoing shot moves slower and darkens
SHUTTER = 0.5                            # of a frame's time: motion blur of the push


def zoom(outgoing: Planes, incoming: Planes, progress: float) -> Planes:
    """Both shots rush forward with a radial blur and melt into each other."""
    eased = _in_out_cubic(progress)
    blur = math.sin(math.pi * progress) * ZOOM_BLUR
    leave = 1 + ZOOM_OUT * eased * eased
    arrive = 1 + ZOOM_IN * (1 - eased) ** 2
    mix = _smooth(progress, 0.30, 0.70)

    def plane(before: Plane, after: Plane) -> Plane:
        if mix >= 1:
            return _rushed(after, arrive, blur * 0.6)
        if mix <= 0:
            return _rushed(before, leave, blur)
        first, second = _rushed(before, leave, blur), _rushed(after, arrive, blur * 0.6)
        return _plane(cv2.addWeighted(first, 1 - mix, second, mix, 0))

    return _each(plane, outgoing, incoming)


def light(outgoing: Planes, incoming: Planes, progress: float) -> Planes:
    """A warm light leak sweeps across and leaves the incoming shot behind it."""
    height, width = outgoing[0].shape
    across = np.linspace(0, 1, width // LIGHT_GRID, dtype=np.float32)[None, :]
    down = np.linspace(0, 1, height // LIGHT_GRID, dtype=np.float32)[:, None]
    travelled = _in_out_sine(progress) * 1.7 - 0.35
    distance = travelled - (across * 0.55 + down * 0.45)
    wiped = (1 / (1 + np.exp(-distance * LIGHT_SLOPE))).astype(np.float32)
    swell = math.sin(math.pi * progress)
    core = np.exp(-((distance / CORE[0]) ** 2)) * CORE[1] * swell
    halo = np.exp(-((distance / HALO[0]) ** 2)) * HALO[1] * swell
    lit = np.clip(core + halo * (1 - core), 0, 0.97).astype(np.float32)
    share = core / np.maximum(core + halo * (1 - core), 1e-6)

    parts = []
    for index, (before, after) in enumerate(zip(outgoing, incoming, strict=True)):
        tint = CORE_COLOUR[index] * share + HALO_COLOUR[index] * (1 - share)
        joined = _blend(before, after, wiped)
        parts.append(_blend(joined, _plane(_enlarged(tint, before.shape)), lit))
    return parts[0], parts[1], parts[2]


def push(outgoing: Planes, incoming: Planes, progress: float) -> Planes:
    """The incoming shot pushes the outgoing one up, or to the left in a wide frame."""
    if outgoing[0].shape[1] > outgoing[0].shape[0]:
        return _turned(_pushed_up(_turned(outgoing), _turned(incoming), progress))
    return _pushed_up(outgoing, incoming, progress)


TRANSITIONS: Mapping[Transition, Callable[[Planes, Planes, float], Planes]] = {
    "zoom": zoom,
    "light": light,
    "push": push,
}


def _pushed_up(outgoing: Planes, incoming: Planes, progress: float) -> Planes:
    height = outgoing[0].shape[0]
    eased = _in_out_cubic(progress)
    speed = 12 * min(progress, 1 - progress) ** 2 / 13     # frame heights a frame, of 12 frames
    rise = round(eased * height / 2)                       # in rows of chroma
    slow = round(eased * height / 2 * PUSH_SLOW)
    smear = max(1, int(speed * height / 2 * SHUTTER))
    bright = 1 - PUSH_DIM * eased

    def plane(before: Plane, after: Plane) -> Plane:
        rows = before.shape[0]
        step = rows * 2 // height                          # 2 for luma, 1 for chroma
        dark = BLACK if step == 2 else NEUTRAL
        top, shift = rise * step, slow * step
        made = np.empty_like(before)
        if top < rows:
            moved = before[shift : shift + rows - top]
            blurred = cv2.blur(moved, (1, max(1, int(smear * step * PUSH_SLOW))))
            made[: rows - top] = cv2.convertScaleAbs(
                blurred, alpha=bright, beta=dark * (1 - bright)
            )
        if top:
            made[rows - top :] = cv2.blur(after[:top], (1, smear * step))
        return made

    return _each(plane, outgoing, incoming)


def _rushed(plane: Plane, enlarged: float, blur: float) -> Plane:
    """The plane enlarged about its middle, with a radial blur from there outwards."""
    if blur < SHARP:
        return _zoomed(plane, enlarged)
    height, width = plane.shape
    small = cv2.resize(plane, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    made = _zoomed(_plane(small), enlarged)
    taps = 2**ZOOM_STEPS
    ratio = (1 + blur / enlarged) ** (1 / (taps - 1))
    for step in range(ZOOM_STEPS):       # each doubles the taps: 4 warps do the work of 16
        made = _plane(cv2.addWeighted(made, 0.5, _zoomed(made, ratio ** (2**step)), 0.5, 0))
    return _plane(cv2.resize(made, (width, height), interpolation=cv2.INTER_LINEAR))


def _zoomed(plane: Plane, by: float) -> Plane:
    height, width = plane.shape
    middle = (width - 1) / 2, (height - 1) / 2
    matrix = np.array(
        [[by, 0, middle[0] * (1 - by)], [0, by, middle[1] * (1 - by)]], dtype=np.float32
    )
    return _plane(
        cv2.warpAffine(
            plane, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT
        )
    )


def _blend(first: Plane, second: Plane, weight: Weights) -> Plane:
    """`second` over `first` by `weight` 0–1, given at any size."""
    full = _enlarged(weight, first.shape)
    return _plane(cv2.blendLinear(first, second, 1 - full, full))


def _enlarged(small: NDArray[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    return cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR)


def _each(work: Callable[[Plane, Plane], Plane], outgoing: Planes, incoming: Planes) -> Planes:
    parts = [work(before, after) for before, after in zip(outgoing, incoming, strict=True)]
    return parts[0], parts[1], parts[2]


def _turned(planes: Planes) -> Planes:
    parts = [np.ascontiguousarray(plane.T) for plane in planes]
    return parts[0], parts[1], parts[2]


def _plane(image: NDArray[Any]) -> Plane:
    return image.astype(np.uint8, copy=False)


def _smooth(value: float, low: float, high: float) -> float:
    along = min(1.0, max(0.0, (value - low) / (high - low)))
    return along * along * (3 - 2 * along)


def _in_out_cubic(value: float) -> float:
    return 4 * value**3 if value < 0.5 else 1 - (2 - 2 * value) ** 3 / 2


def _in_out_sine(value: float) -> float:
    return (1 - math.cos(math.pi * value)) / 2
