"""The studio's typeface: loading it, what it can draw, and how wide words are in it.

Widths are sums of advances plus kerning and tracking, laid out by ourselves: Poppins carries no
kerning for Latin, and shaping libraries differ between machines. So a word measures the same
everywhere, and it is drawn glyph by glyph at exactly the places that were measured.
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
_MISSING = "\U0010ffff"                  # a code point no typeface has: draws the missing glyph

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
    """A weight of the typeface with its tracking, in fractions of the size."""

    weight: int
    tracking: float = 0.0


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
    """The typeface at a weight (400–900) and a size in pixels."""
    path = _FOLDER / _FILES[weight]
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


def width(text: str, face: Face) -> float:
    """How wide the text is, in fractions of its size."""
    return _places(text, face)[1]


@functools.lru_cache(maxsize=4096)
def extent(text: str, weight: int) -> tuple[float, float]:
    """How far the ink reaches above and below the baseline, in fractions of the size."""
    _, top, _, bottom = font(weight, _UNIT).getbbox(text, anchor="ls")
    return -top / _UNIT, bottom / _UNIT


def draw(mask: Image.Image, text: str, face: Face, size: float, left: float, line: float) -> None:
    """Draw the text into a mode L picture: starting at x = `left`, its baseline at y = `line`.

    Both may be fractions of a pixel.
    """
    pen = ImageDraw.Draw(mask)
    drawn_with = font(face.weight, size)
    for ch, place in zip(text, _places(text, face)[0], strict=True):
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
        at += _advance(ch, face.weight) + _kern(ch, after) + (face.tracking if after else 0.0)
        at -= 1.6 * min(0.0, face.tracking) if ch == " " else 0.0    # tight words, open spaces
    return tuple(places), at


@functools.cache
def _advance(ch: str, weight: int) -> float:
    return float(font(weight, _UNIT).getlength(ch)) / _UNIT


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
