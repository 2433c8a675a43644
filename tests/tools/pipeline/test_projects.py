"""A person's projects: listed, found, renamed, copied, opened; nobody else's."""

from collections.abc import Callable
from typing import Any

import pytest

from storage.errors import BadInput, NotFound
from storage.records import Storyboard
from tools.pipeline import projects
from tools.pipeline.deleting import at_stake, delete
from tools.pipeline.production import Production


@pytest.fixture
def mine(production: Production, storyboard: Storyboard) -> str:
    """A project of ann's with a storyboard."""
    row = production.projects.create("ann", "t", "Aurela")
    production.projects.save(storyboard.model_copy(update={"project": row.id}))
    return row.id


def test_the_list_is_ones_own_without_what_was_only_begun(
    production: Production, mine: str
) -> None:
    production.projects.create("ann", "t2")
    production.projects.create("bob", "t")
    (row,) = projects.listed(production, "ann")
    assert (row.id, row.title, row.version, row.film, row.spent) == (mine, "Aurela", 1, False, 0)
    assert projects.listed(production, "bob") == ()


def test_a_project_is_found_by_id_beginning_or_title(production: Production, mine: str) -> None:
    for text in (mine, mine[:8], "aurela", " Aurela "):
        assert projects.found(production, "ann", text).id == mine
    copied = projects.duplicate(production, "ann", mine, "t2", "AURELA")
    with pytest.raises(NotFound, match="2 projects are called") as caught:
        projects.found(production, "ann", "aurela")
    assert mine[:8] in caught.value.next_step
    assert copied.id[:8] in caught.value.next_step
    for text in ("", " ", "nothing"):
        with pytest.raises(NotFound):
            projects.found(production, "ann", text)


def test_a_title_is_kept_when_the_products_name_changes(production: Production, mine: str) -> None:
    assert projects.rename(production, "ann", mine, "  Summer   ad ") == "Summer ad"
    row = production.projects.get("ann", mine)
    brief = row.draft.brief.model_copy(update={"name": "Lumen"})
    production.save_draft(row, row.draft.model_copy(update={"brief": brief}))
    assert production.projects.get("ann", mine).title == "Summer ad"
    for bad in ("", "  ", "x" * 61, "a\x00b"):
        with pytest.raises(BadInput, match="1 to 60"):
            projects.rename(production, "ann", mine, bad)


def test_a_copy_and_an_opened_project_are_what_the_conversation_is_about(
    production: Production, mine: str
) -> None:
    copied = projects.duplicate(production, "ann", mine, "t")
    assert (copied.title, copied.head) == ("Aurela (2)", 1)
    assert production.project("ann", "t").id == copied.id
    assert projects.open_in(production, "ann", mine, "new").id == mine
    assert production.project("ann", "new").id == mine
    assert production.project("ann", "t").id == copied.id


ACTS: dict[str, Callable[[Production, str, str], Any]] = {
    "found": projects.found,
    "rename": lambda production, owner, project: projects.rename(production, owner, project, "B"),
    "duplicate": lambda *given: projects.duplicate(*given, "t"),
    "open": lambda *given: projects.open_in(*given, "t"),
    "at stake": at_stake,
    "delete": delete,
}


@pytest.mark.parametrize("act", ACTS)
def test_nobody_reaches_another_ones_project(
    act: str, production: Production, mine: str
) -> None:
    before = list(production.catalogue.db.query("select * from projects"))
    for guessed in (mine, mine[:8], "Aurela"):
        with pytest.raises(NotFound):
            ACTS[act](production, "bob", guessed)
    assert list(production.catalogue.db.query("select * from projects")) == before
    assert production.whole.deleted("ann") == production.whole.deleted("bob") == ()
