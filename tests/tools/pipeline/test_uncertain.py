"""What may have been bought is never bought again by itself, and never lost: a person decides."""

import asyncio
import json
import signal
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import Popen

import pytest

from storage.errors import BadInput, Undecided
from storage.records import Quote, Storyboard
from tools.pipeline.production import Production
from tools.pipeline.uncertain import decide

Worker = Callable[..., AbstractContextManager[Popen[bytes]]]
Ended = Callable[[str], Awaitable[str]]
CLIP = 350_000


@pytest.fixture(autouse=True)
def paid(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Clips cost money; a test may say that our ids are taken, or that nothing can be stopped."""
    more = getattr(request, "param", {})
    monkeypatch.setenv("PAPER", json.dumps({"price": CLIP, **more}))


OUR_IDS = pytest.mark.parametrize("paid", [{"client_id": True}], indirect=True)
UNSTOPPABLE = pytest.mark.parametrize("paid", [{"stops": False}], indirect=True)


def submits(folder: Path, kind: str = "clip") -> list[str]:
    """The ids under which jobs of a kind were handed in, in order."""
    path = folder / "submits.txt"
    lines = path.read_text().splitlines() if path.exists() else []
    return [line.split()[2] for line in lines if line.startswith(f"submit {kind} ")]


async def approved(production: Production, board: Storyboard) -> Quote:
    quote = production.offer("local", board)
    await production.approve("local", quote.id, "local")
    return quote


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(30):
        while not true():               # noqa: ASYNC110 - another process does it
            await asyncio.sleep(0.05)


def account(production: Production) -> tuple[int, int]:
    """Spent and held, in microdollars."""
    (line,) = production.ledger.account("local", "provider")
    return line.spent, line.held


def one_clip(saved: Storyboard, production: Production) -> Storyboard:
    return production.projects.save(saved.model_copy(update={"shots": saved.shots[:1]}))


async def test_an_answer_that_was_lost_is_a_question_and_not_a_purchase(
    production: Production, saved: Storyboard, worker: Worker, ended: Ended, paper_folder: Path
) -> None:
    board = one_clip(saved, production)
    (paper_folder / "lose-clip").touch()
    with worker():
        quote = await approved(production, board)
        assert await ended(quote.id) == "failed"
        assert account(production) == (0, CLIP)
        (one,) = production.state("local", board.project).uncertain
        assert (one.label, one.amount, one.can_check) == ("Clip 1", CLIP, False)
        assert "does not answer" in one.problem
        (paper_folder / "lose-clip").unlink()
        with pytest.raises(Undecided, match=r"Clip 1 \(\$0.35\)"):
            production.offer("local", board)
        with pytest.raises(BadInput, match="no id"):
            await decide(production, "local", board.project, "check", "ann")
        again = await decide(production, "local", board.project, "again", "ann")
        assert again
        assert again.total == CLIP
        assert account(production) == (CLIP, 0)
        assert len(submits(paper_folder)) == 1              # an offer is no purchase
        await production.approve("local", again.id, "local")
        assert await ended(again.id) == "done"
    assert account(production) == (2 * CLIP, 0)
    first, second = submits(paper_folder)
    assert first != second


async def test_counted_as_lost_it_is_spent_and_old_offers_fall(
    production: Production, saved: Storyboard, worker: Worker, ended: Ended, paper_folder: Path
) -> None:
    board = one_clip(saved, production)
    (paper_folder / "lose-clip").touch()
    other = production.projects.save(board.model_copy(update={"look": "pop"}))
    with worker():
        quote = await approved(production, board)
        await ended(quote.id)
    waiting = production.offer("local", other)
    assert await decide(production, "local", board.project, "lost", "ann") is None
    assert account(production) == (CLIP, 0)
    assert production.quotes.get("local", waiting.id)[1] == "superseded"
    assert production.state("local", board.project).uncertain == ()
    with pytest.raises(BadInput, match="nothing to decide"):
        await decide(production, "local", board.project, "lost", "ann")


async def test_a_worker_that_dies_while_buying_does_not_buy_again(
    production: Production, saved: Storyboard, worker: Worker, ended: Ended, paper_folder: Path
) -> None:
    board = one_clip(saved, production)
    (paper_folder / "hang-clip").touch()
    with worker() as process:
        quote = await approved(production, board)
        await until(lambda: submits(paper_folder))
        process.send_signal(signal.SIGKILL)
    (paper_folder / "hang-clip").unlink()
    with worker():
        assert await ended(quote.id) == "failed"
    assert len(submits(paper_folder)) == 1
    (one,) = production.uncertain("local", board.project)
    assert "died while Clip 1" in one.problem
    assert account(production) == (0, CLIP)


async def test_what_was_taken_is_asked_for_again_at_no_price(
    production: Production, saved: Storyboard, worker: Worker, ended: Ended, paper_folder: Path
) -> None:
    board = one_clip(saved, production)
    (paper_folder / "delay-clip").touch()
    with worker():
        quote = await approved(production, board)
        assert await ended(quote.id) == "failed"
        (one,) = production.uncertain("local", board.project)
        assert one.can_check
        again = await decide(production, "local", board.project, "check", "ann")
        assert again
        assert again.total == 0
        assert [line.label for line in again.lines if line.paid] == ["Clip 1"]
        assert await ended(again.id) == "failed"             # still not there
        assert account(production) == (0, CLIP)
        (paper_folder / "delay-clip").unlink()
        found = await decide(production, "local", board.project, "check", "ann")
        assert found
        assert await ended(found.id) == "done"
    assert len(submits(paper_folder)) == 1
    await settled(production, quote.id)
    assert account(production) == (CLIP, 0)
    assert production.uncertain("local") == ()


@OUR_IDS
async def test_where_our_id_is_taken_it_is_handed_in_again_under_the_same(
    production: Production, saved: Storyboard, worker: Worker, ended: Ended, paper_folder: Path
) -> None:
    board = one_clip(saved, production)
    with worker():
        (paper_folder / "lose-clip").touch()
        quote = await approved(production, board)
        assert await ended(quote.id) == "failed"
        (paper_folder / "lose-clip").unlink()
        again = await decide(production, "local", board.project, "check", "ann")
        assert again
        assert await ended(again.id) == "done"
    first, second = submits(paper_folder)
    assert first == second
    await settled(production, quote.id)
    assert account(production) == (CLIP, 0)


async def settled(production: Production, render: str) -> None:
    await until(lambda: not production.ledger.open_holds(render))


@UNSTOPPABLE
async def test_stopping_keeps_what_is_paid_for_anyway(
    production: Production, saved: Storyboard, worker: Worker, ended: Ended, paper_folder: Path
) -> None:
    with worker(pause=2.0):
        quote = await approved(production, saved)
        await until(lambda: submits(paper_folder))
        await asyncio.sleep(0.3)
        await production.stop("local", quote.id)
        assert await ended(quote.id) == "cancelled"
        row = production.quotes.render(quote.id)
        assert "Already bought, and kept when it comes: Clip" in row.problem
        await settled(production, quote.id)
        bought = len(submits(paper_folder))
        assert 0 < bought < 4
        assert account(production) == (bought * CLIP, 0)
        again = production.offer("local", saved)
        assert sum(line.kind == "clip" for line in again.made) == 4 - bought
    assert not (paper_folder / "cancelled").exists()


@UNSTOPPABLE
async def test_what_is_on_its_way_is_joined_and_not_bought_again(
    production: Production, saved: Storyboard, worker: Worker, ended: Ended, paper_folder: Path
) -> None:
    board = one_clip(saved, production)
    with worker(pause=3.0):
        quote = await approved(production, board)
        await until(lambda: submits(paper_folder))
        await production.stop("local", quote.id)
        await ended(quote.id)
        again = production.offer("local", board)
        assert again.total == 0
        await production.approve("local", again.id, "local")
        assert await ended(again.id) == "done"
    await settled(production, quote.id)
    assert len(submits(paper_folder)) == 1
    assert account(production) == (CLIP, 0)


async def joined_and_lost(
    production: Production, board: Storyboard, worker: Worker, ended: Ended, folder: Path
) -> Quote:
    """A clip was being bought, stopped and joined by another render, when its worker died; that
    render's quote, once the next worker has told what is known."""
    (folder / "hang-clip").touch()
    with worker():
        quote = await approved(production, board)
        async with asyncio.timeout(30):
            while not submits(folder):                        # the worker may be late to the yes
                await production.rendering.go_on(production.quotes.render(quote.id), production)
                await asyncio.sleep(0.1)
        await production.stop("local", quote.id)
        await ended(quote.id)
        again = production.offer("local", board)
        await production.approve("local", again.id, "local")
        await until(lambda: production.quotes.render(again.id).status == "running")
    (folder / "hang-clip").unlink()
    with worker():
        assert await ended(again.id) == "failed"
    return again


@UNSTOPPABLE
async def test_what_was_joined_and_then_lost_cannot_be_asked_for_again(
    production: Production, saved: Storyboard, worker: Worker, ended: Ended, paper_folder: Path
) -> None:
    board = one_clip(saved, production)
    again = await joined_and_lost(production, board, worker, ended, paper_folder)
    await until(lambda: production.state("local", board.project).uncertain)
    (one,) = production.state("local", board.project).uncertain
    assert (one.label, one.can_check) == ("Clip 1", False)
    seen = production.quotes.last_progress(again.id)
    assert seen
    assert [job.can_check for job in seen.jobs if job.state == "uncertain"] == [False]
    with pytest.raises(Undecided):
        production.offer("local", board)
    assert len(submits(paper_folder)) == 1


@pytest.fixture
def looks_rarely(monkeypatch: pytest.MonkeyPatch) -> None:
    """What ended renders left at a provider is looked at once, and then not for long."""
    monkeypatch.setattr("tools.pipeline.rendering.RECONCILE_EVERY", 600.0)


@UNSTOPPABLE
async def test_what_was_lost_is_not_bought_again_before_anybody_was_told(
    looks_rarely: None, production: Production, saved: Storyboard, worker: Worker, ended: Ended,
    paper_folder: Path,
) -> None:
    board = one_clip(saved, production)
    await joined_and_lost(production, board, worker, ended, paper_folder)
    assert not production.state("local", board.project).uncertain     # not known yet
    third = production.offer("local", board)
    assert third.total == 0
    with worker():
        await production.approve("local", third.id, "local")
        assert await ended(third.id) == "failed"
    assert "not known whether Clip 1" in production.quotes.render(third.id).problem
    assert len(submits(paper_folder)) == 1
    assert account(production) == (0, CLIP)


async def test_an_empty_account_is_asked_once(
    production: Production, saved: Storyboard, worker: Worker, ended: Ended, paper_folder: Path
) -> None:
    (paper_folder / "no-credit-clip").touch()
    with worker():
        quote = await approved(production, saved)
        assert await ended(quote.id) == "failed"
    assert "account is empty" in production.quotes.render(quote.id).problem
    refused = (paper_folder / "submits.txt").read_text().count("refused clip")
    assert refused <= 2                                      # two were at it at the same time
    assert account(production) == (0, 0)


async def test_what_was_to_be_reused_and_is_gone_is_not_bought_unasked(
    production: Production, saved: Storyboard, worker: Worker, ended: Ended, paper_folder: Path
) -> None:
    board = one_clip(saved, production)
    with worker():
        quote = await approved(production, board)
        assert await ended(quote.id) == "done"
        again = production.offer("local", board)
        clip = next(line for line in again.lines if line.kind == "clip")
        cut = next(line for line in again.lines if line.kind == "cut")
        for name in (clip.fingerprint, cut.fingerprint):
            take = production.library.take("local", name)
            assert take
            production.path(take.asset).unlink()
        await production.approve("local", again.id, "local")
        assert await ended(again.id) == "failed"
    assert "not there any more" in production.quotes.render(again.id).problem
    assert len(submits(paper_folder)) == 1
