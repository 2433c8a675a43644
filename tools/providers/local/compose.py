"""Putting sprites on a frame: only the touched region is warped and blended.

A placement is a 2×3 matrix from sprite pixels to frame pixels, with sub-pixel accuracy, so slow
moves do not jitter.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from tools.providers.local.canvas import (
    BLACK,
    INVISIBLE,
    LUMA,
    Canvas,
    Sprite,
    half_matrix,
    window_of,
)
from tools.providers.local.colour import Bytes, Floats


@dataclass(frozen=True)
class Light:
    """What light does to a sprite in one frame.

    `opacity` and `exposure` 0–1 (exposure dims the sprite but not its rim); `rim` scales the rim
    light; `glint` is where a sheen passes, 0–1 across the sprite, None when there is none.
    """

    opacity: float = 1.0
    exposure: float = 1.0
    rim: float = 0.0
    glint: float | None = None
    glint_strength: float = 70.0


PLAIN = Light()


def placement(
    anchor: tuple[float, float], at: tuple[float, float], scale: float, roll: float = 0.0
) -> Floats:
    """The matrix that puts sprite point `anchor` on frame point `at`; `roll` in radians."""
    cos, sin = math.cos(roll) * scale, math.sin(roll) * scale
    x, y = anchor
    return np.array(
        [[cos, -sin, at[0] - cos * x + sin * y], [sin, cos, at[1] - sin * x - cos * y]],
        np.float32,
    )


def put(canvas: Canvas, sprite: Sprite, matrix: Floats, light: Light = PLAIN) -> None:
    """Blend the sprite over the frame."""
    window = window_of(matrix, sprite, canvas)
    if window is None or light.opacity < INVISIBLE:
        return
    left, top, right, bottom = window
    size = (right - left, bottom - top)
    moved = matrix.copy()
    moved[:, 2] -= (left, top)
    luma = cv2.warpAffine(sprite.luma, moved, size, flags=cv2.INTER_LINEAR)
    blend_luma(canvas.y[top:bottom, left:right], luma, light, glint_of(sprite, moved, size, light))
    half = (size[0] // 2, size[1] // 2)
    chroma = cv2.warpAffine(sprite.chroma, half_matrix(moved), half, flags=cv2.INTER_LINEAR)
    area = np.s_[top // 2 : bottom // 2, left // 2 : right // 2]
    if light.opacity < 1:
        chroma = cv2.convertScaleAbs(chroma, alpha=light.opacity)
    through = cv2.bitwise_not(cv2.extractChannel(chroma, 2))
    for plane, channel in ((canvas.u, 0), (canvas.v, 1)):
        over(plane[area], cv2.extractChannel(chroma, channel), through)


def over(target: Bytes, colour: Bytes, through: Bytes) -> None:
    """target = target·through + colour, in place on a view of a plane."""
    target[...] = cv2.add(cv2.multiply(target, through, scale=1 / 255), colour)


def blend_luma(target: Bytes, luma: Bytes, light: Light, glint: Bytes | None) -> None:
    """The Y of a warped sprite over the frame's Y, with exposure, rim and glint applied."""
    colour, alpha = cv2.extractChannel(luma, 0), cv2.extractChannel(luma, 1)
    if light.exposure != 1:
        dark = BLACK / 255 * (1 - light.exposure)
        colour = cv2.addWeighted(colour, light.exposure, alpha, dark, 0)
    if light.rim > INVISIBLE:
        colour = cv2.scaleAdd(cv2.extractChannel(luma, 2), light.rim, colour)
    if glint is not None:
        sheen = cv2.multiply(glint, cv2.extractChannel(luma, 3), scale=1 / 255)
        colour = cv2.add(colour, sheen)
    if light.opacity < 1:
        colour = cv2.convertScaleAbs(colour, alpha=light.opacity)
        alpha = cv2.convertScaleAbs(alpha, alpha=light.opacity)
    over(target, colour, cv2.bitwise_not(alpha))


def strip() -> Bytes:
    """The cross-section of a sheen, 256 wide: a broad soft band and a narrow bright one."""
    x = np.linspace(-2, 2, 256, dtype=np.float32)
    band = np.exp(-((x / 0.34) ** 2)) * 0.72 + np.exp(-(((x - 0.78) / 0.11) ** 2)) * 0.38
    band *= np.clip((2 - np.abs(x)) * 2, 0, 1)
    return np.tile(np.clip(band * 255, 0, 255).astype(np.uint8), (4, 1))


STRIP = strip()
SLANT = 0.35


def glint_of(
    sprite: Sprite, matrix: Floats, size: tuple[int, int], light: Light
) -> Bytes | None:
    """The sheen over the region: a slanted band at `light.glint` across the sprite."""
    if light.glint is None:
        return None
    width, height = sprite.size
    scale = float(np.hypot(matrix[0, 0], matrix[1, 0]))
    reach = width * scale * 0.9
    centre = matrix @ np.array([width / 2, height / 2, 1], np.float32)
    x = centre[0] + (light.glint - 0.5) * 1.9 * width * scale
    slope = 256 / (2 * reach)
    back = np.array(
        [[slope, slope * SLANT, 128 - slope * (x + SLANT * centre[1])], [0, 0, 1]], np.float32
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    band = cv2.warpAffine(STRIP, back, size, flags=flags)
    return cv2.convertScaleAbs(band, alpha=light.glint_strength * LUMA / 255)
