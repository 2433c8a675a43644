"""How a command of the shell runs: errors become a sentence and an exit code."""

import asyncio
import gc
import json
import logging
import sys
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from storage.errors import AdFlowError

OWNER = "local"
screen = Console(stderr=True, highlight=False)
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object for machines.")]


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
