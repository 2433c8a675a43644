"""Noir: a dark stage. A spotlight finds the product; edges glow, haze and lights float behind.

Light comes from above and from one side; the floor is polished and mirrors the product.
"""

import math

import numpy as np

from tools.providers.local.backdrop import (
    bokeh,
    clouds,
    enlarged,
    field_of,
    finish,
    grain,
    room,
)
from tools.providers.local.camera import in_out, ramp
from tools.providers.local.card import photo, product
from tools.providers.local.colour import mix
from tools.providers.local.hero import Entry, Standing
from tools.providers.local.lightplay import Drifting, Glow
from tools.providers.local.packshot import Lighting
from tools.providers.local.particles import asked_for
from tools.providers.local.props import shaft_mask
from tools.providers.local.shapes import paint, polygon_mask, ring_points
from tools.providers.local.stage import Layer, Setting, Stage


def lamp(stage: Stage, **changes: object) -> Lighting:
    """The look's light on the product: key from one side, a coloured rim on the other."""
    side = -1.0 if stage.mirrored else 1.0
    key = (1.18, 0.55) if side > 0 else (0.55, 1.18)
    rim = stage.inks.between("accent", "white", 0.30)
    usual: dict[str, object] = {
        "gain": stage.grade.gain, "key": key, "fall": (1.08, 0.88), "rim": rim,
        "rim_side": side, "rim_width": 0.013, "shadow": 0.9,
        "shadow_colour": stage.inks.dark * 0.25, "reflection": 0.34,
    }
    return Lighting(**{**usual, **changes})  # type: ignore[arg-type]


def hook(stage: Stage) -> Setting:
    """The spotlight, then so near that the label fills the frame."""
    near = stage.view.framing.product is not None and stage.view.index > 0
    inks = stage.inks
    x, y = stage.zone.centre
    y = min(y, stage.height * 0.75)
    foot = min(stage.zone.bottom, stage.height * 1.02)
    picture = room(stage, inks.dark, inks.dark * 0.55, inks.between("deep", "brand", 0.55),
                   foot, (x, y), 0.36 * max(stage.width, stage.height) * (1.1 if near else 0.9), 0.55)
    lights = bokeh(stage, inks.accent, 20, (10, 46), 0.30, "bokeh")
    picture = mix(picture, np.broadcast_to(inks.accent, picture.shape), lights * 0.8)
    cone = Glow(
        shaft_mask(stage, (x + 0.1 * stage.width * (1 if stage.mirrored else -1),
                           -0.10 * stage.height),
                   [(90 + (4 if stage.mirrored else -4), 11, 0.42), (90, 5, 0.2)], 1.0),
        inks.between("accent", "white", 0.45),
        lambda t: (3 * math.sin(t * 0.7), 0, 0.016 * math.sin(t * 0.55)),
        lambda t: 0.36 + 0.20 * in_out(ramp(t, 0, 1.2)) + 0.03 * math.sin(t * 2.1),
    )
    layers: list[Layer] = [cone]
    if stage.art is not None and stage.art.card:
        shown = photo(stage, stage.grade.gain, 1.55 if near else 1.0,
                      lambda t: 0.62 + 0.38 * in_out(ramp(t, 0, 1.1)))
        return Setting(finish(stage, picture), (cone, shown, *asked_for(stage, "dust")), shown)
    hero = product(
        stage,
        lamp(stage, reflection=0.0 if near else 0.36),
        Entry(grow=1.0 if near else 0.97, dim=0.85 if near else 0.55, reveal=1.1, rim=0.5,
              glints=(0.5,) if near else (0.45, 3.4)),
    )
    full = enlarged(stage, picture)
    if not near:
        pedestal(stage, full, hero)
    layers += [hero, *asked_for(stage, "dust")]
    return Setting(finish(stage, full), tuple(layers), hero)


def pedestal(stage: Stage, full: np.ndarray, hero: Standing) -> None:
    """A low round platform of dark lacquer under the product, its edge catching the light."""
    inks = stage.inks
    x, y = hero.foot
    half = max(hero.standee.sprite.size[0] * hero.scale * 0.42, 240 * stage.unit)
    flat = 0.17
    centre = (x, y - half * flat * 0.10)
    drop = half * 0.13
    top = ring_points(centre, half, half * flat)
    low = (centre[0], centre[1] + drop)
    side = [*ring_points(low, half, half * flat, 0, 180), *ring_points(centre, half, half * flat,
                                                                      180, 0)]
    across = np.clip((np.arange(stage.width, dtype=np.float32) - x) / half * 0.5 + 0.5, 0, 1)
    sheen = 0.25 + 1.5 * np.exp(-(((across - 0.32) / 0.10) ** 2)) + 0.5 * across
    face = np.broadcast_to(
        inks.deep[None, None] * sheen[None, :, None] * 1.1, (stage.height, stage.width, 3)
    )
    paint(full, polygon_mask(stage, side), np.asarray(face, np.float32))
    rows = (np.arange(stage.height, dtype=np.float32) - centre[1]) / (half * flat)
    lit = np.exp(-(((across[None] - 0.5) / 0.34) ** 2) - ((rows[:, None] - 0.1) / 0.9) ** 2)
    lacquer = mix(inks.deep * 1.1, inks.between("brand", "accent", 0.25), lit.astype(np.float32) * 0.75)
    paint(full, polygon_mask(stage, top), lacquer)
    edge = polygon_mask(stage, [*ring_points(centre, half, half * flat, 0, 180), *ring_points(
        (centre[0], centre[1] + 2.2 * stage.unit), half, half * flat, 180, 0)])
    glint = np.clip(sheen / 1.6, 0, 1)[None, :] * edge
    paint(full, glint.astype(np.float32), inks.between("accent", "white", 0.4))


def problem(stage: Stage) -> Setting:
    """A cold, slowly boiling field, darker at the edges."""
    return Setting(finish(stage, field_of(stage).flat(stage.inks.cool)),
                   (boiling(stage, stage.inks.cool * 0.25, stage.inks.cool * 2.1, 2.2),))


def boiling(stage: Stage, low: np.ndarray, high: np.ndarray, cells: float) -> Drifting:
    """Sheets of cloud sliding over each other."""
    shape = (stage.height // 8 + 4, stage.width // 8 + 4)
    sheets = []
    for i, scale in enumerate((1.0, 1.9)):
        rng = stage.chance(f"cloud {i}")
        big = (int(shape[0] * 1.7), int(shape[1] * 1.7))
        sheets.append(np.asarray(clouds(big, cells * scale * 1.7, rng) * 255, np.uint8))
    rows, columns = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    x, y = columns / shape[1] - 0.5, rows / shape[0] - 0.5
    shape_mask = (1.1 - 1.35 * (x * x + y * y) * 1.9).astype(np.float32)
    noise = grain(stage, 1.5) * 256
    base = np.clip(noise + 1200, 0, 4000).astype(np.uint16)
    speed = 2 + 5 * stage.energy
    return Drifting(tuple(sheets), ((speed, -speed * 0.6), (-speed * 0.8, speed)),
                    low, high, base, np.clip(shape_mask, 0.15, 1.2))


def solution(stage: Stage) -> Setting:
    """A deep warm stage: shafts of light through haze, the product on its platform."""
    inks = stage.inks
    x, _ = stage.zone.centre
    foot = min(stage.zone.bottom, stage.height * 1.05)
    near = stage.zone.bottom > stage.height or stage.zone.top < 0
    warm = inks.between("brand", "accent", 0.35)
    picture = room(stage, inks.between("deep", "brand", 0.45), inks.between("deep", "brand", 0.12),
                   warm, foot, (x, stage.height * 0.5), 0.40 * max(stage.width, stage.height), 0.5)
    flip = stage.mirrored
    source = (stage.width * (1.1 if flip else -0.1), -0.12 * stage.height)
    aim = math.degrees(math.atan2(stage.height * 0.75 - source[1], x - source[0]))
    spread = [(aim - 15, 3.2, 0.34), (aim - 5, 4.6, 0.55), (aim + 6, 2.8, 0.42), (aim + 15, 4.0, 0.3)]
    shafts = Glow(
        shaft_mask(stage, source, spread, 1.15), inks.between("accent", "white", 0.55),
        lambda t: (4 * math.sin(t * 0.5), 0, 0.02 * math.sin(t * 0.42 + 1)),
        lambda t: 0.50 + 0.10 * math.sin(t * 0.9),
    )
    hero = product(
        stage, lamp(stage, reflection=0.0 if near else 0.36, key=(1.2, 0.72) if not flip else (0.72, 1.2)),
        Entry(grow=0.94, dim=0.8, reveal=0.8, rim=0.45, glints=(1.2, 4.0)),
    )
    full = enlarged(stage, picture)
    if hero.foot[1] < stage.height * 0.99:
        pedestal(stage, full, hero)
    return Setting(finish(stage, full), (shafts, hero, *asked_for(stage, "dust")), hero)


def cta(stage: Stage) -> Setting:
    """The brand's colour, a halo behind the product."""
    inks = stage.inks
    x, y = stage.zone.centre
    picture = room(stage, inks.brand * 0.72, inks.brand * 0.5, inks.between("brand", "accent", 0.45),
                   min(stage.zone.bottom, stage.height), (x, y),
                   0.30 * max(stage.width, stage.height), 0.42)
    ring = field_of(stage)
    radius = 0.40 * min(stage.zone.height, stage.width)
    far = np.hypot(ring.x - x, ring.y - y)
    line = np.exp(-(((far - radius) / (5 * stage.unit)) ** 2))
    soft = np.exp(-(((far - radius) / (46 * stage.unit)) ** 2)) * 0.42
    halo = np.asarray(np.clip(line + soft, 0, 1) * 255, np.uint8)
    glow = Glow(halo, inks.between("accent", "white", 0.45), lambda t: (0.0, 0.0, 0.0),
                lambda t: 0.52 + 0.18 * math.sin(t * 1.4))
    hero = product(stage, lamp(stage, reflection=0.25, key=(1.15, 0.8)),
                   Entry(grow=0.92, rim=0.4, glints=(1.6, 4.4)))
    return Setting(finish(stage, picture), (glow, hero, *asked_for(stage, "dust")), hero)


