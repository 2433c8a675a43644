"""The product lit for one scene: colours, rim, outline and reflection baked into one sprite.

Its soft shadow is not in the sprite: it falls on the backdrop, which stands still, so that only
the product's own pixels are moved from frame to frame.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from tools.providers.local.art import Art
from tools.providers.local.canvas import Sprite, sprite_of
from tools.providers.local.colour import Floats, mix
from tools.providers.local.lighting import Lighting
from tools.providers.local.shadow import Shadow, foot_centre, shadow_of


@dataclass(frozen=True)
class Standee:
    """A sprite that stands: `foot` is the point on the ground, `body` the product's own box
    (left, top, right, bottom), all in sprite pixels. `shadow` falls on the backdrop."""

    sprite: Sprite
    foot: tuple[float, float]
    body: tuple[float, float, float, float]
    shadow: Shadow | None = None


def stand(art: Art, height: float, lighting: Lighting) -> Standee:
    """The product `height` pixels high (at the size it is mostly seen), lit and grounded."""
    high = max(8, round(height / 2) * 2)
    wide = max(8, round(high * art.aspect / 2) * 2)
    bgr, alpha = art.sized(wide, high)
    mirror = lighting.reflection if art.flat_foot else 0.0
    edge = lighting.outline * high * 1.5 + 2
    right, bottom = (offset * high for offset in lighting.hard or (0.0, 0.0))
    margin = (even(edge), even(edge), even(edge + right),
              even(edge + max(bottom, 0.09 * high if mirror else 0.0)))
    left, top = margin[:2]
    size = (left + wide + margin[2], top + high + margin[3])
    bgr = relit(bgr, alpha, lighting)
    rim = rim_light(alpha, lighting)
    if lighting.rim is not None:
        bgr += (lighting.rim - bgr) * (rim * 0.75)[..., None]
    shade: Floats = np.zeros((size[1], size[0]), np.float32)
    dark = lighting.shadow_colour if lighting.shadow_colour is not None else np.zeros(3, np.float32)
    if lighting.hard:
        x, y = left + int(right), top + int(bottom)
        shade[y : y + high, x : x + wide] = alpha
    picture = np.broadcast_to(dark, (size[1], size[0], 3)).astype(np.float32)
    if lighting.outline:
        add_outline(picture, shade, alpha, margin, lighting)
    if mirror:
        add_reflection(picture, shade, bgr, alpha, margin, mirror)
    body = np.s_[top : top + high, left : left + wide]
    under = shade[body]
    total = alpha + under * (1 - alpha)
    share = (alpha / np.maximum(total, 1e-3))[..., None]
    picture[body] = picture[body] * (1 - share) + bgr * share
    shade[body] = total
    glow, mask = np.zeros_like(shade), np.zeros_like(shade)
    glow[body], mask[body] = rim * 200, alpha
    return Standee(
        sprite_of(picture, shade, glow, mask), (left + foot_centre(alpha), top + high),
        (left, top, left + wide, top + high),
        None if lighting.hard else shadow_of(alpha, (left, top), lighting, art.flat_foot),
    )


def even(length: float) -> int:
    """The next even number of pixels."""
    return int(length / 2 + 1) * 2


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
