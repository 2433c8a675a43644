"""Who somebody is, asked anew of every request: the one person here, an account, a proxy's guest.

Chainlit believes whoever brings its cookie. Invariant: the cookie it sees is one that was checked
just now; what the browser sent as such is taken off first, and put back only for whom it holds. So
an account that was removed, a changed password or another guest of the proxy count at once.
"""

import asyncio
import logging
import os
from collections import Counter
from typing import Protocol
from weakref import WeakValueDictionary

from chainlit.auth.jwt import create_jwt, decode_jwt
from chainlit.user import User
from jwt import InvalidTokenError
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from agent.faces.web_guard import address_of, refuse
from storage.errors import BadInput
from storage.settings import LOCAL, Network, Settings
from storage.users import Users, checked_name

log = logging.getLogger("adflow.web")
SLOWLY = 1.0                                                  # seconds that a wrong password takes
MOST_TRYING = 4                                               # guesses at one name at a time
AT_A_TIME = 2                                                 # passwords that are hashed at once


class Door(Protocol):
    """One way to know people. `refusal` is said to nobody; empty if nobody may try to sign in."""

    refusal: str

    def token(self, scope: Scope) -> str:
        """Chainlit's token for who asks; empty for nobody."""
        ...

    def knows(self, token: str) -> bool:
        """Whether a token from an open page still holds."""
        ...


class ThisMachine:
    """Without accounts: everybody whom the guard lets through is the one person here."""

    refusal = ""

    def token(self, scope: Scope) -> str:
        """The one person's."""
        return create_jwt(User(identifier=LOCAL, display_name="You"))

    def knows(self, token: str) -> bool:
        """Nobody else gets one."""
        return True


class TrustedProxy:
    """A proxy has asked who it is, and says so in a header."""

    def __init__(self, users: Users, header: str, proxies: tuple[Network, ...]) -> None:
        self._users, self._header, self._proxies = users, header, proxies
        self.refusal = "Nobody is signed in. Open AdFlow by its public address."

    def token(self, scope: Scope) -> str:
        """Of the one name in the header, if the request comes from one of the proxies."""
        address, said = address_of(scope), Headers(scope=scope).getlist(self._header)
        if address is None or not any(address in one for one in self._proxies) or len(said) != 1:
            return ""
        try:
            name = checked_name(said[0])
        except BadInput as exc:
            log.warning("the proxy names somebody who cannot be let in: %s", exc)
            return ""
        return create_jwt(User(identifier=self._users.owner_of(name), display_name=name))

    def knows(self, token: str) -> bool:
        """The proxy decides, with each request."""
        return True


class Accounts:
    """Names and passwords. Guesses at a name come one after another, and each takes its time."""

    refusal = ""

    def __init__(self, users: Users) -> None:
        self._users = users
        self._name = os.environ["CHAINLIT_AUTH_COOKIE_NAME"]
        self._locks = WeakValueDictionary[str, asyncio.Lock]()
        self._trying = Counter[str]()
        self._places = asyncio.Semaphore(AT_A_TIME)

    async def sign_in(self, name: str, password: str) -> User | None:
        """Chainlit's callback: the person, if name and password are right."""
        name = name.strip().lower()[:80]
        if self._trying[name] >= MOST_TRYING:
            return None
        self._trying[name] += 1
        try:
            async with self._locks.setdefault(name, asyncio.Lock()):
                async with self._places:
                    user = await asyncio.to_thread(self._users.with_password, name, password)
                if user is None:
                    log.warning("somebody could not sign in as %r", name)
                    await asyncio.sleep(SLOWLY)
                    return None
        finally:
            self._trying[name] -= 1
            if not self._trying[name]:
                del self._trying[name]
        metadata = {"account": user.name, "mark": user.mark}
        return User(identifier=user.owner, display_name=user.name, metadata=metadata)

    def token(self, scope: Scope) -> str:
        """The cookie's, while its account is there and has the same password."""
        token = HTTPConnection(scope).cookies.get(self._name, "")
        return token if token and self.knows(token) else ""

    def knows(self, token: str) -> bool:
        """Whether it is ours, not too old, and of an account as it is now."""
        try:
            said = decode_jwt(token)
        except InvalidTokenError:
            return False
        user = self._users.get(str(said.metadata.get("account", "")))
        return user is not None and (user.owner, user.mark) == (
            said.identifier, said.metadata.get("mark"))


def door_of(settings: Settings, users: Users) -> Door:
    """How people are known here: by a trusted header, by their accounts, or not at all."""
    if settings.trusted_header:
        return TrustedProxy(users, settings.trusted_header, settings.proxies)
    return Accounts(users) if users.all() else ThisMachine()


async def nobody(headers: Headers) -> User | None:
    """Chainlit's callback for a page without a cookie: `SignedIn` has none such."""
    return None


class SignedIn:
    """ASGI middleware: a request carries the checked cookie of who it comes from, or none.

    What lies under `own_doors` asks by itself who somebody is, and is passed by.
    """

    def __init__(
        self, app: ASGIApp, *, door: Door, open_to_all: tuple[str, ...] = (),
        own_doors: tuple[str, ...] = (),
    ) -> None:
        self._app, self._door, self._open, self._own = app, door, open_to_all, own_doors
        self._name = os.environ["CHAINLIT_AUTH_COOKIE_NAME"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with the right cookie, or refuse."""
        own = any(f"{scope.get('path', '')}/".startswith(f"{one}/") for one in self._own)
        if own or scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        token = self._door.token(scope)
        if not token and self._door.refusal and scope["path"] not in self._open:
            await refuse(self._door.refusal, scope, receive, send)
            return
        await self._app({**scope, "headers": self._checked(scope, token)}, receive, send)

    def _checked(self, scope: Scope, token: str) -> list[tuple[bytes, bytes]]:
        """The headers without what could also sign somebody in."""
        others = [part.strip() for line in Headers(scope=scope).getlist("cookie")
                  for part in line.split(";")]
        kept = [part for part in others if part and not part.startswith(self._name)]
        cookies = "; ".join([*kept, f"{self._name}={token}"] if token else kept)
        return [
            *(pair for pair in scope["headers"] if pair[0] not in (b"cookie", b"authorization")),
            *([(b"cookie", cookies.encode("latin-1"))] if cookies else []),
        ]
