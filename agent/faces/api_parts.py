"""What all routes of the HTTP API share: what they stand on, who asks, how problems are answered.

Every problem is JSON with a sentence and a next step, under a status that the document names.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Self

from fastapi import Depends, HTTPException, Path, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import ModelWrapValidatorHandler, model_validator
from pydantic_core import PydanticCustomError
from starlette.requests import HTTPConnection

from agent.programs import Programs
from storage.errors import (
    AdFlowError,
    BadInput,
    EnvironmentProblem,
    NotAllowed,
    NotFound,
    TooMany,
)
from storage.once import Once
from storage.preferences import PreferenceBook
from storage.records import Record
from storage.settings import LOCAL
from storage.tokens import SCOPES, Scope, Token, Tokens
from storage.webhooks import Webhooks
from tools.pipeline.broadcasting import Broadcast
from tools.pipeline.production import Production


class Counter:
    """What the API stands on, made from one production."""

    def __init__(self, production: Production) -> None:
        self.production = production
        self.programs = Programs(production)
        self.broadcast = Broadcast(production.rendering, production.quotes)
        self.once = Once(production.catalogue)
        self.tokens = Tokens(
            production.catalogue, guests=bool(production.settings.trusted_header))
        self.webhooks = Webhooks(production.catalogue)
        self.preferences = PreferenceBook(production.catalogue)


class Body(Record):
    """What is sent as JSON: taken as it is, so that `"5"` is no number and `1` is no yes."""

    @model_validator(mode="wrap")
    @classmethod
    def _as_it_is(cls, given: Any, validate: ModelWrapValidatorHandler[Self]) -> Self:
        found = validate(given)
        if isinstance(given, dict) and (
            where := _changed(given, found.model_dump(mode="json"), ())) is not None:
            raise PydanticCustomError(
                "unfit", "{where} is of another type", {"where": ".".join(map(str, where))})
        return found


def _changed(given: Any, taken: Any, at: tuple[str | int, ...]) -> tuple[str | int, ...] | None:
    """Where what was given had to be made into something else to fit; None if nowhere."""
    if isinstance(given, dict) and isinstance(taken, dict):
        pairs = [(value, taken[name], name) for name, value in given.items()]
    elif isinstance(given, list) and isinstance(taken, list):
        pairs = list(zip(given, taken, range(len(given)), strict=True))
    else:
        same = isinstance(given, bool) == isinstance(taken, bool) and given == taken
        return None if same and given not in (math.inf, -math.inf) else at
    found = (_changed(value, other, (*at, name)) for value, other, name in pairs)
    return next((one for one in found if one is not None), None)


class Problem(Record):
    """What could not be done, and what to do next."""

    message: str
    next_step: str = ""


_SAID = {
    400: "It cannot be read.",
    401: "There is no token, or it is not valid (any more).",
    403: "The token lacks the scope for it, or another site's page asks.",
    404: "There is nothing of yours by this name.",
    405: "This is not done here in this way.",
    409: "It cannot be done as things stand: a budget, a decision, a newer quote.",
    413: "What was sent is too large.",
    422: "It does not fit.",
    429: "Too much was ordered within a minute.",
    503: "The machine, its disk or the language model has a problem.",
}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": text} for status, text in _SAID.items()
    if status != 405
}
_STATUS: Mapping[type[AdFlowError], int] = {
    NotFound: 404, BadInput: 422, TooMany: 429, NotAllowed: 409, EnvironmentProblem: 503,
    AdFlowError: 503,
}


def status_of(error: AdFlowError) -> int:
    """The HTTP status that goes with an error: that of the nearest kind that has one."""
    return next(_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS)


def refusal(status: int, message: str, next_step: str) -> HTTPException:
    """A problem of the request itself."""
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return HTTPException(status, {"message": message, "next_step": next_step}, headers)


@dataclass(frozen=True)
class Caller:
    """Who asks: whose things these are, what is allowed, and who that is for the books."""

    owner: str
    scopes: tuple[Scope, ...]
    by: str


class Bearer(HTTPBearer):
    """The token of a request or of a WebSocket."""

    def __init__(self) -> None:
        super().__init__(
            scheme_name="token", auto_error=False,
            description="A token made by `adflow user token add`. Without accounts, on the "
                        "machine itself, none is needed.")

    async def __call__(self, at: HTTPConnection) -> HTTPAuthorizationCredentials | None:
        """What is given, unchecked."""
        return given(at)


def given(at: HTTPConnection) -> HTTPAuthorizationCredentials | None:
    """The token in the header, or, where a page cannot set one, among a WebSocket's protocols."""
    scheme, _, text = at.headers.get("authorization", "").partition(" ")
    if scheme:
        return HTTPAuthorizationCredentials(scheme=scheme, credentials=text.strip())
    if at.scope["type"] == "websocket":
        for one in at.scope.get("subprotocols", ()):
            if one.startswith(TOKEN_PROTOCOL):
                return HTTPAuthorizationCredentials(
                    scheme="Bearer", credentials=one.removeprefix(TOKEN_PROTOCOL))
    return None


BEARER = Bearer()
TOKEN_PROTOCOL = "token."
_GET_ONE = "Make one with `adflow user token add`, and send it as `Authorization: Bearer …`."


def counter(at: HTTPConnection) -> Counter:
    """What the routes stand on."""
    found: Counter = at.app.state.counter()
    return found


def authenticate(at: HTTPConnection, said: HTTPAuthorizationCredentials | None) -> Caller:
    """Who asks. Raises 401. A token that was given has to hold, also where none is needed."""
    if said is None:
        if at.app.state.open_here:
            return Caller(LOCAL, SCOPES, "api:local")
        raise refusal(401, "There is no token.", _GET_ONE)
    token: Token | None = None
    if said.scheme.lower() == "bearer":
        token = counter(at).tokens.known(said.credentials)
    if token is None:
        raise refusal(401, "This token is not valid, or not any more.", _GET_ONE)
    return Caller(token.owner, token.scopes, f"api:{token.account}:{token.name or token.id}")


def needs(scope: Scope) -> Callable[..., Any]:
    """A dependency: whoever asks, with this scope. Raises 401 and 403."""

    async def check(
        at: HTTPConnection,
        said: Annotated[HTTPAuthorizationCredentials | None, Security(BEARER)],
    ) -> Caller:
        caller = authenticate(at, said)
        require(caller, scope)
        return caller

    return check


def require(caller: Caller, scope: Scope) -> None:
    """Raises 403 where the caller's token lacks the scope."""
    if scope not in caller.scopes:
        raise refusal(
            403, f"This needs the scope {scope!r}; the token has: {', '.join(caller.scopes)}.",
            f"Make another one: adflow user token add --scope {scope}")


At = Annotated[Counter, Depends(counter)]
Reader = Annotated[Caller, Depends(needs("read"))]
Creator = Annotated[Caller, Depends(needs("create"))]
Approver = Annotated[Caller, Depends(needs("approve"))]
Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$", description="32 hex digits.")]
Hash = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="64 hex digits.")]
Version = Annotated[int, Path(ge=1, le=1_000_000)]
