"""All of a film in one ZIP: the files of its parts folder, streamed as they are, not compressed.

Nothing is copied: the library's files are read while they are sent, so a film of any size needs no
room. Only sounds are turned into MP3 first, once.
"""

import io
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from storage.errors import NotFound
from tools.pipeline.export import SAMPLES, as_mp3, contents, make_folder, written_whole
from tools.pipeline.film import film_of
from tools.pipeline.production import Production

CHUNK = 1 << 20
OURS = "It belongs to AdFlow: make it writable again, then try once more."
Member = tuple[str, Path | bytes]


async def members(production: Production, owner: str, render: str) -> tuple[Member, ...]:
    """A finished film's files by name, as `adflow ad` writes them. Raises NotFound, DiskFull,
    EnvironmentProblem.
    """
    row = production.quotes.render(render)
    if row.owner != owner or row.status != "done" or not row.whole:
        raise NotFound("This film is not known.", "Render it first.")
    board = production.projects.storyboard(row.project, row.version)
    film = film_of(board, production.plan(board), production.library, owner)
    derived = production.settings.derived
    make_folder(derived, OURS)
    found: list[Member] = []
    for name, content in contents(film, production):
        if isinstance(content, str):
            found.append((name, content.encode()))
        elif content.media_type == SAMPLES:
            mp3 = derived / f"{content.sha256}.mp3"
            await as_mp3(production.path(content), mp3, OURS)
            found.append((name, mp3))
        else:
            found.append((name, production.path(content)))
    return tuple(found)


class _Sent(io.RawIOBase):
    """What was written and is not taken yet. It cannot be sought in, so sizes follow the data."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        """It is there to be written to."""
        return True

    def write(self, data: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        """Keep it until it is taken."""
        self._waiting += data
        return len(data)

    def take(self) -> bytes:
        """All that waits."""
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken


def zipped(files: Sequence[Member]) -> Iterator[bytes]:
    """The ZIP's bytes, piece by piece."""
    sent, now = _Sent(), time.localtime()[:6]
    with ZipFile(sent, "w", ZIP_STORED) as archive:
        for name, content in files:
            with archive.open(ZipInfo(name, now), "w") as member:
                for piece in _pieces(content):
                    member.write(piece)
                    yield sent.take()
    yield sent.take()


def _pieces(content: Path | bytes) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def write_zip(files: Sequence[Member], target: Path) -> None:
    """Write the ZIP, whole or not at all. Raises DiskFull, EnvironmentProblem."""
    make_folder(target.parent)
    with written_whole(target) as draft, draft.open("wb") as out:
        for piece in zipped(files):
            out.write(piece)
