"""What Slack told us, the threads it is about, and what was put there: nothing is lost or doubled.

Heard first, then worked on: what Slack tells is written here before it is acknowledged, once per
event, and stays open until it is carried out. What is put into a thread has a key that follows from
what it shows; the key is written before it is sent, and what Slack calls it after, so that whoever
finds a key without a name knows that it may be there already.
"""

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from storage.database import Catalogue, now
from storage.records import QuoteStatus, Record

_SPACE = uuid.UUID("0f3f2e44-6d0f-4a2b-9f55-3a4d6f1f0c05")
REPLAYED = timedelta(minutes=10)         # longer than a signature is good for
FORGOTTEN = timedelta(days=7)            # Slack repeats nothing for so long


class Noted(Record):
    """Something Slack told: `begun` is how things stood when it was first worked on."""

    n: int
    id: str
    thread: str
    body: dict[str, Any]
    begun: str | None


class SlackThread(Record):
    """A thread in a channel, and whose projects it is about. `id` is also its name for others."""

    id: str
    channel: str
    ts: str
    owner: str


class Sent(Record):
    """Something that was put, or was about to be put, into a thread: then `ts` is None."""

    key: str
    ts: str | None
    text: str
    open: bool


class Settled(Record):
    """An offer in a thread that looks as if it waited, and does not: what became of it."""

    thread: str
    quote: str
    status: QuoteStatus
    by: str


def thread_id(channel: str, ts: str) -> str:
    """A thread's id follows from where it is; it names a conversation of any other face, too."""
    return str(uuid.uuid5(_SPACE, f"{channel}:{ts}"))


class SlackBook:
    """Reads and writes it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    # What is heard

    def is_new(self, signature: str) -> bool:
        """Whether a request with this signature comes for the first time."""
        old = (datetime.now(UTC) - REPLAYED).isoformat(timespec="milliseconds")
        with self._catalogue.writing() as db:
            db.execute("delete from slack_signatures where at < ?", (old,))
            return bool(db.execute(
                "insert or ignore into slack_signatures (signature, at) values (?, ?)",
                (signature, now())).rowcount)

    def hear(self, ident: str, message: str | None, thread: str, body: dict[str, Any]) -> bool:
        """Write down what was told; False where it is known, as this event or this message."""
        old = (datetime.now(UTC) - FORGOTTEN).isoformat(timespec="milliseconds")
        with self._catalogue.writing() as db:
            db.execute("delete from slack_heard where done = 1 and at < ?", (old,))
            return bool(db.execute(
                "insert or ignore into slack_heard (id, message, thread, json, at, done)"
                " values (?, ?, ?, ?, ?, 0)",
                (ident, message, thread, json.dumps(body), now())).rowcount)

    def open(self) -> tuple[Noted, ...]:
        """What is still to be carried out, in the order in which it was heard."""
        rows = self._catalogue.db.query("select * from slack_heard where done = 0 order by n")
        return tuple(
            Noted(n=row["n"], id=row["id"], thread=row["thread"], body=json.loads(row["json"]),
                  begun=row["begun"]) for row in rows)

    def begin(self, n: int, mark: str) -> None:
        """It is being carried out; `mark` says how things stood before."""
        self._heard("begun = ?", mark, n)

    def done(self, n: int) -> None:
        """It is carried out; what was said in it is not kept."""
        self._heard("done = 1, json = ?", "{}", n)

    def _heard(self, change: str, value: str, n: int) -> None:
        with self._catalogue.writing() as db:
            db.execute(f"update slack_heard set {change} where n = ?", (value, n))

    # Threads

    def begin_thread(self, channel: str, ts: str, owner: str, by: str) -> SlackThread:
        """A thread from its first message on; whoever began it keeps it."""
        with self._catalogue.writing() as db:
            db.execute(
                "insert or ignore into slack_threads (id, channel, ts, owner, by, at)"
                " values (?, ?, ?, ?, ?, ?)", (thread_id(channel, ts), channel, ts, owner, by,
                                               now()))
        found = self.thread(thread_id(channel, ts))
        assert found is not None
        return found

    def thread(self, ident: str) -> SlackThread | None:
        """A thread by its id."""
        rows = self._catalogue.db.query("select * from slack_threads where id = ?", (ident,))
        return next((SlackThread(**{name: row[name] for name in SlackThread.model_fields})
                     for row in rows), None)

    def knows(self, ident: str) -> bool:
        """Whether a thread is ours, or may be once what was heard in it is carried out."""
        rows = self._catalogue.db.query(
            "select 1 from slack_threads where id = :t union all"
            " select 1 from slack_heard where thread = :t and done = 0 limit 1", {"t": ident})
        return next(rows, None) is not None

    def unshown(self) -> tuple[tuple[str, SlackThread], ...]:
        """Renders that were begun in a thread's project and whose end the thread has not seen."""
        rows = self._catalogue.db.query(
            "select r.id render, t.* from renders r join quotes q on q.id = r.quote"
            " join projects p on p.id = r.project"
            " join slack_threads t on t.id = p.thread and t.owner = r.owner"
            " where q.asked = 1 and r.created_at >= t.at and not exists (select 1 from"
            " slack_messages m where m.thread = t.id and m.key = 'ended:' || r.id)"
            " order by r.rowid")
        return tuple(
            (row["render"], SlackThread(**{name: row[name] for name in SlackThread.model_fields}))
            for row in rows)

    def stale(self) -> tuple[Settled, ...]:
        """Offers that look as if they waited, and do not; some went with their project."""
        rows = self._catalogue.db.query(
            "select m.thread, substr(m.key, 7) quote, coalesce(q.status, 'superseded') status,"
            " coalesce(q.decided_by, '') by from slack_messages m"
            " left join quotes q on m.key = 'quote:' || q.id where m.open = 1"
            " and substr(m.key, 1, 6) = 'quote:' and coalesce(q.status, '') != 'pending'")
        return tuple(Settled.model_validate(row) for row in rows)

    # What is put into them

    def sent(self, thread: str, key: str) -> Sent | None:
        """What was put into a thread under a key."""
        return next(iter(self._sent("thread = ? and key = ?", thread, key)), None)

    def shown(self, thread: str, beginning: str) -> bool:
        """Whether something whose key begins like this is in the thread."""
        return bool(self._sent("thread = ? and substr(key, 1, ?) = ? and ts is not null",
                               thread, len(beginning), beginning))

    def sent_as(self, thread: str, ts: str) -> Sent | None:
        """What a thread's message shows, by Slack's name for it."""
        return next(iter(self._sent("thread = ? and ts = ?", thread, ts)), None)

    def _sent(self, where: str, *values: str | int) -> list[Sent]:
        rows = self._catalogue.db.query(f"select * from slack_messages where {where}", values)
        return [Sent(key=row["key"], ts=row["ts"], text=row["text"], open=bool(row["open"]))
                for row in rows]

    def keep(self, thread: str, key: str, ts: str | None, text: str = "", *,
             open: bool = False) -> None:
        """It is about to be put there (`ts` None), or it is there."""
        with self._catalogue.writing() as db:
            db.table("slack_messages").insert(
                {"thread": thread, "key": key, "ts": ts, "text": text, "open": int(open)},
                replace=True)
