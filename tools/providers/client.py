"""The process's one HTTP client to providers, one request at a time, and what may go wrong with it.

Nothing is repeated here. A call ends within its time whatever the server does; what httpx raises
becomes a `Broken` that says in words what happened and whether any byte was sent.
"""

import asyncio
import hashlib
import json
import os
import ssl
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import httpx
from dotenv import dotenv_values

from tools.providers.pace import seconds_asked
from tools.providers.redact import said

MOST_JSON = 40_000_000                   # bytes of an answer
EXPIRED = (401, 403, 404, 410)           # what stores say of a signed address that is too old

# Errors of httpx that come before the first byte of a request is sent.
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
FormFiles = Sequence[tuple[str, str, bytes, str]]
_own_keys: ContextVar[Mapping[str, str] | None] = ContextVar("own_keys", default=None)
_clients: WeakKeyDictionary[asyncio.AbstractEventLoop, httpx.AsyncClient] = WeakKeyDictionary()


class Broken(Exception):
    """A call that did not come to an end: `str` follows the provider's name in a sentence.

    `sent` is False only if surely nothing was sent. `wait` is what the provider asks for, seconds.
    """

    def __init__(self, why: str, *, sent: bool = True, wait: float | None = None) -> None:
        super().__init__(why)
        self.sent, self.wait = sent, wait


@dataclass(frozen=True)
class Answer:
    """What came back: HTTP `status`, the JSON `data` (None if it is none), `Retry-After` in s.

    `headers` have lower-case names; for those who say there what a call has cost.
    """

    status: int
    data: Any
    retry_after: float | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        """2xx with readable JSON."""
        return 200 <= self.status < 300 and self.data is not None


@dataclass(frozen=True)
class Call:
    """One request. `body` is sent as JSON, `content` as it is; `seconds` bound it as a whole."""

    method: str
    url: str
    headers: Mapping[str, str]
    seconds: float
    body: Any = None
    content: bytes | None = None


@contextmanager
def with_keys(keys: Mapping[str, str]) -> Iterator[None]:
    """Within it these keys, by name, come before those of the installation."""
    token = _own_keys.set(keys)
    try:
        yield
    finally:
        _own_keys.reset(token)


def setting(name: str) -> str:
    """A key of the user's own, else a key or an address from the environment, else from `.env`."""
    own = (_own_keys.get() or {}).get(name)
    return (own or os.environ.get(name) or dotenv_values(".env").get(name) or "").strip()


def client() -> httpx.AsyncClient:
    """The process's one client; one for each event loop, as its connections belong to a loop."""
    loop = asyncio.get_running_loop()
    found = _clients.get(loop)
    if found is None or found.is_closed:
        found = httpx.AsyncClient(
            trust_env=False,
            verify=trust(),
            limits=httpx.Limits(max_connections=40, keepalive_expiry=4.0),
        )
        _clients[loop] = found
    return found


@cache
def trust() -> ssl.SSLContext:
    """The certificates to trust; reading them takes a quarter of a second, the first time."""
    return httpx.create_ssl_context(trust_env=False)


def form(fields: Mapping[str, str], files: FormFiles) -> tuple[str, bytes]:
    """A multipart form as its content type and body; `files` are field, name, bytes and type."""
    request = httpx.Request("POST", "http://form", data=dict(fields), files=[
        (field, (name, data, media_type)) for field, name, data, media_type in files])
    return request.headers["Content-Type"], request.read()


async def close() -> None:
    """Close the client of this event loop, if there is one."""
    found = _clients.pop(asyncio.get_running_loop(), None)
    if found is not None:
        await found.aclose()


async def ask(call: Call, connect: float, target: Path | None = None) -> Answer:
    """Send one request and read its answer; with a `target` a good one is written there.

    Raises Broken.
    """
    async with _opened(call, connect) as response:
        if target is not None and response.is_success:
            await _write(response, target, MOST_JSON)
            return Answer(response.status_code, {}, headers=dict(response.headers))
        data = bytearray()
        async for chunk in response.aiter_bytes():
            data += chunk
            if len(data) > MOST_JSON:
                raise Broken("answers without end")
        return Answer(response.status_code, _json(bytes(data)), seconds_asked(response.headers),
                      dict(response.headers))


async def bring(call: Call, connect: float, target: Path, most_bytes: int) -> str | None:
    """Stream a file to `target`; its SHA-256, or None where the address has expired.

    Raises Broken: also for a body shorter than it was said to be, or larger than allowed.
    """
    async with _opened(call, connect, follow=True) as response:
        if response.status_code in EXPIRED:
            return None
        if response.status_code != 200:
            raise Broken(f"answers {response.status_code} for the file",
                         wait=seconds_asked(response.headers))
        return await _write(response, target, most_bytes)


async def _write(response: httpx.Response, target: Path, most_bytes: int) -> str:
    """Stream a body to `target`; its SHA-256."""
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as file:
        async for chunk in response.aiter_bytes():
            size += len(chunk)
            if size > most_bytes:
                raise Broken(f"sends more than {most_bytes / 1e6:.0f} MB")
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


@asynccontextmanager
async def _opened(
    call: Call, connect: float, *, follow: bool = False
) -> AsyncIterator[httpx.Response]:
    """The response to one request. Only a call without a key may `follow` to another address."""
    try:
        request = client().build_request(
            call.method, call.url, headers=call.headers, json=call.body, content=call.content,
            timeout=httpx.Timeout(None, connect=connect, pool=connect),
        )
        async with asyncio.timeout(call.seconds):
            response = await client().send(request, stream=True, follow_redirects=follow)
            try:
                yield response
            finally:
                await response.aclose()
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as exc:
        raise Broken("is given an address that is none", sent=False) from exc
    except _UNSENT as exc:
        raise Broken("cannot be reached", sent=False) from exc
    except (TimeoutError, httpx.TimeoutException) as exc:
        raise Broken("does not answer in time") from exc
    except httpx.HTTPError as exc:
        raise Broken(f"broke off the connection ({said(exc) or type(exc).__name__})") from exc


def _json(data: bytes) -> Any:
    try:
        return json.loads(data) if data.strip() else {}
    except (ValueError, RecursionError):
        return None
