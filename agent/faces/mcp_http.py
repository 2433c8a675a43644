"""MCP over streamable HTTP at `/mcp`, for assistants elsewhere, with the sign-in of all programs.

Invariant: a session answers only to the credential that began it. Foreign pages and rebound names
are refused before this, by the web app's guard.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Protocol

from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.auth.provider import AccessToken
from mcp.server.lowlevel.server import request_ctx
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from agent.faces.mcp import Caller, Sessions, create_server
from storage.settings import LOCAL, Settings
from tools.pipeline.production import Production

PATH = "/mcp"
MOST_SENT = 70_000_000                   # bytes of a request: a file of 50 MB as base64
MOST_SESSIONS = 200
Knows = Callable[[Headers], Caller | None]


class Token(Protocol):
    """What is known of a token: whose it is, and what it may do."""

    @property
    def id(self) -> str: ...
    @property
    def owner(self) -> str: ...
    @property
    def account(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def scopes(self) -> Sequence[str]: ...


def callers(known: Callable[[str], Token | None], *, open_here: bool) -> Knows:
    """Says who asks. `known` finds the token with a text; `open_here`: only the one person at this
    machine is let in at all, so none is needed. One that was given has to hold in any case."""

    def who(headers: Headers) -> Caller | None:
        scheme, _, text = headers.get("authorization", "").partition(" ")
        if not scheme:
            return Caller(LOCAL, f"mcp:{LOCAL}") if open_here else None
        token = known(text.strip()) if scheme.lower() == "bearer" else None
        if token is None:
            return None
        return Caller(
            token.owner, f"mcp:{token.account}:{token.name or token.id}", tuple(token.scopes))

    return who


class McpDoor:
    """The ASGI app at `/mcp`; `open` it for as long as the web app runs.

    `knows` says who asks, by a request's headers; None for nobody.
    """

    def __init__(
        self, settings: Settings, production: Callable[[], Production], knows: Knows
    ) -> None:
        self._settings, self._production, self._knows = settings, production, knows
        self._manager: StreamableHTTPSessionManager | None = None

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Answer until this ends."""
        server = create_server(Sessions(
            production=self._production, caller=_caller, page=_page_of(self._settings)))
        manager = StreamableHTTPSessionManager(
            server, max_request_body_size=MOST_SENT, max_sessions=MOST_SESSIONS)
        async with manager.run():
            self._manager = manager
            try:
                yield
            finally:
                self._manager = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request of who is known."""
        caller = self._knows(Headers(scope=scope))
        if caller is None:
            refusal = JSONResponse(
                {"message": "There is no token, or it is not valid (any more).",
                 "next_step": "Make one with `adflow user token add`; see docs/mcp.md."},
                401, {"WWW-Authenticate": "Bearer"})
            await refusal(scope, receive, send)
            return
        assert self._manager is not None
        credential = AccessToken(
            token="", client_id=json.dumps(asdict(caller)), scopes=list(caller.scopes))
        known = {**scope, "user": AuthenticatedUser(credential), "adflow.caller": caller}
        await self._manager.handle_request(known, receive, send)


def _request() -> Request:
    """The request that is served now."""
    request = request_ctx.get().request
    assert isinstance(request, Request)
    return request


def _caller() -> Caller:
    found: Caller = _request().scope["adflow.caller"]
    return found


def _page_of(settings: Settings) -> Callable[[], Awaitable[str]]:
    async def page() -> str:
        return (settings.public_url or str(_request().base_url)).rstrip("/")

    return page
