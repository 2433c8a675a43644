"""Finds the phrases of the word tables in a text. The tables of all languages are one lexicon.

Matching is on whole words of the lower-cased text; a slip of the finger is corrected to the
nearest word of the tables, and only where the text as written means nothing.
"""

import re
from collections.abc import Collection
from difflib import get_close_matches
from functools import cache

from agent.guided import (
    acts_de,
    acts_en,
    glossary,
    making_de,
    making_en,
    shelf_de,
    shelf_en,
    style_de,
    style_en,
    words_de,
    words_en,
)

TABLES = (
    {**acts_en.WORDS, **words_en.WORDS, **style_en.WORDS, **making_en.WORDS,
     **shelf_en.WORDS},
    {**acts_de.WORDS, **words_de.WORDS, **style_de.WORDS, **making_de.WORDS,
     **shelf_de.WORDS},
)
FACTS = (*words_en.FACTS, *words_de.FACTS)
_WORD = r"[\w'’%-]"


@cache
def phrases(group: str, meaning: str) -> tuple[str, ...]:
    """All phrases with this meaning, longest first."""
    found = [p for table in TABLES for p in table[group].get(meaning, "").split("|") if p]
    return tuple(sorted(set(found), key=lambda phrase: (-len(phrase), phrase)))


@cache
def meanings(group: str) -> tuple[str, ...]:
    """The meanings of a group, in the tables' order."""
    return tuple(dict.fromkeys(meaning for table in TABLES for meaning in table[group]))


@cache
def pattern(group: str, meaning: str) -> re.Pattern[str]:
    """Any phrase with this meaning, as whole words."""
    options = "|".join(
        re.escape(phrase).replace(r"\*", rf"{_WORD}*") for phrase in phrases(group, meaning)
    )
    return re.compile(rf"(?<!{_WORD})(?:{options})(?!{_WORD})")


def has(text: str, group: str, meaning: str = "") -> bool:
    """Whether a phrase with this meaning is in the text."""
    return pattern(group, meaning).search(text) is not None


def find(text: str, group: str, but: Collection[str] = ()) -> str | None:
    """The meaning of the longest phrase of the group that is in the text; not one of `but`."""
    hits = [
        (-max(map(len, found)), place, meaning)
        for place, meaning in enumerate(meanings(group))
        if meaning not in but and (found := pattern(group, meaning).findall(text))
    ]
    return min(hits)[2] if hits else None


def whole(text: str, group: str, around: str = "filler") -> str | None:
    """The meaning of the text if it is nothing but one phrase of the group and fillers.

    `around` is the group of words that may stand around it besides the fillers.
    """
    said = " ".join(re.findall(r"[\w'’%/-]+|\d+:\d+", text))
    for meaning in meanings(group):
        if pattern(group, meaning).fullmatch(said):
            return meaning
    hits = []
    for place, meaning in enumerate(meanings(group)):
        found = pattern(group, meaning).findall(said)
        rest = pattern(group, meaning).sub(" ", said)
        for fillers in {around, "filler"}:
            rest = pattern(fillers, "").sub(" ", rest)
        if found and not rest.strip():
            hits.append((-max(map(len, found)), place, meaning))
    return min(hits)[2] if hits else None


@cache
def _single() -> dict[str, frozenset[str]]:
    """The single words of each group, as they stand in the tables."""
    found: dict[str, set[str]] = {}
    for table in TABLES:
        for group, rows in table.items():
            words = {word for line in rows.values() for phrase in line.split("|")
                     for word in phrase.split() if word != "*"}
            found.setdefault(group, set()).update(words)
    return {group: frozenset(words) for group, words in found.items()}


_KITS = ("kit", "kit_new", "kit_field", "kit_default", "kit_use", "kit_drop", "kit_delete",
    "colour_name", "copied", "half", "both_made")
_NOT_MENDED = frozenset(("language", "plain", "filler", "around", "start_of_purpose", "cannot",
    "number", *_KITS))
_MENDED_IF_LONG = frozenset((
    "effect", "environment", "genre", "hear", "because", "dislike", "too_before", "show", "let",
    "back_to", "use", "on", "off", "make_with", "this_picture", "speaker", "add_thing",
        "model_name",
))


@cache
def _vocabulary(requests: bool, more: tuple[str, ...]) -> tuple[str, ...]:
    """Words that a slip of the finger may have meant; those of plain requests only if asked."""
    found = set()
    for group, words in _single().items():
        if (group in _NOT_MENDED and group not in more) or (group == "act" and not requests):
            continue
        least = 8 if group in _MENDED_IF_LONG else 4 if requests else 5
        found |= {word.strip("*") for word in words if len(word.strip("*")) >= least}
    return tuple(sorted(found))


@cache
def _known() -> re.Pattern[str]:
    """Any single word of the tables, endings included."""
    words = sorted(set().union(*_single().values(), glossary.words()))
    options = "|".join(re.escape(word).replace(r"\*", rf"{_WORD}*") for word in words)
    return re.compile(options)


def corrected(text: str, *, requests: bool = False, more: tuple[str, ...] = ()) -> str:
    """The text with words that are nearly one of the tables' words made that word.

    `requests`: words of plain requests count too, and four letters are enough. `more` are groups
    whose words are mended only where it is asked for.
    """
    def nearest(match: re.Match[str]) -> str:
        if _known().fullmatch(match[0]):
            return match[0]
        words = _vocabulary(requests, more)
        turned_round = (one for one in words if sorted(one) == sorted(match[0]))
        close = get_close_matches(match[0], words, n=4, cutoff=0.8)
        good = (one for one in close if one[0] == match[0][0] and (len(one) > 5 or requests))
        return next(turned_round, next(good, match[0]))

    return re.sub(rf"[^\W\d_]{{{4 if requests else 5},}}", nearest, text)


@cache
def _turns() -> tuple[tuple[re.Pattern[str], str], ...]:
    before = pattern("too_before", "").pattern
    return tuple(
        (re.compile(rf"(?<!not )(?<!nicht ){before}\s+{pattern('too', meaning).pattern}"), meaning)
        for meaning in meanings("too")
    )


def turned(low: str) -> str:
    """What is "too dark" or "not so dark" is to be brighter."""
    for expression, wanted in _turns():
        low = expression.sub(wanted, low)
    return low


def normal(text: str) -> str:
    """Lower case, straight apostrophes, numbers and times as digits, single spaces."""
    low = re.sub(r"\s+", " ", text.lower().replace("’", "'")).strip()
    for number in meanings("number"):
        low = pattern("number", number).sub(number, low)
    for time in meanings("time"):
        low = pattern("time", time).sub(time, low)
    counted = "|".join((pattern("shot", "").pattern, r"\btake", r"\bversion"))
    return re.sub(rf"({counted}) one\b", r"\1 1", low)
