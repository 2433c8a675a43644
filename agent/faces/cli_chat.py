"""`adflow chat`: the whole talk in the terminal, on the same conversation as the web chat.

A line is what the person says; paths of pictures, music and fonts in it are files they give. After
Ctrl-C nothing is lost: what was approved goes on with `adflow chat PROJECT` or `adflow approve`.
"""

import re
import uuid
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event as Flag
from threading import Thread

from rich.console import Console

from agent.conversation import Conversation, Upload
from agent.events import (
    ClipsShown,
    Event,
    FilmReady,
    Problem,
    RenderMoved,
    StoryboardShown,
)
from agent.faces.cli_chat_draw import Drawing, Machine
from agent.faces.cli_folder import folder_of, write_clips, write_film
from agent.faces.cli_run import goes_on_with, waiting_for_words
from agent.serve import a_worker
from storage.errors import AdFlowError
from storage.settings import Settings
from tools.media.binary import find_ffmpeg
from tools.pipeline.finished import LOOK_EVERY, Endings
from tools.pipeline.production import Production, open_production
from tools.pipeline.projects import found
from tools.providers.registry import catalog_of

FILES = {
    ".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif", ".avif", ".bmp", ".tif", ".tiff",
    ".mp3", ".wav", ".m4a", ".ogg", ".flac", ".aac", ".ttf", ".otf",
}
LEAVES = {"/quit", "/exit", "quit", "exit", "bye"}
_WORD = re.compile(r"""'[^']+'|"[^"]+"|(?:\\.|\S)+""")


async def talk(
    settings: Settings, owner: str, project: str | None, out: Path | None, screen: Console,
    *, as_json: bool,
) -> int:
    """Talk until the person leaves. Returns the exit code."""
    find_ffmpeg()
    async with open_production(settings, catalog_of(settings)) as production, a_worker(settings):
        thread = str(uuid.uuid4())
        if project:
            row = found(production, owner, project)
            production.projects.activate(owner, row.id)
            thread = row.thread
        chat = _Chat(production, Conversation(production, owner, thread), out,
                     Machine() if as_json else Drawing(screen))
        return await chat.run(begun=bool(project))


class _Chat:
    """One person's talk in one terminal."""

    def __init__(
        self, production: Production, conversation: Conversation, out: Path | None,
        drawing: Drawing | Machine,
    ) -> None:
        self._production, self._talk = production, conversation
        self._out, self._drawing = out, drawing
        self._endings, self._watched = Endings(production), set[str]()

    async def run(self, *, begun: bool) -> int:
        """Line after line, until there are no more."""
        if begun:
            await self._play(_each(self._talk.resume()))
        else:
            self._drawing.welcome()
        while (line := self._line()) is not None:
            if line.strip().casefold() in LEAVES:
                break
            if line.strip():
                await self._play(self._talk.turn(*given(line)))
        self._drawing.farewell(self._project())
        return 0

    def _line(self) -> str | None:
        """What the person types next; None at the end."""
        if project := self._project():
            goes_on_with(f"adflow chat {project}")
        try:
            with waiting_for_words(), self._told():
                return self._drawing.ask(decide=self._talk.state.quote is not None)
        except EOFError:
            return None

    @contextmanager
    def _told(self) -> Iterator[None]:
        """While words are waited for, the person's other films that end are told."""
        over = Flag()

        def tell() -> None:
            while True:
                with suppress(AdFlowError):      # such as a full disk: the next word says it
                    for one in self._endings.new():
                        if one.owner == self._talk.owner and one.render not in self._watched:
                            self._drawing.ended(one)
                if over.wait(LOOK_EVERY):
                    self._production.catalogue.close()
                    return

        telling = Thread(target=tell, daemon=True)
        telling.start()
        try:
            yield
        finally:
            over.set()
            telling.join()

    def _project(self) -> str:
        """The project's id in short, once there is something in it."""
        row = self._production.projects.active(self._talk.owner, self._talk.thread)
        return row.id[:8] if row and (row.head or row.title) else ""

    async def _play(self, events: AsyncIterator[Event]) -> None:
        """Draw what follows from a line; a render until it has ended."""
        moved: RenderMoved | None = None
        try:
            async for event in events:
                if isinstance(event, RenderMoved):
                    moved = event
                elif not isinstance(event, FilmReady | ClipsShown):   # its render tells it again
                    self._drawing.draw(event)
            if moved is not None:
                await self._watch(moved)
        except AdFlowError as exc:
            self._drawing.draw(Problem(message=str(exc), next_step=exc.next_step))
        finally:
            self._drawing.rest()

    async def _watch(self, moved: RenderMoved) -> None:
        """A render to its end, and what it made. Ctrl-C leaves it as it is."""
        self._drawing.rest()
        board = self._production.projects.storyboard(moved.project, moved.version)
        goes_on_with(f"adflow chat {board.project[:8]}")
        render, after = moved.progress.render, list[Event]()
        self._watched.add(render)
        with self._drawing.watching(board) as moves:
            moves(moved)
            async for event in self._talk.watch(render, moved.progress.seq):
                if isinstance(event, RenderMoved):
                    moves(event)
                elif not isinstance(event, StoryboardShown):   # the bars say what it would
                    after.append(event)
        if self._production.quotes.render(render).part == "pictures":
            self._drawing.pictures(self._production, self._talk.owner, board)
        for event in after:
            self._drawing.draw(event)
            if isinstance(event, FilmReady):
                folder = folder_of(board, self._out)
                await write_film(self._production, self._talk.owner, board, folder)
                self._drawing.film(folder, board)
            elif isinstance(event, ClipsShown) and event.clips:
                self._drawing.clips(write_clips(
                    self._production, self._talk.owner, board,
                    [one.shot for one in event.clips], folder_of(board, self._out)))


async def _each(events: Sequence[Event]) -> AsyncIterator[Event]:
    for event in events:
        yield event


def given(line: str) -> tuple[str, list[Upload]]:
    """What a line says, and the files that are named in it and are there."""
    files: list[Upload] = []

    def taken(match: re.Match[str]) -> str:
        word = match[0]
        quoted = len(word) > 1 and word[0] == word[-1] and word[0] in "'\""
        plain = word[1:-1] if quoted else re.sub(r"\\(.)", r"\1", word)
        path = Path(plain).expanduser()
        if path.suffix.casefold() not in FILES or not path.is_file():
            return word
        files.append(Upload(path.name, path))
        return ""

    text = _WORD.sub(taken, line)
    return " ".join(text.split()), files
