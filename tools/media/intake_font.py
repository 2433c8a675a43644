"""The door for a brand's typeface: a font file that can be drawn with comes in, or a sentence says
why not.

Invariant: every character that an ad may show was drawn from these very bytes once, in a process of
its own within limits, and is where a letter is. Nothing else opens a font before that.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from storage.errors import BadFont
from storage.records import Record
from tools.media.fonts import ALPHABET
from tools.media.given import call, read_given
from tools.media.process import environment
from tools.media.sniff import EOT, OTF, TTC, TTF, TYPE_1, WOFF, sniff

MAX_BYTES = 5_000_000
# Without these no ad can be set in it, in English or German; other characters, such as accented
# letters and currency signs, are taken from the built-in typeface where the font lacks them.
NEEDED = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ" "abcdefghijklmnopqrstuvwxyzäöüß" "0123456789" ".,:;!?-'&%"
)
WITHIN = 20                              # wall seconds
_NAMED = 12                              # characters that a sentence names
_LIMITS = (1 << 30, 10, 1 << 20, 64)     # bytes of memory, CPU seconds, bytes of a file, open files
_CONFINE = Path(__file__).with_name("confine.py")
_CHILD = Path(__file__).with_name("font_child.py")
_GIVE = "Give a TTF or OTF file instead."
_INSTEAD = {
    WOFF: "Convert it to TTF or OTF, or download it as that: most font shops offer both.",
    EOT: "Convert it to TTF or OTF and give that.",
    TTC: "Save the one face you want as a TTF or OTF file and give that.",
    TYPE_1: "Convert it to OTF and give that.",
}


@dataclass(frozen=True)
class Font:
    """A font that can be drawn with: its bytes as given, and their media type."""

    data: bytes
    media_type: str


class _Seen(Record):
    """What the child says."""

    missing: str
    wild: str


def take_in_font(given: bytes | Path, *, name: str = "") -> Font:
    """Check an upload or a file; `name` is only used to speak of it.

    Limits: 5 MB, TTF or OTF, with all of `NEEDED`. Raises BadFont. Takes up to some seconds: call
    it in a thread.
    """
    what = call(name, given)
    data = read_given(given, BadFont, name)
    kind = sniff(data)
    if kind not in (TTF, OTF):
        raise BadFont(f"{what} is {kind.title}.", _INSTEAD.get(kind, _GIVE))
    if len(data) > MAX_BYTES:
        raise BadFont(
            f"{what} is larger than {MAX_BYTES // 1_000_000} MB.",
            "Give a version of it with Latin letters only.",
        )
    seen = _looked_at(data, what)
    if wild := [ch for ch in NEEDED if ch in seen.wild]:
        raise BadFont(
            f"{what} draws {' '.join(wild[:_NAMED])} far outside the line.",
            "The file may be damaged: download it again, or use another font.",
        )
    if missing := [ch for ch in NEEDED if ch in seen.missing]:
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        raise BadFont(
            f"{what} has no {' '.join(missing[:_NAMED])}{more}, which ads need.",
            "Give a version of the font that has them, or use another font.",
        )
    return Font(data, "font/otf" if kind is OTF else "font/ttf")


def _looked_at(data: bytes, what: str) -> _Seen:
    """What the child sees in the font. Raises BadFont if it sees nothing, or does not come back."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "font"
        path.write_bytes(data)
        try:
            done = subprocess.run(
                _command(path), capture_output=True, timeout=WITHIN, check=True,
                stdin=subprocess.DEVNULL, env=environment(),
            )
            return _Seen.model_validate_json(done.stdout)
        except (subprocess.SubprocessError, ValidationError) as exc:
            raise BadFont(
                f"{what} cannot be opened as a font; it is damaged or incomplete.",
                "Download it again, or use another font.",
            ) from exc


def _command(path: Path) -> list[str]:
    program = [sys.executable, "-I", "-B", str(_CHILD), str(path), json.dumps(ALPHABET)]
    if sys.platform == "win32":
        return program
    limits = [str(number) for number in (os.getpid(), *_LIMITS)]
    return [sys.executable, "-I", "-S", str(_CONFINE), *limits, "--", *program]
