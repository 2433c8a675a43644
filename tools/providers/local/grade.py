"""The scene's colours: the palette, graded by the words of the shot's lighting."""

import math
from dataclasses import dataclass

import numpy as np

from storage.records import Palette
from tools.providers.local.colour import Colour, from_hex, lab, mix, to_lab
from tools.providers.local.words import mentions

# Words of lighting and mood → (blue, green, red) gains, and how much darker the room gets.
TINTS: tuple[tuple[tuple[str, ...], tuple[float, float, float]], ...] = (
    (("golden", "sunset", "sunrise", "amber", "candle"), (0.78, 0.97, 1.10)),
    (("warm", "cosy", "cozy", "sun", "sunlight", "sunlit"), (0.88, 0.99, 1.05)),
    (("cool", "cold", "blue", "moonlight", "icy", "overcast"), (1.10, 1.0, 0.90)),
    (("green", "forest"), (0.94, 1.06, 0.95)),
    (("pink", "rose", "magenta"), (1.04, 0.93, 1.06)),
)
GAINS: tuple[tuple[tuple[str, ...], float], ...] = (
    (("bright", "airy", "high-key", "high key"), 1.10),
    (("dark", "moody", "low-key", "low key", "dim", "night"), 0.80),
)
NEON = ("neon", "cyber", "club")
SOFT = ("soft", "softly", "diffuse", "gentle")


@dataclass(frozen=True)
class Grade:
    """`gain` on blue, green, red; `neon` adds coloured edge lights; `soft` weakens shadows."""

    gain: tuple[float, float, float]
    neon: bool
    soft: bool

    def of(self, colour: Colour) -> Colour:
        """The colour under this light."""
        return np.asarray(np.clip(colour * np.array(self.gain, np.float32), 0, 255), np.float32)


@dataclass(frozen=True)
class Inks:
    """The palette as graded BGR colours."""

    dark: Colour
    deep: Colour
    brand: Colour
    mid: Colour
    wall: Colour
    light: Colour
    accent: Colour
    ink: Colour
    cool: Colour
    white: Colour
    counter: Colour                  # across the colour circle from the accent: strong, mid-dark
    pale: Colour                     # the same, very light

    def between(self, first: str, second: str, amount: float) -> Colour:
        """A mix of two inks by name."""
        return mix(getattr(self, first), getattr(self, second), amount)


def grade_for(words: str) -> Grade:
    """Read the lighting words."""
    gain = np.ones(3)
    for names, tint in TINTS:
        if mentions(words, names):
            gain *= tint
    for names, level in GAINS:
        if mentions(words, names):
            gain *= level
    blue, green, red = (float(value) for value in gain)
    return Grade(
        (blue, green, red),
        mentions(words, NEON),
        mentions(words, SOFT),
    )


def inks_for(palette: Palette, grade: Grade) -> Inks:
    """The palette's colours under the grade."""
    tones = {name: grade.of(from_hex(text)) for name, text in palette.model_dump().items()}
    hue = math.atan2(*reversed([float(v) for v in to_lab(tones["accent"][None, None])[0, 0, 1:]]))
    a, b = -math.cos(hue + 0.35), -math.sin(hue + 0.35)
    return Inks(
        **tones,
        white=grade.of(np.full(3, 250, np.float32)),
        counter=grade.of(lab(36, 44 * a, 44 * b)),
        pale=grade.of(lab(88, 16 * a, 16 * b)),
    )
