"""A palette's tones: one hue in Lab at fixed lightnesses, and how a brand's colours go into them.

Of a photo they are tones of the product's hue (`tools.providers.local.palette`), of a brand those
of its primary colour. Invariant: whatever a brand's colours are, words can be read on every ground
made of them. So `brand` stays as dark as text, and `accent` is never of a middle lightness, on
which neither dark nor light words can be read; else both are exactly the brand's.
"""

import math
from typing import NamedTuple

from storage.records.brief import Palette


class Tone(NamedTuple):
    """How one tone is made of a hue: its lightness (L*, 0–100), the share of the hue's chroma,
    how far the hue is turned (radians), and the least chroma it has."""

    lightness: float
    share: float
    turn: float = 0.0
    least: float = 0.0

    def at(self, hue: float, chroma: float) -> tuple[float, float, float]:
        """The tone of a hue (radians in Lab) and chroma, as L*, a*, b*."""
        amount, angle = max(chroma * self.share, self.least), hue + self.turn
        return self.lightness, amount * math.cos(angle), amount * math.sin(angle)

    def of(self, hue: float, chroma: float) -> str:
        """The same as `#rrggbb`."""
        return hex_of(*self.at(hue, chroma))


TONES = {
    "dark": Tone(6, 0.20),
    "deep": Tone(13, 0.35),
    "brand": Tone(33, 0.85),
    "mid": Tone(78, 0.38),
    "wall": Tone(86, 0.28),
    "light": Tone(91, 0.20),
    "accent": Tone(66, 1.25, 0.12, least=58),
    "ink": Tone(14, 0.35),
}
CHROMA = (14.0, 48.0)                    # of a measured hue whose tones are made
COLOURED = 8.0                           # chroma from which a colour has a hue
_BRAND = (14.0, 41.0)                    # L* that `brand` may have
_MIDDLE = (34.0, 60.0)                   # L* that `accent` may not have
_WHITE = (0.950456, 1.0, 1.088754)       # D65
_TO_XYZ = (
    (0.412453, 0.357580, 0.180423), (0.212671, 0.715160, 0.072169), (0.019334, 0.119193, 0.950227),
)
_TO_RGB = (
    (3.240479, -1.53715, -0.498535), (-0.969256, 1.875991, 0.041556),
    (0.055648, -0.204043, 1.057311),
)


def branded(measured: Palette, primary: str = "", accent: str = "") -> Palette:
    """The measured palette with a brand's colours (`#rrggbb` or empty) put in.

    A primary colour replaces all tones of the product's hue; `accent` then is a bright companion of
    it, or itself where it is bright. `cool` belongs to the scene without the product and stays.
    """
    told: dict[str, str] = {}
    if primary:
        lightness, a, b = lab_of(primary)
        chroma, hue = math.hypot(a, b), math.atan2(b, a)
        told = {name: tone.of(hue, min(chroma, CHROMA[1])) for name, tone in TONES.items()}
        told["brand"] = _within(primary, *_BRAND)
        if chroma < COLOURED:                # grey has no companion: the product's own
            told["accent"] = measured.accent
        elif lightness >= _MIDDLE[1]:
            told["accent"] = primary
    if accent:
        told["accent"] = _off_middle(accent)
    return measured.model_copy(update=told)


def _within(colour: str, least: float, most: float) -> str:
    """The colour, or the nearest of its hue whose lightness is in that range."""
    lightness, a, b = lab_of(colour)
    step = -1.0 if lightness > most else 1.0
    while not least <= lab_of(colour)[0] <= most:
        lightness += step
        colour = hex_of(lightness, a, b)
    return colour


def _off_middle(colour: str) -> str:
    """The colour, or the nearer of its neighbours that are dark or bright enough."""
    below, above = _MIDDLE
    lightness = lab_of(colour)[0]
    if lightness - below < above - lightness:
        return _within(colour, -1.0, below)
    return _within(colour, above, 101.0)


def lab_of(colour: str) -> tuple[float, float, float]:
    """`#rrggbb` in CIE Lab: L* 0–100, a*, b*."""
    linear = [_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5)]
    x, y, z = (
        _curved(sum(part * value for part, value in zip(row, linear, strict=True)) / white)
        for row, white in zip(_TO_XYZ, _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def hex_of(lightness: float, a: float, b: float) -> str:
    """A Lab colour as `#rrggbb`, clipped to what a screen shows."""
    y = (lightness + 16) / 116
    xyz = [_straight(value) * white
           for value, white in zip((y + a / 500, y, y - b / 200), _WHITE, strict=True)]
    linear = [sum(part * value for part, value in zip(row, xyz, strict=True)) for row in _TO_RGB]
    return "#" + "".join(f"{round(255 * _gamma(min(1.0, max(0.0, one)))):02x}" for one in linear)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _gamma(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _curved(value: float) -> float:
    return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116


def _straight(value: float) -> float:
    return value**3 if value > 6 / 29 else (value - 16 / 116) / 7.787
