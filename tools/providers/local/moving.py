"""The backdrop under a travelling camera: shifted by fractions of a pixel, never scaled.

A pure shift is two blends of neighbouring pixels, far cheaper than a warp; while the camera does
not travel the backdrop is only copied, and the encoder then skips it.
"""

import math
from dataclasses import dataclass

import cv2

from tools.providers.local.camera import Camera
from tools.providers.local.canvas import Canvas
from tools.providers.local.colour import Bytes


@dataclass(frozen=True)
class Travelling:
    """Draws the backdrop for the camera's offset."""

    backdrop: Canvas
    camera: Camera
    unit: float

    @property
    def travels(self) -> bool:
        """Whether the path moves the room visibly, not only the product."""
        path = self.camera
        return max(abs(path.pan), abs(path.tilt)) > 5 or path.sway > 7 or path.shake > 0

    def draw(self, canvas: Canvas, t: float) -> None:
        """Fill the frame."""
        if not self.travels:
            canvas.fill_from(self.backdrop)
            return
        pose = self.camera.at(t)
        x, y = -pose.x * self.unit, -pose.y * self.unit
        for target, source, scale in zip(canvas.planes, self.backdrop.planes, (1, 0.5, 0.5),
                                         strict=True):
            shifted(target, source, x * scale, y * scale)


def shifted(target: Bytes, source: Bytes, x: float, y: float) -> None:
    """`source` moved right and down by a fraction of pixels, its edges repeated, into `target`."""
    height, width = source.shape
    whole_x, whole_y = math.floor(x), math.floor(y)
    part_x, part_y = x - whole_x, y - whole_y
    left, top = max(0, whole_x + 1), max(0, whole_y + 1)
    right, bottom = max(0, -whole_x), max(0, -whole_y)
    padded = cv2.copyMakeBorder(source, top, bottom, left, right, cv2.BORDER_REPLICATE)
    column, row = left - whole_x - 1, top - whole_y - 1
    cut = padded[row : row + height + 1, column : column + width + 1]
    across = cv2.addWeighted(cut[:, 1:], 1 - part_x, cut[:, :-1], part_x, 0)
    cv2.addWeighted(across[1:], 1 - part_y, across[:-1], part_y, 0, dst=target)
