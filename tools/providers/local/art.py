"""The product's pixels, ready to be lit: cut out when the look says it can be, else the photo.

Read once per clip. What the storyboard's `ProductLook` says decides, so a clip never differs from
what the person was shown.
"""

import functools
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from storage.records import ProductLook
from tools.providers.local.colour import Bytes, Floats
from tools.providers.local.cutout import cut_out
from tools.providers.local.product import bounds, read_picture

LONGEST = 2000                      # pixels: more than any framing shows


@dataclass(frozen=True)
class Art:
    """`bgr` (h, w, 3) and `alpha` (h, w) uint8 of the product, or of the whole photo if `card`."""

    bgr: Bytes
    alpha: Bytes
    card: bool
    flat_foot: bool

    @property
    def interest(self) -> float:
        """How far down, 0–1, the middle of the detail is: usually the label."""
        grey = cv2.cvtColor(
            cv2.resize(self.bgr, (64, 192), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY
        )
        solid = cv2.erode(cv2.resize(self.alpha, (64, 192)), np.ones((5, 5), np.uint8)) > 250
        detail = (np.abs(cv2.Laplacian(grey, cv2.CV_32F)) * solid).sum(1) + 1e-3
        return float((detail * np.linspace(0, 1, 192)).sum() / detail.sum())

    @property
    def aspect(self) -> float:
        """Width over height."""
        return float(self.bgr.shape[1] / self.bgr.shape[0])

    def sized(self, width: int, height: int) -> tuple[Floats, Floats]:
        """Colours 0–255 and alpha 0–1 at this size, sharpened a little after scaling."""
        down = width < self.bgr.shape[1]
        method = cv2.INTER_AREA if down else cv2.INTER_CUBIC
        bgr = cv2.resize(self.bgr, (width, height), interpolation=method).astype(np.float32)
        alpha = cv2.resize(self.alpha, (width, height), interpolation=method)
        crisp = bgr - cv2.GaussianBlur(bgr, (0, 0), 1.2 if down else 1.6)
        crisp *= 0.35 if down else 0.6
        bgr += crisp
        return np.clip(bgr, 0, 255, out=bgr), alpha.astype(np.float32) / 255


@functools.lru_cache(maxsize=2)
def load_art(path: Path, look: ProductLook) -> Art:
    """The product of this photo, as `look` says it is to be used; BadPicture if unreadable.

    Remembered, since a child process draws many shots of one product. A path of the library names
    its content, so it never means another photo.
    """
    picture = read_picture(path)
    scale = LONGEST / max(picture.shape[:2])
    if scale < 1:
        picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    if look.cutout == "card":
        opaque = np.full(picture.shape[:2], 255, np.uint8)
        return Art(np.ascontiguousarray(picture[..., :3]), opaque, True, False)
    cut = cut_out(picture)
    left, top, right, bottom = bounds(cut.alpha)
    alpha = np.asarray(np.clip(cut.alpha * 255 + 0.5, 0, 255), np.uint8)
    window = np.s_[top:bottom, left:right]
    return Art(
        np.ascontiguousarray(cut.bgr[window]), np.ascontiguousarray(alpha[window]),
        cut.method == "card", look.flat_foot,
    )


def crop_to(art: Art, aspect: float) -> Art:
    """The photo cut to this aspect around its busiest part; for cards."""
    height, width = art.bgr.shape[:2]
    new_width = min(width, round(height * aspect))
    new_height = min(height, round(width / aspect))
    grey = cv2.cvtColor(cv2.resize(art.bgr, (128, 128), interpolation=cv2.INTER_AREA),
                        cv2.COLOR_BGR2GRAY)
    detail = np.abs(cv2.Laplacian(cv2.GaussianBlur(grey, (0, 0), 1), cv2.CV_32F))
    place = (np.arange(128) + 0.5) / 128
    centred = np.exp(-(((place - 0.5) / 0.3) ** 2))
    across, down = detail.sum(0) * centred, detail.sum(1) * centred
    x = float((across * place).sum() / max(1e-6, float(across.sum())))
    y = float((down * place).sum() / max(1e-6, float(down.sum())))
    left = round(min(max(0.0, x * width - new_width / 2), width - new_width))
    top = round(min(max(0.0, y * height - new_height / 2), height - new_height))
    window = np.s_[top : top + new_height, left : left + new_width]
    return Art(art.bgr[window], art.alpha[window], art.card, art.flat_foot)
