"""Which of Chainlit's doors are open: those that our page goes through, and no other.

Chainlit brings more: threads that are shared with anybody, MCP servers, feedback, elements that the
page writes, messages that are said differently afterwards, its own API's documentation. What is not
in the tables here is shut, so that a newer Chainlit opens nothing by itself.

Two things come from the page and are believed by Chainlit: the session's id, of which it makes the
name of a folder that it later removes, and the socket's, which stands for whoever opened it. Here
the first has to be a UUID, and the second is refused to anyone else.
"""

import re
from typing import Any
from urllib.parse import parse_qs

from chainlit.auth import get_token_from_cookies
from chainlit.auth.jwt import decode_jwt
from chainlit.server import app as chainlit_app
from chainlit.server import sio
from chainlit.socket import connect
from jwt import InvalidTokenError
from starlette.requests import HTTPConnection, cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from agent.faces.web_guard import refuse
from agent.faces.web_store import is_thread_id

_ID = r"[0-9A-Za-z-]{1,64}"
_OPEN = [(frozenset(methods.split()), re.compile(path)) for methods, path in (
    ("GET HEAD", rf"/|/login|/login/callback|/thread|/thread/{_ID}|/element/{_ID}|/env"),
    ("GET", r"/public/.+|/assets/.+|/favicon|/logo|/avatars/[^/]+"),
    ("GET", r"/auth/config|/project/translations|/project/settings|/user"),
    ("POST", r"/login|/logout|/set-session-cookie"),
    ("POST", r"/project/threads|/project/action|/project/file"),
    ("GET", rf"/project/file/{_ID}|/project/thread/{_ID}|/project/thread/{_ID}/element/{_ID}"),
    ("PUT DELETE", r"/project/thread"),
)]
_SOCKET = "/ws/socket.io"
_EVENTS = {
    "connect", "connection_successful", "disconnect", "clear_session", "stop", "client_message",
    "window_message", "chat_settings_change", "chat_settings_edit",
}


def is_open(method: str, path: str) -> bool:
    """Whether this way into Chainlit is one that our page takes."""
    return any(method in methods and known.fullmatch(path) for methods, known in _OPEN)


async def chainlit_doors(scope: Scope, receive: Receive, send: Send) -> None:
    """ASGI app: Chainlit behind its open doors."""
    path = scope["path"]
    if path == _SOCKET or path.startswith(f"{_SOCKET}/"):
        if _of_someone_else(scope):
            await refuse("This connection is somebody else's.", scope, receive, send)
            return
    elif scope["type"] == "websocket" or not is_open(scope["method"], path):
        await PlainTextResponse("There is nothing here.", 404)(scope, receive, send)
        return
    await chainlit_app(scope, receive, send)


def shut_events() -> None:
    """Take away what a page could say over the socket but ours does not; check who connects."""
    for event in set(sio.handlers["/"]) - _EVENTS:
        del sio.handlers["/"][event]
    sio.on("connect", _connect)


async def _connect(sid: str, environ: dict[str, Any], auth: Any) -> bool:
    """Chainlit's own, for a session whose id can be a folder's name."""
    if not isinstance(auth, dict) or not is_thread_id(auth.get("sessionId")):
        raise ConnectionRefusedError("a session's id is a UUID")
    return bool(await connect(sid, environ, auth))


def _of_someone_else(scope: Scope) -> bool:
    """Whether the socket that this request names was opened by somebody else."""
    named = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("sid", [""])[0]
    environ = sio.environ.get(named)
    if environ is None:
        return False
    opened = get_token_from_cookies(cookie_parser(environ.get("HTTP_COOKIE", "")))
    return _identity(opened) != _identity(get_token_from_cookies(HTTPConnection(scope).cookies))


def _identity(token: str | None) -> str:
    """Whose token this is, which `SignedIn` let pass; empty for nobody's, and when it is over."""
    try:
        return str(decode_jwt(token).identifier) if token else ""
    except InvalidTokenError:
        return ""
