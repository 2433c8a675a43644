"""Renders that are stopped, told to leave, or cannot go on: nothing hangs, nothing else suffers."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import Popen
from types import ModuleType

import pytest

from storage.errors import BadInput
from storage.records import Asset, Storyboard
from storage.settings import Settings
from tools.pipeline.production import Production
from tools.pipeline.recipes import PRODUCT_AD

Worker = Callable[..., AbstractContextManager[Popen[bytes]]]
Ended = Callable[[str], Awaitable[str]]


@pytest.mark.slow
async def test_a_worker_told_to_leave_leaves_at_once_and_the_next_goes_on(
    production: Production, saved: Storyboard, worker: Worker, ended: Ended
) -> None:
    quote = production.offer("local", saved)
    with worker(pause=2) as process:
        await production.approve("local", quote.id, "local")
        async for progress in production.rendering.follow(quote.id):
            if any(job.state == "running" for job in progress.jobs):
                break
        process.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(process.wait, 10) == 0
    assert production.quotes.render(quote.id).status == "running"
    with worker():
        assert await ended(quote.id) == "done"


async def test_a_render_stopped_before_any_worker_came_stays_stopped(
    production: Production, saved: Storyboard, worker: Worker, ended: Ended
) -> None:
    quote = production.offer("local", saved)
    await production.approve("local", quote.id, "local")
    await production.stop("local", quote.id)
    assert await ended(quote.id) == "cancelled"
    last = production.quotes.last_progress(quote.id)
    assert last
    assert last.status == "cancelled"
    assert {job.state for job in last.jobs} == {"cancelled"}
    again = production.offer("local", saved)
    with worker():
        await production.approve("local", again.id, "local")
        assert await ended(again.id) == "done"
        assert production.quotes.render(quote.id).status == "cancelled"
        await production.stop("local", again.id)           # too late: nothing happens
        assert production.quotes.render(again.id).status == "done"


async def test_a_render_whose_model_is_gone_is_failed_and_the_others_go_on(
    production: Production, saved: Storyboard, worker: Worker, ended: Ended
) -> None:
    models = PRODUCT_AD.models.model_copy(update={"clip": "gone/clip-1"})
    gone = production.projects.save(saved.model_copy(
        update={"recipe": PRODUCT_AD.model_copy(update={"models": models})}
    ))
    bad = production.offer("local", saved).model_copy(update={"id": "bad", "version": gone.version})
    production.quotes.offer(bad)
    assert production.quotes.decide(bad.id, "approved", "local")
    good = production.offer("local", saved)
    assert production.quotes.decide(good.id, "approved", "local")
    with worker():
        assert await ended(good.id) == "done"
    assert await ended(bad.id) == "failed"
    assert "gone/clip-1" in production.quotes.render(bad.id).problem


async def test_two_processes_watch_one_render(
    production: Production, saved: Storyboard, settings: Settings, paper: ModuleType,
    paper_folder: Path, worker: Worker, ended: Ended,
) -> None:
    other = Production(settings, paper.paper_catalog(paper_folder))
    going_on = asyncio.create_task(other.rendering.reconcile_for_ever(other))
    quote = production.offer("local", saved)
    with worker():
        await asyncio.gather(
            production.approve("local", quote.id, "one"), other.approve("local", quote.id, "two")
        )
        assert await ended(quote.id) == "done"
    numbers = [seen.seq for seen in production.quotes.progress(quote.id)]
    assert numbers == list(range(1, len(numbers) + 1))
    going_on.cancel()
    await asyncio.gather(going_on, return_exceptions=True)
    await other.rendering.close()


@pytest.mark.parametrize("owner", ["bob", ""])
async def test_a_stranger_stops_nothing(
    production: Production, saved: Storyboard, owner: str
) -> None:
    quote = production.offer("local", saved)
    await production.approve("local", quote.id, "local")
    with pytest.raises(BadInput, match="not known"):
        await production.stop(owner, quote.id)
    assert production.quotes.render(quote.id).status == "approved"


def test_an_upload_is_one_asset_however_often_it_comes(production: Production) -> None:
    draft = Asset(sha256="", size=0, media_type="image/png", width=8, height=8)
    first = production.keep_upload("ann", b"paper", draft, "a.png")
    assert production.keep_upload("ann", b"paper", draft, "b.png") == first
    assert production.library.owned("ann", first.sha256)
    assert production.library.owned("bob", first.sha256) is None
