"""The product lit for one scene: colours, rim, shadows and reflection baked into one sprite.

Shadows are soft, so they are computed at a quarter of the size; only the product itself is worked
on at full size. All strengths fade to nothing before the sprite's edge.
"""

from dataclasses import dataclass, field

import cv2
import numpy as np

from tools.providers.local.art import Art
from tools.providers.local.canvas import Sprite, sprite_of
from tools.providers.local.colour import Colour, Floats, mix, smoothstep

SOFT = 4                            # shadows are drawn at 1/SOFT of the size


@dataclass(frozen=True)
class Lighting:
    """How the product is lit.

    `gain` multiplies blue, green, red; `key` the left and right side, `fall` the top and bottom.
    `rim` is the colour of an edge light from `rim_side` (-1 left, 1 right, 0 both), `rim_width`
    and all lengths below in product heights. `shadow` 0–1 is the contact shadow in
    `shadow_colour`; `wall` the strength and (x, y) offset of a soft shadow on the wall behind;
    `reflection` 0–1 in the floor. `hard` is the offset of a flat graphic shadow, `outline` the
    width of a white cut-out edge.
    """

    gain: tuple[float, float, float] = (1.0, 1.0, 1.0)
    key: tuple[float, float] = (1.0, 1.0)
    fall: tuple[float, float] = (1.0, 1.0)
    rim: Colour | None = None
    rim_side: float = 0.0
    rim_width: float = 0.014
    shadow: float = 0.6
    shadow_colour: Colour | None = None
    wall: float = 0.0
    wall_offset: tuple[float, float] = (0.16, 0.03)
    reflection: float = 0.0
    hard: tuple[float, float] | None = None
    outline: float = 0.0
    outline_colour: Colour = field(default_factory=lambda: np.full(3, 250, np.float32))


@dataclass(frozen=True)
class Standee:
    """A sprite that stands: `foot` is the point on the ground, `body` the product's own box
    (left, top, right, bottom), all in sprite pixels."""

    sprite: Sprite
    foot: tuple[float, float]
    body: tuple[float, float, float, float]


def stand(art: Art, height: float, lighting: Lighting) -> Standee:
    """The product `height` pixels high (at the size it is mostly seen), lit and grounded."""
    high = max(8, round(height / 2) * 2)
    wide = max(8, round(high * art.aspect / 2) * 2)
    bgr, alpha = art.sized(wide, high)
    margin = margins(wide, high, lighting, art.flat_foot)
    left, top, right, bottom = margin
    size = (left + wide + right, top + high + bottom)
    bgr = relit(bgr, alpha, lighting)
    rim = rim_light(alpha, lighting)
    if lighting.rim is not None:
        bgr += (lighting.rim - bgr) * (rim * 0.75)[..., None]
    shade, dark = shadows(alpha, size, margin, lighting, art.flat_foot)
    picture = np.broadcast_to(dark, (size[1], size[0], 3)).copy()
    if lighting.outline:
        add_outline(picture, shade, alpha, margin, lighting)
    if lighting.reflection and art.flat_foot:
        add_reflection(picture, shade, bgr, alpha, margin, lighting.reflection)
    body = np.s_[top : top + high, left : left + wide]
    under = shade[body]
    total = alpha + under * (1 - alpha)
    share = (alpha / np.maximum(total, 1e-3))[..., None]
    picture[body] = picture[body] * (1 - share) + bgr * share
    shade[body] = total
    glow, mask = np.zeros_like(shade), np.zeros_like(shade)
    glow[body], mask[body] = rim * 200, alpha
    return Standee(
        sprite_of(picture, shade, glow, mask),
        (left + foot_centre(alpha), top + high),
        (left, top, left + wide, top + high),
    )


def margins(
    wide: int, high: int, lighting: Lighting, flat: bool
) -> tuple[int, int, int, int]:
    """Room around the product for what it throws: left, top, right, bottom, in even pixels."""
    side = wide * 0.45 + high * 0.05
    left = right = side
    top, bottom = high * 0.03, high * 0.09
    if lighting.wall:
        reach = lighting.wall_offset[0] * high
        right = max(right, reach + 0.12 * high) if reach > 0 else right
        left = max(left, 0.12 * high - reach) if reach < 0 else left
        top, bottom = max(top, 0.10 * high), max(bottom, 0.12 * high)
    if lighting.hard:
        right, bottom = max(right, lighting.hard[0] * high), max(bottom, lighting.hard[1] * high)
    edge = lighting.outline * high * 1.5
    low, high_, far, deep = (int((m + edge) / 8 + 1) * 8 for m in (left, top, right, bottom))
    return low, high_, far, deep


def relit(bgr: Floats, alpha: Floats, lighting: Lighting) -> Floats:
    """The product's colours under the scene's key light and falloff."""
    high, wide = alpha.shape
    across = np.linspace(*lighting.key, wide, dtype=np.float32)[None, :, None]
    down = np.linspace(*lighting.fall, high, dtype=np.float32)[:, None, None]
    bgr = bgr * np.asarray(lighting.gain, np.float32)
    bgr *= across
    bgr *= down
    over = np.maximum(bgr - 225, 0)                 # a soft shoulder instead of clipped whites
    bgr -= over * 0.6
    return np.clip(bgr, 0, 255, out=bgr)


def rim_light(alpha: Floats, lighting: Lighting) -> Floats:
    """0–1 where the edge light falls: a thin band inside the outline, on the light's side."""
    if lighting.rim is None:
        return np.zeros_like(alpha)
    high, wide = alpha.shape
    small = cv2.resize(alpha, (wide // 2, high // 2), interpolation=cv2.INTER_AREA)
    sigma = max(1.0, lighting.rim_width * high / 2)
    padded = cv2.copyMakeBorder(small, 8, 8, 8, 8, cv2.BORDER_CONSTANT, value=0)
    soft = cv2.GaussianBlur(padded, (0, 0), sigma)
    band = np.clip((1 - soft) * 1.9 - 0.10, 0, 1) ** 1.3
    slope = cv2.Sobel(soft, cv2.CV_32F, 1, 0, ksize=3) * sigma * 0.9
    side = np.abs(slope) if lighting.rim_side == 0 else np.maximum(0, -slope * lighting.rim_side)
    up = np.maximum(0, cv2.Sobel(soft, cv2.CV_32F, 0, 1, ksize=3) * sigma * 0.5)
    rim = (band * np.clip(side + up, 0, 1))[8:-8, 8:-8]
    full = cv2.resize(rim, (wide, high), interpolation=cv2.INTER_LINEAR)
    return np.asarray(full * alpha, np.float32)


def foot_centre(alpha: Floats) -> float:
    """Where the product stands, in pixels from its left edge."""
    lowest = np.flatnonzero(alpha[-max(2, int(0.03 * alpha.shape[0])) :].max(0) > 0.5)
    return float(lowest[0] + lowest[-1] + 1) / 2 if lowest.size else alpha.shape[1] / 2


def shadows(
    alpha: Floats,
    size: tuple[int, int],
    margin: tuple[int, int, int, int],
    lighting: Lighting,
    flat: bool,
) -> tuple[Floats, Colour]:
    """Shadow opacity 0–1 over the whole sprite, and its colour."""
    dark = lighting.shadow_colour if lighting.shadow_colour is not None else np.zeros(3, np.float32)
    left, top = margin[0], margin[1]
    high, wide = alpha.shape
    shade: Floats
    if lighting.hard:
        shade = np.zeros((size[1], size[0]), np.float32)
        x, y = left + int(lighting.hard[0] * high), top + int(lighting.hard[1] * high)
        shade[y : y + high, x : x + wide] = alpha[: size[1] - y, : size[0] - x]
        return shade, dark
    small = np.zeros((size[1] // SOFT, size[0] // SOFT), np.float32)
    body = cv2.resize(alpha, (wide // SOFT, high // SOFT), interpolation=cv2.INTER_AREA)
    oy, ox = top // SOFT, left // SOFT
    small[oy : oy + body.shape[0], ox : ox + body.shape[1]] = body
    shade = np.zeros_like(small)
    tall = high / SOFT
    if lighting.wall:
        dx, dy = lighting.wall_offset
        move = np.array([[1, 0, dx * tall], [0, 1, dy * tall]], np.float32)
        thrown = cv2.warpAffine(small, move, (small.shape[1], small.shape[0]))
        shade = cv2.GaussianBlur(thrown, (0, 0), 0.030 * tall) * lighting.wall
    contact = contact_shadow(alpha, small.shape, margin, flat) * lighting.shadow
    shade = 1 - (1 - shade) * (1 - contact)
    shade *= edge_window(small.shape, margin)
    return cv2.resize(shade, size, interpolation=cv2.INTER_LINEAR), dark


def contact_shadow(
    alpha: Floats, shape: tuple[int, ...], margin: tuple[int, int, int, int], flat: bool
) -> Floats:
    """Three stacked Gaussians under the foot: where it touches, near it, and the room's shade."""
    high, wide = (side / SOFT for side in alpha.shape)
    left, top = margin[0] / SOFT, margin[1] / SOFT
    rows, columns = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    lowest = np.flatnonzero(alpha[-max(2, int(0.03 * alpha.shape[0])) :].max(0) > 0.5)
    half = ((lowest[-1] - lowest[0]) / 2 / SOFT if lowest.size else wide / 2) + 1
    if not flat:
        half = max(half, wide * 0.22)
    x = columns - (left + foot_centre(alpha) / SOFT)
    y = rows - (top + high * 0.996)
    touch = 0.95 * np.exp(-(np.abs(x / (half * 1.02)) ** 4 + (y / (high * 0.008)) ** 2))
    near = 0.68 * np.exp(-((x / (half * 1.18)) ** 2 * 1.2 + (y / (high * 0.022)) ** 2))
    room = 0.42 * np.exp(-(((x - half * 0.2) / (half * 1.9)) ** 2 + (y / (high * 0.05)) ** 2))
    return np.asarray(np.clip(touch + near + room, 0, 0.94), np.float32)


def edge_window(shape: tuple[int, ...], margin: tuple[int, int, int, int]) -> Floats:
    """1 inside, falling to 0 at the sprite's edge."""
    left, top, right, bottom = (max(3.0, m / SOFT * 0.6) for m in margin)
    x, y = np.arange(shape[1], dtype=np.float32), np.arange(shape[0], dtype=np.float32)
    across = smoothstep(x, 0, left) * smoothstep(shape[1] - 1 - x, 0, right)
    down = smoothstep(y, 0, top) * smoothstep(shape[0] - 1 - y, 0, bottom)
    return np.asarray(across[None] * down[:, None], np.float32)


def add_reflection(
    picture: Floats,
    shade: Floats,
    bgr: Floats,
    alpha: Floats,
    margin: tuple[int, int, int, int],
    strength: float,
) -> None:
    """The product mirrored in the floor below its foot, fading and slightly blurred, in place."""
    left, top, _, bottom = margin
    high, wide = alpha.shape
    depth = min(bottom, high)
    fade = np.clip(1 - np.arange(depth, dtype=np.float32) / (bottom * 0.8), 0, 1) ** 1.8
    mirrored = cv2.GaussianBlur(alpha[::-1][:depth], (0, 0), 1.5) * fade[:, None] * strength
    colours = cv2.GaussianBlur(np.ascontiguousarray(bgr[::-1][:depth]), (0, 0), 2.0)
    area = np.s_[top + high : top + high + depth, left : left + wide]
    total = mirrored + shade[area] * (1 - mirrored)
    share = (mirrored / np.maximum(total, 1e-3))[..., None]
    picture[area] = picture[area] * (1 - share) + colours * share
    shade[area] = total


def add_outline(
    picture: Floats,
    shade: Floats,
    alpha: Floats,
    margin: tuple[int, int, int, int],
    lighting: Lighting,
) -> None:
    """A cut-out edge around the product, as of a sticker, in place."""
    left, top = margin[0], margin[1]
    high, wide = alpha.shape
    width = max(1, round(lighting.outline * high))
    whole = np.zeros_like(shade)
    whole[top : top + high, left : left + wide] = alpha
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * width + 1, 2 * width + 1))
    edge = cv2.GaussianBlur(cv2.dilate(whole, disc), (0, 0), 0.8)
    picture[...] = mix(picture, np.broadcast_to(lighting.outline_colour, picture.shape), edge)
    np.maximum(shade, edge, out=shade)
