"""What all commands of the shell share: how they are run, for whom, and their common options."""

import asyncio
import gc
import json
import logging
import sys
from collections.abc import Callable, Coroutine
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


def owner() -> str:
    """Whose projects the shell works on: those of ADFLOW_USER. Raises BadInput."""
    settings = load_settings()
    if settings.user == LOCAL:
        return LOCAL
    from storage.users import owner_of_shell

    return owner_of_shell(settings)


def run(work: Callable[[], Coroutine[Any, Any, int]], *, as_json: bool = False) -> None:
    """Run a command; turn our errors into a sentence and an exit code."""
    gc.freeze()                          # all is imported: see `cli.main`
    gc.enable()
    logging.disable(logging.WARNING)
    try:
        code = asyncio.run(work())
    except AdFlowError as exc:
        if as_json:
            sys.stdout.write(json.dumps({"error": str(exc), "next_step": exc.next_step}) + "\n")
        screen.print(f"[bold red]{escape(str(exc))}[/]")
        if exc.next_step:
            screen.print(escape(exc.next_step))
        code = 1
    except KeyboardInterrupt:
        screen.print("\nInterrupted. What is finished is kept: the same command goes on.")
        code = 130
    raise typer.Exit(code)
