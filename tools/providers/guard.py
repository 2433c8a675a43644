"""What a given address is, and which machines it may lead to: only public ones.

A person's text names a host; what counts is where that name leads. Invariant: `AddressGuard.check`
returns only addresses that were all judged, and the caller connects to those and never resolves
the name again, so a name cannot change its meaning between the check and the connection.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx

from storage.errors import BadAddress

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Awaitable[list[str]]]
Judge = Callable[[IPAddress], bool]

MAX_URL = 2000
INSTEAD = "Save the picture and drop the file here instead."

_PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")
# Not public, whatever `is_global` of this Python's version says of them.
_NEVER = tuple(
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",                  # protocol assignments
        "192.88.99.0/24",                # 6to4 relays
        "168.63.129.16/32",              # a cloud's own services
        "2001::/23",                     # Teredo and other protocol assignments
        "2002::/16",                     # 6to4: an IPv4 address in disguise
        "2001:db8::/32",                 # documentation
        "3fff::/20",                     # documentation
    )
)


def parse_address(text: str) -> httpx.URL:
    """A person's text as an address; https where no scheme is given. Raises BadAddress."""
    text = text.strip()
    try:
        url = httpx.URL(text if "://" in text else f"https://{text}")
    except (httpx.InvalidURL, UnicodeError) as exc:
        raise _no_address() from exc
    return check_address(url)


def check_address(url: httpx.URL) -> httpx.URL:
    """The same address if it is one that may be asked at all; raises BadAddress."""
    if url.scheme not in ("http", "https"):
        raise BadAddress(f"Addresses that start with {url.scheme}: are not read.", INSTEAD)
    if len(str(url)) > MAX_URL or not url.host or not 0 < port_of(url) < 65536:
        raise _no_address()
    if url.userinfo:
        raise BadAddress("The address holds a user name or password.", "Give it without them.")
    return url


def _no_address() -> BadAddress:
    return BadAddress("This is not an address of a web page.", "Copy it whole.")


def port_of(url: httpx.URL) -> int:
    """The port it names, or its scheme's own."""
    usual = 443 if url.scheme == "https" else 80
    return usual if url.port is None else url.port


def is_public(address: IPAddress) -> bool:
    """Whether it is an ordinary address of the internet.

    Private, loopback, link-local, shared, multicast, reserved and unspecified addresses are not,
    nor are IPv6 addresses that carry an IPv4 one (mapped, compatible, NAT64, 6to4, Teredo).
    """
    if isinstance(address, ipaddress.IPv6Address) and address not in _PUBLIC_V6:
        return False
    if any(address.version == never.version and address in never for never in _NEVER):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


async def resolve(host: str, port: int) -> list[str]:
    """All addresses the system knows for a host, best first; raises OSError or UnicodeError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class AddressGuard:
    """Judges where a host leads. Tests give another `judge` or `resolve`; nothing else does."""

    judge: Judge = is_public
    resolve: Resolve = resolve

    async def check(self, host: str, port: int) -> list[str]:
        """The addresses to connect to. One that is not public spoils them all: BadAddress."""
        try:
            found = await self.resolve(host, port)
            addresses = [ipaddress.ip_address(text) for text in found]
        except (OSError, UnicodeError, ValueError) as exc:
            raise BadAddress(f"There is no site called {host}.", "Check its spelling.") from exc
        if not addresses:
            raise BadAddress(f"There is no site called {host}.", "Check its spelling.")
        if not all(self.judge(address) for address in addresses):
            raise BadAddress(f"{host} leads into a private network, which is not read.", INSTEAD)
        return found
