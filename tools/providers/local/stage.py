"""The stage of one scene: frame, zones, colours, product and chance, all derived from the spec.

A shot is cut into views: each framing of the layout table, split again when it would last longer
than a viewer likes to look at one framing. A view is drawn by its layers, back to front, over a
backdrop that stands still.
"""

import math
import zlib
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from storage.records import Box
from tools.media.layout import Framing, framings
from tools.providers.local.art import Art
from tools.providers.local.camera import Camera
from tools.providers.local.canvas import Canvas
from tools.providers.local.grade import Grade, Inks
from tools.providers.local.spec import PictureSpec

LONGEST_VIEW = 7.5                  # seconds


@dataclass(frozen=True)
class Rect:
    """A rectangle in pixels of the frame; may reach past it."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Right minus left."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Bottom minus top."""
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        """The middle point."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True)
class View:
    """One framing as drawn: from `start` for `seconds`; `turn` counts the splits of a framing."""

    index: int
    turn: int
    start: float
    seconds: float
    framing: Framing
    camera: Camera


class Layer(Protocol):
    """Something drawn over the backdrop."""

    def draw(self, canvas: Canvas, t: float) -> None:
        """Draw the state `t` seconds into the view."""
        ...


class Hero(Layer, Protocol):
    """The layer that shows the product."""

    def box(self, t: float) -> Rect:
        """Where the product is, in pixels."""
        ...


@dataclass(frozen=True)
class Setting:
    """All of a view: what stands still, what moves, and which layer is the product.

    `lights` lie right on the backdrop and change so slowly and softly that drawing them at half
    the frame rate is not seen.
    """

    backdrop: Canvas
    layers: tuple[Layer, ...]
    hero: Hero | None = None
    lights: tuple[Layer, ...] = ()


@dataclass(frozen=True)
class Stage:
    """What a look's file draws with. `unit` is 1/1080 of the shorter side in pixels."""

    spec: PictureSpec
    inks: Inks
    grade: Grade
    art: Art | None
    energy: float
    view: View
    shown: Rect | None = None        # instead of the layout's zone, for a card within it

    @property
    def width(self) -> int:
        """Of the frame, pixels."""
        return self.spec.width

    @property
    def height(self) -> int:
        """Of the frame, pixels."""
        return self.spec.height

    @property
    def unit(self) -> float:
        """Pixels per 1/1080 of the shorter side."""
        return min(self.width, self.height) / 1080

    @property
    def tall(self) -> bool:
        """Upright film."""
        return self.height > self.width * 1.2

    def chance(self, name: str) -> np.random.Generator:
        """Random numbers that depend only on the take, the view and `name`."""
        key = f"{self.spec.look}/{self.spec.beat}/{self.spec.take}/{self.view.index}/{name}"
        return np.random.default_rng(zlib.crc32(key.encode()))

    def pixels(self, box: Box) -> Rect:
        """A zone of the layout in pixels."""
        return Rect(
            box.left * self.width, box.top * self.height,
            box.right * self.width, box.bottom * self.height,
        )

    @property
    def zone(self) -> Rect:
        """Where the product may be; the whole frame in a view without one."""
        if self.shown is not None:
            return self.shown
        box = self.view.framing.product or Box(left=0, top=0, right=1, bottom=1)
        return self.pixels(box)

    @property
    def text(self) -> Rect:
        """Where words will be."""
        return self.pixels(self.view.framing.text)

    @property
    def mirrored(self) -> bool:
        """Whether this take and turn light the scene from the other side."""
        return (self.spec.take + self.view.turn) % 2 == 0


def spans(spec: PictureSpec, seconds: float) -> list[tuple[int, int, float, float, Framing]]:
    """Index, turn, start, length in seconds and framing of every view of the shot."""
    out: list[tuple[int, int, float, float, Framing]] = []
    for framing in framings(spec.look, spec.aspect, spec.beat):
        length = (framing.end - framing.start) * seconds
        parts = max(1, math.ceil(length / LONGEST_VIEW))
        for turn in range(parts):
            start = framing.start * seconds + turn * length / parts
            out.append((len(out), turn, start, length / parts, framing))
    return out
