"""Readers of changes to which shots there are and in which order, and of what is to stay."""

import re
from typing import cast, get_args

from agent.guided import lexicon
from agent.guided.arrange import MoveBeside
from agent.guided.clause import SECONDS, Clause
from agent.guided.lexicon import has
from agent.guided.scope import NEW
from storage.records import (
    AddShot,
    Beat,
    Change,
    DuplicateShot,
    KeepNext,
    MoveShot,
    RemoveShot,
    SplitShot,
)

_SAYING = re.compile(r"(?:says?|saying|about|sagt|über|mit dem text|with the text)\s+(.+)", re.I)
_WHERE = re.compile(r"\s+(?:after|before|nach|vor|hinter|at|am|between|zwischen)\s+(?:the\s+"
                    r"|der\s+)?"
                    r"(?:shots?|scenes?|szenen?|end|start|beginning|ende|anfang|\d).*$", re.I)
_LET = re.compile(r"\b(?:leaves?|lass\w*)\b")
_AS_IT_IS = re.compile(r"\b(?:as|alone|be|so|wie|ruhe|untouched|unchanged|how|unverändert)\b")
_AT = re.compile(r"\b(?:after|at|nach|bei)\s+\d")
_BESIDE_IT = re.compile(r"\b(?:after|before|behind|following|in front of|nach|vor|hinter)\s+(?:it"
                        r"|that|this|them|ihr|ihm|dieser|diesem|der(?!\s+\w*szene))\b"
                        r"|\b(?:afterwards|danach|dahinter|davor)\b")
_AHEAD_OF_IT = re.compile(r"\bdavor\b")
_MEASURE = re.compile(r"\b(?:length|duration|time|speed|as (?:long|fast|much)|länge|dauer|tempo"
                      r"|so (?:lang|schnell|viel))\b")
_ORDINALS = "|".join(
    lexicon.pattern("ordinal", one).pattern for one in lexicon.meanings("ordinal"))
_PLACE = re.compile(
    rf"\b(?:position|place|platz|stelle|spot|slot)\s+(\d+)|\bto\s+(\d+)(?!\s*s)"
    rf"|({_ORDINALS})\s+(?:place|position|spot|slot|platz|stelle|position)\b")
_EDGES = {one: lexicon.pattern("place", one) for one in ("start", "end")}
_IT = re.compile(r"\b(?:it|that|this|them|those|these|sie|es|ihn|die|das|diese[ns]?)\b")
_IN_TWO = lexicon.pattern("in_two", "")
_NAMING = (
    ("verb", "remove_shot"), ("verb", "helper"), ("shot", ""), ("everything", ""), ("last", ""),
    ("filler", ""), *(("ordinal", one) for one in lexicon.meanings("ordinal")),
    *(("beat", one) for one in lexicon.meanings("beat")),
)


def read_keep(c: Clause) -> list[Change]:
    """Shots that are to stay as they are though the one before them changes."""
    whole = c.has("all_else") or c.has("everything_after")
    weak = _LET.search(c.low) and not _AS_IT_IS.search(c.low) and not whole
    other = c.has("verb", "remove") or c.find("light") or c.find("motion") or c.find("size")
    if not c.has("keep") or weak or other or c.own_quotes or c.has("speaker"):
        return []
    if c.has("everything_after") and c.named:
        return [KeepNext(shot=c.named[0] - bool(re.search(r"\bab\b", c.low)))]
    if c.has("all_else"):
        return [KeepNext(shot=max(c.inherited))] if c.inherited else []
    named = set(c.named)
    if not named or len(named) == len(c.film.shots):
        return []
    first = min((one for one in named if one > 1 and one - 1 not in named), default=None)
    if first is None:
        c.problems.append("stays_anyway")
        return []
    return [KeepNext(shot=first - 1)]


def read_swap(c: Clause) -> list[Change]:
    """Two shots change places."""
    if not c.has("verb", "swap") or len(c.named) != 2:
        return []
    low, high = sorted(c.named)
    return [MoveShot(shot=high, to=low), MoveShot(shot=low, to=high)]


def read_split(c: Clause) -> list[Change]:
    """A shot becomes two."""
    length = SECONDS.search(c.low)
    cut = c.has("cut_at") and (c.has("in_two") or (length and _AT.search(c.low)))
    if not (c.has("split") or cut) or c.own_quotes or _MEASURE.search(c.low):
        return []
    shots = c.without(_IN_TWO, SECONDS).shots
    if not shots:
        c.problems.append("which_shot")
        return []
    at = float(length[1].replace(",", ".")) if length else None
    return [SplitShot(shot=shot, seconds=at) for shot in shots]


def read_duplicate(c: Clause) -> list[Change]:
    """A shot once more."""
    if not c.has("duplicate") or c.own_quotes or SECONDS.search(c.low) or _MEASURE.search(c.low):
        return []
    return [DuplicateShot(shot=shot) for shot in c.without(r"\b2 (?:times|mal)\b").shots]


def read_move(c: Clause) -> list[Change]:
    """A shot goes elsewhere."""
    verb = c.has("verb", "move") or c.has("verb", "change")
    last_word = " ".join(c.low.split()[-1:])
    place = c.find("place") or (lexicon.find(last_word, "place_after_verb") if verb else None)
    number = _PLACE.search(c.low)
    other = (c.has("verb", "remove") or c.find("size") or SECONDS.search(c.low)
             or c.has("everything"))
    at_edge = place in ("start", "end") and c.has("place", place)
    moved = c.without(_EDGES[place]) if at_edge and place else c     # "to the end" is no shot
    if not moved.shots or not (place or number) or c.own_quotes or other:
        return []
    if place not in ("start", "end") and not verb:
        return []
    shot = moved.shots[0]
    if len(c.named) > 1 and place in ("before", "after"):
        mark = c.named[1]
        ahead = shot < mark
        to = mark - ahead if place == "before" else mark + (not ahead)
        return [MoveBeside(shot=shot, to=to, mark=mark, behind=place == "after")]
    if number:
        return [MoveShot(shot=c.without(_PLACE).shots[0], to=_place(number))]
    it = moved.named or (_IT.search(moved.low) and not (c.find("role") or c.find("thing")))
    if it and place in ("start", "end") and not (moved.has("beat", "cta") and not c.has("shot")):
        return [MoveShot(shot=shot, to=1 if place == "start" else NEW)]
    return []


def _place(match: re.Match[str]) -> int:
    """The number in "position 2", "to 2" or "second place"."""
    if digits := match[1] or match[2]:
        return int(digits)
    return next(int(one) for one in lexicon.meanings("ordinal") if has(match[3], "ordinal", one))


def read_add(c: Clause) -> list[Change]:
    """One more shot."""
    between = re.search(r"\b(?:between|zwischen)\b", c.low)
    if not c.adds_shot or (between and len(c.named) < 2):
        return []
    count = len(c.film.shots)
    place = c.find("place")
    after = {"start": 0, "end": count}.get(place or "", max(count - 1, 1))
    beside = c.named or (c.inherited[-1:] if _BESIDE_IT.search(c.low) else ())
    if beside and (between or place in ("before", "after") or not c.named):
        ahead = (place == "before" or _AHEAD_OF_IT.search(c.low)) and not between
        after = beside[0] - bool(ahead)
    said = _SAYING.search(c.text)
    text = c.own_quotes[0] if c.own_quotes else _WHERE.sub("", said[1]).strip() if said else ""
    length = SECONDS.search(c.low)
    at_edge = place in ("start", "end")
    beats = [one for one in get_args(Beat) if has(c.low, "beat", one) and not at_edge]
    beat = beats[0] if beats else "solution"
    seconds = float(length[1].replace(",", ".")) if length else 5.0
    return [AddShot(after=after, beat=cast(Beat, beat), text=text[:120], seconds=seconds)]


def read_remove(c: Clause) -> list[Change]:
    """A shot goes."""
    if not c.has("verb", "remove_shot") or not c.named:
        return []
    rest = re.sub(r"[\d#,.!–-]", " ", c.low)
    for group, meaning in _NAMING:
        rest = lexicon.pattern(group, meaning).sub(" ", rest)
    if rest.strip():
        return []                            # something in the shot is to go, not the shot
    return [RemoveShot(shot=shot) for shot in c.named]
