import asyncio
import gzip
import ipaddress
import ssl
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial

import pytest

from storage.errors import BadAddress
from tools.providers.download import Downloaded, download
from tools.providers.guard import AddressGuard, is_public, parse_address

Reply = Callable[[asyncio.StreamWriter], Awaitable[None]]

HERE = ipaddress.ip_address("127.0.0.1")


class Site:
    """A web server on 127.0.0.1 that says exactly what a test wants, byte for byte."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply] = {}
        self.requests: list[str] = []
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            self.requests.append(head)
            await self.replies[head.split()[1]](writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def say(self, path: str, body: bytes, *headers: str, status: str = "200 OK") -> str:
        lines = [f"HTTP/1.1 {status}", "Connection: close", *headers]
        if not any(header.lower().startswith("content-length") for header in headers):
            lines.append(f"Content-Length: {len(body)}")

        async def reply(writer: asyncio.StreamWriter) -> None:
            writer.write("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)

        self.replies[path] = reply
        return self.url(path)

    def send(self, path: str, to: str) -> str:
        return self.say(path, b"", f"Location: {to}", status="302 Found")

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0)
    site.port = server.sockets[0].getsockname()[1]
    yield site
    server.close()


async def known(host: str, port: int) -> list[str]:
    """A resolver for tests: some names, and addresses as themselves."""
    names = {"shop.test": ["127.0.0.1"], "mixed.test": ["127.0.0.1", "10.0.0.7"], "none.test": []}
    if host == "gone.test":
        raise OSError("no such host")
    return names.get(host, [host])


LOCAL = AddressGuard(judge=lambda address: address == HERE, resolve=known)
get = partial(download, limit_bytes=100_000, seconds=5, accept=("image/*", "text/html"),
              guard=LOCAL)


async def refused(url: str, what: str, **options: object) -> BadAddress:
    with pytest.raises(BadAddress, match=what) as error:
        await get(url, **options)
    assert error.value.next_step
    return error.value


async def test_it_brings_bytes_type_and_address(site: Site) -> None:
    url = site.say("/a.png", b"picture", "Content-Type: image/png; charset=utf-8")
    assert await get(url) == Downloaded(b"picture", "image/png", url, "utf-8")
    request = site.requests[0].lower()
    assert "cookie" not in request
    assert "authorization" not in request


async def test_it_asks_the_checked_address_for_the_named_host(site: Site) -> None:
    site.say("/x?a=1", b"ok")
    done = await get(site.url("/x?a=1", "shop.test"))
    assert done.url == site.url("/x?a=1", "shop.test")
    assert f"Host: shop.test:{site.port}" in site.requests[0]


async def test_a_name_is_resolved_once_so_it_cannot_change(site: Site) -> None:
    site.say("/", b"ok")
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])

    async def rebinding(host: str, port: int) -> list[str]:
        return next(answers)

    guard = AddressGuard(judge=LOCAL.judge, resolve=rebinding)
    assert (await get(site.url("/", "evil.test"), guard=guard)).data == b"ok"
    with pytest.raises(BadAddress, match="private network"):
        await get(site.url("/", "evil.test"), guard=guard)


async def test_redirects_are_followed_and_each_is_checked(site: Site) -> None:
    site.say("/end", b"here")
    site.send("/relative", "end")
    url = site.send("/start", site.url("/relative", "shop.test"))
    assert (await get(url)).url == site.url("/end", "shop.test")
    for target in ("http://10.0.0.1/", "http://169.254.169.254/latest", "http://127.0.0.2/",
                   "http://[::1]/", "//mixed.test/"):
        await refused(site.send("/out", target), "private network")
    await refused(site.send("/out", "file:///etc/passwd"), "start with file:")
    await refused(site.send("/out", "http://me:secret@shop.test/"), "user name or password")
    await refused(site.send("/out", "http://a:99999/"), "not an address")
    await refused(site.send("/loop", "/loop"), "without end")
    assert len([one for one in site.requests if "/loop" in one]) == 6


async def test_endless_and_lying_bodies_stop_at_the_limit(site: Site) -> None:
    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(bytes(65536))
            await writer.drain()

    site.replies["/endless"] = endless
    await refused(site.url("/endless"), "more than 0 MB")
    await refused(site.say("/big", b"x", "Content-Length: 999999999"), "more than")
    await refused(site.say("/short", b"x", "Content-Length: 500"), "broke off")
    kept = await get(site.say("/more", b"x" * 200_000, "Content-Length: 5"))
    assert kept.data == b"xxxxx"


async def test_slow_answers_end_in_time(site: Site) -> None:
    async def slow(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(50):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.1)

    site.replies["/slow"] = slow
    started = asyncio.get_running_loop().time()
    await refused(site.url("/slow"), "longer than 0.4 s", seconds=0.4)
    assert asyncio.get_running_loop().time() - started < 1.5

    async def never(host: str, port: int) -> list[str]:
        await asyncio.sleep(60)
        return []

    await refused("http://slow.test/", "longer", seconds=0.2, guard=AddressGuard(resolve=never))


async def test_packed_bodies(site: Site) -> None:
    packed = ("Content-Encoding: gzip",)
    assert (await get(site.say("/ok", gzip.compress(b"hello"), *packed))).data == b"hello"
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < 100_000
    await refused(site.say("/bomb", bomb, *packed), "more than")
    await refused(site.say("/bad", b"not packed", *packed), "damaged")
    await refused(site.say("/cut", gzip.compress(bytes(90_000))[:-9], *packed), "broke off")
    brotli = site.say("/br", zlib.compress(b"x"), "Content-Encoding: br")
    await refused(brotli, "nobody asked for")


async def test_types_and_statuses(site: Site) -> None:
    await refused(site.say("/pdf", b"%PDF", "Content-Type: application/pdf"), "application/pdf")
    vague = site.say("/vague", b"x", "Content-Type: application/octet-stream")
    assert (await get(vague)).media_type == "application/octet-stream"
    for status, what in (("404 No", "nothing there"), ("403 No", "to programs"),
                         ("401 No", "password"), ("503 Oh", "problem now"), ("204 Nil", "problem"),
                         ("304 Same", "problem")):
        await refused(site.say("/status", b"", status=status), what)
    site.replies["/garbage"] = partial(_write, b"SSH-2.0-OpenSSH_9.6\r\n")
    await refused(site.url("/garbage"), "broke off")


async def _write(data: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(data)


async def test_unreachable_and_unknown_hosts(site: Site) -> None:
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    await refused(f"http://127.0.0.1:{port}/", "cannot be reached")
    await refused("http://gone.test/", "no site called gone.test")
    await refused("http://none.test/", "no site called none.test")
    await refused("http://mixed.test/", "private network")


async def test_the_next_checked_address_is_tried(site: Site) -> None:
    site.say("/", b"ok")

    async def two(host: str, port: int) -> list[str]:
        return ["::1", "127.0.0.1"]      # nobody listens at the first

    guard = AddressGuard(judge=lambda address: address.is_loopback, resolve=two)
    assert (await get(site.url("/", "two.test"), guard=guard)).data == b"ok"


async def test_tls_names_the_host_and_an_unknown_certificate_is_refused() -> None:
    named: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.sni_callback = lambda _socket, name, _context: named.append(name)

    async def nothing(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(nothing, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    await refused(f"https://shop.test:{port}/", "cannot be reached")
    server.close()
    assert named == ["shop.test"]


async def test_proxies_of_the_environment_are_not_used(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert (await get(site.say("/", b"direct"))).data == b"direct"


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f000001/",
     "http://0177.0.0.1/", "http://127.1/", "http://0.0.0.0/", "http://[::1]/", "http://[::]/",
     "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/meta-data/", "http://10.1.2.3/",
     "http://[fe80::1]/", "http://[64:ff9b::7f00:1]/"],
)
async def test_the_production_guard_refuses_this_machine_in_every_spelling(url: str) -> None:
    with pytest.raises(BadAddress, match=r"private network|no site called|not an address"):
        await download(url, limit_bytes=1000, seconds=5, accept=("image/*",))


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("93.184.215.14", True), ("8.8.8.8", True), ("2606:2800:21f:cb07::1", True),
        ("127.0.0.1", False), ("10.0.0.1", False), ("172.16.9.9", False), ("192.168.0.1", False),
        ("100.64.0.1", False), ("169.254.169.254", False), ("0.0.0.0", False),
        ("255.255.255.255", False), ("224.0.0.1", False), ("240.0.0.1", False),
        ("192.0.0.8", False), ("192.0.2.1", False), ("198.18.0.1", False),
        ("198.51.100.1", False), ("203.0.113.1", False), ("192.88.99.1", False),
        ("168.63.129.16", False), ("::", False), ("::1", False), ("fe80::1", False),
        ("fe80::1%eth0", False), ("fc00::1", False), ("fec0::1", False), ("ff02::1", False),
        ("::ffff:8.8.8.8", False), ("::ffff:127.0.0.1", False), ("::7f00:1", False),
        ("64:ff9b::808:808", False), ("64:ff9b:1::1", False), ("2002:7f00:1::", False),
        ("2001:0:7f00:1::", False), ("2001:db8::1", False), ("100::1", False), ("3fff::1", False),
    ],
)
def test_what_is_public(text: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(text)) is public


async def test_one_private_address_spoils_all() -> None:
    async def mixed(host: str, port: int) -> list[str]:
        return ["93.184.215.14", "::ffff:10.0.0.1"]

    with pytest.raises(BadAddress, match="private network"):
        await AddressGuard(resolve=mixed).check("mixed.test", 443)


def test_addresses_as_people_write_them() -> None:
    assert str(parse_address("  shop.com/p/1 ")) == "https://shop.com/p/1"
    assert parse_address("http://münchen.de/ü").raw_host == b"xn--mnchen-3ya.de"
    for text in ("", "   ", "http://", "https:///x", "javascript:alert(1)", "http://a:0/",
                 "http://a:70000/", "http://a\nb/", "x" * 3000, "data:image/png;base64,AAAA",
                 "ftp://a/b", "file:///etc/passwd", "http://u:p@a/", "http://user@a/",
                 "gopher://a/", "http://[::1/"):
        with pytest.raises(BadAddress) as error:
            parse_address(text)
        assert error.value.next_step
