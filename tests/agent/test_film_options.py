"""A film's options: one table for shell and panel; a changed one is a revision with a quote."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from agent.acts import Arrange
from agent.conversation import Conversation, Upload
from agent.events import Problem, QuoteShown, StoryboardShown
from agent.faces.cli import app
from storage.errors import BadInput
from tools.pipeline.film_options import FILM_OPTIONS, known_values, offered, read
from tools.pipeline.film_recipes import KINDS
from tools.providers.prompts import clip_prompt

Talks = Callable[..., Conversation]
COMMANDS = {"continuous-flow": "flow", "clip-studio": "clip", "timed-pictures": "pictures",
            "animate-shots": "animate"}
SPELT = {"images_per_second": "rate", "resolution": "size",   # a size is a shape, too
         "camera_language": "camera", "symbolic_elements": "symbols"}


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
    assert read(FILM_OPTIONS["symbolic_elements"], " a crown, ,rings ") == ("a crown", "rings")
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


async def test_how_pictures_move_is_set_for_all_of_them(
    conversation: Talks, heard: Any, photo: Path
) -> None:
    talk = conversation()
    files = [Upload(name=name, path=photo) for name in ("a.png", "b.png")]
    await heard(talk.turn("animate these pictures: it turns", files))
    assert talk.panel().film["energy"] == 0.5
    board, _ = await changed(talk, heard, energy="0,9", symbolic_elements="a crown, rings, a ring")
    assert [shot.motion.energy for shot in board.shots] == [0.9, 0.9]
    assert "dynamic motion, a crown, rings" in clip_prompt(board.shots[0], most=500)
    await heard(talk.turn("make shot 2 calmer"))
    mixed = talk.panel().film
    assert mixed["energy"] is None
    board, events = await changed(talk, heard, environment="soft light")
    assert len({shot.motion.energy for shot in board.shots}) == 2
    assert {shot.motion.environment for shot in board.shots} == {"soft light"}
    assert any(isinstance(one, QuoteShown) for one in events)
