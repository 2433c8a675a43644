"""What the shell prints: storyboards, quotes, progress, lists. For people with rich, or as JSON."""

import json
import shutil
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from storage.projects import Project
from storage.records import Quote, RenderProgress, Storyboard
from storage.settings import Settings
from tools.media.binary import FFmpeg
from tools.pipeline.price import in_dollars

LITTLE_ROOM = 2 << 30


def plain(text: str) -> str:
    """Text that rich takes as text, whatever it holds."""
    return escape(text)


def out(value: object) -> None:
    """One JSON object on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def storyboard(screen: Console, board: Storyboard) -> None:
    """The scenes, one a row."""
    table = Table(title=f"{plain(board.brief.name or 'Your ad')} · {board.look} · {board.aspect} · "
                        f"{board.seconds:g} s", title_justify="left")
    for heading in ("", "Scene", "Seconds", "Says", "Moves"):
        table.add_column(heading)
    for number, shot in enumerate(board.shots, start=1):
        table.add_row(
            str(number), shot.beat.upper() if shot.beat == "cta" else shot.beat.title(),
            f"{shot.seconds:g}", plain(" / ".join(shot.overlay.words())),
            plain(shot.motion.camera_language),
        )
    screen.print(table)


def quote(screen: Console, offered: Quote) -> None:
    """What a yes buys."""
    made, reused = len(offered.made), len(offered.lines) - len(offered.made)
    screen.print(
        f"{made} parts to make, {reused} reused: [bold]{in_dollars(offered.total)}[/], "
        f"about {max(1, round(offered.seconds))} seconds."
    )


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


def projects(screen: Console, rows: Sequence[Project], *, as_json: bool) -> None:
    """A list of projects."""
    if as_json:
        out([{"id": row.id, "title": row.title, "version": row.head, "updated": row.updated_at}
             for row in rows])
        return
    if not rows:
        screen.print("No projects yet. Make one: adflow ad PHOTO")
        return
    table = Table()
    for heading in ("Project", "Title", "Version", "Changed"):
        table.add_column(heading)
    for row in rows:
        table.add_row(row.id[:8], plain(row.title or "—"), str(row.head or "—"),
                      row.updated_at[:16].replace("T", " "))
    screen.print(table)


def project(screen: Console, row: Project, board: Storyboard | None, *, as_json: bool) -> None:
    """One project."""
    if as_json:
        out(json.loads(board.model_dump_json()) if board else {"id": row.id, "title": row.title})
    elif board is None:
        screen.print(f"{plain(row.title or row.id[:8])} has no storyboard yet.")
    else:
        storyboard(screen, board)
        screen.print(f"Version {board.version}. Change it: adflow revise {row.id[:8]} \"…\"")


def doctor(screen: Console, settings: Settings, ffmpeg: FFmpeg, *, as_json: bool) -> int:
    """What the machine offers; 1 if something is in the way."""
    free = shutil.disk_usage(settings.home).free
    facts = {
        "ffmpeg": f"{ffmpeg.version} ({ffmpeg.path})",
        "data folder": str(settings.home),
        "free space": f"{free / (1 << 30):.1f} GiB",
        "brain": "built-in guide (no key needed)",
        "studio": "built in (no key needed)",
    }
    if as_json:
        out(facts)
    else:
        for name, fact in facts.items():
            screen.print(f"{name:>12}  {plain(fact)}")
        if free < LITTLE_ROOM:
            screen.print("[red]Little room on the disk: an ad needs about 300 MB.[/]")
    return int(free < LITTLE_ROOM)
