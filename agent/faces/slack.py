"""The Slack face: what people do in threads, turned into a conversation's calls and drawn there.

Nothing is decided here. What comes in is written down and acknowledged, then carried out from what
was written, one after another in each thread. So a process that dies loses nothing: the next one
goes on with what is open, and watches the renders whose end a thread has not seen.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from agent.faces.slack_client import Identity, SlackClient
from agent.faces.slack_doors import Doors
from agent.faces.slack_files import clear
from agent.faces.slack_heard import bot_of, heard_of
from agent.faces.slack_page import patiently
from agent.faces.slack_rules import Rules
from agent.faces.slack_threads import Talks, Threads, tell
from storage.errors import AdFlowError, SlackAway
from storage.slack import Noted
from storage.users import Users
from tools.pipeline.production import Production

log = logging.getLogger("adflow.slack")
_LOOK_EVERY = 2.0                        # seconds between two looks at what others did


class SlackFace:
    """One per process. `talks` opens a conversation of an owner by its id."""

    def __init__(self, production: Production, talks: Talks) -> None:
        self._production, self._book = production, production.slack
        self._client = SlackClient(production.settings)
        self._threads = Threads(production, self._client, talks)
        self.doors = Doors(production.settings, self._client, self._book, self.hear)
        self._identity: Identity | None = None
        self._wake = asyncio.Event()
        self._taken: dict[int, asyncio.Task[None]] = {}       # what is being carried out

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Hear and work for as long as this lasts."""
        clear(self._production.settings.home)
        working = asyncio.create_task(self._work())
        working.add_done_callback(tell)
        try:
            yield
        finally:
            tasks = [working, *self._taken.values()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._threads.close()
            await self.doors.close()

    async def hear(self, body: dict[str, Any]) -> None:
        """Write down what Slack tells, once, if it is for us. Does nothing else about it."""
        bot = self._identity.user if self._identity else bot_of(body)
        if not bot:
            raise SlackAway("It is not known yet who the bot is.", "Slack tells it again.")
        heard = heard_of(body, bot)
        if heard is None:
            return

        def write() -> bool:
            known = heard.called or self._book.knows(heard.thread)
            return known and self._book.hear(
                heard.id, heard.once, heard.thread, heard.model_dump(mode="json"))

        if await asyncio.to_thread(write):
            self._wake.set()

    async def _work(self) -> None:
        """Carry out what is written down, for ever."""
        await self._meet()
        opening = asyncio.create_task(self.doors.open())
        opening.add_done_callback(tell)
        try:
            while True:
                self._wake.clear()
                await self._look()
                with suppress(TimeoutError):
                    async with asyncio.timeout(_LOOK_EVERY):
                        await self._wake.wait()
        finally:
            opening.cancel()

    async def _meet(self) -> None:
        """Find out who we are, however long that takes."""

        async def ask() -> None:
            self._identity = await self._client.identity()

        # nothing tells us when it changes its mind
        while not await patiently(ask):  # noqa: ASYNC110
            await asyncio.sleep(_LOOK_EVERY)

    async def _look(self) -> None:
        """Take up what is open; bring threads up to date with what was done elsewhere."""
        try:
            for noted in await asyncio.to_thread(self._book.open):
                if noted.n not in self._taken:
                    self._take(noted)
            await self._threads.look()
        except AdFlowError as exc:                            # the disk; the next look may succeed
            log.error("%s", exc.sentence())

    def _take(self, noted: Noted) -> None:
        assert self._identity is not None
        rules = Rules(self._production.settings, Users(self._production.catalogue),
                      self._identity.team)
        task = asyncio.create_task(self._threads.carry_out(rules, noted))
        self._taken[noted.n] = task
        task.add_done_callback(lambda done: self._ended(noted.n, done))

    def _ended(self, n: int, task: asyncio.Task[None]) -> None:
        tell(task)
        if not task.cancelled() and task.exception() is None:
            del self._taken[n]                                # else the next process tries again
