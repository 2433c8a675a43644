"""A page's words set in their zones: every line's place, and the box that all of an item takes.

Items stand one below the other in the framing's text zone, button and address in the button zone.
Invariant: an item's box, with its chip, tick or tag, lies inside its zone, and boxes that are seen
together never overlap.
"""

from dataclasses import dataclass

from storage.records import Box, Look
from tools.media.fit import Fitted, Setting, fit
from tools.media.items import STRUCK, Item, items_of, yields
from tools.media.layout import Align
from tools.media.pages import Page
from tools.media.type import Role, unit_of

_LEAST = 0.034                           # smallest size before words are hyphenated, of the unit
_LEAST_ADDRESS = 0.027                   # an address is rather small than broken
_SHRINK = 0.96
_GROW = 1.3                              # how much larger a list may be where there is room
_STAYS: dict[Role, float] = {"point": 0.45, "kicker": 0.5}   # small type shrinks less
_GAPS: dict[tuple[Role, Role], float] = {
    ("kicker", "headline"): 0.026,
    ("headline", "point"): 0.055,
    ("point", "point"): 0.03,
    ("headline", "offer"): 0.05,
    ("button", "address"): 0.032,
}
_GAP = 0.045


@dataclass(frozen=True)
class Placed:
    """An item in its place.

    Pixels: `box` is left, top, right, bottom of all that is drawn; each line starts at `lefts` on
    `baselines`.
    """

    item: Item
    fitted: Fitted
    box: tuple[float, float, float, float]
    lefts: tuple[float, ...]
    baselines: tuple[float, ...]


def stacked(
    page: Page, look: Look, size: tuple[int, int], font: str = ""
) -> tuple[Placed, ...]:
    """All texts of the page in their zones of a frame of `size` (w, h); `font` as in `style_of`."""
    framing = page.framing
    above, below = items_of(page, look, font)
    if framing.button is None:
        above, below = [*above, *below], []
    placed = _column(above, framing.text, framing.align, framing.valign, size)
    if framing.button is not None:
        placed += _column(below, framing.button, framing.align, "mid", size)
    return tuple(placed)


def _column(
    items: list[Item], zone: Box, align: Align, valign: str, size: tuple[int, int]
) -> list[Placed]:
    """The items one below the other inside the zone, as large as they can be."""
    unit = unit_of(size)
    across, down = zone.width * size[0], zone.height * size[1]
    scale = _GROW if any(item.role == "point" for item in items) else 1.0
    while True:
        fitted = _fitted(items, scale, unit, across, down)
        rows = _rows(items, fitted, scale * unit)
        height = sum(gap + tall for _, gap, tall in rows)
        if height <= down and not (scale > 1 and _wrapped(items, fitted)):
            break
        scale *= _SHRINK
    spare = {"top": 0.0, "mid": 0.5, "bottom": 1.0}[valign] * (down - height)
    top = zone.top * size[1] + spare
    left = zone.left * size[0]
    placed = []
    for members, gap, tall in rows:
        top += gap
        for at in members:
            placed.append(_placed(items[at], fitted[at], left, top, across, align,
                                  _block(items, fitted, at, across, align)))
        top += tall
    return placed


def _fitted(
    items: list[Item], scale: float, unit: float, across: float, down: float
) -> list[Fitted]:
    """Every item set; those of one role at one size. Headlines give way before small type does."""

    def one(item: Item, most: float) -> Fitted:
        edges = item.edges
        least = min((_LEAST_ADDRESS if item.role == "address" else _LEAST) * unit, most)
        inner = min(across - (edges.left + edges.right) * most, item.voice.widest * most)
        tall = down - (edges.top + edges.bottom) * most
        voice = item.voice
        setting = Setting(
            voice.face, most, least, voice.lines, voice.leading, voice.reach, voice.hangs
        )
        return fit(item.text, setting, max(inner, 1.0), max(tall, 1.0))

    first = []
    for item in items:
        kept = scale ** _STAYS.get(item.role, 0.7) * min(1.0, scale / 0.35)
        first.append(one(item, item.voice.size * unit * (scale if yields(item) else kept)))
    same = {
        item.role: min(each.size for other, each in zip(items, first, strict=True)
                       if other.role == item.role)
        for item in items
    }
    return [
        each if each.size == same[item.role] else one(item, same[item.role])
        for item, each in zip(items, first, strict=True)
    ]


def _wrapped(items: list[Item], fitted: list[Fitted]) -> bool:
    """Whether a point took a second line: then the list need not be larger."""
    pairs = zip(items, fitted, strict=True)
    return any(item.role == "point" and len(each.lines) > 1 for item, each in pairs)


def _rows(
    items: list[Item], fitted: list[Fitted], unit: float
) -> list[tuple[list[int], float, float]]:
    """Rows of the column: members, the gap above, the height. Headlines share one row."""
    rows: list[tuple[list[int], float, float]] = []
    for at, (item, each) in enumerate(zip(items, fitted, strict=True)):
        tall = each.height + (item.edges.top + item.edges.bottom) * each.size
        before = items[at - 1].role if at else None
        if item.role == "headline" and before == "headline":
            members, gap, height = rows[-1]
            rows[-1] = ([*members, at], gap, max(height, tall))
            continue
        gap = _GAPS.get((before, item.role), _GAP) * unit if before else 0.0
        rows.append(([at], gap, tall))
    return rows


def _block(
    items: list[Item], fitted: list[Fitted], at: int, across: float, align: Align
) -> float | None:
    """How far a centred list of points is moved in, so that its ticks stand in one line."""
    if align == "left" or items[at].role != "point" or items[at].edges == STRUCK:
        return None
    widest = max(
        each.width + (item.edges.left + item.edges.right) * each.size
        for item, each in zip(items, fitted, strict=True)
        if item.role == "point"
    )
    return (across - widest) / 2


def _placed(
    item: Item, fitted: Fitted, left: float, top: float, across: float, align: Align,
    indent: float | None,
) -> Placed:
    edges, size = item.edges, fitted.size
    wide = fitted.width + (edges.left + edges.right) * size
    if indent is not None:
        left, align = left + indent, "left"
    elif align == "center":
        left += (across - wide) / 2
    start = left + edges.left * size
    first = top + edges.top * size + fitted.ascent
    bottom = top + fitted.height + (edges.top + edges.bottom) * size
    centred = align == "center" or item.role in ("offer", "button")
    return Placed(
        item=item,
        fitted=fitted,
        box=(left, top, left + wide, bottom),
        lefts=tuple(start + (fitted.width - w) / 2 if centred else start for w in fitted.widths),
        baselines=tuple(
            first + line * fitted.leading * size for line in range(len(fitted.lines))
        ),
    )
