"""What kind of product it is, guessed from the seller's words, and the look that goes with it."""

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import get_args

from agent.guided import copy_de, copy_en
from agent.guided.copy_shape import Category, Copy
from storage.records import Brief, Look, Mood, Tone

COPIES: dict[str, Copy] = {"en": copy_en.COPY, "de": copy_de.COPY}
_LOOKS: dict[Tone, Look] = {
    "warm": "daylight", "bold": "noir", "elegant": "noir", "playful": "pop",
}
_MOODS: dict[Tone, Mood] = {"warm": "warm", "bold": "bold", "elegant": "calm", "playful": "bold"}
_COLOURFUL: frozenset[Category] = frozenset({"pets", "kids"})
_DARK: frozenset[Category] = frozenset({"tech", "fitness", "jewellery"})
# Often what a thing is made of or smells of, not what it is: a coffee candle, olive oil soap.
_INGREDIENTS = (
    "oil", "*öl", "olive*", "honey", "honig*", "coffee*", "*kaffee", "kaffee*", "chocolate*",
    "*schokolade", "tea", "*tee", "cream", "creams", "*creme", "creme*", "leather", "leder*",
    "linen", "leinen*", "fruit*", "obst", "herb", "herbs", "kräuter*", "flower*", "blume*",
    "wine", "wein", "water", "wasser",
)


def category_of(brief: Brief) -> Category:
    """The kind of product, guessed from the words of the brief in either language."""
    text = " ".join((brief.name, brief.purpose, *brief.benefits)).lower()
    words = re.findall(r"[\w-]+", text)
    scores: dict[Category, int] = {}
    for category in get_args(Category):
        patterns = " ".join(copy.categories[category].words for copy in COPIES.values()).split()
        hits = [word for word in words if _like(word, patterns)]
        weak = [word for word in hits if _like(word, _INGREDIENTS)]
        scores[category] = 2 * (len(hits) - len(weak)) + bool(weak)
    best = max(scores, key=lambda one: scores[one])
    return best if scores[best] else "generic"


def choose_look(brief: Brief) -> Look:
    """The look the seller chose, or the one that goes with the tone or the kind of product."""
    category = category_of(brief)
    if brief.look:
        return brief.look
    if category in _COLOURFUL and brief.tone != "elegant":
        return "daylight" if brief.tone == "warm" else "pop"
    if brief.tone is None and category in _DARK:
        return "noir"
    return _LOOKS[brief.tone or "warm"]


def choose_mood(brief: Brief) -> Mood:
    """The music's mood the seller chose, or the one that goes with the tone."""
    return brief.mood or _MOODS[brief.tone or "warm"]


def _like(word: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(word, one) for one in patterns)
