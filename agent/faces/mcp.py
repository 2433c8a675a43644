"""The MCP face: other assistants drive AdFlow with the director's own steps.

Over stdio (`adflow mcp`) and streamable HTTP (`/mcp`). It passes calls on and words what comes
back; who may say yes to what is decided in `agent.outside`. An elicitation reaches the human at the
client, so its answer is a person's; where a client has none, the person gets a link.
"""

import asyncio
import base64
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

import mcp.types as types
from mcp.server.lowlevel import Server
from mcp.server.lowlevel.server import request_ctx
from mcp.server.session import ServerSession
from mcp.shared.exceptions import McpError
from pydantic import AnyUrl

from agent.outside import ENDS, HOW, READS, Outcome, Outside, offered
from storage.records import Asset
from storage.records.asset import SUFFIXES
from tools.pipeline.production import Production

NAME = "adflow"
SCHEME = "adflow://media/"
MOST_READ = 32_000_000                   # bytes of a file that is sent inside a message
WATCHED = "wait_for_film"
_TYPES = {suffix: media_type for media_type, suffix in SUFFIXES.items()}
_CAN_ASK = types.ClientCapabilities(elicitation=types.ElicitationCapability())
log = logging.getLogger("adflow.mcp")


@dataclass(frozen=True)
class Caller:
    """Who asks: whose things these are, what is allowed, and who that is for the books."""

    owner: str
    by: str
    scopes: tuple[str, ...] = ("read", "create", "approve")


@dataclass
class Sessions:
    """What the server stands on. `caller` says who asks in the request that is served now.

    `page` gives the web chat's address; `here`: the client runs on this machine for its user.
    """

    production: Callable[[], Production]
    caller: Callable[[], Caller]
    page: Callable[[], Awaitable[str]]
    here: bool = False
    _open: WeakKeyDictionary[ServerSession, Outside] = field(default_factory=WeakKeyDictionary)

    def of(self, session: ServerSession) -> Outside:
        """The assistant of a session; begun when it first asks."""
        if session not in self._open:
            caller = self.caller()
            person = Human(session, caller.by, may_decide="approve" in caller.scopes)
            self._open[session] = Outside(
                self.production(), caller.owner, person, self.page, here=self.here)
        return self._open[session]


class Human:
    """Whoever sits at the client, asked by elicitation."""

    def __init__(self, session: ServerSession, by: str, *, may_decide: bool) -> None:
        self._session, self.by, self._may_decide = session, by, may_decide

    async def asked(self, question: str, yes: str) -> bool | None:
        """Their answer; None where the client cannot ask, or they closed the question."""
        if not self._may_decide or not self._session.check_client_capability(_CAN_ASK):
            return None
        try:
            answer = await self._session.elicit_form(question, {
                "type": "object", "required": ["yes"], "properties": {
                    "yes": {"type": "boolean", "title": yes, "default": False}},
            }, request_ctx.get().request_id)
        except McpError as exc:
            log.info("the client could not ask: %s", exc)
            return None
        if answer.action == "accept":
            return bool(answer.content and answer.content.get("yes") is True)
        return False if answer.action == "decline" else None


def create_server(sessions: Sessions) -> Server[Any, Any]:
    """The MCP server on these sessions."""
    server: Server[Any, Any] = Server(NAME, instructions=HOW)
    handlers = server.request_handlers

    async def tools(_: types.ListToolsRequest) -> types.ServerResult:
        return types.ServerResult(types.ListToolsResult(tools=tool_list(here=sessions.here)))

    async def call(request: types.CallToolRequest) -> types.ServerResult:
        context, name = server.request_context, request.params.name
        if refused := _refusal(sessions.caller(), name):
            return types.ServerResult(refused)
        outside, given = sessions.of(context.session), request.params.arguments or {}
        token = context.meta.progressToken if context.meta and name == WATCHED else None
        async with _telling(outside, context.session, token, str(context.request_id)):
            outcome = await outside.call(name, given)
        return types.ServerResult(await _result(sessions, outcome))

    async def resources(_: types.ListResourcesRequest) -> types.ServerResult:
        found = sessions.of(server.request_context.session).pictures()
        return types.ServerResult(types.ListResourcesResult(resources=[
            types.Resource(name=name, uri=_uri(asset), mimeType=asset.media_type, size=asset.size)
            for name, asset in found]))

    async def templates(_: types.ListResourceTemplatesRequest) -> types.ServerResult:
        one = types.ResourceTemplate(
            name="media", uriTemplate=f"{SCHEME}{{name}}",
            description="A picture, sound or film by the name that results give.")
        return types.ServerResult(types.ListResourceTemplatesResult(resourceTemplates=[one]))

    async def read(request: types.ReadResourceRequest) -> types.ServerResult:
        return types.ServerResult(await _read(sessions, request.params.uri))

    handlers[types.ListToolsRequest] = tools
    handlers[types.CallToolRequest] = call
    handlers[types.ListResourcesRequest] = resources
    handlers[types.ListResourceTemplatesRequest] = templates
    handlers[types.ReadResourceRequest] = read
    return server


def tool_list(*, here: bool) -> list[types.Tool]:
    """The steps as MCP's tools: names, words and schemas are the steps' own."""
    return [
        types.Tool(
            name=step.name, description=step.description, inputSchema=step.params_json_schema,
            annotations=types.ToolAnnotations(
                readOnlyHint=step.name in READS, destructiveHint=step.name in ENDS,
                openWorldHint=step.name in ("read_product_page", "attach_file")),
        )
        for step in offered(here=here)
    ]


def _refusal(caller: Caller, name: str) -> types.CallToolResult | None:
    """Why the caller may not take this step; None if they may."""
    needed = "read" if name in READS else "create"
    if needed in caller.scopes:
        return None
    return _told(Outcome({
        "error": f"This needs the scope {needed!r}; the token has: {', '.join(caller.scopes)}.",
        "next_step": "Use a token that has it."}), [])


@asynccontextmanager
async def _telling(
    outside: Outside, session: ServerSession, token: str | int | None, request: str
) -> AsyncIterator[None]:
    """While a step waits for a render, the client that asked for it hears how far that is."""

    async def tell(token: str | int) -> None:
        async for seen in outside.progress():
            await session.send_progress_notification(
                token, seen.fraction, 1.0, f"{seen.fraction:.0%}", related_request_id=request)

    if token is None:
        yield
        return
    telling = asyncio.create_task(tell(token))
    try:
        yield
    finally:
        telling.cancel()
        await asyncio.gather(telling, return_exceptions=True)


async def _result(sessions: Sessions, outcome: Outcome) -> types.CallToolResult:
    told, links = outcome.told, list[types.ResourceLink]()
    for name, asset in outcome.files:
        links.append(types.ResourceLink(
            type="resource_link", name=name, uri=_uri(asset), mimeType=asset.media_type,
            size=asset.size))
    if "film" in told and "error" not in told:                # the parts are links
        film = Asset.model_validate(told["film"]["asset"])
        where = {"path": str(sessions.production().path(film))} if sessions.here else {
            "address": f"{await sessions.page()}/media/{_name(film)}"}
        told = {key: value for key, value in told.items() if key != "parts"}
        told["film"] = {"resource": str(_uri(film)), **where}
    return _told(Outcome(told), links)


def _told(outcome: Outcome, links: list[types.ResourceLink]) -> types.CallToolResult:
    text = json.dumps(outcome.told, ensure_ascii=False)
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text), *links],
        structuredContent=outcome.told, isError=outcome.failed)


async def _read(sessions: Sessions, uri: AnyUrl) -> types.ReadResourceResult:
    """A file of the caller's own. Raises McpError."""
    name, library = str(uri).removeprefix(SCHEME), sessions.production().library
    path = library.owned(sessions.caller().owner, name.partition(".")[0])
    if path is None or path.name != name or path.suffix not in _TYPES:
        raise _error(types.INVALID_PARAMS, "There is nothing of yours by this name.")
    if path.stat().st_size > MOST_READ:
        raise _error(types.INVALID_PARAMS, "It is too large to be sent here. Use show_film.")
    data = await asyncio.to_thread(path.read_bytes)
    return types.ReadResourceResult(contents=[types.BlobResourceContents(
        uri=uri, blob=base64.b64encode(data).decode(), mimeType=_TYPES[path.suffix])])


def _error(code: int, message: str) -> McpError:
    return McpError(types.ErrorData(code=code, message=message))


def _name(asset: Asset) -> str:
    return f"{asset.sha256}{asset.suffix}"


def _uri(asset: Asset) -> AnyUrl:
    return AnyUrl(f"{SCHEME}{_name(asset)}")
