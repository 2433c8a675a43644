"""Figures in a scene: small drawings of what its words name, lit by the hour.

Each is a list of coloured shapes in a square of side 100, its foot at the bottom, its middle at 50.
"""

import math
from collections.abc import Mapping
from functools import cache

import cv2
import numpy as np

from tools.providers.local.colour import Floats, from_hex, mix
from tools.providers.local.scenery_ink import Inks

FINE = 4
FLYING = ("balloon", "bird", "rocket", "planet")
FLOATING = ("boat", "fish")
SIZES: Mapping[str, float] = {       # height as a fraction of the frame's shorter side
    "boat": 0.27, "balloon": 0.25, "rocket": 0.34, "bird": 0.10, "house": 0.24, "fox": 0.17,
    "cat": 0.15, "person": 0.25, "tree": 0.46, "lighthouse": 0.5, "windmill": 0.44, "planet": 0.3,
    "rabbit": 0.15, "car": 0.13, "flower": 0.2, "fish": 0.17,
}
Shape = tuple[str, list[tuple[float, float]]]


def _oval(x: float, y: float, wide: float, tall: float, turn: float = 0.0) -> list[tuple[float,
                                                                                         float]]:
    around = np.linspace(0, 2 * math.pi, 40, endpoint=False)
    cos, sin = math.cos(turn), math.sin(turn)
    return [(x + cos * wide * math.cos(a) - sin * tall * math.sin(a),
             y + sin * wide * math.cos(a) + cos * tall * math.sin(a)) for a in around]


SHAPES: Mapping[str, list[Shape]] = {
    "boat": [("#6b3f2a", [(12, 74), (90, 74), (78, 92), (24, 92)]),
             ("#f3efe6", [(49, 8), (49, 70), (16, 70)]),
             ("#d8553f", [(53, 16), (53, 70), (84, 70)]),
             ("#4a2c1e", [(49, 5), (53, 5), (53, 76), (49, 76)])],
    "balloon": [("#d8553f", _oval(50, 36, 34, 35)), ("#f2c14e", _oval(50, 36, 20, 35)),
                ("#d8553f", _oval(50, 36, 8, 35)),
                ("#6b3f2a", [(42, 82), (58, 82), (56, 96), (44, 96)]),
                ("#5a4636", [(34, 64), (36, 63), (45, 83), (43, 83)]),
                ("#5a4636", [(64, 63), (66, 64), (57, 83), (55, 83)])],
    "rocket": [("#ff9d3c", [(42, 80), (58, 80), (50, 100)]),
               ("#e8ecf1", [(50, 4), (64, 28), (64, 78), (36, 78), (36, 28)]),
               ("#d8453f", [(50, 4), (62, 24), (38, 24)]), ("#3a7ca5", _oval(50, 42, 8, 8)),
               ("#d8453f", [(36, 56), (36, 80), (22, 88)]),
               ("#d8453f", [(64, 56), (64, 80), (78, 88)])],
    "bird": [("#2a2f3a", [(50, 56), (20, 30), (4, 40), (26, 42), (46, 66), (54, 66), (76, 40),
                          (96, 38), (80, 29)]), ("#2a2f3a", _oval(50, 60, 13, 6))],
    "house": [("#e9dcc5", [(20, 50), (80, 50), (80, 99), (20, 99)]),
              ("#a8452f", [(50, 12), (92, 54), (8, 54)]), ("#6b3f2a", [(44, 70), (56, 70), (56, 99),
                                                                       (44, 99)]),
              ("#ffd98a", [(27, 62), (38, 62), (38, 74), (27, 74)]),
              ("#ffd98a", [(62, 62), (73, 62), (73, 74), (62, 74)]),
              ("#7a4a3a", [(66, 16), (74, 16), (74, 40), (66, 32)])],
    "fox": [("#c9571f", _oval(46, 66, 26, 15)), ("#c9571f", _oval(74, 48, 14, 12)),
            ("#c9571f", [(66, 40), (69, 22), (76, 38)]),
            ("#c9571f", [(77, 38), (84, 23), (86, 43)]),
            ("#f4ece0", [(80, 52), (96, 54), (82, 60)]), ("#241a18", _oval(95, 54, 2.4, 2)),
            ("#241a18", _oval(79, 46, 1.8, 2.2)),
            ("#a8461a", [(26, 74), (33, 74), (32, 99), (26, 99)]),
            ("#a8461a", [(38, 76), (44, 76), (43, 99), (38, 99)]),
            ("#a8461a", [(56, 76), (62, 76), (62, 99), (57, 99)]),
            ("#a8461a", [(64, 72), (70, 72), (70, 99), (65, 99)]),
            ("#c9571f", _oval(14, 58, 19, 8.5, -0.6)), ("#f4ece0", _oval(4, 50, 7, 5, -0.6))],
    "cat": [("#3d3a44", _oval(46, 68, 24, 16)), ("#3d3a44", _oval(72, 48, 14, 13)),
            ("#3d3a44", [(61, 42), (63, 26), (71, 38)]),
            ("#3d3a44", [(74, 37), (82, 26), (84, 43)]),
            ("#8fd06a", _oval(68, 47, 2.4, 2.8)), ("#8fd06a", _oval(78, 47, 2.4, 2.8)),
            ("#3d3a44", [(28, 76), (34, 76), (33, 99), (28, 99)]),
            ("#3d3a44", [(60, 74), (66, 74), (66, 99), (61, 99)]),
            ("#3d3a44", _oval(14, 52, 4.5, 26, -0.35))],
    "person": [("#2b2430", [(45, 66), (50, 66), (48, 99), (42, 99)]),
               ("#2b2430", [(51, 66), (56, 66), (59, 99), (53, 99)]),
               ("#b5453a", [(42, 34), (58, 34), (63, 74), (37, 74)]),
               ("#b5453a", [(42, 35), (45, 37), (39, 62), (34, 61)]),
               ("#b5453a", [(55, 37), (58, 35), (66, 61), (61, 62)]),
               ("#e3b08c", _oval(50, 24, 7, 8.5)), ("#3a2620", _oval(50, 19.5, 7.6, 6.5)),
               ("#f2c14e", [(43, 33), (57, 33), (58, 39), (42, 39)])],
    "tree": [("#4a3426", [(45, 60), (55, 60), (59, 99), (41, 99)]),
             ("#3f6b34", _oval(50, 40, 34, 28)),
             ("#4f7f3e", _oval(38, 32, 20, 18)), ("#5d9148", _oval(58, 26, 20, 18))],
    "lighthouse": [("#efe9df", [(42, 24), (58, 24), (63, 99), (37, 99)]),
                   ("#c0402f", [(40.6, 42), (59.4, 42), (60.6, 58), (39.4, 58)]),
                   ("#c0402f", [(38.6, 74), (61.4, 74), (62.4, 90), (37.6, 90)]),
                   ("#ffe6a0", [(43, 13), (57, 13), (57, 24), (43, 24)]),
                   ("#7a2c22", [(40, 13), (60, 13), (50, 3)])],
    "windmill": [("#d9c7a8", [(42, 42), (58, 42), (66, 99), (34, 99)]),
                 ("#8a4a32", [(40, 43), (60, 43), (50, 30)]),
                 ("#f0eadf", [(48, 42), (52, 42), (56, 4), (46, 5)]),
                 ("#f0eadf", [(48, 40), (52, 44), (90, 58), (88, 48)]),
                 ("#f0eadf", [(48, 40), (52, 44), (14, 62), (10, 53)])],
    "planet": [("#d8a25e", _oval(50, 50, 34, 34)), ("#c08548", _oval(50, 44, 33, 6)),
               ("#e8c08a", _oval(50, 57, 32.6, 5)), ("#f0e2c4", _oval(50, 52, 50, 7, -0.25)),
               ("#d8a25e", _oval(50, 42, 31, 11))],
    "rabbit": [("#b9a892", _oval(44, 72, 24, 19)), ("#b9a892", _oval(70, 54, 13, 12)),
               ("#b9a892", _oval(66, 30, 4.5, 18, -0.15)),
               ("#a3917b", _oval(75, 31, 4.5, 18, 0.15)),
               ("#241a18", _oval(75, 51, 2, 2.4)), ("#f7f2ea", _oval(20, 74, 8, 8)),
               ("#a3917b", _oval(34, 92, 16, 6)), ("#a3917b", _oval(62, 92, 7, 6))],
    "car": [("#c8402f", [(6, 66), (24, 62), (36, 44), (68, 44), (80, 62), (95, 66), (96, 84),
                         (5, 84)]), ("#cfe6f2", [(38, 48), (51, 48), (51, 62), (29, 62)]),
            ("#cfe6f2", [(54, 48), (66, 48), (74, 62), (54, 62)]),
            ("#1e1e22", _oval(26, 85, 11, 11)),
            ("#1e1e22", _oval(75, 85, 11, 11)), ("#b8bcc4", _oval(26, 85, 5, 5)),
            ("#b8bcc4", _oval(75, 85, 5, 5)), ("#ffe9a8", _oval(94, 71, 3, 3))],
    "flower": [("#3f7a3a", [(48, 40), (52, 40), (53, 99), (47, 99)]),
               ("#4f9146", _oval(62, 74, 14, 5, -0.5)), ("#4f9146", _oval(38, 82, 14, 5, 0.5)),
               *[("#e0567a", _oval(50 + 15 * math.cos(a), 30 + 15 * math.sin(a), 12, 8, a))
                 for a in np.linspace(0, 2 * math.pi, 7, endpoint=False)],
               ("#f2c14e", _oval(50, 30, 9, 9))],
    "fish": [("#4f86a8", _oval(46, 60, 34, 16)),
             ("#3d6c8a", [(76, 60), (98, 42), (94, 60), (98, 78)]),
             ("#7fb2cc", _oval(42, 66, 24, 8)), ("#1b2230", _oval(24, 56, 2.6, 3))],
}


@cache
def drawn(name: str, side: int) -> Floats:
    """A figure as straight BGR 0–255 and alpha 0–1 (side, side, 4), in its own colours."""
    big = side * FINE
    out: Floats = np.zeros((big, big, 4), np.float32)
    for colour, points in SHAPES[name]:
        mask = np.zeros((big, big), np.uint8)
        polygon = (np.array(points, np.float32) * (big / 100) * 16).round().astype(np.int32)
        cv2.fillPoly(mask, [polygon], 255, cv2.LINE_AA, 4)
        share = mask.astype(np.float32)[..., None] / 255
        out = out * (1 - share) + np.append(from_hex(colour), 1.0).astype(np.float32) * share
    return np.asarray(cv2.resize(out, (side, side), interpolation=cv2.INTER_AREA), np.float32)


def figure(name: str, side: int, inks: Inks, hour: str, style: str) -> Floats:
    """A figure in the light of its scene, premultiplied BGRA (alpha 0–1)."""
    picture = drawn(name, side).copy()
    alpha = picture[..., 3:]
    colour = picture[..., :3] / np.maximum(alpha, 1e-3)
    shade = {"day": 0.08, "dawn": 0.34, "dusk": 0.46, "night": 0.62, "storm": 0.34}[hour]
    if style in ("cartoon", "anime", "flat", "3d"):
        shade *= 0.55
    colour = mix(np.asarray(colour, np.float32), from_hex(inks.near), shade)
    solid = np.ascontiguousarray(alpha[..., 0])
    blur = max(0.8, side * 0.03)
    light = np.clip(solid - cv2.warpAffine(
        cv2.GaussianBlur(solid, (0, 0), blur), np.array([[1, 0, -blur], [0, 1, blur * 1.2]],
                                                        np.float32), (side, side)), 0, 1)
    colour = colour + (from_hex(inks.sun) - colour) * (light * 0.75)[..., None]
    if style in ("cartoon", "technical"):
        edge = cv2.morphologyEx(solid, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
        colour = colour * (1 - 0.8 * np.clip(edge, 0, 1))[..., None]
    return np.asarray(np.concatenate([colour * alpha, alpha], 2), np.float32)
