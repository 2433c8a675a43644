"""Slack on loopback: the Web API, files, signed events over HTTP, and Socket Mode.

Built from Slack's public reference: methods, arguments, errors, event and action payloads, `v0`
signatures, the envelopes of Socket Mode, `Retry-After` with 429, the three steps of an upload. It
is strict where Slack is: blocks too long or unknown, threads and messages that are not there, a
token that is wrong. People are played by `say` and `click`; what they see is in `messages`.
"""

import asyncio
import hashlib
import hmac
import itertools
import json
import time
import uuid
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import WSMsgType, web

TEAM, BOT, BOT_ID = "T0001", "U0BOT", "B0BOT"
BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-loopback-token", "xapp-loopback-token", "loopback-secret"
_LIMITS = {"section": 3000, "context": 3000, "button": 75}
Message = dict[str, Any]


@dataclass
class Call:
    """One call of the Web API: its arguments, and when it came."""

    method: str
    given: dict[str, Any]
    at: float


@dataclass
class FakeSlack:
    """One workspace with one app. `target` is where events are sent; empty: over the socket."""

    target: str = ""
    address: str = ""
    messages: dict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))
    calls: list[Call] = field(default_factory=list)
    whispers: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    limits: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    errors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    lost: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    answers: list[tuple[int, float]] = field(default_factory=list)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    acknowledged: dict[str, asyncio.Event] = field(
        default_factory=lambda: defaultdict(asyncio.Event))

    def __post_init__(self) -> None:
        self._count = itertools.count(1)
        self.changed = asyncio.Event()

    def routes(self, prefix: str = "") -> list[web.RouteDef]:
        """Its addresses."""
        self.prefix = prefix
        return [
            web.post(f"{prefix}/api/{{method}}", self._api),
            web.get(f"{prefix}/api/{{method}}", self._api),
            web.post(f"{prefix}/upload/{{file}}", self._upload),
            web.get(f"{prefix}/files/{{file}}/{{name}}", self._download),
            web.get(f"{prefix}/socket", self._socket),
        ]

    # The Web API

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        given = await _arguments(request)
        self.address = self.address or f"{request.url.origin()}{self.prefix}"
        self.calls.append(Call(method, given, time.monotonic()))
        asyncio.get_running_loop().call_soon(self._change)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token != (APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN):
            return web.json_response({"ok": False, "error": "invalid_auth"})
        if self.limits[method]:
            wait = self.limits[method].pop(0)
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429,
                                     headers={"Retry-After": str(wait)})
        if self.errors[method]:
            return web.json_response({"ok": False, "error": self.errors[method].pop(0)})
        work = getattr(self, "_" + method.replace(".", "_"), None)
        told = work(given) if work else {"ok": False, "error": "unknown_method"}
        self._change()
        if self.lost[method]:                                 # it is done, but nobody is told
            self.lost[method] -= 1
            await asyncio.sleep(60)
        return web.json_response({"ok": True, **told})

    def _auth_test(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"team_id": TEAM, "user_id": BOT, "bot_id": BOT_ID, "user": "adflow"}

    def _chat_postMessage(self, given: dict[str, Any]) -> dict[str, Any]:
        if problem := self._unfit(given):
            return problem
        message = {"text": given.get("text", ""), "blocks": given.get("blocks") or [],
                   "metadata": given.get("metadata"), "user": BOT, "bot_id": BOT_ID}
        message = self._add(given["channel"], message, given.get("thread_ts"))
        return {"ts": message["ts"], "channel": given["channel"], "message": message}

    def _chat_update(self, given: dict[str, Any]) -> dict[str, Any]:
        message = self.message(given["channel"], given["ts"])
        if message is None:
            return {"ok": False, "error": "message_not_found"}
        if problem := self._unfit(given | {"thread_ts": None}):
            return problem
        message |= {"text": given.get("text", ""), "blocks": given.get("blocks") or []}
        return {"ts": given["ts"], "channel": given["channel"]}

    def _chat_postEphemeral(self, given: dict[str, Any]) -> dict[str, Any]:
        self.whispers.append(given)
        return {"message_ts": self._ts()}

    def _conversations_replies(self, given: dict[str, Any]) -> dict[str, Any]:
        found = [one for one in self.messages[given["channel"]]
                 if given["ts"] in (one["ts"], one.get("thread_ts"))]
        if not found:
            return {"ok": False, "error": "thread_not_found"}
        start = int(given.get("cursor") or 0)
        end = start + min(int(given.get("limit", 3)), 3)      # pages are short here
        more = {"next_cursor": str(end)} if end < len(found) else {}
        hidden = () if str(given.get("include_all_metadata")) in ("1", "true", "True") else (
            "metadata",)
        return {"response_metadata": more, "messages": [
            {name: value for name, value in one.items() if name not in hidden}
            for one in found[start:end]]}

    def _files_getUploadURLExternal(self, given: dict[str, Any]) -> dict[str, Any]:
        ident = f"F{next(self._count):04d}"
        self.files[ident] = {"id": ident, "name": given["filename"], "data": b"",
                             "length": int(given["length"])}
        return {"file_id": ident, "upload_url": f"{self.address}/upload/{ident}"}

    def _files_completeUploadExternal(self, given: dict[str, Any]) -> dict[str, Any]:
        files = given["files"]
        files = json.loads(files) if isinstance(files, str) else files
        done = [self.files[one["id"]] | {"title": one["title"]} for one in files]
        if any(len(one["data"]) != one["length"] for one in done):
            return {"ok": False, "error": "file_not_found"}
        if problem := self._unfit({"channel": given["channel_id"], "text": "x",
                                   "thread_ts": given.get("thread_ts")}):
            return problem
        told = [{"id": one["id"], "name": one["name"], "title": one["title"],
                 "size": one["length"]} for one in done]
        message = {"text": given.get("initial_comment") or "", "files": told, "user": BOT,
                   "bot_id": BOT_ID, "blocks": []}
        self._add(given["channel_id"], message, given.get("thread_ts"))
        return {"files": told}

    def _files_info(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"file": self._described(self.files[given["file"]])}

    def _apps_connections_open(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"url": self.address.replace("http", "ws", 1) + "/socket?ticket=secret-ticket"}

    def _unfit(self, given: dict[str, Any]) -> dict[str, Any] | None:
        """Slack's error for a message that it would not take."""
        if not given.get("text") and not given.get("blocks"):
            return {"ok": False, "error": "no_text"}
        for block in given.get("blocks") or ():
            parts = [block["text"]] if "text" in block else block["elements"]
            for part in parts:
                text = part["text"]["text"] if part["type"] == "button" else part["text"]
                kind = "button" if part["type"] == "button" else block["type"]
                if not text or len(text) > _LIMITS[kind]:
                    return {"ok": False, "error": "invalid_blocks"}
        thread = given.get("thread_ts")
        if thread and self.message(given["channel"], thread) is None:
            return {"ok": False, "error": "thread_not_found"}
        return None

    # Files

    async def _upload(self, request: web.Request) -> web.Response:
        self.files[request.match_info["file"]]["data"] = await request.read()
        return web.Response(text="OK")

    async def _download(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {BOT_TOKEN}":
            return web.Response(text="<html>Sign in</html>", content_type="text/html")
        return web.Response(body=self.files[request.match_info["file"]]["data"])

    def _described(self, file: dict[str, Any]) -> dict[str, Any]:
        url = f"{self.address}/files/{file['id']}/{file['name']}"
        return {"id": file["id"], "name": file["name"], "size": len(file["data"]),
                "url_private": url, "url_private_download": url}

    # Socket Mode

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_json({"type": "hello", "num_connections": 1,
                                "connection_info": {"app_id": "A1"}})
        self._change()
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                told = json.loads(message.data)
                self.acknowledged[told["envelope_id"]].set()
        return socket

    # People

    async def say(
        self, user: str, text: str, channel: str = "C0001", thread: str | None = None,
        files: tuple[tuple[str, bytes], ...] = (), described: Sequence[dict[str, Any]] = (),
        **more: Any,
    ) -> Message:
        """Somebody writes; the app is told of it as Slack would. The message."""
        described = list(described)
        for name, data in files:
            ident = f"F{next(self._count):04d}"
            self.files[ident] = {"id": ident, "name": name, "data": data}
            described.append(self._described(self.files[ident]))
        message: Message = {"user": user, "text": text, "team": TEAM, **more}
        if described:
            message |= {"files": described, "subtype": "file_share"}
        self._add(channel, message, thread)
        kinds = ["message"]
        if f"<@{BOT}>" in text and not channel.startswith("D"):
            kinds.append("app_mention")
        for kind in kinds:
            await self.tell(self.event(message, channel, kind))
        return message

    def event(self, message: Message, channel: str, kind: str = "message") -> dict[str, Any]:
        """The event about a message."""
        event = {**message, "type": kind, "channel": channel, "event_ts": message["ts"]}
        if kind == "app_mention":
            event.pop("subtype", None)
        return {"type": "event_callback", "team_id": TEAM, "api_app_id": "A1",
                "event_id": f"Ev{uuid.uuid4().hex[:10]}", "event_time": int(time.time()),
                "event": event,
                "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}]}

    async def click(
        self, user: str, message: Message, action: str, channel: str = "C0001",
        value: str | None = None,
    ) -> None:
        """Somebody clicks a button of a message; with another value, somebody tricks."""
        shown = [one for block in message["blocks"] for one in block.get("elements", ())
                 if one.get("action_id") == action]
        if value is None:
            assert shown, f"there is no button {action} in {message['text']!r}"
            value = shown[0]["value"]
        await self.tell({
            "type": "block_actions", "team": {"id": TEAM}, "api_app_id": "A1",
            "user": {"id": user, "team_id": TEAM}, "channel": {"id": channel},
            "message": message, "trigger_id": uuid.uuid4().hex,
            "container": {"type": "message", "message_ts": message["ts"]},
            "actions": [{"action_id": action, "type": "button", "value": value,
                         "action_ts": self._ts()}],
        })

    async def tell(self, body: dict[str, Any], **headers: str) -> int:
        """Deliver something to the app; what it answers."""
        if not self.target:
            envelope = uuid.uuid4().hex
            kind = "interactive" if body["type"] == "block_actions" else "events_api"
            await self.sockets[-1].send_json({
                "envelope_id": envelope, "type": kind, "payload": body,
                "accepts_response_payload": False})
            async with asyncio.timeout(3):
                await self.acknowledged[envelope].wait()
            return 200
        began = time.monotonic()
        raw, kind = self.written(body)
        signed = {**signature(raw), "Content-Type": kind, **headers}
        async with aiohttp.ClientSession() as session, session.post(
            self.target, data=raw, headers=signed
        ) as answer:
            self.answers.append((answer.status, time.monotonic() - began))
            return answer.status

    @staticmethod
    def written(body: dict[str, Any]) -> tuple[bytes, str]:
        """A request's body and its type."""
        if body["type"] == "block_actions":
            return (urlencode({"payload": json.dumps(body)}).encode(),
                    "application/x-www-form-urlencoded")
        return json.dumps(body).encode(), "application/json"

    # What people see

    def message(self, channel: str, ts: str) -> Message | None:
        """A message by its name."""
        return next((one for one in self.messages[channel] if one["ts"] == ts), None)

    def said(self, channel: str = "C0001") -> list[Message]:
        """All that the app put there."""
        return [one for one in self.messages[channel] if one["user"] == BOT]

    async def until(
        self, true: Callable[[], Any], within: float = 20, what: str = "it"
    ) -> Any:
        """Wait until something is there to be seen; what it is."""
        try:
            async with asyncio.timeout(within):
                while not (found := true()):
                    self.changed.clear()
                    await self.changed.wait()
                return found
        except TimeoutError:
            texts = [one["text"][:200] for found in self.messages.values() for one in found]
            raise AssertionError(f"{what} did not come; there are {texts}") from None

    def _add(self, channel: str, message: Message, thread: str | None) -> Message:
        message["ts"] = self._ts()
        if thread:
            message["thread_ts"] = thread
        self.messages[channel].append(message)
        return message

    def _ts(self) -> str:
        return f"{int(time.time())}.{next(self._count):06d}"

    def _change(self) -> None:
        self.changed.set()


def signature(raw: bytes, at: float | None = None, secret: str = SECRET) -> dict[str, str]:
    """The headers by which Slack signs a request."""
    stamp = str(int(at if at is not None else time.time()))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + raw, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


async def _arguments(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(await request.json())
    return {**request.query, **dict(await request.post())}


async def serve(slack: FakeSlack) -> Callable[[], Awaitable[None]]:
    """Answer on a free port, in this loop; what ends it."""
    app = web.Application(client_max_size=200_000_000)
    app.router.add_routes(slack.routes())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    slack.address = f"http://{host}:{port}"
    return runner.cleanup


def routes() -> list[web.RouteDef]:
    """Beside the other emulators: a workspace of its own under `/slack`, in which nobody speaks."""
    return FakeSlack().routes("/slack")
