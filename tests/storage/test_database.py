"""The catalogue: migrations once, writers in turn, failures as sentences."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.database import Catalogue, now
from storage.errors import EnvironmentProblem

TABLES = {"projects", "storyboards", "uploads", "quotes", "renders", "progress",
          "interrupted_runs"}


def test_opening_again_changes_nothing_and_keeps_everything(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.db"
    first = Catalogue(path)
    schema = first.db.schema
    with first.writing() as db:
        db.table("interrupted_runs").insert({"quote": "q", "thread": "t", "state": "s"})
    first.close()
    again = Catalogue(path)
    assert set(again.db.table_names()) >= TABLES
    assert again.db.schema == schema
    assert [row["quote"] for row in again.db.table("interrupted_runs").rows] == ["q"]
    again.close()


def test_a_new_catalogue_opened_by_many_processes_is_made_once(
    tmp_path: Path, processes: Callable[..., list[str]]
) -> None:
    program = """
        import sys
        from pathlib import Path
        from storage.database import Catalogue
        catalogue = Catalogue(Path(sys.argv[1]))
        print(len(catalogue.db.table_names()))
        catalogue.close()
    """
    told = processes(4, program, tmp_path / "catalogue.db")
    assert len(set(told)) == 1


def test_threads_that_read_and_then_write_wait_for_each_other(
    catalogue: Catalogue, at_once: Callable[..., list[Any]]
) -> None:
    with catalogue.writing() as db:
        db.table("projects").insert({"id": "p", "owner": "ann", "head": 0})

    def add(_: int) -> None:
        for _ in range(10):
            with catalogue.writing() as db:
                head = next(db.query("select head from projects"))["head"]
                db.table("projects").update("p", {"head": head + 1})
        catalogue.close()

    at_once(8, add)
    assert next(catalogue.db.query("select head from projects"))["head"] == 80


def test_a_failed_write_leaves_nothing(catalogue: Catalogue) -> None:
    def fail() -> None:
        with catalogue.writing() as db:
            db.table("projects").insert({"id": "half"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not list(catalogue.db.table("projects").rows)
    assert not catalogue.db.conn.in_transaction


@pytest.mark.parametrize("content", [b"this is not a database, whatever its name says", None])
def test_what_is_no_catalogue_is_said(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "catalogue.db"
    path.write_bytes(content) if content else path.mkdir()
    with pytest.raises(EnvironmentProblem, match="cannot be opened") as caught:
        Catalogue(path)
    assert "ADFLOW_HOME" in caught.value.next_step


def test_a_catalogue_that_may_not_grow_says_so(catalogue: Catalogue) -> None:
    pages = catalogue.db.execute("pragma page_count").fetchone()[0]
    catalogue.db.execute(f"pragma max_page_count = {pages}")

    def grow() -> None:
        with catalogue.writing() as db:
            db.table("projects").insert({"id": "big", "draft": "x" * 100_000})

    with pytest.raises(EnvironmentProblem, match="disk is full"):
        grow()
    assert not list(catalogue.db.table("projects").rows)


def test_a_catalogue_locked_by_a_stranger_is_said(catalogue: Catalogue) -> None:
    catalogue.db.execute("pragma busy_timeout = 50")
    stranger = sqlite3.connect(catalogue.path)
    stranger.execute("begin immediate")

    def write() -> None:
        with catalogue.writing() as db:
            db.table("projects").insert({"id": "p"})

    try:
        with pytest.raises(EnvironmentProblem, match="cannot be written: database is locked"):
            write()
    finally:
        stranger.close()


def test_now_is_utc_and_sorts_as_text() -> None:
    first, second = now(), now()
    assert first.endswith("+00:00")
    assert first <= second
