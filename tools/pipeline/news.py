"""Waiting for something new without asking again and again. Within one process and event loop."""

import asyncio
import contextlib


class News:
    """Wakes all who wait when something was kept. For the tasks of one event loop."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def next(self) -> asyncio.Event:
        """The event of the next news."""
        return self._event

    def tell(self) -> None:
        """There is something new."""
        told, self._event = self._event, asyncio.Event()
        told.set()

    async def wait(self, seconds: float, event: asyncio.Event | None = None) -> None:
        """Return at the next news (or that of `event`), or after so many seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await (event or self._event).wait()
