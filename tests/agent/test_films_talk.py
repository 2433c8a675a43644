"""A conversation with the guide makes a film by each recipe and changes it, all on paper."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from subprocess import Popen
from typing import Any

import pytest

from agent.conversation import Conversation, Upload
from agent.events import FilmReady, QuoteShown, StoryboardShown
from agent.guided.films import changed, wished
from agent.guided.understanding import understand
from storage.records import AddSegments, AnotherTake, SetOptions, SetStills, Storyboard
from tools.pipeline.production import Production

Talks = Callable[..., Conversation]
Worker = Callable[..., AbstractContextManager[Popen[bytes]]]


def one(events: list[Any], kind: type) -> Any:
    found = [event for event in events if isinstance(event, kind)]
    assert found, [type(event).__name__ for event in events]
    return found[-1]


@pytest.mark.parametrize(("said", "recipe", "has"), [
    ("Make a 30 second anime continuous flow of a boat at sunset", "continuous-flow",
     {"seconds": 30, "style": "anime", "text": "a boat at sunset"}),
    ("A continuous film: a fox walks home", "continuous-flow", {"text": "a fox walks home"}),
    ("Mach einen fließenden Film über ein Schiff", "continuous-flow", {"text": "ein Schiff"}),
    ("make vertical clips of a red car; a blue sea", "clip-studio",
     {"aspect": "9:16", "clips": ["a red car", "a blue sea"]}),
    ("timed pictures, 10 seconds, 0.5 pictures per second for this text: A fox. A hare.",
     "timed-pictures", {"seconds": 10, "images_per_second": 0.5, "text": "A fox. A hare."}),
])
def test_a_film_is_asked_for_in_words(said: str, recipe: str, has: dict[str, Any]) -> None:
    found = wished(said, ())
    assert found
    assert found["recipe"] == recipe
    assert has.items() <= found.items()


@pytest.mark.parametrize("said", [
    "It is called Clip", "a serum for tired skin", "we sell video games", "hello"])
def test_other_words_are_left_to_the_ad(said: str) -> None:
    assert wished(said, ()) is None


async def test_what_is_changed_in_words(production: Production, drawn: Any) -> None:
    board: Storyboard = await drawn()
    flow = board.model_copy(update={"product": None, "recipe": board.recipe.model_copy(
        update={"first_frame": "imagined"})})
    for said, meant in {
        "add two more segments": AddSegments(count=2),
        "add a scene of a lighthouse": AddSegments(count=1, text="a lighthouse"),
        "regenerate segment 3": AnotherTake(shot=3, kind="clip"),
        "regenerate the last segment": AnotherTake(shot=4, kind="clip"),
        "regenerate the imagined picture of segment 2": AnotherTake(shot=2, kind="future"),
        "noch 2 Segmente": AddSegments(count=2),
        "hold the pictures": SetStills(stills=True),
        "change the style to watercolour": SetOptions.model_validate(
            {"options": {"style": "watercolour"}}),
    }.items():
        state = production.state("ann", board.project).model_copy(update={"storyboard": flow})
        assert understand(said, state).changes == (meant,), said
        assert changed(said, board) == ()                     # a product ad has its own readers


@pytest.mark.slow
async def test_a_flow_is_made_and_goes_on(
    conversation: Talks, heard: Any, worker: Worker, words: Any
) -> None:
    talk = conversation()
    with worker():
        events = await heard(talk.turn("Make a 10 second anime continuous flow of a boat"))
        board = one(events, StoryboardShown).storyboard
        assert (len(board.shots), board.options.style) == (2, "anime")
        assert "free" in one(events, QuoteShown).summary
        await heard(talk.turn("yes"))
        film = one([event async for event in talk.watch(talk.state.render.render)], FilmReady)
        assert [scene.seconds for scene in film.scenes] == [5, 5]
        events = await heard(talk.turn("add two more segments"))
        assert talk.state.storyboard
        assert talk.state.storyboard.seconds == 20
        told = words(events)
        assert "3 and 4" in told
        events = await heard(talk.turn("regenerate segment 1"))
        difference = one(events, StoryboardShown).difference
        assert difference.changed == (1,)


async def test_the_other_recipes_are_begun_by_words(
    conversation: Talks, heard: Any, upload: Upload
) -> None:
    for thread, said, files, recipe, shots in (
        ("a", "clips of a red car; a blue sea", [], "clip-studio", 2),
        ("b", "timed pictures, 10 seconds, for: A fox. A hare.", [], "timed-pictures", 5),
        ("c", "animate this picture: slow push in", [upload], "animate-shots", 1),
    ):
        talk = conversation(thread=thread)
        events = await heard(talk.turn(said, files))
        board = one(events, StoryboardShown).storyboard
        assert (board.recipe.name, len(board.shots)) == (recipe, shots)
        assert one(events, QuoteShown)
        assert await heard(talk.turn("undo"))
