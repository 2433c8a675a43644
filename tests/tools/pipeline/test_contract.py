"""The revision contract, for every operation: what is said before is what is made and paid.

A film is rendered on paper by recording takes of its plan; then an operation is applied, and the
difference that was announced is compared with what the plan then really adds.
"""

import itertools
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.errors import BadInput
from storage.records import (
    Asset,
    BrandKit,
    Change,
    LogoLook,
    PinnedFrame,
    Plan,
    Quote,
    Shot,
    Storyboard,
)
from storage.settings import Settings
from tools.pipeline.difference import difference
from tools.pipeline.film_recipes import film_recipe
from tools.pipeline.lengths import snapped, with_lengths
from tools.pipeline.material import Material
from tools.pipeline.plan import plan
from tools.pipeline.price import quote
from tools.pipeline.recipes import PRODUCT_AD, product_ad
from tools.pipeline.revise import APPLY, revise
from tools.providers.catalog import Catalog
from tools.providers.registry import catalog_of

WHO = {"id": "q", "owner": "o", "project": "p", "version": 1, "created_at": "t"}
PICTURE = Asset(sha256="b" * 64, media_type="image/png", size=1, width=8, height=8)
SOUND = Asset(sha256="c" * 64, media_type="audio/wav", size=1, seconds=60)
LOGO = LogoLook(alpha=True, aspect=4, colours=("#c81e1e",), dark=True)
NEW = Shot(id="new", beat="solution", seconds=5, use_case="New", picture_prompt="something else")
RECIPES = ("studio", "hand_off", "keyframes", "flow", "timed")
number = st.integers(1, 4)
words = st.text("abc xyz", min_size=1, max_size=12).filter(str.strip)

OPERATIONS: dict[str, st.SearchStrategy[dict[str, object]]] = {
    "text": st.fixed_dictionaries({"shot": number, "text": words}),
    "rewrite": st.fixed_dictionaries({"shot": number}),
    "picture": st.fixed_dictionaries({"shot": number, "description": words}),
    "own_picture": st.fixed_dictionaries(
        {"shot": number, "picture": st.sampled_from([PICTURE.sha256, None])}),
    "sound": st.fixed_dictionaries({"shot": number, "effects": words}),
    "voice": st.fixed_dictionaries({"shot": number, "line": words}),
    "duplicate": st.fixed_dictionaries({"shot": number}),
    "split": st.fixed_dictionaries({"shot": number}),
    "take": st.fixed_dictionaries(
        {"shot": number, "kind": st.sampled_from(["picture", "clip", "sound", "future"])}),
    "choose_take": st.fixed_dictionaries({"shot": number, "take": st.integers(1, 3)}),
    "keep_next": st.fixed_dictionaries({"shot": number}),
    "light": st.fixed_dictionaries({"shot": number, "lighting": words}),
    "motion": st.fixed_dictionaries({"shot": number, "energy": st.floats(0, 1), "action": words}),
    "transition": st.fixed_dictionaries(
        {"shot": number, "transition": st.sampled_from(["cut", "zoom", "light"])}),
    "seconds": st.fixed_dictionaries({"shot": number, "seconds": st.sampled_from([2.0, 5, 8, 10])}),
    "length": st.fixed_dictionaries({"seconds": st.sampled_from([15.0, 20, 25, 30])}),
    "move": st.fixed_dictionaries({"shot": number, "to": number}),
    "remove": st.fixed_dictionaries({"shot": number}),
    "add": st.fixed_dictionaries({"after": st.integers(0, 4)}),
    "look": st.fixed_dictionaries({"look": st.sampled_from(["noir", "daylight", "pop"])}),
    "aspect": st.fixed_dictionaries({"aspect": st.sampled_from(["9:16", "1:1", "16:9"])}),
    "music": st.sampled_from([{"mood": "calm"}, {"another_take": True}, {"track": SOUND.sha256}]),
    "logo": st.fixed_dictionaries({"logo": st.sampled_from([PICTURE.sha256, None])}),
    "product": st.just({"photo": PICTURE.sha256}),
    "captions": st.fixed_dictionaries({"burnt": st.booleans()}),
    "models": st.sampled_from([
        {"models": ["runware/klingai:5@2"]}, {"models": ["runware/klingai:6@1"]},
        {"models": ["runware/klingai:5@2"], "shot": 2}, {"continuity": "independent"},
    ]),
    "makers": st.sampled_from([{"providers": ["local"]}, {"providers": ["runware", "mirelo"]}]),
    "brand": st.sampled_from([{"brand": "Aurela"}, {"brand": None}]),
    "segments": st.fixed_dictionaries({"count": st.integers(1, 3)}),
    "options": st.sampled_from([
        {"options": {"style": "anime"}}, {"options": {"resolution": 360}},
        {"options": {"watermark": "DRAFT", "seed": 7}}]),
    "timing": st.fixed_dictionaries({"seconds": st.sampled_from([4.0, 10, 30])}),
    "stills": st.fixed_dictionaries({"stills": st.booleans()}),
    "recipe": st.sampled_from([
        {"recipe": name} for name in ("continuous-flow", "clip-studio", "timed-pictures")]),
}
change = st.sampled_from(sorted(OPERATIONS)).flatmap(
    lambda op: OPERATIONS[op].map(lambda fields: {"op": op, **fields}))


def test_every_operation_is_tried_here() -> None:
    ops = {get_args(kind.model_fields["op"].annotation)[0] for kind in APPLY}
    assert ops == set(OPERATIONS)
    assert set(APPLY) == set(get_args(get_args(Change)[0]))


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return catalog_of(Settings(home=tmp_path_factory.mktemp("models")))


@pytest.fixture
def boards(storyboard: Storyboard, models: Catalog) -> dict[str, Storyboard]:
    """The same film on the studio, on clips that hand over, on pinned ones, as a flow, and as
    pictures that are told."""
    brief = storyboard.brief.model_copy(update={"photo": PICTURE, "logo": PICTURE})
    film = storyboard.model_copy(update={"brief": brief, "logo": LOGO, "end_prompt": "at rest"})
    recipes = {
        "studio": PRODUCT_AD, "hand_off": product_ad(["runware"], models),
        "keyframes": product_ad(["runware"], models, ["runware/klingai:5@2"]),
    }
    found = {name: resolved(film.model_copy(update={"recipe": recipe}), models)
             for name, recipe in recipes.items()}
    flow = film.model_copy(update={
        "product": None, "logo": None, "recipe": film_recipe("continuous-flow", models),
        "brief": brief.model_copy(update={"photo": None, "logo": None, "prompt": "A fox."})})
    timed = flow.model_copy(update={"recipe": film_recipe("timed-pictures", models)})
    return {**found, "flow": resolved(flow, models), "timed": resolved(timed, models)}


def resolved(board: Storyboard, models: Catalog) -> Storyboard:
    if board.recipe.continuity != "independent":
        board = board.model_copy(update={"shots": tuple(
            shot.model_copy(update={"transition": "cut"}) for shot in board.shots)})
    return with_lengths(snapped(board, models), models)


def applied(
    board: Storyboard, made: dict[str, Asset], change: dict[str, object], models: Catalog
) -> Storyboard:
    """The next storyboard, with all that a change may refer to at hand."""
    frames = {
        shot: PinnedFrame(fingerprint=jobs["frame"], asset=PICTURE)
        for shot, jobs in plan(board, models).shots.items() if jobs.get("frame") in made
    }
    kinds = {get_args(kind.model_fields["op"].annotation)[0]: kind for kind in APPLY}
    material = Material(
        assets={PICTURE.sha256: PICTURE, SOUND.sha256: SOUND}, shots={0: NEW}, frames=frames,
        products={PICTURE.sha256: board.product}, logos={PICTURE.sha256: LOGO},
        told={0: (NEW, board.shots[0])}, catalog=models,
        brands={"aurela": BrandKit(name="Aurela", primary="#aa3311")},
    )
    new = revise(board, [kinds[str(change["op"])].model_validate(change)], material)
    if new.recipe.continuity != board.recipe.continuity or change["op"] == "length":
        new = snapped(new, models)
    return with_lengths(new, models)


def priced(jobs: Plan, made: dict[str, Asset], models: Catalog) -> Quote:
    return quote(jobs, models, made.__contains__, **WHO)


@pytest.mark.parametrize("recipe", RECIPES)
@settings(max_examples=120, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=change)
def test_what_is_announced_is_what_is_made_and_paid(
    recipe: str, asked: dict[str, object], boards: dict[str, Storyboard], models: Catalog
) -> None:
    old = boards[recipe]
    old_plan = plan(old, models)
    made = {job.fingerprint: PICTURE for job in old_plan.jobs}
    try:
        new = applied(old, made, asked, models)
        new_plan = plan(new, models)
    except BadInput:
        return                               # refused: nothing has changed
    told = difference(old, old_plan, new, new_plan, priced(new_plan, made, models))
    added = [job for job in new_plan.jobs if job.fingerprint not in made]
    assert told.added == len(added) == sum(told.made.values())
    assert told.reused == len(new_plan.jobs) - len(added)
    assert told.dropped == len(set(made) - {job.fingerprint for job in new_plan.jobs})
    assert sorted((*told.changed, *told.kept)) == list(range(1, len(new.shots) + 1))
    assert set(told.tail) <= set(told.changed)
    by_number = {n: new_plan.shots[shot.id]["master"] for n, shot in enumerate(new.shots, 1)}
    assert all(by_number[n] in made for n in told.kept)
    # What it costs is what the ledger would grow by: the prices of exactly the jobs it adds.
    spent = sum(priced(new_plan, made, models).line(job.fingerprint).price for job in added)
    assert told.price == spent
    everything = {**made, **{job.fingerprint: PICTURE for job in added}}
    assert priced(new_plan, everything, models).total == 0
    # Undo is choosing the older one: the same jobs by name, all of them there.
    again = plan(old, models)
    assert [job.fingerprint for job in again.jobs] == [job.fingerprint for job in old_plan.jobs]
    assert priced(again, everything, models).made == ()


@pytest.mark.parametrize("recipe", RECIPES)
@settings(max_examples=40, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.lists(change, min_size=2, max_size=4))
def test_several_changes_together_cost_what_they_cost_one_after_another_at_most(
    recipe: str, asked: list[dict[str, object]], boards: dict[str, Storyboard], models: Catalog
) -> None:
    board = boards[recipe]
    made = {job.fingerprint: PICTURE for job in plan(board, models).jobs}
    bought, step = dict(made), board
    singly = 0
    try:
        for one in asked:
            step = applied(step, bought, one, models)
            jobs = plan(step, models)
            singly += priced(jobs, bought, models).total
            bought |= {job.fingerprint: PICTURE for job in jobs.jobs}
    except BadInput:
        return
    assert priced(plan(step, models), made, models).total <= singly


def calls(board: Storyboard, asked: dict[str, object], models: Catalog) -> dict[str, int]:
    """What an edit buys, by kind."""
    made = {job.fingerprint: PICTURE for job in plan(board, models).jobs}
    jobs = plan(applied(board, made, asked, models), models)
    bought = [line for line in priced(jobs, made, models).made if line.price]
    return {kind: sum(line.kind == kind for line in bought)
            for kind in ("picture", "clip", "sound") if any(one.kind == kind for one in bought)}


EDITS = {
    "motion of 2": {"op": "motion", "shot": 2, "action": "the bottle turns"},
    "another take of clip 2": {"op": "take", "shot": 2, "kind": "clip"},
    "words in 2": {"op": "text", "shot": 2, "text": "New words"},
    "captions": {"op": "captions", "burnt": True},
    "look": {"op": "look", "look": "noir"},
}


def test_edits_buy_as_little_as_their_chain_allows(
    boards: dict[str, Storyboard], models: Catalog
) -> None:
    for name in ("motion of 2", "another take of clip 2"):
        assert calls(boards["keyframes"], EDITS[name], models) == {"clip": 1, "sound": 1}
        assert calls(boards["hand_off"], EDITS[name], models) == {"clip": 3, "sound": 3}
        assert calls(boards["studio"], EDITS[name], models) == {}
    for recipe, name in itertools.product(boards, ("words in 2", "captions")):
        assert calls(boards[recipe], EDITS[name], models) == {}
    studio = boards["studio"]
    for asked in ({"op": "music", "mood": "calm"}, {"op": "transition", "shot": 1,
                                                    "transition": "light"}):
        assert calls(studio, asked, models) == {}


def test_a_tail_is_named_and_can_be_kept(boards: dict[str, Storyboard], models: Catalog) -> None:
    old = boards["hand_off"]
    old_plan = plan(old, models)
    made = {job.fingerprint: PICTURE for job in old_plan.jobs}
    edited = applied(old, made, EDITS["motion of 2"], models)
    new_plan = plan(edited, models)
    told = difference(old, old_plan, edited, new_plan, priced(new_plan, made, models))
    assert (told.changed, told.kept, told.tail) == ((2, 3, 4), (1,), (3, 4))
    frames = {shot.id: PinnedFrame(fingerprint=old_plan.shots[shot.id]["frame"], asset=PICTURE)
              for shot in old.shots[1:]}
    kinds = {get_args(kind.model_fields["op"].annotation)[0]: kind for kind in APPLY}
    asked = [kinds["motion"].model_validate(EDITS["motion of 2"]),
             kinds["keep_next"].model_validate({"op": "keep_next", "shot": 2})]
    kept = with_lengths(revise(old, asked, Material(frames=frames, catalog=models)), models)
    kept_plan = plan(kept, models)
    told = difference(old, old_plan, kept, kept_plan, priced(kept_plan, made, models))
    assert (told.changed, told.kept, told.tail) == ((2,), (1, 3, 4), ())
    assert told.made == {"clip": 1, "sound": 1, "master": 1, "mix": 1, "cut": 1}


def test_a_shot_of_its_own_model_can_end_on_the_kept_frame(
    boards: dict[str, Storyboard], models: Catalog
) -> None:
    old = boards["hand_off"]
    made = {job.fingerprint: PICTURE for job in plan(old, models).jobs}
    long = applied(old, made, {"op": "seconds", "shot": 2, "seconds": 10}, models)
    made = {job.fingerprint: PICTURE for job in plan(long, models).jobs}
    kept = applied(long, made, {"op": "keep_next", "shot": 2}, models)
    own = applied(kept, made, {"op": "models", "models": ["runware/klingai:5@2"], "shot": 2},
                  models)
    jobs = plan(own, models)
    clip = jobs.job(jobs.shots[own.shots[1].id]["clip"])
    assert clip.model == "runware/klingai:5@2"
    assert clip.inputs["last_frame"] == jobs.shots[own.shots[2].id]["frame"]
    bought = priced(jobs, made, models)
    assert [line.label for line in bought.made if line.price] == ["Clip 2", "Sound 2"]
