"""The three looks' typography: weights, sizes, and how words arrive.

Sizes are fractions of the frame's shorter side, the same in every aspect. They are wishes: what
does not fit its zone is set smaller (`fit.py`), points last.
"""

import functools
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from storage.records import Look
from tools.media.fonts import Face

Entrance = Literal["rise", "slide", "pop"]
Role = Literal["kicker", "headline", "point", "offer", "button", "address", "caption"]


@dataclass(frozen=True)
class Voice:
    """One kind of text: its face, wished size, most lines, line distance in sizes.

    `reach` and `hangs` as in `fit.Setting`; `widest` is the longest line wished, in sizes.
    """

    face: Face
    size: float
    lines: int
    leading: float = 1.12
    reach: tuple[float, float] = (0.71, 0.02)
    hangs: bool = False
    widest: float = math.inf


@dataclass(frozen=True)
class TypeStyle:
    """How one look sets and moves its words.

    `headline` stands alone, `heading` above points; `struck` are a problem's points; `caption` is
    what is spoken. `by` says what arrives at once; `stagger` and `enter` in seconds; `stroke` is
    the strike's thickness in sizes.
    """

    headline: Voice
    heading: Voice
    kicker: Voice
    point: Voice
    struck: Voice
    offer: Voice
    button: Voice
    address: Voice
    caption: Voice
    capitals: bool
    entrance: Entrance
    by: Literal["word", "line"]
    stagger: float
    enter: float
    stroke: float


# On a wide frame type is seen smaller, so it is set larger.
_WIDE = 1.2
_ROW, _FIELD = (0.76, 0.28), (0.71, 0.0)

STYLES: Mapping[Look, TypeStyle] = {
    "noir": TypeStyle(
        headline=Voice(Face(800, -0.022), 0.152, 3, 1.08),
        heading=Voice(Face(700, -0.02), 0.092, 2, 1.1),
        kicker=Voice(Face(500, 0.17), 0.036, 2, 1.4),
        point=Voice(Face(500, -0.002), 0.052, 2, 1.2, _ROW),
        struck=Voice(Face(700, -0.02), 0.175, 2, 1.08),
        offer=Voice(Face(600, 0.02), 0.046, 2, 1.2, _FIELD, True),
        button=Voice(Face(700, 0.0), 0.05, 2, 1.15, _FIELD, True),
        address=Voice(Face(500, 0.03), 0.04, 2, 1.2, _ROW),
        caption=Voice(Face(500, 0.005), 0.04, 2, 1.28, _ROW, widest=21),
        capitals=True,
        entrance="rise",
        by="word",
        stagger=0.075,
        enter=0.55,
        stroke=0.055,
    ),
    "daylight": TypeStyle(
        headline=Voice(Face(700, -0.03), 0.138, 3, 1.1),
        heading=Voice(Face(600, -0.025), 0.084, 2, 1.12),
        kicker=Voice(Face(500, 0.0), 0.044, 2, 1.25, _ROW),
        point=Voice(Face(500, -0.005), 0.051, 2, 1.2, _ROW),
        struck=Voice(Face(600, -0.03), 0.165, 2, 1.1),
        offer=Voice(Face(600, -0.005), 0.047, 2, 1.2, _FIELD, True),
        button=Voice(Face(600, 0.0), 0.048, 2, 1.15, _FIELD, True),
        address=Voice(Face(500, 0.0), 0.042, 2, 1.2, _ROW),
        caption=Voice(Face(500, 0.0), 0.04, 2, 1.28, _ROW, widest=21),
        capitals=False,
        entrance="slide",
        by="line",
        stagger=0.14,
        enter=0.7,
        stroke=0.06,
    ),
    "pop": TypeStyle(
        headline=Voice(Face(900, -0.03), 0.2, 4, 1.0),
        heading=Voice(Face(900, -0.03), 0.108, 2, 1.02),
        kicker=Voice(Face(800, 0.0), 0.044, 2, 1.2, _FIELD, True),
        point=Voice(Face(700, -0.01), 0.05, 2, 1.16, _ROW),
        struck=Voice(Face(900, -0.035), 0.2, 2, 1.02),
        offer=Voice(Face(900, -0.02), 0.062, 3, 1.08, _FIELD, True, widest=7.2),
        button=Voice(Face(800, -0.01), 0.056, 2, 1.1, _FIELD, True),
        address=Voice(Face(700, 0.0), 0.042, 2, 1.2, _ROW),
        caption=Voice(Face(700, 0.0), 0.04, 2, 1.28, _ROW, widest=21),
        capitals=False,
        entrance="pop",
        by="word",
        stagger=0.09,
        enter=0.42,
        stroke=0.13,
    ),
}


def unit_of(size: tuple[int, int]) -> float:
    """What sizes of type are fractions of, in pixels, in a frame of `size` (w, h)."""
    return min(size) * (_WIDE if size[0] > size[1] else 1.0)


@functools.cache
def style_of(look: Look, font: str = "") -> TypeStyle:
    """A look's typography, in a brand's own typeface if there is one (a file's path).

    It stands for every weight, spaced as it was drawn: only wide tracking is a look's own.
    """
    style = STYLES[look]
    if not font:
        return style
    voices: dict[str, Any] = {
        one.name: replace(voice, face=replace(
            voice.face, file=font, tracking=max(0.0, voice.face.tracking)))
        for one in fields(style) if isinstance(voice := getattr(style, one.name), Voice)
    }
    return replace(style, **voices)
