"""The film's colours come from the product: one hue in the tones of `storage.records.tones`.

The dominant hue is the peak of a chroma-weighted hue histogram, so a large grey label does not
hide a small coloured bottle. A colourless product gets a warm neutral.
"""

import math

import cv2
import numpy as np

from storage.records import Palette
from storage.records.tones import CHROMA, COLOURED, TONES
from tools.providers.local.colour import Bytes, Floats, lab, to_hex, to_lab

BINS = 48
NEUTRAL_HUE = math.radians(70)
MIN_SHARE = 0.02                    # of the product's pixels


def palette_of(bgr: Bytes, alpha: Floats) -> Palette:
    """The palette of a product: `bgr` (h, w, 3) and its `alpha` (h, w) 0–1."""
    hue, chroma = dominant_hue(bgr, alpha)
    tones = {name: to_hex(lab(*tone.at(hue, chroma))) for name, tone in TONES.items()}
    return Palette(**tones, cool=to_hex(lab(24, -2, -7)))


def dominant_hue(bgr: Bytes, alpha: Floats) -> tuple[float, float]:
    """The product's hue (radians in Lab) and chroma (14–48)."""
    size = (192, 192)
    small = to_lab(cv2.resize(bgr, size, interpolation=cv2.INTER_AREA))
    solid = cv2.resize(alpha, size, interpolation=cv2.INTER_AREA) > 0.9
    a, b = small[..., 1][solid], small[..., 2][solid]
    chroma = np.hypot(a, b)
    coloured = chroma > COLOURED
    if coloured.sum() < max(20.0, MIN_SHARE * chroma.size):
        return NEUTRAL_HUE, CHROMA[0]
    angle = np.arctan2(b, a)[coloured]
    weight = (chroma[coloured] + 4) ** 1.3
    counts, _ = np.histogram(angle, bins=BINS, range=(-math.pi, math.pi), weights=weight)
    ring = np.concatenate([counts[-2:], counts, counts[:2]])
    peak = int(np.argmax(np.convolve(ring, [1, 3, 4, 3, 1], mode="valid")))
    centre = -math.pi + (peak + 0.5) * 2 * math.pi / BINS
    away = np.angle(np.exp(1j * (angle - centre)))
    near = np.abs(away) < math.radians(24)
    hue = centre + float(np.average(away[near], weights=weight[near]))
    strength = float(np.median(chroma[coloured][near]))
    return hue, float(np.clip(strength, *CHROMA))
