"""Words and the marks around them, as pieces that move: what each look draws for each role."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from storage.records import Look
from tools.media.fonts import clean, even_down, even_up, extent, text_mask, width
from tools.media.ink import Inks
from tools.media.sprites import Bgra, over, shadowed, slanted, stroke, tinted
from tools.media.stack import Placed
from tools.media.timing import STRIKE_AFTER, Cue
from tools.media.type import STYLES, TypeStyle
from tools.media.type_motion import Motion, Piece

_PLAIN = {
    "with", "your", "this", "that", "from", "have", "just", "into", "over", "what", "when", "will",
    "deine", "dein", "eine", "einen", "einem", "dich", "dass", "nicht", "auch", "wird", "sind",
    "über", "mehr", "noch", "endlich",
}


@dataclass(frozen=True)
class Field:
    """A part of the frame for a sprite: even origin and sides, in pixels."""

    x: int
    y: int
    wide: int
    tall: int


def field_around(left: float, top: float, right: float, bottom: float, pad: float) -> Field:
    """The even field that holds the rectangle and `pad` pixels around it."""
    x, y = even_down(left - pad), even_down(top - pad)
    return Field(x, y, even_up(right + pad) - x, even_up(bottom + pad) - y)


@dataclass(frozen=True)
class Words:
    """A run of words on one line: where it starts, its baseline, whether it is the accent."""

    text: str
    left: float
    baseline: float
    line: int
    accent: bool


def runs(placed: Placed, by: str, accent: bool) -> list[Words]:
    """The placed text in words or lines; with `accent`, its most telling word is marked."""
    face, size = placed.item.voice.face, placed.fitted.size
    chosen = _accent(placed) if accent else None
    found = []
    rows = zip(placed.fitted.lines, placed.lefts, placed.baselines, strict=True)
    for line, (words, left, baseline) in enumerate(rows):
        if by == "line" and (chosen is None or chosen[0] != line):
            found.append(Words(" ".join(words), left, baseline, line, False))
            continue
        for at, word in enumerate(words):
            before = width(" ".join(words[: at + 1]), face) - width(word, face)
            found.append(
                Words(word, left + before * size, baseline, line, chosen == (line, at))
            )
    return found


def _accent(placed: Placed) -> tuple[int, int] | None:
    """Line and place of the last word that says something; None if there is but one word."""
    words = [
        (line, at, word)
        for line, row in enumerate(placed.fitted.lines)
        for at, word in enumerate(row)
    ]
    if len(words) < 2 or clean(placed.item.text).count(" ") < 1:
        return None
    telling = [
        (line, at)
        for line, at, word in words
        if len(bare := "".join(filter(str.isalpha, word)).lower()) >= 4
        and bare not in _PLAIN
        and not word.endswith("-")
    ]
    return telling[-1] if telling else None


def lettered(placed: Placed, words: Words, colour: str, shadow: float) -> tuple[Bgra, Field]:
    """A run of words as a sprite with its soft shadow.

    The field ends close below the descenders: words that rise come out from behind its edge.
    """
    face, size = placed.item.voice.face, placed.fitted.size
    above, below = extent(words.text, face)
    pad = size * (0.3 if shadow else 0.03) + 2
    field = field_around(
        words.left,
        words.baseline - max(0.8, above) * size,
        words.left + width(words.text, face) * size,
        words.baseline + max(0.3, below) * size - pad * 0.7,
        pad,
    )
    mask = text_mask(
        words.text, face, size, (field.tall, field.wide),
        words.left - field.x, words.baseline - field.y,
    )
    sprite = tinted(mask, colour)
    if shadow:
        sprite = shadowed(sprite, size * 0.11, shadow, size * 0.03)
    return sprite, field


def headline(placed: Placed, look: Look, inks: Inks, cue: Cue) -> Iterator[Piece]:
    """The headline's words; the accent word in colour, underlined, or on a block."""
    style = STYLES[look]
    found = runs(placed, style.by, accent=True)
    for at, words in enumerate(found):
        order = words.line if style.by == "line" else at
        start = cue.start + order * style.stagger * cue.tempo
        colour = inks.accent if words.accent and look == "noir" else inks.text
        if words.accent and look == "pop":
            yield _block(placed, words, inks, start, cue.tempo)
            continue
        turn = (-9.0, 7.0, -5.0)[at % 3]
        yield _moving(placed, words, colour, inks.shadow, style, start, cue.tempo, turn)
        if words.accent and look == "daylight":
            yield _underline(placed, words, inks, start + 0.4 * cue.tempo, cue.tempo)


def plain(
    placed: Placed, look: Look, colour: str, shadow: float, cue: Cue, after: float = 0.0
) -> Iterator[Piece]:
    """Small text, line by line, arriving in the look's way."""
    style = STYLES[look]
    for words in runs(placed, "line", accent=False):
        start = cue.start + (after + words.line * style.stagger) * cue.tempo
        yield _moving(placed, words, colour, shadow, style, start, cue.tempo, 0.0)


def struck(placed: Placed, look: Look, inks: Inks, cue: Cue) -> Iterator[Piece]:
    """A problem's point: large words, then a stroke through every line."""
    style = STYLES[look]
    size = placed.fitted.size
    yield from plain(placed, look, inks.text, inks.shadow, cue)
    thick, over_by = style.stroke * size, 0.07 * size
    rise = 0.05 * size if look == "pop" else 0.0
    rows = zip(placed.lefts, placed.fitted.widths, placed.baselines, strict=True)
    for line, (left, across, baseline) in enumerate(rows):
        middle = baseline - 0.29 * size
        field = field_around(left - over_by, middle, left + across + over_by, middle,
                             thick + rise + 2)
        ends = [
            (left - over_by + thick / 2 - field.x, middle + rise - field.y),
            (left + across + over_by - thick / 2 - field.x, middle - rise - field.y),
        ]
        start = cue.start + (STRIKE_AFTER + 0.15 * line) * cue.tempo
        sprite = tinted(stroke(field.wide, field.tall, ends, thick), inks.accent)
        yield Piece(sprite, field.x, field.y, "wipe", start, 0.4 * cue.tempo)


def _moving(
    placed: Placed, words: Words, colour: str, shadow: float, style: TypeStyle,
    start: float, tempo: float, turn: float,
) -> Piece:
    sprite, field = lettered(placed, words, colour, shadow)
    motion: Motion = style.entrance
    return Piece(
        sprite, field.x, field.y, motion, start, style.enter * tempo,
        lift=0.45 * placed.fitted.size, turn=turn,
    )


def _block(placed: Placed, words: Words, inks: Inks, start: float, tempo: float) -> Piece:
    """A word on a slightly turned block of colour."""
    size = placed.fitted.size
    face = placed.item.voice.face
    above, below = extent(words.text, face)
    left, right = words.left - 0.09 * size, words.left + (width(words.text, face) + 0.09) * size
    top = words.baseline - (max(0.71, above) + 0.07) * size
    bottom = words.baseline + (max(0.0, below) + 0.07) * size
    field = field_around(left, top, right, bottom, 0.06 * size + 2)
    box = (left - field.x, top - field.y, right - field.x, bottom - field.y)
    sprite = tinted(slanted(field.wide, field.tall, box, -1.4), inks.chip)
    shape = (field.tall, field.wide)
    at = (words.left - field.x, words.baseline - field.y)
    over(sprite, tinted(text_mask(words.text, face, size, shape, *at), inks.on_chip), 0, 0)
    return Piece(np.ascontiguousarray(sprite), field.x, field.y, "pop", start,
                 STYLES["pop"].enter * tempo, turn=8.0)


def _underline(placed: Placed, words: Words, inks: Inks, start: float, tempo: float) -> Piece:
    size = placed.fitted.size
    across = width(words.text, placed.item.voice.face) * size
    thick = max(3.0, 0.05 * size)
    y = words.baseline + 0.13 * size
    field = field_around(words.left, y - thick / 2, words.left + across, y + thick / 2, 2)
    ends = [(words.left + thick / 2 - field.x, y - field.y),
            (words.left + across - thick / 2 - field.x, y - field.y)]
    sprite = tinted(stroke(field.wide, field.tall, ends, thick), inks.accent)
    return Piece(sprite, field.x, field.y, "wipe", start, 0.6 * tempo)
