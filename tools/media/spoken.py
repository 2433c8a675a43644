"""When the words of a spoken line are said, kept in the MP3 itself: ID3's synchronised text (SYLT).

So a voice carries its captions' times with it wherever its bytes go. Invariant: what is written
here is read back as it was, to the millisecond; a file without such a frame has no words.
"""

import struct
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

_UTF8, _MILLISECONDS, _LYRICS = 3, 2, 1
_HEAD = 10                               # bytes of a tag's head and of a frame's
_FIXED = 7                               # encoding, language, unit, kind, an empty description


class Word(NamedTuple):
    """One word and when it is said, in seconds from the file's beginning."""

    text: str
    start: float
    end: float


def with_words(mp3: bytes, words: Sequence[Word]) -> bytes:
    """The same sound with its words before it; without any, as it is."""
    if not words:
        return mp3
    stops = [*words, Word("", words[-1].end, words[-1].end)]
    body = bytes((_UTF8, *b"und", _MILLISECONDS, _LYRICS, 0)) + b"".join(
        word.text.replace("\0", "").encode() + b"\0" + struct.pack(">I", round(word.start * 1000))
        for word in stops)
    frame = b"SYLT" + _sized(len(body)) + b"\0\0" + body
    return b"ID3\x04\0\0" + _sized(len(frame)) + frame + mp3


def words_of(path: Path) -> tuple[Word, ...]:
    """The words that were written into the file; a word lasts until the next one begins."""
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
    return tuple(Word(text, start, after) for (text, start), (_, after) in pairwise(found))


def _sized(number: int) -> bytes:
    """A length as ID3 writes it: four bytes of seven bits."""
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))


def _size(data: bytes) -> int:
    return sum(byte << shift for byte, shift in zip(data, (21, 14, 7, 0), strict=False))
