import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from agent.faces.web_guard import Guard


async def ask(
    guard: Guard, *, client: str = "127.0.0.1", method: str = "GET", path: str = "/",
    **headers: str,
) -> httpx.Response:
    transport = httpx.ASGITransport(guard, client=(client, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as http:
        return await http.request(method, path, headers=headers)


def guarded(*, this_machine_only: bool = True) -> Guard:
    async def answer(_: object) -> PlainTextResponse:
        return PlainTextResponse("here")

    routes = [Route(path, answer, methods=["GET", "POST"]) for path in ("/", "/ws/socket.io/")]
    return Guard(Starlette(routes=routes), this_machine_only=this_machine_only)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000"])
async def test_this_machine_is_answered_with_security_headers(host: str) -> None:
    answer = await ask(guarded(), Host=host)
    assert answer.text == "here"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_other_machines_and_rebound_names_are_refused() -> None:
    assert (await ask(guarded(), client="192.0.2.7")).status_code == 403
    assert (await ask(guarded(), Host="evil.example:8000")).status_code == 403


async def test_with_users_other_machines_may_sign_in() -> None:
    guard = guarded(this_machine_only=False)
    assert (await ask(guard, client="192.0.2.7", Host="studio.example")).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:3000"])
async def test_other_sites_may_change_nothing_and_not_listen(origin: str) -> None:
    assert (await ask(guarded(), method="POST", Origin=origin)).status_code == 403
    assert (await ask(guarded(), path="/ws/socket.io/", Origin=origin)).status_code == 403
    assert (await ask(guarded(), Origin=origin)).status_code == 200


async def test_our_own_page_may() -> None:
    answer = await ask(guarded(), method="POST", Origin="http://127.0.0.1:8000")
    assert answer.status_code == 200


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Real-IP"])
async def test_what_a_proxy_passes_on_is_not_this_machine(header: str) -> None:
    answer = await ask(guarded(), **{header: "127.0.0.1"})
    assert answer.status_code == 403
    assert "needs users" in answer.text
    through = await ask(guarded(this_machine_only=False), **{header: "192.0.2.7"})
    assert through.status_code == 200


async def test_another_sites_page_may_link_here_and_embed_nothing() -> None:
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert (await ask(guarded(), **foreign, **{"Sec-Fetch-Mode": "navigate"})).status_code == 200
    for mode in ("no-cors", "cors", "websocket"):
        assert (await ask(guarded(), **foreign, **{"Sec-Fetch-Mode": mode})).status_code == 403
    for site in ("same-origin", "none"):
        assert (await ask(guarded(), **{"Sec-Fetch-Site": site})).status_code == 200


async def test_a_cookie_that_came_over_a_private_way_stays_on_such() -> None:
    async def answer(_: object) -> PlainTextResponse:
        reply = PlainTextResponse("here")
        reply.set_cookie("a", "1")
        return reply

    guard = Guard(Starlette(routes=[Route("/", answer)]), this_machine_only=False)
    assert "secure" not in (await ask(guard)).headers["set-cookie"].lower()
    private = await ask(guard, **{"X-Forwarded-Proto": "https"})
    assert private.headers["set-cookie"].endswith("; Secure")


async def test_what_is_signed_may_be_posted_from_anywhere_and_nothing_else_may() -> None:
    async def answer(_: object) -> PlainTextResponse:
        return PlainTextResponse("here")

    routes = [Route(path, answer, methods=["GET", "POST"]) for path in ("/signed", "/signed/too")]
    guard = Guard(Starlette(routes=routes), this_machine_only=True, signed=("/signed",))
    far: dict[str, str] = {"client": "192.0.2.7", "Host": "ads.example", "X-Forwarded-For": "x"}
    assert (await ask(guard, method="POST", path="/signed", **far)).status_code == 200
    assert (await ask(guard, method="GET", path="/signed", **far)).status_code == 403
    assert (await ask(guard, method="POST", path="/signed/too", **far)).status_code == 403
