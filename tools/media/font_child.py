"""What a typeface draws for a character; and a program that asks that of a whole file, by itself.

Run as `python -I -B font_child.py FILE CHARACTERS` (a JSON string) within the limits that
`confine.py` sets, so that a font made to hurt can hang or crash nothing but this. It prints a JSON
object: the `missing` characters, and the `wild` ones, drawn far outside their place.
"""

import json
import sys
from typing import Literal

from PIL import ImageFont

PROBE = 100                              # size in pixels at which characters are looked at
_NO_CHARACTER = "\U0010ffff"             # no typeface has it: draws the missing glyph
_WIDEST, _HIGHEST, _DEEPEST = 3.0, 2.0, 1.2      # of a character, in sizes
Verdict = Literal["drawn", "missing", "wild"]


def opened(path: str, size: float) -> ImageFont.FreeTypeFont:
    """The typeface at a size in pixels. Raises OSError."""
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def verdict(font: ImageFont.FreeTypeFont, character: str) -> Verdict:
    """Whether the typeface, opened at `PROBE`, draws the character, about where a letter is."""
    left, top, right, bottom = font.getbbox(character, anchor="ls")
    across = font.getlength(character)
    if (min(left, across) < -_WIDEST * PROBE or max(right, across) > _WIDEST * PROBE
            or -top > _HIGHEST * PROBE or bottom > _DEEPEST * PROBE):
        return "wild"
    shape = _shape(font, character)
    if character.isspace():
        return "drawn" if 0 < across <= PROBE and not shape else "missing"
    empty = across <= 0 or not shape or shape == _shape(font, _NO_CHARACTER)
    return "missing" if empty else "drawn"


def _shape(font: ImageFont.FreeTypeFont, character: str) -> bytes:
    return bytes(font.getmask(character))


def main() -> None:
    """Look at every character; what goes wrong is told by the exit code."""
    font = opened(sys.argv[1], PROBE)
    found = {ch: verdict(font, ch) for ch in json.loads(sys.argv[2])}
    print(json.dumps({                   # noqa: T201 - its answer
        kind: "".join(ch for ch, one in found.items() if one == kind)
        for kind in ("missing", "wild")
    }))


if __name__ == "__main__":
    main()
