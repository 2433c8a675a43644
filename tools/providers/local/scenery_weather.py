"""What falls or floats through a scene: snow, rain, petals, leaves, dust, fireflies."""

import math
from collections.abc import Mapping
from typing import NamedTuple

import cv2
import numpy as np

from tools.providers.local.colour import Bytes


def _empty(width: int, height: int) -> Bytes:
    return np.zeros((height, width), np.uint8)


class _Fall(NamedTuple):
    """How many, how large (fraction of the height), how fast down and aside, colour, how solid."""

    many: int
    size: float
    down: float
    aside: float
    colour: tuple[int, int, int]
    solid: float


_FALLS: Mapping[str, _Fall] = {
    "snow": _Fall(170, 0.0055, 0.085, 0.03, (255, 250, 246), 0.85),
    "rain": _Fall(190, 0.0016, 1.25, -0.10, (236, 226, 214), 0.42),
    "petals": _Fall(42, 0.0085, 0.06, 0.07, (196, 182, 255), 0.85),
    "leaves": _Fall(36, 0.0095, 0.075, 0.08, (40, 110, 214), 0.85),
    "dust": _Fall(70, 0.0030, -0.012, 0.04, (180, 220, 250), 0.5),
    "fireflies": _Fall(46, 0.0058, -0.014, 0.02, (120, 244, 255), 0.95),
}


class Weather:
    """Draws what falls at any time."""

    def __init__(self, kinds: tuple[str, ...], width: int, height: int, seed: int) -> None:
        self._kinds, self._size = kinds, (width, height)
        self._places = np.random.default_rng(seed + 31).random((200, 4))

    def draw(self, out: Bytes, time: float, travelled: float) -> None:
        """All of it at `time`, passing by as the camera travels."""
        for kind in self._kinds:
            self._fall(out, kind, time, travelled)

    def _fall(self, out: Bytes, kind: str, time: float, travelled: float) -> None:
        width, height = self._size
        fall, layer = _FALLS[kind], _empty(width, height)
        for x, y, near, phase in self._places[: fall.many]:
            depth = 0.45 + 0.9 * near
            sway = 0.012 * math.sin(time * 1.4 + phase * 6.28)
            left = (x + fall.aside * time * depth - travelled * depth * 0.8 + sway) % 1.1 - 0.05
            top = (y + fall.down * time * depth) % 1.1 - 0.05
            size = fall.size * height * depth
            shine = 0.5 + 0.5 * math.sin(time * 2.2 + phase * 6.28) if kind == "fireflies" else 1
            value = round(255 * fall.solid * shine * min(1.0, 0.4 + near))
            at = (round(left * width * 8), round(top * height * 8))
            if kind == "rain":
                end = (at[0] - round(size * 30), at[1] + round(height * 0.034 * depth * 8))
                cv2.line(layer, at, end, value, max(1, round(size)), cv2.LINE_AA, 3)
            elif kind in ("petals", "leaves"):
                turn = math.degrees(time * 1.6 + phase * 6.28)
                flat = 0.35 + 0.4 * abs(math.sin(time * 1.9 + phase * 9))
                cv2.ellipse(layer, at, (round(size * 8), round(size * 8 * flat)), turn, 0, 360,
                            value, -1, cv2.LINE_AA, 3)
            else:
                cv2.circle(layer, at, max(4, round(size * 8)), value, -1, cv2.LINE_AA, 3)
        if kind in ("fireflies", "snow", "dust"):
            soft = cv2.GaussianBlur(layer, (0, 0), max(0.6, height * 0.0022))
            layer = cv2.add(soft, cv2.GaussianBlur(layer, (0, 0), height * 0.012)) if (
                kind == "fireflies") else soft
        share = layer.astype(np.float32)[..., None] / 255
        colour = np.array(fall.colour, np.float32)
        np.copyto(out, (out + (colour - out) * share).astype(np.uint8))
