"""Every route of the HTTP API, taken from the app itself, asks whose token it is, and what it may.

Tried with none, with one that is over, with a foreign one, with one that may too little.
"""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import websockets
from fastapi.routing import APIRoute, APIWebSocketRoute, iter_route_contexts

from agent.faces.api_parts import Counter
from agent.guided.writer import TemplateWriter
from storage.settings import LOCAL
from storage.users import Users
from tools.pipeline import briefing, storyboarding
from tools.pipeline.production import Production

OPEN = {"/docs", "/openapi.json"}                              # nothing there is anyone's
SECRET = "Annswonder"
# Ways to one's own things alone: there is nothing in them that a foreign token could name.
OWN = {
    ("GET", "/projects"), ("POST", "/projects"), ("GET", "/uncertain"), ("POST", "/media"),
    ("POST", "/pictures"), ("GET", "/me"), ("GET", "/models"), ("GET", "/spend"),
    ("GET", "/audit"), ("GET", "/preferences"), ("PUT", "/preferences"), ("GET", "/brands"),
    ("GET", "/reports"), ("POST", "/webhooks"), ("GET", "/webhooks"), ("GET", "/keys"),
}
# What a foreign token may send there, and is answered with 404 or 422: each names ann's things.
BODIES: dict[str, Any] = {
    "/ads": {"kind": "ad", "brief": {"photo": "{sha256}"}},
    "/films": {"recipe": "animate-shots", "shots": [{"picture": "{sha256}"}]},
    "/batches": {"orders": [{"kind": "ad", "brief": {"photo": "{sha256}"}}]},
    "/reports": {"project": "{project}", "reason": "other"},
    "/projects/{project}": {"title": "Taken"},
    "/projects/{project}/brief": {"fields": {"name": "Taken"}},
    "/projects/{project}/versions/{version}/name": {"name": "Taken"},
    "/projects/{project}/revisions": {"words": "make it square"},
    "/projects/{project}/quotes": {}, "/preferences": {}, "/projects": {},
    "/projects/{project}/uncertain": {"decision": "lost"},
    "/pictures": {"address": "http://127.0.0.1:1/a.png"},
    "/webhooks": {"url": "http://10.0.0.1/"}, "/keys/{provider}": {},
}


def ways(app: Any) -> list[tuple[str, str]]:
    """All routes; what is none that we know how to try fails here."""
    found = []
    for one in iter_route_contexts(app.routes):
        if one.path in OPEN:
            continue
        assert isinstance(one.original_route, APIRoute | APIWebSocketRoute), one.path
        found += [(method, str(one.path)) for method in one.methods or {"WS"}]
    return sorted(found)


class Annas:
    """What is ann's, and her and bob's tokens."""

    def __init__(self, counter: Counter, address: str, app: Any) -> None:
        self.counter, self.address, self.app = counter, address, app
        self.client = httpx.AsyncClient(base_url=address, verify=False)
        self.ids: dict[str, str] = {"version": "1", "shot": "shot-1", "provider": "runware"}

    def way(self, path: str) -> str:
        return path.format(**self.ids)

    def body(self, path: str) -> Any:
        def filled(value: Any) -> Any:
            if isinstance(value, dict):
                return {name: filled(one) for name, one in value.items()}
            if isinstance(value, list):
                return [filled(one) for one in value]
            return self.ids.get(value[1:-1], value) if isinstance(value, str) else value

        return filled(BODIES.get(path))

    async def ask(self, way: tuple[str, str], token: str) -> tuple[int, str]:
        method, path = way
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if method == "WS":
            address = f"{self.address}{self.way(path)}".replace("http", "ws", 1)
            try:
                async with websockets.connect(address, additional_headers=headers) as socket:
                    return 200, str(await socket.recv())
            except websockets.InvalidStatus as exc:
                return exc.response.status_code, (exc.response.body or b"").decode()
        answer = await self.client.request(
            method, self.way(path), json=self.body(path), headers=headers)
        return answer.status_code, answer.text


@pytest.fixture
async def hers(
    production: Production, photo: Path, behind_guard: Callable[..., Any], listen: Any
) -> AsyncIterator[Annas]:
    """Two accounts; ann has a project, a quote that waits, a render, a webhook."""
    users = Users(production.catalogue)
    for name in ("ann", "bob"):
        users.add(name, f"{name} has four words")
    counter = Counter(production)
    production.keys.own.keep("ann", "RUNWARE_API_KEY", f"key-{SECRET}")
    project = production.projects.create("ann", "t").id
    asset = briefing.take_in(production, "ann", photo, photo.name)
    briefing.change_brief(production, "ann", project, {"photo": asset.sha256, "name": SECRET})
    board = await storyboarding.first_storyboard(production, "ann", project, TemplateWriter())
    render = production.offer("ann", board)
    await production.approve("ann", render.id, "ann")
    quote = production.offer("ann", board)
    whole, app = behind_guard(counter, open_here=False)
    async with listen(whole) as address:
        found = Annas(counter, f"{address}/api/v1", app)
        found.ids |= {
            "project": project, "quote": quote.id, "render": render.id, "sha256": asset.sha256,
            "fingerprint": render.lines[0].fingerprint,
            "webhook": counter.webhooks.add("ann", "http://192.0.2.1/").id,
        }
        async with found.client:
            yield found


async def test_without_a_token_or_with_one_that_does_not_hold_every_route_refuses(
    hers: Annas
) -> None:
    gone = hers.counter.tokens.create("ann", ("read", "create", "approve"))
    hers.counter.tokens.revoke(gone[0].id)
    found = ways(hers.app)
    assert len(found) > 50
    for way in found:
        for token in ("", "adflow_wrong", gone[1], "x" * 300):
            status, said = await hers.ask(way, token)
            assert status == 401, (way, token, said)
            assert "message" in said, way


async def test_a_token_without_the_scope_is_refused_by_every_route(hers: Annas) -> None:
    tokens = hers.counter.tokens
    read, create, approve = (tokens.create("ann", (one,))[1]
                             for one in ("read", "create", "approve"))
    needed = {"approve": {("POST", "/quotes/{quote}/approve"), ("POST", "/quotes/{quote}/decline"),
                          ("POST", "/projects/{project}/uncertain")}}
    for way in ways(hers.app):
        right = read if way[0] in ("GET", "WS") else approve if way in needed["approve"] else create
        for token in {read, create, approve} - {right}:
            status, said = await hers.ask(way, token)
            assert status == 403, (way, said)
            assert "scope" in said


async def test_a_foreign_token_reaches_nothing(hers: Annas) -> None:
    bob = hers.counter.tokens.create("bob", ("read", "create", "approve"))[1]
    before = dump(hers)
    for way in ways(hers.app):
        status, said = await hers.ask(way, bob)
        if way == ("POST", "/batches"):
            assert "No uploaded file" in said
        elif way not in OWN:
            assert status in (404, 422), (way, status, said)
        assert SECRET not in said, way
        assert hers.ids["project"] not in said or "no single project" in said, way
    assert dump(hers) == before


def dump(hers: Annas) -> list[Any]:
    """All that is kept of ann."""
    db = hers.counter.production.catalogue.db
    return [list(db.query(f"select * from {table} where owner = 'ann'"))
            for table in ("projects", "quotes", "renders", "uploads", "webhooks", "ledger",
                          "own_keys")]


async def test_ann_herself_is_let_in(hers: Annas) -> None:
    token = hers.counter.tokens.create("ann", ("read",))[1]
    for path in ("/projects/{project}", "/quotes/{quote}", "/renders/{render}", "/media/{sha256}"):
        status, said = await hers.ask(("GET", path), token)
        assert status == 200, said
    status, said = await hers.ask(("WS", "/renders/{render}/ws"), token)
    assert status == 200
    assert '"event":"progress"' in said


async def test_a_page_gives_its_token_among_the_protocols(hers: Annas) -> None:
    token = hers.counter.tokens.create("ann", ("read",))[1]
    address = f"{hers.address}/renders/{hers.ids['render']}/ws".replace("http", "ws", 1)
    async with websockets.connect(
        address, subprotocols=[websockets.Subprotocol("adflow"),
                               websockets.Subprotocol(f"token.{token}")]) as socket:
        assert socket.subprotocol == "adflow"
        assert "progress" in str(await socket.recv())
    wrong = websockets.Subprotocol("token.adflow_wrong")
    with pytest.raises(websockets.InvalidStatus, match="401"):
        async with websockets.connect(address, subprotocols=[wrong]):
            pass


async def test_approving_beforehand_needs_the_scope(hers: Annas) -> None:
    token = hers.counter.tokens.create("ann", ("read", "create"))[1]
    answer = await hers.client.post(
        "/ads", params={"approve_up_to": 5}, json=hers.body("/ads"),
        headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 403


async def test_a_token_ends_with_its_account_and_its_password(hers: Annas) -> None:
    tokens, users = hers.counter.tokens, Users(hers.counter.production.catalogue)
    _, text = tokens.create("bob", ("read",))
    assert tokens.known(text)
    users.set_password("bob", "bob has other words")
    assert tokens.known(text) is None
    _, text = tokens.create("bob", ("read",))
    users.remove("bob")
    assert tokens.known(text) is None
    users.add("bob", "somebody else of that name")
    assert tokens.known(text) is None


async def test_the_one_without_accounts_has_a_token_as_long_as_there_are_none(
    production: Production
) -> None:
    tokens = Counter(production).tokens
    _, text = tokens.create(LOCAL, ("read",))
    assert tokens.known(text)
    Users(production.catalogue).add("ann", "ann has four words")
    assert tokens.known(text) is None


async def test_on_this_machine_alone_none_is_needed_but_one_that_is_given_counts(
    api: Any
) -> None:
    async with api.client() as nobody, api.client("adflow_wrong") as wrong, \
            api.client(api.token(LOCAL, "read")) as reader:
        assert (await nobody.get("/me")).json()["owner"] == LOCAL
        assert (await wrong.get("/me")).status_code == 401
        assert (await reader.post("/projects", json={})).status_code == 403


def test_nothing_of_a_token_but_its_hash_is_kept(production: Production) -> None:
    _, text = Counter(production).tokens.create(LOCAL, ("read",))
    production.catalogue.db.execute("pragma wal_checkpoint(truncate)")
    files = production.settings.home.glob("catalogue.db*")
    assert not any(text.encode() in path.read_bytes() for path in files)
