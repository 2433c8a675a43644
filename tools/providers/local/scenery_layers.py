"""The layers of a scene: strips of land, water, houses and trees that a camera travels past.

A strip repeats after its own width, so that a camera may travel for ever; its pixels are
premultiplied BGRA, float 0–255 with alpha 0–1, drawn once in the scene's style.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from tools.providers.local.colour import Colour, Floats
from tools.providers.local.scenery_ink import Inks, depth

COUNT = 5


@dataclass(frozen=True)
class Ground:
    """What a strip is drawn from: its size in pixels, how near it is (0–1), its own chance."""

    width: int
    height: int
    near: float
    rng: np.random.Generator
    inks: Inks
    style: str

    @property
    def colour(self) -> Colour:
        """Its colour in the haze of its distance."""
        return depth(self.inks, 0.12 + 0.88 * self.near)


def ridge(ground: Ground, cells: int, octaves: int, sharp: float = 0.0) -> Floats:
    """A line of hills, 0–1, that goes on where it began; `sharp` makes peaks of its tops."""
    x = np.arange(ground.width, dtype=np.float32) / ground.width * 2 * math.pi
    out = np.zeros(ground.width, np.float32)
    total = 0.0
    for octave in range(octaves):
        turns, weight = cells * 2**octave, 0.52**octave
        wave = np.zeros_like(out)
        for step in (0, 1, 2):
            phase = float(ground.rng.uniform(0, 2 * math.pi))
            wave += np.sin(x * (turns + step) + phase) / 3
        out += weight * ((1 - np.abs(wave) * 2) * sharp + wave * (1 - sharp))
        total += weight
    low, high = float(out.min()), float(out.max())
    return np.asarray((out - low) / max(1e-3, high - low), np.float32)


def land(ground: Ground, heights: Floats, rise: float, base: float) -> Floats:
    """A strip filled below a line that stands `rise` high over `base` (fractions from the top)."""
    tops = (base - heights * rise) * ground.height
    rows = np.arange(ground.height, dtype=np.float32)[:, None]
    alpha = np.clip(rows - tops[None, :] + 0.5, 0, 1)
    below = np.clip((rows - tops[None, :]) / (ground.height * 0.5), 0, 1)[..., None]
    light = depth(ground.inks, max(0.0, 0.12 + 0.88 * ground.near - 0.16))
    colour = light + (ground.colour - light) * below ** 0.6
    if ground.style in ("film", "3d", "paint", "anime"):
        slope = np.gradient(cv2.GaussianBlur(tops[None, :], (0, 0), 3)[0])
        side = np.clip(slope * 0.5, -1, 1)[None, :, None] * (1 - below) ** 2
        colour = colour + side * (26 if ground.style == "3d" else 15)
    return np.asarray(np.dstack([colour * alpha[..., None], alpha]), np.float32)


def _shapes(strip: Floats, colour: Colour, polygons: list[Floats]) -> Floats:
    """Polygons laid on a strip, also around its ends."""
    height, width = strip.shape[:2]
    mask = np.zeros((height, width), np.uint8)
    for points in polygons:
        for turn in (-width, 0, width):
            moved = ((points + np.array([turn, 0])) * 16).round().astype(np.int32)
            if moved[:, 0].max() > 0 and moved[:, 0].min() < width * 16:
                cv2.fillPoly(mask, [moved], 255, cv2.LINE_AA, 4)
    alpha = mask.astype(np.float32)[..., None] / 255
    painted = np.concatenate([np.broadcast_to(colour, (height, width, 3)) * alpha, alpha], 2)
    return np.asarray(painted + strip * (1 - alpha), np.float32)


def mountains(ground: Ground) -> Floats:
    """Peaks behind, wooded slopes in front."""
    sharp = 0.85 - 0.75 * ground.near
    heights = ridge(ground, 2 + round(3 * ground.near), 5, sharp)
    strip = land(ground, heights, 0.42 - 0.24 * ground.near, 0.62 + 0.36 * ground.near)
    return firs(ground, strip, heights, 0.62 + 0.36 * ground.near,
                0.42 - 0.24 * ground.near) if ground.near > 0.45 else strip


def firs(ground: Ground, strip: Floats, heights: Floats, base: float, rise: float) -> Floats:
    """Fir trees along a ridge."""
    polygons = []
    for _ in range(round(34 + 50 * (1 - ground.near))):
        x = float(ground.rng.uniform(0, ground.width))
        foot = (base - heights[int(x) % ground.width] * rise) * ground.height + 4
        tall = ground.height * (0.05 + 0.16 * ground.near) * float(ground.rng.uniform(0.6, 1.25))
        for step in range(3):
            top, wide = foot - tall * (1 - step * 0.24), tall * (0.13 + 0.075 * step)
            polygons.append(np.array([
                (x, top), (x + wide, top + tall * 0.45), (x - wide, top + tall * 0.45)]))
        polygons.append(np.array([(x - 2, foot - tall * 0.2), (x + 2, foot - tall * 0.2),
                                  (x + 2, foot + 6), (x - 2, foot + 6)]))
    return _shapes(strip, ground.colour * 0.82, polygons)


def forest(ground: Ground) -> Floats:
    """Trunks and crowns, higher the nearer they are."""
    heights = ridge(ground, 3, 3)
    base = 0.66 + 0.3 * ground.near
    strip = firs(ground, land(ground, heights, 0.1, base), heights, base, 0.1)
    if ground.near < 0.55:
        return strip
    polygons = []
    for _ in range(round(7 - 4 * ground.near)):
        x, wide = float(ground.rng.uniform(0, ground.width)), ground.height * 0.022 * ground.near
        lean = float(ground.rng.uniform(-0.04, 0.04)) * ground.height
        polygons.append(np.array([
            (x - wide, ground.height), (x - wide * 0.6 + lean, -4), (x + wide * 0.6 + lean, -4),
            (x + wide, ground.height)]))
    return _shapes(strip, ground.colour * 0.7, polygons)


def hills(ground: Ground) -> Floats:
    """Round hills, with trees on the nearer ones."""
    heights = ridge(ground, 2, 2)
    base, rise = 0.66 + 0.32 * ground.near, 0.2 - 0.08 * ground.near
    strip = land(ground, heights, rise, base)
    polygons = []
    for _ in range(round(14 * ground.near)):
        x = float(ground.rng.uniform(0, ground.width))
        foot = (base - heights[int(x) % ground.width] * rise) * ground.height
        size = ground.height * 0.07 * (0.4 + ground.near) * float(ground.rng.uniform(0.6, 1.2))
        turn = np.linspace(0, 2 * math.pi, 22)
        polygons += [
            np.stack([x + np.cos(turn) * size * 0.62, foot - size + np.sin(turn) * size * 0.72], 1),
            np.array([(x - size * 0.07, foot - size * 0.6), (x + size * 0.07, foot - size * 0.6),
                      (x + size * 0.1, foot + 4), (x - size * 0.1, foot + 4)])]
    return _shapes(strip, ground.colour * 0.78, polygons)


def dunes(ground: Ground) -> Floats:
    """Dunes with a sharp crest."""
    heights = ridge(ground, 2, 2, 0.55)
    return land(ground, heights, 0.24 - 0.1 * ground.near, 0.66 + 0.33 * ground.near)


def waves(ground: Ground) -> Floats:
    """Islands far away, then water in rows of light."""
    if ground.near < 0.2:
        return land(ground, np.maximum(ridge(ground, 2, 4, 0.4) - 0.45, 0), 0.3, 0.622)
    base = 0.615 + 0.32 * (ground.near - 0.2)
    strip = land(ground, ridge(ground, 5 + round(9 * (1 - ground.near)), 2, 0.3),
                 0.012 + 0.02 * ground.near, base)
    glints = np.zeros(strip.shape[:2], np.float32)
    for _ in range(240):
        x, y = (int(ground.rng.uniform(0, side)) for side in (ground.width, ground.height))
        long = int(ground.rng.uniform(0.01, 0.05) * ground.width * (0.3 + y / ground.height))
        cv2.ellipse(glints, (x, y), (long, max(1, long // 16)), 0, 0, 360,
                    float(ground.rng.uniform(0.04, 0.2)), -1, cv2.LINE_AA)
    light = depth(ground.inks, 0.0)
    share = (glints * strip[..., 3])[..., None]
    strip[..., :3] = strip[..., :3] * (1 - share) + light * share
    return strip


def houses(ground: Ground) -> Floats:
    """A skyline, with lit windows in the nearer rows."""
    strip = land(ground, ridge(ground, 2, 2), 0.02, 0.7 + 0.26 * ground.near)
    base = (0.7 + 0.26 * ground.near) * ground.height
    polygons, windows = list[Floats](), list[Floats]()
    x = 0.0
    while x < ground.width:
        wide = ground.height * float(ground.rng.uniform(0.05, 0.13)) * (0.55 + ground.near)
        tall = ground.height * float(ground.rng.uniform(0.1, 0.46)) * (0.75 + 0.3 * ground.near)
        top = base - tall
        polygons.append(np.array([(x, ground.height), (x, top), (x + wide, top),
                                  (x + wide, ground.height)]))
        if ground.rng.random() < 0.3:
            polygons.append(np.array([(x + wide * 0.46, top), (x + wide * 0.5, top - tall * 0.16),
                                      (x + wide * 0.54, top)]))
        pane = max(2.0, ground.height * 0.011 * (0.6 + ground.near))
        for row in np.arange(top + pane * 2, base + tall * 0.2, pane * 2.6):
            windows += [
                np.array([(left, row), (left + pane, row), (left + pane, row + pane * 1.3),
                          (left, row + pane * 1.3)])
                for left in np.arange(x + pane, x + wide - pane * 1.5, pane * 2)
                if ground.rng.random() < 0.36]
        x += wide * float(ground.rng.uniform(1.0, 1.25))
    strip = _shapes(strip, ground.colour, polygons)
    lit = depth(ground.inks, 0.0) * 0.45 + np.array([120, 200, 255], np.float32) * 0.55
    if ground.near <= 0.25:
        return strip
    return _shapes(strip, lit * (0.55 + 0.45 * ground.near), windows)


def rocks(ground: Ground) -> Floats:
    """The ground of another world, with craters."""
    heights = ridge(ground, 3, 4, 0.35)
    if ground.near < 0.35:
        return np.zeros((ground.height, ground.width, 4), np.float32)
    return land(ground, heights, 0.2 - 0.06 * ground.near, 0.78 + 0.2 * ground.near)


DRAWN: Mapping[str, Callable[[Ground], Floats]] = {
    "mountain": mountains, "forest": forest, "field": hills, "desert": dunes, "sea": waves,
    "city": houses, "space": rocks,
}


def strip(place: str, ground: Ground) -> Floats:
    """One layer of a place."""
    return DRAWN[place](ground)
