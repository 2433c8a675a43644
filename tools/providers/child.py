"""Heavy work in a child process: two at a time, stopped at once, gone when its parent is gone.

The function gets a path as its last argument, where it may write how far it is (a fraction) with
`tell`; the parent passes that on. Nothing else is shared.
"""

import asyncio
import importlib
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from anyio import BrokenWorkerProcess, to_process

from storage.errors import MediaFailed
from tools.media.confine import die_with
from tools.providers.interface import Report

Result = TypeVar("Result")
LOOK_EVERY = 0.25
AT_A_TIME = 2
NICE = 5


def tell(progress: Path, fraction: float) -> None:
    """Say how far the work is; called in the child."""
    draft = progress.with_suffix(".new")
    draft.write_text(f"{fraction:.4f}")
    draft.replace(progress)


async def in_child(
    function: Callable[..., Result], *args: object, workspace: Path, report: Report
) -> Result:
    """Run `function(*args, progress)` in a child process and return what it returns.

    Cancelling kills the child. Errors of the child come out here; MediaFailed if it died.
    """
    progress = workspace / "progress"
    watch = asyncio.create_task(_pass_on(progress, report))
    try:
        return await to_process.run_sync(
            _run, function, args, progress, os.getpid(), cancellable=True
        )
    except BrokenWorkerProcess as exc:
        raise MediaFailed(
            "The process that was drawing died.",
            "It may have run out of memory: close other programs and start the render again.",
        ) from exc
    finally:
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch


async def warm_children() -> None:
    """Start the child processes with their libraries, so that the first jobs need not wait."""
    with suppress(BrokenWorkerProcess):      # then they start when they are needed
        await asyncio.gather(
            *(to_process.run_sync(_warm, os.getpid()) for _ in range(AT_A_TIME)))


def _settle(parent: int) -> None:
    """Belong to the parent, and let it and the chat have the processor first."""
    if sys.platform == "linux":
        die_with(parent)
    os.setpriority(os.PRIO_PROCESS, 0, NICE)


def _warm(parent: int) -> None:
    _settle(parent)
    importlib.import_module("tools.providers.assemble")
    time.sleep(0.3)                          # so that the next one is another process


def _run(
    function: Callable[..., Result], args: tuple[object, ...], progress: Path, parent: int
) -> Result:
    _settle(parent)
    return function(*args, progress)


async def _pass_on(progress: Path, report: Report) -> None:
    while True:
        await asyncio.sleep(LOOK_EVERY)
        if (told := await asyncio.to_thread(_told, progress)) is not None:
            report(told)


def _told(progress: Path) -> float | None:
    with suppress(FileNotFoundError, ValueError):
        return float(progress.read_text())
    return None
