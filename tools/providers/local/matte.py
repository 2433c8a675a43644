"""From a rough mask to a clean edge: guided filter, a one-pixel choke, and edge colours made pure.

Under the soft edge the old backdrop's colour is mixed into the product's; it is replaced by colour
pushed outward from the solid inside, so no halo shows on a new backdrop.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tools.providers.local.colour import Bytes, Floats


def refine(bgr: Bytes, mask: NDArray[np.bool_]) -> tuple[Bytes, Floats]:
    """Colours free of backdrop, and alpha 0–1, both at the size of `bgr`; `mask` may be smaller.

    Only the neighbourhood of the mask is worked on; elsewhere alpha is 0 and colours stay.
    """
    height, width = bgr.shape[:2]
    rough = cv2.resize(mask.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    radius = max(2, round(max(height, width) / 320))
    window = near(rough, radius * 8)
    clean, alpha = bgr.copy(), np.zeros((height, width), np.float32)
    clean[window], alpha[window] = refined(bgr[window], rough[window], radius)
    return clean, alpha


def near(mask: Floats, margin: int) -> tuple[slice, slice]:
    """The rows and columns of the mask's own box with a margin."""
    rows, columns = np.flatnonzero(mask.max(1)), np.flatnonzero(mask.max(0))
    if not rows.size:
        return np.s_[0:1, 0:1]
    return np.s_[max(0, rows[0] - margin) : rows[-1] + margin,
                 max(0, columns[0] - margin) : columns[-1] + margin]


def refined(bgr: Bytes, rough: Floats, radius: int) -> tuple[Bytes, Floats]:
    """Colours and alpha of a window around the product; `radius` is the edge's width in pixels."""
    guide = cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY).astype(np.float32) / 255
    alpha: Floats = np.clip((guided(guide, rough, radius * 2, 1e-4) - 0.12) / 0.76, 0, 1)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (radius * 2 + 1, radius * 2 + 1))
    alpha[cv2.erode(rough, disc) > 0.99] = 1
    alpha[cv2.dilate(rough, disc) < 0.01] = 0
    choked = cv2.erode(alpha, np.ones((3, 3), np.uint8))
    alpha = cv2.GaussianBlur(choked, (0, 0), 0.8)
    return pure_edge(bgr, alpha, radius * 1.5), np.asarray(alpha, np.float32)


def guided(guide: Floats, mask: Floats, radius: int, smoothness: float) -> Floats:
    """The mask filtered so that its edge follows the guide picture's edge."""
    side = (2 * radius + 1, 2 * radius + 1)

    def mean(values: Floats) -> Floats:
        return np.asarray(cv2.boxFilter(values, -1, side), np.float32)

    guide_mean, mask_mean = mean(guide), mean(mask)
    slope = (mean(guide * mask) - guide_mean * mask_mean) / (
        mean(guide * guide) - guide_mean * guide_mean + smoothness
    )
    return mean(slope) * guide + mean(mask_mean - slope * guide_mean)


def pure_edge(bgr: Bytes, alpha: Floats, spread: float) -> Bytes:
    """The picture with solid inside colours pushed outward under the soft edge."""
    colours = bgr.astype(np.float32)
    solid = (alpha > 0.97).astype(np.float32)
    near = cv2.GaussianBlur(solid, (0, 0), spread)[..., None]
    pushed = cv2.GaussianBlur(colours * solid[..., None], (0, 0), spread) / np.maximum(near, 1e-3)
    own = np.clip((alpha - 0.6) / 0.38, 0, 1)[..., None]
    clean = np.where(near > 0.02, colours * own + pushed * (1 - own), colours)
    return np.clip(clean, 0, 255).astype(np.uint8)
