"""Renders on a real worker process, real DBOS, real SQLite; only the providers make paper."""

import asyncio
import json
import random
import signal
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import Popen

import pytest

from storage.errors import AlreadyRunning, NotAllowed
from storage.lock import held, worker_lock
from storage.records import Storyboard
from storage.settings import Settings
from tools.pipeline.production import Production
from tools.pipeline.workshop import Journal

Worker = Callable[..., AbstractContextManager[Popen[bytes]]]
Ended = Callable[[str], Awaitable[str]]


async def test_a_yes_makes_every_job_once(
    production: Production, saved: Storyboard, worker: Worker, ended: Ended, settings: Settings
) -> None:
    quote = production.offer("local", saved)
    with worker():
        assert await production.approve("local", quote.id, "local")
        assert await ended(quote.id) == "done"
    events = Counter((e["event"], e["fingerprint"]) for e in entries(settings))
    assert {name for _, name in events} == {line.fingerprint for line in quote.lines}
    assert set(events.values()) == {1}
    last = production.quotes.last_progress(quote.id)
    assert last
    assert last.status == "done"
    assert last.fraction == 1
    assert {job.state for job in last.jobs} == {"done"}


async def test_the_same_again_makes_nothing_and_needs_no_worker(
    production: Production, saved: Storyboard, worker: Worker, ended: Ended, settings: Settings
) -> None:
    first = production.offer("local", saved)
    with worker():
        await production.approve("local", first.id, "local")
        await ended(first.id)
    before = entries(settings)
    again = production.offer("local", saved)
    assert not again.made
    await production.approve("local", again.id, "local")
    assert await ended(again.id) == "done"
    assert entries(settings) == before


async def test_owners_of_nearly_the_same_name_have_attempts_of_their_own(
    production: Production, saved: Storyboard, worker: Worker, ended: Ended, paper_folder: Path
) -> None:
    (paper_folder / "refuse-clip").touch()
    tried = {}
    with worker():
        for owner in ("axb", "a_b"):
            project = production.projects.create(owner, "t").id
            quote = production.offer(owner, production.projects.save(
                saved.model_copy(update={"project": project})))
            await production.approve(owner, quote.id, owner)
            assert await ended(quote.id) == "failed"
            tried[owner] = set(production.quotes.render(quote.id).attempts.values())
    assert tried == {"axb": {1}, "a_b": {1}}


async def test_only_one_yes_wins_and_a_declined_quote_stays_declined(
    production: Production, saved: Storyboard
) -> None:
    quote = production.offer("local", saved)
    won = await asyncio.gather(
        *(production.approve("local", quote.id, by) for by in ("ann", "bob", "replay"))
    )
    assert sorted(won) == [False, False, True]
    other = production.offer("local", saved)
    assert production.quotes.decide(other.id, "declined", "ann")
    with pytest.raises(NotAllowed):
        await production.approve("local", other.id, "bob")


async def test_a_failing_part_is_named_and_the_rest_is_kept(
    production: Production, saved: Storyboard, worker: Worker, ended: Ended, paper_folder: Path
) -> None:
    (paper_folder / "refuse-clip").touch()
    quote = production.offer("local", saved)
    with worker():
        await production.approve("local", quote.id, "local")
        assert await ended(quote.id) == "failed"
        row = production.quotes.render(quote.id)
        assert "The paper provider refuses. Allow it again." in row.problem
        (paper_folder / "refuse-clip").unlink()
        retry = production.offer("local", saved)
        made = {line.kind for line in retry.made}
        assert made == {"clip", "master", "cut"}
        await production.approve("local", retry.id, "local")
        assert await ended(retry.id) == "done"


async def test_stopping_keeps_what_is_made_and_it_can_go_on(
    production: Production, saved: Storyboard, worker: Worker, ended: Ended, paper_folder: Path
) -> None:
    quote = production.offer("local", saved)
    with worker(pause=1.5):
        await production.approve("local", quote.id, "local")
        async for progress in production.rendering.follow(quote.id):
            if any(job.state == "done" for job in progress.jobs):
                break
        await production.stop("local", quote.id)
        assert await ended(quote.id) == "cancelled"
    with worker():
        again = production.offer("local", saved)
        assert 0 < len(again.made) < len(quote.made)
        await production.approve("local", again.id, "local")
        assert await ended(again.id) == "done"


async def test_a_crash_between_the_yes_and_the_start_loses_nothing(
    production: Production, saved: Storyboard, worker: Worker, ended: Ended
) -> None:
    quote = production.offer("local", saved)
    assert production.quotes.decide(quote.id, "approved", "local")      # and then `web` dies
    with worker():
        assert await ended(quote.id) == "done"


@pytest.mark.slow
async def test_a_worker_killed_again_and_again_makes_nothing_twice(
    production: Production, saved: Storyboard, worker: Worker, ended: Ended, settings: Settings
) -> None:
    quote = production.offer("local", saved)
    await production.approve("local", quote.id, "local")
    moments = random.Random(7)
    for _ in range(4):
        with worker(pause=0.4) as process:
            await asyncio.sleep(moments.uniform(1.8, 3.2))
            process.send_signal(signal.SIGKILL)
    with worker():
        assert await ended(quote.id) == "done"
    kept: set[str] = set()
    for entry in entries(settings):
        assert entry["event"] == "kept" or entry["fingerprint"] not in kept
        if entry["event"] == "kept":
            kept.add(entry["fingerprint"])
    assert not [path for path in settings.library.rglob("*") if path.name.startswith(".")]


async def test_a_second_worker_is_refused(settings: Settings) -> None:
    with (
        held(worker_lock(settings), "A worker"),
        pytest.raises(AlreadyRunning, match="already running"),
        held(worker_lock(settings), "A worker"),
    ):
        pass


def entries(settings: Settings) -> list[dict[str, str]]:
    path = Journal(settings.logs / "jobs.jsonl").path
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
