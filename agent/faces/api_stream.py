"""A render live: as server-sent events, and over a WebSocket. Both go on from the last number seen.

A state's number is its event's id. The last message is `end`; an ended render of which everything
was seen is answered with 204, which tells a browser's EventSource to stop asking.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, WebSocket
from fastapi.responses import Response, StreamingResponse

from agent.faces.api_once import OnceRoute
from agent.faces.api_parts import At, Counter, Id, Reader
from storage.records import ENDED

routes = APIRouter(route_class=OnceRoute, tags=["renders"])
PROTOCOL = "adflow"
_EVENT = {"type": "object", "properties": {
    name: {"type": "string"} for name in ("id", "event", "data")}}
MOST = 2_000_000_000
LastSeen = Annotated[int | None, Header(
    alias="Last-Event-ID", ge=0, le=MOST, description="The last number seen, as browsers send it.")]
After = Annotated[int, Query(ge=0, le=MOST, description="Begin after this number.")]


@routes.get(
    "/renders/{render}/events", response_class=StreamingResponse,
    responses={
        200: {"content": {"text/event-stream": {"schema": _EVENT}},
              "description": "Events `progress` (a RenderProgress, its number as id), then `end`."},
        204: {"description": "It has ended, and you have seen all."},
    })
async def events(
    at: At, caller: Reader, render: Id, last_event_id: LastSeen = None, after: After = 0
) -> Response:
    """A render live, as server-sent events; reconnecting goes on where it broke off."""
    row = at.programs.render(caller.owner, render)
    begin = after if last_event_id is None else last_event_id
    if begin and row.status in ENDED:
        last = at.production.quotes.last_progress(render)
        if last is None or begin >= last.seq:
            return Response(status_code=204)

    async def stream() -> AsyncIterator[str]:
        yield "retry: 1000\n\n"
        async for one in at.broadcast.follow(render, begin):
            if one is None:
                yield ": still here\n\n"
            else:
                yield f"id: {one.seq}\nevent: {one.kind}\ndata: {one.text}\n\n"

    return StreamingResponse(stream(), media_type="text/event-stream", headers={
        "Cache-Control": "no-store", "X-Accel-Buffering": "no"})


@routes.websocket("/renders/{render}/ws")
async def socket(
    at: At, caller: Reader, render: Id, page: WebSocket, after: After = 0
) -> None:
    """A render live, over a WebSocket: `{"event", "id", "data"}`, from the number `after` on."""
    at.programs.render(caller.owner, render)
    offered = page.scope.get("subprotocols", ())
    await page.accept(PROTOCOL if PROTOCOL in offered else None)
    sending = asyncio.create_task(_send(at, page, render, after))
    leaving = asyncio.create_task(_left(page))
    try:
        await asyncio.wait([sending, leaving], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (sending, leaving):
            task.cancel()
        await asyncio.gather(sending, leaving, return_exceptions=True)


async def _send(at: Counter, page: WebSocket, render: str, after: int) -> None:
    async for one in at.broadcast.follow(render, after):
        if one is not None:
            await page.send_text(f'{{"event":"{one.kind}","id":{one.seq},"data":{one.text}}}')
    await page.close()


async def _left(page: WebSocket) -> None:
    """Ends when the page goes; what it says is not listened to."""
    while True:
        message: dict[str, Any] = dict(await page.receive())
        if message["type"] == "websocket.disconnect":
            return
