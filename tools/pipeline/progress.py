"""How a render stands, computed from what was seen of its jobs. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage.records import (
    JobProgress,
    JobState,
    Quote,
    QuoteLine,
    RenderProgress,
    RenderStatus,
)


@dataclass(frozen=True)
class Sighting:
    """What was seen of one job: its state, the fraction done, why it failed and with which kind of
    error. `can_check`: an uncertain one can be asked for again without buying it anew.
    """

    state: JobState
    fraction: float = 0.0
    problem: str = ""
    error: str = ""
    can_check: bool = False


def progress_of(
    quote: Quote, sightings: Mapping[str, Sighting], seq: int, status: RenderStatus,
    problem: str = "",
) -> RenderProgress:
    """The render's state; `sightings` by fingerprint, jobs not in it were there already."""
    jobs = tuple(_job(line, sightings.get(line.fingerprint)) for line in quote.lines)
    work = [(line.seconds or 0.1, sightings[line.fingerprint].fraction)
            for line in quote.lines if line.fingerprint in sightings]
    total = sum(seconds for seconds, _ in work)
    left = sum(seconds * (1 - fraction) for seconds, fraction in work)
    return RenderProgress(
        render=quote.id, seq=seq, status=status, jobs=jobs,
        fraction=1.0 if status == "done" or not work else round(1 - left / total, 3),
        seconds_left=(
            round(quote.seconds * left / total, 1)
            if total and status in ("approved", "running") else None
        ),
        problem=problem,
    )


def outcome(
    quote: Quote, sightings: Mapping[str, Sighting], *, made: bool, stopped: bool
) -> tuple[RenderStatus, str]:
    """How a render that goes on no more has ended, and what went wrong, named by its parts."""
    if made:
        return "done", ""
    seen = [(line, sightings[line.fingerprint]) for line in quote.lines
            if line.fingerprint in sightings]
    problems = [f"{line.label}: {one.problem}" for line, one in seen if one.problem]
    stopped = stopped or any(one.state == "cancelled" for _, one in seen)
    status: RenderStatus = "cancelled" if stopped and not problems else "failed"
    coming = [line.label for line, one in seen if line.price and one.state == "running"]
    if coming:
        problems.append(f"Already bought, and kept when it comes: {', '.join(coming)}.")
    return status, " ".join(problems)


def still_uncertain(seen: RenderProgress) -> dict[str, Sighting]:
    """What was uncertain when it was last seen, and stays so until a person decides."""
    return {
        job.fingerprint: Sighting(
            "uncertain", problem=job.problem, error=job.error, can_check=job.can_check)
        for job in seen.jobs if job.state == "uncertain"
    }


def _job(line: QuoteLine, seen: Sighting | None) -> JobProgress:
    seen = seen or Sighting("reused", 1.0)
    return JobProgress(
        fingerprint=line.fingerprint, kind=line.kind, shot=line.shot, label=line.label,
        state=seen.state, fraction=seen.fraction, problem=seen.problem,
        error=seen.error, can_check=seen.can_check,
    )
