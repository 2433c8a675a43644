"""Burnt captions: the spoken line in the picture, in pieces that can be read one after another.

A piece has at most two lines and ends where a sentence or a phrase does, if it can. It comes with
the first of its words that a voice says; where nobody knows when that is, pieces share the shot's
time by their letters. The type stands on a soft field that fits it, so that it can be read whatever
the clip shows behind it.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

import cv2
import numpy as np

from storage.records import Look
from tools.media.caption_zone import CaptionZone
from tools.media.fields import write
from tools.media.fit import Fitted, Setting, fit
from tools.media.fonts import clean, unsupported
from tools.media.ink import CaptionInks
from tools.media.items import Edges, Item
from tools.media.lettering import field_around
from tools.media.spoken import Word, shares
from tools.media.sprites import rounded, tinted
from tools.media.stack import Placed
from tools.media.timing import Cue
from tools.media.type import Voice
from tools.media.type_motion import Group, Piece

EDGES = Edges(0.62, 0.36, 0.62, 0.36)    # of the field around the type, in sizes
_FIRST = 0.12                            # seconds: frame 0 shows the clip alone
_SHORTEST = 1.2                          # seconds a piece should stand
_LEAST = 0.7                             # seconds a piece has to stand that follows a voice
_LINGER = 0.6                            # seconds the last one stays after it was said
_SMALLER = (1.0, 0.86, 0.74)             # sizes to try, so that pieces are not too many
_SHRUNK = 0.94                           # how much smaller a piece's type may get to avoid a widow
_ENTER = 0.12
_SEAM = 0.001                            # seconds that a piece comes before the last one is gone
_FIELDS: Mapping[Look, tuple[float, float]] = {     # roundness and softness, in sizes
    "noir": (0.3, 0.12), "daylight": (0.6, 0.1), "pop": (0.18, 0.03),
}
_SENTENCES = re.compile(r"(?<=[.!?…])\s+")
_PHRASES = re.compile(r"(?<=[,;:])\s+|\s+(?=[–—])")


def in_pieces(
    text: str, zone: CaptionZone, seconds: float, size: tuple[int, int], voice: Voice, unit: float,
    words: Sequence[Word] = (),
) -> list[tuple[Placed, Cue]]:
    """The pieces of a line in their places, in order, each with its time.

    `size` is the frame's (w, h); `unit` what the voice's size is a fraction of, in pixels. `words`
    are those that are said, in seconds of the shot.
    """
    line, missing = clean(text), unsupported(text)
    line = clean("".join(ch for ch in line if ch not in missing))
    if not line:
        return []
    most = int((seconds - _FIRST) / _SHORTEST)
    across, down = zone.box.width * size[0], zone.box.height * size[1]
    for scale, apart in itertools.product(_SMALLER, (True, False)):
        type_size = voice.size * unit * scale
        parts = pieces(line, partial(_fits, type_size, voice, zone, across, down), apart=apart)
        times = _times(parts, seconds, words)
        if len(parts) <= most and _readable(times, words):
            break
    smallest = min(_set(type_size, voice, zone, across, down, part).size for part in parts)
    fitted = [_set(smallest, voice, zone, across, down, part) for part in parts]
    return [
        (_placed(part, each, voice, zone, size), Cue(start, end, end, 1.0))
        for part, each, (start, end) in zip(parts, fitted, itertools.pairwise(times), strict=True)
    ]


def pieces(line: str, fits: Callable[[str], bool], *, apart: bool) -> list[str]:
    """The line in parts that fit: sentences (each `apart`, or together), else phrases, else words.
    """
    def divided(sentence: str) -> list[str]:
        return _packed(_PHRASES.split(sentence), fits, lambda one: _halved(one.split(), fits))

    sentences = _SENTENCES.split(line)
    if apart:
        return [part for one in sentences for part in ([one] if fits(one) else divided(one))]
    return _packed(sentences, fits, divided)


def _packed(
    parts: Sequence[str], fits: Callable[[str], bool], divided: Callable[[str], list[str]]
) -> list[str]:
    """As many parts together as fit; one that does not fit alone is divided."""
    packed: list[str] = []
    whole = False                        # whether the last one may be added to
    for part in parts:
        if whole and fits(f"{packed[-1]} {part}"):
            packed[-1] = f"{packed[-1]} {part}"
            continue
        whole = fits(part)
        packed += [part] if whole else divided(part)
    return packed


def _halved(words: list[str], fits: Callable[[str], bool]) -> list[str]:
    """Words in parts of about the same length."""
    text = " ".join(words)
    if len(words) < 2 or fits(text):
        return [text]
    at = min(range(1, len(words)), key=lambda n: abs(2 * len(" ".join(words[:n])) - len(text)))
    return [*_halved(words[:at], fits), *_halved(words[at:], fits)]


def _set(
    size: float, voice: Voice, zone: CaptionZone, across: float, down: float, text: str
) -> Fitted:
    """The text in the zone, less the field's edges, not larger than `size`."""
    inner = min(across - (EDGES.left + EDGES.right) * size, voice.widest * size)
    tall = down - (EDGES.top + EDGES.bottom) * size
    setting = Setting(voice.face, size, size * 0.6, zone.lines, voice.leading, voice.reach)
    return fit(text, setting, inner, tall + 1.0)


def _fits(
    size: float, voice: Voice, zone: CaptionZone, across: float, down: float, text: str
) -> bool:
    return _set(size, voice, zone, across, down, text).size >= size * _SHRUNK


def _readable(times: Sequence[float], words: Sequence[Word]) -> bool:
    """Whether pieces that follow a voice stand long enough; others share the time there is."""
    stand = (end - start for start, end in itertools.pairwise(times))
    return not words or all(seconds > _LEAST - _SEAM for seconds in stand)


def _times(parts: Sequence[str], seconds: float, words: Sequence[Word] = ()) -> list[float]:
    """When each piece begins, and the last one ends."""
    if words:
        return _said(parts, seconds, words)
    first = min(_FIRST, seconds / 4)
    letters = sum(map(len, parts))
    before = itertools.accumulate((len(part) for part in parts), initial=0)
    return [first + (seconds - first) * count / letters for count in before]


def _said(parts: Sequence[str], seconds: float, words: Sequence[Word]) -> list[float]:
    """As `_times`, by a voice. What it says after the shot's end comes early enough to be read."""
    share = min(_LEAST, (seconds - min(_FIRST, seconds / 4)) / len(parts))
    latest = [seconds - share * left for left in range(len(parts), 0, -1)]
    begins, at = list[float](), min(_FIRST, seconds / 4)
    for said, last in zip(shares(parts, words), latest, strict=True):
        at = min(max(at, said[0].start), last)
        begins.append(at)
    return [*begins, min(seconds, max(words[-1].end + _LINGER, at + _LEAST))]


def _placed(
    text: str, fitted: Fitted, voice: Voice, zone: CaptionZone, size: tuple[int, int]
) -> Placed:
    """In the zone's middle or at its left, its last line as low as the zone goes."""
    wide = fitted.width + (EDGES.left + EDGES.right) * fitted.size
    tall = fitted.height + (EDGES.top + EDGES.bottom) * fitted.size
    left = zone.box.left * size[0]
    if zone.align == "center":
        left += (zone.box.width * size[0] - wide) / 2
    start = left + EDGES.left * fitted.size
    bottom = zone.box.bottom * size[1]
    top = max(bottom - tall, zone.box.top * size[1])
    first = top + EDGES.top * fitted.size + fitted.ascent
    return Placed(
        item=Item("caption", 0, text, replace(voice, size=fitted.size), EDGES),
        fitted=fitted,
        box=(left, top, left + wide, bottom),
        lefts=tuple(start + (fitted.width - across) / 2 * (zone.align == "center")
                    for across in fitted.widths),
        baselines=tuple(first + at * fitted.leading * fitted.size
                        for at in range(len(fitted.lines))),
    )


def drawn(pieces: Sequence[tuple[Placed, Cue]], look: Look, inks: CaptionInks) -> Iterator[Group]:
    """Each piece on its field; the first comes in softly, each gives way to the next at once."""
    for at, (placed, cue) in enumerate(pieces):
        size = placed.fitted.size
        field = field_around(*placed.box, 0.5 * size)
        left, top, right, bottom = placed.box
        box = (left - field.x, top - field.y, right - field.x, bottom - field.y)
        radius, blur = _FIELDS[look]
        mask = rounded(field.wide, field.tall, box, radius * size)
        soft = cv2.GaussianBlur(mask, (0, 0), blur * size).astype(np.float32) * inks.cover
        sprite = tinted(np.rint(soft).astype(np.uint8), inks.field)
        write(sprite, field, placed, inks.text)
        enter = _ENTER if at == 0 else 0.0
        leave = cue.end - _ENTER if at == len(pieces) - 1 else cue.end
        piece = Piece(sprite, field.x, field.y, "slide", cue.start - _SEAM, enter)
        yield Group((piece,), leave, cue.end)
