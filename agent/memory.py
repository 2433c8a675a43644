"""What a brain is reminded of: the last turns of a conversation, as many as fit.

The whole history stays in the session; what the film is stands in the state, which is told anew
each time. So a conversation of any length fits a model's window and still knows its storyboard.
"""

import json
from collections.abc import Sequence

from agents.items import TResponseInputItem

TURNS = 24                               # of the conversation before this one
CHARACTERS = 60_000                      # of their items as JSON: some 15 000 tokens


def recent(
    history: Sequence[TResponseInputItem], new: Sequence[TResponseInputItem]
) -> list[TResponseInputItem]:
    """The newest whole turns of the history, then the new items.

    A turn begins with what a person said, so a tool's call and its answer are never torn apart.
    """
    starts = [place for place, item in enumerate(history) if item.get("role") == "user"]
    begin, room = len(history), CHARACTERS
    for start in reversed(starts[-TURNS:]):
        room -= sum(len(json.dumps(item, default=str)) for item in history[start:begin])
        if room < 0:
            break
        begin = start
    return [*history[begin:], *new]
