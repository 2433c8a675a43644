"""Who may speak to the web app, checked before anything else sees the request.

Without accounts only this machine is answered, and only under a loopback name: a foreign page
whose name was rebound to 127.0.0.1 is refused, and so is what a proxy passes on. Requests that a
browser marks as another site's are always refused, WebSockets included, but for links that are
followed. Every answer carries the security headers; their content policy also keeps the page from
loading anything from another machine.
"""

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOOPBACK_NAMES = {"127.0.0.1", "localhost", "::1"}
_SAFE = {"GET", "HEAD", "OPTIONS"}
_PASSED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
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
    """ASGI middleware. `this_machine_only` is for use without accounts.

    What is posted to `signed` paths comes from other machines' programs, which sign it; whoever
    answers there checks that.
    """

    def __init__(
        self, app: ASGIApp, *, this_machine_only: bool, signed: tuple[str, ...] = ()
    ) -> None:
        self._app, self._signed = app, signed
        self._this_machine_only = this_machine_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on and add the headers."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        if reason := self._refusal(scope):
            await refuse(reason, scope, receive, send)
            return
        private = _is_private(scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if private:
                    message["headers"] = [_secured(*pair) for pair in message["headers"]]
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> str:
        """Why this request is refused; empty if it is not."""
        if scope.get("method") == "POST" and scope["path"] in self._signed:
            return ""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self._this_machine_only:
            address = address_of(scope)
            if address is None or not address.is_loopback:
                return "Only this machine is answered while there are no users."
            if urlsplit(f"//{host}").hostname not in _LOOPBACK_NAMES:
                return "Unknown host name. Open http://127.0.0.1 with AdFlow's port."
            if any(name in headers for name in _PASSED_ON):
                return "Behind a proxy AdFlow needs users, or the proxy's header for them."
        origin = headers.get("origin")
        changes = scope["type"] == "websocket" or scope["method"] not in _SAFE
        if origin and (changes or scope["path"].startswith("/ws/")):
            same = urlsplit(origin).netloc == host
            return "" if same else "Requests from other sites are refused."
        followed = not changes and headers.get("sec-fetch-mode") == "navigate"
        if headers.get("sec-fetch-site") == "cross-site" and not followed:
            return "Requests from other sites are refused."
        return ""


async def refuse(reason: str, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer 403 with a sentence, or close a WebSocket with it."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": reason})
    else:
        await PlainTextResponse(reason, status_code=403)(scope, receive, send)


def address_of(scope: Scope) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Who is at the other end of the connection; None where that is no address."""
    try:
        address = ipaddress.ip_address((scope.get("client") or ("",))[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_private(scope: Scope) -> bool:
    """Whether nobody on the way can read along."""
    said = Headers(scope=scope).get("x-forwarded-proto", scope.get("scheme", ""))
    return said in ("https", "wss")


def _secured(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A cookie that came over a private way never leaves it."""
    if name.lower() == b"set-cookie" and b"; secure" not in value.lower():
        return name, value + b"; Secure"
    return name, value
