"""The colours of a scene: sky, light, haze and ground by the hour, as a style has it."""

from collections.abc import Mapping

import cv2
import numpy as np

from storage.records import Record
from tools.providers.local.colour import Colour, Floats, from_hex, mix

# Sky at the top, in the middle, at the horizon; the sun or moon; haze; the nearest ground.
_HOURS: Mapping[str, tuple[str, str, str, str, str, str]] = {
    "day": ("#2f7fc4", "#74b7e6", "#d9eef6", "#fff6d8", "#bfd9e6", "#1f4a3a"),
    "dawn": ("#5b6fae", "#d79aa8", "#ffd9a8", "#fff0c4", "#e9b9a6", "#3a3050"),
    "dusk": ("#27306b", "#b5527a", "#ffa860", "#ffe0a0", "#d5786a", "#221a3c"),
    "night": ("#060b23", "#10204a", "#2c4a7c", "#eef3ff", "#22386a", "#050914"),
    "storm": ("#4c5a6a", "#7d8c99", "#b8c2c8", "#eef2f4", "#9aa7b0", "#20303a"),
}
_GROUNDS: Mapping[str, str] = {
    "sea": "#0e4a66", "city": "#1b2233", "forest": "#143826", "space": "#1a1436",
    "desert": "#9a5528", "field": "#3f7a2c", "mountain": "#27424a",
}
_VIVID: Mapping[str, tuple[float, float]] = {       # saturation and contrast of a style
    "film": (0.95, 1.0), "anime": (1.25, 1.05), "cartoon": (1.3, 1.0), "flat": (1.05, 0.92),
    "technical": (0.35, 0.85), "watercolour": (0.9, 0.8), "paint": (1.15, 1.0), "3d": (1.1, 1.0),
}


class Inks(Record):
    """Hex colours of one scene."""

    top: str
    middle: str
    horizon: str
    sun: str
    haze: str
    near: str


def inks_of(place: str, hour: str) -> Inks:
    """The colours of a place at an hour: the ground keeps its own under the hour's light."""
    top, middle, horizon, sun, haze, near = _HOURS[hour]
    own, dark = from_hex(_GROUNDS[place]), from_hex(near)
    share = {"day": 0.8, "dawn": 0.5, "dusk": 0.42, "night": 0.22, "storm": 0.55}[hour]
    blue, green, red = (round(float(one)) for one in mix(dark, own, share))
    return Inks(top=top, middle=middle, horizon=horizon, sun=sun, haze=haze,
                near=f"#{red:02x}{green:02x}{blue:02x}")


def sky(inks: Inks, height: int, width: int, horizon: float) -> Floats:
    """The sky's gradient, down to the horizon (0–1 of the height) and on."""
    y = (np.arange(height, dtype=np.float32) / max(1, height - 1) / horizon)[:, None, None]
    top, middle, low = (from_hex(one) for one in (inks.top, inks.middle, inks.horizon))
    upper = top + (middle - top) * np.clip(y * 1.7, 0, 1)
    picture = upper + (low - upper) * np.clip((y - 0.42) / 0.58, 0, 1) ** 1.3
    return np.broadcast_to(picture, (height, width, 3)).astype(np.float32).copy()


def depth(inks: Inks, nearness: float) -> Colour:
    """The ground's colour at a distance: 0 fades into the haze, 1 is right in front."""
    return mix(from_hex(inks.haze), from_hex(inks.near), nearness**0.8)


def graded(picture: Floats, style: str) -> Floats:
    """The picture in a style's saturation and contrast."""
    saturation, contrast = _VIVID[style]
    grey = cv2.transform(picture, np.array([[0.114, 0.587, 0.299]], np.float32))[..., None]
    out = grey + (picture - grey) * saturation
    return np.asarray(np.clip((out - 118) * contrast + 118, 0, 255), np.float32)
