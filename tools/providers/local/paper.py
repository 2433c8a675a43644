"""Pop's cut paper: polygons that run, turn and twitch, and halftone dots."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from tools.providers.local.camera import out_back, ramp
from tools.providers.local.colour import Colour, Floats
from tools.providers.local.shapes import Disc, Points, paint
from tools.providers.local.stage import Stage

Polygons = Callable[[float], Sequence[Points]]
Point = tuple[float, float]


def halftone(
    stage: Stage, picture: Floats, colour: Colour, at: Point, reach: float, most: float = 0.62
) -> None:
    """Dots in a slanted grid that shrink away from a point, in place."""
    pitch = 34 * stage.unit
    rows, columns = np.mgrid[: stage.height, : stage.width].astype(np.float32)
    a, b = (columns + rows) / math.sqrt(2), (columns - rows) / math.sqrt(2)
    far = np.hypot(columns - at[0], rows - at[1]) / reach
    size = np.clip(1 - far, 0, 1) * most
    cell = np.hypot(a % pitch - pitch / 2, b % pitch - pitch / 2) / (pitch / 2)
    mask = np.clip((size - cell) * pitch / 2 + 0.5, 0, 1) * (size > 0.05)
    paint(picture, np.asarray(mask, np.float32), colour)


def stripes(
    stage: Stage, edge: Callable[[float], float], lean: float, count: int, gap: float
) -> Polygons:
    """Slanted bands of width `gap`, the first one's foot at x = `edge(t)` pixels."""
    high = stage.height

    def points(t: float) -> Sequence[Points]:
        lefts = [edge(t) + i * gap * 2 for i in range(count)]
        return [[(x + lean * high, -2), (x + gap + lean * high, -2), (x + gap, high + 2),
                 (x, high + 2)] for x in lefts]

    return points


def burst(stage: Stage, centre: Point, rays: int, speed: float) -> Polygons:
    """Rays around a point, turning."""
    reach = 1.5 * max(stage.width, stage.height)
    half = math.pi / rays / 2

    def on_circle(angle: float) -> Point:
        return centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)

    def points(t: float) -> Sequence[Points]:
        middles = [2 * math.pi * i / rays + speed * t for i in range(rays)]
        return [[centre, on_circle(m - half), on_circle(m + half)] for m in middles]

    return points


def disc(
    stage: Stage, colour: Colour, centre: Point, radius: float, delay: float = 0.0
) -> Disc:
    """A circle that springs up and keeps growing a little."""
    def circle(t: float) -> tuple[float, float, float]:
        grown = 0.72 + 0.28 * out_back(ramp(t, delay, 0.6))
        return (centre[0], centre[1] + 4 * stage.unit * math.sin(t * 1.3),
                radius * grown * (1 + 0.012 * t))

    return Disc(colour, circle)


def zag(
    stage: Stage, y: float, height: float, teeth: int, slide: Callable[[float], float]
) -> Polygons:
    """A band with zigzag edges across the frame, sliding sideways."""
    step = stage.width / teeth

    def points(t: float) -> Sequence[Points]:
        shift = slide(t) % (2 * step) - 2 * step
        xs = [shift + i * step for i in range(teeth + 6)]
        dips = [0 if i % 2 else height * 0.55 for i in range(len(xs))]
        upper = [(x, y + dip) for x, dip in zip(xs, dips, strict=True)]
        lower = [(x, y + height + dip) for x, dip in zip(xs, dips, strict=True)]
        return [[*upper, *reversed(lower)]]

    return points


def jagged(
    stage: Stage, centre: Point, reach: tuple[float, float], spikes: int, rate: float, name: str
) -> Polygons:
    """A star of uneven spikes that jumps to another shape `rate` times a second."""
    rng = stage.chance(name)
    shapes = rng.uniform(0.72, 1.12, (16, spikes * 2))
    turns = rng.uniform(-0.12, 0.12, 16)

    def points(t: float) -> Sequence[Points]:
        tick = int(t * rate) % 16
        out = []
        for i in range(spikes * 2):
            angle = math.pi * i / spikes + turns[tick]
            far = shapes[tick, i] * (1.0 if i % 2 == 0 else 0.66)
            out.append((centre[0] + reach[0] * far * math.cos(angle),
                        centre[1] + reach[1] * far * math.sin(angle)))
        return [out]

    return points


def shards(stage: Stage, rate: float, count: int, name: str) -> Polygons:
    """Thin bars that flash at other places `rate` times a second, as a bad signal does."""
    jump = stage.chance(name).uniform(-1, 1, 1024)
    unit = stage.unit

    def points(t: float) -> Sequence[Points]:
        tick = int(t * rate)
        out = []
        for i in range(count):
            a, b = jump[(tick * 7 + i * 3) % 1024], jump[(tick * 11 + i * 5 + 1) % 1024]
            x, y = b * stage.width * 0.5, (a * 0.5 + 0.5) * stage.height
            wide, high = stage.width * (0.15 + 0.3 * abs(a)), (5 + 18 * abs(b)) * unit
            out.append([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)])
        return out

    return points


def crosses(stage: Stage, at: Point, columns: int, rows: int, turn: float) -> Polygons:
    """A field of small plus signs, turning slowly."""
    pitch, arm, thick = 64 * stage.unit, 15 * stage.unit, 4 * stage.unit

    def points(t: float) -> Sequence[Points]:
        cos, sin = math.cos(turn * t), math.sin(turn * t)
        out: list[Points] = []
        for row in range(rows):
            for column in range(columns):
                x, y = at[0] + column * pitch, at[1] + row * pitch
                for a, b in ((arm, thick), (thick, arm)):
                    corners = ((-a, -b), (a, -b), (a, b), (-a, b))
                    out.append([(x + cos * u - sin * v, y + sin * u + cos * v)
                                for u, v in corners])
        return out

    return points
