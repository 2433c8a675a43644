"""A render's states at a pace that a face can draw; the newest always gets there."""

import asyncio
from collections.abc import AsyncIterator

from agent.events import Event, RenderMoved
from storage.records import ENDED


async def calmly(events: AsyncIterator[Event], pause: float) -> AsyncIterator[Event]:
    """The same events, leaving out states that are overtaken within `pause` seconds."""
    waiting: asyncio.Queue[Event | None] = asyncio.Queue()

    async def read() -> None:
        try:
            async for event in events:
                waiting.put_nowait(event)
        finally:
            waiting.put_nowait(None)

    reading = asyncio.create_task(read())
    try:
        while (event := await waiting.get()) is not None:
            while isinstance(event, RenderMoved) and not waiting.empty():
                following = waiting.get_nowait()
                if not isinstance(following, RenderMoved):
                    yield event
                event = following
            if event is None:
                break
            yield event
            if isinstance(event, RenderMoved) and event.progress.status not in ENDED:
                await asyncio.sleep(pause)
        await reading                                         # raises what the reading raised
    finally:
        reading.cancel()
