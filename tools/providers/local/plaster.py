"""Daylight's furniture: a plaster wall with a niche, a counter, a plinth. Soft-edged and matt."""

import cv2
import numpy as np

from tools.providers.local.backdrop import clouds, enlarged, room
from tools.providers.local.colour import Colour, Floats, mix
from tools.providers.local.hero import Standing
from tools.providers.local.shapes import arch_points, paint, polygon_mask, ring_points
from tools.providers.local.stage import Stage


def lit_from(stage: Stage) -> float:
    """1 when the sun comes from the right, -1 from the left."""
    return 1.0 if stage.mirrored else -1.0


def wall(stage: Stage, tone: Colour, lightest: Colour) -> Floats:
    """A wall at full size, lit from one side, slightly uneven."""
    side = stage.width * (0.5 + 0.3 * lit_from(stage))
    picture = room(stage, tone, tone, lightest, stage.height * 2, (side, stage.height * 0.25),
                   0.55 * max(stage.width, stage.height), 0.08)
    rough = clouds((stage.height // 4, stage.width // 4), 7, stage.chance("plaster"), 4)
    picture *= (1 + (rough - 0.5) * 0.03)[..., None]
    return enlarged(stage, picture)


def strip(
    stage: Stage, full: Floats, top: float, bottom: float, colours: Floats, soft: float = 0.0
) -> None:
    """A horizontal band in place: `colours` (rows of the frame, 3); `soft` pixels of fade."""
    rows = np.arange(stage.height, dtype=np.float32)
    fade = max(1.0, soft)
    share = np.clip((rows - top) / fade + 0.5, 0, 1) * np.clip((bottom - rows) / fade + 0.5, 0, 1)
    used = np.flatnonzero(share)
    if used.size:
        area = np.s_[used[0] : used[-1] + 1]
        full[area] += (colours[area][:, None] - full[area]) * share[area][:, None, None]


def counter(stage: Stage, full: Floats, y: float, face: Colour, top: Colour) -> None:
    """A counter across the frame; the product's foot is at `y` on its top. In place."""
    unit, high = stage.unit, stage.height
    edge, back = y + 40 * unit, y - 60 * unit
    rows = np.arange(high, dtype=np.float32)
    dark = stage.inks.between("mid", "brand", 0.3)

    def shade(at: float, reach: float, strength: float, below: bool) -> None:
        away = (rows - at) / reach * (1 if below else -1)
        share = np.where(away > 0, np.exp(-away * away) * strength, 0).astype(np.float32)
        used = np.flatnonzero(share > 0.004)
        if used.size:
            area = np.s_[used[0] : used[-1] + 1]
            full[area] += (dark - full[area]) * share[area][:, None, None]

    shade(back, 46 * unit, 0.22, below=False)
    depth = np.clip((rows - back) / (edge - back), 0, 1).astype(np.float32)
    strip(stage, full, back, edge, mix(top * 0.955, np.clip(top * 1.02, 0, 253), depth))
    fall = np.clip((rows - edge) / max(1.0, high - edge), 0, 1).astype(np.float32) ** 0.8
    strip(stage, full, edge, high + 9, mix(face, face * 0.92, fall))
    shade(edge, 34 * unit, 0.26, below=True)
    bright = np.broadcast_to(np.clip(top * 1.06, 0, 254), (high, 3)).astype(np.float32)
    strip(stage, full, edge - 3 * unit, edge + unit, bright, 1.5)


def softened(mask: Floats, sigma: float) -> Floats:
    """A mask blurred by `sigma` pixels, worked at a quarter of its size."""
    height, width = mask.shape
    small = cv2.resize(mask, (width // 4, height // 4), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), max(0.5, sigma / 4))
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)


def plinth(
    stage: Stage, full: Floats, foot: tuple[float, float], half: float, bottom: float,
    face: Colour, top: Colour,
) -> None:
    """A round plinth under `foot`, `half` its width wide, down to `bottom`. In place."""
    flat = 0.15
    centre = (foot[0], foot[1] - half * flat * 0.12)
    base = (foot[0], bottom)
    away = foot[0] - lit_from(stage) * half * 0.35
    ground = ring_points((away, bottom), half * 1.25, half * 0.26)
    paint(full, softened(polygon_mask(stage, ground), half * 0.10) * 0.34,
          stage.inks.between("mid", "brand", 0.5))
    side = [*ring_points(base, half, half * flat, 0, 180),
            *ring_points(centre, half, half * flat, 180, 0)]
    across = np.clip((np.arange(stage.width, dtype=np.float32) - foot[0]) / half, -1, 1)
    turned = np.clip(across * lit_from(stage), -1, 1)
    lit = 0.90 + 0.10 * np.sqrt(np.clip(1 - (turned - 0.45) ** 2 / 2.2, 0, 1)) + 0.07 * turned
    body = np.broadcast_to(face * lit[None, :, None], full.shape)
    paint(full, polygon_mask(stage, side), np.asarray(np.clip(body, 0, 253), np.float32))
    paint(full, polygon_mask(stage, ring_points(centre, half, half * flat)), top)
    thick = max(1.5, 2.2 * stage.unit)
    edge = polygon_mask(stage, [*ring_points(centre, half, half * flat, 0, 180),
                                *ring_points((centre[0], centre[1] + thick), half, half * flat,
                                             180, 0)])
    paint(full, edge * 0.8, np.clip(top * 1.05, 0, 254))


def niche(
    stage: Stage, full: Floats, hero: Standing, inner: Colour, dark: Colour
) -> None:
    """A round-topped niche in the wall behind the product, with its own shadow. In place."""
    x, y = hero.foot
    body = hero.standee.body
    tall = (body[3] - body[1]) * hero.scale
    width = min(max((body[2] - body[0]) * hero.scale * 1.9, tall * 0.62), stage.width * 0.8)
    high = tall * 1.02 + width * 0.2
    hole = polygon_mask(stage, arch_points(x, y + 30 * stage.unit, width, high))
    rows = np.linspace(0, 1, stage.height, dtype=np.float32)
    column = mix(inner * 0.96, inner * 1.02, rows)[:, None]
    paint(full, hole, np.broadcast_to(column, full.shape))
    deep = width * 0.085
    shift = np.array([[1, 0, -lit_from(stage) * deep], [0, 1, deep * 0.55]], np.float32)
    soft = cv2.warpAffine(softened(hole, deep * 0.22), shift, hole.shape[::-1])
    shade = np.clip(hole - soft, 0, 1)
    paint(full, np.asarray(shade * 0.62, np.float32), dark)
    rim = np.clip(cv2.GaussianBlur(hole, (0, 0), 1.2 * stage.unit) - hole, 0, 1)
    paint(full, np.asarray(rim * 0.9, np.float32), np.clip(inner * 1.2, 0, 254))
