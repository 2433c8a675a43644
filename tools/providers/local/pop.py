"""Pop: flat colour blocks, huge shapes, hard shadows. Things snap into place and keep moving."""

import math

import numpy as np

from tools.providers.local.backdrop import finish
from tools.providers.local.camera import out_expo, ramp
from tools.providers.local.card import product
from tools.providers.local.colour import Colour, Floats
from tools.providers.local.hero import Entry, Standing
from tools.providers.local.lighting import Lighting
from tools.providers.local.paper import (
    Point,
    burst,
    crosses,
    disc,
    halftone,
    jagged,
    shards,
    stripes,
    zag,
)
from tools.providers.local.particles import asked_for
from tools.providers.local.shapes import Flat
from tools.providers.local.stage import Layer, Setting, Stage

FINE = 0.8                          # flat colours need little noise


def flat_light(stage: Stage, shadow: Colour) -> Lighting:
    """Even light, a cut-out edge and a hard shadow."""
    blue, green, red = (1.07 * gain for gain in stage.grade.gain)
    broad = max(1.0, stage.art.aspect) if stage.art else 1.0
    return Lighting(gain=(blue, green, red), shadow_colour=shadow,
                    hard=(0.04 * broad, 0.032 * broad), outline=0.009 * broad,
                    outline_colour=stage.inks.white)


def ground(stage: Stage, colour: Colour) -> Floats:
    """A flat ground at full size."""
    return np.broadcast_to(colour, (stage.height, stage.width, 3)).astype(np.float32)


def hero_for(stage: Stage, shadow: Colour) -> Standing:
    """The product as a sticker that springs in."""
    tilt = 0.055 if stage.mirrored else -0.055
    light = flat_light(stage, shadow)
    entry = Entry(grow=0.86, seconds=0.55, spring=True, glints=(1.0, 3.2), glint_strength=90,
                  tilt=tilt)
    return product(stage, light, entry, tilt=tilt, as_card=light)


def middle_of(stage: Stage) -> Point:
    """The centre of the seen part of the product's zone."""
    zone = stage.zone
    return ((max(0, zone.left) + min(stage.width, zone.right)) / 2,
            (max(0, zone.top) + min(stage.height, zone.bottom)) / 2)


def beside_words(stage: Stage, centre: Point, wished: float) -> float:
    """The wished radius of a disc, or as much of it as leaves the words their plain ground."""
    words = stage.view.framing.text
    aside = max(words.left * stage.width - centre[0], centre[0] - words.right * stage.width, 0.0)
    above = max(words.top * stage.height - centre[1], centre[1] - words.bottom * stage.height, 0.0)
    return min(wished, max(math.hypot(aside, above) * 1.04, 0.4 * wished))


def running(stage: Stage, start: float, speed: float, lean: float, count: int) -> Layer:
    """Bands that shoot in and run on."""
    unit = stage.unit
    bands = stripes(
        stage,
        lambda t: start * stage.width + 160 * unit * out_expo(ramp(t, 0, 1)) + speed * unit * t,
        lean, count, 58 * unit,
    )
    return Flat(stage.inks.between("accent", "white", 0.28), bands)


def hook(stage: Stage) -> Setting:
    """Accent ground, a great disc of the opposite colour, stripes that run."""
    inks, centre, unit = stage.inks, middle_of(stage), stage.unit
    picture = ground(stage, inks.accent)
    away = 0.0 if centre[0] > stage.width / 2 else stage.width
    halftone(stage, picture, inks.between("accent", "white", 0.5), (away, stage.height),
             0.8 * max(stage.width, stage.height))
    radius = beside_words(stage, centre, 0.47 * min(stage.width, stage.height))
    lively = 8 + 40 * stage.energy
    layers: list[Layer] = []
    if stage.view.index % 2:
        layers += [Flat(inks.between("accent", "white", 0.22),
                        burst(stage, centre, 12, 0.06 + 0.12 * stage.energy)),
                   disc(stage, inks.counter, centre, radius),
                   disc(stage, inks.pale, centre, radius * 0.74, 0.1)]
    else:
        layers += [running(stage, -0.12 if away == 0 else 0.62, lively, 0.30, 3),
                   disc(stage, inks.counter, centre, radius)]
    small = (centre[0] - radius * 0.86, centre[1] - radius * 0.66)
    layers += [disc(stage, inks.light, small, 52 * unit, 0.2),
               Flat(inks.light, crosses(stage, (0.06 * stage.width, 0.90 * stage.height), 4, 2,
                                        0.5 + stage.energy))]
    hero = hero_for(stage, inks.ink)
    return Setting(finish(stage, picture, FINE), (*layers, hero, *asked_for(stage, None)), hero)


def problem(stage: Stage) -> Setting:
    """Ink: a jagged star that will not keep still, torn bands, a bad signal."""
    inks, unit, high = stage.inks, stage.unit, stage.height
    picture = ground(stage, inks.ink)
    halftone(stage, picture, inks.between("ink", "cool", 1.0) * 1.25, (stage.width, 0),
             0.9 * max(stage.width, high))
    rate = 4 + 7 * stage.energy
    centre = (stage.width * 0.5, high * 0.48)
    reach = (stage.width * 0.62, high * 0.42)
    speed = (30 + 90 * stage.energy) * unit
    band = inks.cool * 1.7
    layers: tuple[Layer, ...] = (
        Flat(inks.cool * 1.15, jagged(stage, centre, reach, 13, rate, "star")),
        Flat(inks.between("ink", "cool", 0.25),
             jagged(stage, centre, (reach[0] * 0.8, reach[1] * 0.8), 13, rate, "inner")),
        Flat(band, zag(stage, high * 0.015, 70 * unit, 9, lambda t: speed * t)),
        Flat(band, zag(stage, high * 0.90, 80 * unit, 7, lambda t: -speed * t)),
        Flat(inks.between("accent", "ink", 0.35), shards(stage, rate, 5, "bars")),
    )
    return Setting(finish(stage, picture, FINE), (*layers, *asked_for(stage, None)))


def solution(stage: Stage) -> Setting:
    """Light ground with a block of accent, discs behind the product."""
    inks, centre, unit = stage.inks, middle_of(stage), stage.unit
    picture = ground(stage, inks.light)
    halftone(stage, picture, inks.between("light", "mid", 0.7), (0, 0),
             0.75 * max(stage.width, stage.height))
    radius = beside_words(stage, centre, 0.45 * min(stage.width, stage.height))
    small = radius * 0.2
    wave = zag(stage, stage.height * 0.93, 200 * unit, 6,
               lambda t: (14 + 30 * stage.energy) * unit * t)
    other = inks.counter if stage.view.index % 2 == 0 else inks.brand
    hero = hero_for(stage, inks.ink)
    layers: tuple[Layer, ...] = (
        Flat(other, wave),
        disc(stage, inks.accent, (centre[0] + 20 * unit, centre[1]), radius),
        disc(stage, inks.counter, (centre[0] - radius * 0.80, centre[1] + radius * 0.62), small,
             0.15),
        disc(stage, inks.pale, (centre[0] + radius * 0.66, centre[1] - radius * 0.72), small * 0.8,
             0.25),
        Flat(inks.counter, crosses(stage, (centre[0] + radius * 0.55, centre[1] + radius * 0.66),
                                   3, 2, 0.5 + stage.energy)),
    )
    return Setting(finish(stage, picture, FINE), (*layers, hero, *asked_for(stage, None)), hero)


def cta(stage: Stage) -> Setting:
    """Rays in the brand's colour turning behind the product."""
    inks, centre = stage.inks, middle_of(stage)
    radius = beside_words(stage, centre, 0.45 * min(stage.width, stage.height)) / 1.12
    hero = hero_for(stage, inks.ink)
    layers: tuple[Layer, ...] = (
        Flat(inks.between("brand", "accent", 0.18),
             burst(stage, centre, 14, 0.10 + 0.14 * stage.energy)),
        disc(stage, inks.counter, centre, radius * 1.12, 0.0),
        disc(stage, inks.accent, centre, radius * 0.92, 0.08),
        hero,
    )
    return Setting(finish(stage, ground(stage, inks.brand), FINE),
                   (*layers, *asked_for(stage, "confetti")), hero)
