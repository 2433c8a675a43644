"""One thread in Slack: what is put there has a key, so it is there once, whoever crashed when.

A key is written down before its message is sent, and Slack's name for it after. A key without a
name may be there already: then the thread is looked through for it. Putting the same key again
changes the message in place. While Slack is away, whoever draws waits; what Slack refuses is left
out and logged, for the talk goes on without it.
"""

import asyncio
import hashlib
import logging
import time
from collections.abc import Awaitable, Callable, Sequence

from agent.faces.slack_blocks import Shown
from agent.faces.slack_client import Piece, SlackClient
from storage.errors import SlackAway, SlackRefused
from storage.slack import Sent, SlackBook, SlackThread

log = logging.getLogger("adflow.slack")
PAUSE = 1.0                              # seconds between two changes of one message
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0   # seconds between two tries
FILES = "files"                          # what stands for Slack's name for files


async def patiently(work: Callable[[], Awaitable[None]]) -> bool:
    """Do it, again and again while Slack is away; False if Slack refuses it."""
    wait = _FIRST_WAIT
    while True:
        try:
            await work()
        except SlackAway as exc:
            log.warning("%s", exc.sentence())
            await asyncio.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT)
        except SlackRefused as exc:
            log.error("%s", exc.sentence())
            return False
        else:
            return True


class SlackPage:
    """What can be put into one thread, one thing at a time."""

    def __init__(self, client: SlackClient, book: SlackBook, thread: SlackThread) -> None:
        self.client, self.book, self.thread = client, book, thread
        self._lock = asyncio.Lock()
        self._changed: dict[str, float] = {}                  # when a message was, by its key

    async def put(self, key: str, shown: Shown, *, waits: bool = False) -> None:
        """Put a message there, or change it; of one that waits the text is kept, to change it."""
        async with self._lock:
            await patiently(lambda: self._put(key, shown, waits))

    async def _put(self, key: str, shown: Shown, waits: bool) -> None:
        kept = shown.text if waits else _digest(shown)
        there = self._sent(key)
        if there and there.ts and (there.text, there.open) == (kept, waits):
            return
        ts = there.ts or await self._found(lambda one: one == key) if there else None
        channel = self.thread.channel
        if ts:
            await self._paced(key)
            await self.client.update(channel, ts, shown.text, shown.blocks)
            self._changed[key] = time.monotonic()
        else:
            self._keep(key, None, kept, waits)
            ts = await self.client.post(channel, self.thread.ts, shown.text, shown.blocks, key)
        self._keep(key, ts, kept, waits)

    async def _paced(self, key: str) -> None:
        """Wait until the message may be changed again."""
        since = time.monotonic() - self._changed.get(key, float("-inf"))
        await asyncio.sleep(max(0.0, PAUSE - since))

    async def upload(self, key: str, comment: str, pieces: Sequence[Piece]) -> bool:
        """Put files there, once; False if Slack refuses them."""
        async with self._lock:
            return await patiently(lambda: self._upload(key, comment, pieces))

    async def _upload(self, key: str, comment: str, pieces: Sequence[Piece]) -> None:
        there = self._sent(key)
        if there and there.ts:
            return
        names = {one.name for one in pieces}
        if there is None or not await self._found(lambda one: one in names):
            self._keep(key, None)
            await self.client.upload(self.thread.channel, self.thread.ts, comment, pieces)
        self._keep(key, FILES)

    async def whisper(self, user: str, text: str) -> None:
        """Say something to one person; not kept, and not said twice for sure."""
        await patiently(lambda: self.client.whisper(
            self.thread.channel, self.thread.ts, user, text))

    async def shows(self, ts: str) -> str:
        """The key of a message, by Slack's name for it; it may be being put there just now."""
        async with self._lock:
            sent = self.book.sent_as(self.thread.id, ts)
        return sent.key if sent else ""

    def has(self, beginning: str) -> bool:
        """Whether something whose key begins like this is there."""
        return self.book.shown(self.thread.id, beginning)

    def mark(self, key: str) -> None:
        """Note that the thread has seen something that is no message."""
        self._keep(key, FILES)

    def _sent(self, key: str) -> Sent | None:
        return self.book.sent(self.thread.id, key)

    def _keep(self, key: str, ts: str | None, text: str = "", waits: bool = False) -> None:
        self.book.keep(self.thread.id, key, ts, text, open=waits)

    async def _found(self, is_it: Callable[[str], bool]) -> str | None:
        """Slack's name for the message that is ours and carries this key, or this file."""
        async for message in self.client.replies(self.thread.channel, self.thread.ts):
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            names = [str(one.get("name")) for one in message.get("files") or ()]
            ours = message.get("bot_id") or message.get("user") == self.client.user
            if ours and any(map(is_it, (str(payload.get("key")), *names))):
                return str(message["ts"])
        return None


def _digest(shown: Shown) -> str:
    """What tells one text from another, without keeping it."""
    return hashlib.sha256(f"{shown.text}\n{shown.blocks}".encode()).hexdigest()[:16]
