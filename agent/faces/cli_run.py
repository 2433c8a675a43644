"""What all commands of the shell share: how they are run, for whom, and their common options."""

import asyncio
import gc
import json
import logging
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from storage.errors import AdFlowError
from storage.settings import LOCAL, load_settings

screen = Console(stderr=True, highlight=False)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object for machines.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask; accept the quote.")]
Out = Annotated[Path | None, typer.Option(help="Folder for the film and its parts.")]
Project = Annotated[str, typer.Argument(help="The project's id, its beginning, or its title.")]
Shots = Annotated[
    list[int] | None, typer.Option("--shot", help="Only this shot's clip, by number; repeat.")]

_after_ctrl_c = ["See what there is: adflow projects"]         # one process is one command


def owner() -> str:
    """Whose projects the shell works on: those of ADFLOW_USER. Raises BadInput."""
    settings = load_settings()
    if settings.user == LOCAL:
        return LOCAL
    from storage.users import owner_of_shell

    return owner_of_shell(settings)


def goes_on_with(command: str) -> None:
    """From here on, this is the command that goes on after Ctrl-C."""
    _after_ctrl_c[:] = [f"Go on: {command}"]


@contextmanager
def waiting_for_words() -> Iterator[None]:
    """While a person is asked, Ctrl-C leaves at once, as the loop's own would not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def run(work: Callable[[], Coroutine[Any, Any, int]], *, as_json: bool = False) -> None:
    """Run a command; turn our errors into a sentence and an exit code."""
    gc.freeze()                          # all is imported: see `cli.main`
    gc.enable()
    logging.disable(logging.WARNING)
    try:
        code = asyncio.run(work())
    except AdFlowError as exc:
        _tell(str(exc), exc.next_step, as_json=as_json)
        code = 1
    except KeyboardInterrupt:
        screen.print()
        _tell("Interrupted. What is finished is kept.", _after_ctrl_c[0], as_json=as_json)
        code = 130
    raise typer.Exit(code)


def _tell(problem: str, next_step: str, *, as_json: bool) -> None:
    """What went wrong and what to do, for people; for machines too if they asked."""
    if as_json:
        sys.stdout.write(json.dumps({"error": problem, "next_step": next_step}) + "\n")
    screen.print(f"[bold red]{escape(problem)}[/]")
    if next_step:
        screen.print(escape(next_step))
