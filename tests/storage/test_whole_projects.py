"""Whole projects: renamed, moved, copied; deleted but for their title in the books."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from storage.audit import Audit
from storage.database import Catalogue
from storage.errors import NotAllowed, NotFound
from storage.ledger import Ledger, Limits
from storage.projects import Projects
from storage.quotes import Quotes
from storage.records import Quote, Storyboard
from storage.whole_projects import STRAGGLERS, WholeProjects

Boards = Callable[..., Storyboard]


@pytest.fixture
def whole(catalogue: Catalogue) -> WholeProjects:
    return WholeProjects(catalogue)


def test_a_project_moves_to_another_conversation_and_the_empty_one_there_goes(
    whole: WholeProjects, projects: Projects, board: Boards
) -> None:
    mine = projects.create("ann", "old", "Aurela")
    projects.save(board(mine.id))
    empty, begun = projects.create("ann", "new"), projects.create("ann", "new", "Begun")
    strangers = projects.create("bob", "new")
    whole.move(mine, "new")
    found = projects.active("ann", "new")
    assert found
    assert (found.id, found.head) == (mine.id, 1)
    assert projects.active("ann", "old") is None
    assert projects.get("ann", begun.id)
    with pytest.raises(NotFound):
        projects.get("ann", empty.id)
    assert projects.active("bob", "new") == strangers


def test_a_copy_has_all_versions_and_lives_on_its_own(
    whole: WholeProjects, projects: Projects, board: Boards
) -> None:
    mine = projects.create("ann", "t", "Aurela")
    for parent in (None, 1):
        projects.save(board(mine.id, parent=parent, note="Grüße"))
    projects.name_version(mine.id, 1, "A")
    projects.show(mine.id, 1)
    copied = whole.copy(projects.get("ann", mine.id), "t", "Aurela (2)")
    assert projects.active("ann", "t") == projects.get("ann", copied)
    assert projects.get("ann", copied).head == 1
    assert projects.version_names(copied) == {1: "A"}
    for before, after in zip(projects.versions(mine.id), projects.versions(copied), strict=True):
        assert after == before.model_copy(update={"project": copied})
    projects.save(board(copied, parent=1))
    assert (projects.newest(mine.id), projects.newest(copied)) == (2, 3)


def test_deleting_leaves_the_books_and_the_title(
    whole: WholeProjects, projects: Projects, quotes: Quotes, board: Boards,
    quote: Callable[..., Quote], catalogue: Catalogue,
) -> None:
    mine, other = projects.create("ann", "t", "Aurela"), projects.create("ann", "t2", "Other")
    for row in (mine, other):
        projects.save(board(row.id))
        projects.name_version(row.id, 1, "A")
    bought, waiting, others = quote(mine.id), quote(mine.id), quote(other.id)
    for one in (bought, others):
        quotes.offer(one)
        assert quotes.decide(one.id, "approved", "ann", Limits())
    with pytest.raises(NotAllowed, match="being rendered"):
        whole.delete(mine, ())
    ledger = Ledger(catalogue)
    ledger.settle(ledger.open_holds(bought.id)[0], "job", 900)
    quotes.set_status(bought.id, "done")
    quotes.offer(waiting)
    quotes.keep_run(waiting.id, "t", "{}")
    spent, log = ledger.account("ann", "project"), Audit(catalogue).entries("ann", mine.id)
    assert log

    for _ in range(2):                                         # also by two at once
        whole.delete(mine, ("ab" * 32,))
    with pytest.raises(NotFound):
        projects.get("ann", mine.id)
    assert quotes.pending(mine.id) is quotes.run(waiting.id) is None
    assert (projects.versions(mine.id), projects.version_names(mine.id)) == ((), {})
    assert quotes.renders(mine.id) == ()
    assert ledger.account("ann", "project") == spent
    assert Audit(catalogue).entries("ann", mine.id) == log
    assert [one.status for one in quotes.renders(other.id)] == ["approved"]
    assert projects.version_names(other.id) == {1: "A"}

    left = whole.deleted("ann")
    assert [(one.id, one.title, one.media) for one in left] == [
        (mine.id, "Aurela", ("ab" * 32,))]
    assert whole.deleted("bob") == ()
    assert whole.unfinished() == left
    assert not left[0].settled
    old = (datetime.now(UTC) - STRAGGLERS).isoformat(timespec="milliseconds")
    assert left[0].model_copy(update={"deleted_at": old}).settled
    whole.finish(mine.id)
    assert whole.unfinished() == ()
    assert [one.title for one in whole.deleted("ann")] == ["Aurela"]


def test_what_is_kept_beside_projects_holds_its_media(
    whole: WholeProjects, projects: Projects, catalogue: Catalogue, quote: Callable[..., Quote]
) -> None:
    """A table that comes later, say of brand kits, is asked without being known here."""
    logo, font = "1a" * 32, "2b" * 32
    mine = projects.create("ann", "t")
    Quotes(catalogue).offer(quote(mine.id))
    whole.delete(mine, ("3c" * 32,))
    assert whole.named_beside("ann") == set()
    with catalogue.writing() as db:
        rows: list[dict[str, Any]] = [
            {"owner": "ann", "name": "Aurela", "json": f'{{"logo": {{"sha256": "{logo}"}}}}'},
            {"owner": "bob", "name": "Lumen", "json": f'{{"font": {{"sha256": "{font}"}}}}'}]
        db.table("kits").insert_all(rows)
    assert whole.named_beside("ann") == {logo}
    assert whole.named_beside("bob") == {font}
