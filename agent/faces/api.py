"""The HTTP API under `/api/v1`: the same director, projects, quotes and renders, for programs.

An app of its own with its own document and page, mounted before the chat. It knows tokens, never
cookies: what a browser sends along by itself opens nothing here. Every route names the scope that
it needs; whatever goes wrong on purpose is answered with a sentence and a next step.
"""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, HTTPException
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.requests import HTTPConnection
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from agent.faces import (
    api_books,
    api_media,
    api_orders,
    api_projects,
    api_renders,
    api_stream,
    api_webhooks,
)
from agent.faces.api_page import page_of
from agent.faces.api_parts import PROBLEMS, Counter, Problem, status_of
from storage.errors import AdFlowError

MOST_JSON, MOST_MEDIA = 1_000_000, 50_000_000                 # bytes of a request
_ABOUT = (
    "Product photos become finished ads. Nothing that costs money happens without a yes to a "
    "quote: `POST /quotes/{quote}/approve`, or `approve_up_to` on an order, both with the scope "
    "`approve`. Amounts are integers in microdollars ($1 = 1000000). How to begin: docs/http.md."
)


def create_api(counter: Callable[[], Counter], *, open_here: bool) -> FastAPI:
    """The API on what `counter` gives while the app runs.

    `open_here`: only the one person at this machine is let in at all, so no token is needed.
    """
    api = FastAPI(
        title="AdFlow", version="1", description=_ABOUT, docs_url=None, redoc_url=None,
        responses=PROBLEMS, servers=[{"url": "/api/v1"}])
    api.state.counter, api.state.open_here = counter, open_here
    for part in (api_projects, api_orders, api_renders, api_stream, api_media, api_books,
                 api_webhooks):
        api.include_router(part.routes)
    api.add_exception_handler(AdFlowError, _refused)
    api.add_exception_handler(StarletteHTTPException, _denied)
    api.add_exception_handler(RequestValidationError, _unfit)
    api.add_middleware(Limit)

    @api.get("/docs", include_in_schema=False)
    async def page() -> HTMLResponse:
        return HTMLResponse(page_of(api.openapi()))

    tuple(iter_route_contexts(api.routes))      # FastAPI builds them now, not in the first request
    return api


def mounted(path: str, api: FastAPI) -> Mount:
    """The API below a path, whatever follows it: what holds a line break is answered here too."""
    found = Mount(path, api)
    found.path_regex = re.compile(found.path_regex.pattern, re.DOTALL)
    return found


async def _answer(at: HTTPConnection, status: int, problem: Problem,
                  headers: dict[str, str] | None = None) -> Response:
    """The problem, also to a WebSocket that is not open yet."""
    answer = JSONResponse(problem.model_dump(), status, headers)
    if isinstance(at, WebSocket):
        await at.send_denial_response(answer)
    return answer


async def _refused(at: HTTPConnection, error: Exception) -> Response:
    assert isinstance(error, AdFlowError)
    problem = Problem(message=_plain(str(error)), next_step=_plain(error.next_step))
    return await _answer(at, status_of(error), problem)


async def _denied(at: HTTPConnection, error: Exception) -> Response:
    assert isinstance(error, StarletteHTTPException)
    said: Any = error.detail
    if not isinstance(said, dict):
        said = {"message": f"{HTTPStatus(error.status_code).phrase}.",
                "next_step": "See /api/v1/docs for what there is."}
    headers = dict(error.headers or {}) or None
    if error.status_code == 405:
        headers = {"Allow": ", ".join(_methods(at))}
    return await _answer(at, error.status_code, Problem(**said), headers)


def _methods(at: HTTPConnection) -> list[str]:
    """What is done at this path: each of its methods is a route of its own."""
    path = at.scope["path"].removeprefix(at.scope.get("root_path", ""))
    return sorted({
        method for one in iter_route_contexts(at.app.routes)
        if isinstance(route := one.original_route, Route) and route.path_regex.match(path)
        for method in one.methods or ()})


async def _unfit(at: HTTPConnection, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return await _answer(at, 422, Problem(
        message=_plain(f"{where}: {first['msg']}."), next_step="See /api/v1/docs for what fits."))


def _plain(text: str) -> str:
    """Text that can be sent: half a character, which JSON can smuggle in, is shown as `?`."""
    return text.encode(errors="replace").decode()


class Limit:
    """ASGI middleware: bodies that are too large are refused while they come."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, counting."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = MOST_MEDIA if scope["path"].endswith("/media") else MOST_JSON
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                raise HTTPException(413, {
                    "message": f"The request is larger than {most / 1e6:g} MB.",
                    "next_step": "Send less; files go to /media."})
            return message

        await self._app(scope, counted, send)
