"""Two people on one AdFlow: every way into it is tried by the other one, and by nobody.

The ways are taken from the app itself: all routes, ours and Chainlit's, all events of the socket,
all actions. What is new there is tried too, and has to be refused or named here.
"""

import asyncio
import json
import os
import re
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import socketio
from PIL import Image, ImageDraw

from agent.guided.writer import TemplateWriter
from storage.settings import Settings
from storage.users import Users
from tools.pipeline import briefing, storyboarding
from tools.pipeline.production import Production
from tools.providers.registry import catalog_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

HERE = Path(__file__).parent
SECRET = "Annswonder"                                          # in all that is ann's
PASSWORDS = {"ann": "ann has four words", "bob": "bob has other words",
             "eve": "eve was here before"}

# What nobody may have too, and what everybody may who is signed in: nothing there is anyone's.
PUBLIC = {
    ("GET", "/healthz"), ("GET", "/public/{filename:path}"), ("GET", "/assets/{filename:path}"),
    ("GET", "/favicon"), ("GET", "/logo"), ("GET", "/avatars/{avatar_id:str}"), ("HEAD", "/"),
    ("GET", "/{full_path:path}"), ("GET", "/auth/config"), ("GET", "/project/translations"),
    ("POST", "/logout"), ("POST", "/set-session-cookie"),
}
SIGNED_IN = {("GET", "/user"), ("GET", "/project/settings"), ("POST", "/project/threads"),
             ("GET", "/keys"), ("POST", "/keys")}
# Ways to one's own things; each is shown to work for ann, so the refusals are not for nothing.
HERS = {
    ("GET", "/media/{name}"), ("GET", "/project/thread/{thread_id}"),
    ("GET", "/project/thread/{thread_id}/element/{element_id}"),
    ("GET", "/project/file/{file_id}"), ("POST", "/project/file"), ("POST", "/project/action"),
    ("PUT", "/project/thread"), ("DELETE", "/project/thread"),
}
# Where nobody is sent to sign in, and somebody else finds nothing.
SENT_TO_SIGN_IN = {("GET", "/open/{thread}"): "/login?next=/open/{thread}",
                   ("GET", "/keys"): "/login?next=/keys", ("POST", "/keys"): "/login?next=/keys"}
# Files of the page, Chainlit, and the HTTP API, which api/test_tokens.py tries in the same way.
MOUNTED = {"/assets", "/fonts", "", "/api/v1"}


@dataclass(frozen=True)
class Served:
    """A running web app, its data folder, and the ways that lead into it."""

    address: str
    home: Path
    ways: dict[str, Any]


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Served]]:
    """Starts the web app, without a worker, on a data folder of its own."""
    running = []

    def start(home: Path, **environment: str) -> Served:
        told = tmp_path_factory.mktemp("told") / "ways.json"
        port = free_port()
        env = {**os.environ, "ADFLOW_HOME": str(home), "ADFLOW_PORT": str(port), **environment}
        with (told.parent / "log").open("wb") as log:
            running.append(subprocess.Popen(
                [sys.executable, str(HERE / "told_app.py"), str(told)], env=env,
                cwd=HERE.parents[2], stdout=log, stderr=log))
        address = f"http://127.0.0.1:{port}"
        for _ in range(900):
            assert running[-1].poll() is None, (told.parent / "log").read_text()
            try:
                if httpx.get(f"{address}/healthz").status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.1)
        return Served(address, home, json.loads(told.read_text()))

    yield start
    for process in running:
        process.terminate()
        process.wait(20)


def free_port() -> int:
    with closing(__import__("socket").socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Annas:
    """What is ann's: a conversation, files, a quote that waits, a render that goes on."""

    thread: str = ""
    photo: bytes = b""
    sha256: str = ""
    project: str = ""
    quote: str = ""
    render: str = ""
    job: str = ""
    session: str = ""
    file: str = ""
    element: str = ""
    user: str = ""
    socket: str = ""


async def settled(home: Path) -> Annas:
    """A data folder with three accounts and ann's projects."""
    settings = Settings(home=home)
    production = Production(settings, catalog_of(settings))
    users = Users(production.catalogue)
    for name, password in PASSWORDS.items():
        users.add(name, password)
    photo = home.parent / "photo.png"
    image = Image.new("RGB", (300, 400), "#e8e2da")
    ImageDraw.Draw(image).rounded_rectangle((110, 60, 190, 370), 20, fill="#7a4a20")
    image.save(photo)
    hers = Annas(thread=str(uuid.uuid4()))

    async def offered(thread: str) -> str:
        hers.project = production.projects.create("ann", thread).id
        asset = briefing.take_in(production, "ann", photo, "photo.png")
        hers.sha256, hers.photo = asset.sha256, production.path(asset).read_bytes()
        briefing.change_brief(production, "ann", hers.project,
                              {"photo": asset.sha256, "name": SECRET})
        board = await storyboarding.first_storyboard(
            production, "ann", hers.project, TemplateWriter())
        quote = production.offer("ann", board)
        hers.job = quote.lines[0].fingerprint
        return quote.id

    hers.render = await offered(f"shell-{uuid.uuid4().hex}")
    assert await production.approve("ann", hers.render, "ann")
    production.keys.own.keep("ann", "RUNWARE_API_KEY", f"key-{SECRET}")
    hers.quote = await offered(hers.thread)
    await production.rendering.close()
    production.catalogue.close()
    return hers


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("two") / "home"


@pytest.fixture(scope="module")
def hers(home: Path) -> Annas:
    return asyncio.run(settled(home))


@pytest.fixture(scope="module")
def served(serve: Callable[..., Served], home: Path, hers: Annas) -> Served:
    return serve(home)


@asynccontextmanager
async def signed_in(served: Served, name: str) -> AsyncIterator[httpx.AsyncClient]:
    """A browser in which somebody has signed in; without a name, nobody."""
    async with httpx.AsyncClient(base_url=served.address, timeout=60) as browser:
        if name:
            said = {"username": name, "password": PASSWORDS[name]}
            assert (await browser.post("/login", data=said)).status_code == 200
        yield browser


def cookie(browser: httpx.AsyncClient) -> str:
    return "; ".join(f"{one.name}={one.value}" for one in browser.cookies.jar)


@dataclass
class Tab:
    """A page's connection, and all that it was told."""

    client: Any
    session: str
    heard: list[str] = field(default_factory=list)
    rested: asyncio.Event = field(default_factory=asyncio.Event)

    async def say(self, text: str, files: tuple[str, ...] = (), thread: str = "") -> None:
        self.rested.clear()
        message = {"id": str(uuid.uuid4()), "threadId": thread, "name": "You", "output": text,
                   "type": "user_message", "createdAt": "2026-11-21T10:00:00Z"}
        await self.client.emit("client_message", {
            "message": message, "fileReferences": [{"id": one} for one in files]})
        async with asyncio.timeout(60):
            await self.rested.wait()


@asynccontextmanager
async def tab(
    served: Served, cookies: str, session: str = "", thread: str = ""
) -> AsyncIterator[Tab]:
    opened = Tab(socketio.AsyncClient(reconnection=False), session or str(uuid.uuid4()))

    @opened.client.on("*")
    async def hear(event: str, *data: Any) -> None:
        opened.heard.append(json.dumps([event, *data]))
        if event == "task_end":
            opened.rested.set()

    try:
        await opened.client.connect(
            served.address, socketio_path="/ws/socket.io", headers={"Cookie": cookies},
            auth={"sessionId": opened.session, "clientType": "webapp", "threadId": thread},
        )
        await opened.client.emit("connection_successful")
        await asyncio.sleep(0.3)
        yield opened
    finally:
        await opened.client.disconnect()


def kept(home: Path) -> dict[str, Any]:
    """All that is kept of ann, as it is on the disk."""
    found: dict[str, Any] = {}
    for name, tables in (("catalogue.db", ("projects", "quotes", "renders", "uploads", "ledger",
                                           "own_keys")),
                         ("chat.db", ("threads", "steps", "elements"))):
        with closing(sqlite3.connect(home / name)) as db:
            db.row_factory = sqlite3.Row
            for table in tables:
                rows = [dict(row) for row in db.execute(
                    f"select * from {table} where owner = 'ann'")]
                found[table] = [row | {"updated_at": ""} for row in rows]
    for folder in ("library", "web/.files"):
        found[folder] = sorted(str(path) for path in (home / folder).rglob("*")
                               if path.is_file() and "/owners/bob/" not in str(path))
    return found


def attempt(way: tuple[str, str], hers: Annas) -> dict[str, Any]:
    """A request for ann's things by this way, as complete as any page would make it."""
    method, path = way
    given = {
        "thread_id": hers.thread, "element_id": hers.element, "file_id": hers.file,
        "name": f"{hers.sha256}.png", "filename:path": "../../catalogue.db", "full_path:path": "",
        "avatar_id:str": "default", "provider_id": "x", "render": hers.quote,
        "thread": hers.thread,
    }
    element = {"id": hers.element, "threadId": hers.thread, "type": "custom", "name": "QuoteCard",
               "display": "inline", "props": {"status": "approved"}, "forId": hers.element}
    body: dict[str, Any] = {
        "json": {
            "sessionId": hers.session, "session_id": hers.session, "threadId": hers.thread,
            "name": "taken", "isShared": True, "feedbackId": hers.element, "element": element,
            "feedback": {"forId": hers.element, "value": 1, "threadId": hers.thread},
            "pagination": {"first": 50}, "filter": {"userId": hers.user, "search": ""},
            "clientType": "sse", "url": "http://127.0.0.1:1/",
            "action": action("decide", hers),
        }
    }
    if path == "/login":
        body = {"data": {"username": "ann", "password": PASSWORDS["bob"]}}
    elif path == "/keys":
        body = {"data": {"provider": "runware", "forget": "true", "owner": "ann"}}
    elif path == "/project/file":
        body = {"files": {"file": ("a.png", b"bobs", "image/png")}}
    return {
        "method": method, "url": re.sub(r"{([^}]+)}", lambda found: given[found[1]], path),
        "params": {"session_id": hers.session, "language": "en"},
        **(body if method not in ("GET", "HEAD") else {}),
    }


def action(name: str, hers: Annas) -> dict[str, Any]:
    return {"id": "a", "name": name, "label": "", "payload": {
        "quote": hers.quote, "yes": False, "render": hers.render, "job": hers.job,
        "decision": "lost", "project": hers.project, "thread": hers.thread, "text": "undo"}}


def shown_of(hers: Annas, answer: httpx.Response) -> list[str]:
    """What of ann's is in an answer."""
    data = answer.content
    return [name for name, secret in {
        "name": SECRET.encode(), "photo": hers.photo[:64], "project": hers.project.encode(),
        "quote": hers.quote.encode(), "file": hers.file.encode(),
    }.items() if secret in data]


@asynccontextmanager
async def ann_at_work(served: Served, hers: Annas) -> AsyncIterator[httpx.AsyncClient]:
    """Ann's browser, with her conversation open and a file just given."""
    async with signed_in(served, "ann") as browser, \
            tab(served, cookie(browser), thread=hers.thread) as page:
        await page.say(f"what does {SECRET} cost?")
        hers.session, hers.socket = page.session, page.client.eio.sid
        hers.user = (await browser.get("/user")).json()["id"]
        given = await browser.post("/project/file", params={"session_id": page.session},
                                   files={"file": ("photo.png", hers.photo, "image/png")})
        hers.file = given.json()["id"]
        thread = (await browser.get(f"/project/thread/{hers.thread}")).json()
        assert SECRET in json.dumps(thread)
        hers.element = (thread["elements"] or thread["steps"])[0]["id"]
        yield browser


async def test_no_way_leads_to_what_is_someone_elses(served: Served, hers: Annas) -> None:
    ways = {tuple(way) for way in (*served.ways["ours"], *served.ways["chainlits"])}
    assert ways >= HERS | PUBLIC | SIGNED_IN
    assert set(served.ways["mounts"]) == MOUNTED
    wrong: list[str] = []
    async with ann_at_work(served, hers), signed_in(served, "bob") as bob:
        bobs = cookie(bob)
        before = kept(served.home)
        for way in sorted(ways):
            for name, cookies in (("bob", bobs), ("nobody", "")):
                bob.cookies.clear()                            # /logout is tried too
                answer = await bob.request(**attempt(way, hers), headers={"Cookie": cookies})
                may = (way in PUBLIC or (name == "bob" and way in SIGNED_IN)
                       or answer.headers.get("location", "") == SENT_TO_SIGN_IN.get(
                           way, "nowhere").format(thread=hers.thread))
                if answer.status_code < 400 and not may:
                    wrong.append(f"{way} let {name} in: {answer.status_code}")
                if answer.status_code == 422 or answer.status_code >= 500:
                    wrong.append(f"{way} did not understand {name}: {answer.text[:200]}")
                if shown := shown_of(hers, answer):
                    wrong.append(f"{way} showed {name} ann's {shown}")
                if kept(served.home) != before:
                    wrong.append(f"{way} let {name} change what is ann's")
                    before = kept(served.home)
    assert not wrong, "\n".join(wrong)


async def test_a_sign_in_opens_nothing_of_the_api(served: Served, hers: Annas) -> None:
    async with signed_in(served, "ann") as ann:
        for path in ("projects", f"projects/{hers.project}", "me"):
            answer = await ann.get(f"/api/v1/{path}")          # a page's cookie is no token
            assert answer.status_code == 401, path
            assert answer.json()["next_step"]
        assert "AdFlow" in (await ann.get("/api/v1/docs")).text


async def test_these_ways_are_hers(served: Served, hers: Annas) -> None:
    async with ann_at_work(served, hers) as browser:
        for way in sorted(HERS - {("DELETE", "/project/thread")}):
            answer = await browser.request(**attempt(way, hers))
            assert answer.status_code == 200, (way, answer.text[:200])
        with closing(sqlite3.connect(served.home / "catalogue.db")) as db:
            state = db.execute("select status from quotes where id = ?", (hers.quote,)).fetchone()
            assert state == ("declined",)                      # what bob's click could not do
            db.execute("update quotes set status = 'pending' where id = ?", (hers.quote,))
            db.commit()


async def test_no_action_reaches_what_is_someone_elses(served: Served, hers: Annas) -> None:
    assert {"decide", "stop", "uncertain"} <= set(served.ways["actions"])
    async with ann_at_work(served, hers), signed_in(served, "bob") as bob, \
            signed_in(served, "") as nobody, \
            tab(served, cookie(bob)) as bobs:
        before = kept(served.home)
        for name in served.ways["actions"]:
            for browser, session in ((bob, hers.session), (nobody, hers.session),
                                     (nobody, bobs.session), (bob, bobs.session)):
                answer = await browser.post("/project/action", json={
                    "sessionId": session, "action": action(name, hers)})
                own = browser is bob and session == bobs.session
                assert answer.status_code == (200 if own else 401), (name, answer.text)
                assert not shown_of(hers, answer)
                assert kept(served.home) == before, name
        assert SECRET not in "".join(bobs.heard)


async def test_no_message_reaches_what_is_someone_elses(served: Served, hers: Annas) -> None:
    async with ann_at_work(served, hers), signed_in(served, "bob") as bob, \
            tab(served, cookie(bob)) as bobs:
        before = kept(served.home)
        facts = {
            "message": {"id": hers.element, "threadId": hers.thread, "output": "taken", "name": "",
                        "type": "user_message", "createdAt": "2026-11-21T10:00:00Z"},
            "fileReferences": [{"id": hers.file}], "threadId": hers.thread,
        }
        for event in served.ways["events"]:
            if event not in ("connect", "disconnect", "clear_session"):
                await bobs.client.emit(event, facts)
        await bobs.say("look", (hers.file,), hers.thread)
        await bobs.say(f'[attached picture {hers.sha256} 300x400 "photo.png"]')
        await bobs.say(f"use {hers.sha256} as the product photo")
        assert kept(served.home) == before
        assert SECRET not in "".join(bobs.heard)
        assert "Drop" in "".join(bobs.heard) or "photo" in "".join(bobs.heard)
    assert set(served.ways["heard"]) < set(served.ways["events"])
    assert "edit_message" not in served.ways["heard"]


@pytest.mark.parametrize("who", ["bob", ""])
async def test_nobody_takes_over_a_connection(who: str, served: Served, hers: Annas) -> None:
    async with ann_at_work(served, hers), signed_in(served, who) as browser:
        before = kept(served.home)
        folder = f"../../../{served.home.name}/library"
        for session, thread in ((hers.session, ""), ("", hers.thread), (folder, ""), ("..", "")):
            with pytest.raises(socketio.exceptions.ConnectionError):
                async with tab(served, cookie(browser), session, thread):
                    pass
        polled = await browser.get("/ws/socket.io/", params={
            "EIO": "4", "transport": "polling", "sid": hers.socket})
        assert polled.status_code == 403
        spoken = await browser.post("/ws/socket.io/", content='42["stop"]', params={
            "EIO": "4", "transport": "polling", "sid": hers.socket})
        assert spoken.status_code == 403
        assert kept(served.home) == before


async def test_a_deleted_conversations_id_opens_nothing(served: Served, hers: Annas) -> None:
    thread = str(uuid.uuid4())
    async with signed_in(served, "ann") as ann, signed_in(served, "bob") as bob, \
            tab(served, cookie(ann), thread=thread) as page:
        await page.say(f"this is about {SECRET}")
        gone = await ann.request("DELETE", "/project/thread", json={"threadId": thread})
        assert gone.status_code == 200
        async with tab(served, cookie(bob), thread=thread) as bobs:
            await bobs.say("hello")
            await page.say(f"again about {SECRET}")
            seen = (await bob.get(f"/project/thread/{thread}")).text
        assert "hello" in seen
        assert SECRET not in seen + "".join(bobs.heard)
        assert (await ann.get(f"/project/thread/{thread}")).status_code == 401


async def test_who_is_removed_or_has_a_new_password_is_out_at_once(served: Served) -> None:
    users = Users(Production(Settings(home=served.home), catalog_of(Settings())).catalogue)
    async with signed_in(served, "eve") as eve, tab(served, cookie(eve)) as page:
        token = next(iter(eve.cookies.values()))
        assert (await eve.get("/user")).json()["identifier"] == "eve"
        users.set_password("eve", "eve has a new one")
        assert (await eve.get("/user")).status_code == 401
        bearer = {"Authorization": f"Bearer {token}"}
        async with signed_in(served, "") as nobody:
            assert (await nobody.get("/user", headers=bearer)).status_code == 401
        await page.say("hello")
        assert "not signed in" in "".join(page.heard)
        old = {"username": "eve", "password": PASSWORDS["eve"]}
        assert (await eve.post("/login", data=old)).status_code == 401
        new = {"username": "EVE ", "password": "eve has a new one"}
        assert (await eve.post("/login", data=new)).status_code == 200
        assert (await eve.get("/user")).status_code == 200
        users.remove("eve")
        assert (await eve.get("/user")).status_code == 401
        assert (await eve.post("/login", data=new)).status_code == 401


async def test_guessing_is_slow(served: Served) -> None:
    async def guess(name: str) -> int:
        async with httpx.AsyncClient(base_url=served.address, timeout=60) as browser:
            answer = await browser.post("/login", data={"username": name, "password": "x" * 12})
            return answer.status_code

    began = time.monotonic()
    assert set(await asyncio.gather(*(guess("ann") for _ in range(12)))) == {401}
    assert time.monotonic() - began > 4                        # four one after another; no more
    assert await guess("nobody-of-this-name") == 401


async def test_a_proxys_word_counts_from_the_proxy_alone(
    serve: Callable[..., Served], tmp_path: Path
) -> None:
    trusting = serve(tmp_path / "one", ADFLOW_TRUSTED_HEADER="X-Forwarded-User",
                     ADFLOW_TRUSTED_PROXIES="127.0.0.0/8")
    async with httpx.AsyncClient(base_url=trusting.address) as browser:
        as_ann = {"X-Forwarded-User": "Ann@Example.com", "X-Forwarded-For": "192.0.2.7"}
        answer = await browser.get("/user", headers=as_ann)
        assert answer.json()["identifier"] == "ann@example.com"
        assert "set-cookie" not in answer.headers              # nothing to take away
        for bad in ({}, {"X-Forwarded-User": ""}, {"X-Forwarded-User": "a:b"},
                    {"X-Forwarded-User": "local"}, {"X_Forwarded_User": "ann"}):
            assert (await browser.get("/user", headers=bad)).status_code == 403
        twice = httpx.Headers([("X-Forwarded-User", "ann"), ("X-Forwarded-User", "bob")])
        assert (await browser.get("/", headers=twice)).status_code == 403
        assert (await browser.get("/healthz")).status_code == 200
        assert (await browser.post("/login", headers=as_ann, data={
            "username": "ann", "password": "x"})).status_code == 400
    doubting = serve(tmp_path / "two", ADFLOW_TRUSTED_HEADER="X-Forwarded-User",
                     ADFLOW_TRUSTED_PROXIES="10.0.0.0/8")
    said = {"X-Forwarded-User": "ann", "X-Forwarded-For": "10.0.0.1"}
    async with signed_in(doubting, "") as browser:
        answer = await browser.get("/user", headers=said)
    assert answer.status_code == 403
    assert "public address" in answer.text
