"""Quotes and renders: what was offered, who said yes, and how far the buying is.

A yes is one atomic UPDATE of a pending quote, so two tabs, a click and a replay make one purchase.
The approved row is the command: `unstarted` finds every approved quote whose render has not ended,
whoever crashed in between.
"""

import json
import uuid
from typing import Any

from pydantic import computed_field

from storage.audit import order
from storage.database import Catalogue, now
from storage.errors import NotFound
from storage.ledger import Limits, check, hold
from storage.records import (
    ENDED,
    Quote,
    QuotePart,
    QuoteStatus,
    Record,
    RenderProgress,
    RenderStatus,
)
from storage.webhooks import announce

NO_LIMITS = Limits()


class Render(Record):
    """A render's row. Its id is the quote's, so a quote can start only one.

    `attempts` maps a job's fingerprint to its attempt where that is not 1. `part` is its quote's.
    """

    id: str
    owner: str
    project: str
    version: int
    status: RenderStatus
    attempts: dict[str, int]
    part: QuotePart
    problem: str
    created_at: str

    @computed_field  # type: ignore[prop-decorator]
    @property
    def whole(self) -> bool:
        """Whether it makes the whole film."""
        return self.part == "film"


class Quotes:
    """Reads and writes quotes, renders and what was seen of them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def offer(self, quote: Quote, *, asked: bool = True) -> None:
        """Keep a new quote; older ones of the project that still wait are superseded.

        `asked` says that a person is asked: it is not only for free pictures to look at.
        """
        with self._catalogue.writing() as db:
            if asked:
                db.execute(
                    "update quotes set status = 'superseded' where project = ? and asked = 1"
                    " and status = 'pending'", (quote.project,),
                )
            db.table("quotes").insert({
                "id": quote.id, "owner": quote.owner, "project": quote.project,
                "version": quote.version, "json": quote.model_dump_json(), "status": "pending",
                "decided_by": None, "decided_at": None, "created_at": now(),
                "part": quote.part, "asked": int(asked),
            })

    def get(self, owner: str, quote: str) -> tuple[Quote, QuoteStatus]:
        """A quote of this owner and where it stands. Raises NotFound."""
        rows = self._catalogue.db.query(
            "select json, status from quotes where id = ? and owner = ?", (quote, owner)
        )
        row = next(rows, None)
        if row is None:
            raise NotFound("This offer is not known.", "Ask for the price again.")
        return Quote.model_validate_json(row["json"]), row["status"]

    def pending(self, project: str) -> Quote | None:
        """The project's quote that waits for a yes."""
        rows = self._catalogue.db.query(
            "select json from quotes where project = ? and asked = 1 and status = 'pending'"
            " order by created_at desc limit 1", (project,),
        )
        return next((Quote.model_validate_json(row["json"]) for row in rows), None)

    def decide(
        self, quote: str, status: QuoteStatus, by: str, limits: Limits = NO_LIMITS
    ) -> bool:
        """Decide a pending quote; True for the one caller who did, False for all others.

        Approving checks the budgets, holds the price, writes the audit log and creates the render
        in one transaction; raises OverBudget or TooMany, and then the quote still waits.
        """
        with self._catalogue.writing() as db:
            changed = db.execute(
                "update quotes set status = ?, decided_by = ?, decided_at = ?"
                " where id = ? and status = 'pending'", (status, by, now(), quote),
            ).rowcount
            if changed and status == "approved":
                row = next(db.query("select json from quotes where id = ?", (quote,)))
                offered = Quote.model_validate_json(row["json"])
                check(db, offered, limits)
                hold(db, offered)
                order(db, offered, by, limits.a_minute)
                db.execute(
                    "insert into renders (id, quote, owner, project, version, status, attempts,"
                    " problem, created_at) select id, id, owner, project, version, 'approved',"
                    " '{}', '', ? from quotes where id = ?", (now(), quote),
                )
        return bool(changed)

    def render(self, render: str) -> Render:
        """One render. Raises NotFound."""
        found = self._renders("where r.id = ?", render)
        if not found:
            raise NotFound("This render is not known.")
        return found[0]

    def unended(self) -> tuple[Render, ...]:
        """All renders that were approved and have not ended: to be started or watched."""
        return self._renders("where r.status in ('approved', 'running') order by r.rowid")

    def supersede(self, owner: str) -> None:
        """No quote of this owner waits any longer: what they assumed has changed."""
        with self._catalogue.writing() as db:
            db.execute(
                "update quotes set status = 'superseded' where owner = ? and status = 'pending'",
                (owner,),
            )

    def newest_render(self, project: str) -> Render | None:
        """The project's newest render that somebody was asked about."""
        found = self._renders(
            "where r.project = ? and q.asked = 1 order by r.rowid desc limit 1", project
        )
        return found[0] if found else None

    def renders(self, project: str) -> tuple[Render, ...]:
        """All renders of the project that make a whole film, oldest first."""
        return self._renders("where r.project = ? and q.part = 'film' order by r.rowid", project)

    def finished(self, project: str) -> tuple[int, ...]:
        """Versions whose film is finished, newest render last."""
        rows = self._catalogue.db.query(
            "select r.version from renders r join quotes q on q.id = r.quote where r.project = ?"
            " and q.part = 'film' and r.status = 'done' order by r.rowid", (project,),
        )
        return tuple(row["version"] for row in rows)

    def ended_since(self, moment: str) -> tuple[Render, ...]:
        """Renders somebody was asked about that ended after a moment (ISO 8601), oldest first."""
        return self._renders(
            "where r.ended_at > ? and q.asked = 1 order by r.ended_at", moment)

    def _renders(self, where: str, *values: str | int) -> tuple[Render, ...]:
        rows = self._catalogue.db.query(
            f"select r.*, q.part from renders r join quotes q on q.id = r.quote {where}", values
        )
        return tuple(_render(row) for row in rows)

    def set_status(self, render: str, status: RenderStatus, problem: str = "") -> bool:
        """Move an unended render on; True for the one caller who ended it.

        The same transaction writes down who is told of its end.
        """
        with self._catalogue.writing() as db:
            changed = db.execute(
                "update renders set status = ?, problem = ?, ended_at = ?"
                " where id = ? and status in ('approved', 'running') and status != ?",
                (status, problem, now() if status in ENDED else None, render, status),
            ).rowcount
            if changed and status in ENDED:
                announce(db, render)
        return bool(changed)

    def fix_attempts(self, render: str, attempts: dict[str, int]) -> dict[str, int]:
        """Fix which attempt of each job this render wants; the first to say so decides for all."""
        with self._catalogue.writing() as db:
            db.execute(
                "update renders set attempts = ? where id = ? and attempts = '{}'",
                (json.dumps(attempts, sort_keys=True), render),
            )
        return self.render(render).attempts

    def add_progress(self, progress: RenderProgress) -> bool:
        """Append what was seen; False when another watcher wrote this number or the end.

        It is not waited for the disk: a power cut may take the newest, and what they tell is known
        from the jobs themselves.
        """
        with self._catalogue.writing(synced=False) as db:
            return bool(db.execute(
                "insert or ignore into progress (render, seq, json, at)"
                " select :render, :seq, :json, :at where :ended or not exists ("
                "select 1 from progress where render = :render and seq = :seq - 1"
                f" and json_extract(json, '$.status') in {ENDED})",
                {"render": progress.render, "seq": progress.seq, "at": now(),
                 "json": progress.model_dump_json(), "ended": progress.status in ENDED},
            ).rowcount)

    def progress(self, render: str, after: int = 0) -> tuple[RenderProgress, ...]:
        """What was seen of a render after a sequence number, in order."""
        rows = self._catalogue.db.query(
            "select json from progress where render = ? and seq > ? order by seq", (render, after)
        )
        return tuple(RenderProgress.model_validate_json(row["json"]) for row in rows)

    def progress_told(self, render: str, after: int, most: int) -> tuple[tuple[int, str], ...]:
        """The same, at most so many, as number and JSON: for those who pass it on as it is."""
        rows = self._catalogue.db.query(
            "select seq, json from progress where render = ? and seq > ? order by seq limit ?",
            (render, after, most))
        return tuple((row["seq"], row["json"]) for row in rows)

    def last_progress(self, render: str) -> RenderProgress | None:
        """The newest of what was seen."""
        rows = self._catalogue.db.query(
            "select json from progress where render = ? order by seq desc limit 1", (render,)
        )
        return next((RenderProgress.model_validate_json(row["json"]) for row in rows), None)

    def last_progress_of(self, project: str, version: int) -> RenderProgress | None:
        """The newest of what was seen of a version's newest render that was asked about."""
        found = self._renders(
            "where r.project = ? and r.version = ? and q.asked = 1 order by r.rowid desc limit 1",
            project, version,
        )
        return self.last_progress(found[0].id) if found else None

    def keep_run(self, quote: str, thread: str, state: str) -> None:
        """Keep the director's interrupted run that waits for this quote."""
        with self._catalogue.writing() as db:
            db.table("interrupted_runs").insert(
                {"quote": quote, "thread": thread, "state": state, "created_at": now()},
                replace=True,
            )

    def run(self, quote: str) -> str | None:
        """The interrupted run that waits for this quote."""
        rows = self._catalogue.db.query(
            "select state from interrupted_runs where quote = ?", (quote,)
        )
        return next((row["state"] for row in rows), None)


def new_id() -> str:
    """An opaque id that cannot be guessed."""
    return uuid.uuid4().hex


def _render(row: dict[str, Any]) -> Render:
    kept = {name: row[name] for name in Render.model_fields if name != "attempts"}
    return Render(attempts=json.loads(row["attempts"]), **kept)
