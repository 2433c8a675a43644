"""Laying small pictures over film frames in yuv420p, touching only the pixels they cover.

A patch is converted to premultiplied planes once, when it is first laid: a text that stands still
is the same patch in every frame and then costs a multiply and an add. Limited range, BT.709.
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]
Planes = tuple[Plane, Plane, Plane]      # Y (h, w), U and V (h/2, w/2)

# Y and (in rows) U, V from premultiplied B, G, R, A: full range in, limited range out.
_LUMA = (0.0722 * 219 / 255, 0.7152 * 219 / 255, 0.2126 * 219 / 255, 16 / 255)
_CHROMA = np.array([
    [0.5 * 224 / 255, -0.3854 * 224 / 255, -0.1146 * 224 / 255, 128 / 255],
    [-0.0458 * 224 / 255, -0.4542 * 224 / 255, 0.5 * 224 / 255, 128 / 255],
])


@dataclass(frozen=True)
class _Ready:
    """Premultiplied planes and what each leaves of the frame below (255 minus alpha)."""

    luma: Plane
    blue: Plane
    red: Plane
    keep: Plane
    keep_half: Plane


@dataclass(eq=False)
class Patch:
    """A premultiplied BGRA picture (h, w, 4) at (x, y) of the frame; all four numbers even.

    It may reach past the frame's edge. What shows the same again should be the same patch.
    """

    x: int
    y: int
    picture: NDArray[np.uint8]

    @functools.cached_property
    def ready(self) -> _Ready:
        """The picture as planes."""
        height, width = self.picture.shape[:2]
        half = cv2.resize(
            self.picture, (width // 2, height // 2), interpolation=cv2.INTER_AREA
        )
        chroma = cv2.transform(half, _CHROMA)
        return _Ready(
            luma=_luma(self.picture),
            blue=_bytes(cv2.extractChannel(chroma, 0)),
            red=_bytes(cv2.extractChannel(chroma, 1)),
            keep=_bytes(cv2.bitwise_not(cv2.extractChannel(self.picture, 3))),
            keep_half=_bytes(cv2.bitwise_not(cv2.extractChannel(half, 3))),
        )


def composite(planes: Planes, patches: Iterable[Patch]) -> None:
    """Blend the patches into the planes, in place and in their order."""
    height, width = planes[0].shape
    for patch in patches:
        ready = patch.ready
        tall, wide = ready.luma.shape
        left, top = max(0, patch.x), max(0, patch.y)
        right, bottom = min(width, patch.x + wide), min(height, patch.y + tall)
        if right <= left or bottom <= top:
            continue
        frame = (slice(top, bottom), slice(left, right))
        inside = (
            slice(top - patch.y, bottom - patch.y),
            slice(left - patch.x, right - patch.x),
        )
        _blend(planes[0], ready.luma, ready.keep, frame, inside)
        frame, inside = _halved(frame), _halved(inside)
        _blend(planes[1], ready.blue, ready.keep_half, frame, inside)
        _blend(planes[2], ready.red, ready.keep_half, frame, inside)


def _blend(
    plane: Plane,
    picture: Plane,
    keep: Plane,
    frame: tuple[slice, slice],
    inside: tuple[slice, slice],
) -> None:
    below = plane[frame]
    kept = cv2.multiply(below, keep[inside], scale=1 / 255)
    below[...] = cv2.add(kept, picture[inside])


def _luma(picture: NDArray[np.uint8]) -> Plane:
    """Y of a premultiplied picture; by channels, three times as fast as `cv2.transform`."""
    blue, green, red, alpha = cv2.split(picture)
    first = cv2.addWeighted(blue, _LUMA[0], green, _LUMA[1], 0)
    return _bytes(cv2.add(first, cv2.addWeighted(red, _LUMA[2], alpha, _LUMA[3], 0)))


def _halved(area: tuple[slice, slice]) -> tuple[slice, slice]:
    down, across = area
    return slice(down.start // 2, down.stop // 2), slice(across.start // 2, across.stop // 2)


def _bytes(plane: object) -> Plane:
    return np.ascontiguousarray(plane, np.uint8)
