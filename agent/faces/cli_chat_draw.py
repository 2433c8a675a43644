"""How the terminal chat draws a conversation's events: for a person, or as JSON lines.

Invariant: what the director says appears as it comes; everything else begins on a line of its own.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from agent.events import (
    CheaperShown,
    ClipsShown,
    Event,
    FileTaken,
    Listed,
    Noted,
    PicturesOffered,
    Problem,
    QuoteSettled,
    QuoteShown,
    RenderMoved,
    Said,
    StoryboardShown,
    UncertainShown,
    Working,
)
from agent.faces import cli_draw
from agent.faces.cli_draw import plain
from agent.faces.cli_folder import show_clips, show_pictures, tell_film
from agent.wording import ended_in_words
from storage.records import Storyboard
from tools.pipeline.finished import Ended
from tools.pipeline.price import in_dollars
from tools.pipeline.production import Production

WELCOME = """Talk to the director. Begin with a product photo: type or drop its path here, or a
product page's address. /brief /storyboard /quote /versions /spend /models look things up;
Ctrl-D or /quit leaves."""


class Drawing:
    """For a person, on a terminal."""

    def __init__(self, screen: Console) -> None:
        self._screen = screen
        self._speaking = ""                       # the message that is being said
        self._bold, self._held = False, ""        # Markdown's ** may come in two pieces

    def welcome(self) -> None:
        """The first lines of a new talk."""
        self._screen.print(WELCOME)

    def ask(self, *, decide: bool) -> str:
        """What the person types. Raises EOFError."""
        if not sys.stdin.isatty():
            return self._screen.input("")
        return self._screen.input(f"\n[bold]{'yes or no' if decide else 'you'} >[/] ")

    def farewell(self, project: str) -> None:
        """The last line."""
        self._screen.print(f"Go on: adflow chat {project}" if project else "Nothing was begun.")

    def ended(self, one: Ended) -> None:
        """A film that was made elsewhere has ended."""
        self._screen.print(f"\n{ended_in_words(one, 'en')}", markup=False)
        self._screen.print(f"See it: adflow chat {one.project[:8]}", style="dim")

    def rest(self) -> None:
        """What was being said is said."""
        if self._speaking:
            self._screen.print(self._held, markup=False)
        self._speaking, self._bold, self._held = "", False, ""

    def draw(self, event: Event) -> None:
        """One event; what the page needs for its buttons has nothing to show here."""
        if isinstance(event, Said):
            self._say(event)
            return
        self.rest()
        match event:
            case Working():
                self._screen.print(f"{event.label} …", style="dim", markup=False)
            case FileTaken():
                self._screen.print(f"Taken in: {plain(event.name)}", style="dim")
            case StoryboardShown():
                cli_draw.storyboard(self._screen, event.storyboard)
            case QuoteShown():
                cli_draw.quote(self._screen, event.quote)
                self._screen.print("Say yes to make it, no to leave it, or what to change.")
            case QuoteSettled() if not event.approved:
                self._screen.print("Not bought.", style="dim")
            case Problem():
                self._screen.print(f"[bold red]{plain(event.message)}[/]")
                self._screen.print(plain(event.next_step))
            case Noted() | ClipsShown():
                self._screen.print(event.text, style="dim", markup=False)
            case Listed() | PicturesOffered() | CheaperShown() | UncertainShown():
                self._table(*_TABLES[type(event)](event))

    def _say(self, event: Said) -> None:
        """A piece of a message as it comes, with its bold words bold."""
        if event.message != self._speaking:
            self.rest()
            self._speaking = event.message
        text = self._held + event.text
        self._held = "*" if text.endswith("*") and not text.endswith("**") else ""
        for number, part in enumerate(text.removesuffix(self._held or "\0").split("**")):
            self._bold ^= number > 0
            self._screen.print(part, end="", markup=False, soft_wrap=True,
                               style="bold" if self._bold else None)

    def _table(self, title: str, columns: tuple[str, ...], rows: "Rows", note: str) -> None:
        table = Table(title=plain(title), title_justify="left", show_header=bool(columns))
        for column in columns or ("", *("" for _ in rows[:1] for _ in rows[0][1:])):
            table.add_column(column)
        for row in rows:
            table.add_row(*map(plain, row))
        if rows:
            self._screen.print(table)
        if note:
            self._screen.print(plain(note))

    @contextmanager
    def watching(self, board: Storyboard) -> Iterator[Callable[[RenderMoved], None]]:
        """Bars for as long as a render goes on."""
        self._screen.print("Ctrl-C leaves it as it is; nothing is lost.", style="dim")
        with cli_draw.Bars(self._screen, board) as bars:
            yield lambda moved: bars.move(moved.progress)

    def pictures(self, production: Production, owner: str, board: Storyboard) -> None:
        """Where the pictures are that were made first."""
        show_pictures(production, owner, board, self._screen)

    def clips(self, files: Sequence[Path]) -> None:
        """Where clips are that were made without the film."""
        show_clips(files, self._screen)

    def film(self, folder: Path, board: Storyboard) -> None:
        """Where the film is."""
        tell_film(folder, board, self._screen)


class Machine:
    """For a machine: one JSON object a line, as the events are."""

    def welcome(self) -> None:
        """A machine needs none."""

    def ask(self, *, decide: bool) -> str:
        """The next line. Raises EOFError."""
        if line := sys.stdin.readline():
            return line
        raise EOFError

    def farewell(self, project: str) -> None:
        """What there is now."""
        cli_draw.out({"event": "End", "project": project})

    def ended(self, one: Ended) -> None:
        """What has ended elsewhere."""
        cli_draw.out({"event": "Ended", **one.model_dump(mode="json")})

    def rest(self) -> None:
        """Nothing is held back."""

    def draw(self, event: Event) -> None:
        """The event as it is."""
        cli_draw.out({"event": type(event).__name__, **event.model_dump(mode="json")})

    @contextmanager
    def watching(self, board: Storyboard) -> Iterator[Callable[[RenderMoved], None]]:
        """Each state as it comes."""
        yield self.draw

    def pictures(self, production: Production, owner: str, board: Storyboard) -> None:
        """Where they are."""
        made = production.pictures(owner, board)
        cli_draw.out({"event": "Pictures", "paths": {
            shot: str(production.path(asset)) for shot, asset in made.items()}})

    def clips(self, files: Sequence[Path]) -> None:
        """Where they are."""
        cli_draw.out({"event": "Clips", "paths": [str(file) for file in files]})

    def film(self, folder: Path, board: Storyboard) -> None:
        """Where it is."""
        cli_draw.out({"event": "Folder", "project": board.project, "version": board.version,
                      "folder": str(folder), "film": str(folder / "ad.mp4")})


Rows = list[tuple[str, ...]]
Shown = tuple[str, tuple[str, ...], Rows, str]


def _listed(event: Listed) -> Shown:
    return event.title, event.columns, [one.cells for one in event.rows], event.note


def _offered(event: PicturesOffered) -> Shown:
    rows: Rows = [(str(number), url) for number, url in enumerate(event.page.pictures, start=1)]
    return event.page.title, ("", "Picture"), rows, "Which one? Say its number."


def _ways(event: CheaperShown) -> Shown:
    rows: Rows = [(one.title, one.gives_up, in_dollars(one.price)) for one in event.ways]
    return "Cheaper", ("Way", "Gives up", "Price"), rows, "" if rows else "There is no cheaper way."


def _uncertain(event: UncertainShown) -> Shown:
    rows: Rows = [(one.label, in_dollars(one.amount), one.problem) for one in event.jobs]
    note = "Decide: adflow decide PROJECT check, again, or lost." if rows else ""
    return "May or may not be bought", ("Part", "Price", "What happened"), rows, note


_TABLES: dict[type[Event], Callable[..., Shown]] = {
    Listed: _listed, PicturesOffered: _offered, CheaperShown: _ways, UncertainShown: _uncertain,
}
