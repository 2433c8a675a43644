"""Quotes and renders: what a yes buys, exactly, and how the buying goes on."""

import math
from datetime import date
from typing import Literal

from storage.records.at_hand import AtHand
from storage.records.base import Record
from storage.records.job import JobKind

Microdollars = int
QuotePart = Literal["film", "pictures", "clips"]
QuoteStatus = Literal["pending", "approved", "declined", "superseded"]
JobState = Literal["waiting", "running", "done", "reused", "failed", "cancelled", "uncertain"]
RenderStatus = Literal["approved", "running", "done", "failed", "cancelled"]
FRESH_DAYS = 180                         # for which a price in the catalogue is taken to hold
ENDED: tuple[RenderStatus, ...] = ("done", "failed", "cancelled")


class QuoteLine(Record):
    """One job of a quote: its price in microdollars and the wall seconds it should take.

    `prompt` is what a model is told in words. `paid`: it was bought before, or may have been; it is
    only asked for again, at no price. `priced_on` (ISO 8601) is when its price was looked up.
    `hint` is a word of the prompt that may need somebody's leave. `number` is its shot's place in
    the film, from 1; None for what is of no shot.
    """

    fingerprint: str
    kind: JobKind
    model: str = ""
    shot: str | None
    number: int | None = None
    label: str
    price: Microdollars
    seconds: float
    reused: bool
    paid: bool = False
    prompt: str = ""
    priced_on: str = ""
    hint: str = ""


class Remark(Record):
    """What a person should know of a shot's length before a yes; all in seconds.

    `bought_longer`: a clip of `given` is bought for a scene of `wanted` and trimmed. `shortened`:
    the scene was to last `wanted` and lasts `given`. `hard_cut`: its clip is trimmed, so it does
    not end on the picture that the next one begins with. `no_voice`: lines are to be spoken from
    this shot on, but the film has no voice; they stand in the captions.
    """

    kind: Literal["bought_longer", "shortened", "hard_cut", "no_voice"]
    shot: int
    wanted: float
    given: float


class Quote(Record):
    """An exact list of jobs and their price; nothing that is not in it may be bought for it.

    `part` is what its render makes: the whole film, only the shots' pictures, to look at first, or
    only the clips of the shots whose numbers are `shots`.
    `at_hand` is offered instead of a picture in it; nobody but the person takes it.
    `markup` in percent is what those who resell add for their customers; it buys nothing.
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
    remarks: tuple[Remark, ...] = ()
    part: QuotePart = "film"
    shots: tuple[int, ...] = ()
    markup: float = 0
    at_hand: AtHand | None = None

    @property
    def resale(self) -> Microdollars:
        """The price to a customer of those who resell: the total with their markup, rounded up."""
        return math.ceil(self.total * (100 + self.markup) / 100)

    @property
    def made(self) -> tuple[QuoteLine, ...]:
        """The lines that have to be made."""
        return tuple(line for line in self.lines if not line.reused)

    def clips(self, *, reused: bool) -> tuple[int, ...]:
        """Numbers of the shots whose clips are there already, or of those whose clips are made."""
        return tuple(line.number for line in self.lines
                     if line.kind == "clip" and line.number and line.reused is reused)

    @property
    def old_prices(self) -> dict[str, str]:
        """Models to pay whose price was looked up long before this quote, each with that date."""
        return {
            line.model: line.priced_on for line in self.made if line.price and line.priced_on
            and (_day(self.created_at) - _day(line.priced_on)).days > FRESH_DAYS
        }

    def line(self, fingerprint: str) -> QuoteLine:
        """The line of a job; KeyError if the quote has none."""
        return {line.fingerprint: line for line in self.lines}[fingerprint]


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])


class JobProgress(Record):
    """How one job of a render stands. `fraction` 0–1; `problem` a sentence when it failed, `error`
    the name of its kind in `storage.errors`.

    `uncertain`: nobody knows whether the provider took it; a person decides. `can_check`: it can be
    asked for again without buying it anew. A job still `running` in a render that has ended was
    bought already and cannot be stopped; it is kept when it comes.
    """

    fingerprint: str
    kind: JobKind
    shot: str | None
    label: str
    state: JobState
    fraction: float = 0.0
    problem: str = ""
    error: str = ""
    can_check: bool = False


class RenderProgress(Record):
    """A render at one moment. `seconds_left` is an estimate, None when it cannot be told."""

    render: str
    seq: int
    status: RenderStatus
    jobs: tuple[JobProgress, ...]
    fraction: float
    seconds_left: float | None = None
    problem: str = ""

    def job(self, fingerprint: str) -> JobProgress:
        """How one job stands; KeyError if the render has none such."""
        return {job.fingerprint: job for job in self.jobs}[fingerprint]


class Uncertain(Record):
    """A job of which nobody knows whether the provider took it; `amount` is held for it.

    `provider` is what people call who would make it. `problem` says what happened; `can_check`: it
    can be asked for without buying it anew.
    """

    render: str
    fingerprint: str
    kind: JobKind
    label: str
    model: str
    provider: str
    amount: Microdollars
    problem: str
    can_check: bool


class Difference(Record):
    """What a change touches: the promise shown before it is carried out.

    `changed` and `kept` are shot numbers in the new film: a kept shot's master stays the same
    bytes. `tail` are those of the changed that are only remade because they go on from another.
    `made` counts the jobs to make by kind; `added` and `dropped` the jobs that only the new or only
    the old film has, `reused` those that both have or that were made before. `price` in
    microdollars, `seconds` the expected wall time.
    """

    changed: tuple[int, ...]
    kept: tuple[int, ...]
    tail: tuple[int, ...] = ()
    made: dict[JobKind, int]
    added: int = 0
    dropped: int = 0
    reused: int = 0
    price: Microdollars
    seconds: float
