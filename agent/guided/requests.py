"""Plain requests that carry a name or a number: go to a version, name it, start a variant."""

import re

from agent.guided import acts_de, acts_en, lexicon
from agent.guided.clause import put_back
from agent.guided.fit import clean
from agent.guided.lexicon import normal
from agent.guided.shots import named_shots
from storage.records import State

_REQUESTS = tuple(
    (act, re.compile(expression, re.I | re.S))
    for act, expression in (*acts_en.REQUESTS, *acts_de.REQUESTS)
)
_ASKED_NICELY = re.compile(
    r"^\s*(?:please|can you|could you|would you|can we|could we|let's|i want to|i'd like to|we|you"
    r"|i want|i'd like|now|ok|okay|hey|so|and|then|bitte|kannst du|könntest du|können wir|lass uns"
    r"|ich möchte|ich will|jetzt|und|dann|mal|komm)[\s,]+"
    r"|[\s,]+(?:please|bitte|for now|instead|then|now|thanks|danke|mal|again|wieder|for me)$", re.I)
_AROUND = re.compile(
    r"^(?:(?:the|my|our|a|die|der|das|den|dem|meine?r?|unsere?r?|zur|zu)\s+)+"
    r"|[\s-]+(?:version|one|variant|variante|fassung|cut|edit|instead|again|wieder|zurück|please"
    r"|bitte"
    r"|then|now|film)$", re.I)
_NO_NAME = frozenset(
    ["i", "we", "you", "he", "she", "they", "it", "a", "an", "ein", "eine", "ich", "wir", "du",
        "er", "sie", "es", "for", "für", "how", "what", "when", "where", "if", "that", "this", "is",
            "are", "was", "not", "und", "and", "or", "as", "because", "to", "in", "your", "from",
                "before"])
_FIRST = frozenset(["original", "oldest", "first", "ursprünglich", "originale", "älteste", "start",
    "beginning", "anfang"])
_NEWEST = frozenset(["newest", "latest", "current", "neueste", "aktuelle"])
MOST_WORDS = 4


def read_request(
    lifted: str, quotes: tuple[str, ...], state: State, *, vague: bool
) -> tuple[str, str] | None:
    """The request and the name or number it carries, if the text is one.

    `vague` ones ("back to summer") may mean other things too, so they are read after all else.
    """
    if state.storyboard is None or named_shots(normal(lifted), state.storyboard):
        return None
    text = _plain(lifted)
    for act, expression in _REQUESTS:
        match = expression.fullmatch(text)
        if match is None or vague is not (act == "go_to" and not _sure(text)):
            continue
        value = clean(put_back(match["v"], quotes))
        name = _version(value, state) if act == "go_to" else _name(value, bool(quotes))
        if name:
            return act, name
    return None


def _plain(text: str) -> str:
    """Without politeness and the punctuation around it."""
    before = ""
    while text != before:
        before = text
        text = _ASKED_NICELY.sub("", text.strip(" .!?,"))
    return text


def _sure(text: str) -> bool:
    """Whether a version is spoken of, or something that was given a name."""
    return re.search(r"\b(?:versions?|v\d+|variants?|fassung|variante|called|named|genannt|getauft"
                     r"|benannt|namens)\b", text, re.I) is not None


def _name(value: str, quoted: bool) -> str:
    """A name for a version: few words that are no sentence."""
    words = value.split()
    if not words or len(words) > MOST_WORDS + 2 * quoted:
        return ""
    wrong = words[0].lower() in _NO_NAME or lexicon.find(normal(value), "cannot") is not None
    return "" if wrong and not quoted else value[:40]


def _version(value: str, state: State) -> str:
    """What the person calls a version, as `go_to_version` takes it: its number, or its name."""
    before = ""
    while value != before:
        before = value
        value = _AROUND.sub("", value).strip()
    low = normal(value)
    words = low.split()
    if not words or len(words) > MOST_WORDS or words[0] in _NO_NAME:
        return ""
    stem = re.sub(r"(?<=e)[nrs]$", "", words[0])
    if low in _FIRST or stem in _FIRST:
        return "1"
    if low in _NEWEST or stem in _NEWEST:
        return str(state.newest)
    for number in lexicon.meanings("ordinal"):
        if lexicon.pattern("ordinal", number).fullmatch(low):
            return number
    if low.isdigit():
        return low
    return "" if lexicon.find(low, "last") else value
