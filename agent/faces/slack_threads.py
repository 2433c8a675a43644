"""The threads that are at work in this process. What happens in one waits for what came before."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from agent.conversation import Conversation
from agent.faces.slack_client import SlackClient
from agent.faces.slack_heard import Heard
from agent.faces.slack_page import SlackPage, patiently
from agent.faces.slack_rules import Refusal, Rules
from agent.faces.slack_work import Thread
from storage.slack import Noted, SlackThread
from tools.pipeline.approvers import SLACK
from tools.pipeline.production import Production

log = logging.getLogger("adflow.slack")
Talks = Callable[[str, str], Conversation]


def tell(task: "asyncio.Task[None]") -> None:
    """What nobody foresaw is told in the log; what it was about stays open."""
    if not task.cancelled() and (problem := task.exception()):
        log.error("the Slack face: %s", problem, exc_info=problem)


class Threads:
    """Keeps threads by their ids, and what is being drawn in them."""

    def __init__(self, production: Production, client: SlackClient, talks: Talks) -> None:
        self._production, self._client, self._talks = production, client, talks
        self._book = production.slack
        self._threads: dict[str, Thread] = {}
        self._lines: dict[str, asyncio.Lock] = {}
        self._drawing: dict[str, asyncio.Task[None]] = {}     # what is drawn beside turns

    async def carry_out(self, rules: Rules, noted: Noted) -> None:
        """Do what was written down, if its person may, in its thread's turn."""
        heard = Heard.model_validate(noted.body)
        async with self._lines.setdefault(noted.thread, asyncio.Lock()):
            if refusal := rules.refusal(heard):
                await self._refuse(heard, refusal)
            elif thread := self._begun(rules, heard):
                await thread.carry_out(heard, noted)
            await asyncio.to_thread(self._book.done, noted.n)
        await self.look()

    def _begun(self, rules: Rules, heard: Heard) -> Thread | None:
        """The thread; it begins with a message to us. None for what only looks like one of ours."""
        row, owner = self._book.thread(heard.thread), rules.owner(heard.user)
        if row is None and heard.called and owner is not None:
            row = self._book.begin_thread(heard.channel, heard.ts, owner, f"{SLACK}:{heard.user}")
        return self._of(row) if row else None

    async def _refuse(self, heard: Heard, refusal: Refusal) -> None:
        log.warning("not answered: %s (%s in %s)", refusal.why, heard.user, heard.channel)
        if refusal.told and heard.called:
            await patiently(lambda: self._client.whisper(
                heard.channel, heard.ts, heard.user, refusal.told))

    def _of(self, row: SlackThread) -> Thread:
        if row.id not in self._threads:
            self._threads[row.id] = Thread(
                self._production, SlackPage(self._client, self._book, row),
                self._talks(row.owner, row.id), lambda render: self._watch(row, render))
        return self._threads[row.id]

    def _watch(self, row: SlackThread, render: str) -> None:
        self._draw(f"render:{render}", partial(self._of(row).follow, render))

    async def look(self) -> None:
        """Bring threads up to date with what was decided and begun, here or elsewhere."""
        for settled in await asyncio.to_thread(self._book.stale):
            if row := self._book.thread(settled.thread):
                self._draw(f"quote:{settled.quote}", partial(self._of(row).settle, settled))
        for render, row in await asyncio.to_thread(self._book.unshown):
            self._watch(row, render)

    def _draw(self, what: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Draw something beside the turns, once at a time."""
        if what not in self._drawing:
            task = asyncio.create_task(work())
            self._drawing[what] = task
            task.add_done_callback(lambda done: self._drawn(what, done))

    def _drawn(self, what: str, task: "asyncio.Task[None]") -> None:
        tell(task)
        if not task.cancelled() and task.exception() is None:
            del self._drawing[what]                           # else the next process tries again

    async def close(self) -> None:
        """Stop drawing; the renders themselves go on."""
        tasks = list(self._drawing.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
