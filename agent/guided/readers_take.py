"""Readers of wishes for other takes: a new one, an earlier one, a picture of one's own."""

import re

from agent.guided import lexicon
from agent.guided.clause import Clause
from storage.records import AnotherTake, Change, ChooseTake, TakeKind, UsePicture

_TAKE = r"(?:takes?|try|attempt|versions?|versuch|aufnahme|fassung|variante|anlauf|entwurf)"
_PARTS = "|".join(
    lexicon.pattern("take_word", one).pattern for one in lexicon.meanings("take_word"))
_EARLIER = "|".join(lexicon.pattern("earlier", one).pattern for one in lexicon.meanings("earlier"))
_ORDINALS = "|".join(
    lexicon.pattern("ordinal", one).pattern for one in lexicon.meanings("ordinal"))
_WHICH = re.compile(
    rf"(?P<nth>{_ORDINALS})\s+(?P<what>{_PARTS})|(?P<old>{_EARLIER})\s+(?P<part>{_PARTS})"
    rf"|\b{_TAKE}\s*(?:number|nummer|no\.?|nr\.?|#)?\s*(?P<n>\d+)(?!\d|\s*s)"
)
_SENT = re.compile(r"\b(?:this|my own|my|dieses|mein|mein eigenes) (?:picture|photo|image|bild"
                   r"|foto)\b")
_PRODUCT = re.compile(r"\bproduct|\bprodukt|packshot")


def read_take(c: Clause) -> list[Change]:
    """A picture, clip or sound anew."""
    if not c.has("verb", "take") or c.has("thing", "music"):
        return []
    if not c.shots:
        c.problems.append("which_shot")
        return []
    kind = c.find("part") or "picture"
    return [AnotherTake(shot=shot, kind=kind) for shot in c.shots]


def read_choose_take(c: Clause) -> list[Change]:
    """A take there was before, by its number or as the one before this."""
    match = _WHICH.search(c.low)
    if match is None or c.has("making_new") or not (match["n"] or c.has("back_to")):
        return []
    rest = c.without(re.escape(match[0]))
    if not rest.shots:
        only = re.search(r"take|try|attempt|versuch|aufnahme", match[0])
        c.problems.extend(["which_shot"] if only else [])
        return []
    kind = _kind(match[0], rest.low)
    return [
        ChooseTake(shot=shot, kind=kind, take=_number(c, match, shot, kind)) for shot in rest.shots
    ]


def _kind(said: str, rest: str) -> TakeKind:
    """What it is a take of; a picture if nothing says so."""
    rest = re.sub(r"\bclip \d", " ", rest)
    for kind in ("sound", "clip"):
        if lexicon.has(f"{said} {rest}", "take_word", kind):
            return kind
    return "picture"


def _number(c: Clause, match: re.Match[str], shot: int, kind: TakeKind) -> int:
    if match["n"]:
        return max(1, int(match["n"]))
    if match["nth"]:
        return next(int(one) for one in lexicon.meanings("ordinal")
                    if lexicon.has(match["nth"], "ordinal", one))
    present = c.shot(shot)
    if present is None or lexicon.has(match["old"], "earlier", "original"):
        return 1
    return max(1, int(getattr(present.takes, kind)) - 1)


def read_own_picture(c: Clause) -> list[Change]:
    """An uploaded picture as a shot's first frame, or a made one again."""
    if c.has("made_picture") and (c.has("back_to") or c.has("use")):
        return _made_again(c)
    if c.has("my_picture") and c.has("verb", "remove"):
        return _made_again(c)
    if not c.pictures and c.named and _SENT.search(c.low) and c.has("use"):
        c.problems.append("needs_picture")
    if not c.pictures or not c.shots or c.has("thing", "logo") or _PRODUCT.search(c.low):
        return []
    if not (c.has("this_picture") or c.has("use")):
        return []
    given = c.pictures if len(c.pictures) == len(c.shots) else c.pictures[:1] * len(c.shots)
    return [UsePicture(shot=shot, picture=one) for shot, one in zip(c.shots, given, strict=True)]


def _made_again(c: Clause) -> list[Change]:
    own = tuple(n for n, shot in enumerate(c.film.shots, 1) if shot.own_picture is not None)
    return [UsePicture(shot=shot, picture=None) for shot in c.shots or own]
