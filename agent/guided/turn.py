"""One turn of a conversation, read from the items the SDK keeps: what was said, what was done.

The state stands at the end of the instructions in a fenced block; it is the only memory besides
the conversation itself.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from agent.guided.clause import Attachment, attachments
from storage.errors import BadInput
from storage.records import State

_STATE = re.compile(r"```json state\n(?P<json>.*)\n```\s*\Z", re.S)


@dataclass(frozen=True)
class Say:
    """A message to the person, Markdown."""

    text: str


@dataclass(frozen=True)
class Call:
    """A step to carry out, with its arguments."""

    name: str
    arguments: dict[str, Any] = field(default_factory=dict)


Move = Say | Call


@dataclass(frozen=True)
class Outcome:
    """A step that was carried out in this turn.

    Output that is no JSON object is the SDK's own sentence, told as an `error`; for a step that
    waited for a yes it means that the yes was not given.
    """

    name: str
    arguments: dict[str, Any]
    output: dict[str, Any]


@dataclass(frozen=True)
class Turn:
    """What the person said last, the files of the message before, and what was done since.

    `before` is the last step of the turns before: what was offered then can be taken up. `just`:
    it was in the turn right before.
    """

    text: str
    earlier: tuple[Attachment, ...]
    done: tuple[Outcome, ...]
    said_before: str
    before: Outcome | None = None
    just: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The steps carried out in this turn, in order."""
        return tuple(one.name for one in self.done)


def read_state(instructions: str | None) -> State:
    """The state from the end of the instructions. Raises BadInput if there is none."""
    match = _STATE.search(instructions or "")
    try:
        return State.model_validate_json(match["json"] if match else "")
    except ValidationError as exc:
        raise BadInput(
            "The director's instructions carry no readable state.",
            "This is a fault in AdFlow; please report it.",
        ) from exc


def read_turn(items: str | Sequence[Any]) -> Turn:
    """The turn from the conversation's items."""
    if isinstance(items, str):
        return Turn(items, (), (), "")
    rows: list[Any] = list(items)
    spoken = [n for n, row in enumerate(rows) if row.get("role") == "user"]
    texts = [_text(rows[n].get("content")) for n in spoken]
    start = spoken[-1] if spoken else -1
    calls = {str(row["call_id"]): row for row in rows if row.get("type") == "function_call"}
    outcomes = [
        (place, _outcome(calls[str(row["call_id"])], row)) for place, row in enumerate(rows)
        if row.get("type") == "function_call_output" and str(row["call_id"]) in calls
    ]
    done = tuple(one for place, one in outcomes if place > start)
    before = [(place, one) for place, one in outcomes if place < start]
    earlier = attachments(texts[-2])[0] if len(texts) > 1 else ()
    place, last = before[-1] if before else (-1, None)
    just = len(spoken) > 1 and place > spoken[-2]
    return Turn(texts[-1] if texts else "", earlier, done, "\n".join(texts[:-1]), last, just)


def _text(content: Any) -> str:
    if isinstance(content, str):
        return content
    return "\n".join(str(part.get("text", "")) for part in content or ())


def _outcome(call: Mapping[str, Any], row: Mapping[str, Any]) -> Outcome:
    arguments = _object(str(call.get("arguments") or "{}"))
    said, name = _text(row.get("output")), str(call["name"])
    output = _object(said)
    if not output and said.strip() != "{}" and name != "render_film":
        output = {"error": said}
    return Outcome(name, arguments, output)


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
