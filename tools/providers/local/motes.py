"""The particles' sprites: small drawings at the size they are shown, premultiplied."""

import math
from collections.abc import Callable, Mapping

import cv2
import numpy as np

from tools.providers.local.canvas import Sprite, sprite_of
from tools.providers.local.colour import Colour, Floats, mix, smoothstep
from tools.providers.local.stage import Stage

SUPER = 3
Maker = Callable[[Stage, np.random.Generator, float], Sprite]


def plane(size: float) -> tuple[Floats, Floats]:
    """Coordinates -1–1 over a square of `size` pixels."""
    side = max(4, round(size / 2) * 2)
    axis = (np.arange(side, dtype=np.float32) + 0.5) / side * 2 - 1
    x, y = np.meshgrid(axis, axis)
    return x, y


def filled(points: list[tuple[float, float]], size: float) -> Floats:
    """Alpha of a polygon given in -1–1, smooth-edged."""
    side = max(4, round(size / 2) * 2)
    big = np.zeros((side * SUPER, side * SUPER), np.uint8)
    corners = (np.array(points) + 1) / 2 * side * SUPER
    cv2.fillPoly(big, [np.round(corners * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    small = cv2.resize(big, (side, side), interpolation=cv2.INTER_AREA)
    return small.astype(np.float32) / 255


def one_colour(colour: Colour, alpha: Floats) -> Sprite:
    """A flat sprite."""
    return sprite_of(np.broadcast_to(colour, (*alpha.shape, 3)).astype(np.float32), alpha)


def dot(stage: Stage, _: np.random.Generator, size: float) -> Sprite:
    """A soft speck in the light."""
    x, y = plane(size * 1.6)
    return one_colour(stage.inks.white, np.exp(-(x * x + y * y) * 5).astype(np.float32))


def ember(stage: Stage, _: np.random.Generator, size: float) -> Sprite:
    """A glowing speck."""
    x, y = plane(size * 2)
    far = x * x + y * y
    hot = np.exp(-far * 14)
    colour = mix(np.array([30, 110, 255], np.float32), np.array([190, 235, 255], np.float32), hot)
    return sprite_of(colour, np.clip(np.exp(-far * 5) * 1.1, 0, 1).astype(np.float32))


def drop(stage: Stage, _: np.random.Generator, size: float) -> Sprite:
    """A drop of water: dark edge above, bright edge below, a highlight."""
    x, y = plane(size)
    wide = 0.62 * (1 - 0.22 * np.clip(-y, 0, 1) ** 2)
    far = np.sqrt((x / wide) ** 2 + (y / 0.92) ** 2)
    alpha = smoothstep(far, 1.0, 0.93)
    edge = smoothstep(far, 0.45, 1.0)
    shine = np.exp(-(((x + 0.22) / 0.13) ** 2 + ((y + 0.42) / 0.17) ** 2))
    lower = edge * np.clip(y * 1.2 + 0.2, 0, 1)
    tone = mix(stage.inks.mid, stage.inks.white, np.clip(lower + shine, 0, 1))
    tone = mix(tone, stage.inks.deep, edge * np.clip(-y, 0, 1) * 0.6)
    body = 0.16 + 0.62 * edge + shine
    return sprite_of(tone, np.clip(alpha * body, 0, 1).astype(np.float32))


def bubble(stage: Stage, _: np.random.Generator, size: float) -> Sprite:
    """A soap bubble: a thin bright ring, a highlight, nearly nothing inside."""
    x, y = plane(size)
    far = np.sqrt(x * x + y * y)
    ring = np.exp(-(((far - 0.9) / 0.055) ** 2)) + 0.35 * smoothstep(far, 0.45, 0.92)
    ring *= smoothstep(far, 1.0, 0.95)
    shine = np.exp(-(((x + 0.42) / 0.16) ** 2 + ((y + 0.45) / 0.12) ** 2))
    other = 0.5 * np.exp(-(((x - 0.5) / 0.1) ** 2 + ((y - 0.5) / 0.08) ** 2))
    return one_colour(stage.inks.white, np.clip(0.7 * ring + shine + other, 0, 0.95))


def leaf(stage: Stage, rng: np.random.Generator, size: float) -> Sprite:
    """A leaf with a midrib, one half lighter."""
    t = np.linspace(0, math.pi, 30)
    half = [(-math.cos(a) * 0.95, 0.42 * math.sin(a) ** 1.2) for a in t]
    alpha = filled([*half, *[(x, -y) for x, y in reversed(half)]], size)
    x, y = plane(size)
    green = np.array([62, 128, 84], np.float32) * float(rng.uniform(0.75, 1.15))
    tone = mix(green * 0.72, green * 1.18, smoothstep(y, 0.04, -0.04))
    rib = np.exp(-((y / 0.035) ** 2)) + 0.4 * np.exp(-(((np.abs(y) * 1.6 - (x % 0.3)) / 0.03) ** 2))
    tone = mix(tone, green * 1.5 + 30, np.clip(rib, 0, 1) * 0.5)
    return sprite_of(stage.grade.of(tone), alpha)


def petal(stage: Stage, _: np.random.Generator, size: float) -> Sprite:
    """A curved petal, lighter at its tip."""
    t = np.linspace(0, math.pi, 30)
    upper = [(-math.cos(a) * 0.9, -0.62 * math.sin(a) ** 0.8) for a in t]
    lower = [(-math.cos(a) * 0.9, 0.22 * math.sin(a)) for a in reversed(t)]
    alpha = filled([*upper, *lower], size)
    x, y = plane(size)
    tone = mix(stage.inks.between("accent", "white", 0.35), stage.inks.between(
        "light", "white", 0.4), smoothstep(x + 0.2 * y, -0.8, 0.7))
    return sprite_of(tone, alpha)


def paper(stage: Stage, rng: np.random.Generator, size: float) -> Sprite:
    """A piece of confetti."""
    wide = float(rng.uniform(0.4, 0.6))
    alpha = filled([(-0.95, -wide), (0.95, -wide), (0.95, wide), (-0.95, wide)], size)
    choice = ["accent", "light", "white", "mid"][int(rng.integers(4))]
    return one_colour(getattr(stage.inks, choice), alpha)


def sparkle(stage: Stage, _: np.random.Generator, size: float) -> Sprite:
    """A four-pointed glint with a soft core."""
    x, y = plane(size)
    long = np.exp(-np.abs(x) * 5) * np.exp(-((y / 0.035) ** 2))
    tall = np.exp(-np.abs(y) * 5) * np.exp(-((x / 0.035) ** 2))
    core = np.exp(-(x * x + y * y) * 60) + 0.22 * np.exp(-(x * x + y * y) * 9)
    fade = smoothstep(np.maximum(np.abs(x), np.abs(y)), 1.0, 0.7)
    warm = mix(stage.inks.accent, stage.inks.white, 0.75)
    return one_colour(warm, np.clip((long + tall + core) * fade, 0, 1))


def smoke(stage: Stage, rng: np.random.Generator, size: float) -> Sprite:
    """A wisp: soft noise in a soft disc, at a quarter of its size."""
    x, y = plane(size / 4)
    side = x.shape[0]
    cells = rng.random((6, 6)).astype(np.float32)
    rough = cv2.resize(cells, (side, side), interpolation=cv2.INTER_CUBIC)
    fade = smoothstep(np.sqrt(x * x + y * y), 0.98, 0.1)
    return one_colour(mix(stage.inks.white, stage.inks.mid, 0.2), np.clip(rough, 0, 1) * fade)


def star(stage: Stage, _: np.random.Generator, size: float) -> Sprite:
    """A five-pointed star."""
    points = []
    for i in range(10):
        radius, angle = (0.95 if i % 2 == 0 else 0.42), math.pi * (i / 5 - 0.5)
        points.append((radius * math.cos(angle), radius * math.sin(angle)))
    return one_colour(mix(stage.inks.accent, stage.inks.white, 0.3), filled(points, size))


def heart(stage: Stage, _: np.random.Generator, size: float) -> Sprite:
    """A heart."""
    t = np.linspace(0, 2 * math.pi, 60)
    points = [
        (16 * math.sin(a) ** 3 / 17.5,
         -(13 * math.cos(a) - 5 * math.cos(2 * a) - 2 * math.cos(3 * a) - math.cos(4 * a)) / 17.5)
        for a in t
    ]
    return one_colour(stage.inks.accent, filled(points, size))


SPRITES: Mapping[str, Maker] = {
    "dot": dot, "ember": ember, "drop": drop, "bubble": bubble, "leaf": leaf, "petal": petal,
    "paper": paper, "sparkle": sparkle, "smoke": smoke, "star": star, "heart": heart,
}
