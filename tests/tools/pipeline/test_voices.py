"""Voices, imagined frames and stills in the plan; old storyboards keep their fingerprints."""

from storage.records import Asset, Models, Overlay, Recipe, Storyboard
from tools.pipeline.export import captions
from tools.pipeline.film import film_of
from tools.pipeline.plan import part_of, plan
from tools.pipeline.production import Production
from tools.providers.catalog import Catalog

FLOW = Recipe(
    name="flow", continuity="keyframes", first_frame="imagined",
    models=Models(picture="local/studio-scene", clip="local/studio-move", sound="",
                  future="local/studio-future"),
)


def spoken(board: Storyboard, **models: str) -> Storyboard:
    recipe = board.recipe.model_copy(update={
        "models": board.recipe.models.model_copy(update=models)})
    shots = tuple(shot.model_copy(update={"voice_line": f"Line {n}. It goes on."})
                  for n, shot in enumerate(board.shots[:3], start=1))
    return board.model_copy(update={"recipe": recipe, "shots": (*shots, board.shots[3])})


def test_an_option_that_nobody_set_changes_no_job(
    storyboard: Storyboard, catalog: Catalog
) -> None:
    old = storyboard.model_dump(mode="json")
    del old["options"], old["recipe"]["first_frame"], old["recipe"]["stills"]
    assert plan(Storyboard.model_validate(old), catalog) == plan(storyboard, catalog)


def test_each_spoken_line_is_one_job_that_goes_into_the_mix(
    storyboard: Storyboard, catalog: Catalog
) -> None:
    silent = plan(spoken(storyboard), catalog)
    assert not [job for job in silent.jobs if job.kind == "voice"]
    made = plan(spoken(storyboard, voice="local/studio-voice"), catalog)
    voices = {job.label: job.fingerprint for job in made.jobs if job.kind == "voice"}
    assert list(voices) == ["Voice 1", "Voice 2", "Voice 3"]
    mix = made.job(made.job(made.cut).inputs["mix"])
    assert {role: name for role, name in mix.inputs.items() if role.startswith("voice")} == {
        "voice-1": voices["Voice 1"], "voice-2": voices["Voice 2"], "voice-3": voices["Voice 3"]}
    assert made.shots["shot-2"]["voice"] == voices["Voice 2"]
    masters = [one["master"] for one in made.shots.values()]
    assert masters == [one["master"] for one in silent.shots.values()]


def test_imagined_boundaries_are_a_chain_and_clips_run_between_them(
    storyboard: Storyboard, catalog: Catalog
) -> None:
    made = plan(storyboard.model_copy(update={"recipe": FLOW}), catalog)
    first = made.shots["shot-1"]["picture"]
    chain = [job for job in made.jobs if job.kind == "future"]
    assert [job.inputs["picture"] for job in chain] == [first, *(
        job.fingerprint for job in chain[:-1])]
    clips = [made.job(made.shots[f"shot-{n}"]["clip"]).inputs for n in (1, 2, 3, 4)]
    assert [one["last_frame"] for one in clips] == [job.fingerprint for job in chain]
    assert [one["picture"] for one in clips[1:]] == [one["last_frame"] for one in clips[:-1]]
    assert made.shots["end"] == {"picture": chain[-1].fingerprint}
    assert [job.kind for job in part_of(made, "pictures").jobs] == ["picture", *["future"] * 4]
    assert not [job for job in made.jobs if job.kind == "sound"]


def test_a_given_boundary_pins_the_chain(storyboard: Storyboard, catalog: Catalog) -> None:
    given = Asset(sha256="a" * 64, media_type="image/png", size=1)
    shot = storyboard.shots[2].model_copy(update={"own_picture": given})
    pinned = storyboard.model_copy(update={
        "recipe": FLOW, "shots": (*storyboard.shots[:2], shot, storyboard.shots[3])})
    made = plan(pinned, catalog)
    assert made.job(made.shots["shot-3"]["picture"]).model == "house/picture"
    assert made.job(made.shots["shot-2"]["clip"]).inputs["last_frame"] == (
        made.shots["shot-3"]["picture"])
    assert sum(job.kind == "future" for job in made.jobs) == 3


def test_stills_have_no_clips_and_their_masters_hold_the_pictures(
    storyboard: Storyboard, catalog: Catalog
) -> None:
    recipe = storyboard.recipe.model_copy(update={"stills": True})
    made = plan(storyboard.model_copy(update={"recipe": recipe}), catalog)
    assert not [job for job in made.jobs if job.kind == "clip"]
    assert made.job(made.shots["shot-2"]["master"]).inputs == {
        "picture": made.shots["shot-2"]["picture"]}


def test_the_watermark_and_the_size_are_in_the_masters_only_when_set(
    storyboard: Storyboard, catalog: Catalog
) -> None:
    options = storyboard.options.model_copy(update={"watermark": "PREVIEW", "resolution": 360})
    made = plan(storyboard.model_copy(update={"options": options}), catalog)
    master = made.job(made.shots["shot-1"]["master"])
    assert (master.params["watermark"], master.params["size"]) == ("PREVIEW", [360, 640])


def test_captions_follow_the_voice_and_otherwise_the_script(storyboard: Storyboard) -> None:
    voice = Asset(sha256="b" * 64, media_type="audio/wav", size=1, seconds=4.0)
    told = captions(spoken(storyboard), {"shot-2": voice})
    assert "Line 1." not in told                             # its words on screen say it
    assert "00:00:07,000 --> 00:00:08,476\nLine 2." in told
    bare = spoken(storyboard).shots[0].model_copy(update={"overlay": Overlay()})
    assert "Line 1." in captions(storyboard.model_copy(update={"shots": (bare,)}))


async def test_a_film_has_its_voices_among_its_parts(
    production: Production, saved: Storyboard, worker: object, ended: object
) -> None:
    board = production.projects.save(spoken(saved, voice="local/studio-voice"))
    quote = production.offer("local", board)
    with worker():                                            # type: ignore[operator]
        await production.approve("local", quote.id, "local")
        assert await ended(quote.id) == "done"               # type: ignore[operator]
    film = film_of(board, production.plan(board), production.library, "local")
    assert list(film.voices) == ["shot-1", "shot-2", "shot-3"]
    assert [name for name, _ in film.parts if name.startswith("voice")] == [
        "voice_1.png", "voice_2.png", "voice_3.png"]          # paper's voices are pictures
