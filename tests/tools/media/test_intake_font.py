"""Brands' typefaces: what comes in, and what is refused with a sentence."""

import struct
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.errors import BadFont
from tools.media import fonts
from tools.media.fonts import Face, width
from tools.media.intake_font import MAX_BYTES, NEEDED, take_in_font

FOLDER = Path(fonts.__file__).parent / "fonts"
BLACK = FOLDER / "Poppins_900Black.ttf"


def with_table(data: bytes, tag: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The font with one table replaced; the new one goes to the end of the file."""
    found = bytearray(data)
    for at in range(12, 12 + 16 * struct.unpack(">H", data[4:6])[0], 16):
        if found[at : at + 4] == tag:
            start, size = struct.unpack(">LL", found[at + 8 : at + 16])
            new = change(bytes(found[start : start + size]))
            found[at + 8 : at + 16] = struct.pack(">LL", len(found), len(new))
            return bytes(found + new)
    raise AssertionError(tag)


def only(characters: str) -> Callable[[bytes], bytes]:
    """A character map of just these characters, all drawn as the same letter."""
    groups = b"".join(struct.pack(">LLL", ord(ch), ord(ch), 44) for ch in sorted(characters))
    table = struct.pack(">HHLLL", 12, 0, 16 + len(groups), 0, len(characters)) + groups
    return lambda _: struct.pack(">HHHHL", 0, 1, 3, 10, 12) + table


def test_a_typeface_comes_in_as_it_is() -> None:
    taken = take_in_font(BLACK)
    assert taken.media_type == "font/ttf"
    assert taken.data == BLACK.read_bytes()


DATA = BLACK.read_bytes()
BAD = {
    "a web font (WOFF)": b"wOF2" + DATA[4:],
    "a collection of fonts": b"ttcf" + DATA[4:],
    "a Type 1 font": b"%!PS-AdobeFont-1.0: Aurela",
    "a PNG picture": b"\x89PNG\r\n\x1a\n" + bytes(64),
    "larger than 5 MB": DATA + bytes(MAX_BYTES),
    "cannot be opened": DATA[:4000],
    "cannot be opened as": DATA[:12] + b"\xff" * 20_000,
    "has no Ä Ö Ü ä ö ü ß, which": with_table(DATA, b"cmap", only(
        "".join(ch for ch in NEEDED if ch.isascii()))),
    "K L M N O P Q R S T U V and 57 more": with_table(DATA, b"cmap", only("ABCDEFGHIJ")),
    "far outside the line": with_table(
        DATA, b"head", lambda head: head[:18] + struct.pack(">H", 100) + head[20:]),
}


@pytest.mark.parametrize("says", BAD)
def test_what_cannot_be_drawn_with_is_refused_with_a_reason(says: str) -> None:
    began = time.monotonic()
    with pytest.raises(BadFont, match=says.replace("(", r"\(").replace(")", r"\)")) as found:
        take_in_font(BAD[says], name="Brand.ttf")
    assert found.value.next_step
    assert "Brand.ttf" in str(found.value)
    assert time.monotonic() - began < 30


def test_what_a_typeface_lacks_is_drawn_in_ours(tmp_path: Path) -> None:
    path = tmp_path / "own.ttf"
    path.write_bytes(with_table(DATA, b"cmap", only(NEEDED)))
    own, ours = Face(500, file=str(path)), Face(500)
    assert width("€", own) == width("€", ours)
    assert width("i", own) == width("W", own) != width("W", ours)
