"""Pop: flat colour blocks, huge shapes, hard shadows. Things snap into place and keep moving."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from tools.providers.local.backdrop import finish
from tools.providers.local.camera import out_back, out_expo, ramp
from tools.providers.local.card import product
from tools.providers.local.colour import Colour, Floats
from tools.providers.local.hero import Entry, Standing
from tools.providers.local.packshot import Lighting
from tools.providers.local.particles import asked_for
from tools.providers.local.shapes import Disc, Flat, Points, paint
from tools.providers.local.stage import Layer, Setting, Stage

Polygons = Callable[[float], Sequence[Points]]


def flat_light(stage: Stage, shadow: Colour) -> Lighting:
    """Even light, a cut-out edge and a hard shadow."""
    return Lighting(gain=tuple(1.06 * g for g in stage.grade.gain),  # type: ignore[arg-type]
                    shadow_colour=shadow, hard=(0.035, 0.03), outline=0.008,
                    outline_colour=stage.inks.white)


def ground(stage: Stage, colour: Colour) -> Floats:
    """A flat ground at full size."""
    return np.broadcast_to(colour, (stage.height, stage.width, 3)).astype(np.float32)


def halftone(stage: Stage, picture: Floats, colour: Colour, at: tuple[float, float], reach: float) -> None:
    """Dots in a slanted grid that shrink away from a point, in place."""
    pitch = 34 * stage.unit
    rows, columns = np.mgrid[: stage.height, : stage.width].astype(np.float32)
    a, b = (columns + rows) / 1.4142, (columns - rows) / 1.4142
    far = np.hypot(columns - at[0], rows - at[1]) / reach
    size = np.clip(1 - far, 0, 1) * 0.62
    cell = np.hypot(a % pitch - pitch / 2, b % pitch - pitch / 2) / (pitch / 2)
    mask = np.clip((size - cell) * pitch / 2 + 0.5, 0, 1) * (size > 0.05)
    paint(picture, np.asarray(mask, np.float32), colour)


def stripes(stage: Stage, edge: Callable[[float], float], lean: float, count: int, gap: float) -> Polygons:
    """Slanted bands whose left edge is at `edge(t)` pixels."""
    def points(t: float) -> Sequence[Points]:
        x, high = edge(t), stage.height
        out = []
        for i in range(count):
            left = x + i * gap * 2
            out.append([(left + lean * high, -2), (left + gap + lean * high, -2),
                        (left + gap, high + 2), (left, high + 2)])
        return out
    return points


def burst(stage: Stage, centre: tuple[float, float], rays: int, speed: float) -> Polygons:
    """Rays around a point, turning."""
    reach = 1.5 * max(stage.width, stage.height)

    def points(t: float) -> Sequence[Points]:
        out = []
        for i in range(rays):
            angle = 2 * math.pi * i / rays + speed * t
            half = math.pi / rays / 2
            out.append([centre,
                        (centre[0] + reach * math.cos(angle - half), centre[1] + reach * math.sin(angle - half)),
                        (centre[0] + reach * math.cos(angle + half), centre[1] + reach * math.sin(angle + half))])
        return out
    return points


def disc(stage: Stage, colour: Colour, centre: tuple[float, float], radius: float, delay: float = 0.0) -> Disc:
    """A circle that springs up and then breathes."""
    def circle(t: float) -> tuple[float, float, float]:
        grown = 0.55 + 0.45 * out_back(ramp(t, delay, 0.6))
        return (centre[0], centre[1] + 4 * stage.unit * math.sin(t * 1.3),
                radius * grown * (1 + 0.018 * t))
    return Disc(colour, circle)


def beside_words(stage: Stage, centre: tuple[float, float], wished: float) -> float:
    """The wished radius of a disc, or as much of it as leaves the words their plain ground."""
    words = stage.view.framing.text
    aside = max(words.left * stage.width - centre[0], centre[0] - words.right * stage.width, 0.0)
    above = max(words.top * stage.height - centre[1], centre[1] - words.bottom * stage.height, 0.0)
    return min(wished, max(math.hypot(aside, above) * 1.04, 0.4 * wished))


def zag(stage: Stage, y: float, height: float, teeth: int, slide: Callable[[float], float]) -> Polygons:
    """A band with zigzag edges across the frame."""
    step = stage.width / teeth

    def points(t: float) -> Sequence[Points]:
        shift = slide(t) % (2 * step) - 2 * step
        xs = [shift + i * step for i in range(teeth + 6)]
        upper = [(x, y + (0 if i % 2 else height * 0.5)) for i, x in enumerate(xs)]
        lower = [(x, y + height + (0 if i % 2 else height * 0.5)) for i, x in enumerate(xs)]
        return [[*upper, *reversed(lower)]]
    return points


def hero_for(stage: Stage, shadow: Colour) -> Standing:
    """The product as a sticker that springs in."""
    return product(stage, flat_light(stage, shadow),
                   Entry(grow=0.72, seconds=0.55, spring=True, glints=(1.0, 3.2), glint_strength=95,
                         tilt=0.05 if stage.mirrored else -0.05),
                   tilt=0.05 if stage.mirrored else -0.05,
                   as_card=flat_light(stage, shadow))


def middle_of(stage: Stage) -> tuple[float, float]:
    """The centre of the seen part of the product's zone."""
    zone = stage.zone
    return ((max(0, zone.left) + min(stage.width, zone.right)) / 2,
            (max(0, zone.top) + min(stage.height, zone.bottom)) / 2)


def hook(stage: Stage) -> Setting:
    """Accent ground, a great disc, stripes that run."""
    inks = stage.inks
    centre = middle_of(stage)
    picture = ground(stage, inks.accent)
    halftone(stage, picture, inks.between("accent", "white", 0.45),
             (stage.width * (0.0 if centre[0] > stage.width / 2 else 1.0), stage.height),
             0.8 * max(stage.width, stage.height))
    radius = beside_words(stage, centre, 0.46 * min(stage.width, stage.height))
    layers: list[Layer] = [disc(stage, inks.brand, centre, radius)]
    if stage.view.index % 2:
        layers.append(disc(stage, inks.light, centre, radius * 0.72, 0.12))
    else:
        run = 60 + 160 * stage.energy
        bands = stripes(stage, lambda t: stage.width * 0.80 + 30 * stage.unit * out_expo(ramp(t, 0, 1))
                        + run * 0.2 * stage.unit * t, -0.12, 2, 54 * stage.unit)
        layers.insert(0, Flat(inks.between("accent", "brand", 0.28), bands))
    hero = hero_for(stage, inks.ink)
    return Setting(finish(stage, picture, 0.8), (*layers, hero, *asked_for(stage, None)), hero)


def problem(stage: Stage) -> Setting:
    """Ink, with jagged bands that twitch."""
    inks = stage.inks
    picture = ground(stage, inks.ink)
    halftone(stage, picture, inks.between("ink", "cool", 0.9), (stage.width, 0),
             0.9 * max(stage.width, stage.height))
    unit, high = stage.unit, stage.height
    jump = stage.chance("jump").uniform(-1, 1, 4096)

    def twitch(t: float) -> float:
        return float(jump[int(t * (4 + 6 * stage.energy)) % 4096]) * 26 * unit

    def bars(t: float) -> Sequence[Points]:
        tick = int(t * (5 + 6 * stage.energy))
        out = []
        for i in range(5):
            a, b = jump[(tick * 7 + i * 3) % 4096], jump[(tick * 11 + i * 5 + 1) % 4096]
            y = (a * 0.5 + 0.5) * high
            x = b * stage.width * 0.5
            wide, tall = stage.width * (0.2 + 0.3 * abs(a)), (6 + 22 * abs(b)) * unit
            out.append([(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)])
        return out

    speed = 30 + 60 * stage.energy
    layers = (
        Flat(inks.between("ink", "cool", 0.7),
             zag(stage, high * 0.06, 150 * unit, 7, lambda t: speed * t * unit + twitch(t))),
        Flat(inks.between("ink", "cool", 0.7),
             zag(stage, high * 0.80, 190 * unit, 5, lambda t: -speed * t * unit + twitch(t + 9))),
        Flat(inks.between("ink", "brand", 0.8), bars),
    )
    return Setting(finish(stage, picture, 0.8), layers)


def solution(stage: Stage) -> Setting:
    """Light ground split by the accent, discs behind the product."""
    inks = stage.inks
    centre = middle_of(stage)
    picture = ground(stage, inks.light)
    halftone(stage, picture, inks.between("light", "mid", 0.55), (stage.width * 0.0, stage.height * 0.0),
             0.8 * max(stage.width, stage.height))
    radius = beside_words(stage, centre, 0.44 * min(stage.width, stage.height))
    layers: tuple[Layer, ...] = (
        disc(stage, inks.accent, (centre[0] + 40 * stage.unit, centre[1]), radius),
        disc(stage, inks.brand, (centre[0] - radius * 0.75, centre[1] + radius * 0.75), radius * 0.22, 0.15),
        disc(stage, inks.mid, (centre[0] + radius * 0.62, centre[1] - radius * 0.82), radius * 0.16, 0.25),
    )
    hero = hero_for(stage, inks.ink)
    return Setting(finish(stage, picture, 0.8), (*layers, hero, *asked_for(stage, None)), hero)


def cta(stage: Stage) -> Setting:
    """Rays in the brand's colour turning behind the product."""
    inks = stage.inks
    centre = middle_of(stage)
    rays = burst(stage, centre, 14, 0.10 + 0.14 * stage.energy)
    layers: tuple[Layer, ...] = (
        Flat(inks.between("brand", "accent", 0.16), rays),
        disc(stage, inks.accent, centre,
             beside_words(stage, centre, 0.36 * min(stage.width, stage.height)), 0.05),
    )
    hero = hero_for(stage, inks.ink)
    return Setting(finish(stage, ground(stage, inks.brand), 0.8),
                   (*layers, hero, *asked_for(stage, "confetti")), hero)


