"""Fetching what a person points at: one GET over http or https, from public machines only.

Invariants: every hop of a redirect is checked by the guard and connected to at the very address
that was checked; no more than `limit_bytes` are ever kept or unpacked, and no call outlasts its
`seconds`, whatever the server claims. Nothing is sent but the request: no cookies, no proxies, no
credentials. What was fetched is data of an unknown kind; the caller sniffs it.
"""

import asyncio
import ssl
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import httpx

from storage.errors import BadAddress
from tools.providers.guard import INSTEAD, AddressGuard, check_address, parse_address, port_of

MAX_REDIRECTS = 5
MAX_ADDRESSES = 4                        # tried one after another while connecting fails
CONNECT_SECONDS = 5.0
AGENT = "Mozilla/5.0 (compatible; AdFlow/0.1)"

_REDIRECTS = {301, 302, 303, 307, 308}
_VAGUE_TYPES = {"", "application/octet-stream", "binary/octet-stream", "text/plain"}
_STATUS = {
    401: "asks for a password",
    403: "does not show it to programs",
    404: "has nothing there (404)",
    410: "has removed it (410)",
    429: "is asked too often now (429)",
}


@dataclass(frozen=True)
class Downloaded:
    """What came: `media_type` as claimed, `encoding` the claimed charset or empty, final `url`."""

    data: bytes
    media_type: str
    url: str
    encoding: str = ""


class Fetch(Protocol):
    """How readers get bytes; `download` is the one that is used."""

    async def __call__(
        self, url: str, *, limit_bytes: int, seconds: float, accept: Sequence[str]
    ) -> Downloaded:
        """Fetch one address or raise BadAddress."""
        ...


async def download(
    url: str,
    *,
    limit_bytes: int,
    seconds: float,
    accept: Sequence[str],
    guard: AddressGuard | None = None,
) -> Downloaded:
    """Fetch `url`, following up to 5 redirects; raises BadAddress with a next step.

    `seconds` is the time for everything together. `accept` lists media types, also as `image/*`;
    an answer that claims another one is refused, a vague or missing claim is not.
    """
    target = parse_address(url)
    guard = guard or AddressGuard()
    context = httpx.create_ssl_context(trust_env=False)
    try:
        async with asyncio.timeout(seconds):
            for _ in range(MAX_REDIRECTS + 1):
                answer = await _hop(target, limit_bytes, accept, guard, context)
                if isinstance(answer, Downloaded):
                    return answer
                target = answer
    except TimeoutError as exc:
        raise BadAddress(f"{target.host} took longer than {seconds:g} s.", INSTEAD) from exc
    raise BadAddress(f"{target.host} sends from one address to the next without end.", INSTEAD)


async def _hop(
    url: httpx.URL,
    limit: int,
    accept: Sequence[str],
    guard: AddressGuard,
    context: ssl.SSLContext,
) -> Downloaded | httpx.URL:
    """One request: what came, or where it sends us."""
    host = url.raw_host.decode("ascii")
    addresses = (await guard.check(host, port_of(url)))[:MAX_ADDRESSES]
    waiting = httpx.Timeout(None, connect=CONNECT_SECONDS)
    # A client for each hop, so that no cookie or connection is carried to another site.
    async with httpx.AsyncClient(verify=context, trust_env=False, timeout=waiting) as client:
        for address in addresses:
            try:
                return await _request(client, url, address, limit, accept)
            except (httpx.ConnectError, httpx.ConnectTimeout) as exc:
                problem = exc
            except httpx.HTTPError as exc:
                raise BadAddress(f"{host} broke off in the middle.", INSTEAD) from exc
    raise BadAddress(f"{host} cannot be reached.", f"Try again later. {INSTEAD}") from problem


async def _request(
    client: httpx.AsyncClient, url: httpx.URL, address: str, limit: int, accept: Sequence[str]
) -> Downloaded | httpx.URL:
    """Connect to `address`, but speak to the host of `url`: in the Host header and in TLS."""
    request = addressed(client, "GET", url, address, {
        "User-Agent": AGENT,
        "Accept": ", ".join((*accept, "*/*;q=0.1")),
        "Accept-Encoding": "gzip",
        "Accept-Language": "en, *;q=0.5",
    })
    response = await client.send(request, stream=True)
    try:
        if response.status_code in _REDIRECTS and "location" in response.headers:
            return _next(url, response.headers["location"])
        media_type = _check(url, response, limit, accept)
        data = await _body(url, response, limit)
        return Downloaded(data, media_type, str(url), response.charset_encoding or "")
    finally:
        await response.aclose()


def addressed(
    client: httpx.AsyncClient, method: str, url: httpx.URL, address: str,
    headers: Mapping[str, str], content: bytes | None = None,
) -> httpx.Request:
    """A request that goes to this very address and speaks to the host of `url`."""
    return client.build_request(
        method, url.copy_with(host=address), content=content,
        headers={"Host": url.netloc.decode("ascii"), **headers},
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
    )


def _next(url: httpx.URL, location: str) -> httpx.URL:
    try:
        return check_address(url.join(location))
    except (httpx.InvalidURL, UnicodeError) as exc:
        raise BadAddress(f"{url.host} sends to an address that is none.", INSTEAD) from exc


def _check(url: httpx.URL, response: httpx.Response, limit: int, accept: Sequence[str]) -> str:
    """Refuse by status, claimed type and claimed length; return the claimed type."""
    status = response.status_code
    if status != 200:
        said = _STATUS.get(status, f"has a problem now ({status})")
        raise BadAddress(f"{url.host} {said}.", f"Check the address. {INSTEAD}")
    claim = str(response.headers.get("content-type", ""))
    media_type = claim.partition(";")[0].strip().lower()
    if media_type not in _VAGUE_TYPES and not any(_matches(media_type, one) for one in accept):
        raise BadAddress(f"{url.host} gives {media_type[:60]} there, which is no help.", INSTEAD)
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length) > limit:
        raise _too_large(url, limit)
    return media_type


def _matches(media_type: str, pattern: str) -> bool:
    return media_type.startswith(pattern[:-1]) if pattern.endswith("/*") else media_type == pattern


async def _body(url: httpx.URL, response: httpx.Response, limit: int) -> bytes:
    """The body, unpacked by us so that a small one cannot grow past the limit."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip"):
        raise BadAddress(f"{url.host} answers in a coding nobody asked for.", INSTEAD)
    unpack = None if coding == "identity" else zlib.decompressobj(wbits=31)
    data = bytearray()
    async for chunk in response.aiter_raw():
        try:
            data += unpack.decompress(chunk, limit + 1 - len(data)) if unpack else chunk
        except zlib.error as exc:
            raise BadAddress(f"{url.host} sent a damaged answer.", INSTEAD) from exc
        if len(data) > limit:
            raise _too_large(url, limit)
    if unpack and not unpack.eof:
        raise BadAddress(f"{url.host} broke off in the middle.", INSTEAD)
    return bytes(data)


def _too_large(url: httpx.URL, limit: int) -> BadAddress:
    return BadAddress(f"{url.host} gives more than {limit / 1e6:.0f} MB there.", INSTEAD)
