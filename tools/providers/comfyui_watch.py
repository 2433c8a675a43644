"""The heartbeat of one picture at ComfyUI: what its WebSocket tells while the picture is made.

Every picture has a client id of its own, so no socket replaces another's. The socket only says that
there is life, how far it is and that it is time to look; the history is what counts, because events
are not repeated and the last of them comes after the history is written. A server without sockets
is looked at all the same.
"""

import asyncio
import json
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing, asynccontextmanager, suppress
from typing import Any, cast

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

Sockets = AsyncGenerator[ClientConnection, None]
MOST_FRAME = 32_000_000                  # bytes: previews are pictures
ENDS = ("execution_success", "execution_error", "execution_interrupted")


class Watch:
    """What was heard of one prompt. `at` is when, on the clock of `time.monotonic`."""

    def __init__(self, base: str, prompt: str, headers: Mapping[str, str], open_within: float,
                 report: Callable[[float], None]) -> None:
        self.address = f"ws{base.removeprefix('http')}/ws?clientId={prompt}"
        self.prompt, self.headers, self.report = prompt, headers, report
        self.open_within = open_within
        self.at, self.connected = time.monotonic(), False
        self._ended = asyncio.Event()

    def sign(self) -> None:
        """There was a sign of life."""
        self.at = time.monotonic()

    @property
    def silent(self) -> float:
        """Seconds since the last sign of life."""
        return time.monotonic() - self.at

    async def until(self, seconds: float) -> None:
        """Wait so long, or until the socket says that it has ended."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ended.wait(), seconds)
        self._ended.clear()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Listen meanwhile."""
        task = asyncio.create_task(self._listen())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _listen(self) -> None:
        """Hear until cancelled; a socket that breaks is opened again, one that is refused is not.

        `Origin` is not sent: ComfyUI refuses those that differ from its own.
        """
        with suppress(OSError, WebSocketException):
            # Closed whatever ends the watch: else the last socket waits to be collected.
            async with aclosing(cast(Sockets, aiter(connect(
                self.address, additional_headers=dict(self.headers), proxy=None, compression=None,
                open_timeout=self.open_within, close_timeout=1, max_size=MOST_FRAME,
            )))) as sockets:
                async for socket in sockets:
                    self.connected = True
                    with suppress(ConnectionClosed):
                        async for frame in socket:
                            self.hear(frame)
                    self.connected = False

    def hear(self, frame: str | bytes) -> None:
        """Take in one frame: a preview, or an event of whatever prompt."""
        if isinstance(frame, bytes):
            self.sign()
            return
        kind, data = _event(frame)
        if data.get("prompt_id") != self.prompt:
            return
        self.sign()
        value, most = data.get("value"), data.get("max")
        if kind == "progress" and isinstance(value, int | float) and isinstance(most, int | float):
            self.report(min(0.9, value / most if most else 0.0))
        if kind in ENDS or (kind == "executing" and data.get("node") is None):
            self._ended.set()


def _event(frame: str) -> tuple[str, dict[str, Any]]:
    try:
        told = json.loads(frame)
    except ValueError:
        return "", {}
    data = told.get("data") if isinstance(told, dict) else None
    return (str(told.get("type")), data) if isinstance(data, dict) else ("", {})
