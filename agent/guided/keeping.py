"""Keeps what only follows: the change that was just offered, made again with its tail kept.

A frame can be kept as long as the clip before it is the one that was made. So the change is taken
back first and then asked for again, together with what is to stay.
"""

from typing import Any

from agent.guided.phrasing import reply
from agent.guided.turn import Call, Move, Outcome, Say, Turn
from storage.records import Difference, State


def keep_rest(state: State, turn: Turn) -> list[Move]:
    """The first step to keeping the tail of the change that was offered last; else why not."""
    language, film = state.brief.language, state.storyboard
    if film is not None and film.recipe.continuity != "hand_off":
        return [Say(reply(language, "stays_anyway"))]
    offered = _offered(state, turn.before)
    return [Call("undo")] if offered else [Say(reply(language, "keep_when"))]


def kept_again(turn: Turn) -> list[Move]:
    """The change once more, with its tail kept, after it was taken back."""
    if turn.names != ("undo",) or turn.before is None or turn.before.name != "revise":
        return []
    tail = Difference.model_validate(turn.before.output["difference"]).tail
    keeps = [{"op": "keep_next", "shot": shot - 1} for shot in tail if shot - 1 not in tail]
    changes: list[Any] = [*turn.before.arguments.get("changes", ()), *keeps]
    return [Call("revise", {**turn.before.arguments, "changes": changes})]


def _offered(state: State, before: Outcome | None) -> bool:
    """Whether the last step offered a change with a tail, and nothing came in between."""
    if before is None or before.name != "revise" or not before.output.get("difference"):
        return False
    board, told = state.storyboard, before.output
    shown = board is not None and told.get("version") == board.version
    tail = told["difference"].get("tail")
    return bool(shown and tail and state.can_undo and not told.get("carried_out"))
