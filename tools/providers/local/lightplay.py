"""Light that moves over the whole frame, drawn small and soft: window light, beams, fields.

Each is a quarter-size (or smaller) mask that is moved there, where it is cheap, and then enlarged.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from tools.providers.local.canvas import Canvas, chroma_of, luma_of
from tools.providers.local.colour import Bytes, Colour, Floats

Drift = Callable[[float], tuple[float, float, float]]
Region = tuple[int, int, int, int]


def settle(mask: Bytes, drift: tuple[float, float, float], size: tuple[int, int]) -> Bytes:
    """The mask shifted by (x, y) mask pixels and turned by radians about its centre, at `size`."""
    x, y, turn = drift
    height, width = mask.shape
    cos, sin = math.cos(turn), math.sin(turn)
    cx, cy = width / 2, height / 2
    tx, ty = size[0] / 2 + x, size[1] / 2 + y
    matrix = np.array(
        [[cos, -sin, tx - cos * cx + sin * cy], [sin, cos, ty - sin * cx - cos * cy]], np.float32
    )
    return cv2.warpAffine(
        mask, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )


@dataclass(frozen=True)
class Shade:
    """Multiplies the frame by moving masks (255 is fully lit): window light, leaf shadows.

    `masks` are larger than the frame at a `coarse`-th of its size, each with its own drift. Where
    `calm` (same coarse size as the frame) is bright, the shadows are no darker than it.
    """

    masks: tuple[tuple[Bytes, Drift], ...]
    calm: Bytes
    coarse: int = 4

    def draw(self, canvas: Canvas, t: float) -> None:
        """Darken Y where the mask is dark; chroma follows a little by itself."""
        width, height = canvas.size
        size = (width // self.coarse, height // self.coarse)
        small = np.full(size[::-1], 255, np.uint8)
        for mask, drift in self.masks:
            cv2.multiply(small, settle(mask, drift(t), size), dst=small, scale=1 / 255)
        cv2.max(small, self.calm, dst=small)
        full = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
        cv2.multiply(canvas.y, full, dst=canvas.y, scale=1 / 255)


@dataclass(frozen=True)
class Glow:
    """Blends a colour over the frame by a moving mask (255 is all colour): beams, haze, fog."""

    mask: Bytes
    colour: Colour
    drift: Drift
    strength: Callable[[float], float]
    coarse: int = 4

    def draw(self, canvas: Canvas, t: float) -> None:
        """Lay the colour over all three planes."""
        width, height = canvas.size
        small = settle(self.mask, self.drift(t), (width // self.coarse, height // self.coarse))
        small = cv2.convertScaleAbs(small, alpha=self.strength(t))
        lay(canvas, small, self.colour)


def lay(canvas: Canvas, small: Bytes, colour: Colour) -> None:
    """Blend `colour` over the frame with the opacity of a small mask."""
    width = canvas.size[0]
    tone = colour[None, None]
    values = (float(luma_of(tone)[0, 0]), *(float(c[0, 0]) for c in chroma_of(tone)))
    rows, columns = np.flatnonzero(small.max(1) > 1), np.flatnonzero(small.max(0) > 1)
    if not rows.size:
        return
    step = width // small.shape[1]                  # only the lit part is touched
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    lit = small[top:bottom, left:right]
    for plane, scale, value in zip(canvas.planes, (step, step / 2, step / 2), values, strict=True):
        area = np.s_[int(top * scale) : int(bottom * scale), int(left * scale) : int(right * scale)]
        target = plane[area]
        mask = cv2.resize(lit, target.shape[::-1], interpolation=cv2.INTER_LINEAR)
        kept = cv2.multiply(target, cv2.bitwise_not(mask), scale=1 / 255)
        target[...] = cv2.add(kept, cv2.convertScaleAbs(mask, alpha=value / 255))


@dataclass(frozen=True)
class Silk:
    """An abstract moving field instead of a backdrop: noise folded by noise, like slow ink.

    Coloured from `low` to `high`; `shape` (h/8, w/8) 0–1 says where it is bright; `grain` (h, w)
    uint16, in 1/256 of a step of Y, hides banding.
    """

    sheet: Floats
    fold: tuple[Floats, Floats]
    speed: float
    reach: float
    low: Colour
    high: Colour
    grain: Bytes
    shape: Floats

    def draw(self, canvas: Canvas, t: float) -> None:
        """Paint the whole frame."""
        width, height = canvas.size
        rows, columns = self.shape.shape
        y, x = np.mgrid[:rows, :columns].astype(np.float32)
        room = (self.sheet.shape[0] - rows) / 2
        sway = math.sin(t * 0.31 * self.speed), math.cos(t * 0.23 * self.speed)
        first, second = (
            cv2.warpAffine(f, np.array([[1, 0, -room * (1 + 0.5 * s)], [0, 1, -room]], np.float32),
                           (columns, rows), borderMode=cv2.BORDER_REFLECT)
            for f, s in zip(self.fold, sway, strict=True)
        )
        drift = t * self.speed * 2.2
        light = cv2.remap(
            self.sheet, x + room + self.reach * (first - 0.5) + drift,
            y + room + self.reach * (second - 0.5) - drift * 0.4,
            cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT,
        )
        light = (light * light * (2.2 - 1.2 * light) * self.shape)[..., None]
        colour = self.low * (1 - light) + self.high * light
        tone = np.clip(luma_of(colour) * 256, 0, 60000).astype(np.uint16)
        full = cv2.resize(tone, (width, height), interpolation=cv2.INTER_LINEAR)
        cv2.add(full, self.grain, dst=full)
        np.copyto(canvas.y, cv2.convertScaleAbs(full, alpha=1 / 256))
        for plane, values in zip((canvas.u, canvas.v), chroma_of(colour), strict=True):
            plane[...] = cv2.resize(values, (width // 2, height // 2)).astype(np.uint8)


def steady(_: float) -> tuple[float, float, float]:
    """No drift."""
    return 0.0, 0.0, 0.0
