"""What people report of content that was made: for whoever runs AdFlow to look at."""

import uuid
from typing import Literal

from storage.database import Catalogue, now
from storage.records import Record

Reason = Literal["illegal", "sexual", "violent", "hateful", "copyright", "misleading", "other"]


class Report(Record):
    """One report. `media` is the content hash it is about, empty where it is the whole project."""

    id: str
    owner: str
    project: str
    media: str
    reason: Reason
    words: str
    created_at: str


class Reports:
    """Writes and reads reports; rows are only added."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def add(self, owner: str, project: str, media: str, reason: Reason, words: str) -> Report:
        """Keep a report."""
        report = Report(id=uuid.uuid4().hex, owner=owner, project=project, media=media,
                        reason=reason, words=words, created_at=now())
        with self._catalogue.writing() as db:
            db.table("reports").insert(report.model_dump())
        return report

    def all(self, owner: str | None = None) -> tuple[Report, ...]:
        """All reports, or one owner's, the newest first."""
        rows = self._catalogue.db.query(
            "select * from reports where owner = coalesce(?, owner) order by created_at desc",
            (owner,))
        return tuple(Report.model_validate(row) for row in rows)
