"""Where captions stand: a band of their own in the safe zone, which other words give room to.

The band is the same through all framings of a shot. It is clear of the product wherever words can
give way to it: at the bottom of the safe zone, above the button, or, where the product fills the
lower part of the frame, between the words and the product. Where there is no such place it is at
the bottom of the safe zone. Invariant: it meets no zone that comes back, and those lie as free of
each other and of the product as they did before.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from storage.records import Aspect, Box
from tools.media.items import Edges
from tools.media.layout import SAFE, Align, Framing
from tools.media.type import Voice

_GAP = 0.022                             # to other words, of the frame's shorter side
_MOST_GIVEN = 0.4                        # of a zone's height, by words that are not pressed to
_NARROWEST = 0.4                         # of the frame's width, that a line can be set in


@dataclass(frozen=True)
class CaptionZone:
    """The band, the most lines that stand in it, and where in it they stand."""

    box: Box
    lines: int
    align: Align


@dataclass(frozen=True)
class _Frame:
    """What all places follow from: the framings, heights of one to `voice.lines` lines, the gap."""

    framings: tuple[Framing, ...]
    safe: Box
    heights: tuple[float, ...]
    gap: float
    wide: bool

    @property
    def across(self) -> tuple[Box, ...]:
        """Where lines may stand, best first: the safe zone's width; on a wide frame, with the
        product at a side, only below the words; else the width that all words have.
        """
        lefts = [one.text.left for one in self.framings]
        rights = [one.text.right for one in self.framings]
        below = self._within(min(lefts), max(rights)) if self.wide else self.safe
        narrow = self._within(max(lefts), min(rights))
        return (below, narrow) if narrow.width >= _NARROWEST else (below,)

    def _within(self, left: float, right: float) -> Box:
        return self.safe.model_copy(update={"left": left, "right": right})

    @property
    def bottoms(self) -> tuple[float, ...]:
        """How low the band may go, best first: to the safe zone's end, a button, the product."""
        buttons = [one.button.top for one in self.framings if one.button]
        products = [one.product.top for one in self.framings if one.product]
        return (self.safe.bottom, *(top - self.gap for top in (*buttons, *sorted(products))))

    def clear(self, box: Box) -> bool:
        """Whether the band is clear of the product all the time."""
        return not any(one.product and one.product.overlaps(box) for one in self.framings)

    def beside(self, box: Box) -> tuple[Framing, ...] | None:
        """The framings with room for the band; None where that cannot be."""
        made = tuple(self._beside(one, box) for one in self.framings)
        return tuple(one for one in made if one) if all(made) else None

    def _beside(self, one: Framing, box: Box) -> Framing | None:
        button = one.button
        if one.logo and one.logo.overlaps(box):
            return None
        if button and button.overlaps(box):
            button = _lifted(button, button.bottom - box.top + self.gap)
            if not one.text.top < button.top < one.text.bottom:
                return None                  # there are no words to give way to it
        text = self._left(one.text, box)
        return replace(one, button=button, text=self._left(text, button) if button else text)

    def _left(self, text: Box, box: Box) -> Box:
        """What is left of a zone for words: the larger of what is above and below the band."""
        if not text.overlaps(box):
            return text
        above = text.model_copy(update={"bottom": box.top - self.gap})
        below = text.model_copy(update={"top": box.bottom + self.gap})
        return max(above, below, key=lambda one: one.height)

    def given(self, beside: tuple[Framing, ...]) -> float:
        """The largest share of its height that a zone for words gives to the band."""
        return max(1 - now.text.height / was.text.height
                   for now, was in zip(beside, self.framings, strict=True))


def make_room(
    framings: tuple[Framing, ...], aspect: Aspect, size: tuple[int, int], voice: Voice,
    edges: Edges, unit: float,
) -> tuple[tuple[Framing, ...], CaptionZone]:
    """The framings with zones for words that leave room, and the room.

    `size` is the frame's (w, h), `unit` what the voice's size is a fraction of, in pixels.
    """
    around = sum(voice.reach) + edges.top + edges.bottom
    heights = tuple(
        (around + at * voice.leading) * voice.size * unit / size[1] for at in range(voice.lines))
    frame = _Frame(framings, SAFE[aspect], heights, _GAP * min(size) / size[1],
                   size[0] > size[1])
    align = "center" if size[0] > size[1] else framings[0].align
    places = [(beside, CaptionZone(box, lines, align)) for box, lines in _places(frame)
              if (beside := frame.beside(box))]
    cheap = [place for place in places if frame.given(place[0]) <= _MOST_GIVEN]
    clear = [place for place in cheap if frame.clear(place[1].box)]
    return (clear or cheap or [min(places, key=lambda place: frame.given(place[0]))])[0]


def _lifted(zone: Box, by: float) -> Box:
    return zone.model_copy(update={"top": zone.top - by, "bottom": zone.bottom - by})


def _places(frame: _Frame) -> Iterator[tuple[Box, int]]:
    """All places and how many lines stand there, best first."""
    lines = list(enumerate(frame.heights, start=1))[::-1]
    for bottom, across, (count, tall) in itertools.product(frame.bottoms, frame.across, lines):
        if frame.safe.top <= bottom - tall and bottom <= frame.safe.bottom:
            yield across.model_copy(update={"top": bottom - tall, "bottom": bottom}), count
