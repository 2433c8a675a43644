"""A style's hand: how the ground is textured, edges are drawn and skies are finished."""

import cv2
import numpy as np

from tools.providers.local.backdrop import clouds
from tools.providers.local.colour import Bytes, Floats

PAPER = np.array([226, 236, 240], np.float32)


def textured(picture: Floats, style: str, rng: np.random.Generator) -> Floats:
    """A layer's colours in a style: washes, strokes, or nothing."""
    height, width = picture.shape[:2]
    if style == "watercolour":
        wash = clouds((height, width), 5, rng, 4)[..., None]
        return np.asarray(picture + (PAPER - picture) * wash * 0.5, np.float32)
    if style == "paint":
        return _stroked(picture, rng)
    if style == "technical":
        return np.asarray(PAPER * 0.9 + picture * 0.1, np.float32)
    if style in ("film", "3d"):
        rough = clouds((height, width), 26, rng, 4)[..., None] - 0.5
        return np.asarray(picture * (1 + rough * (0.16 if style == "film" else 0.06)), np.float32)
    return picture


def _stroked(picture: Floats, rng: np.random.Generator) -> Floats:
    """Dabs of a brush: the colours vary along short strokes."""
    height, width = picture.shape[:2]
    dabs: Floats = rng.standard_normal((height, width)).astype(np.float32)
    stroke = np.zeros((15, 15), np.float32)
    cv2.line(stroke, (1, 11), (13, 4), 1, 3)
    dabs = cv2.filter2D(dabs, -1, stroke / stroke.sum())
    dabs = dabs / max(1e-3, float(dabs.std()))
    tint = rng.uniform(-7, 7, 3).astype(np.float32)
    return np.asarray(picture + dabs[..., None] * (9 + tint), np.float32)


def outlined(layer: Bytes, style: str) -> Bytes:
    """A premultiplied layer with its edge drawn, where the style draws edges."""
    if style not in ("cartoon", "technical", "watercolour"):
        return layer
    thick = max(2, layer.shape[0] // 220) * (1 if style != "cartoon" else 2)
    edge = cv2.morphologyEx(layer[..., 3], cv2.MORPH_GRADIENT,
                            cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (thick + 1, thick + 1)))
    share = edge.astype(np.float32)[..., None] / 255 * {"cartoon": 0.85, "technical": 0.9,
                                                        "watercolour": 0.28}[style]
    ink = np.array([62, 40, 30] if style == "technical" else [30, 22, 24], np.float32)
    alpha = layer[..., 3:].astype(np.float32) / 255
    out = layer.astype(np.float32)
    out[..., :3] = out[..., :3] * (1 - share) + ink * share * alpha
    return np.asarray(out + 0.5, np.uint8)


def finished(picture: Floats, style: str, rng: np.random.Generator) -> Floats:
    """A sky in a style: paper for drawings, washes for water colours, dabs for paintings."""
    if style == "technical":
        return np.asarray(PAPER * 0.93 + picture * 0.07, np.float32)
    if style == "watercolour":
        wash = clouds(picture.shape[:2], 3, rng, 4)[..., None]
        return np.asarray(picture + (PAPER - picture) * (0.18 + 0.42 * wash), np.float32)
    return _stroked(picture, rng) if style == "paint" else picture
