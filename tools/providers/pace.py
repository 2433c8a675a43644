"""How long we wait for providers, and how often we ask: all of it in one place, in seconds.

`Pace().scaled(0.02)` is the same behaviour in a fiftieth of the time, for emulators that play the
providers' latencies at that factor; `ADFLOW_PACE` sets it for a process. What the settings say of
polling and giving up comes before all else (`as_set`).
"""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self

from pydantic import Field

from storage.errors import EnvironmentProblem
from storage.records import Record


class Pace(Record):
    """Waits in seconds.

    `connect`, `request` and `download` bound one call; `generate` one that answers only when the
    work is done. A repeated call waits `first_wait`, doubling up to `longest_wait`, with jitter as
    long as `first_wait`, at most `attempts` times and within `patience`. A job is asked for after
    `first_poll`, then each time `growth` later up to `longest_poll`, until `deadline`; or each
    `steady_poll`, where a provider wants to be asked no more often. Clips take longer by their
    providers' contracts, so they have `for_clips` deadlines, and so has a turn on a server of one's
    own. A server of one's own that
    gives no sign of life for `silence` while it works is taken for hung. `between` is the least
    time between two calls to one provider.
    """

    connect: float = 10.0
    request: float = 60.0
    download: float = 300.0
    generate: float = 180.0
    first_wait: float = 0.5
    longest_wait: float = 20.0
    attempts: int = Field(default=6, ge=1)
    patience: float = 90.0
    first_poll: float = 1.0
    growth: float = Field(default=1.5, ge=1)
    longest_poll: float = 3.0
    steady_poll: float = 5.0
    deadline: float = 5 * 60.0
    for_clips: float = Field(default=4.0, ge=1)
    silence: float = 5 * 60.0
    between: float = 0.05

    def scaled(self, factor: float) -> Self:
        """All waits but those for connecting and for bytes to arrive, times `factor`."""
        waits = ("first_wait", "longest_wait", "first_poll", "longest_poll", "steady_poll",
                 "between")
        return self.model_copy(update={name: getattr(self, name) * factor for name in waits})

    def as_set(self, poll: float | None, give_up: float | None) -> Self:
        """The pace with what a person set, in seconds: when a job is asked for, and until when.

        Either overrides what goes by model; but nobody is asked more often than they allow.
        """
        found: dict[str, float] = {}
        if poll is not None:
            found |= {"first_poll": poll, "longest_poll": poll, "growth": 1.0,
                      "steady_poll": max(poll, self.steady_poll)}
        if give_up is not None:
            found |= {"deadline": give_up, "for_clips": 1.0, "silence": give_up}
        return self.model_copy(update=found)

    def until(self, *, clip: bool) -> float:
        """The seconds after which a job is given up that was accepted and is not delivered."""
        return self.deadline * (self.for_clips if clip else 1.0)

    def polls(self, asked: int) -> float:
        """The wait before a job is asked for the next time, after `asked` times."""
        return float(min(self.longest_poll, self.first_poll * self.growth**asked))


def pace_of_process() -> Pace:
    """The real pace, times `ADFLOW_PACE` where that is set; EnvironmentProblem for no number."""
    text = os.environ.get("ADFLOW_PACE") or "1"
    try:
        factor = float(text)
    except ValueError:
        factor = -1.0
    if not 0 < factor <= 1000:
        raise EnvironmentProblem(
            f"ADFLOW_PACE cannot be {text!r}: it is a factor for all waits, such as 0.02.",
            "Set ADFLOW_PACE to another value, or leave it out.",
        )
    return Pace().scaled(factor)


def seconds_asked(headers: Mapping[str, str]) -> float | None:
    """Retry-After in seconds, given as a number or a date; None where it is neither."""
    text = headers.get("retry-after", "").strip()
    try:
        return max(0.0, float(text))
    except ValueError:
        pass
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - datetime.now(UTC)).total_seconds())
