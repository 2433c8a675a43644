"""Free words in an order: what a picture shows, what is heard, what is said.

They are what is left of a piece when the order itself, its shots and its politeness are taken away.
"""

import re

from agent.guided import lexicon
from agent.guided.clause import Clause, put_back
from agent.guided.fit import clean
from agent.guided.glossary import english
from agent.guided.shots import SHOT

_NUMBERS = "|".join(
    phrase for number in lexicon.meanings("number") for phrase in lexicon.phrases("number", number))
_ORDINALS = "|".join(
    lexicon.pattern("ordinal", one).pattern for one in lexicon.meanings("ordinal"))
_WHICH = rf"(?:{_ORDINALS}|{lexicon.pattern('last', '').pattern})"
_BEATS = "|".join(lexicon.pattern("beat", one).pattern for one in lexicon.meanings("beat"))
_IN = (r"(?:\b(?:in|for|of|to|on|during|from|into|at|within|im|für|von|bei|während|zu|zur|zum|aus"
       r"|am|an|ans)\s+)")
_THE = r"(?:\b(?:the|der|die|das|dem|den)\s+)?"
_NUMBER = rf"(?:\d+|one|{_NUMBERS})\b"
_NAMED = re.compile(
    rf"{_IN}?{_THE}(?:{SHOT})\s*(?:number|nummer|no\.?|nr\.?|#)?\s*{_NUMBER}"
    rf"(?:\s*(?:,|and|und|&|to|bis)\s*{_NUMBER})*(?:'s)?|#\s*\d+"
    rf"|{_IN}?{_THE}{_WHICH}\s+(?:{SHOT}|one)(?:'s)?"
    rf"|\b(?:in|for|für|bei|from)\s+\d+\b(?!\s*(?:s\b|sec|sek|%|[a-zäöü]))"
    rf"|{_IN}?(?:{lexicon.pattern('everything', '').pattern})", re.I)
_EDGE = re.compile(
    rf"^\s*{_IN}?{_THE}(?:{_BEATS}|{_WHICH})\b\s*[:,]?"
    rf"|\s+{_IN}{_THE}(?:{_BEATS}|{_WHICH})\s*$", re.I)
_POLITE = re.compile(
    r"^\s*(?:please|can we|could we|i think|können wir|könnten wir|kann man|ich finde|can you"
    r"|could you|would you|i want|i'd like|i would like|we|you|let's|maybe|now"
    r"|also|then|just|and|but|instead|bitte|kannst du|könntest du|ich möchte|ich will|ich hätte"
    r" gern"
    r"|mal|doch|jetzt|und|aber|auch|dann|lieber|noch|einfach|wir|du|that|to|dass)\s+"
    r"|[\s,]+(?:please|bitte|instead|stattdessen|though|too|auch|as well|mal|doch|again|wieder"
    r"|then|now|thanks|danke)\s*[.!?]*\s*$", re.I)


def without_shots(text: str) -> str:
    """The text without the phrases that name shots."""
    return " ".join(_EDGE.sub(" ", _NAMED.sub(" ", text)).split())


def stripped(text: str, *leads: str, ends: str = "") -> str:
    """The text without politeness and without these expressions at its beginning (and end)."""
    lead = re.compile(rf"^\s*(?:{'|'.join(leads)})(?![\w'])[\s,:]*", re.I) if leads else None
    end = re.compile(rf"\s+(?:{ends})\s*[.!?]*\s*$", re.I) if ends else None
    before = ""
    while before != text:
        before = text
        text = _POLITE.sub(" ", text).strip(" ,:;?!")
        text = lead.sub("", text) if lead else text
        text = end.sub("", text) if end else text
    return text


def words_of(c: Clause, *leads: str, ends: str = "") -> str:
    """What a piece says besides its order, as it was written, quotations put back."""
    return clean(put_back(stripped(without_shots(c.text), *leads, ends=ends), c.quotes))


def in_english(c: Clause, text: str) -> str:
    """The words as a model is told them."""
    return english(text) if is_german(c, text) else text


def is_german(c: Clause, text: str) -> bool:
    """Whether a piece is written in German; the film's language decides where nothing else does."""
    words = re.findall(r"[\w']+", f"{c.text} {text}".lower())
    told = [sum(word in table["language"][""].split("|") for word in words)
            for table in lexicon.TABLES]
    if told[0] == told[1]:
        return c.film.brief.language == "de" or bool(re.search("[äöüß]", c.text.lower()))
    return told[1] > told[0]


def content(text: str, *groups: str) -> str:
    """What is left of a text without words of these groups, fillers and small words.

    A group is named, or one meaning of it as `group.meaning`.
    """
    low = lexicon.normal(text)
    for one in (*groups, "filler", "around"):
        group, _, only = one.partition(".")
        for meaning in (only,) if only else lexicon.meanings(group):
            low = lexicon.pattern(group, meaning).sub(" ", low)
    return " ".join(re.findall(r"[^\W\d_][\w'-]+", low))
