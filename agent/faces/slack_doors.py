"""How Slack's events come in: over HTTP at `/slack/events`, or over a WebSocket (Socket Mode).

Bolt stands at both doors: it checks signature and age and acknowledges. Invariant: what is
acknowledged was written down before, and nothing else has been done about it: that takes
milliseconds of the three seconds Slack waits.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import (
    to_async_bolt_request,
    to_starlette_response,
)
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from agent.faces.slack_client import SlackClient
from storage.settings import Settings
from storage.slack import SlackBook

log = logging.getLogger("adflow.slack")
PATH = "/slack/events"
MOST_BYTES = 1_000_000                   # of a request; Slack's are some kilobytes
Hear = Callable[[dict[str, Any]], Awaitable[None]]


class Doors:
    """Both doors; `hear` writes down what came in, and raises where it cannot."""

    def __init__(
        self, settings: Settings, client: SlackClient, book: SlackBook, hear: Hear
    ) -> None:
        self._settings, self._client, self._book, self._hear = settings, client, book, hear
        self._app = AsyncApp(            # its own client asks nothing and has no token
            client=AsyncWebClient(base_url=settings.slack_url), authorize=_nobody,
            logger=log,
            signing_secret=settings.slack_signing_secret.get_secret_value(),
        )
        self._app.middleware(self._write_down)
        self._socket: AsyncSocketModeHandler | None = None

    async def open(self) -> None:
        """Fetch events over a WebSocket, if that is set up; tries until Slack is there."""
        if self._settings.slack_over_socket:
            self._socket = AsyncSocketModeHandler(
                self._app, self._settings.slack_app_token.get_secret_value(), logger=log,
                web_client=self._client.web)
            await self._socket.connect_async()  # type: ignore[no-untyped-call]  # it has no types

    async def close(self) -> None:
        """Hang up."""
        if self._socket:
            await self._socket.close_async()  # type: ignore[no-untyped-call]

    async def answer(self, request: Request) -> Response:
        """A request to `/slack/events`."""
        stamp = request.headers.get("x-slack-request-timestamp", "")
        sign = request.headers.get("x-slack-signature", "")
        if not (self._settings.slack_over_http and stamp.isdigit() and f"{stamp}{sign}".isascii()):
            return PlainTextResponse("This is not signed by Slack.", 401)
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > MOST_BYTES:
                return PlainTextResponse("That is too long.", 413)
        try:
            told = to_async_bolt_request(request, bytes(body))
        except ValueError:               # no UTF-8, no JSON: Slack sends no such thing
            return PlainTextResponse("This is not from Slack.", 400)
        return to_starlette_response(await self._app.async_dispatch(told))

    async def _write_down(self, req: AsyncBoltRequest) -> BoltResponse:
        if req.mode != "socket_mode":
            signature = req.headers["x-slack-signature"][0]
            if not await asyncio.to_thread(self._book.is_new, signature):
                return BoltResponse(status=401, body="This request was made before.")
        await self._hear(req.body)
        return BoltResponse(status=200, body="")


async def _nobody() -> AuthorizeResult:
    """Bolt asks who we are; it need not know. Whose messages are ours we see ourselves."""
    return AuthorizeResult(enterprise_id=None, team_id=None)
