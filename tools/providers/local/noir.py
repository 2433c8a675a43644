"""Noir: a dark stage. A spotlight finds the product; edges glow, haze and lights float behind.

Light comes from above and from one side; the floor is polished and mirrors the product.
"""

import math
from dataclasses import replace

import numpy as np

from tools.providers.local.backdrop import bokeh, enlarged, field_of, finish, room
from tools.providers.local.camera import in_out, ramp
from tools.providers.local.card import photo, product
from tools.providers.local.colour import Bytes, Colour, Floats, mix, smoothstep
from tools.providers.local.hero import Entry, Standing
from tools.providers.local.lacquer import platform, platform_reach
from tools.providers.local.lighting import Lighting
from tools.providers.local.lightplay import Glow, steady
from tools.providers.local.ornaments import ball
from tools.providers.local.particles import asked_for
from tools.providers.local.props import shaft_mask
from tools.providers.local.silk import silk
from tools.providers.local.stage import Setting, Stage


def lamp(stage: Stage, hard: float) -> Lighting:
    """The look's light on the product: key from one side, a coloured rim on the other; `hard` is
    how dark the far side gets, 0–1."""
    far, near = 1 - 0.55 * hard, 1 + 0.20 * hard
    rim = stage.inks.between("accent", "white", 0.35)
    if stage.grade.neon:
        rim = mix(stage.inks.counter, stage.inks.white, 0.25)
    return Lighting(
        gain=stage.grade.gain, key=(far, near) if stage.mirrored else (near, far),
        fall=(1.08, 0.90), rim=rim, rim_side=-1.0 if stage.mirrored else 1.0, rim_width=0.012,
        shadow=0.9, shadow_colour=stage.inks.dark * 0.25, reflection=0.34,
    )


def lit_room(stage: Stage, wall: Colour, floor: Colour, glow: Colour, reach: float) -> Floats:
    """A dark sweep with a pool of light behind the product and lights out of focus."""
    x, y = stage.zone.centre
    y = min(y, stage.height * 0.72)
    foot = min(stage.zone.bottom, stage.height * 1.02)
    longest = max(stage.width, stage.height)
    picture = room(stage, wall, floor, glow, foot, (x, y), reach * longest, 0.55)
    core = field_of(stage).glow((x, y), 0.16 * longest)
    picture = mix(picture, np.broadcast_to(glow * 1.25, picture.shape), core * 0.55)
    lights = bokeh(stage, stage.inks.accent, 22, (9, 50), 0.32, "bokeh")
    return mix(picture, np.broadcast_to(stage.inks.accent, picture.shape), lights * 0.85)


def hook(stage: Stage) -> Setting:
    """The spotlight, then so near that the label fills the frame."""
    near = stage.view.index > 0
    inks = stage.inks
    x = stage.zone.centre[0]
    picture = lit_room(stage, inks.dark, inks.dark * 0.5, inks.between("deep", "brand", 0.62),
                       0.34 if near else 0.28)
    lean = 4 if stage.mirrored else -4
    cone = Glow(
        shaft_mask(stage, (x + 0.1 * stage.width * (1 if stage.mirrored else -1),
                           -0.10 * stage.height), [(90 + lean, 12, 0.44), (90, 5, 0.24)], 1.0),
        inks.between("accent", "white", 0.45),
        lambda t: (3 * math.sin(t * 0.7), 0, 0.018 * math.sin(t * 0.55)),
        lambda t: 0.40 + 0.20 * in_out(ramp(t, 0, 1.2)) + 0.03 * math.sin(t * 2.1),
    )
    if stage.art is not None and stage.art.card:
        shown = photo(stage, stage.grade.gain, 1.5 if near else 1.0,
                      lambda t: 0.66 + 0.34 * in_out(ramp(t, 0, 1.1)))
        return Setting(finish(stage, picture), (shown, *asked_for(stage, "dust")), shown, (cone,))
    light = lamp(stage, 0.9)
    hero = product(
        stage, replace(light, reflection=0.0) if near else light,
        Entry(dim=0.88, rim=0.5, glints=(0.5,)) if near else
        Entry(grow=0.96, dim=0.6, reveal=1.1, rim=0.5, glints=(0.45, 3.4)),
    )
    return set_on(stage, picture, hero, (cone,))


def set_on(stage: Stage, picture: Floats, hero: Standing, behind: tuple[Glow, ...]) -> Setting:
    """The room with the product on its platform, balls beside it, dust in the air."""
    full = enlarged(stage, picture)
    if hero.foot[1] < stage.height * 0.99 and not (stage.art and stage.art.card):
        platform(stage, full, hero)
        if stage.spec.take % 3 != 0:
            balls(stage, full, hero)
    hero.shade(full)
    return Setting(finish(stage, full), (hero, *asked_for(stage, "dust")), hero, behind)


def balls(stage: Stage, full: Floats, hero: Standing) -> None:
    """Two lacquer balls on the platform, one behind the product and one beside it."""
    inks = stage.inks
    x, y = hero.foot
    half = platform_reach(stage, hero)
    side = -1 if stage.mirrored else 1
    rim = inks.between("accent", "white", 0.3)
    tone = inks.between("deep", "brand", 0.55)
    large = min(half * 0.21, 84 * stage.unit)
    ball(stage, full, (x + side * half * 0.66, y - half * 0.03), large, tone,
         shadow=0.9, gloss=0.85, rim=rim)
    ball(stage, full, (x - side * half * 0.74, y + half * 0.03), large * 0.52, inks.brand,
         shadow=0.9, gloss=0.9, rim=rim)


def problem(stage: Stage) -> Setting:
    """Cold ink that folds slowly, darker at the edges."""
    cool = stage.inks.cool
    field = silk(stage, cool * 0.25, cool * 2.5, 2.0, 0.6)
    return Setting(finish(stage, field_of(stage).flat(cool)), (field, *asked_for(stage, None)))


def solution(stage: Stage) -> Setting:
    """A deep warm stage: shafts of light through haze, the product on its platform."""
    inks = stage.inks
    x = stage.zone.centre[0]
    near = stage.zone.bottom > stage.height or stage.zone.top < 0
    picture = lit_room(
        stage, inks.between("deep", "brand", 0.30), inks.between("deep", "brand", 0.05),
        inks.between("brand", "accent", 0.42), 0.30,
    )
    flip = stage.mirrored
    source = (stage.width * (1.1 if flip else -0.1), -0.12 * stage.height)
    aim = math.degrees(math.atan2(stage.height * 0.75 - source[1], x - source[0]))
    spread = [(aim - 15, 3.2, 0.36), (aim - 5, 4.6, 0.6), (aim + 6, 2.8, 0.46), (aim + 15, 4, 0.32)]
    shafts = Glow(
        shaft_mask(stage, source, spread, 1.15), inks.between("accent", "white", 0.6),
        lambda t: (4 * math.sin(t * 0.5), 0, 0.022 * math.sin(t * 0.42 + 1)),
        lambda t: 0.52 + 0.10 * math.sin(t * 0.9),
    )
    light = lamp(stage, 0.5)
    hero = product(
        stage, replace(light, reflection=0.0) if near else light,
        Entry(grow=0.94, dim=0.8, reveal=0.8, rim=0.45, glints=(1.2, 4.0)),
    )
    return set_on(stage, picture, hero, (shafts,))


def cta(stage: Stage) -> Setting:
    """The brand's colour, a halo behind the product."""
    inks = stage.inks
    x, y = stage.zone.centre
    picture = lit_room(stage, inks.brand * 0.70, inks.brand * 0.42,
                       inks.between("brand", "accent", 0.45), 0.26)
    hero = product(stage, lamp(stage, 0.4), Entry(grow=0.92, rim=0.4, glints=(1.6, 4.4)))
    glow = Glow(halo(stage, (x, y), hero.foot[1]), inks.between("accent", "white", 0.5), steady,
                lambda t: 0.60 + 0.20 * math.sin(t * 1.4))
    return set_on(stage, picture, hero, (glow,))


def halo(stage: Stage, centre: tuple[float, float], floor: float) -> Bytes:
    """A ring of light standing behind the product, down to the floor it stands on."""
    field, unit = field_of(stage), stage.unit
    radius = 0.43 * min(stage.zone.height, stage.width)
    far = np.hypot(field.x - centre[0], field.y - centre[1])
    line = np.exp(-(((far - radius) / (5 * unit)) ** 2))
    soft = np.exp(-(((far - radius) / (46 * unit)) ** 2)) * 0.42
    above = smoothstep(field.y, floor - 20 * unit, floor - 90 * unit)
    return np.asarray(np.clip((line + soft) * above, 0, 1) * 255, np.uint8)
