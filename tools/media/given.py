"""A file a person gave: read whole, within a limit, and called by a name that is safe to say."""

import stat
from pathlib import Path
from typing import Final

from storage.errors import BadInput

MAX_BYTES: Final = 50_000_000
MAX_NAME = 80


def read_given(given: bytes | Path, problem: type[BadInput], name: str = "") -> bytes:
    """The bytes of an upload or of a file; raises `problem` if it cannot be read or is too large.

    Only plain files are opened: reading a pipe or a device could wait or run for ever.
    """
    what = call(name, given)
    data = _read(given, problem, what) if isinstance(given, Path) else given
    if not data:
        raise problem(f"{what} is empty.", "Check that it was saved or sent completely.")
    if len(data) > MAX_BYTES:
        raise _too_large(problem, what)
    return data


def call(name: str, given: bytes | Path) -> str:
    """How to speak of what was given: its quoted name, or `the file`."""
    if not name and isinstance(given, Path):
        name = given.name
    clean = "".join(char for char in name if char.isprintable()).strip()
    return f"“{clean[:MAX_NAME]}”" if clean else "The file"


def _read(path: Path, problem: type[BadInput], what: str) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise problem(f"{what} is a folder.", "Give one file in it instead.")
        if not stat.S_ISREG(status.st_mode):
            raise problem(f"{what} is not a plain file.", "Copy it to a plain file first.")
        if status.st_size > MAX_BYTES:
            raise _too_large(problem, what)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as exc:
        raise problem(f"{what} was not found.", "Check the path and its spelling.") from exc
    except PermissionError as exc:
        raise problem(f"{what} may not be read.", "Allow reading it, or copy it.") from exc
    except (OSError, ValueError) as exc:
        raise problem(f"{what} cannot be read: {exc}.", "Copy it elsewhere and try again.") from exc


def _too_large(problem: type[BadInput], what: str) -> BadInput:
    limit = MAX_BYTES // 1_000_000
    return problem(f"{what} is larger than {limit} MB.", "Save a smaller version and give that.")
