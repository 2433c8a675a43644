"""The plan is pure, complete, ordered and named by content."""

import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.records import Asset, Overlay, Shot, Storyboard, Takes
from tools.pipeline.fingerprint import canonical_json, fingerprint
from tools.pipeline.plan import part_of, plan
from tools.providers.catalog import Catalog

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner,
                                                                max_size=3),
    max_leaves=8,
)


def test_inputs_come_first_and_nothing_is_planned_twice(
    storyboard: Storyboard, catalog: Catalog
) -> None:
    made = plan(storyboard, catalog)
    seen: set[str] = set()
    for job in made.jobs:
        assert set(job.inputs.values()) <= seen
        assert job.fingerprint not in seen
        seen.add(job.fingerprint)
    kinds = [job.kind for job in made.jobs]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "picture": 4, "clip": 4, "sound": 4, "master": 4, "music": 1, "mix": 1, "cut": 1,
    }
    assert made.jobs[-1].fingerprint == made.cut


def test_equal_shots_share_their_jobs(storyboard: Storyboard, catalog: Catalog) -> None:
    twin = storyboard.shots[0].model_copy(update={"id": "twin"})
    doubled = storyboard.model_copy(update={"shots": (*storyboard.shots, twin)})
    made = plan(doubled, catalog)
    assert made.shots["twin"] == made.shots["shot-1"]
    assert sum(job.kind == "clip" for job in made.jobs) == 4


def test_names_for_people_do_not_count(storyboard: Storyboard, catalog: Catalog) -> None:
    renamed = storyboard.model_copy(update={
        "project": "other", "version": 9, "parent": 3, "note": "x",
        "shots": tuple(shot.model_copy(update={"id": f"x{shot.id}", "use_case": "y"})
                       for shot in storyboard.shots),
    })
    assert plan(renamed, catalog).cut == plan(storyboard, catalog).cut


def test_a_word_touches_one_master_and_the_cut(storyboard: Storyboard, catalog: Catalog) -> None:
    shot = storyboard.shots[1].model_copy(update={"overlay": Overlay(headlines=("New words",))})
    shots = (storyboard.shots[0], shot, *storyboard.shots[2:])
    old = {job.fingerprint for job in plan(storyboard, catalog).jobs}
    new = [job for job in plan(storyboard.model_copy(update={"shots": shots}), catalog).jobs
           if job.fingerprint not in old]
    assert [(job.kind, job.shot) for job in new] == [("master", "shot-2"), ("cut", None)]


def test_another_take_remakes_what_depends_on_it(storyboard: Storyboard, catalog: Catalog) -> None:
    shot = storyboard.shots[2]
    again = shot.model_copy(update={"takes": shot.takes.model_copy(update={"picture": 2})})
    shots = (*storyboard.shots[:2], again, storyboard.shots[3])
    old = {job.fingerprint for job in plan(storyboard, catalog).jobs}
    new = plan(storyboard.model_copy(update={"shots": shots}), catalog)
    kinds = [job.kind for job in new.jobs if job.fingerprint not in old]
    assert kinds == ["picture", "clip", "master", "cut"]


def test_a_track_replaces_the_composed_bed(storyboard: Storyboard, catalog: Catalog) -> None:
    track = Asset(sha256="a" * 64, media_type="audio/wav", size=1)
    brief = storyboard.brief.model_copy(update={"track": track})
    made = plan(storyboard.model_copy(update={"brief": brief}), catalog)
    assert not any(job.kind == "music" for job in made.jobs)
    mix = next(job for job in made.jobs if job.kind == "mix")
    assert mix.files == {"track": track}


def test_clips_hand_over_their_last_kept_frame(
    storyboard: Storyboard, catalog: Catalog
) -> None:
    chained = storyboard.model_copy(update={
        "recipe": storyboard.recipe.model_copy(update={"continuity": "hand_off"}),
        "shots": tuple(shot.model_copy(update={"clip_seconds": 10}) for shot in storyboard.shots),
    })
    made = plan(chained, catalog)
    frames = [job for job in made.jobs if job.kind == "frame"]
    clips = [job for job in made.jobs if job.kind == "clip"]
    assert [set(clip.inputs) for clip in clips] == [{"picture"}] + [{"first_frame"}] * 3
    assert [frame.inputs["clip"] for frame in frames] == [one.fingerprint for one in clips[:3]]
    assert frames[0].params["at"] == pytest.approx((7 * 24 - 1) / 24)
    assert frames[1].params["at"] == pytest.approx((1 + 7 * 24 - 1) / 24)
    masters = [job.params for job in made.jobs if job.kind == "master"]
    assert [one["skip"] for one in masters] == [0, 1, 1, 1]
    assert [one["hold"] for one in masters] == [0, 0, 1, 0]
    assert {one["handle"] for one in masters} == {0}
    shot = chained.shots[1].model_copy(update={"seconds": 6.5})
    shorter = chained.model_copy(update={"shots": (chained.shots[0], shot, *chained.shots[2:])})
    old = {job.fingerprint for job in made.jobs}
    new = [job.shot for job in plan(shorter, catalog).jobs
           if job.kind == "clip" and job.fingerprint not in old]
    assert new == ["shot-2", "shot-3", "shot-4"]


def test_pinned_clips_share_their_boundaries_and_wait_for_no_other_clip(
    storyboard: Storyboard, catalog: Catalog
) -> None:
    pinned = storyboard.model_copy(update={
        "recipe": storyboard.recipe.model_copy(update={"continuity": "keyframes"}),
        "shots": tuple(shot.model_copy(update={"seconds": 5, "clip_seconds": length})
                       for shot, length in zip(storyboard.shots, (5, 10, 5, 5), strict=True)),
        "end_prompt": "at rest",
    })
    made = plan(pinned, catalog)
    pictures = [job.fingerprint for job in made.jobs if job.kind == "picture"]
    clips = [job for job in made.jobs if job.kind == "clip"]
    assert len(pictures) == 5
    assert made.shots["end"] == {"picture": pictures[4]}
    assert [(clip.inputs["picture"], clip.inputs["last_frame"]) for clip in clips] == list(
        pairwise(pictures))
    assert not any(job.kind == "frame" for job in made.jobs)
    masters = [job.params for job in made.jobs if job.kind == "master"]
    assert [one["skip"] for one in masters] == [0, 1, 0, 1]    # shot 2 does not end on its picture
    assert [one["hold"] for one in masters] == [0, 0, 0, 1]
    assert {one["handle"] for one in masters} == {0}
    other = pinned.shots[1].model_copy(update={"action": "x", "takes": Takes(clip=2)})
    edited = plan(pinned.model_copy(
        update={"shots": (pinned.shots[0], other, *pinned.shots[2:])}), catalog)
    new = {job.fingerprint for job in edited.jobs} - {job.fingerprint for job in made.jobs}
    assert [edited.job(one).shot for one in new if edited.job(one).kind == "clip"] == ["shot-2"]
    again = pinned.model_copy(update={"end_take": 2})
    new = {job.fingerprint for job in plan(again, catalog).jobs} - {
        job.fingerprint for job in made.jobs}
    assert sorted(plan(again, catalog).job(one).label for one in new) == [
        "Clip 4", "Cut", "Last picture", "Master 4"]


def test_the_pictures_are_a_part(storyboard: Storyboard, catalog: Catalog) -> None:
    part = part_of(plan(storyboard, catalog), "pictures")
    assert [job.kind for job in part.jobs] == ["picture"] * 4


def test_sixty_shots_are_planned_in_a_blink(storyboard: Storyboard, catalog: Catalog) -> None:
    shots = tuple(
        Shot(id=f"s{n}", beat="solution", seconds=2, use_case="x", picture_prompt=f"p{n}",
             overlay=Overlay(headlines=(f"h{n}",)))
        for n in range(60)
    )
    long = storyboard.model_copy(update={"shots": shots})
    plan(long, catalog)
    times = []
    for _ in range(7):
        began = time.process_time()
        plan(long, catalog)
        times.append(time.process_time() - began)
    assert min(times) < 0.1                                  # on a busy machine too


@given(JSON)
def test_canonical_json_is_one_form(value: object) -> None:
    once = canonical_json(value)
    assert canonical_json(value) == once


@given(st.dictionaries(st.text(max_size=4), st.integers(), min_size=2, max_size=5))
def test_the_order_of_parameters_does_not_count(params: dict[str, int]) -> None:
    turned = dict(reversed(params.items()))
    assert name_of(params) == name_of(turned)


@given(st.integers(-1000, 1000))
def test_a_whole_number_is_the_same_as_integer_and_float(number: int) -> None:
    assert name_of({"x": number}) == name_of({"x": float(number)})


@settings(max_examples=50)
@given(JSON, JSON)
def test_different_parameters_have_different_names(one: object, other: object) -> None:
    same = canonical_json(one) == canonical_json(other)
    assert (name_of({"x": one}) == name_of({"x": other})) is same


def test_the_same_in_another_process() -> None:
    code = (
        "from tools.pipeline.fingerprint import fingerprint as f;"
        "print(f(kind='clip', model='m', params={'b': 1.5, 'a': 'ä'}, take=2, renderer='r',"
        " files={}, inputs={'picture': 'x'}))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                         cwd=Path(__file__).parents[3])
    assert ran.stdout.strip() == fingerprint(
        kind="clip", model="m", params={"a": "a\u0308", "b": 1.5}, take=2, renderer="r", files={},
        inputs={"picture": "x"},
    ) == "63706cfbda1dc9fe9ea77ecbd42d618daedb3b878b05afb572bd97d6925fce0a"


def name_of(params: dict[str, object]) -> str:
    return fingerprint(kind="clip", model="m", params=params, take=1, renderer="", files={},
                       inputs={})
