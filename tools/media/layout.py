"""Where things stand in a frame: one table of zones for every look, aspect and beat.

Text is drawn in the master and the product in the clip, by different jobs. They never meet because
both obey this table: within a framing the text zones and the product zone do not overlap, and text
zones lie inside the safe zone. So a changed word remakes one master and no clip. A provider's clip
has the zones that its picture prompt asks for, one set for all looks: see `room`.

Zones are `Box`es in fractions of the frame. A product zone may reach past the frame's edge (the
product then bleeds off it); a text zone may not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from storage.records import Aspect, Beat, Box, Look

Align = Literal["left", "center"]
Valign = Literal["top", "mid", "bottom"]
Ground = Literal["dark", "light", "brand", "accent", "cool"]

# Free of platform buttons and captions: top 12 %, bottom 17 % on vertical film.
SAFE: Mapping[Aspect, Box] = {
    "9:16": Box(left=0.07, top=0.12, right=0.93, bottom=0.83),
    "1:1": Box(left=0.07, top=0.07, right=0.93, bottom=0.93),
    "16:9": Box(left=0.06, top=0.08, right=0.94, bottom=0.92),
}


@dataclass(frozen=True)
class Framing:
    """One framing of a shot.

    It lasts from `start` to `end`, in fractions of the shot's time. `text` holds kicker, headline,
    points and offer; `logo` and `button` (button and address) exist on the end card. `product` is
    None where no product is shown. `ground` is the brightness the words stand on.
    """

    start: float
    end: float
    ground: Ground
    text: Box
    align: Align
    valign: Valign
    product: Box | None
    logo: Box | None = None
    button: Box | None = None


Edges = tuple[float, float, float, float]


def _one(
    start: float,
    end: float,
    ground: Ground,
    text: Edges,
    align: Align,
    valign: Valign,
    product: Edges | None,
    logo: Edges | None = None,
    button: Edges | None = None,
) -> Framing:
    return Framing(
        start=start,
        end=end,
        ground=ground,
        text=_box(text),
        align=align,
        valign=valign,
        product=_box(product) if product else None,
        logo=_box(logo) if logo else None,
        button=_box(button) if button else None,
    )


def _box(edges: Edges) -> Box:
    left, top, right, bottom = edges
    return Box(left=left, top=top, right=right, bottom=bottom)


def framings(
    look: Look, aspect: Aspect, beat: Beat, photographic: bool = False
) -> tuple[Framing, ...]:
    """The framings of a shot of this beat, in order; together they cover 0 to 1 without gaps.

    `photographic`: the clip is a provider's, so the words go where its prompt left room for them.
    """
    rows = _TABLE[look, aspect, beat]
    if not photographic:
        return rows
    zones = _PHOTO_END[aspect] if beat == "cta" else _PHOTO[aspect]
    return tuple(
        replace(
            row, text=zones.text, product=zones.product, logo=zones.logo, button=zones.button,
            align="left" if aspect == "16:9" else "center", valign="mid",
        )
        for row in rows
    )


def room(aspect: Aspect) -> str:
    """The photographic zones in words, for a picture model."""
    return _ROOM[aspect]


# A provider's clip: words above the product, or at its left in a wide frame; the end card too.
_ROOM: Mapping[Aspect, str] = {
    "9:16": "upright 9:16 frame, product in the lower half, upper two fifths left free for words",
    "1:1": "square frame, product in the lower half, upper two fifths left free for words",
    "16:9": "wide 16:9 frame, product in the right third, left half left free for words",
}
_PHOTO: Mapping[Aspect, Framing] = {
    "9:16": _one(0, 1, "dark", (0.07, 0.12, 0.93, 0.41), "center", "mid", (0.1, 0.43, 0.9, 0.95)),
    "1:1": _one(0, 1, "dark", (0.07, 0.07, 0.93, 0.42), "center", "mid", (0.1, 0.44, 0.9, 0.97)),
    "16:9": _one(0, 1, "dark", (0.06, 0.1, 0.52, 0.9), "left", "mid", (0.55, 0.05, 0.97, 0.97)),
}
_PHOTO_END: Mapping[Aspect, Framing] = {
    "9:16": _one(
        0, 1, "dark", (0.07, 0.195, 0.93, 0.325), "center", "mid", (0.1, 0.43, 0.9, 0.95),
        logo=(0.28, 0.12, 0.72, 0.172), button=(0.07, 0.335, 0.93, 0.42),
    ),
    "1:1": _one(
        0, 1, "dark", (0.07, 0.15, 0.93, 0.29), "center", "mid", (0.1, 0.44, 0.9, 0.97),
        logo=(0.28, 0.07, 0.72, 0.14), button=(0.07, 0.3, 0.93, 0.43),
    ),
    "16:9": _one(
        0, 1, "dark", (0.06, 0.24, 0.52, 0.65), "left", "mid", (0.55, 0.05, 0.97, 0.97),
        logo=(0.06, 0.09, 0.3, 0.2), button=(0.06, 0.69, 0.52, 0.91),
    ),
}

# noir: words above the product and centred, or a quiet column at its left.
_NOIR: dict[tuple[Aspect, Beat], tuple[Framing, ...]] = {
    ("9:16", "hook"): (
        _one(0, 0.5, "dark", (0.07, 0.12, 0.93, 0.35), "center", "mid", (0.12, 0.37, 0.88, 0.93)),
        _one(0.5, 1, "dark", (0.07, 0.12, 0.93, 0.35), "center", "mid", (-0.1, 0.38, 1.1, 1.3)),
    ),
    ("9:16", "problem"): (
        _one(0, 1, "cool", (0.07, 0.22, 0.93, 0.74), "center", "mid", None),
    ),
    ("9:16", "solution"): (
        _one(0, 0.45, "dark", (0.07, 0.12, 0.93, 0.37), "center", "mid", (0.1, 0.39, 0.9, 0.93)),
        _one(0.45, 1, "dark", (0.07, 0.12, 0.93, 0.53), "center", "mid", (-0.02, 0.56, 1.02, 1.2)),
    ),
    ("9:16", "cta"): (
        _one(
            0, 1, "brand", (0.07, 0.19, 0.93, 0.335), "center", "mid", (0.12, 0.345, 0.88, 0.665),
            logo=(0.28, 0.12, 0.72, 0.178), button=(0.07, 0.742, 0.93, 0.83),
        ),
    ),
    ("1:1", "hook"): (
        _one(0, 0.5, "dark", (0.07, 0.07, 0.93, 0.35), "center", "mid", (0.15, 0.37, 0.85, 0.97)),
        _one(0.5, 1, "dark", (0.07, 0.07, 0.93, 0.35), "center", "mid", (0, 0.38, 1, 1.45)),
    ),
    ("1:1", "problem"): (
        _one(0, 1, "cool", (0.07, 0.12, 0.93, 0.88), "center", "mid", None),
    ),
    ("1:1", "solution"): (
        _one(0, 0.45, "dark", (0.07, 0.07, 0.93, 0.36), "center", "mid", (0.15, 0.38, 0.85, 0.97)),
        _one(0.45, 1, "dark", (0.07, 0.08, 0.61, 0.92), "left", "mid", (0.63, -0.02, 1.12, 1.12)),
    ),
    ("1:1", "cta"): (
        _one(
            0, 1, "brand", (0.07, 0.2, 0.56, 0.64), "left", "mid", (0.59, 0.1, 0.97, 0.93),
            logo=(0.07, 0.07, 0.44, 0.16), button=(0.07, 0.68, 0.56, 0.93),
        ),
    ),
    ("16:9", "hook"): (
        _one(0, 0.5, "dark", (0.06, 0.16, 0.52, 0.84), "left", "mid", (0.55, 0.07, 0.95, 0.95)),
        _one(0.5, 1, "dark", (0.06, 0.16, 0.52, 0.84), "left", "mid", (0.54, -0.2, 1.06, 1.4)),
    ),
    ("16:9", "problem"): (
        _one(0, 1, "cool", (0.1, 0.1, 0.9, 0.9), "center", "mid", None),
    ),
    ("16:9", "solution"): (
        _one(0, 0.45, "dark", (0.06, 0.16, 0.52, 0.84), "left", "mid", (0.55, 0.07, 0.95, 0.95)),
        _one(0.45, 1, "dark", (0.06, 0.1, 0.56, 0.9), "left", "mid", (0.58, -0.1, 1.04, 1.2)),
    ),
    ("16:9", "cta"): (
        _one(
            0, 1, "brand", (0.06, 0.24, 0.54, 0.65), "left", "mid", (0.57, 0.07, 0.95, 0.94),
            logo=(0.06, 0.09, 0.3, 0.2), button=(0.06, 0.69, 0.54, 0.91),
        ),
    ),
}

# daylight: the product first, the words below it or at its right, always from the left edge.
_DAYLIGHT: dict[tuple[Aspect, Beat], tuple[Framing, ...]] = {
    ("9:16", "hook"): (
        _one(0, 0.5, "light", (0.07, 0.6, 0.93, 0.83), "left", "top", (0.12, 0.07, 0.88, 0.57)),
        _one(0.5, 1, "light", (0.07, 0.6, 0.93, 0.83), "left", "top", (-0.1, -0.25, 1.1, 0.57)),
    ),
    ("9:16", "problem"): (
        _one(0, 1, "cool", (0.07, 0.26, 0.93, 0.78), "left", "mid", None),
    ),
    ("9:16", "solution"): (
        _one(0, 0.45, "light", (0.07, 0.6, 0.93, 0.83), "left", "top", (0.1, 0.07, 0.9, 0.57)),
        _one(0.45, 1, "light", (0.07, 0.45, 0.93, 0.83), "left", "top", (0.08, -0.12, 0.92, 0.42)),
    ),
    ("9:16", "cta"): (
        _one(
            0, 1, "brand", (0.07, 0.505, 0.93, 0.7), "left", "mid", (0.12, 0.05, 0.88, 0.42),
            logo=(0.07, 0.435, 0.48, 0.49), button=(0.07, 0.715, 0.93, 0.83),
        ),
    ),
    ("1:1", "hook"): (
        _one(0, 0.5, "light", (0.07, 0.63, 0.93, 0.93), "left", "mid", (0.15, 0.05, 0.85, 0.6)),
        _one(0.5, 1, "light", (0.07, 0.63, 0.93, 0.93), "left", "mid", (0, -0.35, 1, 0.6)),
    ),
    ("1:1", "problem"): (
        _one(0, 1, "cool", (0.07, 0.12, 0.93, 0.88), "left", "mid", None),
    ),
    ("1:1", "solution"): (
        _one(0, 0.45, "light", (0.07, 0.63, 0.93, 0.93), "left", "mid", (0.15, 0.05, 0.85, 0.6)),
        _one(0.45, 1, "light", (0.41, 0.08, 0.93, 0.92), "left", "mid", (-0.12, -0.02, 0.38, 1.08)),
    ),
    ("1:1", "cta"): (
        _one(
            0, 1, "brand", (0.45, 0.18, 0.93, 0.56), "left", "mid", (0.03, 0.09, 0.42, 0.92),
            logo=(0.45, 0.07, 0.8, 0.16), button=(0.45, 0.58, 0.93, 0.79),
        ),
    ),
    ("16:9", "hook"): (
        _one(0, 0.5, "light", (0.49, 0.16, 0.94, 0.84), "left", "mid", (0.05, 0.07, 0.45, 0.94)),
        _one(0.5, 1, "light", (0.49, 0.16, 0.94, 0.84), "left", "mid", (-0.06, -0.2, 0.46, 1.4)),
    ),
    ("16:9", "problem"): (
        _one(0, 1, "cool", (0.1, 0.1, 0.9, 0.9), "left", "mid", None),
    ),
    ("16:9", "solution"): (
        _one(0, 0.45, "light", (0.49, 0.16, 0.94, 0.84), "left", "mid", (0.05, 0.07, 0.45, 0.94)),
        _one(0.45, 1, "light", (0.45, 0.1, 0.94, 0.9), "left", "mid", (-0.04, -0.1, 0.42, 1.2)),
    ),
    ("16:9", "cta"): (
        _one(
            0, 1, "brand", (0.49, 0.24, 0.94, 0.65), "left", "mid", (0.05, 0.07, 0.45, 0.94),
            logo=(0.49, 0.09, 0.73, 0.2), button=(0.49, 0.69, 0.94, 0.91),
        ),
    ),
}

# pop: huge type from the top left corner, the product off-centre and off the edge.
_POP: dict[tuple[Aspect, Beat], tuple[Framing, ...]] = {
    ("9:16", "hook"): (
        _one(0, 0.5, "accent", (0.07, 0.12, 0.93, 0.43), "left", "top", (0.16, 0.46, 1.1, 1.06)),
        _one(0.5, 1, "accent", (0.07, 0.12, 0.93, 0.43), "left", "top", (0, 0.46, 1.3, 1.4)),
    ),
    ("9:16", "problem"): (
        _one(0, 1, "dark", (0.07, 0.14, 0.93, 0.82), "left", "mid", None),
    ),
    ("9:16", "solution"): (
        _one(0, 0.45, "light", (0.07, 0.12, 0.93, 0.4), "left", "top", (0.16, 0.43, 1.1, 1.04)),
        _one(0.45, 1, "light", (0.07, 0.46, 0.93, 0.83), "left", "bottom", (0.3, -0.1, 1.12, 0.43)),
    ),
    ("9:16", "cta"): (
        _one(
            0, 1, "brand", (0.07, 0.205, 0.93, 0.49), "left", "top", (0.52, 0.54, 1.14, 1.06),
            logo=(0.07, 0.12, 0.5, 0.185), button=(0.07, 0.52, 0.46, 0.72),
        ),
    ),
    ("1:1", "hook"): (
        _one(0, 0.5, "accent", (0.07, 0.07, 0.93, 0.49), "left", "top", (0.3, 0.51, 1.12, 1.14)),
        _one(0.5, 1, "accent", (0.07, 0.07, 0.93, 0.49), "left", "top", (0.1, 0.51, 1.3, 1.6)),
    ),
    ("1:1", "problem"): (
        _one(0, 1, "dark", (0.07, 0.07, 0.93, 0.93), "left", "mid", None),
    ),
    ("1:1", "solution"): (
        _one(0, 0.45, "light", (0.07, 0.07, 0.93, 0.44), "left", "top", (0.3, 0.46, 1.12, 1.12)),
        _one(0.45, 1, "light", (0.4, 0.07, 0.93, 0.93), "left", "mid", (-0.22, 0.05, 0.37, 1.1)),
    ),
    ("1:1", "cta"): (
        _one(
            0, 1, "brand", (0.07, 0.2, 0.57, 0.64), "left", "top", (0.6, 0.1, 1.1, 1.02),
            logo=(0.07, 0.07, 0.46, 0.16), button=(0.07, 0.68, 0.57, 0.93),
        ),
    ),
    ("16:9", "hook"): (
        _one(0, 0.5, "accent", (0.06, 0.08, 0.55, 0.92), "left", "bottom", (0.61, 0.05, 1.02, 1)),
        _one(0.5, 1, "accent", (0.06, 0.08, 0.55, 0.92), "left", "bottom", (0.6, -0.2, 1.15, 1.4)),
    ),
    ("16:9", "problem"): (
        _one(0, 1, "dark", (0.06, 0.08, 0.94, 0.92), "left", "mid", None),
    ),
    ("16:9", "solution"): (
        _one(0, 0.45, "light", (0.06, 0.08, 0.55, 0.92), "left", "bottom", (0.61, 0.05, 1.02, 1)),
        _one(0.45, 1, "light", (0.42, 0.08, 0.94, 0.92), "left", "mid", (-0.1, -0.1, 0.4, 1.15)),
    ),
    ("16:9", "cta"): (
        _one(
            0, 1, "brand", (0.06, 0.21, 0.56, 0.68), "left", "top", (0.61, 0.05, 1.02, 1.02),
            logo=(0.06, 0.08, 0.32, 0.18), button=(0.06, 0.71, 0.56, 0.92),
        ),
    ),
}

_LOOKS: dict[Look, dict[tuple[Aspect, Beat], tuple[Framing, ...]]] = {
    "noir": _NOIR,
    "daylight": _DAYLIGHT,
    "pop": _POP,
}
_TABLE: Mapping[tuple[Look, Aspect, Beat], tuple[Framing, ...]] = {
    (look, aspect, beat): rows
    for look, table in _LOOKS.items()
    for (aspect, beat), rows in table.items()
}
