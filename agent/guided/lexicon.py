"""Finds the phrases of the word tables in a text. The tables of all languages are one lexicon.

Matching is on whole words of the lower-cased text; a slip of the finger is corrected to the
nearest word of the tables, and only where the text as written means nothing.
"""

import re
from difflib import get_close_matches
from functools import cache

from agent.guided import words_de, words_en

TABLES = (words_en.WORDS, words_de.WORDS)
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


def find(text: str, group: str) -> str | None:
    """The meaning of the longest phrase of the group that is in the text."""
    hits = [
        (-len(match[0]), place, meaning)
        for place, meaning in enumerate(meanings(group))
        if (match := pattern(group, meaning).search(text))
    ]
    return min(hits)[2] if hits else None


def whole(text: str, group: str) -> str | None:
    """The meaning of the text if it is nothing but one phrase of the group and fillers."""
    said = " ".join(re.findall(rf"{_WORD}+|\d+:\d+", text))
    for meaning in meanings(group):
        if pattern(group, meaning).fullmatch(said):
            return meaning
    for meaning in meanings(group):
        if match := pattern(group, meaning).search(said):
            rest = said[: match.start()] + " " + said[match.end():]
            if not pattern("filler", "").sub(" ", rest).strip():
                return meaning
    return None


@cache
def _vocabulary() -> tuple[str, ...]:
    skipped = {"language", "act", "filler", "start_of_purpose", "cannot", "number", "ordinal"}
    words = {
        word.rstrip("*")
        for table in TABLES for group, rows in table.items() if group not in skipped
        for line in rows.values() for phrase in line.split("|") for word in phrase.split()
    }
    return tuple(sorted(word for word in words if len(word) >= 5))


@cache
def _known() -> re.Pattern[str]:
    """Any single word of the tables, endings included."""
    words = {
        word for table in TABLES for rows in table.values() for line in rows.values()
        for phrase in line.split("|") for word in phrase.split()
    }
    options = "|".join(re.escape(word).replace(r"\*", rf"{_WORD}*") for word in sorted(words))
    return re.compile(options)


def corrected(text: str) -> str:
    """The text with words that are nearly one of the tables' words made that word."""
    def nearest(match: re.Match[str]) -> str:
        if _known().fullmatch(match[0]):
            return match[0]
        close = get_close_matches(match[0], _vocabulary(), n=4, cutoff=0.8)
        good = (one for one in close if len(one) > 5 or sorted(one) == sorted(match[0]))
        return next(good, match[0])

    return re.sub(r"[^\W\d_]{5,}", nearest, text)


def normal(text: str) -> str:
    """Lower case, straight apostrophes, numbers as digits, single spaces."""
    low = re.sub(r"\s+", " ", text.lower().replace("’", "'")).strip()
    for number in meanings("number"):
        low = pattern("number", number).sub(number, low)
    shots = pattern("shot", "").pattern
    return re.sub(rf"({shots}) one\b", r"\1 1", low)
