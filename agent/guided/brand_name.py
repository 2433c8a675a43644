"""The name of a brand in a sentence about one."""

import re
from dataclasses import dataclass

from agent.guided import lexicon
from agent.guided.fit import clean

_BRAND = r"(?:brand(?:ing)?(?:[ -]?kit)?|kit|marke|markenset|markenpaket)"
_STOPS = (r"(?=\s*(?:$|[,;:.!?\n]|\b(?:with|mit|and|und|using|an|has|hat|in|for|für|from|to|on|its"
          r"|die|der|das|auf|ein|colou?rs?|farben?|tone|ton)\b))")
_CALLED = re.compile(
    r"\b(?:called|named|by the name of|namens|genannt|mit (?:dem )?namen|name[: ]|heißt)\s*"
    rf"(?:⟦(?P<q>\d+)⟧|(?P<v>[^\s,;:!?\n§][^,;:!?\n§]*?){_STOPS})", re.I)
_AFTER = re.compile(
    rf"(?i:\b{_BRAND}\s+(?:of\s+|von\s+|for\s+|für\s+)?)"
    r"(?:⟦(?P<q>\d+)⟧|(?P<v>[A-ZÄÖÜ][\w&.'’-]*(?:\s+[A-ZÄÖÜ&][\w&.'’-]*)*))")
_BEFORE = re.compile(
    r"(?:⟦(?P<q>\d+)⟧|(?P<v>[A-ZÄÖÜ][\w&.'’-]*(?:\s+[A-ZÄÖÜ&][\w&.'’-]*)*))(?:'s|’s)?\s+"
    rf"(?i:{_BRAND})\b")
_LOOSE = re.compile(rf"\b{_BRAND}\s+(?P<v>[\w&.'’-]+)", re.I)
_NO_NAME = frozenset((
    "a", "an", "the", "my", "our", "your", "this", "that", "these", "new", "another", "other",
    "any", "no", "own", "same", "and", "or", "with", "for", "to", "in", "on", "is", "are", "has",
    "have", "should", "shall", "must", "may", "use", "take", "set", "make", "create", "up",
    "change", "please", "which", "what", "never", "always", "called", "named", "kit", "kits",
    "brand", "so", "it", "its", "from", "of", "by", "as", "at", "be", "do", "not", "save", "add",
    "give", "eine", "einen", "ein", "die", "der", "das", "dem", "den", "meine", "meiner", "unsere",
    "unserer", "deine", "neue", "neuen", "andere", "mit", "und", "für", "auf", "an", "soll",
    "sollen", "muss", "darf", "ist", "sind", "hat", "nie", "niemals", "immer", "sag", "sage",
    "nimm", "nutze", "ändere", "mach", "leg", "lege", "erstelle", "richte", "speichere", "marke",
    "welche", "keine", "kein", "zu", "im", "in", "entferne", "lösche", "remove", "delete", "drop",
    "what's", "let's", "i", "we", "you", "colours", "colors", "colour", "color",
))


@dataclass(frozen=True)
class SpokenName:
    """A name as it was said, and the sentence without it."""

    value: str
    rest: str


def kit_name(text: str, quotes: tuple[str, ...], known: tuple[str, ...]) -> SpokenName | None:
    """The brand that a text with lifted quotes names: a known one, or after "brand" or "called"."""
    for one in sorted(known, key=len, reverse=True):
        found = re.search(rf"(?<![\w.@/]){re.escape(one)}(?:'s|’s|s)?(?!\w|\.\w|@)", text, re.I)
        if found:
            return SpokenName(one, _without(text, found))
        for place, quote in enumerate(quotes):
            if quote.casefold() == one.casefold():
                return SpokenName(one, text.replace(f"⟦{place}⟧", " ", 1))
    for expression in (_CALLED, _AFTER, _BEFORE, _LOOSE):
        for found in expression.finditer(text):
            if name := _named(found, quotes):
                return SpokenName(name, _without(text, found))
    return None


def _without(text: str, found: re.Match[str]) -> str:
    """The sentence with the word "brand" in the name's place, cut off from what follows."""
    return f"{text[: found.start()]} brand, {text[found.end():]}"


def _named(found: re.Match[str], quotes: tuple[str, ...]) -> str:
    groups = found.groupdict()
    if groups.get("q"):
        return clean(quotes[int(groups["q"])])[:60]
    words = (groups["v"] or "").split()
    while words and words[0].lower().strip(".") in _NO_NAME:
        words = words[1:]
    while words and words[-1].lower() in _NO_NAME | {"brand", "an"}:
        words = words[:-1]
    while words and lexicon.whole(words[-1].lower(), "kit_field"):
        words = words[:-1]
    name = clean(" ".join(words)).removesuffix("'s").removesuffix("’s")
    return name if 0 < len(name) <= 60 and len(words) <= 5 else ""
