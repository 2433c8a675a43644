"""How shots stand: told from what is made and what a render was seen to do."""

from typing import Any

import pytest

from storage.records import JobProgress, JobState, RenderProgress, RenderStatus, Storyboard
from tools.pipeline.production import Production
from tools.pipeline.shots import Standing, links, standings

PARTS = ("picture", "clip", "sound", "master")


@pytest.fixture
def told(production: Production, storyboard: Storyboard) -> Any:
    plan = production.plan(storyboard)

    def tell(states: dict[str, JobState], status: RenderStatus = "running",
             made: bool = False) -> Standing:
        """Of the first shot, by the states of its parts; the others wait."""
        names = {plan.shots["shot-1"][kind]: state for kind, state in states.items()}
        jobs = tuple(
            JobProgress(fingerprint=job.fingerprint, kind=job.kind, shot=job.shot, label=job.label,
                        state=names.get(job.fingerprint, "waiting"), problem="It broke."
                        if names.get(job.fingerprint) == "failed" else "",
                        fraction=1.0 if names.get(job.fingerprint) == "done" else 0.0)
            for job in plan.jobs
            if job.fingerprint in names or job.shot != "shot-1")
        seen = RenderProgress(render="r", seq=1, status=status, jobs=jobs, fraction=0)
        master = plan.shots["shot-1"]["master"]
        return standings(plan, lambda name: made and name == master, seen)["shot-1"]

    return tell


def test_a_shot_goes_from_queued_to_ready(told: Any) -> None:
    waiting = dict.fromkeys(PARTS, "waiting")
    assert told(waiting).state == "queued"
    assert told({**waiting, "picture": "reused"}).state == "queued"
    assert told({**waiting, "picture": "running"}).state == "generating"
    half = told({**waiting, "picture": "done", "clip": "done"})
    assert (half.state, half.fraction) == ("generating", 0.5)
    assert told(dict.fromkeys(PARTS, "done"), made=True).state == "ready"
    assert told({**dict.fromkeys(PARTS, "reused"), "master": "done"}, made=True).state == "ready"
    assert told(dict.fromkeys(PARTS, "reused"), made=True).state == "reused"


def test_what_broke_what_was_stopped_and_what_only_drew_pictures(told: Any) -> None:
    broken = told({"picture": "done", "clip": "failed"}, "failed")
    assert (broken.state, broken.problem) == ("failed", "It broke.")
    assert told({"picture": "done", "clip": "uncertain"}, "failed").state == "failed"
    assert told({"picture": "done", "clip": "cancelled"}, "cancelled").state == "draft"
    assert told({"picture": "waiting"}, "approved").state == "queued"
    assert told({"picture": "done"}, "done").state == "draft"


def test_without_a_render_and_the_graph(production: Production, storyboard: Storyboard) -> None:
    plan = production.plan(storyboard)
    assert set(standings(plan, lambda _: False, None).values()) == {Standing()}
    assert standings(plan, lambda _: True, None)["shot-1"].state == "reused"
    assert set(links(plan)) == {
        ("picture", "clip"), ("clip", "master"), ("sound", "mix"), ("music", "mix"),
        ("master", "cut"), ("mix", "cut")}
