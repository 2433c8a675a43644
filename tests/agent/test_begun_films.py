"""A film without a product begun with no more than its kind: two questions, then its storyboard."""

from collections.abc import Callable
from typing import Any

import pytest

from agent.conversation import Conversation, Upload
from agent.events import QuoteShown, StoryboardShown
from agent.guided.film_talk import begun
from storage.records import Storyboard

Talks = Callable[..., Conversation]


@pytest.mark.parametrize(("said", "recipe"), [
    ("Let's make a continuous flow", "continuous-flow"),
    ("Let's make a few clips", "clip-studio"),
    ("Let's make timed pictures", "timed-pictures"),
    ("Let's animate pictures", "animate-shots"),
    ("I'd like to animate my photos.", "animate-shots"),
    ("Machen wir einen fließenden Film", "continuous-flow"),
    ("Machen wir ein paar Clips", "clip-studio"),
    ("Machen wir eine Bildergeschichte", "timed-pictures"),
    ("Ich möchte Bilder animieren", "animate-shots"),
    ("I want to make an ad from a product photo.", ""),
    ("clips of a red car", ""),
    ("it has nice pictures", ""),
])
def test_what_begins_a_film(said: str, recipe: str) -> None:
    assert begun(said) == recipe


def board_of(events: list[Any]) -> Storyboard:
    found = [one for one in events if isinstance(one, StoryboardShown)]
    assert found, [type(one).__name__ for one in events]
    assert any(isinstance(one, QuoteShown) for one in events)
    return found[-1].storyboard


async def test_a_flow_is_asked_for(conversation: Talks, heard: Any, words: Any) -> None:
    talk = conversation()
    asked = words(await heard(talk.turn("Let's make a continuous flow")))
    assert "What does it show?" in asked
    assert "What does it show?" in words(await heard(talk.turn("help")))
    asked = words(await heard(talk.turn("a boat passes islands at sunset")))
    assert "*5*, *10*, *15*, *30* or *60* seconds?" in asked
    asked = words(await heard(talk.turn("12 seconds")))
    assert "Choose 5, 10, 15, 30, 60" in asked
    assert asked.count("?") == 1
    board = board_of(await heard(talk.turn("10 seconds, anime, 1:1")))
    assert (board.seconds, board.options.style, board.aspect) == (10, "anime", "1:1")
    assert board.brief.prompt == "a boat passes islands at sunset"
    assert talk.state.film is None


async def test_clips_and_a_told_text_are_asked_for(
    conversation: Talks, heard: Any, words: Any
) -> None:
    talk = conversation()
    await heard(talk.turn("Let's make a few clips"))
    await heard(talk.turn("a red car on a coast road; waves from above"))
    board = board_of(await heard(talk.turn("skip")))
    assert [shot.seconds for shot in board.shots] == [5, 5]

    talk = conversation(thread="de")
    asked = words(await heard(talk.turn("Machen wir eine Bildergeschichte")))
    assert "Schick mir den Text" in asked
    asked = words(await heard(talk.turn("Ein Fuchs wacht auf. Er geht in den Wald.")))
    assert "Sekunden" in asked
    board = board_of(await heard(talk.turn("8 Sekunden")))
    assert (board.seconds, len(board.shots), board.brief.language) == (8, 4, "de")


async def test_pictures_are_asked_for(
    conversation: Talks, heard: Any, words: Any, upload: Upload
) -> None:
    talk = conversation()
    assert "Drop in the pictures" in words(await heard(talk.turn("Let's animate pictures")))
    assert "Drop in the pictures" in words(await heard(talk.turn("what now")))
    assert "How do they move" in words(await heard(talk.turn("", [upload])))
    board = board_of(await heard(talk.turn("slow push in, 4 seconds")))
    assert (len(board.shots), board.seconds, board.shots[0].action) == (1, 4, "slow push in")


async def test_a_preview_is_made_by_what_makes_such_films(
    conversation: Talks, heard: Any
) -> None:
    talk = conversation()
    for said in ("Let's make a continuous flow", "a boat"):
        await heard(talk.turn(said))
    board = board_of(await heard(talk.turn("10 seconds, preview")))
    assert (board.seconds, board.options.resolution) == (5, 360)
    assert board.recipe.models.picture == "local/studio-scene"   # the other one shows products


async def test_one_can_turn_back_to_an_ad(conversation: Talks, heard: Any, words: Any) -> None:
    talk = conversation()
    await heard(talk.turn("Let's make a few clips"))
    assert "photo of your product" in words(await heard(talk.turn("start again")))
    assert talk.state.film is None
