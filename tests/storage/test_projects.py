"""Projects: versions that never change, a head that moves, owners who see only their own."""

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from storage.database import Catalogue
from storage.errors import BadInput, NotFound
from storage.projects import Draft, Projects
from storage.records import Asset, Brief, Storyboard

Boards = Callable[..., Storyboard]


def test_a_thread_has_one_active_project_and_keeps_the_others(projects: Projects) -> None:
    first = projects.create("ann", "t")
    second = projects.create("ann", "t")
    elsewhere = projects.create("ann", "other")
    assert projects.active("ann", "t") == second
    projects.activate("ann", first.id)
    assert projects.active("ann", "t") == first
    projects.activate("ann", first.id[:12])                 # by the beginning of its id, too
    assert projects.active("ann", "t") == first
    assert projects.active("ann", "other") == elsewhere
    assert {row.id for row in projects.all("ann")} == {first.id, second.id, elsewhere.id}


def test_many_projects_begun_at_once_leave_one_active(
    projects: Projects, catalogue: Catalogue, at_once: Callable[..., list[Any]]
) -> None:
    at_once(8, lambda _: projects.create("ann", "t"))
    active = catalogue.db.query("select count(*) as n from projects where active = 1")
    assert next(active)["n"] == 1
    assert len(projects.all("ann")) == 8


def test_a_project_is_found_by_its_beginning_if_that_is_single(
    projects: Projects, catalogue: Catalogue
) -> None:
    with catalogue.writing() as db:
        for name in ("abc1", "abc2", "abd"):
            db.table("projects").insert({
                "id": name, "owner": "ann", "thread": name, "title": "", "head": 0,
                "draft": Draft().model_dump_json(), "created_at": "", "updated_at": "",
            })
    assert projects.get("ann", "abd").id == "abd"
    assert projects.get("ann", "abc1").id == "abc1"
    for unknown in ("abc", "", "x", "%", "_bc1", "' or 1=1 --"):
        with pytest.raises(NotFound) as caught:
            projects.get("ann", unknown)
        assert "adflow projects" in caught.value.next_step


def test_what_belongs_to_someone_else_is_not_found(projects: Projects) -> None:
    mine = projects.create("ann", "t")
    projects.add_upload("ann", Asset(sha256="ab" * 32, media_type="image/png", size=3), "a.png")
    with pytest.raises(NotFound):
        projects.get("bob", mine.id)
    with pytest.raises(NotFound):
        projects.activate("bob", mine.id)
    with pytest.raises(BadInput):
        projects.upload("bob", "ab" * 32)
    assert projects.active("bob", "t") is None
    assert projects.all("bob") == ()


def test_a_saved_version_never_changes(projects: Projects, board: Boards) -> None:
    project = projects.create("ann", "t").id
    first = projects.save(board(project, note="one"))
    second = projects.save(board(project, parent=1, note="two"))
    assert (first.version, second.version) == (1, 2)
    assert projects.storyboard(project, 1) == first
    assert projects.versions(project) == (first, second)
    assert projects.newest(project) == 2
    with pytest.raises(NotFound, match="no version 3"):
        projects.storyboard(project, 3)


def test_undo_and_redo_only_move_the_head(projects: Projects, board: Boards) -> None:
    project = projects.create("ann", "t").id
    for parent in (None, 1, 1, 3):
        projects.save(board(project, parent=parent))
    assert projects.child(project, 1) == 3                 # redo follows the newest branch
    assert projects.child(project, 4) is None
    projects.show(project, 1)
    assert projects.get("ann", project).head == 1
    assert projects.newest(project) == 4
    with pytest.raises(NotFound):
        projects.show(project, 9)
    assert projects.get("ann", project).head == 1


def test_versions_saved_at_once_are_distinct(
    projects: Projects, board: Boards, at_once: Callable[..., list[Any]]
) -> None:
    project = projects.create("ann", "t").id
    saved = at_once(12, lambda n: projects.save(board(project, note=str(n))))
    assert sorted(one.version for one in saved) == list(range(1, 13))
    for one in saved:
        assert projects.storyboard(project, one.version) == one


def test_a_storyboard_without_a_project_is_not_kept(projects: Projects, board: Boards) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        projects.save(board("nowhere"))
    assert projects.newest("nowhere") == 0


def test_an_upload_is_found_by_eight_digits_or_more(projects: Projects) -> None:
    one = Asset(sha256="aaaaaaaa" + "1" * 56, media_type="image/png", size=3, width=9, height=8)
    two = Asset(sha256="aaaaaaaa" + "2" * 56, media_type="image/jpeg", size=4)
    projects.add_upload("ann", one, "one.png")
    projects.add_upload("ann", one, "again.png")           # the same bytes are one upload
    assert projects.upload("ann", one.sha256[:8]) == one
    projects.add_upload("ann", two, "two.jpg")
    assert projects.upload("ann", two.sha256) == two
    for unclear in ("aaaaaaaa", "aaaaaaa", "", "%" * 8, "b" * 64):
        with pytest.raises(BadInput, match="No uploaded file"):
            projects.upload("ann", unclear)


def test_a_draft_is_kept_with_its_title(projects: Projects) -> None:
    row = projects.create("ann", "t")
    draft = Draft(brief=Brief(name="Grüße & “Öl”"), answered=("name",))
    projects.save_draft(row, draft, "Grüße")
    kept = projects.get("ann", row.id)
    assert (kept.draft, kept.title) == (draft, "Grüße")
    projects.save_draft(kept, Draft())
    assert projects.get("ann", row.id).title == "Grüße"
