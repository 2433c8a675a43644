"""Films without a product: from a wish to its storyboard, by each recipe."""

import json

import pytest

from agent.guided.plots import art_style
from agent.guided.writer import TemplateWriter
from agent.wording import remarks_in_words
from storage.errors import BadInput
from storage.records import (
    AddSegments,
    AnotherTake,
    Asset,
    GivenShot,
    Motion,
    Options,
    SetOptions,
    SetRecipe,
    SetStills,
    Storyboard,
    Wish,
)
from tools.pipeline.export import told_shots
from tools.pipeline.film import film_of
from tools.pipeline.film_recipes import KINDS, cheapest, film_recipe
from tools.pipeline.filming import begin_film, shared, still_lengths
from tools.pipeline.production import Production
from tools.pipeline.storyboarding import change

PICTURE = Asset(sha256="a" * 64, media_type="image/png", size=1, width=8, height=8)
TALE = "A little fox wakes up. Snow falls on the forest. He finds a friend! They walk home."


async def begun(production: Production, **wish: object) -> Storyboard:
    project = production.projects.create("local", "t").id
    return await begin_film(production, "local", project, Wish.model_validate(wish),
                            TemplateWriter())


async def test_continuous_flow_has_a_segment_every_five_seconds(production: Production) -> None:
    board = await begun(production, recipe="continuous-flow", text="A boat at sunset", seconds=30,
                        options=Options(style="anime"))
    assert [shot.seconds for shot in board.shots] == [5] * 6
    assert (board.options.style, board.size, board.recipe.fps) == ("anime", (1024, 576), 24)
    made = production.plan(board)
    kinds = [job.kind for job in made.jobs]
    assert (kinds.count("picture"), kinds.count("future"), kinds.count("clip")) == (1, 6, 6)
    with pytest.raises(BadInput, match="no film of 12 seconds"):
        await begun(production, recipe="continuous-flow", text="x", seconds=12)


@pytest.mark.parametrize(("seconds", "a_second", "count"), [
    (30, 0.5, 15), (30, 0.33, 10), (30, 1.0, 30), (60, 1.0, 60), (10, 0.33, 3), (5, 0.5, 3)])
async def test_timed_pictures_begin_on_their_frames_and_last_exactly(
    production: Production, seconds: float, a_second: float, count: int
) -> None:
    lengths = still_lengths(seconds, a_second, 24)
    assert len(lengths) == count
    assert sum(lengths) == pytest.approx(seconds, abs=1e-9)
    at = 0.0
    for number, length in enumerate(lengths):
        assert round(at * 24, 6) == round(number / a_second * 24)
        assert length >= 1
        at += length
    board = await begun(production, recipe="timed-pictures", text=TALE, seconds=seconds,
                        options=Options(images_per_second=a_second))
    assert board.seconds == pytest.approx(seconds)
    assert not [job for job in production.plan(board).jobs if job.kind == "clip"]
    said = " ".join(shot.voice_line for shot in board.shots).split()
    assert said == TALE.split()


async def test_fifteen_pictures_stand_at_whole_seconds() -> None:
    lengths = still_lengths(30, 0.5, 24)
    assert [sum(lengths[:place]) for place in range(15)] == list(range(0, 30, 2))


async def test_too_many_pictures_are_refused(production: Production) -> None:
    with pytest.raises(BadInput, match="61 pictures are too many"):
        await begun(production, recipe="timed-pictures", text=TALE, seconds=61,
                    options=Options(images_per_second=1))


async def test_an_art_style_is_chosen_once_and_kept_until_reset(production: Production) -> None:
    first = await begun(production, recipe="timed-pictures", text=TALE, seconds=10)
    assert first.options.style in ("watercolour", "cartoon", "anime")
    production.begin_again("local", "t")
    project = production.project("local", "t").id
    physics = Wish(recipe="timed-pictures", text="Learn how a cell makes energy.", seconds=10)
    kept = await begin_film(production, "local", project, physics, TemplateWriter())
    assert kept.options.style == first.options.style
    fresh = await begun(production, **physics.model_dump())
    assert fresh.options.style in ("flat vector", "minimalist", "technical drawing")
    assert art_style("The old king rode out.") in ("oil painting", "fantasy art", "impressionist")


async def test_clips_of_a_studio_share_the_script(production: Production) -> None:
    board = await begun(
        production, recipe="clip-studio", clips=("a red car", "a blue sea"), seconds=5,
        script="First we drive. Then we swim.", motion="slow push in")
    assert [(shot.picture_prompt, shot.action, shot.voice_line) for shot in board.shots] == [
        ("a red car", "slow push in", "First we drive."),
        ("a blue sea", "slow push in", "Then we swim.")]
    assert (board.options.steps, board.options.guidance) == (50, 7.5)
    assert shared("", 3) == ("", "", "")
    offered = production.offer("local", board)
    assert [(one.kind, one.shot) for one in offered.remarks] == [("no_voice", 1)]
    assert "Nobody speaks" in remarks_in_words(offered, "en")[0]


async def test_given_pictures_are_animated_or_held(production: Production) -> None:
    motion = Motion(camera_language="pan left", energy=0.8, symbolic_elements=("rose", "key", "x"))
    shots = (GivenShot(picture=PICTURE, motion=motion, seconds=4), GivenShot(picture=PICTURE))
    board = await begun(production, recipe="animate-shots", shots=shots, seconds=6)
    assert [shot.seconds for shot in board.shots] == [4, 6]
    assert board.shots[0].motion == motion
    made = production.plan(board)
    assert {job.model for job in made.jobs if job.kind == "picture"} == {"house/picture"}
    held = await change(production, "local", board.project, [SetStills(stills=True)],
                        TemplateWriter())
    assert not [job for job in production.plan(held.storyboard).jobs if job.kind == "clip"]
    moving = await change(production, "local", board.project, [SetStills(stills=False)],
                          TemplateWriter())
    assert production.plan(moving.storyboard) == made
    with pytest.raises(BadInput, match="no picture to animate"):
        await begun(production, recipe="animate-shots")


async def test_going_on_and_doing_again_touch_only_their_segments(production: Production) -> None:
    board = await begun(production, recipe="continuous-flow", text="A boat", seconds=15)
    old = {job.fingerprint: job for job in production.plan(board).jobs}
    longer = await change(production, "local", board.project, [AddSegments(count=2)],
                          TemplateWriter())
    assert longer.storyboard.seconds == 25
    assert longer.difference.changed == (4, 5)
    made = production.plan(longer.storyboard)
    new = [job.kind for job in made.jobs if job.fingerprint not in old]
    assert sorted(new) == sorted(
        ["future", "clip", "master"] * 2 + ["music", "mix", "cut"])
    again = await change(production, "local", board.project,
                         [AnotherTake(shot=3, kind="clip")], TemplateWriter())
    assert again.difference.changed == (3,)
    other = await change(production, "local", board.project,
                         [AnotherTake(shot=3, kind="future")], TemplateWriter())
    assert other.difference.changed == (3, 4, 5)             # each is imagined from the one before
    assert other.storyboard.shots[2].takes.future == 2


async def test_options_change_and_keep_what_was_not_given(production: Production) -> None:
    board = await begun(production, recipe="clip-studio", text="a red car", seconds=5)
    told = await change(production, "local", board.project,
                        [SetOptions(options={"seed": 7, "resolution": 360})], TemplateWriter())
    assert (told.storyboard.options.seed, told.storyboard.options.steps) == (7, 50)
    assert told.storyboard.size == (640, 360)
    for wrong, said in (({"pace": 1}, "There is no option pace"), ({"steps": 900}, "steps cannot")):
        with pytest.raises(BadInput, match=said):
            await change(production, "local", board.project, [SetOptions(options=wrong)],
                         TemplateWriter())


async def test_a_project_may_change_its_recipe_and_keep_its_pictures(
    production: Production,
) -> None:
    board = await begun(production, recipe="clip-studio", clips=("a car", "a sea"), seconds=5)
    pictures = [made["picture"] for made in production.plan(board).shots.values()]
    told = await change(production, "local", board.project,
                        [SetRecipe(recipe="timed-pictures")], TemplateWriter())
    assert [made["picture"] for made in production.plan(told.storyboard).shots.values()] == pictures
    with pytest.raises(BadInput, match="needs a given picture"):
        await change(production, "local", board.project, [SetRecipe(recipe="animate-shots")],
                     TemplateWriter())


async def test_a_preview_is_short_small_marked_and_cheap(production: Production) -> None:
    board = await begun(production, recipe="clip-studio", clips=("a car", "a sea"), seconds=10,
                        preview=True)
    assert (board.seconds, board.size, board.options.watermark) == (5, (640, 360), "PREVIEW")
    recipe = film_recipe("clip-studio", production.catalog)
    found = cheapest(recipe, production.catalog, "clip", 5)
    assert found
    assert found.model == "local/studio-move"


async def test_a_film_longer_than_allowed_is_refused(production: Production) -> None:
    production.settings.seconds_per_film = 20
    with pytest.raises(BadInput, match="30 seconds; 20 are allowed"):
        await begun(production, recipe="continuous-flow", text="A boat", seconds=30)
    board = await begun(production, recipe="continuous-flow", text="A boat", seconds=15)
    with pytest.raises(BadInput, match="25 seconds; 20 are allowed"):
        await change(production, "local", board.project, [AddSegments(count=2)], TemplateWriter())


def test_every_recipe_is_made_by_the_studio(production: Production) -> None:
    for name in KINDS:
        models = film_recipe(name, production.catalog).models
        assert all(model.startswith("local/") for _, model in models if model)
    with pytest.raises(BadInput, match="No recipe is called 'x'"):
        film_recipe("x", production.catalog)


async def test_all_of_a_flow_is_made(
    production: Production, worker: object, ended: object
) -> None:
    board = await begun(production, recipe="continuous-flow", text="A boat", seconds=10)
    quote = production.offer("local", board)
    with worker():                                            # type: ignore[operator]
        await production.approve("local", quote.id, "local")
        assert await ended(quote.id) == "done"               # type: ignore[operator]
    film = film_of(board, production.plan(board), production.library, "local")
    told = json.loads(told_shots(film, production))
    assert [(one["shot"], one["file"], one["model"], one["has_audio"]) for one in told] == [
        (1, "scene_1.mp4", "local/studio-move", False),
        (2, "scene_2.mp4", "local/studio-move", False)]
    assert all(one["generated_at"] and one["picture_file"] for one in told)
