"""The product's soft shadow: where it touches the ground, and on the wall behind it.

It is computed at a quarter of the size and fades to nothing before its edge; `cast` paints it into
a backdrop where the product stands.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from tools.providers.local.colour import Colour, Floats, smoothstep
from tools.providers.local.lighting import Lighting

SOFT = 4                            # shadows are drawn at 1/SOFT of the size
Margin = tuple[float, float, float, float]


@dataclass(frozen=True)
class Shadow:
    """Opacity 0–1 at 1/SOFT of the sprite's size; `origin` is its corner in sprite pixels."""

    shade: Floats
    dark: Colour
    origin: tuple[float, float]


def shadow_of(
    alpha: Floats, corner: tuple[float, float], lighting: Lighting, flat: bool
) -> Shadow | None:
    """The shadow of a product whose alpha starts at sprite pixel `corner`; None without one."""
    if not (lighting.shadow or lighting.wall):
        return None
    high, wide = (side / SOFT for side in alpha.shape)
    margin = reach(wide, high, lighting)
    left, top = int(margin[0]), int(margin[1])
    body = cv2.resize(alpha, (max(1, int(wide)), max(1, int(high))), interpolation=cv2.INTER_AREA)
    small = np.zeros((top + body.shape[0] + int(margin[3]), left + body.shape[1] + int(margin[2])),
                     np.float32)
    small[top : top + body.shape[0], left : left + body.shape[1]] = body
    shade: Floats = np.zeros_like(small)
    if lighting.wall:
        dx, dy = lighting.wall_offset
        move = np.array([[1, 0, dx * high], [0, 1, dy * high]], np.float32)
        thrown = cv2.warpAffine(small, move, small.shape[::-1])
        shade = cv2.GaussianBlur(thrown, (0, 0), 0.030 * high) * lighting.wall
    foot = (left + foot_centre(alpha) / SOFT, top + high)
    contact = contact_shadow(alpha, small.shape, foot, flat) * lighting.shadow
    shade = (1 - (1 - shade) * (1 - contact)) * edge_window(small.shape, margin)
    dark = lighting.shadow_colour if lighting.shadow_colour is not None else np.zeros(3, np.float32)
    return Shadow(np.asarray(shade, np.float32), dark,
                  (corner[0] - left * SOFT, corner[1] - top * SOFT))


def reach(wide: float, high: float, lighting: Lighting) -> Margin:
    """Room for the shadow around the product: left, top, right, bottom."""
    side = wide * 0.55 + high * 0.06
    left = right = side
    top, bottom = high * 0.03, high * 0.10
    if lighting.wall:
        shift = lighting.wall_offset[0] * high
        left, right = max(left, 0.12 * high - shift), max(right, 0.12 * high + shift)
        top, bottom = max(top, 0.10 * high), max(bottom, 0.14 * high)
    return left + 2, top + 2, right + 2, bottom + 2


def foot_centre(alpha: Floats) -> float:
    """Where the product stands, in pixels from its left edge."""
    lowest = np.flatnonzero(alpha[-max(2, int(0.03 * alpha.shape[0])) :].max(0) > 0.5)
    return float(lowest[0] + lowest[-1] + 1) / 2 if lowest.size else alpha.shape[1] / 2


def contact_shadow(
    alpha: Floats, shape: tuple[int, ...], foot: tuple[float, float], flat: bool
) -> Floats:
    """Three stacked Gaussians under the foot: where it touches, near it, and the room's shade."""
    high, wide = (side / SOFT for side in alpha.shape)
    rows, columns = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    lowest = np.flatnonzero(alpha[-max(2, int(0.03 * alpha.shape[0])) :].max(0) > 0.5)
    half = ((lowest[-1] - lowest[0]) / 2 / SOFT if lowest.size else wide / 2) + 1
    if not flat:
        half = max(half, wide * 0.22)
    x, y = columns - foot[0], rows - (foot[1] - high * 0.004)
    touch = 0.95 * np.exp(-(np.abs(x / (half * 1.02)) ** 4 + (y / (high * 0.008)) ** 2))
    near = 0.68 * np.exp(-((x / (half * 1.18)) ** 2 * 1.2 + (y / (high * 0.022)) ** 2))
    room = 0.42 * np.exp(-(((x - half * 0.2) / (half * 1.9)) ** 2 + (y / (high * 0.05)) ** 2))
    return np.asarray(np.clip(touch + near + room, 0, 0.94), np.float32)


def edge_window(shape: tuple[int, ...], margin: Margin) -> Floats:
    """1 inside, falling to 0 at the shadow's edge."""
    left, top, right, bottom = (max(3.0, m * 0.6) for m in margin)
    x, y = np.arange(shape[1], dtype=np.float32), np.arange(shape[0], dtype=np.float32)
    across = smoothstep(x, 0, left) * smoothstep(shape[1] - 1 - x, 0, right)
    down = smoothstep(y, 0, top) * smoothstep(shape[0] - 1 - y, 0, bottom)
    return np.asarray(across[None] * down[:, None], np.float32)


def cast(full: Floats, shadow: Shadow | None, matrix: Floats) -> None:
    """Paint the shadow into a full-size backdrop; `matrix` takes sprite to frame pixels."""
    if shadow is None:
        return
    offset = (SOFT - 1) / 2
    grow = np.array([[SOFT, 0, shadow.origin[0] + offset], [0, SOFT, shadow.origin[1] + offset],
                     [0, 0, 1]], np.float64)
    move = matrix.astype(np.float64) @ grow
    shade = cv2.warpAffine(shadow.shade, move, (full.shape[1], full.shape[0]),
                           flags=cv2.INTER_LINEAR)
    rows, columns = np.flatnonzero(shade.max(1) > 0.003), np.flatnonzero(shade.max(0) > 0.003)
    if rows.size:
        area = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        full[area] += (shadow.dark - full[area]) * shade[area][..., None]
