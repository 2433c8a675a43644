"""When each text of a page arrives and leaves, in seconds of the shot.

Everything is a share of the page's time once that is short, so a shot of one second is as complete
as one of sixty: all is there by two thirds of the page, and gone at its end.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tools.media.pages import Page
from tools.media.stack import Placed
from tools.media.type import TypeStyle

_FIRST = 0.12                            # the first word starts then: frame 0 shows the product
_LEAVE = 0.3
_ARRIVED = 0.66                          # share of a page by which all has arrived
_TICK_STEP, _STRIKE_STEP = 0.8, 1.15     # between points
STRIKE_AFTER = 0.5                       # a point is read before it is struck


@dataclass(frozen=True)
class Cue:
    """A text arrives from `start`, starts leaving at `leave`, is gone at `end`; seconds.

    `tempo` scales the length of its movements. An end card's texts never leave: `end` is infinite.
    """

    start: float
    leave: float
    end: float
    tempo: float


def cues(
    page: Page, placed: Sequence[Placed], style: TypeStyle, seconds: float
) -> tuple[Cue, ...]:
    """A cue for each placed text of the page, in their order."""
    begin, end = page.start * seconds, page.end * seconds
    length = end - begin
    offsets, total = _offsets(page, placed, style)
    tempo = min(1.0, _ARRIVED * length / total)
    made = []
    for each, offset in zip(placed, offsets, strict=True):
        first, last = begin, end
        if each.item.role == "headline":
            share = length / len(page.headlines)
            first, last = begin + each.item.index * share, begin + (each.item.index + 1) * share
            tempo_here = min(tempo, _ARRIVED * share / (offset + style.enter + 0.4))
        else:
            tempo_here = tempo
        gone = math.inf if page.holds and last >= end - 1e-9 else last
        leave = gone - min(_LEAVE, 0.15 * (last - first))
        made.append(Cue(first + offset * tempo_here, leave, gone, tempo_here))
    return tuple(made)


def _offsets(
    page: Page, placed: Sequence[Placed], style: TypeStyle
) -> tuple[list[float], float]:
    """When each text would arrive if there were time enough, and when the last one has."""
    at, offsets = _FIRST, []
    step = _STRIKE_STEP if page.struck else _TICK_STEP
    pause = {"kicker": 0.15, "point": step, "offer": 0.35, "button": 0.25, "address": 0.2}
    for each in placed:
        role = each.item.role
        offsets.append(_FIRST + 0.15 * bool(page.kicker) if role == "headline" else at)
        if role == "headline" and each.item.index == 0:
            at += 0.55
        at += pause.get(role, 0.0)
    tail = STRIKE_AFTER + 0.4 if page.struck else 0.0
    return offsets, max(offsets[-1] + style.enter + tail, 0.1)
