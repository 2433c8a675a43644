"""Quotes: one winner whoever decides, and a record of each render that only grows."""

from collections.abc import Callable
from typing import Any

import pytest

from storage.database import Catalogue
from storage.errors import NotFound
from storage.quotes import Quotes
from storage.records import JobProgress, Quote, RenderProgress, RenderStatus

Make = Callable[..., Quote]


def test_one_of_twenty_threads_wins(
    quotes: Quotes, quote: Make, at_once: Callable[..., list[Any]]
) -> None:
    offered = quote()
    quotes.offer(offered)
    won = at_once(20, lambda n: quotes.decide(offered.id, ("approved", "declined")[n % 2], str(n)))
    assert won.count(True) == 1
    _, status = quotes.get("ann", offered.id)
    assert status == ("approved", "declined")[won.index(True) % 2]
    assert len(quotes.unended()) == (1 if status == "approved" else 0)


def test_one_of_several_processes_wins(
    quotes: Quotes, quote: Make, catalogue: Catalogue, processes: Callable[..., list[str]]
) -> None:
    offered = quote()
    quotes.offer(offered)
    program = """
        import sys
        from pathlib import Path
        from storage.database import Catalogue
        from storage.quotes import Quotes
        catalogue = Catalogue(Path(sys.argv[1]))
        print(Quotes(catalogue).decide(sys.argv[2], "approved", "someone"))
        catalogue.close()
    """
    assert sorted(processes(2, program, catalogue.path, offered.id)) == ["False", "True"]
    assert [one.id for one in quotes.unended()] == [offered.id]


def test_a_newer_quote_replaces_the_waiting_one_of_its_project_only(
    quotes: Quotes, quote: Make
) -> None:
    old, elsewhere, pictures, new = quote(), quote(project="q"), quote(), quote()
    quotes.offer(old)
    quotes.offer(elsewhere)
    quotes.offer(pictures, asked=False)
    assert quotes.pending("p") == old                      # pictures are no offer of a film
    quotes.offer(new)
    assert quotes.pending("p") == new
    assert quotes.pending("q") == elsewhere
    assert quotes.get("ann", old.id) == (old, "superseded")
    assert quotes.get("ann", pictures.id) == (pictures, "pending")
    assert not quotes.decide(old.id, "approved", "ann")
    with pytest.raises(NotFound):
        quotes.render(old.id)


def test_offers_at_once_leave_one_waiting(
    quotes: Quotes, quote: Make, catalogue: Catalogue, at_once: Callable[..., list[Any]]
) -> None:
    at_once(12, lambda _: quotes.offer(quote()))
    waiting = catalogue.db.query("select count(*) as n from quotes where status = 'pending'")
    assert next(waiting)["n"] == 1


def test_a_foreign_or_invented_quote_is_not_found(quotes: Quotes, quote: Make) -> None:
    offered = quote(owner="ann")
    quotes.offer(offered)
    for owner, name in (("bob", offered.id), ("ann", "invented"), ("ann", "")):
        with pytest.raises(NotFound, match="not known"):
            quotes.get(owner, name)
    assert not quotes.decide("invented", "approved", "bob")


def test_a_render_ends_once(quotes: Quotes, quote: Make) -> None:
    offered = quote()
    quotes.offer(offered)
    quotes.decide(offered.id, "approved", "ann")
    assert quotes.set_status(offered.id, "running")
    assert not quotes.set_status(offered.id, "running")
    assert quotes.set_status(offered.id, "failed", "why")
    assert not quotes.set_status(offered.id, "done")
    row = quotes.render(offered.id)
    assert (row.status, row.problem) == ("failed", "why")
    assert quotes.unended() == ()
    assert quotes.newest_render("p") == row
    assert quotes.finished("p") == ()


def test_finished_versions_are_listed_in_the_order_of_their_renders(
    quotes: Quotes, quote: Make
) -> None:
    for version in (2, 1, 3):
        offered = quote(version=version)
        quotes.offer(offered)
        quotes.decide(offered.id, "approved", "ann")
        quotes.set_status(offered.id, "done")
    pictures = quote(version=9).model_copy(update={"part": "pictures"})
    quotes.offer(pictures, asked=False)
    quotes.decide(pictures.id, "approved", "ann")
    quotes.set_status(pictures.id, "done")
    assert quotes.finished("p") == (2, 1, 3)
    assert [one.version for one in quotes.renders("p")] == [2, 1, 3]


def test_attempts_are_fixed_by_the_first(quotes: Quotes, quote: Make) -> None:
    offered = quote()
    quotes.offer(offered)
    quotes.decide(offered.id, "approved", "ann")
    assert quotes.render(offered.id).attempts == {}
    assert quotes.fix_attempts(offered.id, {"f": 1, "g": 3}) == {"f": 1, "g": 3}
    assert quotes.fix_attempts(offered.id, {"f": 2}) == {"f": 1, "g": 3}
    assert quotes.render(offered.id).attempts == {"f": 1, "g": 3}


def progress(seq: int, status: RenderStatus = "running", label: str = "Clip") -> RenderProgress:
    job = JobProgress(fingerprint="f", kind="clip", shot=None, label=label, state="running")
    return RenderProgress(render="r", seq=seq, status=status, jobs=(job,), fraction=0)


def test_each_number_of_a_render_is_written_by_one_watcher(
    quotes: Quotes, at_once: Callable[..., list[Any]]
) -> None:
    told = at_once(6, lambda n: [
        quotes.add_progress(progress(seq=seq, label=str(n))) for seq in range(1, 8)])
    assert [sum(column) for column in zip(*told, strict=True)] == [1] * 7
    assert [one.seq for one in quotes.progress("r")] == list(range(1, 8))
    assert [one.seq for one in quotes.progress("r", after=5)] == [6, 7]
    last = quotes.last_progress("r")
    assert last
    assert last.seq == 7
    assert quotes.last_progress("other") is None


def test_nothing_is_seen_of_a_render_after_its_end_but_how_it_ended(quotes: Quotes) -> None:
    """Two watchers of one process: one ends it while the other is still looking."""
    for seq, status in enumerate(("approved", "running", "done"), 1):
        assert quotes.add_progress(progress(seq=seq, status=status))
    assert not quotes.add_progress(progress(seq=4, status="running"))
    assert quotes.add_progress(progress(seq=4, status="done"))       # a late job has come since
    assert [one.status for one in quotes.progress("r")] == ["approved", "running", "done", "done"]


def test_a_run_that_waits_is_kept_and_replaced(quotes: Quotes) -> None:
    assert quotes.run("q") is None
    quotes.keep_run("q", "t", "{}")
    quotes.keep_run("q", "t", '{"newer": 1}')
    assert quotes.run("q") == '{"newer": 1}'
