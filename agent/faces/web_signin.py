"""Without a password, the page itself signs in the one person on this machine.

Chainlit would do it in the page, after a refused request and by way of `/`, and so lose the thread
in the address bar. Only the guard's guests get here.
"""

import os

from chainlit.auth import create_jwt
from chainlit.config import config
from chainlit.user import User
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class SignedIn:
    """ASGI middleware: a page asked for without our cookie comes with one."""

    def __init__(self, app: ASGIApp, *, owner: str) -> None:
        self._app = app
        self._owner = owner
        self._name = os.environ["CHAINLIT_AUTH_COOKIE_NAME"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; add the cookie to a page."""
        if scope["type"] != "http" or self._name in Request(scope).cookies:
            await self._app(scope, receive, send)
            return

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("Set-Cookie", self._cookie())
            await send(message)

        await self._app(scope, receive, send_with_cookie)

    def _cookie(self) -> str:
        carrier = Response()
        carrier.set_cookie(
            self._name, create_jwt(User(identifier=self._owner, display_name="You")),
            max_age=config.project.user_session_timeout, httponly=True, samesite="lax",
        )
        return carrier.headers["set-cookie"]
