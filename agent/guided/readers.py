"""All readers of changes, in the order in which they look at a piece of a sentence.

A reader gives the changes its piece asks for, or none if the piece is about something else.
"""

from collections.abc import Callable

from agent.guided.clause import Clause
from agent.guided.lexicon import find
from agent.guided.readers_film import (
    read_aspect,
    read_length,
    read_logo,
    read_look,
    read_music,
    read_product,
)
from agent.guided.readers_shot import (
    read_add,
    read_motion_and_light,
    read_move,
    read_remove,
    read_rewrite,
    read_seconds,
    read_swap,
    read_take,
    read_transition,
)
from agent.guided.readers_text import read_text
from storage.records import Change

READERS: tuple[Callable[[Clause], list[Change]], ...] = (
    read_rewrite, read_swap, read_take, read_music, read_logo, read_product, read_text, read_add,
    read_move, read_remove, read_length, read_seconds, read_transition, read_aspect, read_look,
    read_motion_and_light,
)


def read(clause: Clause) -> list[Change]:
    """The changes a piece asks for, or none; the piece's `problems` say what is missing."""
    for reader in READERS:
        found = reader(clause)
        if found or clause.problems:
            return found
    return []


def cannot(text: str) -> str | None:
    """The kind of wish, if it is one that AdFlow cannot fulfil."""
    return find(text, "cannot")
