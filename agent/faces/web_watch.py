"""One watcher a render in this process: it draws on the thread's page for all tabs, and lives on
when they are closed.

A page is redrawn at most twice a second; the newest state always gets there.
"""

import asyncio
import logging
from typing import Any

from agent.faces.web_talk import Talk
from agent.pacing import calmly

log = logging.getLogger("adflow.web")
REMEMBERED = 500                         # renders whose pages are known
_PAUSE = 0.5                                                  # seconds between two drawings


class Watchers:
    """Keeps watchers by render id."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._shown: dict[tuple[str, str], None] = {}         # in the order they were shown

    def watch(self, render: str, talk: Talk, seen: int,
              after: asyncio.Task[Any] | None = None) -> None:
        """Draw the render's events after number `seen`, until it ends; once per render.

        `after` is a task to wait for first, e.g. the one that sends the page its past.
        """
        self._shown.setdefault((render, talk.drawing.page.thread))
        if len(self._shown) > REMEMBERED:
            del self._shown[next(iter(self._shown))]
        if render not in self._tasks:
            task = asyncio.create_task(_follow(render, talk, seen, after))
            self._tasks[render] = task
            task.add_done_callback(lambda done: self._ended(render, done))

    def shows(self, render: str, thread: str) -> bool:
        """Whether a thread's page has drawn how this render goes on, to its end."""
        return (render, thread) in self._shown

    def _ended(self, render: str, task: asyncio.Task[None]) -> None:
        self._tasks.pop(render, None)
        if not task.cancelled() and (problem := task.exception()):
            log.error("watching render %s ended: %s", render, problem, exc_info=problem)

    async def close(self) -> None:
        """Stop watching; the renders themselves go on."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _follow(
    render: str, talk: Talk, seen: int, after: asyncio.Task[Any] | None
) -> None:
    if after is not None:
        await asyncio.wait([after])
    async for event in calmly(talk.talker.watch(render, seen), _PAUSE):
        await talk.drawing.draw(event, in_place=True)
