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
from agent.guided.readers_makers import read_brand, read_makers, read_models
from agent.guided.readers_order import (
    read_add,
    read_duplicate,
    read_keep,
    read_move,
    read_remove,
    read_split,
    read_swap,
)
from agent.guided.readers_scene import read_action, read_environment, read_picture
from agent.guided.readers_shot import (
    read_motion_and_light,
    read_rewrite,
    read_seconds,
    read_transition,
)
from agent.guided.readers_sound import read_captions, read_sound, read_voice, read_volume
from agent.guided.readers_take import read_choose_take, read_own_picture, read_take
from agent.guided.readers_text import read_text
from storage.records import Change

READERS: tuple[Callable[[Clause], list[Change]], ...] = (
    read_volume, read_rewrite, read_keep, read_swap, read_split, read_duplicate, read_choose_take,
    read_own_picture, read_take, read_brand, read_models, read_makers, read_captions, read_voice,
    read_sound, read_music, read_logo, read_product, read_text, read_add, read_length,
    read_seconds, read_environment, read_picture, read_move, read_remove, read_transition,
    read_aspect, read_look, read_motion_and_light, read_action,
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
