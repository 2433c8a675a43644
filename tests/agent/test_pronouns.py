"""What a sentence with "it" does to the real storyboard."""

from collections.abc import Callable
from typing import Any

from agent.conversation import Conversation


async def test_only_the_copy_the_new_shot_and_the_half_are_changed(
    conversation: Callable[..., Conversation], drawn: Any, heard: Any
) -> None:
    before = await drawn()
    talk = conversation()
    await heard(talk.turn("duplicate shot 2 and make it darker"))
    board = talk.state.storyboard
    assert board is not None
    assert [one.lighting for one in board.shots[1:3]] == [before.shots[1].lighting, "dark"]
    await heard(talk.turn("undo"))
    await heard(talk.turn("split shot 3 and remove the second half"))
    board = talk.state.storyboard
    assert board is not None
    assert len(board.shots) == 4
    assert board.shots[2].seconds == before.shots[2].seconds / 2
    await heard(talk.turn("add a shot after 2 saying Only today and make it 4 seconds"))
    board = talk.state.storyboard
    assert board is not None
    assert (board.shots[2].overlay.headlines, board.shots[2].seconds) == (("Only today",), 4)
