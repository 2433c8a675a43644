"""One render, many who watch it: it is followed once in this process, and passed on to all.

Whoever joins gets what they missed from the table of what was seen, by its sequence numbers, then
what is new from memory. So a watcher more costs the worker and its database nothing, and the
catalogue one look when it joins. Invariant: each gets every number after its own, in order, once.
"""

import asyncio
import json
import logging
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from storage.errors import AdFlowError
from storage.quotes import Quotes
from tools.pipeline.news import News
from tools.pipeline.rendering import Rendering

REMEMBERED = 64                          # newest states that are kept at hand
PIECE = 50                               # states that are read from the table at a time
BEAT = 15.0                              # seconds of silence after which a watcher is told so
TOGETHER, APART = 20, 0.004              # so many are served in a row, then the others' turn
log = logging.getLogger(__name__)


class Told(NamedTuple):
    """One message: a state of the render and its number, or, last, how the render ended."""

    kind: Literal["progress", "end"]
    seq: int
    text: str


@dataclass
class _Channel:
    """What one render's watchers share. `end` is the last message, once there is one."""

    at: int
    told: deque[Told] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    news: News = field(default_factory=News)
    watchers: int = 0
    end: str = ""
    reader: asyncio.Task[None] | None = None

    def after(self, seq: int) -> list[Told] | None:
        """What is new after a number; None where that is not at hand any more."""
        if seq >= self.at:
            return []
        if not self.told or self.told[0].seq > seq + 1:
            return None
        return [one for one in self.told if one.seq > seq]


class Broadcast:
    """Passes renders on. One a process, for the tasks of one event loop."""

    def __init__(self, rendering: Rendering, quotes: Quotes) -> None:
        self._rendering, self._quotes = rendering, quotes
        self._channels: dict[str, _Channel] = {}

    @property
    def followed(self) -> int:
        """How many renders are followed now."""
        return len(self._channels)

    async def follow(self, render: str, after: int = 0) -> AsyncIterator[Told | None]:
        """Each state of a render after a number, then its end. None is a sign of life."""
        channel = self._channels.get(render) or self._open(render)
        place = channel.watchers
        channel.watchers += 1
        try:
            while True:
                seen, end = channel.news.next(), channel.end
                missed = channel.after(after)
                if missed is None:
                    missed = [Told("progress", *one)
                              for one in self._quotes.progress_told(render, after, PIECE)]
                for one in missed:
                    after = one.seq
                    yield one
                if missed:
                    continue
                if end:
                    yield Told("end", after, end)
                    return
                await channel.news.wait(BEAT, seen)
                if not seen.is_set():
                    yield None
                await asyncio.sleep(place // TOGETHER * APART)
        finally:
            self._leave(render, channel)

    def _open(self, render: str) -> _Channel:
        last = self._quotes.last_progress(render)
        channel = self._channels[render] = _Channel(at=last.seq if last else 0)
        channel.reader = asyncio.create_task(self._read(render, channel))
        return channel

    async def _read(self, render: str, channel: _Channel) -> None:
        status, problem = "", ""
        try:
            async for progress in self._rendering.follow(render, channel.at):
                channel.told.append(Told("progress", progress.seq, progress.model_dump_json()))
                channel.at = progress.seq
                channel.news.tell()
            row = self._quotes.render(render)
            status, problem = row.status, row.problem
        except AdFlowError as exc:
            log.info("render %s is followed no more: %s", render, exc.sentence())
            status, problem = "deleted", str(exc)
        finally:
            channel.end = json.dumps({"render": render, "status": status, "problem": problem})
            channel.news.tell()

    def _leave(self, render: str, channel: _Channel) -> None:
        """The last one to leave closes the channel; so does the end of the render."""
        channel.watchers -= 1
        if channel.watchers == 0:
            if channel.reader is not None:
                channel.reader.cancel()
            if self._channels.get(render) is channel:
                del self._channels[render]
