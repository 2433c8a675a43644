"""What language models read and wrote, per day. It is metered, not quoted, and only ever grows."""

from datetime import UTC, datetime
from typing import NamedTuple

from storage.database import Catalogue


class Tokens(NamedTuple):
    """A count of requests, and of tokens read and written."""

    requests: int
    read: int
    written: int

    @property
    def total(self) -> int:
        """Read and written together: what a day's budget is spent on."""
        return self.read + self.written


class Usage:
    """Adds up tokens by UTC day and model."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def add(self, model: str, used: Tokens) -> None:
        """Count what was used just now."""
        with self._catalogue.writing() as db:
            db.execute(
                "insert into tokens (day, model, requests, read, written) values (?, ?, ?, ?, ?)"
                " on conflict (day, model) do update set requests = requests + excluded.requests,"
                " read = read + excluded.read, written = written + excluded.written",
                (today(), model, *used),
            )

    def of(self, day: str) -> Tokens:
        """All that was used on a day (`2026-11-21`), by all models together."""
        row = next(self._catalogue.db.query(
            "select coalesce(sum(requests), 0) as requests, coalesce(sum(read), 0) as read,"
            " coalesce(sum(written), 0) as written from tokens where day = ?", (day,),
        ))
        return Tokens(**row)


def today() -> str:
    """The day now, in UTC, as it is stored."""
    return datetime.now(UTC).date().isoformat()
