"""Webhooks and what is to be sent to them. A delivery is written with the end of its render.

Both are one transaction, so a render that has ended is never without its deliveries, whoever dies.
A delivery waits until it was taken or given up; sending is `tools.pipeline.notifying`.
"""

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlite_utils import Database

from storage.database import Catalogue, now
from storage.errors import BadInput, NotFound
from storage.records import Record

DeliveryState = Literal["waiting", "delivered", "failed"]
MOST = 10                                # webhooks of one owner
KEPT = timedelta(days=30)                # how long ended deliveries are listed


class Webhook(Record):
    """An address that is told when a render has ended."""

    id: str
    owner: str
    url: str
    created_at: str


class Delivery(Record):
    """One message to one webhook. `next_at` is when it is sent next, while it waits."""

    id: str
    webhook: str
    body: str
    state: DeliveryState
    attempts: int
    next_at: str
    problem: str
    created_at: str
    ended_at: str | None


class Due(Record):
    """A delivery whose time has come, and where it goes."""

    delivery: Delivery
    url: str


def announce(db: Database, render: str) -> None:
    """Write down what is to be sent about a render that ends in this transaction."""
    rows = list(db.query(
        "select w.id as webhook, r.id, r.owner, r.project, r.version, r.status, r.problem,"
        " r.ended_at, q.part from renders r join quotes q on q.id = r.quote"
        " join webhooks w on w.owner = r.owner where r.id = ? and q.asked = 1", (render,)))
    for row in rows:
        name = uuid.uuid4().hex
        body = {
            "id": name, "event": "render.ended", "render": row["id"], "project": row["project"],
            "version": row["version"], "part": row["part"],
            "status": row["status"], "problem": row["problem"], "at": row["ended_at"],
        }
        db.table("deliveries").insert({
            "id": name, "webhook": row["webhook"], "owner": row["owner"],
            "body": json.dumps(body), "state": "waiting", "attempts": 0, "next_at": now(),
            "problem": "", "created_at": now(), "ended_at": None})


class Webhooks:
    """Reads and writes webhooks and their deliveries; every call of a person names the owner."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def add(self, owner: str, url: str) -> Webhook:
        """A new webhook. Raises BadInput where there are enough."""
        hook = Webhook(id=uuid.uuid4().hex, owner=owner, url=url, created_at=now())
        with self._catalogue.writing() as db:
            row = next(db.query("select count(*) as n from webhooks where owner = ?", (owner,)))
            if row["n"] >= MOST:
                raise BadInput(f"There are {MOST} webhooks already.", "Remove one first.")
            db.table("webhooks").insert(hook.model_dump())
        return hook

    def all(self, owner: str) -> tuple[Webhook, ...]:
        """An owner's webhooks, the oldest first."""
        rows = self._catalogue.db.query(
            "select * from webhooks where owner = ? order by created_at", (owner,))
        return tuple(Webhook.model_validate(row) for row in rows)

    def remove(self, owner: str, webhook: str) -> None:
        """Forget a webhook and what waits for it. Raises NotFound."""
        self._check(owner, webhook)
        with self._catalogue.writing() as db:
            db.execute("delete from deliveries where webhook = ?", (webhook,))
            db.execute("delete from webhooks where id = ?", (webhook,))

    def deliveries(self, owner: str, webhook: str) -> tuple[Delivery, ...]:
        """What was and is to be sent to a webhook, the newest first. Raises NotFound."""
        self._check(owner, webhook)
        rows = self._catalogue.db.query(
            "select * from deliveries where webhook = ? order by created_at desc limit 100",
            (webhook,))
        return tuple(_delivery(row) for row in rows)

    def due(self, most: int) -> tuple[Due, ...]:
        """Deliveries of all owners whose time has come, the oldest first."""
        rows = self._catalogue.db.query(
            "select d.*, w.url from deliveries d join webhooks w on w.id = d.webhook"
            " where d.state = 'waiting' and d.next_at <= ? order by d.next_at limit ?",
            (now(), most))
        return tuple(Due(delivery=_delivery(row), url=row["url"]) for row in rows)

    def delivered(self, delivery: str) -> None:
        """It was taken. Old ones are forgotten on this occasion."""
        self._end(delivery, "delivered", "")
        before = (datetime.now(UTC) - KEPT).isoformat(timespec="milliseconds")
        with self._catalogue.writing() as db:
            db.execute("delete from deliveries where ended_at < ?", (before,))

    def again(self, delivery: str, problem: str, wait: float | None) -> None:
        """It was not taken: once more after `wait` seconds, or None: no more."""
        if wait is None:
            self._end(delivery, "failed", problem)
            return
        later = datetime.now(UTC) + timedelta(seconds=wait)
        with self._catalogue.writing() as db:
            db.execute(
                "update deliveries set attempts = attempts + 1, next_at = ?, problem = ?"
                " where id = ?", (later.isoformat(timespec="milliseconds"), problem, delivery))

    def _end(self, delivery: str, state: DeliveryState, problem: str) -> None:
        with self._catalogue.writing() as db:
            db.execute(
                "update deliveries set state = ?, attempts = attempts + 1, problem = ?,"
                " ended_at = ? where id = ?", (state, problem, now(), delivery))

    def _check(self, owner: str, webhook: str) -> None:
        if webhook not in {one.id for one in self.all(owner)}:
            raise NotFound("This webhook is not known.", "See the list of webhooks.")


def _delivery(row: dict[str, Any]) -> Delivery:
    return Delivery.model_validate({name: row[name] for name in Delivery.model_fields})
