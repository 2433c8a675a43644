"""Small texts with what surrounds them: ticked points, tags, stickers, buttons, chips, rules."""

from collections.abc import Iterator

import cv2
import numpy as np

from storage.records import Look
from tools.media.fonts import text_mask
from tools.media.ink import Inks, best, mix
from tools.media.lettering import Field, field_around, lettered, plain, runs
from tools.media.sprites import (
    Bgra,
    burst,
    check,
    disc,
    outline,
    over,
    rounded,
    shadowed,
    stroke,
    tinted,
)
from tools.media.stack import Placed
from tools.media.timing import Cue
from tools.media.type import STYLES, Role
from tools.media.type_motion import Piece

Box = tuple[float, float, float, float]


def ticked(placed: Placed, look: Look, inks: Inks, cue: Cue) -> Iterator[Piece]:
    """A benefit: its tick springs up, then the words come; pop puts both on a bar."""
    size = placed.fitted.size
    left, top, right, bottom = placed.box
    chipped = look == "pop"
    if chipped:
        field = field_around(left, top, right, bottom, 2)
        box = _inside(placed.box, field)
        bar = tinted(rounded(field.wide, field.tall, box, 0.26 * size), inks.chip)
        yield Piece(bar, field.x, field.y, "wipe", cue.start, 0.4 * cue.tempo)
    centre = (left + (0.95 if chipped else 0.5) * size, placed.baselines[0] - 0.34 * size)
    sprite, field = _tick(centre, size, look, inks)
    style = STYLES[look]
    yield Piece(sprite, field.x, field.y, "pop", cue.start + 0.1 * cue.tempo, 0.4 * cue.tempo,
                turn=-25.0 if chipped else 0.0)
    if not chipped:
        yield from plain(placed, look, inks.text, inks.shadow, cue, after=0.1)
        return
    for words in runs(placed, "line", accent=False):
        letters, field = lettered(placed, words, inks.on_chip, 0.0)
        start = cue.start + (0.14 + words.line * style.stagger) * cue.tempo
        yield Piece(letters, field.x, field.y, "slide", start, 0.4 * cue.tempo, lift=0.4 * size)


def _tick(
    centre: tuple[float, float], size: float, look: Look, inks: Inks
) -> tuple[Bgra, Field]:
    radius = 0.47 * size
    x, y = centre
    field = field_around(x - radius, y - radius, x + radius, y + radius, 2)
    shape, middle = (field.wide, field.tall), (x - field.x, y - field.y)
    mark = check(*shape, middle, 0.46 * size, 0.09 * size)
    if look == "noir":
        box = _inside((x - radius, y - radius, x + radius, y + radius), field)
        ring = outline(*shape, box, radius, max(2.0, 0.055 * size))
        return tinted(np.asarray(cv2.max(ring, mark), np.uint8), inks.accent), field
    ground, line = (inks.accent, mix(inks.shades[0], "#ffffff", 0.85))
    if look == "pop":
        ground, line = inks.on_chip, inks.chip
    sprite = tinted(disc(*shape, middle, radius), ground)
    over(sprite, tinted(mark, line), 0, 0)
    return sprite, field


def kicker(placed: Placed, look: Look, inks: Inks, cue: Cue) -> Iterator[Piece]:
    """The small line above: spaced capitals, a rule before it, or a chip."""
    if look == "pop":
        field = field_around(*placed.box, 4)
        box = _inside(placed.box, field)
        chip = tinted(rounded(field.wide, field.tall, box, 0.24 * placed.fitted.size), inks.text)
        write(chip, field, placed, best(("#ffffff", "#141414"), inks.text))
        yield Piece(chip, field.x, field.y, "pop", cue.start, 0.4 * cue.tempo, turn=-6.0)
        return
    if look == "daylight":
        yield _rule(placed, inks, cue)
    colour = inks.small if look == "noir" else inks.quiet
    yield from plain(placed, look, colour, inks.shadow, cue, after=0.1 * (look == "daylight"))


def _rule(placed: Placed, inks: Inks, cue: Cue) -> Piece:
    size = placed.fitted.size
    thick = max(3.0, 0.07 * size)
    left, y = placed.box[0], placed.baselines[0] - 0.27 * size
    field = field_around(left, y - thick / 2, left + 1.25 * size, y + thick / 2, 2)
    ends = [(left + thick / 2 - field.x, y - field.y), (left + 1.25 * size - field.x, y - field.y)]
    sprite = tinted(stroke(field.wide, field.tall, ends, thick), inks.accent)
    return Piece(sprite, field.x, field.y, "wipe", cue.start, 0.5 * cue.tempo)


def offer(placed: Placed, look: Look, inks: Inks, cue: Cue) -> Iterator[Piece]:
    """What is on offer: an outlined tag, a soft pill, or a starburst sticker."""
    size = placed.fitted.size
    field = field_around(*placed.box, 4)
    box = _inside(placed.box, field)
    shape = (field.wide, field.tall)
    if look == "noir":
        sprite = tinted(outline(*shape, box, 0.3 * size, max(2.0, 0.055 * size)), inks.accent)
        write(sprite, field, placed, inks.text)
    elif look == "daylight":
        sprite = tinted(rounded(*shape, box, 99.0 * size), inks.chip)
        write(sprite, field, placed, inks.on_chip)
    else:
        sprite = tinted(burst(*shape, box), inks.chip)
        write(sprite, field, placed, inks.on_chip)
        middle = (field.wide / 2, field.tall / 2)
        turned = cv2.warpAffine(sprite, cv2.getRotationMatrix2D(middle, 3.5, 1.0), shape)
        sprite = np.asarray(turned, np.uint8)
    if look == "pop":
        yield Piece(sprite, field.x, field.y, "pop", cue.start, 0.5 * cue.tempo, turn=14.0)
    else:
        yield Piece(
            sprite, field.x, field.y, "slide", cue.start, 0.5 * cue.tempo, lift=0.5 * size
        )


def button(placed: Placed, look: Look, inks: Inks, cue: Cue) -> Iterator[Piece]:
    """The call to action: a rectangle, a pill, or a block with a hard shadow."""
    size = placed.fitted.size
    pad = 4.0 if look == "pop" else 0.9 * size
    field = field_around(*placed.box, pad)
    left, top, right, bottom = _inside(placed.box, field)
    shape = (field.wide, field.tall)
    if look == "pop":
        drop = 0.16 * size
        low = (left + drop, top + drop, right, bottom)
        sprite = tinted(rounded(*shape, low, 0.3 * size), mix(inks.on_button, "#000000", 0.35))
        face = rounded(*shape, (left, top, right - drop, bottom - drop), 0.3 * size)
        over(sprite, tinted(face, inks.button), 0, 0)
        write(sprite, field, placed, inks.on_button)
    else:
        radius = 0.22 * size if look == "noir" else 99.0 * size
        face = rounded(*shape, (left, top, right, bottom), radius)
        sprite = tinted(face, inks.button)
        write(sprite, field, placed, inks.on_button)
        sprite = shadowed(sprite, 0.32 * size, 0.35, 0.16 * size)
    yield Piece(sprite, field.x, field.y, "pop", cue.start, 0.5 * cue.tempo,
                turn=-6.0 if look == "pop" else 0.0)


def write(sprite: Bgra, field: Field, placed: Placed, colour: str) -> None:
    """Write the placed lines onto a sprite that lies in `field`."""
    for words in runs(placed, "line", accent=False):
        at = (words.left - field.x, words.baseline - field.y)
        mask = text_mask(
            words.text, placed.item.voice.face, placed.fitted.size, (field.tall, field.wide), *at
        )
        over(sprite, tinted(mask, colour), 0, 0)


def _inside(box: Box, field: Field) -> Box:
    left, top, right, bottom = box
    return left - field.x, top - field.y, right - field.x, bottom - field.y


def colours_of(role: Role, struck: bool, look: Look, inks: Inks) -> tuple[str, tuple[str, ...]]:
    """The colour of a role's words and the colours they stand on."""
    if role == "button":
        return inks.on_button, (inks.button,)
    if look == "pop" and role == "kicker":
        return best(("#ffffff", "#141414"), inks.text), (inks.text,)
    if (look, role) in (("pop", "offer"), ("daylight", "offer")):
        return inks.on_chip, (inks.chip,)
    if look == "pop" and role == "point" and not struck:
        return inks.on_chip, (inks.chip,)
    if role == "kicker":
        return (inks.small if look == "noir" else inks.quiet), inks.shades
    return (inks.quiet if role == "address" else inks.text), inks.shades
