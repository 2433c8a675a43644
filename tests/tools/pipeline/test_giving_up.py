"""A provider that never finishes: given up when the settings say so, and never paid twice."""

import asyncio
import time
from itertools import pairwise
from typing import Any

import httpx
import pytest

from storage.records import Brief, Models, Options, Overlay, Storyboard
from tools.pipeline.production import Production
from tools.pipeline.uncertain import decide

POLL, GIVE_UP = 0.3, 0.03                # seconds, minutes
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADFLOW_POLL_SECONDS", str(POLL))
    monkeypatch.setenv("ADFLOW_GIVE_UP_MINUTES", str(GIVE_UP))


def of_one_picture(production: Production, board: Storyboard) -> Storyboard:
    shot = board.shots[0].model_copy(update={"seconds": 1, "overlay": Overlay(),
                                             "transition": "cut"})
    recipe = board.recipe.model_copy(update={
        "stills": True, "first_frame": "prompt", "continuity": "independent",
        "models": Models(picture="bfl/flux-pro-1.1", clip="", sound="")})
    project = production.projects.create("ann", "thread").id
    return production.projects.save(board.model_copy(update={
        "project": project, "shots": (shot,), "recipe": recipe, "brief": Brief(name="x"),
        "options": Options(resolution=180)}))


async def ended(production: Production, render: str) -> str:
    async with asyncio.timeout(60):
        async for _ in production.rendering.follow(render):
            pass
    return production.quotes.render(render).status


async def told(desk: httpx.AsyncClient, what: str) -> Any:
    return (await desk.get(what)).json()


async def test_a_job_that_never_ends_is_given_up_and_fetched_later_at_no_price(
    desk: httpx.AsyncClient, working: Production, storyboard: Storyboard
) -> None:
    production = working
    await desk.post("/_faults", json={"endpoint": "bfl.submit", "kind": "stuck"})
    board = of_one_picture(production, storyboard)
    quote = production.offer("ann", board, "film")
    await production.approve("ann", quote.id, "ann")
    assert await ended(production, quote.id) == "failed"
    began = time.monotonic()
    (one,) = production.uncertain("ann", board.project)
    assert one.can_check
    assert "has not delivered it within 1.8 s: it is still at work" in one.problem
    asked = [call["at"] for call in await told(desk, "/_requests")
             if call["endpoint"] == "bfl.get_result"]
    assert 3 <= len(asked) <= GIVE_UP * 60 / POLL
    assert all(two - first >= POLL * 0.95 for first, two in pairwise(asked))

    (line,) = production.ledger.account("ann", "provider")
    assert (line.spent, line.held) == (0, quote.total)         # held, and no one's to spend
    assert production.offer("ann", board, "film").total == 0   # asked for, not bought again
    again = await decide(production, "ann", board.project, "check", "ann")
    assert again
    assert again.total == 0
    assert await ended(production, again.id) == "failed"
    assert time.monotonic() - began < 30

    await desk.delete("/_faults")                              # it comes at last
    found = await decide(production, "ann", board.project, "check", "ann")
    assert found
    assert await ended(production, found.id) == "done"
    assert len((await told(desk, "/_charges"))["charges"]) == 1
    assert production.uncertain("ann") == ()
