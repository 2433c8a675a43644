"""Readers of what is in a shot: what its picture shows, what is in the air, what happens.

Models are told in English, so German words are put into English as far as the glossary goes.
"""

import re
from collections.abc import Iterator

from agent.guided import pictures
from agent.guided.clause import SECONDS, Clause
from agent.guided.free import content, in_english, words_of
from storage.records import Change, SetMotion, SetPicture

_SHOWING = (
    r"show(?:s|ing)?(?: me| us)?", r"see", r"put", r"place", r"set", r"have", r"picture of",
    r"(?:the |a )?(?:picture|image|photo|frame)s?(?: of)?", r"should", r"shall", r"must", r"could",
    r"be", r"is", r"are", r"there", r"take[s]? place", r"happens?", r"look(?:s|ing)? like",
    r"imagine", r"me", r"us", r"replace", r"with", r"make it(?: look like)?", r"turn(?: it)?(?:"
                                                                              r" into)?",
    r"into", r"shoot", r"film", r"playing", r"plays?", r"move(?: it)?(?: to)?", r"as", r"change",
    r"zeige?(?: mir| uns)?", r"zeigt", r"soll(?:en|te)?", r"stelle?", r"setze?", r"lege?",
        r"packe?",
    r"man", r"sieht", r"sehen", r"(?:das |ein |im )?bild(?: von)?", r"ist", r"spielt", r"es",
        r"dort",
    r"platziere?", r"mir", r"uns", r"ersetze?", r"durch", r"mach(?:e)?", r"gern", r"statt dessen",
    r"we", r"wir", r"that", r"shows?", r"depict(?:s|ing)?", r"display(?:s|ing)?", r"verwandle",
    r"darstellen", r"film(?:e)?", r"opens? on", r"starts? on", r"mit", r"darauf", r"on it",
        r"in it", r"muss",
)
_ENDS = (r"zeigen|spielen|sehen|zu sehen(?: sein)?|stattfinden|stehen|liegen|sein|darstellen"
         r"|aussehen|beginnen|anfangen|platzieren|stellen|setzen|legen|zu sehen ist|ist|haben"
         r"|abbilden")
_PLACED = re.compile(
    r"^(?:on|in|at|under|beside|near|next to|by|behind|inside|among|between|above|over|against"
    r"|surrounded|from|close|floating|standing|lying)\b", re.I)
_STYLE = ("light", "motion", "camera", "look", "mood", "size", "shot", "ordinal", "last", "too",
          "place", "place_after_verb", "part", "everything", "others", "verb", "other", "back_to",
          "tone", "tone_change", "transition", "aspect", "this_picture", "made_picture", "keep",
          "earlier", "dislike", "all_else", "cannot.size")
_NOT = (("thing", "logo"), ("thing", "music"), ("thing", "transition"), ("thing", "film"))
_PRODUCT = re.compile(
    r"\b(?:the|our|my|this|product|bottle|it|das|die|der|den|produkt|flasche|es|ihn|sie|something"
    r"|etwas|thing|things|nice|nicer|better|good|cool|beautiful|schön\w*|besser\w*|gut\w*)\b")
_FALLING = re.compile(
    r"\b(?:rising|rise|falling|fall|drifting|drift|floating|blowing|swirling|air|around|through"
    r"|everywhere"
    r"|steigt|steigen|aufsteigen\w*|fallen\w*|fällt|luft|umher|wirbeln\w*|schweben\w*|herum|down"
    r"|gently"
    r"|leise|drin)\b")
_ADD = re.compile(r"\b(?:add|include|insert|füge?|ergänze?)\b")
_ADDING = (r"add", r"include", r"insert", r"füge?", r"ergänze?", r"put", r"noch", r"some", r"etwas")
_BEGINS = re.compile(r"\bmit\s+ein.*\b(?:beginnen|anfangen|öffnen)\b")
_LET = re.compile(r"\b(?:let|have|lass|lasse|should|shall|soll|sollen)\b")
_LETTING = (r"let", r"have", r"lasse?", r"should", r"shall", r"soll(?:en)?", r"make", r"es", r"it")
_LABEL = re.compile(r"^\W*(?:shot|scene|szene|bild|picture)\s*\S+\s*:\s*\S+", re.I)
MOST = 1500


def read_environment(c: Clause) -> list[Change]:
    """What is in the air: snow, steam, petals."""
    seen = c.find("environment")
    if seen is None or not c.shots or c.own_quotes or c.has("hear") or c.has("verb", "remove"):
        return []
    said = words_of(c, *_SHOWING, *_LETTING, *_ADDING, ends=_ENDS)
    left = content(said, "environment", *_STYLE, "let", "add_thing", "show")
    if _FALLING.sub(" ", _PRODUCT.sub(" ", left)).strip():
        return []
    return [SetMotion(shot=shot, environment=seen) for shot in c.shots]


def read_picture(c: Clause) -> list[Change]:
    """What the picture shows."""
    shown = c.has("show") or _BEGINS.search(c.low)
    added = _ADD.search(c.low) and not shown
    if not (shown or added or _labelled(c)) or not _about_a_picture(c):
        return []
    said = words_of(c, *(_ADDING if added else _SHOWING), ends=rf"{_ENDS}|hinzu|dazu|ein")
    if not _PRODUCT.sub(" ", content(said, *_STYLE)).strip():
        return []
    if not c.shots:
        c.problems.extend(["which_shot"] if not c.rambling and len(said.split()) > 2 else [])
        return []
    told = in_english(c, said)
    return list(_pictures(c, told, bool(added)))


def _about_a_picture(c: Clause) -> bool:
    if c.own_quotes or SECONDS.search(c.low) or c.find("place") in ("start", "end"):
        return False
    if c.find("role") or any(c.has(*one) for one in _NOT) or c.has("verb", "remove"):
        return False
    if (wish := c.find("cannot")) and not (wish in ("people", "colour") and c.shots):
        return False
    return not (c.has("verb", "take") or c.adds_shot or c.has("hear"))


def _labelled(c: Clause) -> bool:
    """ "Shot 2: a bottle on a beach": long enough to be a description."""
    return _LABEL.search(c.text) is not None and len(c.text.split()) > 4


def _pictures(c: Clause, told: str, added: bool) -> Iterator[Change]:
    brief = c.film.brief
    for number in c.shots:
        shot = c.shot(number)
        if added and shot is not None:
            description = pictures.with_more(shot.picture_prompt, told)
        else:
            subject = f"The product {told}" if _PLACED.match(told) else told
            description = pictures.described(brief, subject)
        yield SetPicture(shot=number, description=description[:MOST])


def read_action(c: Clause) -> list[Change]:
    """What happens: "let the lid open in shot 2"."""
    if not _LET.search(c.low) or not c.shots or not _about_a_picture(c):
        return []
    said = words_of(c, *_LETTING)
    if not _PRODUCT.sub(" ", content(said, *_STYLE)).strip() or len(said.split()) < 2:
        return []
    return [SetMotion(shot=shot, action=in_english(c, said)[:600]) for shot in c.shots]
