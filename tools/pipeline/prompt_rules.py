"""What is looked for in words that go to a provider: our list, and the user's own beside it.

Words are matched whole, in any case; a star stands for any ending. A user's list is
`prompt_rules.json` in the data folder, and adds to ours:

    [{"words": ["guaranteed cure*"], "why": "a health claim", "refuse": true}]
"""

import json
from pathlib import Path

from pydantic import Field, TypeAdapter, ValidationError

from storage.errors import EnvironmentProblem
from storage.records import Record


class Rule(Record):
    """Words, what they stand for, and whether they are refused or only pointed out."""

    words: tuple[str, ...] = Field(min_length=1)
    why: str = Field(min_length=1, max_length=200)
    refuse: bool = True


# Words that also have a harmless sense in an ad (a nude lipstick, a killer offer) are not here.
RULES: tuple[Rule, ...] = (
    Rule(why="sexual content", words=(
        "nsfw", "porn*", "hentai", "sex scene*", "explicit sex*", "topless", "fully nude",
        "nude woman", "nude man", "nude model*", "nude body", "nude bodies", "naked woman",
        "naked man", "naked model*", "naked body", "naked bodies", "nackte frau*", "nackter mann",
        "nackte männer", "genital*",
    )),
    Rule(why="sexual content with minors", words=(
        "lolita", "underage", "sexy child*", "sexy teen*", "sexy girl child*", "sexy kind*",
    )),
    Rule(why="cruel violence", words=(
        "gore", "gory", "behead*", "decapitat*", "dismember*", "mutilat*", "torture*", "enthaupt*",
        "verstümmel*", "folter*",
    )),
    Rule(why="hateful symbols", words=(
        "swastika*", "hakenkreuz*", "nazi salute*", "hitlergruß*", "ku klux klan",
    )),
    Rule(refuse=False, why="protected characters and brands", words=(
        "mickey mouse", "minnie mouse", "donald duck", "disney", "pixar", "marvel", "spider-man",
        "spiderman", "batman", "superman", "iron man", "star wars", "darth vader", "baby yoda",
        "harry potter", "hogwarts", "pokemon", "pokémon", "pikachu", "hello kitty", "super mario",
        "nintendo", "simpsons", "studio ghibli", "lego", "barbie", "minions", "spongebob",
        "coca-cola", "james bond", "game of thrones",
    )),
)
_ENTRIES = TypeAdapter(tuple[Rule, ...])


def rules_of(path: Path) -> tuple[Rule, ...]:
    """Our rules and those of a user's file, if there is one. Raises EnvironmentProblem."""
    if not path.exists():
        return RULES
    try:
        return (*RULES, *_ENTRIES.validate_python(json.loads(path.read_text("utf-8"))))
    except (OSError, ValueError, ValidationError) as exc:
        raise EnvironmentProblem(
            f"The prompt rules {path} make no sense.",
            'It is a list such as [{"words": ["cure*"], "why": "a health claim"}].',
        ) from exc
