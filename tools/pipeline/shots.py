"""How each shot stands, from what is made and what its render was seen to do. Pure."""

from collections.abc import Callable, Mapping
from typing import Literal

from storage.records import ENDED, JobProgress, Plan, Record, RenderProgress

ShotState = Literal["draft", "queued", "generating", "ready", "failed", "reused"]


class Standing(Record):
    """How one shot stands. `fraction` 0–1 while it is being made; `problem` why it failed.

    `draft`: nothing asks for it yet. `reused`: it is there, and was made for another version.
    """

    state: ShotState = "draft"
    fraction: float = 0.0
    problem: str = ""


def standings(
    plan: Plan, is_made: Callable[[str], bool], seen: RenderProgress | None
) -> dict[str, Standing]:
    """Each shot's state by its id; `seen` is the newest render of this version, if there is one."""
    known = {job.fingerprint: job for job in seen.jobs} if seen else {}
    going = seen is not None and seen.status not in ENDED
    return {
        shot: _standing(
            [known[name] for name in jobs.values() if name in known], going=going,
            made=is_made(jobs["master"]))
        for shot, jobs in plan.shots.items() if "master" in jobs
    }


def _standing(jobs: list[JobProgress], *, going: bool, made: bool) -> Standing:
    states = {job.state for job in jobs}
    if made and not states - {"reused"}:     # or no render of this version asked for it
        return Standing(state="reused", fraction=1.0)
    if made:
        return Standing(state="ready", fraction=1.0)
    broken = [job for job in jobs if job.state in ("failed", "uncertain")]
    if broken:
        return Standing(state="failed", problem=broken[0].problem)
    if not going or not states - {"reused", "done"}:
        return Standing()
    if not states - {"reused", "waiting"}:
        return Standing(state="queued")
    return Standing(
        state="generating",
        fraction=round(sum(1.0 if job.state == "reused" else job.fraction for job in jobs)
                       / len(jobs), 2),
    )


def links(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Which kinds of jobs go into which, each once: the plan's graph as people are shown it."""
    kinds: Mapping[str, str] = {job.fingerprint: job.kind for job in plan.jobs}
    found = {(kinds[name], job.kind): None for job in plan.jobs for name in job.inputs.values()
             if name in kinds}
    return tuple(found)
