"""Quotes and renders: what a yes buys, exactly, and how the buying goes on."""

from typing import Literal

from storage.records.base import Record
from storage.records.job import JobKind

Microdollars = int
QuoteStatus = Literal["pending", "approved", "declined", "superseded"]
JobState = Literal["waiting", "running", "done", "reused", "failed", "cancelled"]
RenderStatus = Literal["approved", "running", "done", "failed", "cancelled"]


class QuoteLine(Record):
    """One job of a quote: its price in microdollars and the wall seconds it should take."""

    fingerprint: str
    kind: JobKind
    model: str = ""
    shot: str | None
    label: str
    price: Microdollars
    seconds: float
    reused: bool


class Quote(Record):
    """An exact list of jobs and their price; nothing that is not in it may be bought for it.

    `total` in microdollars over the jobs that are not reused; `seconds` the expected wall time.
    """

    id: str
    owner: str
    project: str
    version: int
    lines: tuple[QuoteLine, ...]
    total: Microdollars
    seconds: float
    created_at: str

    @property
    def made(self) -> tuple[QuoteLine, ...]:
        """The lines that have to be made."""
        return tuple(line for line in self.lines if not line.reused)


class JobProgress(Record):
    """How one job of a render stands. `fraction` 0–1; `problem` a sentence when it failed."""

    fingerprint: str
    kind: JobKind
    shot: str | None
    label: str
    state: JobState
    fraction: float = 0.0
    problem: str = ""


class RenderProgress(Record):
    """A render at one moment. `seconds_left` is an estimate, None when it cannot be told."""

    render: str
    seq: int
    status: RenderStatus
    jobs: tuple[JobProgress, ...]
    fraction: float
    seconds_left: float | None = None
    problem: str = ""


class Difference(Record):
    """What a change touches: the promise shown before it is carried out.

    `changed` and `kept` are shot numbers in the new film; `made` counts the jobs to make by kind;
    `price` in microdollars, `seconds` the expected wall time.
    """

    changed: tuple[int, ...]
    kept: tuple[int, ...]
    made: dict[JobKind, int]
    price: Microdollars
    seconds: float
