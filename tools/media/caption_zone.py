"""Where captions stand: a band of their own in the safe zone, which other words give room to.

The band is the same through all framings of a shot. It is at the bottom of the safe zone, where a
button moves up if words above it can give way, else it is above the button. Invariant: it meets no
zone that comes back, and those lie as free of each other and of the product as they did before.
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
    def across(self) -> Box:
        """The safe zone; on a wide frame, with the product at a side, only below the words."""
        if not self.wide:
            return self.safe
        left = min(one.text.left for one in self.framings)
        right = max(one.text.right for one in self.framings)
        return self.safe.model_copy(update={"left": left, "right": right})

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
    return cheap[0] if cheap else min(places, key=lambda place: frame.given(place[0]))


def _lifted(zone: Box, by: float) -> Box:
    return zone.model_copy(update={"top": zone.top - by, "bottom": zone.bottom - by})


def _places(frame: _Frame) -> Iterator[tuple[Box, int]]:
    """All places and how many lines stand there, best first."""
    safe, lines = frame.across, list(enumerate(frame.heights, start=1))[::-1]
    bottoms = [safe.bottom, *(one.button.top - frame.gap for one in frame.framings if one.button)]
    for bottom, (count, tall) in itertools.product(bottoms, lines):
        yield safe.model_copy(update={"top": bottom - tall, "bottom": bottom}), count
