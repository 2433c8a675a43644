"""A photo that must not be cut out: shown as a rounded card, or large with its edges melting away.

Both keep every pixel inside the product's zone; the camera moves inside the picture.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np

from tools.providers.local.art import Art, crop_to
from tools.providers.local.camera import Camera
from tools.providers.local.canvas import Canvas, chroma_of, halved, luma_of
from tools.providers.local.colour import Bytes, Colour, Floats, smoothstep
from tools.providers.local.hero import Entry, Standing, place
from tools.providers.local.lighting import Lighting
from tools.providers.local.stage import Rect, Stage

LARGEST = 1400                      # pixels of a card's longer side


def card_of(art: Art, aspect: float, border: Colour | None, corner: float) -> Art:
    """The photo as a card near this aspect: rounded corners, or a print with a `border`."""
    own = art.bgr.shape[1] / art.bgr.shape[0]
    wanted = min(max(aspect, own * 0.66), own * 1.5)
    cut = crop_to(art, wanted)
    height, width = cut.bgr.shape[:2]
    scale = min(1.0, LARGEST / max(height, width))
    size = (round(width * scale), round(height * scale))
    bgr = cv2.resize(cut.bgr, size, interpolation=cv2.INTER_AREA)
    side = min(size)
    if border is not None:
        edge = round(side * 0.05)
        tone = [float(value) for value in border]
        bgr = cv2.copyMakeBorder(
            bgr, edge, round(edge * 3.2), edge, edge, cv2.BORDER_CONSTANT, value=tone
        )
    return Art(bgr, rounded(bgr.shape[1], bgr.shape[0], side * corner), True, False)


def rounded(width: int, height: int, radius: float) -> Bytes:
    """A rounded rectangle's alpha, 0–255."""
    radius = max(2.0, radius)
    y, x = np.mgrid[:height, :width].astype(np.float32)
    dx = np.maximum(np.abs(x + 0.5 - width / 2) - (width / 2 - radius), 0)
    dy = np.maximum(np.abs(y + 0.5 - height / 2) - (height / 2 - radius), 0)
    away = np.hypot(dx, dy) - radius
    return np.asarray(np.clip(0.5 - away, 0, 1) * 255, np.uint8)


def product(
    stage: Stage,
    lighting: Lighting,
    entry: Entry,
    *,
    fill: float = 1.0,
    aside: float = 0.0,
    border: Colour | None = None,
    tilt: float = 0.0,
    as_card: Lighting | None = None,
) -> Standing:
    """The product standing in its zone; a photo that is not cut out stands there as a card."""
    if stage.art is None or not stage.art.card:
        return place(stage, lighting, entry, fill, aside)
    seen = Rect(max(0, stage.zone.left), max(0, stage.zone.top),
                min(stage.width, stage.zone.right), min(stage.height, stage.zone.bottom))
    art = card_of(stage.art, seen.width / seen.height, border, 0.0 if border is not None else 0.05)
    flat = as_card or Lighting(
        gain=lighting.gain, shadow=0, wall=0.55, wall_offset=(0.02, 0.035),
        shadow_colour=lighting.shadow_colour,
    )
    inside = replace(stage, art=art, shown=seen)
    return place(inside, flat, replace(entry, tilt=tilt), fill, aside)


@dataclass(frozen=True)
class Photo:
    """The photo filling its zone, melting into the backdrop at the zone's inner edges."""

    luma: Bytes
    chroma: Bytes
    area: tuple[int, int, int, int]
    through: tuple[Bytes, Bytes]    # what is left of the backdrop, at full and at half size
    camera: Camera
    unit: float
    exposure: Callable[[float], float]

    def box(self, t: float) -> Rect:
        """The zone: the picture moves only inside it."""
        left, top, right, bottom = self.area
        return Rect(left, top, right, bottom)

    def draw(self, canvas: Canvas, t: float) -> None:
        """The photo at its place in the move."""
        left, top, right, bottom = self.area
        size = (right - left, bottom - top)
        pose = self.camera.at(t)
        height, width = self.luma.shape
        base = max(size[0] / width, size[1] / height) * pose.zoom * 1.06
        spare_x = max(0.0, (width * base - size[0]) / 2)
        spare_y = max(0.0, (height * base - size[1]) / 2)
        x = min(max(-pose.x * self.unit, -spare_x), spare_x)
        y = min(max(-pose.y * self.unit, -spare_y), spare_y)
        matrix = np.array(
            [[base, 0, size[0] / 2 + x - base * width / 2],
             [0, base, size[1] / 2 + y - base * height / 2]], np.float32)
        border = cv2.BORDER_REPLICATE
        level = self.exposure(t)
        luma = cv2.warpAffine(self.luma, matrix, size, flags=cv2.INTER_LINEAR, borderMode=border)
        luma = cv2.convertScaleAbs(luma, alpha=level, beta=16 * (1 - level))
        melt(canvas.y[top:bottom, left:right], luma, self.through[0])
        half = (size[0] // 2, size[1] // 2)
        small = cv2.warpAffine(
            self.chroma, matrix * (1, 1, 0.5), half, flags=cv2.INTER_LINEAR, borderMode=border
        )
        window = np.s_[top // 2 : bottom // 2, left // 2 : right // 2]
        for plane, channel in ((canvas.u, 0), (canvas.v, 1)):
            melt(plane[window], cv2.extractChannel(small, channel), self.through[1])


def melt(target: Bytes, colour: Bytes, through: Bytes) -> None:
    """target·through + colour·(1-through), in place."""
    kept = cv2.multiply(target, through, scale=1 / 255)
    added = cv2.multiply(colour, cv2.bitwise_not(through), scale=1 / 255)
    target[...] = cv2.add(kept, added)


def photo(stage: Stage, gain: tuple[float, float, float], closer: float,
          exposure: Callable[[float], float]) -> Photo:
    """The photo large in the stage's zone; `closer` > 1 crops to its middle."""
    if stage.art is None:
        raise ValueError("a view with a product zone needs the product's picture")
    zone = stage.zone
    left, top = max(0, round(zone.left)) & ~1, max(0, round(zone.top)) & ~1
    right = min(stage.width, round(zone.right)) & ~1
    bottom = min(stage.height, round(zone.bottom)) & ~1
    size = (right - left, bottom - top)
    cut = crop_to(stage.art, size[0] / size[1])
    height, width = cut.bgr.shape[:2]
    keep = (round(width / closer), round(height / closer))
    x, y = (width - keep[0]) // 2, (height - keep[1]) // 2
    bgr = cut.bgr[y : y + keep[1], x : x + keep[0]]
    scale = max(size[0] / keep[0], size[1] / keep[1]) * 1.1
    wide, high = (max(2, round(side * scale / 2) * 2) for side in keep)
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    picture = cv2.resize(bgr, (wide, high), interpolation=method).astype(np.float32)
    picture *= np.asarray(gain, np.float32)
    np.clip(picture, 0, 255, out=picture)
    u, v = chroma_of(halved(picture))
    chroma = np.clip(cv2.merge([u, v, u, v]) + 0.5, 0, 255).astype(np.uint8)
    luma = np.clip(luma_of(picture) + 0.5, 0, 255).astype(np.uint8)
    mask = fade(size, (left > 0, top > 0, right < stage.width, bottom < stage.height))
    return Photo(luma, chroma, (left, top, right, bottom),
                 (mask, cv2.resize(mask, (size[0] // 2, size[1] // 2))),
                 stage.view.camera, stage.unit, exposure)


def fade(size: tuple[int, int], open_: tuple[bool, bool, bool, bool]) -> Bytes:
    """255 where the backdrop shows: all of it at the edges that lie inside the frame."""
    width, height = size
    soft = 0.24 * min(width, height)
    x, y = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
    ones_x, ones_y = np.ones_like(x), np.ones_like(y)
    left, top, right, bottom = open_
    across = (smoothstep(x, 0, soft) if left else ones_x) * (
        smoothstep(width - 1 - x, 0, soft) if right else ones_x)
    down = (smoothstep(y, 0, soft * 1.3) if top else ones_y) * (
        smoothstep(height - 1 - y, 0, soft) if bottom else ones_y)
    shown: Floats = across[None] * down[:, None]
    return np.asarray(np.clip((1 - shown) * 255 + 0.5, 0, 255), np.uint8)

