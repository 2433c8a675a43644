"""The studio's typeface, or a brand's: loading it, what it can draw, how wide words are in it.

Widths are sums of advances plus kerning and tracking, laid out by ourselves: Poppins carries no
kerning for Latin, and shaping libraries differ between machines. So a word measures the same
everywhere, and it is drawn glyph by glyph at exactly the places that were measured. Invariant: of a
brand's typeface only characters are drawn that its intake has seen; others are the studio's.
"""

import functools
import math
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from storage.errors import BadFont
from tools.media.font_child import PROBE, opened, verdict

Mask = NDArray[np.uint8]                 # (h, w), coverage 0–255

_FOLDER = Path(__file__).parent / "fonts"
_FILES = {
    400: "Poppins_400Regular.ttf",
    500: "Poppins_500Medium.ttf",
    600: "Poppins_600SemiBold.ttf",
    700: "Poppins_700Bold.ttf",
    800: "Poppins_800ExtraBold.ttf",
    900: "Poppins_900Black.ttf",
}
_UNIT = 1000                             # size at which widths are measured, in pixels
_SMALLEST, _LARGEST = 0.8, 1.3         # how much smaller and larger a brand's typeface is set
_MISSING = "\U0010ffff"                  # a code point no typeface has: draws the missing glyph

# What an ad may be written with: Latin letters, digits, punctuation and what goes with prices.
ALPHABET = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x180)))) + (
    "ȘșȚțẀẁẂẃẄẅẼẽỲỳỸỹ–—‘’‚“”„†‡•…‰‹›⁄€₨₹₺₽™−≈≠≤≥"
)

# Optical kerning in 1/1000 of the size: left letters, right letters, amount.
_KERNING = (
    ("TVWYŤ", "aäáàâeéèêëoöóôőuüúcçdgqsmnpr", -55),
    ("TVWYPF", ".,…", -110),
    ("AÄÁLŁ", "TVWY’”“", -60),
    ("TVWYP", "AÄÁ", -60),
    ("rvwyf", ".,…", -60),
    ("vwy", "aoeäöé", -12),
    ("kx", "eoöéc", -15),
)


@dataclass(frozen=True)
class Face:
    """A weight of the typeface with its tracking, in fractions of the size.

    `file` is a brand's own typeface, which stands for all weights; what it lacks is drawn in ours.
    """

    weight: int
    tracking: float = 0.0
    file: str = ""


def clean(text: str) -> str:
    """The text as it is drawn: composed, single spaces, no control or invisible characters.

    Numbers keep their unit on the same line by a no-break space.
    """
    text = unicodedata.normalize("NFC", text).replace("\u2011", "-").replace("\u202f", "\u00a0")
    kept = "".join(ch for ch in text if ch.isspace() or unicodedata.category(ch) not in _INVISIBLE)
    kept = re.sub(r"[^\S\u00a0]+", " ", kept).strip(" \u00a0")
    return re.sub(r"(\d) (?=[%€$£])", "\\1\u00a0", kept)


_INVISIBLE = {"Cc", "Cf", "Co", "Cs"}


def words_of(text: str) -> list[str]:
    """The cleaned text's words; a no-break space does not part them."""
    return [word for word in clean(text).split(" ") if word]


def unsupported(text: str) -> str:
    """The characters of `text` that the typeface cannot draw, each once, in order; "" if none."""
    return "".join(dict.fromkeys(ch for ch in clean(text) if not _drawable(ch)))


@functools.cache
def font(weight: int, size: float) -> ImageFont.FreeTypeFont:
    """The studio's typeface at a weight (400–900) and a size in pixels."""
    return opened(str(_FOLDER / _FILES[weight]), size)


@functools.cache
def _brands_own(file: str, size: float) -> ImageFont.FreeTypeFont:
    try:
        return opened(file, size)
    except OSError as exc:
        raise BadFont(
            "The brand's typeface cannot be read any more.", "Give its font file again."
        ) from exc


def _of(ch: str, face: Face, size: float) -> ImageFont.FreeTypeFont:
    """What a character is drawn with."""
    if face.file and _is_own(ch, face.file):
        return _brands_own(face.file, size * _as_large(face.file))
    return font(face.weight, size)


@functools.cache
def _as_large(file: str) -> float:
    """How much larger a brand's typeface is set to look as large as ours: by its small letters."""
    ours, theirs = (one.getbbox("x", anchor="ls")[1]
                    for one in (font(500, _UNIT), _brands_own(file, _UNIT)))
    return min(_LARGEST, max(_SMALLEST, ours / min(-1.0, theirs)))


@functools.lru_cache(maxsize=4096)
def _is_own(ch: str, file: str) -> bool:
    return ch in ALPHABET and verdict(_brands_own(file, PROBE), ch) == "drawn"


def width(text: str, face: Face) -> float:
    """How wide the text is, in fractions of its size."""
    return _places(text, face)[1]


@functools.lru_cache(maxsize=4096)
def extent(text: str, face: Face) -> tuple[float, float]:
    """How far the ink reaches above and below the baseline, in fractions of the size."""
    if face.file and text:
        reaches = [_of(ch, face, _UNIT).getbbox(ch, anchor="ls") for ch in text]
        return -min(one[1] for one in reaches) / _UNIT, max(one[3] for one in reaches) / _UNIT
    _, top, _, bottom = font(face.weight, _UNIT).getbbox(text, anchor="ls")
    return -top / _UNIT, bottom / _UNIT


def draw(mask: Image.Image, text: str, face: Face, size: float, left: float, line: float) -> None:
    """Draw the text into a mode L picture: starting at x = `left`, its baseline at y = `line`.

    Both may be fractions of a pixel.
    """
    pen = ImageDraw.Draw(mask)
    for ch, place in zip(text, _places(text, face)[0], strict=True):
        drawn_with = _of(ch, face, size)
        pen.text((left + place * size, line), ch, fill=255, font=drawn_with, anchor="ls")


def text_mask(text: str, face: Face, size: float, shape: tuple[int, int],
              left: float, line: float) -> Mask:
    """Coverage of one run of text in a picture of `shape` (h, w)."""
    height, across = shape
    mask = Image.new("L", (across, height), 0)
    draw(mask, text, face, size, left, line)
    return np.array(mask, np.uint8)


@functools.lru_cache(maxsize=4096)
def _places(text: str, face: Face) -> tuple[tuple[float, ...], float]:
    at, places = 0.0, []
    for index, ch in enumerate(text):
        places.append(at)
        after = text[index + 1 : index + 2]
        at += _advance(ch, face) + _kern(ch, after) + (face.tracking if after else 0.0)
        at -= 1.6 * min(0.0, face.tracking) if ch == " " else 0.0    # tight words, open spaces
    return tuple(places), at


@functools.cache
def _advance(ch: str, face: Face) -> float:
    return float(_of(ch, face, _UNIT).getlength(ch)) / _UNIT


def _kern(left: str, right: str) -> float:
    if right:
        for lefts, rights, amount in _KERNING:
            if left in lefts and right in rights:
                return amount / 1000
    return 0.0


@functools.lru_cache(maxsize=4096)
def _drawable(ch: str) -> bool:
    return ch.isspace() or _shape(ch) != _shape(_MISSING)


@functools.lru_cache(maxsize=4096)
def _shape(ch: str) -> tuple[tuple[int, int], bytes]:
    mask = font(400, 64).getmask(ch)
    return mask.size, bytes(mask)


def even_up(value: float) -> int:
    """The smallest even number not below `value`."""
    return 2 * math.ceil(value / 2)


def even_down(value: float) -> int:
    """The largest even number not above `value`."""
    return 2 * math.floor(value / 2)
