"""Daylight: a bright plaster studio. Sun through a window and leaves; the product on a plinth.

Shadows are soft and fall on the wall; the words stand on the plinth's face or on the wall.
"""

import math

import cv2
import numpy as np

from tools.providers.local.backdrop import clouds, enlarged, field_of, finish, room
from tools.providers.local.card import product
from tools.providers.local.colour import Colour, Floats, mix
from tools.providers.local.hero import Entry, Standing
from tools.providers.local.lightplay import Shade
from tools.providers.local.noir import boiling
from tools.providers.local.packshot import Lighting
from tools.providers.local.particles import asked_for
from tools.providers.local.props import branch_shadow, palm_shadow, window_light
from tools.providers.local.shapes import arch_points, paint, polygon_mask, ring_points
from tools.providers.local.stage import Layer, Setting, Stage


def sunlight(stage: Stage, strength: float = 1.0) -> tuple[Layer, ...]:
    """Window panes and leaves drifting slowly over the scene; which, depends on the take."""
    flip = stage.mirrored
    soft = 0.55 if stage.grade.soft else 1.0
    x, y = stage.zone.centre
    at = (x / stage.width * 0.6 + 0.2, min(0.6, y / stage.height * 0.7 + 0.1))
    slow = 3 + 6 * stage.energy
    lean = 1 if flip else -1
    panes = Shade(window_light(stage, 1 - 0.17 * strength * soft, flip, at),
                  lambda t: (lean * (slow * t - 14), -slow * 0.35 * t, 0.0))
    make = palm_shadow if (stage.spec.take + stage.view.index) % 2 else branch_shadow
    leaves = Shade(make(stage, 1 - 0.30 * strength * soft, flip),
                   lambda t: (5 * math.sin(t * 0.8), 3 * math.sin(t * 1.1 + 1),
                              0.028 * math.sin(t * 0.9)))
    return panes, leaves


def sun(stage: Stage, **changes: object) -> Lighting:
    """The look's light on the product."""
    flip = stage.mirrored
    usual: dict[str, object] = {
        "gain": tuple(1.05 * g for g in stage.grade.gain),
        "key": (0.93, 1.08) if flip else (1.08, 0.93),
        "shadow": 0.42 if stage.grade.soft else 0.6,
        "shadow_colour": stage.inks.deep * 0.9,
        "wall": 0.16 if stage.grade.soft else 0.24,
        "wall_offset": (-0.15, 0.02) if flip else (0.15, 0.02),
        "reflection": 0.10,
    }
    return Lighting(**{**usual, **changes})  # type: ignore[arg-type]


def wall(stage: Stage, tone: Colour, lightest: Colour) -> Floats:
    """A plaster wall at full size, lit from one side, with a slight unevenness."""
    inks = stage.inks
    side = stage.width * (0.8 if stage.mirrored else 0.2)
    picture = room(stage, tone, tone, lightest, stage.height * 2, (side, stage.height * 0.25),
                   0.55 * max(stage.width, stage.height), 0.10)
    rough = clouds((stage.height // 4, stage.width // 4), 7, stage.chance("plaster"), 4)
    picture *= (1 + (rough - 0.5) * 0.035)[..., None]
    return enlarged(stage, mix(picture, np.broadcast_to(inks.white, picture.shape), 0.08))


def plinth(stage: Stage, full: Floats, hero: Standing, wide: bool) -> None:
    """What the product stands on: a counter across the frame, or a round plinth."""
    inks = stage.inks
    x, y = hero.foot
    depth = 34 * stage.unit
    face = stage.inks.between("light", "white", 0.25)
    if wide:
        edge = y + depth
        rows = np.arange(stage.height, dtype=np.float32)[:, None]
        top_tone = mix(inks.wall, inks.white, 0.55)
        top = polygon_mask(stage, [(-9, y - depth * 0.9), (stage.width + 9, y - depth * 0.9),
                                   (stage.width + 9, edge), (-9, edge)])
        paint(full, top, top_tone)
        fall = np.clip((rows - edge) / max(1.0, stage.height - edge), 0, 1)
        shade = mix(face, inks.wall, np.broadcast_to(fall, (stage.height, stage.width)))
        front = polygon_mask(stage, [(-9, edge), (stage.width + 9, edge),
                                     (stage.width + 9, stage.height + 9), (-9, stage.height + 9)])
        paint(full, front, shade)
        line = polygon_mask(stage, [(-9, edge - 2 * stage.unit), (stage.width + 9, edge - 2 * stage.unit),
                                    (stage.width + 9, edge), (-9, edge)])
        paint(full, line * 0.8, inks.white)
        soft = cv2.GaussianBlur(line, (0, 0), 9 * stage.unit)
        under = np.roll(soft, int(10 * stage.unit), 0)
        paint(full, np.asarray(under * 1.6 * front, np.float32).clip(0, 0.35), inks.mid)
        return
    half = max(hero.standee.sprite.size[0] * hero.scale * 0.36, 250 * stage.unit)
    flat = 0.15
    centre = (x, y - half * flat * 0.15)
    bottom = (x, stage.height + half)
    side = [*ring_points(bottom, half, half * flat, 0, 180),
            *ring_points(centre, half, half * flat, 180, 0)]
    across = np.clip((np.arange(stage.width, dtype=np.float32) - x) / half, -1, 1)
    lit = (0.93 + 0.09 * np.sqrt(np.clip(1 - (across + (0.4 if not stage.mirrored else -0.4)) ** 2 / 2, 0, 1))
           - 0.10 * np.clip(across * (1 if not stage.mirrored else -1), 0, 1))
    body = np.broadcast_to(face[None, None] * lit[None, :, None], (stage.height, stage.width, 3))
    paint(full, polygon_mask(stage, side), np.asarray(body, np.float32))
    paint(full, polygon_mask(stage, ring_points(centre, half, half * flat)),
          mix(inks.wall, inks.white, 0.62))


def arch(stage: Stage, full: Floats, hero: Standing) -> None:
    """A round-topped niche in the wall behind the product."""
    inks = stage.inks
    x, y = hero.foot
    height = hero.standee.body[3] * hero.scale * 1.0
    width = max(stage.zone.width * 0.62, height * 0.5)
    width = min(width, stage.width * 0.8)
    niche = polygon_mask(stage, arch_points(x, y + 40 * stage.unit, width, height * 1.06 + 0.1 * width))
    inner = mix(inks.mid, inks.wall, 0.25)
    rows = np.linspace(0.0, 1.0, stage.height, dtype=np.float32)[:, None]
    tone = mix(inner * 0.97, inks.wall, np.broadcast_to(rows, niche.shape))
    soft = cv2.GaussianBlur(niche, (0, 0), 16 * stage.unit)
    move = int(22 * stage.unit) * (-1 if stage.mirrored else 1)
    inside = np.clip(niche - np.roll(soft, (abs(move) // 2, move), (0, 1)), 0, 1)
    paint(full, niche, tone)
    paint(full, np.asarray(inside * 0.55, np.float32), inks.between("mid", "brand", 0.35))


def scene(stage: Stage, tone: Colour, lightest: Colour, near: bool) -> Setting:
    """Wall, niche, plinth, product, sun."""
    grounded = not near
    hero = product(
        stage, sun(stage, wall=0.0 if near and stage.tall else 0.22),
        Entry(grow=0.93 if grounded else 0.98, glints=(1.3, 4.0), glint_strength=60),
        border=stage.inks.white, tilt=-0.03 if stage.mirrored else 0.03,
    )
    full = wall(stage, tone, lightest)
    if stage.art is not None and not stage.art.card and hero.foot[1] < stage.height * 1.02:
        if stage.spec.take % 3 != 2 and grounded:
            arch(stage, full, hero)
        below = stage.text.top > hero.foot[1] - 2
        plinth(stage, full, hero, wide=below or stage.spec.take % 2 == 0)
    return Setting(finish(stage, full), (hero, *sunlight(stage), *asked_for(stage, None)), hero)


def hook(stage: Stage) -> Setting:
    """The product in the sun, then near."""
    inks = stage.inks
    return scene(stage, inks.between("wall", "mid", 0.35), inks.light, stage.view.index > 0)


def solution(stage: Stage) -> Setting:
    """The same room from another side, brighter."""
    inks = stage.inks
    return scene(stage, inks.between("wall", "light", 0.5), inks.between("light", "white", 0.6),
                 stage.zone.top < 0)


def problem(stage: Stage) -> Setting:
    """An overcast sky without a sun: grey, soft, slow."""
    grey = mix(stage.inks.cool, np.full(3, float(stage.inks.cool.mean()), np.float32), 0.5)
    return Setting(finish(stage, field_of(stage).flat(grey)),
                   (boiling(stage, grey * 0.95, grey * 2.2, 1.4),))


def cta(stage: Stage) -> Setting:
    """The brand's colour as a wall, the same sun."""
    inks = stage.inks
    hero = product(stage, sun(stage, shadow_colour=inks.deep, wall=0.3),
                   Entry(grow=0.93, glints=(1.5, 4.2)), border=inks.white,
                   tilt=0.03 if stage.mirrored else -0.03)
    full = wall(stage, inks.between("brand", "deep", 0.12), inks.between("brand", "accent", 0.35))
    if stage.art is not None and not stage.art.card:
        brand_plinth(stage, full, hero)
    return Setting(finish(stage, full), (hero, *sunlight(stage, 1.2), *asked_for(stage, None)), hero)


def brand_plinth(stage: Stage, full: Floats, hero: Standing) -> None:
    """A round plinth in the brand's own colour."""
    inks = stage.inks
    x, y = hero.foot
    half = max(hero.standee.sprite.size[0] * hero.scale * 0.36, 220 * stage.unit)
    centre = (x, y - half * 0.02)
    side = [*ring_points((x, y + half * 0.20), half, half * 0.14, 0, 180),
            *ring_points(centre, half, half * 0.14, 180, 0)]
    across = np.clip((np.arange(stage.width, dtype=np.float32) - x) / half, -1, 1)
    tone = inks.between("brand", "accent", 0.28)
    body = np.broadcast_to((tone[None, None] * (0.95 - 0.25 * across[None, :, None])),
                           (stage.height, stage.width, 3))
    paint(full, polygon_mask(stage, side), np.asarray(body, np.float32))
    paint(full, polygon_mask(stage, ring_points(centre, half, half * 0.14)),
          inks.between("brand", "accent", 0.6))
