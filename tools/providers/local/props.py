"""Shadow masks of things that are not in the picture: a window, a palm, a branch.

All are uint8 masks (255 lit) at a quarter of the frame's size, larger than the frame so that they
can drift without an edge coming in.
"""

import math

import cv2
import numpy as np

from tools.providers.local.backdrop import COARSE
from tools.providers.local.colour import Bytes
from tools.providers.local.stage import Stage

OVERSCAN = 1.4


def lit(stage: Stage, coarse: int = COARSE) -> tuple[Bytes, float]:
    """An unlit mask larger than the frame, and its short side."""
    height = int(stage.height / coarse * OVERSCAN)
    width = int(stage.width / coarse * OVERSCAN)
    return np.zeros((height, width), np.uint8), float(min(height, width))


def window_light(stage: Stage, floor: float, flip: bool, at: tuple[float, float]) -> Bytes:
    """Slanted panes of sunlight around the fractional point `at`; elsewhere `floor` (0–1)."""
    mask, side = lit(stage)
    height, width = mask.shape
    pane, gap = side * 0.30, side * 0.035
    lean = -0.42 if flip else 0.42
    for row in range(4):
        for column in range(3):
            x = width * at[0] + (column - 1.5) * (pane + gap)
            y = height * at[1] + (row - 2) * (pane * 0.86 + gap)
            corners = np.array(
                [[x, y], [x + pane, y], [x + pane, y + pane * 0.86], [x, y + pane * 0.86]]
            )
            corners[:, 0] += (height * at[1] - corners[:, 1]) * lean
            corners[:, 1] += (corners[:, 0] - width * at[0]) * (0.10 if not flip else -0.10)
            cv2.fillConvexPoly(mask, np.round(corners * 16).astype(np.int32), 255, cv2.LINE_AA, 4)
    soft = cv2.GaussianBlur(mask, (0, 0), side * 0.013)
    return levelled(soft, floor)


def levelled(mask: Bytes, floor: float) -> Bytes:
    """0–255 brought to floor·255–255."""
    return cv2.convertScaleAbs(mask, alpha=1 - floor, beta=floor * 255)


def frond(
    mask: Bytes, root: tuple[float, float], angle: float, length: float, value: int
) -> None:
    """A palm frond: a bent spine with pointed leaflets, drawn in place."""
    spine = []
    x, y, heading = root[0], root[1], angle
    steps = 26
    for _ in range(steps):
        spine.append((x, y, heading))
        x += math.cos(heading) * length / steps
        y += math.sin(heading) * length / steps
        heading += 0.028 if math.cos(angle) > 0 else -0.028
    for i, (px, py, heading) in enumerate(spine[3:], 3):
        size = length * 0.36 * math.sin(math.pi * (0.12 + 0.86 * i / steps)) ** 0.7
        for side in (-1, 1):
            lean = heading + side * (1.05 - 0.5 * i / steps)
            tip = (px + math.cos(lean) * size, py + math.sin(lean) * size)
            wide = length * 0.018
            across = (math.cos(lean + math.pi / 2) * wide, math.sin(lean + math.pi / 2) * wide)
            middle = (px * 0.6 + tip[0] * 0.4, py * 0.6 + tip[1] * 0.4)
            blade = [(px, py), (middle[0] + across[0], middle[1] + across[1]), tip,
                     (middle[0] - across[0], middle[1] - across[1])]
            points = np.round(np.array(blade) * 16).astype(np.int32)
            cv2.fillConvexPoly(mask, points, value, cv2.LINE_AA, 4)


def palm_shadow(stage: Stage, floor: float, flip: bool) -> Bytes:
    """Two fronds reaching in from an upper corner, soft, as shadow (255 is unshadowed)."""
    mask, side = lit(stage)
    height, width = mask.shape
    rng = stage.chance("palm")
    corner = (width * (0.90 if flip else 0.10), height * 0.10)
    base = math.radians(180 - 35) if flip else math.radians(35)
    for turn, size in ((-0.45, 0.95), (0.15, 1.1), (0.7, 0.85)):
        angle = base + (-turn if flip else turn) + float(rng.uniform(-0.1, 0.1))
        frond(mask, corner, angle, side * size, 255)
    soft = cv2.GaussianBlur(mask, (0, 0), side * 0.012)
    return np.asarray(255 - cv2.convertScaleAbs(soft, alpha=1 - floor), np.uint8)


def branch_shadow(stage: Stage, floor: float, flip: bool) -> Bytes:
    """Leaves of a tree outside the window, as soft shadow (255 is unshadowed)."""
    mask, side = lit(stage)
    height, width = mask.shape
    rng = stage.chance("branch")
    for _ in range(46):
        x = (rng.uniform(0.0, 0.75) if not flip else rng.uniform(0.25, 1.0)) * width
        y = rng.beta(1.2, 2.6) * height
        size, angle = side * rng.uniform(0.05, 0.11), rng.uniform(0, 180)
        cv2.ellipse(mask, (int(x * 16), int(y * 16)), (int(size * 16), int(size * 6)), angle, 0,
                    360, 255, -1, cv2.LINE_AA, 4)
    soft = cv2.GaussianBlur(mask, (0, 0), side * 0.014)
    return np.asarray(255 - cv2.convertScaleAbs(soft, alpha=1 - floor), np.uint8)


def shaft_mask(
    stage: Stage, source: tuple[float, float], beams: list[tuple[float, float, float]], fade: float
) -> Bytes:
    """Light shafts from `source` (frame pixels): beams of (angle in degrees, width, strength)."""
    mask, _ = lit(stage)
    height, width = mask.shape
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    x = (columns - width / 2) * COARSE + stage.width / 2 - source[0]
    y = (rows - height / 2) * COARSE + stage.height / 2 - source[1]
    angle = np.degrees(np.arctan2(y, x))
    far = np.hypot(x, y) / (fade * max(stage.width, stage.height))
    total = np.zeros((height, width), np.float32)
    for centre, wide, strength in beams:
        away = (angle - centre + 180) % 360 - 180
        total += strength * np.exp(-np.abs(away / wide) ** 2.6)
    total *= np.exp(-(far**1.5) * 1.3) * np.clip(far * 14, 0, 1)
    return np.asarray(np.clip(total * 255, 0, 255), np.uint8)


def blinds(stage: Stage, floor: float, flip: bool) -> Bytes:
    """Slats of half-closed blinds: slanted soft stripes (255 is unshadowed)."""
    mask, side = lit(stage)
    height, width = mask.shape
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    lean = 0.28 if flip else -0.28
    wave = np.sin((rows + columns * lean) / (side * 0.020)) * 0.5 + 0.5
    fade = 0.35 + 0.65 * np.exp(-(((columns / width - (0.3 if flip else 0.7)) / 0.35) ** 2))
    return np.asarray(255 * (1 - (1 - floor) * wave * fade), np.uint8)
