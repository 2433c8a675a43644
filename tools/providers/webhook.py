"""Telling a program's address something: one POST over http or https, to machines that are allowed.

Invariants: the name is judged by the guard and connected to at the very address that was judged; no
redirect is followed; nothing of the answer is kept but its status.
"""

import asyncio
from collections.abc import Mapping

import httpx

from storage.errors import BadAddress
from tools.providers.client import trust
from tools.providers.download import AGENT, MAX_ADDRESSES, addressed
from tools.providers.guard import AddressGuard, check_address, parse_address, port_of

CONNECT_SECONDS, SECONDS = 5.0, 10.0
OTHER = "Give an http or https address of yours that answers from outside."


async def check_webhook(url: str, guard: AddressGuard) -> str:
    """The address as it is called, if it may be. Raises BadAddress."""
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            target = parse_address(url)
            await guard.check(target.raw_host.decode("ascii"), port_of(target))
    except TimeoutError as exc:
        raise BadAddress("Nobody says in time where this address leads.", OTHER) from exc
    except BadAddress as exc:
        raise BadAddress(str(exc), OTHER) from exc
    return str(target)


async def post(url: str, body: bytes, headers: Mapping[str, str], guard: AddressGuard) -> int:
    """Send it and return the answer's HTTP status. Raises BadAddress where there is none."""
    target = check_address(httpx.URL(url))
    host = target.raw_host.decode("ascii")
    try:
        async with asyncio.timeout(SECONDS):
            found = (await guard.check(host, port_of(target)))[:MAX_ADDRESSES]
            return await _send(target, found, body, headers)
    except TimeoutError as exc:
        raise BadAddress(f"{host} does not answer within {SECONDS:g} s.", OTHER) from exc
    except httpx.HTTPError as exc:
        raise BadAddress(f"{host} cannot be reached, or broke off.", OTHER) from exc


async def _send(
    url: httpx.URL, addresses: list[str], body: bytes, headers: Mapping[str, str]
) -> int:
    waiting = httpx.Timeout(None, connect=CONNECT_SECONDS)
    async with httpx.AsyncClient(verify=trust(), trust_env=False, timeout=waiting) as client:
        for address in addresses:
            request = addressed(
                client, "POST", url, address, {"User-Agent": AGENT, **headers}, body)
            try:
                response = await client.send(request, stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout) as exc:
                problem = exc
                continue
            await response.aclose()
            return response.status_code
    raise problem
