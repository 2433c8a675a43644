"""Webhooks: signed, sent again until taken, also by the next process; and where they may go."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from storage.users import Users
from storage.webhooks import Webhooks
from tools.pipeline.notifying import Notifier, guard_of
from tools.pipeline.production import Production
from tools.providers.guard import AddressGuard
from tools.providers.webhook import check_webhook

Order = Callable[..., Any]


class Receiver:
    """A program that is told: it answers with the statuses it was given, then with 200."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.app = Starlette(routes=[
            Route("/hook", self._take, methods=["POST"]),
            Route("/away", self._away, methods=["POST"])])

    async def _take(self, request: Request) -> Response:
        self.got.append((dict(request.headers), await request.body()))
        return Response(status_code=self.answers.pop(0) if self.answers else 200)

    async def _away(self, request: Request) -> Response:
        return RedirectResponse("/hook", 307)


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
async def address(receiver: Receiver, listen: Any) -> AsyncIterator[str]:
    async with listen(receiver.app) as found:
        yield found


@pytest.fixture
def notifier(production: Production) -> Notifier:
    return Notifier(production, waits=(0, 0, 0))


@pytest.fixture
async def ended(http: httpx.AsyncClient, ordered: Order) -> Callable[[], Any]:
    """A render that has ended: stopped, before any worker began."""

    async def end() -> str:
        quote = str((await ordered(params={"approve_up_to": "0"}))["quote"]["id"])
        await http.post(f"/renders/{quote}/stop")
        return quote

    return end


async def test_the_end_of_a_render_is_told_signed(
    http: httpx.AsyncClient, ended: Any, address: str, receiver: Receiver, notifier: Notifier
) -> None:
    made = (await http.post("/webhooks", json={"url": f"{address}/hook"})).json()
    render = await ended()
    await notifier.notify()
    headers, body = receiver.got[0]
    told = json.loads(body)
    assert (told["event"], told["render"], told["status"]) == ("render.ended", render, "cancelled")
    parts = dict(part.split("=") for part in headers["adflow-signature"].split(","))
    signed = f"{parts['t']}.".encode() + body
    expected = hmac.new(made["secret"].encode(), signed, hashlib.sha256).hexdigest()
    assert hmac.compare_digest(parts["v1"], expected)
    assert headers["adflow-delivery"] == told["id"]
    listed = (await http.get(f"/webhooks/{made['webhook']['id']}/deliveries")).json()
    assert [(one["state"], one["attempts"]) for one in listed] == [("delivered", 1)]
    await notifier.notify()
    assert len(receiver.got) == 1                              # it was taken


async def test_it_is_sent_again_until_it_is_taken(
    http: httpx.AsyncClient, ended: Any, address: str, receiver: Receiver, notifier: Notifier
) -> None:
    receiver.answers = [500, 302]
    hook = (await http.post("/webhooks", json={"url": f"{address}/hook"})).json()["webhook"]["id"]
    await ended()
    for _ in range(3):
        await notifier.notify()
    assert len(receiver.got) == 3
    assert len({body for _, body in receiver.got}) == 1        # the same message, the same id
    listed = (await http.get(f"/webhooks/{hook}/deliveries")).json()
    assert [(one["state"], one["attempts"]) for one in listed] == [("delivered", 3)]


async def test_waits_grow_and_end(
    http: httpx.AsyncClient, ended: Any, address: str, receiver: Receiver, production: Production
) -> None:
    receiver.answers = [500] * 9
    hook = (await http.post("/webhooks", json={"url": f"{address}/hook"})).json()["webhook"]["id"]
    await ended()
    notifier = Notifier(production, waits=(0, 3600))
    for _ in range(3):
        await notifier.notify()
    assert len(receiver.got) == 2                              # the next one in an hour
    one = (await http.get(f"/webhooks/{hook}/deliveries")).json()[0]
    assert (one["state"], one["problem"]) == ("waiting", "It was answered with 500.")
    production.catalogue.db.execute("update deliveries set next_at = ''")
    production.catalogue.db.conn.commit()
    await notifier.notify()
    one = (await http.get(f"/webhooks/{hook}/deliveries")).json()[0]
    assert (one["state"], one["attempts"]) == ("failed", 3)


async def test_what_a_process_did_not_send_the_next_one_does(
    http: httpx.AsyncClient, ended: Any, address: str, receiver: Receiver, production: Production,
    settings: Any, catalog: Any,
) -> None:
    await http.post("/webhooks", json={"url": f"{address}/hook"})
    render = await ended()                                     # and the process dies here
    another = Production(settings, catalog)
    sending = asyncio.create_task(Notifier(another, look_every=0.01).notify_for_ever())
    async with asyncio.timeout(10):
        while not receiver.got:  # noqa: ASYNC110 - another server tells
            await asyncio.sleep(0.01)
    sending.cancel()
    assert json.loads(receiver.got[0][1])["render"] == render


async def test_the_end_and_what_is_to_be_sent_are_one(
    production: Production, ended: Any, http: httpx.AsyncClient
) -> None:
    Webhooks(production.catalogue).add("local", "http://192.0.2.1/")
    Webhooks(production.catalogue).add("somebody else", "http://192.0.2.1/")
    render = await ended()
    rows = list(production.catalogue.db.query("select body, owner from deliveries"))
    assert [(json.loads(row["body"])["render"], row["owner"]) for row in rows] == [
        (render, "local")]
    assert not production.quotes.set_status(render, "done")    # it has ended: nobody is told twice
    assert len(list(production.catalogue.db.query("select id from deliveries"))) == 1


async def test_a_redirect_is_not_followed_and_nobody_at_home_is_a_problem(
    http: httpx.AsyncClient, ended: Any, address: str, receiver: Receiver, production: Production
) -> None:
    away = (await http.post("/webhooks", json={"url": f"{address}/away"})).json()["webhook"]["id"]
    gone = (await http.post("/webhooks", json={
        "url": "http://127.0.0.1:1/"})).json()["webhook"]["id"]
    await ended()
    await Notifier(production).notify()
    assert receiver.got == []
    for hook, problem in ((away, "It was answered with 307."), (gone, "cannot be reached")):
        one = (await http.get(f"/webhooks/{hook}/deliveries")).json()[0]
        assert problem in one["problem"]


@pytest.mark.parametrize("url", [
    "http://10.0.0.1/", "http://169.254.169.254/latest", "ftp://example.com/", "http://user@x/",
    "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/", "no address", "http://localhost:0/",
])
async def test_an_inner_address_is_refused(http: httpx.AsyncClient, url: str) -> None:
    answer = await http.post("/webhooks", json={"url": url})
    assert answer.status_code == 422, answer.text
    assert "next_step" in answer.json()


async def test_loopback_is_for_the_one_person_on_this_machine(
    production: Production, settings: Any
) -> None:
    users = Users(production.catalogue)
    here = "http://127.0.0.1:9/"
    assert await check_webhook(here, guard_of(settings, users)) == here
    for other in ({"host": "0.0.0.0"}, {"trusted_header": "X-User"}):
        with pytest.raises(Exception, match="private"):
            await check_webhook(here, guard_of(settings.model_copy(update=other), users))
    users.add("ann", "ann has four words")
    with pytest.raises(Exception, match="private"):
        await check_webhook(here, guard_of(settings, users))
    named = settings.model_copy(update={"webhook_networks": "127.0.0.0/8, 10.1.0.0/16"})
    assert await check_webhook(here, guard_of(named, users)) == here


async def test_a_name_is_judged_each_time_it_is_called(
    http: httpx.AsyncClient, ended: Any, production: Production
) -> None:
    hook = Webhooks(production.catalogue).add("local", "http://moved.example/").id
    await ended()

    async def inner(host: str, port: int) -> list[str]:
        return ["10.0.0.1"]

    await Notifier(production, AddressGuard(resolve=inner)).notify()
    one = (await http.get(f"/webhooks/{hook}/deliveries")).json()[0]
    assert "private network" in one["problem"]


async def test_who_is_removed_is_told_no_more(
    http: httpx.AsyncClient, ended: Any, address: str, receiver: Receiver, notifier: Notifier
) -> None:
    hook = (await http.post("/webhooks", json={"url": f"{address}/hook"})).json()["webhook"]["id"]
    await ended()
    assert (await http.delete(f"/webhooks/{hook}")).status_code == 204
    await notifier.notify()
    assert receiver.got == []
    assert (await http.get("/webhooks")).json() == []
