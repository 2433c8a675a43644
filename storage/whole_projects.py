"""What is done to whole projects: renamed, moved to another conversation, copied, deleted.

What a project refers to is named by SHA-256 in all that is stored of it: contents by their hash,
jobs by their fingerprint. Deleting is one transaction: the project and its quotes go, and a row
stays with its title, for the books, and the names of media that may have to be removed. Whoever
dies after it, `unfinished` finds what is left to do. Ledger and audit log are not touched.
"""

import json
import re
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from storage.database import Catalogue, now
from storage.errors import NotAllowed
from storage.projects import Draft, Project
from storage.records import Record

_NAME = re.compile(r"[0-9a-f]{64}")
# Tables with owners that refer to media only through a project, an upload or a job. All others (for
# instance brand kits, whatever else will be kept) hold what they name.
_OF_PROJECTS = {"projects", "quotes", "renders", "ledger", "audit", "uploads", "users",
                "deleted_projects", "api_tokens", "api_requests", "webhooks", "deliveries",
                "reports"}
# A worker may still finish what it was at when its project was deleted: it is looked for again.
STRAGGLERS = timedelta(hours=1)


class Deleted(Record):
    """What is left of a project: its title, and names of media that are still to be looked at."""

    id: str
    owner: str
    title: str
    media: tuple[str, ...]
    deleted_at: str

    @property
    def settled(self) -> bool:
        """Whether nothing of it can come in any more."""
        return datetime.fromisoformat(self.deleted_at) < datetime.now(UTC) - STRAGGLERS


class WholeProjects:
    """Owners are checked by whoever found the project; every statement names it or its owner."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def rename(self, project: Project, title: str) -> None:
        """Give it another title."""
        with self._catalogue.writing() as db:
            db.table("projects").update(project.id, {"title": title, "updated_at": now()})

    def move(self, project: Project, thread: str) -> None:
        """Make it what a conversation is about. One that was only begun there goes."""
        with self._catalogue.writing() as db:
            db.execute(
                "delete from projects where owner = ? and thread = ? and id != ? and head = 0"
                " and title = '' and draft = ? and not exists (select 1 from quotes q"
                " where q.project = projects.id)",
                (project.owner, thread, project.id, Draft().model_dump_json()),
            )
            db.execute("update projects set active = 0 where owner = ? and thread = ?",
                       (project.owner, thread))
            db.table("projects").update(
                project.id, {"thread": thread, "active": 1, "updated_at": now()})

    def copy(self, project: Project, thread: str, title: str) -> str:
        """Another project of the same versions and names, in a conversation; its id."""
        copied = uuid.uuid4().hex
        with self._catalogue.writing() as db:
            db.execute("update projects set active = 0 where owner = ? and thread = ?",
                       (project.owner, thread))
            db.execute(
                "insert into projects (id, owner, thread, title, draft, head, created_at,"
                " updated_at, active) select ?, owner, ?, ?, draft, head, ?, ?, 1 from projects"
                " where id = ?", (copied, thread, title, now(), now(), project.id),
            )
            db.execute(
                "insert into storyboards (project, version, parent, json, created_at) select ?,"
                " version, parent, json_set(json, '$.project', ?), created_at from storyboards"
                " where project = ?", (copied, copied, project.id),
            )
            db.execute(
                "insert into version_names (project, version, name, created_at) select ?, version,"
                " name, created_at from version_names where project = ?", (copied, project.id),
            )
        return copied

    def named_by(self, project: str) -> set[str]:
        """All contents and jobs that are named in what is stored of a project."""
        return _names(row["text"] for row in self._catalogue.db.query(
            "select draft as text from projects where id = :p union all"
            " select json from storyboards where project = :p union all"
            " select json from quotes where project = :p", {"p": project},
        ))

    def named_beside(self, owner: str) -> set[str]:
        """What an owner's other things name: brand kits, and whatever else is kept with owners."""
        db, found = self._catalogue.db, set[str]()
        for table in set(db.table_names()) - _OF_PROJECTS:
            if "owner" in db.table(table).columns_dict:
                found |= _names(str(value) for row in db.query(
                    f"select * from [{table}] where owner = ?", (owner,))
                    for value in row.values())
        return found

    def delete(self, project: Project, media: Iterable[str]) -> None:
        """Delete it; `media` are names that only it may have used.

        Raises NotAllowed while it is being rendered. Deleted by another already, it stays so.
        """
        with self._catalogue.writing() as db:
            state = next(db.query(
                "select exists (select 1 from projects where id = :p) as there, exists (select 1"
                " from renders where project = :p and status in ('approved', 'running')) as busy",
                {"p": project.id},
            ))
            if state["busy"]:
                raise NotAllowed(
                    "It is being rendered.", "Stop the render first, or wait for its end.")
            if not state["there"]:
                return
            db.table("deleted_projects").insert({
                "id": project.id, "owner": project.owner, "title": project.title,
                "media": json.dumps(sorted(media)), "deleted_at": now(),
            })
            db.execute("delete from progress where render in"
                       " (select id from renders where project = ?)", (project.id,))
            db.execute("delete from interrupted_runs where quote in"
                       " (select id from quotes where project = ?)", (project.id,))
            for table in ("renders", "quotes", "version_names", "storyboards"):
                db.execute(f"delete from {table} where project = ?", (project.id,))
            db.execute("delete from projects where id = ?", (project.id,))

    def deleted(self, owner: str) -> tuple[Deleted, ...]:
        """An owner's deleted projects, the oldest first."""
        return self._deleted("owner = ?", owner)

    def unfinished(self) -> tuple[Deleted, ...]:
        """Deleted projects of which media may be left, of all owners."""
        return self._deleted("media != ?", "[]")

    def _deleted(self, where: str, value: str) -> tuple[Deleted, ...]:
        rows = self._catalogue.db.query(
            f"select * from deleted_projects where {where} order by deleted_at", (value,))
        return tuple(Deleted.model_validate(row | {"media": json.loads(row["media"])})
                     for row in rows)

    def finish(self, project: str) -> None:
        """Nothing is left of a deleted project."""
        with self._catalogue.writing() as db:
            db.table("deleted_projects").update(project, {"media": "[]"})

    def uploads(self, owner: str) -> dict[str, int]:
        """The contents that an owner gave us, with their sizes in bytes."""
        return {row["sha256"]: row["size"] for row in self._catalogue.db.query(
            "select sha256, json_extract(json, '$.size') as size from uploads where owner = ?",
            (owner,))}

    def given_since(self, owner: str, time: str) -> set[str]:
        """The contents that an owner gave us, or gave again, at a time or later."""
        return {row["sha256"] for row in self._catalogue.db.query(
            "select sha256 from uploads where owner = ? and created_at >= ?", (owner, time))}

    def forget_upload(self, owner: str, sha256: str) -> None:
        """An upload that nothing refers to any more."""
        with self._catalogue.writing() as db:
            db.execute("delete from uploads where owner = ? and sha256 = ?", (owner, sha256))


def _names(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for name in _NAME.findall(text)}
