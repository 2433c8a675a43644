"""Noir's furniture: a round platform of dark lacquer whose edge catches the light."""

import numpy as np

from tools.providers.local.colour import Floats
from tools.providers.local.hero import Standing
from tools.providers.local.shapes import paint, polygon_mask, ring_points
from tools.providers.local.stage import Stage

FLAT = 0.17                         # how much a circle is foreshortened


def platform_reach(stage: Stage, hero: Standing) -> float:
    """Half the platform's width in pixels."""
    body = hero.standee.body
    return max((body[2] - body[0]) * hero.scale * 0.92, 250 * stage.unit)


def platform(stage: Stage, full: Floats, hero: Standing) -> None:
    """Paint the platform under the product, in place; two steps where there is room below."""
    x, y = hero.foot
    half = platform_reach(stage, hero)
    step = half * 0.13
    if y + half * 0.5 < stage.height:
        disc(stage, full, (x, y + step + half * 0.05), half * 1.34, step * 1.1, 0.55)
    disc(stage, full, (x, y - half * FLAT * 0.10), half, step, 1.0)


def disc(
    stage: Stage, full: Floats, centre: tuple[float, float], half: float, drop: float, lit: float
) -> None:
    """One round step: side, top and the bright edge between them."""
    inks = stage.inks
    x, y = centre
    top = ring_points(centre, half, half * FLAT)
    side = [*ring_points((x, y + drop), half, half * FLAT, 0, 180),
            *ring_points(centre, half, half * FLAT, 180, 0)]
    across = (np.arange(stage.width, dtype=np.float32) - x) / half * 0.5 + 0.5
    if stage.mirrored:
        across = 1 - across
    across = np.clip(across, 0, 1)
    sheen = 0.22 + 1.7 * np.exp(-(((across - 0.30) / 0.09) ** 2)) + 0.55 * across
    tone = inks.between("deep", "brand", 0.15)
    face = np.broadcast_to(tone * sheen[None, :, None], (stage.height, stage.width, 3))
    paint(full, polygon_mask(stage, side), np.asarray(np.clip(face, 0, 250), np.float32))
    down = (np.arange(stage.height, dtype=np.float32) - y) / (half * FLAT)
    pool = (np.exp(-(((across[None] - 0.5) / 0.36) ** 2)) * (0.85 * lit)
            * np.exp(-(((down[:, None] - 0.1) / 0.9) ** 2)))
    cover = polygon_mask(stage, top)
    paint(full, cover, inks.deep * 1.2)
    paint(full, np.asarray(cover * pool, np.float32), inks.between("brand", "accent", 0.35))
    thick = max(1.5, 2.4 * stage.unit)
    edge = polygon_mask(stage, [*ring_points(centre, half, half * FLAT, 0, 180),
                                *ring_points((x, y + thick), half, half * FLAT, 180, 0)])
    glint = np.clip(sheen / 1.5, 0, 1)[None, :] * edge * lit
    paint(full, np.asarray(glint, np.float32), inks.between("accent", "white", 0.45))
