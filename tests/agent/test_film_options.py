"""A film's options: one table for shell and panel; a changed one is a revision with a quote."""

from collections.abc import Callable
from typing import Any

import pytest
from typer.main import get_command

from agent.acts import Arrange
from agent.conversation import Conversation
from agent.events import Problem, QuoteShown, StoryboardShown
from agent.faces.cli import app
from storage.errors import BadInput
from tools.pipeline.film_options import FILM_OPTIONS, known_values, offered, read
from tools.pipeline.film_recipes import KINDS

Talks = Callable[..., Conversation]
COMMANDS = {"continuous-flow": "flow", "clip-studio": "clip", "timed-pictures": "pictures",
            "animate-shots": "animate"}
SPELT = {"images_per_second": "rate", "resolution": "size"}   # a size is a shape, too


@pytest.mark.parametrize("recipe", KINDS)
def test_the_shell_has_every_option_that_a_recipe_offers(recipe: str) -> None:
    command: Any = get_command(app)
    found = {one.name: one for one in command.commands[COMMANDS[recipe]].params}
    for one in offered(KINDS[recipe]):
        param = found[SPELT.get(one.name, one.name)]
        if one.name in ("resolution", "seconds"):             # these are said in their own words
            continue
        assert param.help.startswith(one.help("en"))


def test_what_is_typed_is_read_within_its_limits() -> None:
    assert read(FILM_OPTIONS["guidance"], " 7,5 ") == 7.5
    assert read(FILM_OPTIONS["seed"], "42") == 42
    assert read(FILM_OPTIONS["seed"], "") is None
    assert read(FILM_OPTIONS["watermark"], "") == ""
    with pytest.raises(BadInput, match="Steps cannot be '1000'") as caught:
        read(FILM_OPTIONS["steps"], "1000")
    assert "1 to 100" in caught.value.next_step
    with pytest.raises(BadInput):
        read(FILM_OPTIONS["stability"], "very")


async def changed(talk: Conversation, heard: Any, **film: Any) -> tuple[Any, list[Any]]:
    """The storyboard after the panel was confirmed with these, and what was shown."""
    events = await heard(talk.do(Arrange(film={**talk.panel().film, **film})))
    return talk.state.storyboard, events


async def test_a_flows_options_are_changed_in_the_panel(conversation: Talks, heard: Any) -> None:
    talk = conversation()
    assert talk.panel().film == {}
    await heard(talk.turn("Make a 10 second anime continuous flow of a boat"))
    shown = talk.panel().film
    assert (shown["seconds"], shown["style"], shown["resolution"]) == (10, "anime", 576)
    assert known_values(FILM_OPTIONS["seconds"], KINDS["continuous-flow"]) == (5, 10, 15, 30, 60)
    assert FILM_OPTIONS["style"].named("de") == "Stil"
    assert "steps" not in shown
    board, events = await changed(talk, heard, seconds="30", style="cartoon", seed="7")
    assert (board.seconds, len(board.shots)) == (30, 6)
    assert (board.options.style, board.options.seed) == ("cartoon", 7)
    assert any(isinstance(one, QuoteShown) for one in events)
    board, _ = await changed(talk, heard, seconds="15")
    assert (board.seconds, board.options.seed) == (15, 7)
    version = board.version
    board, events = await changed(talk, heard, resolution="5000")
    assert "Resolution cannot be" in next(one for one in events if isinstance(one, Problem)).message
    assert board.version == version
    board, events = await changed(talk, heard)
    assert not events                                         # nothing differs


async def test_timed_pictures_are_told_anew_at_another_pace(
    conversation: Talks, heard: Any
) -> None:
    talk = conversation()
    await heard(talk.turn("timed pictures, 10 seconds, for: A fox. A hare. A bear. A wolf."))
    assert talk.panel().clip_models == ()
    board, told = await changed(talk, heard, images_per_second="1", seconds="8")
    assert not [one for one in told if isinstance(one, Problem)]
    assert (board.seconds, len(board.shots)) == (8, 8)
    events = await heard(talk.turn("0.5 pictures per second"))
    board = [one for one in events if isinstance(one, StoryboardShown)][-1].storyboard
    assert (board.seconds, len(board.shots)) == (8, 4)
    assert "wolf" in board.shots[-1].picture_prompt.lower()


async def test_clips_each_last_as_long_as_is_said(conversation: Talks, heard: Any) -> None:
    talk = conversation()
    await heard(talk.turn("clips of a red car; a blue sea"))
    assert talk.panel().film["steps"] == 50
    board, _ = await changed(talk, heard, seconds="4", guidance="9,5")
    assert [shot.seconds for shot in board.shots] == [4, 4]
    assert board.options.guidance == 9.5
