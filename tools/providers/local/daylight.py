"""Daylight: a bright plaster studio. Sun through a window and leaves; the product on a plinth.

Shadows are soft and fall on the wall, never on the product; the words stand on the counter's face
or on the wall, where the leaves' shadows are held back.
"""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from tools.providers.local.backdrop import field_of, finish
from tools.providers.local.card import product
from tools.providers.local.colour import Bytes, Colour, Floats, mix, smoothstep
from tools.providers.local.hero import Entry, Standing
from tools.providers.local.lighting import Lighting
from tools.providers.local.lightplay import Shade
from tools.providers.local.ornaments import ball, swaying
from tools.providers.local.particles import asked_for
from tools.providers.local.plaster import counter, lit_from, niche, plinth, wall
from tools.providers.local.props import blinds, branch_shadow, palm_shadow, window_light
from tools.providers.local.silk import silk
from tools.providers.local.stage import Layer, Setting, Stage

SAGE = np.array([104, 138, 116], np.float32)


def calm_zone(stage: Stage, floor: float) -> Bytes:
    """How dark a shadow may be at most: anything at the product, little under the words."""
    field = field_of(stage)
    zone, unit = stage.text, stage.unit
    if zone.top > stage.zone.bottom - 2:            # words below the product: the whole counter
        inside = smoothstep(field.y, zone.top - 160 * unit, zone.top + 60 * unit)
    else:
        edge = zone.left if zone.left > stage.zone.centre[0] else zone.right
        side = 1 if edge == zone.left else -1
        inside = smoothstep(field.x * side, (edge - side * 330 * unit) * side,
                            (edge + side * 330 * unit) * side)
    return np.asarray(inside * floor * 255, np.uint8)


def sunlight(stage: Stage, strength: float = 1.0) -> Shade:
    """Window panes and leaves drifting slowly over the room; which, depends on the take."""
    flip = stage.mirrored
    strength *= 0.55 if stage.grade.soft else 1.0
    x, y = stage.zone.centre
    at = (x / stage.width * 0.6 + 0.2, min(0.6, y / stage.height * 0.7 + 0.1))
    slow, lean = 3 + 6 * stage.energy, (1 if flip else -1)
    calm = calm_zone(stage, 0.93)
    panes = (window_light(stage, 1 - 0.13 * strength, flip, at),
             lambda t: (lean * (slow * t - 14), -slow * 0.35 * t, 0.0))
    make: Callable[[Stage, float, bool], Bytes] = (
        palm_shadow if (stage.spec.take + stage.view.index) % 2 else branch_shadow)
    leaves = (make(stage, 1 - 0.22 * strength, flip),
              lambda t: (5 * math.sin(t * 0.8), 3 * math.sin(t * 1.1 + 1),
                         0.028 * math.sin(t * 0.9)))
    return Shade((panes, leaves), calm)


def sun(stage: Stage, wall_shadow: float) -> Lighting:
    """The look's light on the product."""
    flip = stage.mirrored
    blue, green, red = (1.06 * gain for gain in stage.grade.gain)
    soft = 0.65 if stage.grade.soft else 1.0
    return Lighting(
        gain=(blue, green, red), key=(0.92, 1.10) if flip else (1.10, 0.92), shadow=0.62 * soft,
        shadow_colour=stage.inks.deep, wall=wall_shadow * soft,
        wall_offset=(-0.13, 0.02) if flip else (0.13, 0.02),
    )


def leaves_around(stage: Stage, hero: Standing) -> tuple[list[Layer], list[Layer]]:
    """Sprigs behind the product and, far out of focus, before the lens."""
    rng = stage.chance("sprigs")
    tone = mix(SAGE, stage.inks.mid, 0.18)
    side, unit = -lit_from(stage), stage.unit
    x, y = hero.foot
    tall = (hero.standee.body[3] - hero.standee.body[1]) * hero.scale
    behind: list[Layer] = []
    before: list[Layer] = []
    if stage.tall:
        edge = stage.width * (1.03 if side > 0 else -0.03)
        behind.append(swaying(stage, (edge, y + 20 * unit), min(tall, 820 * unit), side * -0.24,
                              tone, 2.2, "sprig behind"))
        before.append(swaying(stage, (stage.width * (0.5 - side * 0.52), stage.height * 1.04),
                              300 * unit, -side * -0.5, tone * 0.9, 6.5, "sprig before"))
        before.append(swaying(stage, (stage.width * (0.5 + side * 0.46), stage.height * 1.06),
                              380 * unit, -side * 0.35, tone * 0.8, 8.0, "sprig near"))
    else:
        edge = -0.03 if x < stage.width / 2 else 1.03
        lean = 0.26 if edge < 0 else -0.26
        behind.append(swaying(stage, (stage.width * edge, y), 620 * unit, lean, tone, 2.2,
                              "sprig behind"))
        before.append(swaying(stage, (stage.width * (1 - edge), stage.height * 1.05), 290 * unit,
                              -lean * 1.4, tone * 0.85, 7.0, "sprig before"))
    return (behind if rng.random() < 0.85 else []), before


def furnish(
    stage: Stage, full: Floats, hero: Standing, hollow: Colour, tones: tuple[Colour, Colour]
) -> None:
    """Niche, counter or plinth, and balls: what stands where depends on the take. In place."""
    inks, (face, top) = stage.inks, tones
    x, y = hero.foot
    body = hero.standee.body
    wide, tall = (body[2] - body[0]) * hero.scale, (body[3] - body[1]) * hero.scale
    side = -lit_from(stage)
    if stage.spec.take % 3 != 2 and stage.zone.top >= 0 and tall < stage.height * 0.9:
        niche(stage, full, hero, hollow, mix(hollow, inks.deep, 0.42))
    if stage.text.top > y - 2 or stage.spec.take % 2 == 0 or not stage.tall:
        counter(stage, full, y, face, top)
    else:
        half = max(wide * 0.9, 240 * stage.unit)
        plinth(stage, full, hero.foot, half, stage.height * 1.1, face, top)
    size = min(max(wide * 0.22, 46 * stage.unit), 120 * stage.unit)
    reach = wide * 0.5 + size * 1.35
    clay = inks.between("mid", "accent", 0.45)
    ball(stage, full, (x + side * reach, y + 6 * stage.unit), size, clay, shadow=0.75, gloss=0.05)
    ball(stage, full, (x + side * (reach + size * 1.2), y + 22 * stage.unit), size * 0.5,
         mix(inks.light, inks.white, 0.4), shadow=0.7, gloss=0.05)


def scene(
    stage: Stage, tones: tuple[Colour, Colour, Colour], bench: tuple[Colour, Colour],
    strength: float = 1.0,
) -> Setting:
    """Wall (`tones`: wall, its lightest, its niche), furniture (`bench`: face and top), sun."""
    card = stage.art is not None and stage.art.card
    light = sun(stage, 0.0 if stage.zone.top < -0.1 * stage.height else 0.26)
    hero = product(
        stage, light, Entry(grow=0.94, glints=(1.3, 4.0), glint_strength=60),
        border=stage.inks.white, tilt=-0.035 if stage.mirrored else 0.035,
        as_card=replace(light, shadow=0, wall=0.5, wall_offset=(0.025, 0.04)),
    )
    full = wall(stage, tones[0], tones[1])
    behind, before = leaves_around(stage, hero)
    if not card and hero.foot[1] < stage.height * 1.02:
        furnish(stage, full, hero, tones[2], bench)
    hero.shade(full)
    layers = (*behind, hero, *asked_for(stage, None), *before)
    return Setting(finish(stage, full), layers, hero, (sunlight(stage, strength),))


def hook(stage: Stage) -> Setting:
    """The product in the sun, then near."""
    inks = stage.inks
    warm = np.clip(inks.white * (0.975, 0.99, 1.0), 0, 252)
    return scene(stage, (inks.between("light", "white", 0.15), warm,
                         inks.between("wall", "mid", 0.75)),
                 (inks.between("light", "white", 0.30), inks.between("light", "white", 0.75)))


def solution(stage: Stage) -> Setting:
    """The same room later in the day: the wall in a soft tone, the counter white."""
    inks = stage.inks
    return scene(stage, (inks.between("wall", "mid", 0.55), inks.between("light", "wall", 0.2),
                         inks.between("mid", "accent", 0.25)),
                 (inks.between("light", "white", 0.45), inks.between("light", "white", 0.85)))


def problem(stage: Stage) -> Setting:
    """A day without sun: a grey field drawn out sideways, the shade of half-closed blinds."""
    cool = stage.inks.cool
    grey = mix(cool, np.full(3, float(cool.mean()), np.float32), 0.45)
    field = silk(stage, grey * 1.15, grey * 2.5, 1.3, 0.5, stretch=2.0)
    flip = stage.mirrored
    calm = np.zeros((stage.height // 4, stage.width // 4), np.uint8)
    slats = (blinds(stage, 0.78, flip), lambda t: (3 * math.sin(t * 0.4), -2.2 * t, 0.0))
    shade = Shade((slats,), calm)
    return Setting(finish(stage, field_of(stage).flat(grey)),
                   (field, shade, *asked_for(stage, None)))


def cta(stage: Stage) -> Setting:
    """The brand's colour as a wall and counter, the same sun."""
    inks = stage.inks
    lightest = inks.between("brand", "accent", 0.55)
    return scene(stage, (inks.between("brand", "accent", 0.08), lightest,
                         inks.between("brand", "accent", 0.42)),
                 (inks.brand * 0.92, inks.between("brand", "accent", 0.30)), 1.1)


