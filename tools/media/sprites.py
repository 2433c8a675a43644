"""Small pictures that move over a film: premultiplied BGRA, uint8, (h, w, 4).

Shapes are drawn larger and scaled down, so their edges are smooth at any angle.
"""

import math
from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from tools.media.fonts import Mask
from tools.media.ink import rgb

Bgra = NDArray[np.uint8]
Points = Sequence[tuple[float, float]]
Paint = Callable[[ImageDraw.ImageDraw, float], None]

_FINE = 4                                # how much larger shapes are drawn


def blank(width: int, height: int) -> Bgra:
    """A fully transparent picture."""
    return np.zeros((height, width, 4), np.uint8)


def tinted(mask: Mask, colour: str) -> Bgra:
    """The colour where the mask covers."""
    red, green, blue = rgb(colour)
    alpha = mask.astype(np.float32)[..., None] / 255
    return np.rint(alpha * np.array([blue, green, red, 255], np.float32)).astype(np.uint8)


def over(below: Bgra, above: Bgra, x: int, y: int) -> None:
    """Lay `above` onto `below` at (x, y), in place; what lies outside is left off."""
    height, width = below.shape[:2]
    left, top = max(0, x), max(0, y)
    right, bottom = min(width, x + above.shape[1]), min(height, y + above.shape[0])
    if right <= left or bottom <= top:
        return
    part = above[top - y : bottom - y, left - x : right - x].astype(np.uint16)
    under = below[top:bottom, left:right].astype(np.uint16)
    below[top:bottom, left:right] = part + (under * (255 - part[..., 3:]) + 127) // 255


def shadowed(picture: Bgra, radius: float, strength: float, drop: float = 0.0) -> Bgra:
    """The picture over its own soft black shadow, `drop` pixels lower. Same size."""
    shift = np.array([[1, 0, 0], [0, 1, drop]], np.float32)
    size = (picture.shape[1], picture.shape[0])
    alpha = cv2.warpAffine(np.ascontiguousarray(picture[..., 3]), shift, size)
    wide = cv2.GaussianBlur(alpha, (0, 0), max(radius, 0.5)).astype(np.float32)
    shade = np.zeros_like(picture)
    shade[..., 3] = np.rint(np.clip(wide * strength, 0, 255)).astype(np.uint8)
    over(shade, picture, 0, 0)
    return shade


def shape_mask(width: int, height: int, paint: Paint) -> Mask:
    """What `paint(pen, k)` draws in white at k times the size, as coverage of (height, width)."""
    big = Image.new("L", (width * _FINE, height * _FINE), 0)
    paint(ImageDraw.Draw(big), float(_FINE))
    return np.array(big.resize((width, height), Image.Resampling.BOX), np.uint8)


def rounded(width: int, height: int, box: tuple[float, float, float, float], radius: float) -> Mask:
    """A rounded rectangle at `box` (left, top, right, bottom)."""

    def paint(pen: ImageDraw.ImageDraw, k: float) -> None:
        left, top, right, bottom = (edge * k for edge in box)
        limit = min(radius * k, (bottom - top) / 2, (right - left) / 2)
        pen.rounded_rectangle((left, top, right - 1, bottom - 1), limit, fill=255)

    return shape_mask(width, height, paint)


def outline(
    width: int, height: int, box: tuple[float, float, float, float], radius: float, line: float
) -> Mask:
    """The border of a rounded rectangle, `line` pixels thick."""
    left, top, right, bottom = box
    outer = rounded(width, height, box, radius)
    inside = (left + line, top + line, right - line, bottom - line)
    return np.asarray(cv2.subtract(outer, rounded(width, height, inside, radius - line)), np.uint8)


def slanted(
    width: int, height: int, box: tuple[float, float, float, float], degrees: float
) -> Mask:
    """A rectangle turned by `degrees` about its centre."""
    left, top, right, bottom = box
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    middle = ((left + right) / 2, (top + bottom) / 2)
    return polygon(width, height, _turned(corners, middle, degrees))


def polygon(width: int, height: int, points: Points) -> Mask:
    """A filled polygon."""

    def paint(pen: ImageDraw.ImageDraw, k: float) -> None:
        pen.polygon([(x * k, y * k) for x, y in points], fill=255)

    return shape_mask(width, height, paint)


def stroke(width: int, height: int, points: Points, thick: float) -> Mask:
    """A line with round joints and ends through the points."""

    def paint(pen: ImageDraw.ImageDraw, k: float) -> None:
        large = [(x * k, y * k) for x, y in points]
        pen.line(large, fill=255, width=max(1, round(thick * k)), joint="curve")
        half = thick * k / 2
        for x, y in (large[0], large[-1]):
            pen.ellipse((x - half, y - half, x + half, y + half), fill=255)

    return shape_mask(width, height, paint)


def disc(width: int, height: int, centre: tuple[float, float], radius: float) -> Mask:
    """A filled circle."""
    x, y = centre
    return rounded(width, height, (x - radius, y - radius, x + radius, y + radius), radius)


def burst(width: int, height: int, box: tuple[float, float, float, float]) -> Mask:
    """A starburst that touches `box`: an ellipse with teeth."""
    left, top, right, bottom = box
    across, down = (right - left) / 2, (bottom - top) / 2
    teeth = 2 * max(12, round((across + down) / 16))
    points = []
    for tooth in range(teeth):
        angle, reach = 2 * math.pi * tooth / teeth, 1.0 if tooth % 2 else 0.9
        points.append((
            (left + right) / 2 + across * reach * math.cos(angle),
            (top + bottom) / 2 + down * reach * math.sin(angle),
        ))
    return polygon(width, height, points)


def check(width: int, height: int, centre: tuple[float, float], size: float, thick: float) -> Mask:
    """A tick mark, `size` pixels wide, around `centre`."""
    x, y = centre
    marks = ((-0.5, 0.02), (-0.13, 0.36), (0.5, -0.36))
    return stroke(width, height, [(x + a * size, y + b * size) for a, b in marks], thick)


def _turned(points: Points, about: tuple[float, float], degrees: float) -> Points:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x0, y0 = about
    return [
        (x0 + (x - x0) * cos - (y - y0) * sin, y0 + (x - x0) * sin + (y - y0) * cos)
        for x, y in points
    ]
