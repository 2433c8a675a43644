"""Small things in the air: what the shot's symbolic elements and environment ask for.

Every particle is a function of time, so any frame can be drawn alone. They thin out over the words
and are few: each one touches only its own region.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tools.providers.local.camera import Camera
from tools.providers.local.canvas import Canvas, Sprite
from tools.providers.local.compose import Light, placement, put
from tools.providers.local.motes import SPRITES
from tools.providers.local.stage import Rect, Stage
from tools.providers.local.words import mentions


@dataclass(frozen=True)
class Kind:
    """How a kind moves: `rise` and `drift` in units a second (rise < 0 falls), `sway` in units,
    `spin` in radians a second, `size` in units, `count` at energy 0.5, `twinkle` in hertz."""

    sprite: str
    rise: float
    sway: float
    size: tuple[float, float]
    count: int
    spin: float = 0.0
    twinkle: float = 0.0
    opacity: tuple[float, float] = (0.5, 0.95)


KINDS: dict[str, Kind] = {
    "dust": Kind("dot", 10, 16, (5, 13), 12, twinkle=0.25, opacity=(0.15, 0.6)),
    "drops": Kind("drop", -46, 4, (20, 58), 13, opacity=(0.55, 0.95)),
    "bubbles": Kind("bubble", 44, 16, (22, 80), 12, opacity=(0.4, 0.85)),
    "leaves": Kind("leaf", -52, 44, (46, 100), 9, spin=0.7),
    "petals": Kind("petal", -44, 50, (34, 74), 12, spin=0.9),
    "confetti": Kind("paper", -150, 36, (20, 38), 16, spin=2.6, opacity=(0.9, 1)),
    "sparkles": Kind("sparkle", 6, 8, (34, 92), 11, twinkle=0.7, opacity=(0.6, 1)),
    "smoke": Kind("smoke", 40, 40, (420, 760), 5, spin=0.08, opacity=(0.16, 0.34)),
    "snow": Kind("dot", -70, 34, (8, 24), 16, opacity=(0.4, 0.95)),
    "embers": Kind("ember", 80, 30, (8, 20), 14, twinkle=1.1, opacity=(0.5, 1)),
    "hearts": Kind("heart", 60, 24, (34, 70), 9, spin=0.1, opacity=(0.7, 1)),
    "stars": Kind("star", -12, 10, (24, 54), 11, spin=0.4, twinkle=0.3, opacity=(0.6, 1)),
}
WORDS: dict[str, tuple[str, ...]] = {
    "drops": ("drop", "water", "rain", "splash", "dew", "ocean", "sea", "shower", "bath"),
    "bubbles": ("bubble", "foam", "soap", "soda", "fizz"),
    "leaves": ("leaf", "leaves", "forest", "garden", "plant", "nature", "jungle", "herb"),
    "petals": ("petal", "flower", "rose", "blossom", "bloom", "spring meadow"),
    "confetti": ("confetti", "party", "celebration", "festive", "birthday"),
    "sparkles": ("sparkle", "sparkling", "glitter", "shine", "shimmer", "magic", "jewel"),
    "smoke": ("smoke", "steam", "mist", "fog", "haze", "coffee", "kitchen", "café", "cafe"),
    "snow": ("snow", "winter", "ice", "frost", "alpine"),
    "embers": ("ember", "fire", "flame", "spark", "bonfire", "candle"),
    "hearts": ("heart", "love", "valentine"),
    "stars": ("star", "night sky", "galaxy", "space"),
}
MOST_KINDS = 2


def kinds_for(symbols: tuple[str, ...], environment: str) -> tuple[str, ...]:
    """The kinds that the words name, symbols first; at most two."""
    found: list[str] = []
    for text in (*symbols, environment):
        found += [kind for kind, words in WORDS.items() if mentions(text, words)]
    return tuple(dict.fromkeys(found))[:MOST_KINDS]


@dataclass(frozen=True)
class Mote:
    """One particle: its sprite, where it starts, how it moves."""

    sprite: Sprite
    x: float
    y: float
    size: float
    phase: float
    speed: float
    opacity: float


@dataclass(frozen=True)
class Swarm:
    """All particles of one kind, as a layer."""

    kind: Kind
    motes: tuple[Mote, ...]
    frame: tuple[int, int]
    unit: float
    quiet: Rect
    camera: Camera
    depth: float

    def draw(self, canvas: Canvas, t: float) -> None:
        """Every particle at its place."""
        kind, (width, height) = self.kind, self.frame
        pose = self.camera.at(t)
        for mote in self.motes:
            reach = height + 2 * mote.size
            y = (mote.y - kind.rise * mote.speed * self.unit * t) % reach - mote.size
            swing = math.sin(t * 0.9 * mote.speed + mote.phase)
            x = mote.x + kind.sway * self.unit * swing - pose.x * self.unit * self.depth
            x = (x + mote.size) % (width + 2 * mote.size) - mote.size
            opacity = mote.opacity * self.calm(x, y)
            if kind.twinkle:
                wave = math.sin(2 * math.pi * kind.twinkle * t + mote.phase * 3)
                opacity *= 0.5 + 0.5 * wave
            roll = mote.phase + kind.spin * t * (1 if mote.phase > 3 else -1) if kind.spin else 0.0
            w, h = mote.sprite.size
            scale = mote.size / max(w, h)
            put(canvas, mote.sprite, placement((w / 2, h / 2), (x, y), scale, roll),
                Light(opacity=opacity))

    def calm(self, x: float, y: float) -> float:
        """Less over the words."""
        zone = self.quiet
        inside = zone.left < x < zone.right and zone.top < y < zone.bottom
        return 0.35 if inside else 1.0


def swarm(
    stage: Stage, name: str, amount: float = 1.0, depth: float = 1.2, seed: str = ""
) -> Swarm:
    """The particles of one kind on this stage."""
    kind = KINDS[name]
    rng = stage.chance(f"swarm {name} {seed}")
    count = max(1, round(kind.count * amount * (0.6 + 0.8 * stage.energy)))
    maker: Callable[[Stage, np.random.Generator, float], Sprite] = SPRITES[kind.sprite]
    sizes = [kind.size[0] + (kind.size[1] - kind.size[0]) * s for s in (0.1, 0.45, 0.9)]
    sprites = [maker(stage, rng, size * stage.unit) for size in sizes]
    motes = tuple(
        Mote(
            sprites[i % len(sprites)],
            float(rng.uniform(0, stage.width)),
            float((i + rng.uniform(0, 1)) / count * stage.height * 1.1),
            float(sizes[i % len(sizes)] * rng.uniform(0.8, 1.2) * stage.unit),
            float(rng.uniform(0, 2 * math.pi)),
            float(rng.uniform(0.7, 1.4) * (0.5 + stage.energy)),
            float(rng.uniform(*kind.opacity)),
        )
        for i in range(count)
    )
    return Swarm(kind, motes, (stage.width, stage.height), stage.unit, stage.text,
                 stage.view.camera, depth)


def asked_for(stage: Stage, usual: str | None) -> list[Swarm]:
    """The swarms that the shot's words name, or the look's usual one."""
    names = stage.spec.particles or ((usual,) if usual else ())
    return [swarm(stage, name) for name in names]
