"""Story templates: films half written. Built-in ones, and a person's own in the data folder.

A template is a JSON file in `stories/` there: `{"name": "journey", "title": "…", "text":
"… {subject} …", "style": "anime", "seconds": 30}`. One with a built-in's name replaces it.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from storage.errors import BadInput
from storage.records import Record

BUILT_IN = Path(__file__).parent / "stories.json"
SUBJECT = "{subject}"


class Story(Record):
    """A film half written: `{subject}` in its text is what a person gives."""

    name: str = Field(min_length=1, max_length=40)
    title: str = Field(default="", max_length=80)
    text: str = Field(min_length=1, max_length=4000)
    subject: str = Field(default="a traveller", max_length=200)
    motion: str = Field(default="", max_length=1500)
    style: str = Field(default="", max_length=80)
    seconds: int = Field(default=30, ge=5, le=60)

    def filled(self, subject: str) -> str:
        """The text about a subject; its own where none is given."""
        return self.text.replace(SUBJECT, " ".join(subject.split()) or self.subject)

    def values(self) -> dict[str, Any]:
        """What else a wish takes from it."""
        return {"motion": self.motion, "seconds": self.seconds}

    @property
    def options(self) -> dict[str, Any]:
        """The options it sets."""
        return {"style": self.style} if self.style else {}


def stories(home: Path) -> tuple[Story, ...]:
    """All templates by name. Raises BadInput for a file that is none."""
    found = {one["name"]: Story(**one) for one in json.loads(BUILT_IN.read_text("utf-8"))}
    for path in sorted((home / "stories").glob("*.json")):
        one = _read(path)
        found[one.name] = one
    return tuple(found[name] for name in sorted(found))


def story(home: Path, name: str) -> Story:
    """One template. Raises BadInput where there is none of this name."""
    known = {one.name: one for one in stories(home)}
    if name not in known:
        raise BadInput(f"No story is called {name!r}.", f"There are: {', '.join(known)}.")
    return known[name]


def _read(path: Path) -> Story:
    try:
        return Story.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as exc:
        raise BadInput(f"The story in {path} cannot be used.",
                       "It needs a name and a text; see the README.") from exc
