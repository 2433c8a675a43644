"""Which words are shown when: a shot's overlay divided into pages, one after another.

A page is what stands in the frame together. Each belongs to one framing, so its words obey that
framing's zones; pages that look the same in the next framing are one page and do not move.
"""

from dataclasses import dataclass, replace

from storage.records import Beat, Overlay
from tools.media.layout import Framing

_POINT_SHARE, _HEADLINE_SHARE = 1.45, 3.0     # how long a struck point and a headline take


@dataclass(frozen=True)
class Page:
    """Words shown together from `start` to `end` (fractions of the shot) in framing `index`.

    `headlines` follow one another in the same place and share the page's time. `struck` points are
    crossed out, others ticked. `holds`: stays to the end of the film.
    """

    framing: Framing
    index: int
    start: float
    end: float
    kicker: str = ""
    headlines: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    offer: str = ""
    button: str = ""
    address: str = ""
    struck: bool = False
    holds: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        texts = (self.kicker, self.offer, self.button, self.address)
        return not any(texts) and not self.headlines and not self.points


def pages(overlay: Overlay, beat: Beat, frames: tuple[Framing, ...]) -> tuple[Page, ...]:
    """The overlay's pages in order. `frames` are the shot's framings."""
    overlay = _without_blanks(overlay)
    made = _problem(overlay, frames) if beat == "problem" else _shown(overlay, frames)
    held = [replace(page, holds=beat == "cta") for page in made if not page.empty]
    return tuple(_joined(held))


def _without_blanks(overlay: Overlay) -> Overlay:
    return overlay.model_copy(
        update={
            "headlines": tuple(text for text in overlay.headlines if text.strip()),
            "points": tuple(text for text in overlay.points if text.strip()),
        }
    )


def _problem(overlay: Overlay, frames: tuple[Framing, ...]) -> list[Page]:
    """Struck points first, then the headlines. The beat has one framing."""
    points = len(overlay.points) * _POINT_SHARE
    headlines = len(overlay.headlines) * _HEADLINE_SHARE
    turn = points / (points + headlines) if headlines else 1.0
    parts = [Page(frames[0], 0, 0.0, turn, points=overlay.points, struck=True)]
    if turn == 0.0:
        parts = []
    if turn < 1.0:
        parts.append(Page(frames[-1], len(frames) - 1, turn, 1.0, headlines=overlay.headlines))
    parts[0] = replace(parts[0], kicker=overlay.kicker)
    parts[-1] = replace(
        parts[-1], offer=overlay.offer, button=overlay.button, address=overlay.address
    )
    return parts


def _shown(overlay: Overlay, frames: tuple[Framing, ...]) -> list[Page]:
    """One page a framing; points, offer and button come on the last."""
    shares = _shares(overlay.headlines, frames)
    made = []
    for index, (framing, headlines) in enumerate(zip(frames, shares, strict=True)):
        last = index == len(frames) - 1
        made.append(
            Page(
                framing, index, framing.start, framing.end,
                kicker=overlay.kicker if headlines == shares[0] else "",
                headlines=headlines,
                points=overlay.points if last else (),
                offer=overlay.offer if last else "",
                button=overlay.button if last else "",
                address=overlay.address if last else "",
            )
        )
    return made


def _shares(
    headlines: tuple[str, ...], frames: tuple[Framing, ...]
) -> tuple[tuple[str, ...], ...]:
    """Which headlines each framing shows: one each, the last one stays, more share the time."""
    if len(headlines) <= len(frames):
        last = max(0, len(headlines) - 1)
        return tuple(headlines[min(at, last) :][:1] for at in range(len(frames)))
    middles = [(at + 0.5) / len(headlines) for at in range(len(headlines))]
    return tuple(
        tuple(
            text
            for text, middle in zip(headlines, middles, strict=True)
            if framing.start <= middle < framing.end
        )
        for framing in frames
    )


def _joined(made: list[Page]) -> list[Page]:
    joined: list[Page] = []
    for page in made:
        before = joined[-1] if joined else None
        if before and before.end == page.start and _same(before, page):
            joined[-1] = replace(before, end=page.end)
        else:
            joined.append(page)
    return joined


def _same(first: Page, second: Page) -> bool:
    if len(first.headlines) > 1:
        return False
    one, two = first.framing, second.framing
    alike = (one.text, one.align, one.valign, one.ground) == (
        two.text, two.align, two.valign, two.ground,
    )
    moved = replace(second, framing=one, index=first.index, start=first.start, end=first.end)
    return alike and moved == first
