"""The page of one's own keys, with the providers' emulators: what it keeps and never shows."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from agent.faces.web_keys import add_keys_route
from storage.database import opened
from storage.settings import Settings
from tools.pipeline.keyring import Keyring
from tools.providers import client
from tools.providers.registry import catalog_of

Pages = Callable[..., httpx.AsyncClient]


@pytest.fixture
async def keyring(
    settings: Settings, emulating: Any, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Keyring]:
    with emulating() as address, opened(settings) as catalogue:
        monkeypatch.setenv("ADFLOW_RUNWARE_URL", f"{address}/runware/v1")
        yield Keyring(catalogue, settings, catalog_of(settings))
        await client.close()


@pytest.fixture
def page(keyring: Keyring) -> Pages:
    """The app in which somebody is signed in, or nobody."""

    def browser(owner: str | None, language: str = "en-GB") -> httpx.AsyncClient:
        async def who() -> str | None:
            return owner

        app = FastAPI()
        add_keys_route(app, lambda: keyring, who)
        return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://page",
                                 headers={"Accept-Language": language})

    return browser


async def test_a_key_is_tried_kept_and_forgotten_and_never_shown(
    page: Pages, keyring: Keyring
) -> None:
    async with page("ann") as ann:
        before = (await ann.get("/keys")).text
        assert "no key" in before
        assert "yours, since" not in before
        kept = await ann.post("/keys", data={"provider": "runware", "key": "runware-key"})
        assert kept.status_code == 200
        assert "RUNWARE_API_KEY is kept: it is accepted" in kept.text
        assert "runware-key" not in kept.text
        assert "yours, since" in (shown := (await ann.get("/keys")).text)
        assert "runware-key" not in shown
        assert keyring.own.of("ann") == {"RUNWARE_API_KEY": "runware-key"}
        assert "forgotten" in (
            await ann.post("/keys", data={"provider": "runware", "forget": "true"})).text
        assert keyring.own.of("ann") == {}


@pytest.mark.parametrize(("given", "says"), [
    ({"provider": "runware", "key": "bad-key-of-mine"}, "Runware"),
    ({"provider": "runware", "key": "short"}, "This is no key"),
    ({"provider": "<b>nobody</b>", "key": "long enough"}, "No provider"),
    ({"provider": "runware", "forget": "true"}, "You have no key"),
])
async def test_what_is_refused_is_said_and_not_kept(
    page: Pages, keyring: Keyring, given: dict[str, str], says: str
) -> None:
    async with page("ann") as ann:
        answer = await ann.post("/keys", data=given)
    assert answer.status_code == 400
    assert says in answer.text
    assert "<b>nobody" not in answer.text
    assert "bad-key-of-mine" not in answer.text
    assert keyring.own.names("ann") == ()


async def test_each_sees_their_own_and_nobody_is_sent_to_sign_in(
    page: Pages, keyring: Keyring
) -> None:
    keyring.own.keep("ann", "RUNWARE_API_KEY", "runware-key")
    async with page("bob", "de-DE") as bob, page(None) as nobody:
        shown = await bob.get("/keys")
        assert "Deine eigenen Schlüssel" in shown.text
        assert "deiner, seit" not in shown.text
        assert shown.headers["cache-control"] == "no-store"
        for answer in (await nobody.get("/keys"),
                       await nobody.post("/keys", data={"provider": "runware", "key": "x"})):
            assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=/keys")
    assert keyring.own.of("ann") == {"RUNWARE_API_KEY": "runware-key"}
