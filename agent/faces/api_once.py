"""Creates that may be sent again: with an `Idempotency-Key`, the same request is carried out once.

The answer is kept with the key and given again as it was, `Idempotent-Replay: true` with it.
"""

import hashlib
import json
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Header, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from agent.faces.api_parts import authenticate, counter, given
from storage.errors import BadInput
from storage.once import Answer

NAME = "Idempotency-Key"
_PATTERN = r"^[\x21-\x7e]{1,100}$"


async def _key(
    idempotency_key: Annotated[str | None, Header(
        pattern=_PATTERN, description="Any text of yours, up to 100 characters without spaces: "
        "sent again with the same body, the request is not carried out again.")] = None,
) -> str:
    return idempotency_key or ""


Key = Annotated[str, Depends(_key)]


class OnceRoute(APIRoute):
    """A route whose POSTs take a key. It refuses what its address says and it does not know."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The usual handler, behind what is kept of the key."""
        handle = super().get_route_handler()
        known = _queries(self.dependant)

        async def once(request: Request) -> Response:
            if unknown := set(request.query_params) - known:
                authenticate(request, given(request))
                raise BadInput(f"Nothing is called {min(unknown)!r} here.",
                               f"Known: {', '.join(sorted(known)) or 'nothing'}.")
            key = request.headers.get(NAME, "")
            if request.method != "POST" or not 0 < len(key) <= 100:
                return await handle(request)
            caller, kept = authenticate(request, given(request)), counter(request).once
            asked = await _hash(request, ",".join(caller.scopes))
            if found := kept.begin(caller.owner, key, asked):
                return Response(found.body, found.status, {"Idempotent-Replay": "true"},
                                "application/json")
            try:
                answer = await handle(request)
                good = answer.status_code < 300
            except BaseException:
                kept.give_up(caller.owner, key)
                raise
            if good:
                body = bytes(answer.body).decode()
                kept.finish(caller.owner, key, Answer(status=answer.status_code, body=body))
            else:
                kept.give_up(caller.owner, key)
            return answer

        return once


def _queries(of: Dependant) -> set[str]:
    """The names of all that may be said in the address."""
    return {one.alias for one in of.query_params}.union(*map(_queries, of.dependencies))


async def _hash(request: Request, scopes: str) -> str:
    """What is asked for, in one hash. Another token with less allowed is another request."""
    told = json.dumps([request.method, request.url.path, request.url.query, scopes]).encode()
    return hashlib.sha256(told + await request.body()).hexdigest()
