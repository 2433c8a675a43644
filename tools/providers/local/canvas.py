"""Frames and sprites in the encoder's own colours: BT.709, limited range, chroma at half size.

Drawing straight into planes halves the bytes touched and needs no conversion on the way to the
encoder. A sprite is premultiplied and knows what light can still do to it while it moves: its
rim, and the part of it that a passing glint may brighten.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from tools.providers.local.colour import Bytes, Floats

KB, KR = 0.0722, 0.2126
BLACK, LUMA, CHROMA, MIDDLE = 16.0, 219.0 / 255, 224.0 / 255, 128.0
INVISIBLE = 0.004
TO_LUMA = np.array([[LUMA * KB, LUMA * (1 - KB - KR), LUMA * KR, BLACK]], np.float32)

Planes = tuple[Bytes, Bytes, Bytes]


def luma_of(bgr: Floats) -> Floats:
    """Y of BGR 0–255, in 16–235."""
    return np.asarray(cv2.transform(np.asarray(bgr, np.float32), TO_LUMA), np.float32)


def chroma_of(bgr: Floats) -> tuple[Floats, Floats]:
    """U and V of BGR 0–255, in 16–240, at the size given."""
    grey = (luma_of(bgr) - BLACK) / LUMA
    u = MIDDLE + CHROMA * (bgr[..., 0] - grey) / (2 * (1 - KB))
    v = MIDDLE + CHROMA * (bgr[..., 2] - grey) / (2 * (1 - KR))
    return np.asarray(u, np.float32), np.asarray(v, np.float32)


def halved(picture: Floats) -> Floats:
    """Half the size, by averaging."""
    height, width = picture.shape[:2]
    return cv2.resize(picture, (width // 2, height // 2), interpolation=cv2.INTER_AREA)


def quantised(values: Floats) -> Bytes:
    """Rounded and clipped to uint8."""
    return np.asarray(np.clip(values + 0.5, 0, 255), np.uint8)


@dataclass
class Canvas:
    """One frame: Y (h, w), U and V (h/2, w/2), uint8, limited range; h and w are even."""

    y: Bytes
    u: Bytes
    v: Bytes

    @property
    def planes(self) -> Planes:
        """Y, U and V."""
        return self.y, self.u, self.v

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.y.shape[1], self.y.shape[0]

    def copy(self) -> "Canvas":
        """A frame of its own."""
        return Canvas(self.y.copy(), self.u.copy(), self.v.copy())

    def fill_from(self, other: "Canvas") -> None:
        """Take over another frame's pixels."""
        for mine, theirs in zip(self.planes, other.planes, strict=True):
            np.copyto(mine, theirs)

    def bgr(self) -> Bytes:
        """The frame as a BGR picture."""
        width, height = self.size
        y = (self.y.astype(np.float32) - BLACK) / LUMA
        u, v = (
            cv2.resize(plane, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32)
            - MIDDLE
            for plane in (self.u, self.v)
        )
        blue = y + u / CHROMA * 2 * (1 - KB)
        red = y + v / CHROMA * 2 * (1 - KR)
        green = (y - KR * red - KB * blue) / (1 - KB - KR)
        return quantised(cv2.merge([blue, green, red]))


def canvas_of(bgr: Floats, noise: Floats | float = 0.0) -> Canvas:
    """A frame from a float picture; `noise` is added to Y before rounding (it hides banding)."""
    u, v = chroma_of(halved(bgr))
    return Canvas(quantised(luma_of(bgr) + noise), quantised(u), quantised(v))


@dataclass(frozen=True)
class Sprite:
    """A premultiplied picture with an even size.

    `luma` (h, w, 4): Y times alpha, alpha, rim light, and where a glint may fall.
    `chroma` (h/2, w/2, 4): U and V times alpha, alpha, unused.
    """

    luma: Bytes
    chroma: Bytes

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.luma.shape[1], self.luma.shape[0]


def trimmed(alpha: Floats) -> tuple[slice, slice]:
    """The even-aligned rows and columns that are not wholly transparent."""
    rows, columns = np.flatnonzero(alpha.max(1) > 0.004), np.flatnonzero(alpha.max(0) > 0.004)
    if not rows.size:
        return np.s_[0:2, 0:2]
    return np.s_[rows[0] & ~1 : (rows[-1] + 2) & ~1, columns[0] & ~1 : (columns[-1] + 2) & ~1]


def sprite_of(
    bgr: Floats, alpha: Floats, rim: Floats | None = None, body: Floats | None = None
) -> Sprite:
    """A sprite from straight colours 0–255 and alpha 0–1; `rim` 0–255, `body` 0–1."""
    odd_h, odd_w = alpha.shape[0] % 2, alpha.shape[1] % 2
    if odd_h or odd_w:
        def even(picture: Floats) -> Floats:
            kind = cv2.BORDER_REPLICATE if picture.ndim == 3 else cv2.BORDER_CONSTANT
            return cv2.copyMakeBorder(picture, 0, odd_h, 0, odd_w, kind, value=0)

        bgr, alpha = even(bgr), even(alpha)
        rim, body = (None if p is None else even(p) for p in (rim, body))
    none = np.zeros(alpha.shape, np.uint8)
    luma = cv2.merge([
        quantised(luma_of(bgr) * alpha),
        quantised(alpha * 255),
        none if rim is None else quantised(rim),
        none if body is None else quantised(body * 255),
    ])
    small = halved(alpha)
    weighted = halved(bgr * alpha[..., None]) / np.maximum(small, 1e-3)[..., None]
    u, v = chroma_of(weighted)
    chroma = cv2.merge([
        quantised(u * small), quantised(v * small), quantised(small * 255), none[::2, ::2].copy()
    ])
    return Sprite(luma, chroma)


def window_of(matrix: Floats, sprite: Sprite, canvas: Canvas) -> tuple[int, int, int, int] | None:
    """Left, top, right, bottom of the canvas pixels the sprite touches, even; None if none."""
    (width, height), (full_width, full_height) = sprite.size, canvas.size
    corners = np.array([[0, width, 0, width], [0, 0, height, height], [1, 1, 1, 1]], np.float64)
    xs, ys = matrix.astype(np.float64) @ corners
    left, top = max(0, int(xs.min()) - 1) & ~1, max(0, int(ys.min()) - 1) & ~1
    right = min(full_width, (int(xs.max()) + 3) & ~1)
    bottom = min(full_height, (int(ys.max()) + 3) & ~1)
    return (left, top, right, bottom) if right > left and bottom > top else None


def half_matrix(matrix: Floats) -> Floats:
    """The same placement for the half-size chroma (pixel centres at whole numbers)."""
    out = matrix.copy()
    out[:, 2] = (matrix[:, :2].sum(1) * 0.5 + matrix[:, 2] - 0.5) / 2
    return out
