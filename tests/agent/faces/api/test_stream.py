"""A render live: whoever watches misses nothing, however often they drop, and however many."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, aclosing
from subprocess import Popen
from typing import Any

import httpx
import pytest
import websockets

from storage.records import RenderProgress
from tools.pipeline.broadcasting import REMEMBERED, Broadcast
from tools.pipeline.production import Production

Worker = Callable[..., AbstractContextManager[Popen[bytes]]]
Order = Callable[..., Any]
WATCHERS = 200


def seen(render: str, seq: int, status: str = "running") -> RenderProgress:
    return RenderProgress.model_validate({
        "render": render, "seq": seq, "status": status, "jobs": (), "fraction": seq / 1000})


@pytest.fixture
async def render(http: httpx.AsyncClient, ordered: Order) -> str:
    """An approved render that no worker makes: the tests say what is seen of it."""
    return str((await ordered(params={"approve_up_to": "0"}))["quote"]["id"])


class Script:
    """Says what is seen of a render."""

    def __init__(self, production: Production, render: str) -> None:
        self.production, self.render = production, render

    @property
    def last(self) -> int:
        found = self.production.quotes.last_progress(self.render)
        return found.seq if found else 0

    def say(self, count: int = 1, status: str = "running") -> None:
        for _ in range(count):
            self.production.quotes.add_progress(seen(self.render, self.last + 1, status))
        self.production.rendering._news.tell()                 # as whoever watches the worker does

    def end(self) -> None:
        self.say(status="done")
        self.production.quotes.set_status(self.render, "done")
        self.production.rendering._news.tell()


@pytest.fixture
def script(production: Production, render: str) -> Script:
    return Script(production, render)


async def of(response: httpx.Response) -> AsyncIterator[tuple[str, int]]:
    """Kind and number of each event."""
    kind, number = "", 0
    async for line in response.aiter_lines():
        name, _, value = line.partition(": ")
        if name == "id":
            number = int(value)
        elif name == "event":
            kind = value
        elif name == "data":
            assert json.loads(value)
            yield kind, number


async def listen(http: httpx.AsyncClient, render: str, most: int, last: int | None) -> list[int]:
    """Numbers of the next events, at most so many, then the connection is dropped."""
    headers = {} if last is None else {"Last-Event-ID": str(last)}
    found: list[int] = []
    async with http.stream("GET", f"/renders/{render}/events", headers=headers) as response:
        if response.status_code == 204:
            return [-1]
        events = of(response)
        async with aclosing(events):
            async for kind, number in events:
                if kind == "end":
                    return [*found, -1]
                found.append(number)
                if len(found) == most:
                    return found
    return found


async def test_who_drops_and_comes_again_misses_no_event(
    http: httpx.AsyncClient, render: str, script: Script
) -> None:
    async def tell() -> None:
        for _ in range(40):
            script.say(3)
            await asyncio.sleep(0.005)
        script.end()

    telling = asyncio.create_task(tell())
    found: list[int] = []
    while not found or found[-1] != -1:
        found += await listen(http, render, 7, found[-1] if found else None)
    await telling
    assert found[:-1] == list(range(1, script.last + 1))
    assert await listen(http, render, 7, script.last) == [-1]  # nothing more: do not ask again


async def test_a_websocket_that_drops_misses_no_event(
    api: Any, render: str, script: Script
) -> None:
    address = f"{api.address}/api/v1/renders/{render}/ws".replace("http", "ws", 1)
    script.say(REMEMBERED + 20)                                # more than is kept at hand

    async def tell() -> None:
        for _ in range(30):
            script.say(2)
            await asyncio.sleep(0.005)
        script.end()

    telling = asyncio.create_task(tell())
    found: list[int] = []
    ended = False
    while not ended:
        last = found[-1] if found else 0
        async with websockets.connect(f"{address}?after={last}", max_queue=None) as socket:
            async for message in socket:
                told = json.loads(message)
                ended = told["event"] == "end"
                if ended:
                    assert told["data"]["status"] == "done"
                    break
                found.append(told["id"])
                if len(found) % 11 == 0:
                    break
    await telling
    assert found == list(range(1, script.last + 1))


async def test_one_watcher_serves_two_hundred(
    api: Any, render: str, script: Script, production: Production
) -> None:
    asked: list[str] = []
    broadcast = api.counter.broadcast
    ready = asyncio.Semaphore(0)

    async def watch() -> list[int]:
        found = []
        async for one in broadcast.follow(render):
            assert one is not None
            found.append(one.seq)
            ready.release()
        return found[:-1]                                      # the last one is the end

    watching = [asyncio.create_task(watch()) for _ in range(WATCHERS)]
    for _ in range(WATCHERS):
        await ready.acquire()                                  # all have the first
    production.catalogue.db.conn.set_trace_callback(asked.append)
    tasks = len(asyncio.all_tasks())
    for _ in range(20):
        script.say()
        await asyncio.sleep(0.01)
    script.end()
    found = await asyncio.gather(*watching)
    production.catalogue.db.conn.set_trace_callback(None)
    assert all(one == list(range(1, script.last + 1)) for one in found)
    looks = [one for one in asked if one.lower().startswith("select json from progress")
             and "limit" not in one]
    assert 0 < len(looks) < WATCHERS                           # by one reader, not by each
    assert tasks == len(asyncio.all_tasks()) + WATCHERS + 1    # theirs, and one that reads
    assert len(production.rendering._watchers) <= 1            # who asks the worker
    assert broadcast.followed == 0                             # all have left


async def test_a_render_that_nobody_watches_is_not_followed(
    http: httpx.AsyncClient, api: Any, render: str
) -> None:
    assert await listen(http, render, 1, None) == [1]
    async with asyncio.timeout(5):
        while api.counter.broadcast.followed:  # noqa: ASYNC110 - the server sees it a moment later
            await asyncio.sleep(0.01)


async def test_silence_is_told_as_a_sign_of_life(
    production: Production, render: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tools.pipeline.broadcasting.BEAT", 0.05)
    broadcast = Broadcast(production.rendering, production.quotes)
    async with asyncio.timeout(5), aclosing(broadcast.follow(render)) as following:
        assert (await anext(following)) is not None
        assert await anext(following) is None


async def test_a_project_that_is_deleted_ends_its_watchers(
    http: httpx.AsyncClient, ordered: Order, production: Production
) -> None:
    made = await ordered(params={"approve_up_to": "0"})
    render = made["quote"]["id"]
    watching = asyncio.create_task(listen(http, render, 99, None))
    await asyncio.sleep(0.1)
    await http.post(f"/renders/{render}/stop")
    assert (await http.delete(f"/projects/{made['project']}")).status_code == 200
    async with asyncio.timeout(5):
        assert await watching


@pytest.mark.timeout(120)
async def test_events_of_a_real_render_are_those_that_were_seen(
    http: httpx.AsyncClient, ordered: Order, worker: Worker, production: Production
) -> None:
    quote = (await ordered())["quote"]["id"]
    with worker(pause=0.2):
        await http.post(f"/quotes/{quote}/approve")
        found = await listen(http, quote, 10_000, None)
    assert found[:-1] == [one.seq for one in production.quotes.progress(quote)]
    assert production.quotes.render(quote).status == "done"
