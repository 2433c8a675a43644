"""Crisp shapes: masks for backdrops at full size, and flat shapes that move every frame."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from tools.providers.local.canvas import Canvas, chroma_of, luma_of
from tools.providers.local.colour import Colour, Floats
from tools.providers.local.stage import Stage

Points = Sequence[tuple[float, float]]
SHIFT = 4


def fixed(points: Points, scale: float = 1.0) -> np.ndarray:
    """Points for OpenCV's sub-pixel drawing."""
    return np.round(np.array(points, np.float64) * scale * (1 << SHIFT)).astype(np.int32)


def polygon_mask(stage: Stage, points: Points) -> Floats:
    """0–1, smooth-edged, of the frame's size."""
    mask = np.zeros((stage.height, stage.width), np.uint8)
    cv2.fillPoly(mask, [fixed(points)], 255, cv2.LINE_AA, SHIFT)
    return mask.astype(np.float32) / 255


def ring_points(
    centre: tuple[float, float], rx: float, ry: float, start: float = 0.0, end: float = 360.0
) -> list[tuple[float, float]]:
    """Points on an ellipse from `start` to `end` degrees, clockwise from the right."""
    angles = np.radians(np.linspace(start, end, 121))
    return [(centre[0] + rx * math.cos(a), centre[1] + ry * math.sin(a)) for a in angles]


def arch_points(
    centre: float, base: float, width: float, height: float
) -> list[tuple[float, float]]:
    """A doorway with a round top standing on `base`."""
    top = base - height + width / 2
    return [
        (centre - width / 2, base),
        *ring_points((centre, top), width / 2, width / 2, 180, 360),
        (centre + width / 2, base),
    ]


def paint(picture: Floats, mask: Floats, colour: Colour | Floats) -> None:
    """Blend a colour or a picture over a float picture where the mask is, in place."""
    rows = np.flatnonzero(mask.any(1))
    columns = np.flatnonzero(mask.any(0))
    if not rows.size:
        return
    area = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    share = mask[area][..., None]
    source = colour if colour.ndim == 1 else colour[area]
    picture[area] += (source - picture[area]) * share


@dataclass(frozen=True)
class Tone:
    """One colour as Y, U and V."""

    y: int
    u: int
    v: int


def tone_of(colour: Colour) -> Tone:
    """A BGR colour as plane values."""
    pixel = colour[None, None].astype(np.float32)
    u, v = chroma_of(pixel)
    return Tone(round(float(luma_of(pixel)[0, 0])), round(float(u[0, 0])), round(float(v[0, 0])))


@dataclass(frozen=True)
class Flat:
    """Flat polygons drawn anew each frame: `points(t)` gives a list of polygons in pixels."""

    colour: Colour
    points: Callable[[float], Sequence[Points]]

    def draw(self, canvas: Canvas, t: float) -> None:
        """Fill the polygons on all three planes."""
        tone = tone_of(self.colour)
        for polygon in self.points(t):
            cv2.fillPoly(canvas.y, [fixed(polygon)], tone.y, cv2.LINE_AA, SHIFT)
            half = [fixed(polygon, 0.5)]
            cv2.fillPoly(canvas.u, half, tone.u, cv2.LINE_AA, SHIFT)
            cv2.fillPoly(canvas.v, half, tone.v, cv2.LINE_AA, SHIFT)


@dataclass(frozen=True)
class Disc:
    """A flat circle drawn anew each frame: `circle(t)` gives x, y and radius in pixels."""

    colour: Colour
    circle: Callable[[float], tuple[float, float, float]]

    def draw(self, canvas: Canvas, t: float) -> None:
        """Fill the circle on all three planes."""
        tone = tone_of(self.colour)
        x, y, radius = self.circle(t)
        if radius <= 0.5:
            return
        one = 1 << SHIFT
        for plane, value, scale in ((canvas.y, tone.y, 1.0), (canvas.u, tone.u, 0.5),
                                    (canvas.v, tone.v, 0.5)):
            centre = (round(x * scale * one), round(y * scale * one))
            cv2.circle(plane, centre, round(radius * scale * one), value, -1, cv2.LINE_AA, SHIFT)
