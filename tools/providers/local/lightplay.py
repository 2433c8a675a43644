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
    """Multiplies the frame by a moving mask (255 is fully lit): window light, leaf shadows."""

    mask: Bytes
    drift: Drift
    coarse: int = 4

    def draw(self, canvas: Canvas, t: float) -> None:
        """Darken Y where the mask is dark; chroma follows a little by itself."""
        width, height = canvas.size
        small = settle(self.mask, self.drift(t), (width // self.coarse, height // self.coarse))
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
    width, height = canvas.size
    tone = colour[None, None]
    values = (float(luma_of(tone)[0, 0]), *(float(c[0, 0]) for c in chroma_of(tone)))
    full = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
    half = cv2.resize(small, (width // 2, height // 2), interpolation=cv2.INTER_LINEAR)
    for plane, mask, value in zip(canvas.planes, (full, half, half), values, strict=True):
        cv2.multiply(plane, cv2.bitwise_not(mask), dst=plane, scale=1 / 255)
        cv2.add(plane, cv2.convertScaleAbs(mask, alpha=value / 255), dst=plane)


@dataclass(frozen=True)
class Drifting:
    """An abstract moving field instead of a backdrop: sheets of cloud that slide over each other,
    coloured from `low` to `high`. `grain` (h, w) int8-like noise hides banding."""

    sheets: tuple[Bytes, ...]
    speeds: tuple[tuple[float, float], ...]
    low: Colour
    high: Colour
    grain: Bytes
    shape: Floats                    # (h/8, w/8) 0–1, where the field is bright

    def draw(self, canvas: Canvas, t: float) -> None:
        """Paint the whole frame."""
        width, height = canvas.size
        size = (self.shape.shape[1], self.shape.shape[0])
        total = np.ones((size[1], size[0]), np.float32)
        for sheet, (sx, sy) in zip(self.sheets, self.speeds, strict=True):
            shift = settle(sheet, (sx * t, sy * t, 0.02 * math.sin(t * 0.5)), size)
            total *= shift.astype(np.float32) / 255 * 0.9 + 0.25
        light = np.clip(total * self.shape, 0, 1)[..., None]
        colour = self.low * (1 - light) + self.high * light
        tone = np.clip(luma_of(colour) * 256, 0, 65535).astype(np.uint16)
        full = cv2.resize(tone, (width, height), interpolation=cv2.INTER_LINEAR)
        cv2.add(full, self.grain, dst=full)
        np.right_shift(full, 8, out=full)
        np.copyto(canvas.y, full, casting="unsafe")
        for plane, values in zip((canvas.u, canvas.v), chroma_of(colour), strict=True):
            plane[...] = cv2.resize(
                np.asarray(values, np.float32), (width // 2, height // 2)
            ).astype(np.uint8)


def steady(_: float) -> tuple[float, float, float]:
    """No drift."""
    return 0.0, 0.0, 0.0


def always(level: float) -> Callable[[float], float]:
    """A constant strength."""
    return lambda _: level

