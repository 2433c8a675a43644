"""What is offered in one turn is taken up in the next: cheaper ways, versions, what to keep."""

import pytest

from storage.records import Continuity

PHOTO = f'[attached picture {"a" * 64} 1600x2000 "pack.jpg"]'
LENGTH = {"way": "shorter", "detail": "2, 3", "price": 300_000, "seconds": 60.0,
          "changes": [{"op": "seconds", "shot": 2, "seconds": 5.0}]}
STUDIO = {"way": "studio", "detail": "local", "price": 0, "seconds": 30.0,
          "changes": [{"op": "makers", "providers": ["local"]}]}


@pytest.fixture
async def film(play):
    """A priced film that is done."""
    play.free = False
    await play.say(PHOTO)
    await play.say("surprise me")
    await play.decide(yes=True)
    play.finished()
    return play


@pytest.mark.parametrize(("said", "op"), [
    ("1", "seconds"), ("the second one", "makers"), ("number 2 please", "makers"),
    ("the cheapest", "makers"), ("the studio", "makers"), ("shorter", "seconds"),
    ("die zweite", "makers"), ("die billigste", "makers"),
])
async def test_a_cheaper_way_is_chosen_in_words(said, op, film):
    film.ways = (LENGTH, STUDIO)
    answer = await film.say("cheaper?")
    assert "would cost **$0.40** as it is" in answer
    assert "1. *shorter* scenes (2, 3), for shorter clips: **$0.30**." in answer
    assert answer.count("?") == 1
    await film.say(said)
    name, arguments = film.calls[-1]
    assert (name, arguments["changes"][0].op) == ("revise", op)


async def test_no_cheaper_way_is_taken_or_there_is_none(film):
    assert "no cheaper way than **$0.40**" in await film.say("cheaper?")
    film.ways = (LENGTH, STUDIO)
    await film.say("is there a cheaper way?")
    assert "stays as it is" in await film.say("leave it")
    assert "revise" not in film.names


async def test_versions_are_listed_named_and_gone_to(film):
    listed = await film.say("show me the versions")
    assert "- 1: warmer *(film)*\n- 2 **summer**: warmer *(the one you see)*" in listed
    assert "version 1 again. Changes only shot 2" in await film.say("the first one")
    assert film.calls[-1] == ("go_to_version", {"version": "1"})
    assert "called **summer** now" in await film.say("call this one summer")
    assert "copy to try things on" in await film.say("make a variant called bold")
    assert film.calls[-1] == ("start_variant", {"name": "bold"})


async def test_the_rest_is_kept_after_a_change_was_offered(film):
    board = film.state.storyboard
    recipe = board.recipe.model_copy(update={"continuity": "hand_off"})
    film.state = film.state.model_copy(update={
        "storyboard": board.model_copy(update={"recipe": recipe, "version": 2})})
    film.tail = (2,)
    await film.say("make shots 1 and 2 warmer")
    await film.say("keep the rest")
    assert film.names[-2:] == ["undo", "revise"]
    assert [one.op for one in film.calls[-1][1]["changes"]] == ["light", "light", "keep_next"]


@pytest.mark.parametrize(("continuity", "answer"), [
    ("independent", "stays as it is anyway"), ("hand_off", "Say it with the change")])
async def test_where_nothing_is_to_be_kept_it_says_so(continuity: Continuity, answer, film):
    board = film.state.storyboard
    recipe = board.recipe.model_copy(update={"continuity": continuity})
    film.state = film.state.model_copy(update={
        "storyboard": board.model_copy(update={"recipe": recipe})})
    assert answer in await film.say("keep the rest")


async def test_what_the_studio_cannot_draw_is_said_with_what_it_can(film):
    answer = await film.say("shot 2 should show a beach")
    assert "doesn't draw from words" in answer
    assert "*golden light in shot 2*" in answer
    assert "revise" not in film.names


@pytest.mark.parametrize(("said", "answer"), [
    ("how much so far?", "$0.35"), ("was hat das bisher gekostet?", "0,35 $")])
async def test_what_was_spent_is_the_ledgers(said, answer, film):
    film.state = film.state.model_copy(update={"spent": 350_000})
    assert answer in await film.say(said)


async def test_one_question_at_most(film):
    for said in ("make shot 2 warmer and in 4:3", "make shot 2 warmer and use my own music",
                 "make shot 2 warmer and post it on TikTok"):
        assert (await film.say(said)).count("?") <= 1


async def test_it_answers_in_the_language_that_is_written_now(film):
    assert "Das ändert nur Szene 2: 1 Clip und 1 Ton" in await film.say(
        "Kannst du die zweite Szene bitte etwas wärmer machen?")
    assert "Los geht" in await film.decide(yes=True)
    film.finished()
    assert "Changes only shot 2" in await film.say("can you make the second shot a bit cooler?")
    assert film.state.storyboard.brief.language == "en"          # the film keeps its own
