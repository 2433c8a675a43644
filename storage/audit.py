"""The audit log: every generation that was ordered and what became of it. Rows are only added.

A generation is a picture, clip, sound or piece of music that somebody makes for us; what we
assemble ourselves is none. Who ordered it, in which words, from which model, at which price is
written in the transaction of the yes; its outcome when it is known. Writing again changes nothing.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlite_utils import Database

from storage.database import Catalogue, now
from storage.errors import TooMany
from storage.records import JobKind, Quote, QuoteLine, Record

AuditEvent = Literal["ordered", "made", "failed", "stopped", "uncertain", "lost", "checked"]
GENERATIONS: tuple[JobKind, ...] = (
    "picture", "future", "clip", "sound", "voice", "music")


class Entry(Record):
    """One row. `amount` in microdollars: the price when ordered, the cost when made."""

    at: str
    event: AuditEvent
    owner: str
    by: str
    project: str
    render: str
    fingerprint: str
    kind: JobKind
    model: str
    label: str
    prompt: str
    amount: int
    provider_id: str
    problem: str


def generations(quote: Quote) -> tuple[QuoteLine, ...]:
    """The lines of a quote that somebody has to generate."""
    return tuple(line for line in quote.made if line.kind in GENERATIONS)


def order(db: Database, quote: Quote, by: str, most_a_minute: int | None) -> None:
    """Write down what a yes orders; part of the approving transaction.

    Raises TooMany when the owner would have ordered more than allowed within a minute.
    """
    lines = generations(quote)
    since = (datetime.now(UTC) - timedelta(minutes=1)).isoformat(timespec="milliseconds")
    row = next(db.query(
        "select count(*) as n from audit where owner = ? and event = 'ordered' and at > ?",
        (quote.owner, since),
    ))
    if lines and most_a_minute is not None and row["n"] + len(lines) > most_a_minute:
        raise TooMany(
            f"This needs {len(lines)} generations and {row['n']} were ordered within the last "
            f"minute; {most_a_minute} a minute are allowed.",
            "Wait a minute, or raise ADFLOW_GENERATIONS_A_MINUTE.",
        )
    for line in lines:
        _add(db, "ordered", quote, line, by=by, amount=line.price)


def _add(
    db: Database, event: AuditEvent, quote: Quote, line: QuoteLine, *, by: str = "",
    amount: int = 0, provider_id: str = "", problem: str = "",
) -> None:
    db.execute(
        "insert or ignore into audit (at, event, owner, by, project, render, fingerprint, kind,"
        " model, label, prompt, amount, provider_id, problem)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (now(), event, quote.owner, by, quote.project, quote.id, line.fingerprint, line.kind,
         line.model, line.label, line.prompt, amount, provider_id, problem),
    )


class Audit:
    """Writes outcomes and reads the log."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def note(
        self, quote: Quote, fingerprint: str, event: AuditEvent, *, by: str = "", amount: int = 0,
        provider_id: str = "", problem: str = "",
    ) -> None:
        """What became of one generation of a render; once for each event."""
        with self._catalogue.writing() as db:
            _add(db, event, quote, quote.line(fingerprint), by=by, amount=amount,
                 provider_id=provider_id, problem=problem)

    def checked(self, quote: Quote, found: Mapping[str, str], checker: str, by: str) -> None:
        """What a check found in the words of a quote's lines, by fingerprint; "" is nothing."""
        with self._catalogue.writing() as db:
            for fingerprint, problem in found.items():
                _add(db, "checked", quote, quote.line(fingerprint), by=by, provider_id=checker,
                     problem=problem)

    def entries(self, owner: str, project: str = "") -> tuple[Entry, ...]:
        """An owner's rows, or those of one project, oldest first."""
        rows = self._catalogue.db.query(
            "select * from audit where owner = ? and (? = '' or project = ?) order by id",
            (owner, project, project),
        )
        return tuple(
            Entry.model_validate({name: row[name] for name in Entry.model_fields}) for row in rows
        )
