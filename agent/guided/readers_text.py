"""Reads changes of words: what a shot says, which line goes, what is written on the button."""

import re
from typing import cast

from agent.guided import lexicon
from agent.guided.clause import SECONDS, Clause, put_back
from agent.guided.fit import clean
from storage.records import Change, SetText, Shot
from storage.records.change import TextRole

_END_CARD = ("button", "offer", "address")
_AFTER_SAY = re.compile(
    r"\b(?:should say|should read|should be|to say|to read|says|say|reads|becomes|saying|write"
    r"|soll heißen|soll sagen|soll lauten|heißt|sagt|lautet|steht|schreibe?)\s*:?\s+(?P<v>.+)$"
    r"|\bsoll\s+(?P<w>.+)$|\b(?:to|zu|in|auf)\s+(?!(?:the|this|my|shots?|scenes?|szenen?|bild|der"
    r"|dem|die|clip|all)\b|\d+\s+(?:to|zu|auf|in|and|und|ändern)\b|\d+$|#)(?P<x>.+)$", re.I | re.S,
)
_LABEL = re.compile(r":\s+(?P<v>.+)$", re.S)
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-zäöü]{2,}(?:/\S*)?", re.I)
# "Soll der Tiegel neben einer Spüle stehen" is about the picture, not about what stands there.
_STANDS = re.compile(r"\b(?:neben|auf|vor|hinter|unter|zwischen|an|in)\s+(?:ein\w*|de[rmn]|das"
                     r"|die)\b"
                     r"|\b(?:am|im)\b")
_SHOULD_BE = re.compile(r"\bshould be\b|\bsoll\b.*\bsein\b")
_IS = re.compile(r"\b(?:is|ist)\s+(?!too\b|zu\b|not\b|nicht\b|wrong\b)(?P<v>.+)$", re.I | re.S)
_GERMAN_END = re.compile(r"\s+(?:sagen|heißen|lauten|stehen|schreiben|ändern)\s*$", re.I)
_SECOND = re.compile(r"\b(?:2nd|second|zweite[nrs]?|2\.)\s+(?:line|headline|zeile|überschrift|punkt"
                     r"|point|benefit|vorteil|pain)|\b(?:point|benefit|pain|punkt|vorteil|line"
                     r"|zeile)"
                     r"\s+(\d)")
_LAST = re.compile(r"\b(?:last|letzte[nrs]?|slogan|tagline|claim|spruch)\b")
_ALL = re.compile(r"\b(?:text|texte|words|copy|wörter|all texts?|writing)\b")


def read_text(c: Clause) -> list[Change]:
    """Changes of words, or nothing if the piece is not about words."""
    role, quotes = c.find("role"), c.own_quotes
    say, drop = c.has("verb", "say"), c.has("verb", "remove")
    if c.adds_shot:
        return []
    if len(quotes) == 2:
        return _replace(c, quotes)
    if drop and (role or quotes):
        return _drop(c, role, quotes)
    label = role is not None and _LABEL.search(c.text) is not None
    told = role in _END_CARD and (_IS.search(c.text) or _DOMAIN.search(c.text))
    if not (quotes or say or label or told or (role and c.has("verb", "change"))):
        return []
    text = quotes[0] if quotes else _unquoted(c, role)
    if not quotes and role is None and not label and c.has("show") and _STANDS.search(c.low):
        return []
    if not quotes and role is None and _SHOULD_BE.search(c.low) and _looks(text):
        return []                            # "the last one should be golden"
    if not quotes and (SECONDS.match(text) or (role is None and not c.shots)):
        return []
    if not text or (not quotes and not say and role is None):
        return []
    return _write(c, role, text)


def _looks(text: str) -> bool:
    """Whether words are how a shot looks or moves and nothing else."""
    said = re.sub(r"\bsein$", "", lexicon.normal(text)).strip()
    return any(lexicon.whole(said, group) for group in ("light", "motion", "size"))


def _shots_for(c: Clause, role: str | None) -> tuple[int, ...]:
    if role in _END_CARD and not c.named:
        ends = [n for n, shot in enumerate(c.film.shots, 1) if shot.beat == "cta"]
        return tuple(ends[-1:]) or (len(c.film.shots),)
    return c.shots or (1,)


def _role(role: str | None) -> TextRole:
    return cast(TextRole, role or "headline")


def _unquoted(c: Clause, role: str | None) -> str:
    """What comes after "should say" or "to", as it was written."""
    match = (role and _LABEL.search(c.text)) or _AFTER_SAY.search(c.text)
    if role == "address" and (address := _DOMAIN.search(c.text)):
        return address[0].rstrip(".")
    if match is None and role in _END_CARD:
        match = _IS.search(c.text)
    if match is None:
        return ""
    said = next(group for group in match.groups() if group is not None)
    return clean(put_back(_GERMAN_END.sub("", said), c.quotes))[:120]


def _index(c: Clause, role: str, shot: Shot | None) -> int:
    lines = () if shot is None else _lines(shot, role)
    match = _SECOND.search(c.low)
    if match:
        return int(match[1] or 2)
    for ordinal in lexicon.meanings("ordinal"):
        words = lexicon.pattern("ordinal", ordinal).pattern
        roles = "|".join(lexicon.phrases("role", role))
        if re.search(rf"(?:{words})\s+(?:{roles})\b", c.low):
            return int(ordinal)
    return max(1, len(lines)) if _LAST.search(c.low) else 1


def _lines(shot: Shot, role: str) -> tuple[str, ...]:
    return {"headline": shot.overlay.headlines, "point": shot.overlay.points}.get(role, ())


def _write(c: Clause, role: str | None, text: str) -> list[Change]:
    return [
        SetText(
            shot=number, role=_role(role), text=text[:120],
            index=_index(c, role or "headline", c.shot(number)),
        )
        for number in _shots_for(c, role)
    ]


def _replace(c: Clause, quotes: tuple[str, ...]) -> list[Change]:
    """“A” becomes “B”, wherever A stands."""
    old, new = quotes
    for number, shot in enumerate(c.film.shots, 1):
        for line in shot.overlay.words():
            if line.lower().strip(".!? ") == old.lower().strip(".!? ") and (
                not c.named or number in c.named
            ):
                return [SetText(shot=number, text=new[:120], replaces=line)]
    c.problems.append("no_such_line")
    return []


def _drop(c: Clause, role: str | None, quotes: tuple[str, ...]) -> list[Change]:
    if quotes:
        shots = c.named or tuple(range(1, len(c.film.shots) + 1))
        for number in shots:
            shot = c.shot(number)
            for line in shot.overlay.words() if shot else ():
                if line.lower().strip(".!? ") == quotes[0].lower().strip(".!? "):
                    return [SetText(shot=number, text="", replaces=line)]
        c.problems.append("no_such_line")
        return []
    drops: list[Change] = []
    for number in _shots_for(c, role):
        shot = c.shot(number)
        if role == "headline" and shot is not None and _ALL.search(c.low):
            drops += [SetText(shot=number, text="", replaces=line) for line in shot.overlay.words()]
        else:
            index = _index(c, role or "headline", shot)
            drops.append(SetText(shot=number, role=_role(role), index=index, text=""))
    return drops


