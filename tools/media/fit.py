"""Fitting words into a zone: balanced lines, no widow, nothing clipped, nothing left out.

Widths are in fractions of the type size, so a line breaks the same way at every resolution. The
search goes from the wished size downwards; what it returns always lies inside the zone.
"""

import functools
import itertools
from dataclasses import dataclass

from tools.media.fonts import Face, extent, width, words_of
from tools.media.parting import parted

_STEP = 0.97                             # next smaller size to try
_GAP = 0.06                              # least air between two lines' ink, in sizes
_WIDOW = 0.45                            # a last single word shorter than this of the widest line
_WIDOW_SHRINK = 0.75                     # how much smaller type may get to avoid a widow
_SMALL_WORDS = {"a", "an", "the", "to", "of", "in", "i", "und", "für", "der", "die", "das", "ein"}


@dataclass(frozen=True)
class Setting:
    """How a text is to be set. Sizes in pixels; `leading` is the line distance in sizes.

    `reach` is how much above and below the baseline a text takes at least, in sizes, so that rows
    of it stand evenly; its ink may take more. With `hangs`, descenders do not count: they hang into
    the field that surrounds the text.
    """

    face: Face
    size: float
    least: float                         # below this, a word too long for the zone is hyphenated
    lines: int
    leading: float = 1.1
    reach: tuple[float, float] = (0.71, 0.02)
    hangs: bool = False


@dataclass(frozen=True)
class Fitted:
    """A text set in lines.

    Pixels, but `leading` is in sizes. `ascent` is that of the first line's ink, `descent` of the
    last one's; `widths` are the lines'.
    """

    lines: tuple[tuple[str, ...], ...]
    size: float
    leading: float
    ascent: float
    descent: float
    widths: tuple[float, ...]

    @property
    def width(self) -> float:
        """The widest line."""
        return max(self.widths, default=0.0)

    @property
    def height(self) -> float:
        """From the first line's top to the last line's bottom."""
        between = max(0, len(self.lines) - 1) * self.leading * self.size
        return self.ascent + between + self.descent

    @property
    def texts(self) -> tuple[str, ...]:
        """The lines as strings."""
        return tuple(" ".join(line) for line in self.lines)


@functools.lru_cache(maxsize=2048)
def fit(text: str, setting: Setting, across: float, down: float) -> Fitted:
    """Set `text` as large as wished and possible in `across` x `down` pixels.

    Fewer pixels than any size can use still give the smallest type that lies inside. A widow is
    avoided by breaking differently or, if that needs it, by somewhat smaller type.
    """
    words = tuple(words_of(text))
    if not words:
        return Fitted((), setting.size, setting.leading, 0.0, 0.0, ())
    first: Fitted | None = None
    size = setting.size
    while first is None or size >= first.size * _WIDOW_SHRINK:
        found = _at(words, setting, size, across, down)
        if found and not has_widow(found):
            return found
        first = first or found
        size *= _STEP
    return first


def has_widow(fitted: Fitted) -> bool:
    """Whether the last line is one short word although there are more words to share."""
    if len(fitted.lines) < 2 or len(fitted.lines[-1]) > 1 or sum(map(len, fitted.lines)) < 3:
        return False
    return fitted.widths[-1] < _WIDOW * fitted.width


def _at(
    words: tuple[str, ...], setting: Setting, size: float, across: float, down: float
) -> Fitted | None:
    """The best breaking at just this size, or None if it does not fit."""
    limit = across / size
    if size < setting.least:
        words = tuple(part for word in words for part in parted(word, setting.face, limit))
    for count in range(1, setting.lines + 1 if size >= setting.least else len(words) + 1):
        lines = _broken(words, setting.face, limit, count)
        if lines:
            fitted = _fitted(lines, setting, size)
            return fitted if fitted.height <= down else None
    return None


def _fitted(lines: tuple[tuple[str, ...], ...], setting: Setting, size: float) -> Fitted:
    reaches = [extent(" ".join(line), setting.face) for line in lines]
    tightest = max(
        (below + above for (_, below), (above, _) in itertools.pairwise(reaches)),
        default=0.0,
    )
    above, below = reaches[0][0], reaches[-1][1]
    return Fitted(
        lines=lines,
        size=size,
        leading=max(setting.leading, tightest + _GAP),
        ascent=(setting.reach[0] if setting.hangs else max(setting.reach[0], above)) * size,
        descent=(setting.reach[1] if setting.hangs else max(setting.reach[1], below)) * size,
        widths=tuple(width(" ".join(line), setting.face) * size for line in lines),
    )


def _broken(
    words: tuple[str, ...], face: Face, limit: float, count: int
) -> tuple[tuple[str, ...], ...] | None:
    """`words` in exactly `count` lines, least ragged; None if that is not possible."""
    if count > len(words):
        return None
    ends, space = _ends(words, face)
    wished = min(limit, ends[-1] / count)
    best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, 0)}
    for line in range(1, count + 1):
        for end in range(line, len(words) - (count - line) + 1):
            for start in range(end - 1, line - 2, -1):
                across = ends[end] - ends[start] - (space if start else 0.0)
                if across > limit:
                    break
                if (line - 1, start) in best:
                    cost = _cost(words[start:end], across, wished, end == len(words))
                    found = (best[line - 1, start][0] + cost, start)
                    best[line, end] = min(best.get((line, end), found), found)
    if (count, len(words)) not in best:
        return None
    lines, end = [], len(words)
    for line in range(count, 0, -1):
        start = best[line, end][1]
        lines.append(words[start:end])
        end = start
    return tuple(reversed(lines))


@functools.lru_cache(maxsize=1024)
def _ends(words: tuple[str, ...], face: Face) -> tuple[tuple[float, ...], float]:
    """Where each word ends if all stand on one line (0 first), and how wide a space is."""
    space = width("n n", face) - 2 * width("n", face)
    ends = [0.0]
    for at, word in enumerate(words):
        ends.append(ends[-1] + width(word, face) + (space if at else 0.0))
    return tuple(ends), space


def _cost(line: tuple[str, ...], across: float, wished: float, last: bool) -> float:
    """How ragged a line is, and how badly it ends."""
    cost = ((across - wished) / wished) ** 2
    if last and len(line) == 1 and across < wished * 0.6:
        cost += 4.0
    if not last and line[-1].lower() in _SMALL_WORDS:
        cost += 0.15 if len(line) > 1 else 1.0
    return cost
