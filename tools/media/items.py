"""A page's texts as items: in which voice each is set, and what stands around it in each look."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from storage.records import Look
from tools.media.pages import Page
from tools.media.type import Role, Voice, style_of


@dataclass(frozen=True)
class Edges:
    """What stands around a text, in sizes: left, top, right, bottom."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


ONE_LINE = 22                            # characters of a struck point
STRUCK = Edges(left=0.08, right=0.08)    # the strike is longer than its line


@dataclass(frozen=True)
class Item:
    """One text of a page and how it wants to be set. `edges` hold its chip, tick or tag."""

    role: Role
    index: int
    text: str
    voice: Voice
    edges: Edges


def items_of(page: Page, look: Look, font: str = "") -> tuple[list[Item], list[Item]]:
    """A page's texts in reading order: those of the text zone, those of the button zone."""
    style = style_of(look, font)
    title = style.heading if page.points and not page.struck else style.headline
    if page.framing.product is None:     # the words are the picture
        title = replace(title, size=title.size * 1.18)
    point = _struck(page.points, style.struck) if page.struck else style.point
    kicker = page.kicker.upper() if style.capitals else page.kicker
    above = [
        *_each("kicker", (kicker,), style.kicker, _edges(look, "kicker")),
        *_each("headline", page.headlines, title, _edges(look, "headline")),
        *_each("point", page.points, point, STRUCK if page.struck else _edges(look, "point")),
        *_each("offer", (page.offer,), style.offer, _edges(look, "offer")),
    ]
    below = [
        *_each("button", (page.button,), style.button, _edges(look, "button")),
        *_each("address", (page.address,), style.address, _edges(look, "address")),
    ]
    return above, below


def _struck(points: Sequence[str], voice: Voice) -> Voice:
    """Pains of a few words stand in one line each, so that a list reads as a list."""
    short = all(len(point) <= ONE_LINE for point in points)
    return replace(voice, lines=1) if short else voice


def _each(role: Role, texts: Sequence[str], voice: Voice, edges: Edges) -> list[Item]:
    return [Item(role, at, text, voice, edges) for at, text in enumerate(texts) if text.strip()]


def _edges(look: Look, role: Role) -> Edges:
    """Room for what is drawn around a text: tick, rule, chip, tag, pill, burst."""
    table: dict[tuple[Look, Role], Edges] = {
        ("noir", "point"): Edges(left=1.35),
        ("noir", "offer"): Edges(0.6, 0.5, 0.6, 0.5),
        ("noir", "button"): Edges(1.2, 0.78, 1.2, 0.78),
        ("daylight", "kicker"): Edges(left=1.7),
        ("daylight", "headline"): Edges(bottom=0.16),
        ("daylight", "point"): Edges(left=1.55),
        ("daylight", "offer"): Edges(0.8, 0.5, 0.8, 0.5),
        ("daylight", "button"): Edges(1.3, 0.78, 1.3, 0.78),
        ("pop", "kicker"): Edges(0.5, 0.38, 0.5, 0.38),
        ("pop", "headline"): Edges(0.1, 0.1, 0.1, 0.1),
        ("pop", "point"): Edges(1.75, 0.36, 0.6, 0.2),
        ("pop", "offer"): Edges(1.15, 0.95, 1.15, 0.95),
        ("pop", "button"): Edges(0.9, 0.68, 1.06, 0.84),
    }
    return table.get((look, role), Edges())


def yields(item: Item) -> bool:
    """Whether the text is large enough to give way first."""
    return item.role == "headline" or item.edges == STRUCK
