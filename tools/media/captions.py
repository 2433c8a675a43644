"""Captions as a subtitle file (SRT), made for players, platforms and people who read slowly.

Invariant: captions never overlap, each stands between 1 and 7 seconds where there is room, has at
most two lines, and holds no markup: `<>{}` would be obeyed by players.
"""

import itertools
import math
import re
import textwrap
from collections.abc import Iterator, Sequence

from storage.records import Record
from tools.media.spoken import Word, shares

LINE, LINES = 38, 2                      # characters a line; lines a caption
SHORTEST, LONGEST = 1.0, 7.0             # seconds on screen
GAP = 0.08                               # seconds between two captions
MARKUP = re.compile(r"[<>{}]")
HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


class Caption(Record):
    """Words on screen from `start` to `end`, in seconds of the film.

    `said` tells when each is spoken, in seconds of the film, too; empty where nobody knows.
    """

    start: float
    end: float
    text: str
    said: tuple[Word, ...] = ()


def srt(entries: Sequence[Caption]) -> str:
    """The SRT text of the captions in the order of time; empty if none has words."""
    shown = _apart([part for entry in entries for part in _split(entry)])
    blocks = (
        f"{number}\n{_time(caption.start)} --> {_time(caption.end)}\n{caption.text}\n"
        for number, caption in enumerate(shown, start=1)
    )
    return "\n".join(blocks)


def _split(entry: Caption) -> Iterator[Caption]:
    """The caption in lines; more than two lines become captions that share its time.

    They change when their words are said, if that is known, else each is as long as its letters.
    """
    words = " ".join(MARKUP.sub("", HIDDEN.sub(" ", entry.text)).split())
    if not words:
        return
    pieces = max(1, math.ceil(len(words) / (LINE * LINES)))
    while True:
        lines = _balanced(words, pieces * LINES if len(words) > LINE else 1)
        if len(lines) <= pieces * LINES:
            break
        pieces += 1
    groups = [lines[at : at + LINES] for at in range(0, len(lines), LINES)]
    starts = _starts(entry, [" ".join(group) for group in groups])
    for group, (start, end) in zip(groups, itertools.pairwise((*starts, entry.end)), strict=True):
        yield Caption(start=start, end=end, text="\n".join(group))


def _starts(entry: Caption, groups: Sequence[str]) -> list[float]:
    """When each group of the caption's lines begins."""
    if entry.said:
        later = [words[0].start for words in shares(groups, entry.said)[1:]]
        return [entry.start, *later]
    before = itertools.accumulate(map(len, groups[:-1]), initial=0)
    pace = (entry.end - entry.start) / sum(map(len, groups))
    return [entry.start + pace * count for count in before]


def _balanced(words: str, lines: int) -> list[str]:
    """Lines of about the same length, so that no word is left alone on the last."""
    width = min(LINE, max(math.ceil(len(words) / lines), 1))
    while width < LINE and len(textwrap.wrap(words, width)) > lines:
        width += 1
    return textwrap.wrap(words, width)


def _apart(captions: Sequence[Caption]) -> Iterator[Caption]:
    """In order, none over the next, long enough where there is room, and never too long."""
    ordered = sorted(captions, key=lambda caption: caption.start)
    free = 0.0
    for caption, following in itertools.zip_longest(ordered, ordered[1:]):
        start = max(caption.start, free)
        end = min(max(caption.end, start + SHORTEST), start + LONGEST)
        if following:
            end = min(end, max(following.start - GAP, start + SHORTEST / 2))
        yield caption.model_copy(update={"start": start, "end": end})
        free = end + GAP


def _time(seconds: float) -> str:
    whole = round(seconds * 1000)
    return (
        f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}"
        f",{whole % 1000:03}"
    )
