"""When the words of a spoken line are said, kept in the MP3 itself: ID3's synchronised text (SYLT).

So a voice carries its captions' times with it wherever its bytes go. A pause between two words is
an empty text there. Invariant: what is written here is read back as it was, to the millisecond,
but that a word lasts over a pause too short to be one; a file without such a frame has no words.
"""

import itertools
import struct
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

_UTF8, _MILLISECONDS, _LYRICS = 3, 2, 1
_HEAD = 10                               # bytes of a tag's head and of a frame's
_FIXED = 7                               # encoding, language, unit, kind, an empty description
_PAUSE = 0.2                             # seconds of silence between two words


class Word(NamedTuple):
    """One word and when it is said, in seconds from the file's beginning."""

    text: str
    start: float
    end: float


def with_words(mp3: bytes, words: Sequence[Word]) -> bytes:
    """The same sound with its words before it; without any, as it is."""
    if not words:
        return mp3
    body = bytes((_UTF8, *b"und", _MILLISECONDS, _LYRICS, 0)) + b"".join(
        text.replace("\0", "").encode() + b"\0" + struct.pack(">I", round(at * 1000))
        for text, at in _stops(words))
    frame = b"SYLT" + _sized(len(body)) + b"\0\0" + body
    return b"ID3\x04\0\0" + _sized(len(frame)) + frame + mp3


def words_of(path: Path) -> tuple[Word, ...]:
    """The words that were written into the file; a word lasts until the next one, or a pause."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        tag = file.read(_size(head[6:10])) if head[:4] == b"ID3\x04" else b""
    if tag[:4] != b"SYLT" or tag[_HEAD : _HEAD + 1] != bytes((_UTF8,)):
        return ()
    rest, found = tag[_HEAD + _FIXED : _HEAD + _size(tag[4:8])], list[tuple[str, float]]()
    while (end := rest.find(b"\0")) >= 0 and len(rest) >= end + 5:
        (at,) = struct.unpack(">I", rest[end + 1 : end + 5])
        found.append((rest[:end].decode("utf-8", "replace"), at / 1000))
        rest = rest[end + 5 :]
    return tuple(Word(text, start, after) for (text, start), (_, after) in pairwise(found) if text)


def shares(parts: Sequence[str], words: Sequence[Word]) -> list[Sequence[Word]]:
    """Which words say each part of the line: at least one each, in the parts' order.

    The parts are shown and the words are said, and the two may differ a little: a part begins with
    the word that is as many letters into the line. Where nothing differs that is its own first.
    """
    shown = list(itertools.accumulate((_letters(part) for part in parts), initial=0))
    said = list(itertools.accumulate((_letters(word.text) for word in words), initial=0))
    whole = max(1, shown[-1])
    starts = [
        max(n for n in range(len(words)) if n == 0 or said[n] * whole <= before * said[-1])
        for before in shown[:-1]
    ]
    return [words[start : max(end, start + 1)]
            for start, end in pairwise((*starts, len(words)))]


def _letters(text: str) -> int:
    return sum(not ch.isspace() for ch in text)


def _stops(words: Sequence[Word]) -> Iterator[tuple[str, float]]:
    """Each word and pause with when it begins, and the end of the last."""
    for word, following in itertools.zip_longest(words, words[1:]):
        yield word.text, word.start
        if following is None or following.start - word.end > _PAUSE:
            yield "", word.end


def _sized(number: int) -> bytes:
    """A length as ID3 writes it: four bytes of seven bits."""
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))


def _size(data: bytes) -> int:
    return sum(byte << shift for byte, shift in zip(data, (21, 14, 7, 0), strict=False))
