"""Requests that a program may send again: each is carried out once for its key.

A request is kept with a hash of what it asks for, and with its answer once that is good. Invariant:
a key never stands for two different requests. One that was refused leaves nothing, so it may be
sent again when what was wrong is put right.
"""

from datetime import UTC, datetime, timedelta

from storage.database import Catalogue, now
from storage.errors import BadInput, NotAllowed
from storage.records import Record

KEPT = timedelta(days=7)


class Answer(Record):
    """An answer that was given: HTTP status and JSON."""

    status: int
    body: str


class Once:
    """Keeps requests by owner and key. What this process is at is known to it alone."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._busy: set[tuple[str, str]] = set()

    def begin(self, owner: str, key: str, request: str) -> Answer | None:
        """The answer that was given before; None where the request is to be carried out now.

        One that a process died at is carried out again. Raises BadInput for another request under
        the same key, NotAllowed while the same is being carried out.
        """
        with self._catalogue.writing() as db:
            before = (datetime.now(UTC) - KEPT).isoformat(timespec="milliseconds")
            db.execute("delete from api_requests where created_at < ?", (before,))
            rows = db.query(
                "select * from api_requests where owner = ? and key = ?", (owner, key))
            row = next(rows, None)
            if row is None:
                db.table("api_requests").insert({
                    "owner": owner, "key": key, "request": request, "status": 0, "body": "",
                    "created_at": now()})
        if row and row["request"] != request:
            raise BadInput("This Idempotency-Key was used for another request.",
                           "Take a new key for each thing you ask for.")
        if row and row["status"]:
            return Answer(status=row["status"], body=row["body"])
        if (owner, key) in self._busy:
            raise NotAllowed("The same request is being carried out.", "Ask again in a moment.")
        self._busy.add((owner, key))
        return None

    def finish(self, owner: str, key: str, answer: Answer) -> None:
        """The request was carried out, with this answer."""
        self._busy.discard((owner, key))
        with self._catalogue.writing() as db:
            db.execute(
                "update api_requests set status = ?, body = ? where owner = ? and key = ?",
                (answer.status, answer.body, owner, key))

    def give_up(self, owner: str, key: str) -> None:
        """The request was refused: nothing stands for its key."""
        self._busy.discard((owner, key))
        with self._catalogue.writing() as db:
            db.execute("delete from api_requests where owner = ? and key = ?", (owner, key))
