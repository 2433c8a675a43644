"""Lifting the product off its backdrop, without any model weights.

Two ways are trusted: the photo's own alpha channel, and a uniform backdrop (a second-order Lab
surface fitted to the border, flooded from the border with a rule that lets soft shadows pass).
On anything else we do not guess: the photo is then used whole, as a card. Same bytes in, same
cut-out out.
"""

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from tools.providers.local.colour import Bytes, Floats, to_lab
from tools.providers.local.matte import refine

Mask = NDArray[np.bool_]
WORK_SIZE = 640                     # longer side in pixels while the backdrop is flooded
TRUSTED = 0.80                      # below this the shape is not a believable single product
BORDER_FIT = 0.75                   # share of the border that must lie on the fitted surface
SEE_THROUGH = 0.02                  # share of transparent pixels that makes an alpha channel meant


@dataclass(frozen=True)
class Cutout:
    """The product: clean colours `bgr` (h, w, 3), `alpha` (h, w) 0–1; a card is opaque all over."""

    method: Literal["alpha", "flood", "card"]
    confidence: float
    bgr: Bytes
    alpha: Floats


def cut_out(picture: Bytes) -> Cutout:
    """Cut the product out of a BGR or BGRA picture, or say that it stays a card."""
    colours = np.ascontiguousarray(picture[..., :3])
    if picture.shape[2] == 4 and float((picture[..., 3] < 250).mean()) > SEE_THROUGH:
        return Cutout("alpha", 1.0, colours, picture[..., 3].astype(np.float32) / 255)
    scale = WORK_SIZE / max(colours.shape[:2])
    small = colours
    if scale < 1:
        small = cv2.resize(colours, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    mask, border = flood_backdrop(small)
    confidence = plausibility(mask, small) if border > BORDER_FIT else 0.0
    if confidence < TRUSTED:
        return Cutout("card", confidence, colours, np.ones(colours.shape[:2], np.float32))
    clean, alpha = refine(colours, mask)
    return Cutout("flood", confidence, clean, alpha)


def flood_backdrop(bgr: Bytes) -> tuple[Mask, float]:
    """Where the product is, and the share of the border that fits a smooth backdrop."""
    lab = to_lab(bgr)
    surface, fits = backdrop_surface(lab)
    away = lab - surface
    chroma = np.hypot(away[..., 1], away[..., 2])
    darker = away[..., 0]
    slope = np.hypot(
        cv2.Sobel(lab[..., 0], cv2.CV_32F, 1, 0), cv2.Sobel(lab[..., 0], cv2.CV_32F, 0, 1)
    )
    edge = cv2.GaussianBlur(slope / 8, (0, 0), 1)
    same = (np.abs(darker) < 7) & (chroma < 7)
    shadow = (darker < 0) & (darker > -62) & (chroma < 10) & (edge < 4.5)
    product = ~reached_from_border((same | shadow).astype(np.uint8))
    opened = cv2.morphologyEx(product.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    return smooth(main_parts(opened > 0)), fits


def backdrop_surface(lab: Floats) -> tuple[Floats, float]:
    """A robust second-order surface through the border ring, and how much of the ring fits it."""
    height, width = lab.shape[:2]
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    x, y = columns / width - 0.5, rows / height - 0.5
    terms = np.stack([np.ones_like(x), x, y, x * x, y * y, x * y], -1)
    ring = np.ones((height, width), bool)
    rim = max(3, int(0.04 * min(height, width)))
    ring[rim:-rim, rim:-rim] = False
    known, seen = terms[ring][::3], lab[ring][::3]
    weight = np.ones(len(known), np.float32)
    for _ in range(5):
        heavy = (known * (weight**2)[:, None]).T
        factors = np.linalg.solve(heavy @ known, heavy @ seen)
        error = np.linalg.norm(known @ factors - seen, axis=1)
        weight = (1 / (1 + (error / 4) ** 2)).astype(np.float32)
    return np.asarray(terms @ factors, np.float32), float((error < 8).mean())


def reached_from_border(passable: Bytes) -> Mask:
    """The passable pixels that are connected with the picture's border."""
    count, labels = cv2.connectedComponents(passable, connectivity=4)
    border = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    outside = np.zeros(count, bool)
    outside[np.unique(border)] = True
    outside[0] = False
    return np.asarray(outside[labels], bool)


def main_parts(mask: Mask) -> Mask:
    """Only the largest part and those above 8 % of it; small enclosed holes are filled."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        mask.astype(np.uint8), connectivity=8
    )
    if count < 2:
        return mask
    areas = stats[:, cv2.CC_STAT_AREA].copy()
    areas[0] = 0
    kept = np.asarray(areas > 0.08 * areas.max())[labels]
    _, labels, stats, _ = cv2.connectedComponentsWithStats(
        (~kept).astype(np.uint8), connectivity=4
    )
    small = stats[:, cv2.CC_STAT_AREA] < 0.004 * mask.size
    small[0] = False
    return np.asarray(kept | small[labels], bool)


def smooth(mask: Mask) -> Mask:
    """The mask with its outline smoothed at 0.4 % of the picture."""
    sigma = max(1.2, 0.004 * max(mask.shape))
    return main_parts(cv2.GaussianBlur(mask.astype(np.float32), (0, 0), sigma) > 0.5)


def plausibility(mask: Mask, bgr: Bytes) -> float:
    """0–1: whether this is one compact product, away from the border, with its outline on edges."""
    if not 0.02 <= float(mask.mean()) <= 0.85:
        return 0.0
    touching = float(np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]]).mean())
    outlines, _ = cv2.findContours(
        mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE
    )
    outline = max(outlines, key=cv2.contourArea)
    hull = cv2.convexHull(outline)
    solid = cv2.contourArea(outline) / max(1.0, cv2.contourArea(hull))
    rough = cv2.arcLength(outline, True) / max(1.0, cv2.arcLength(hull, True))
    strength = cv2.dilate(edge_strength(bgr), np.ones((5, 5), np.uint8))
    on_edge = strength[outline[:, 0, 1], outline[:, 0, 0]] > np.percentile(strength, 75)
    return float(
        np.clip(solid * 1.1, 0, 1)
        * np.clip(1.6 - 0.6 * rough, 0, 1)
        * np.clip(1 - 2.5 * touching, 0, 1)
        * np.clip(on_edge.mean() * 1.25, 0, 1)
    )


def edge_strength(bgr: Bytes) -> Floats:
    """The strongest gradient of the three channels at each pixel."""
    soft = cv2.GaussianBlur(bgr, (0, 0), 1.2).astype(np.float32)
    slopes = [
        np.hypot(
            cv2.Sobel(soft[..., c], cv2.CV_32F, 1, 0), cv2.Sobel(soft[..., c], cv2.CV_32F, 0, 1)
        )
        for c in range(3)
    ]
    return np.asarray(np.max(slopes, axis=0), np.float32)
