"""The words, marks, button, logo and captions of a shot, drawn frame by frame over its clip.

`boxes` gives the layout as data and `overlay_painter` draws it: both come from the same placed
texts. A painter's patches go to `composite.composite`. Frame 0 shows no text; a shot's last text
is gone at its end and stays gone in the frames after it, an end card's stays.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from storage.records import Aspect, Beat, Box, LogoLook, Look, Overlay, Palette, Record
from tools.media import burnt, fields, lettering
from tools.media.caption_zone import CaptionZone, make_room
from tools.media.composite import Patch
from tools.media.ink import Inks, caption_inks, inks
from tools.media.layout import SAFE, Framing, framings
from tools.media.logo import logo_piece
from tools.media.pages import Page, pages
from tools.media.spoken import Word
from tools.media.stack import Placed, stacked
from tools.media.timing import Cue, cues
from tools.media.type import Role, TypeStyle, style_of, unit_of
from tools.media.type_motion import Group, Piece
from tools.media.watermark import watermark

_LOGO_AT = 0.05


class OverlaySpec(Record):
    """All that a shot's overlay depends on.

    `size` is the frame's (w, h) in pixels, `seconds` the shot's time in the film. `photographic`
    says that the words stand on a photograph instead of a ground from the palette. `font` is a
    brand's own typeface. `spoken` is written as captions, for which the other words give room, each
    when it is said by `words`, if these are known; `alone` says that there are no other words, and
    no product either. `watermark` stands in a corner all the time.
    """

    size: tuple[int, int]
    fps: float
    seconds: float
    beat: Beat
    look: Look
    aspect: Aspect
    palette: Palette
    overlay: Overlay
    logo: Path | None = None
    logo_look: LogoLook | None = None
    photographic: bool = False
    font: Path | None = None
    spoken: str = ""
    words: tuple[Word, ...] = ()
    watermark: str = ""
    alone: bool = False


@dataclass(frozen=True)
class PlacedText:
    """One text as it is drawn.

    `box` (fractions of the frame) holds the words with their chip, tick or tag; `font_size` in
    pixels; `framing` counts the shot's framings from 0; it is seen from `start` to `end` (fractions
    of the shot's time). `colour` stands on the colours `on`.
    """

    role: Role
    text: str
    lines: tuple[str, ...]
    font_size: float
    box: Box
    framing: int
    start: float
    end: float
    colour: str
    on: tuple[str, ...]


def boxes(spec: OverlaySpec) -> list[PlacedText]:
    """Every text of the shot: where it stands, how large, when, in which colour."""
    return [
        *(_described(spec, page, placed, cue)
          for page, texts, timed in _laid_out(spec)
          for placed, cue in zip(texts, timed, strict=True)),
        *_captions_described(spec),
    ]


class OverlayPainter:
    """Draws a shot's overlay."""

    def __init__(self, spec: OverlaySpec) -> None:
        self._fps = spec.fps
        self._groups = tuple(_groups(spec))
        self._mark = [watermark(spec.watermark, spec.size)] if spec.watermark else []

    def patches(self, n: int) -> list[Patch]:
        """What to lay over frame `n` (counted from 0), in this order."""
        drawn = itertools.chain.from_iterable(
            group.patches(n, self._fps) for group in self._groups)
        return [*drawn, *self._mark]


def overlay_painter(spec: OverlaySpec) -> OverlayPainter:
    """A painter for the shot. Raises BadPicture, BadFont if logo or font cannot be read."""
    return OverlayPainter(spec)


def _framings(spec: OverlaySpec) -> tuple[Framing, ...]:
    rows = _rows(spec)
    return _with_captions(spec, rows)[0] if spec.spoken else rows


def _rows(spec: OverlaySpec) -> tuple[Framing, ...]:
    rows = framings(spec.look, spec.aspect, spec.beat, spec.photographic)
    if not spec.alone:
        return rows
    return tuple(replace(row, text=SAFE[spec.aspect], align="center", product=None, logo=None,
                         button=None) for row in rows)


def _with_captions(
    spec: OverlaySpec, rows: tuple[Framing, ...]
) -> tuple[tuple[Framing, ...], CaptionZone]:
    voice = _style(spec).caption
    return make_room(rows, spec.aspect, spec.size, voice, burnt.EDGES, unit_of(spec.size))


def _style(spec: OverlaySpec) -> TypeStyle:
    return style_of(spec.look, _font(spec))


def _font(spec: OverlaySpec) -> str:
    return str(spec.font) if spec.font else ""


def _captions(spec: OverlaySpec) -> list[tuple[Placed, Cue]]:
    """What is spoken, in pieces."""
    if not spec.spoken:
        return []
    zone = _with_captions(spec, _rows(spec))[1]
    return burnt.in_pieces(
        spec.spoken, zone, spec.seconds, spec.size, _style(spec).caption, unit_of(spec.size),
        spec.words)


def _laid_out(spec: OverlaySpec) -> Iterator[tuple[Page, tuple[Placed, ...], tuple[Cue, ...]]]:
    style = _style(spec)
    for page in pages(spec.overlay, spec.beat, _framings(spec)):
        texts = stacked(page, spec.look, spec.size, _font(spec))
        yield page, texts, cues(page, texts, style, spec.seconds)


def _groups(spec: OverlaySpec) -> Iterator[Group]:
    yield from _logo(spec)
    for page, texts, timed in _laid_out(spec):
        colours = inks(spec.look, page.framing.ground, spec.palette, spec.photographic)
        for placed, cue in zip(texts, timed, strict=True):
            pieces = tuple(_pieces(placed, page, spec.look, colours, cue))
            yield Group(pieces, cue.leave, cue.end, pulses=placed.item.role == "button")
    yield from burnt.drawn(_captions(spec), spec.look, caption_inks(spec.look, spec.palette))


def _pieces(placed: Placed, page: Page, look: Look, colours: Inks, cue: Cue) -> Iterator[Piece]:
    role = placed.item.role
    if role == "headline":
        return lettering.headline(placed, look, colours, cue)
    if role == "point":
        draw = lettering.struck if page.struck else fields.ticked
        return draw(placed, look, colours, cue)
    if role == "kicker":
        return fields.kicker(placed, look, colours, cue)
    if role == "offer":
        return fields.offer(placed, look, colours, cue)
    if role == "button":
        return fields.button(placed, look, colours, cue)
    return lettering.plain(placed, look, colours.quiet, colours.shadow, cue)


def _logo(spec: OverlaySpec) -> Iterator[Group]:
    framing = _framings(spec)[-1]
    if spec.logo is None or spec.logo_look is None or framing.logo is None:
        return
    tempo = min(1.0, spec.seconds / 3)
    colours = inks(spec.look, framing.ground, spec.palette, spec.photographic)
    piece = logo_piece(
        spec.logo, spec.logo_look, framing.logo, framing.align, spec.look, colours, spec.size,
        _LOGO_AT * tempo, 0.6 * tempo,
    )
    yield Group((piece,), float("inf"), float("inf"))


def _described(spec: OverlaySpec, page: Page, placed: Placed, cue: Cue) -> PlacedText:
    colours = inks(spec.look, page.framing.ground, spec.palette, spec.photographic)
    colour, on = fields.colours_of(placed.item.role, page.struck, spec.look, colours)
    return _as_text(spec, placed, cue, page.index, colour, on)


def _captions_described(spec: OverlaySpec) -> Iterator[PlacedText]:
    colours, rows = caption_inks(spec.look, spec.palette), _framings(spec)
    for placed, cue in _captions(spec):
        at = cue.start / spec.seconds
        framing = next(index for index, row in enumerate(rows) if at < row.end)
        yield _as_text(spec, placed, cue, framing, colours.text, colours.shades)


def _as_text(
    spec: OverlaySpec, placed: Placed, cue: Cue, framing: int, colour: str, on: tuple[str, ...]
) -> PlacedText:
    left, top, right, bottom = placed.box
    width, height = spec.size
    return PlacedText(
        role=placed.item.role,
        text=placed.item.text,
        lines=placed.fitted.texts,
        font_size=placed.fitted.size,
        box=Box(left=left / width, top=top / height, right=right / width, bottom=bottom / height),
        framing=framing,
        start=cue.start / spec.seconds,
        end=min(1.0, cue.end / spec.seconds),
        colour=colour,
        on=on,
    )
