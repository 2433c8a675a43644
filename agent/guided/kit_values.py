"""The values that a sentence about a brand kit gives, read piece by piece.

A piece names a field ("tone elegant"), goes on with the one before ("and gold"), or says what can
only be one thing: a colour, a tone.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from agent.guided import lexicon
from agent.guided.fit import clean
from agent.guided.lexicon import corrected, find, has, normal, pattern

_MARKED = re.compile(r"§(\d+)§")
_FROM = re.compile(r"\b(?:from|von)\s+\S+(?=\s+(?:to|zu|auf|in)\b)")
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-zäöü]{2,}(?:/\S*)?", re.I)
_NEVER_FILLER = re.compile(
    r"\b(?:it|we|you|they|one|our|ads?|the|brand|must|should|may|shall|not|say|says|said|use|uses"
    r"|mention|write|contain|words?|word|are|is|to|ever|please|any|in|of|these|this|be|that|them"
    r"|es|wir|sie|man|die|das|der|unsere?|marke|filme?|spots?|soll|sollen|darf|dürfen|sag|sage|sagt"
    r"|sagen|nutze?|verwende\w*|schreib\w*|wort|wörter|worte|bitte|nicht|werden|zu|für"
    r"|ist|sind|erwähn\w*)\b", re.I)
_ALLOWED = re.compile(r"\b(?:may|can|allow\w*|ok|okay|fine|darf|dürfen|erlaub\w*)\b.*\b(?:again"
                      r"|wieder)\b|\b(?:again|wieder)\b.*\b(?:allowed|erlaubt)\b", re.I)
_ALLOWING = re.compile(r"\b(?:may|can|allow\w*|ok|okay|fine|again|darf|dürfen|erlaub\w*|wieder)\b",
                       re.I)
_OR = re.compile(r"\s*(?:,|\bor\b|\boder\b|\bnor\b|\bnoch\b|/)\s*", re.I)
_TEXTS = ("action", "offer", "address")
_MENDED = ("kit", "kit_field", "colour_name", "kit_new")
COLOURS = ("accent", "primary", "colour")


@dataclass
class KitValues:
    """What was found so far. `hexes` are the colours that stand as §n§ in the text.

    `never` are words not to be said, `allow` words that may be said again; `now` is the field that
    the piece before was about.
    """

    quotes: tuple[str, ...]
    hexes: tuple[str, ...]
    given: dict[str, Any] = field(default_factory=dict)
    never: list[str] = field(default_factory=list)
    allow: list[str] = field(default_factory=list)
    now: str = ""


def mended(text: str) -> str:
    """A text as the tables are read in it."""
    return corrected(normal(text), more=_MENDED)


def take_piece(text: str, kit: KitValues) -> None:
    """Takes what a piece says into the kit's values."""
    low = mended(text)
    label = find(low, "kit_field")
    if not low or has(low, "kit_default") or has(low, "kit_use"):
        return
    if _ALLOWED.search(low):
        kit.allow += _words(_ALLOWING.sub(" ", text), kit)
    elif has(low, "kit_field", "never"):
        kit.now = "never"
        dropped = has(low, "kit_drop") and not _never_words(text, kit)
        kit.never += _never_words(text, kit)
        kit.given |= {"never": []} if dropped else {}
    elif kit.now == "never" and label is None and not _colours(low, kit):
        kit.never += _words(text, kit)
    elif label or kit.now:
        _value(text, low, label or kit.now, kit)
        kit.now = label or kit.now
    else:
        _loose(low, kit)


def _value(text: str, low: str, label: str, kit: KitValues) -> None:
    """The value of the field that a piece names, or goes on with."""
    colours = _colours(low, kit)
    if label in COLOURS and colours:
        _paint(low, colours, kit)
    elif has(low, "kit_drop") and find(low, "kit_field"):
        kit.given |= ({"primary": "", "accent": ""} if label == "colour" else {label: ""})
    elif label == "tone":
        tone = find(low, "tone") or find(low, "tone_change")
        kit.given |= {"tone": tone} if tone else {}
    elif label in _TEXTS and label not in kit.given:
        said = _text(text, low, label, kit)
        kit.given |= {label: said} if said else {}
    elif label not in _TEXTS:
        _loose(low, kit)


def _loose(low: str, kit: KitValues) -> None:
    """A piece without a label: colours, or a tone and nothing else."""
    if colours := _colours(low, kit):
        _paint(low, colours, kit)
    elif tone := lexicon.whole(low, "tone", "around"):
        kit.given["tone"] = tone


def _text(text: str, low: str, label: str, kit: KitValues) -> str:
    """What the end card says by default: in quotes, or what stands after the label."""
    if quoted := re.findall(r"⟦(\d+)⟧", text):
        return kit.quotes[int(quoted[-1])]
    if label == "address" and (found := _DOMAIN.search(text)):
        return found[0].rstrip(".")
    after = pattern("kit_field", label).split(normal(text))[-1]
    said = text[len(text) - len(after):] if text.lower().endswith(after) else after
    said = re.sub(r"^\W*(?:(?:is|should be|to|auf|zu|ist|soll|lautet|says?|=)\s+)?", "", said)
    return clean(re.sub(r"\s+(?:sein|lauten|heißen)$", "", said))


def _colours(low: str, kit: KitValues) -> list[tuple[int, int, str]]:
    """The colours of a piece with where they stand: as digits, or by their names."""
    low = _FROM.sub(lambda found: " " * len(found[0]), low)
    found = [(one.start(), one.end(), kit.hexes[int(one[1])]) for one in _MARKED.finditer(low)]
    named = [(one.start(), one.end(), value) for value in lexicon.meanings("colour_name")
             for one in pattern("colour_name", value).finditer(low)]
    whole = [one for one in named if not any(           # "dark blue" is not "blue"
        other[0] <= one[0] and one[1] <= other[1] and other != one for other in named)]
    return sorted(found + whole)


def _paint(low: str, colours: list[tuple[int, int, str]], kit: KitValues) -> None:
    """Puts colours where they are said to go, else the first free place."""
    labels = [(one.end(), role) for role in ("accent", "primary")
              for one in pattern("kit_field", role).finditer(low)]
    going_on = kit.now if kit.now in ("accent", "primary") and not labels else ""
    for start, end, value in colours:
        after = re.match(r"\s+(?:as|for|als|für)\s+(?:\w+\s+)?", low[end:])
        ahead = [role for place, role in labels if after and place > end]
        before = [role for place, role in sorted(labels) if place <= start]
        free = [role for role in ("primary", "accent") if role not in kit.given]
        role = (ahead[:1] or before[-1:] or ([going_on] if going_on not in kit.given else [])
                or free[:1] or ["accent"])[0]
        role = role or (free[:1] or ["accent"])[0]
        labels = [one for one in labels if one[1] != role]
        kit.given[role] = value


def _never_words(text: str, kit: KitValues) -> list[str]:
    return _words(pattern("kit_field", "never").sub(" ", text.lower()), kit)


def _words(text: str, kit: KitValues) -> list[str]:
    """The words in a piece that are not to be said; quoted ones as they are."""
    quoted = [kit.quotes[int(one)] for one in re.findall(r"⟦(\d+)⟧", text)]
    said = pattern("kit_drop", "").sub(" ", re.sub(r"⟦\d+⟧", " ", text))
    bare = _NEVER_FILLER.sub(" ", pattern("kit", "").sub(" ", said))
    words = (" ".join(re.findall(r"[\w*'’%-]+", one)) for one in _OR.split(bare))
    return [*quoted, *(one for one in words if one)]
