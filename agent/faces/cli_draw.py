"""What the shell prints: storyboards, quotes, progress. For people with rich, or as JSON."""

import json
import sys
from collections import Counter

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.prompt import Confirm
from rich.table import Table

from agent.faces.cli_run import waiting_for_words
from agent.job_words import called
from agent.wording import model_named, offer_in_words, remarks_in_words
from storage.errors import BadInput
from storage.records import JobKind, Quote, RenderProgress, Shot, Storyboard
from tools.pipeline.price import in_dollars


def plain(text: str) -> str:
    """Text that rich takes as text, whatever it holds."""
    return escape(text)


def out(value: object) -> None:
    """One JSON object on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def confirmed(question: str, screen: Console, *, default: bool = False, do: str = "do it") -> bool:
    """A yes of the person in front of the shell. Raises BadInput where nobody is."""
    try:
        with waiting_for_words():
            return Confirm.ask(question, console=screen, default=default)
    except EOFError as exc:
        raise BadInput("Nobody is there to answer.", f"Add --yes to {do}.") from exc


def storyboard(screen: Console, board: Storyboard) -> None:
    """The scenes, one a row."""
    table = Table(title=f"{plain(board.brief.name or 'Your ad')} · {_seen(board)}{board.aspect} · "
                        f"{board.seconds:g} s", title_justify="left")
    for heading in ("", "Scene", "Seconds", "Says", "Moves"):
        table.add_column(heading)
    for number, shot in enumerate(board.shots, start=1):
        table.add_row(
            str(number), _scene(board, shot),
            f"{shot.seconds:g}", plain(" / ".join(shot.overlay.words()) or shot.spoken),
            plain(shot.motion.camera_language),
        )
    screen.print(table)


def _seen(board: Storyboard) -> str:
    """How its pictures look, where that is said."""
    found = board.look if board.product else plain(board.options.style)
    return f"{found} · " if found else ""


def _scene(board: Storyboard, shot: Shot) -> str:
    """A scene's beat; its title in a film without a product."""
    if board.product is None:
        return plain(shot.use_case)
    return shot.beat.upper() if shot.beat == "cta" else shot.beat.title()


def quote(screen: Console, offered: Quote) -> None:
    """What a yes buys, by kind and model, and what should be known before it."""
    make, price = Counter[tuple[JobKind, str]](), Counter[tuple[JobKind, str]]()
    for line in offered.lines:
        make[line.kind, line.model] += not line.reused
        price[line.kind, line.model] += 0 if line.reused else line.price
    table = Table()
    for heading in ("Part", "Made by", "Make", "Price"):
        table.add_column(heading, justify="right" if heading in ("Make", "Price") else "left")
    for (kind, model), count in make.items():
        if count and not model.startswith("house/"):
            amount = in_dollars(price[kind, model])
            table.add_row(called(kind, "en").one.capitalize(), plain(model_named(model)),
                          str(count), amount)
    if table.row_count:
        screen.print(table)
    screen.print(f"[bold]{plain(offer_in_words(offered, 'en'))}[/]")
    for sentence in remarks_in_words(offered, "en"):
        screen.print(plain(sentence))


class Bars:
    """Progress bars of a render, one for each scene and one for the whole."""

    def __init__(self, screen: Console, board: Storyboard) -> None:
        self._progress = Progress(
            TextColumn("{task.description:>10}"), BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"), TimeRemainingColumn(), console=screen,
        )
        self._bars = {
            shot.id: self._progress.add_task(f"Scene {number}", total=1.0)
            for number, shot in enumerate(board.shots, start=1)
        }
        self._whole = self._progress.add_task("Film", total=1.0)

    def __enter__(self) -> "Bars":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def move(self, seen: RenderProgress) -> None:
        """Show a render's newest state."""
        for shot, bar in self._bars.items():
            parts = [job.fraction for job in seen.jobs if job.shot == shot]
            if parts:
                self._progress.update(bar, completed=sum(parts) / len(parts))
        self._progress.update(self._whole, completed=seen.fraction)
