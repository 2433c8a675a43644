"""What stands still behind everything: walls, floors, glows, drawn small and finished with noise.

A backdrop is a float picture at a quarter of the frame's size; `finish` enlarges it smoothly and
adds fine noise before rounding, because gradients band without it.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from tools.providers.local.canvas import Canvas, canvas_of
from tools.providers.local.colour import Colour, Floats, mix, smoothstep
from tools.providers.local.stage import Stage

COARSE = 4
NOISE = 1.5
TILE = 499                          # pixels after which the noise repeats: nobody can see it


@dataclass(frozen=True)
class Field:
    """Coordinates of a quarter-size picture: `x` and `y` in pixels of the full frame."""

    x: Floats
    y: Floats
    unit: float

    def flat(self, colour: Colour) -> Floats:
        """One colour all over."""
        return np.broadcast_to(colour, (*self.x.shape, 3)).astype(np.float32)

    def glow(self, at: tuple[float, float], radius: float, squash: float = 1.0) -> Floats:
        """1 at a point, falling like a Gaussian; `radius` in pixels, `squash` flattens it."""
        x, y = (self.x - at[0]) / radius, (self.y - at[1]) / (radius * squash)
        return np.asarray(np.exp(-(x * x + y * y) / 2), np.float32)

    def vignette(self, strength: float) -> Floats:
        """1 in the middle, less towards the corners."""
        x = self.x / self.x.max() - 0.5
        y = self.y / self.y.max() - 0.5
        return np.asarray(1 - strength * np.clip((x * x * 1.2 + y * y) * 2.6, 0, 1), np.float32)

    def below(self, y: float, soft: float) -> Floats:
        """0 above the line at `y`, 1 below it, over `soft` pixels."""
        return smoothstep(self.y, y - soft / 2, y + soft / 2)


def field_of(stage: Stage) -> Field:
    """The coordinates of this stage's frame."""
    width, height = stage.width // COARSE, stage.height // COARSE
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    return Field((columns + 0.5) * COARSE, (rows + 0.5) * COARSE, stage.unit)


def enlarged(stage: Stage, coarse: Floats) -> Floats:
    """A coarse picture at full size, to paint crisp things on."""
    return cv2.resize(coarse, (stage.width, stage.height), interpolation=cv2.INTER_CUBIC)


def finish(stage: Stage, picture: Floats, noise: float = NOISE) -> Canvas:
    """The backdrop at full size, from a coarse or a full-size picture."""
    if picture.shape[0] != stage.height:
        picture = enlarged(stage, picture)
    return canvas_of(picture, grain(stage, noise))


def grain(stage: Stage, sigma: float) -> Floats:
    """Fine noise for Y, the same for the same take."""
    tile = stage.chance("grain").standard_normal((TILE, TILE), np.float32) * (sigma * 0.86)
    down, across = -(-stage.height // TILE), -(-stage.width // TILE)
    return np.asarray(np.tile(tile, (down, across))[: stage.height, : stage.width], np.float32)


def room(
    stage: Stage,
    wall: Colour,
    floor: Colour,
    glow: Colour,
    horizon: float,
    at: tuple[float, float],
    radius: float,
    vignette: float,
) -> Floats:
    """A seamless sweep: wall into floor around `horizon` (pixels), with a pool of light."""
    field = field_of(stage)
    picture = mix(field.flat(wall), field.flat(floor), field.below(horizon, 0.22 * stage.height))
    picture = mix(picture, field.flat(glow), field.glow(at, radius) * 0.8)
    return np.asarray(picture * field.vignette(vignette)[..., None], np.float32)


def bokeh(
    stage: Stage, colour: Colour, count: int, sizes: tuple[float, float], strength: float, name: str
) -> Floats:
    """Opacity of out-of-focus lights, (h/4, w/4); sizes are radii in units."""
    height, width = stage.height // COARSE, stage.width // COARSE
    rng, unit = stage.chance(name), stage.unit / COARSE
    out = np.zeros((height, width), np.float32)
    for _ in range(count):
        radius = max(1.5, rng.uniform(*sizes) * unit)
        x, y = rng.uniform(0, width), rng.uniform(0, height)
        disc = np.zeros_like(out)
        centre, size = (int(x * 8), int(y * 8)), int(radius * 8)
        cv2.circle(disc, centre, size, 0.8, -1, cv2.LINE_AA, 3)
        cv2.circle(disc, centre, size, 1.1, max(1, int(radius * 0.10)), cv2.LINE_AA, 3)
        soft = cv2.GaussianBlur(disc, (0, 0), max(0.8, radius * rng.uniform(0.08, 0.3)))
        out += soft * (rng.uniform(0.15, 1) * strength)
    return np.clip(out, 0, 1)


def clouds(
    shape: tuple[int, int], cells: float, rng: np.random.Generator, octaves: int = 3
) -> Floats:
    """Smooth random values 0–1; `cells` blobs across the shorter side."""
    height, width = shape
    out = np.zeros(shape, np.float32)
    weight, total = 1.0, 0.0
    for octave in range(octaves):
        step = min(shape) / (cells * 2**octave)
        small = rng.random((max(2, round(height / step)) + 2, max(2, round(width / step)) + 2))
        out += weight * cv2.resize(
            small.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC
        )
        total += weight
        weight *= 0.5
    out /= total
    low, high = np.percentile(out, (2, 98))
    return np.asarray(np.clip((out - low) / max(1e-3, float(high - low)), 0, 1), np.float32)
