"""A provider that never finishes: given up when the settings say so, and never paid twice."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

from storage.records import Brief, Models, Options, Overlay, Storyboard
from storage.settings import load_settings
from tools.pipeline.production import Production, open_production
from tools.pipeline.uncertain import decide
from tools.providers.registry import catalog_of

ROOT = Path(__file__).parents[3]
POLL, GIVE_UP = 0.3, 0.03                # seconds, minutes
pytestmark = pytest.mark.slow


@pytest.fixture
async def desk(emulating: Any, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    with emulating(factor=0.001, scale=0.1) as address:
        for name, value in {
            "BFL_API_KEY": "bfl-1", "ADFLOW_BFL_URL": f"{address}/bfl", "ADFLOW_PACE": "0.001",
            "ADFLOW_POLL_SECONDS": str(POLL), "ADFLOW_GIVE_UP_MINUTES": str(GIVE_UP),
        }.items():
            monkeypatch.setenv(name, value)
        async with httpx.AsyncClient(base_url=address, trust_env=False) as found:
            yield found


@pytest.fixture
async def working(desk: httpx.AsyncClient, private_home: Path) -> AsyncIterator[Production]:
    settings = load_settings()
    settings.prepare()
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from agent.work import main; main()", cwd=ROOT,
        env={**os.environ, "ADFLOW_PARENT": str(os.getpid())})
    async with open_production(settings, catalog_of(settings)) as production:
        yield production
    worker.terminate()
    await worker.wait()


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
