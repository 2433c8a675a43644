"""Who may speak to the web app, checked before anything else sees the request.

Without a password only this machine is answered, and only under a loopback name: a foreign page
whose name was rebound to 127.0.0.1 is refused. Requests that a browser marks as coming from another
origin are always refused, WebSockets included. Every answer carries the security headers; their
content policy also keeps the page from loading anything from another machine.
"""

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOOPBACK_NAMES = {"127.0.0.1", "localhost", "::1"}
_SAFE = {"GET", "HEAD", "OPTIONS"}
_HEADERS = {
    # The chat's custom elements are compiled in the page, hence 'unsafe-eval'; its index has
    # inline scripts. Task lists are handed over as data: addresses.
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; "
        "font-src 'self' data:; connect-src 'self' data:; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """ASGI middleware. `this_machine_only` is for use without a password."""

    def __init__(self, app: ASGIApp, *, this_machine_only: bool) -> None:
        self._app = app
        self._this_machine_only = this_machine_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on and add the headers."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        if reason := self._refusal(scope):
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008, "reason": reason})
            else:
                await PlainTextResponse(reason, status_code=403)(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> str:
        """Why this request is refused; empty if it is not."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self._this_machine_only:
            if not _is_loopback(scope.get("client")):
                return "Only this machine is answered while no password is set."
            if urlsplit(f"//{host}").hostname not in _LOOPBACK_NAMES:
                return "Unknown host name. Open http://127.0.0.1 with AdFlow's port."
        origin = headers.get("origin")
        changes = scope["type"] == "websocket" or scope["method"] not in _SAFE
        if origin and (changes or scope["path"].startswith("/ws/")):
            same = urlsplit(origin).netloc == host
            return "" if same else "Requests from other sites are refused."
        return ""


def _is_loopback(client: tuple[str, int] | None) -> bool:
    try:
        return client is not None and ipaddress.ip_address(client[0]).is_loopback
    except ValueError:
        return False
