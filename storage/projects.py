"""Projects and their storyboards. A storyboard version, once saved, is never changed.

Undo and redo only move a project's `head` between versions, so they lose nothing and make nothing.
"""

import json
import uuid
from collections.abc import Iterator
from typing import Any

from storage.database import Catalogue, now
from storage.errors import BadInput, NotFound
from storage.records import Asset, Record, Storyboard
from storage.records.brief import Brief, ProductLook
from storage.records.choices import Choices
from storage.records.page import ProductPage
from storage.records.state import Question
from storage.records.wish import Wish


class Draft(Record):
    """What is known before there is a storyboard; `choices` hold on after it. `film` is a film
    without a product that is being asked about."""

    brief: Brief = Brief()
    product: ProductLook | None = None
    answered: tuple[Question, ...] = ()
    page: ProductPage | None = None
    choices: Choices = Choices()
    film: Wish | None = None


class Project(Record):
    """A project's row: `thread` is the conversation it belongs to, `head` the version shown."""

    id: str
    owner: str
    thread: str
    title: str
    draft: Draft
    head: int
    created_at: str
    updated_at: str


class Start(Record):
    """How a version of a film begins: the words of its first picture, their style, its shape."""

    project: str
    version: int
    title: str
    words: str
    style: str
    aspect: str


class Projects:
    """Reads and writes projects, storyboards and uploads; checks the owner on every call."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def create(
        self, owner: str, thread: str, title: str = "", choices: Choices | None = None
    ) -> Project:
        """A new project with nothing but choices; it becomes the thread's active one."""
        row = {
            "id": uuid.uuid4().hex, "owner": owner, "thread": thread, "title": title,
            "draft": Draft(choices=choices or Choices()).model_dump_json(), "head": 0,
            "created_at": now(), "updated_at": now(), "active": 1,
        }
        with self._catalogue.writing() as db:
            db.execute(
                "update projects set active = 0 where owner = ? and thread = ?", (owner, thread)
            )
            db.table("projects").insert(row)
        return _project(row)

    def activate(self, owner: str, project: str) -> None:
        """Make this its thread's active project."""
        row = self.get(owner, project)
        with self._catalogue.writing() as db:
            db.execute(
                "update projects set active = (id = ?) where owner = ? and thread = ?",
                (row.id, owner, row.thread),
            )

    def active(self, owner: str, thread: str) -> Project | None:
        """The project this thread is about now."""
        rows = self._catalogue.db.query(
            "select * from projects where owner = ? and thread = ? and active = 1", (owner, thread)
        )
        return next((_project(row) for row in rows), None)

    def get(self, owner: str, project: str) -> Project:
        """One project by its id, or the start of it. Raises NotFound."""
        rows = list(self._catalogue.db.query(
            "select * from projects where owner = ? and substr(id, 1, ?) = ?",
            (owner, len(project), project),
        ))
        if len(rows) != 1 or not project:
            raise NotFound(
                f"There is no single project {project!r}.", "See `adflow projects` for their ids."
            )
        return _project(rows[0])

    def all(self, owner: str) -> tuple[Project, ...]:
        """All of an owner's projects, newest first."""
        rows = self._catalogue.db.query(
            "select * from projects where owner = ? order by updated_at desc", (owner,)
        )
        return tuple(_project(row) for row in rows)

    def save_draft(self, project: Project, draft: Draft, title: str | None = None) -> None:
        """Keep what is known so far."""
        self._update(project.id, draft=draft.model_dump_json(), title=title or project.title)

    def _update(self, project: str, **values: Any) -> None:
        with self._catalogue.writing() as db:
            db.table("projects").update(project, {**values, "updated_at": now()})

    def versions(self, project: str) -> tuple[Storyboard, ...]:
        """All storyboards of a project, oldest first."""
        rows = self._catalogue.db.query(
            "select json from storyboards where project = ? order by version", (project,)
        )
        return tuple(Storyboard.model_validate_json(row["json"]) for row in rows)

    def storyboard(self, project: str, version: int) -> Storyboard:
        """One version. Raises NotFound."""
        rows = self._catalogue.db.query(
            "select json from storyboards where project = ? and version = ?", (project, version)
        )
        row = next(rows, None)
        if row is None:
            raise NotFound(
                f"The project has no version {version}.", "Choose one of those there are.")
        return Storyboard.model_validate_json(row["json"])

    def starts(self, owner: str, but: str) -> Iterator[Start]:
        """How an owner's films begin, all versions, newest first; `but` one project."""
        rows = self._catalogue.db.query(
            "select s.project, s.version, p.title,"
            " json_extract(s.json, '$.shots[0].picture_prompt') as words,"
            " coalesce(json_extract(s.json, '$.options.style'), '') as style,"
            " json_extract(s.json, '$.aspect') as aspect"
            " from storyboards s join projects p on p.id = s.project"
            " where p.owner = ? and p.id <> ? order by s.created_at desc", (owner, but),
        )
        return (Start.model_validate(row) for row in rows)

    def newest(self, project: str) -> int:
        """The highest version number; 0 when there is none."""
        rows = self._catalogue.db.query(
            "select coalesce(max(version), 0) as newest from storyboards where project = ?",
            (project,),
        )
        return int(next(rows)["newest"])

    def save(self, storyboard: Storyboard) -> Storyboard:
        """Save as the next version and show it; `version` is set here."""
        with self._catalogue.writing() as db:
            saved = storyboard.model_copy(
                update={"version": self.newest(storyboard.project) + 1}
            )
            db.table("storyboards").insert({
                "project": saved.project, "version": saved.version, "parent": saved.parent,
                "json": saved.model_dump_json(), "created_at": now(),
            })
            db.table("projects").update(
                saved.project, {"head": saved.version, "updated_at": now()}
            )
        return saved

    def show(self, project: str, version: int) -> Storyboard:
        """Move the head to an existing version. Raises NotFound."""
        storyboard = self.storyboard(project, version)
        self._update(project, head=version)
        return storyboard

    def name_version(self, project: str, version: int, name: str) -> None:
        """Give a version a name that people can go back to it by; another version's is taken."""
        self.storyboard(project, version)
        with self._catalogue.writing() as db:
            db.execute("delete from version_names where project = ? and lower(name) = lower(?)",
                       (project, name))
            db.table("version_names").insert(
                {"project": project, "version": version, "name": name, "created_at": now()},
                replace=True,
            )

    def version_names(self, project: str) -> dict[int, str]:
        """The names of a project's versions."""
        rows = self._catalogue.db.query(
            "select version, name from version_names where project = ? order by version",
            (project,),
        )
        return {row["version"]: row["name"] for row in rows}

    def child(self, project: str, version: int) -> int | None:
        """The newest version made from this one: where redo leads."""
        rows = self._catalogue.db.query(
            "select max(version) as child from storyboards where project = ? and parent = ?",
            (project, version),
        )
        child = next(rows)["child"]
        return None if child is None else int(child)

    def add_upload(self, owner: str, asset: Asset, name: str) -> None:
        """Remember that this owner gave us these bytes."""
        with self._catalogue.writing() as db:
            db.table("uploads").insert(
                {"owner": owner, "sha256": asset.sha256, "json": asset.model_dump_json(),
                 "name": name, "created_at": now()},
                replace=True,
            )

    def upload(self, owner: str, sha256: str) -> Asset:
        """An upload by its content hash, or its first 8 digits or more. Raises BadInput."""
        if len(sha256) >= 8:
            rows = list(self._catalogue.db.query(
                "select json from uploads where owner = ? and substr(sha256, 1, ?) = ?",
                (owner, len(sha256), sha256),
            ))
            if len(rows) == 1:
                return Asset.model_validate(json.loads(rows[0]["json"]))
        raise BadInput(f"No uploaded file {sha256[:12]!r} is known.", "Drop the file in again.")


def _project(row: dict[str, Any]) -> Project:
    draft = Draft.model_validate_json(row["draft"])
    kept = {name: row[name] for name in Project.model_fields if name != "draft"}
    return Project(draft=draft, **kept)


