"""Readers of changes to single shots: place, time, light, movement, takes."""

import re
from collections.abc import Iterator
from typing import cast, get_args

from agent.guided import lexicon
from agent.guided.clause import SECONDS, Clause
from agent.guided.lexicon import has
from storage.records import (
    AddShot,
    AnotherTake,
    Beat,
    Change,
    MoveShot,
    RemoveShot,
    RewriteShot,
    SetLight,
    SetMotion,
    SetSeconds,
    SetTransition,
    Transition,
)
from storage.records.change import TakeKind

_SAYING = re.compile(r"(?:says?|saying|about|sagt|über|mit dem text|with the text)\s+(.+)", re.I)
_ANEW = re.compile(r"\bschreibe?\b.*\bneu\b|\bdescribe\b.*\b(?:anew|again|differently)\b")
_NAMING = (
    ("verb", "remove_shot"), ("shot", ""), ("everything", ""), ("last", ""), ("filler", ""),
    *(("ordinal", one) for one in lexicon.meanings("ordinal")),
    *(("beat", one) for one in lexicon.meanings("beat")),
)
_ENERGY = {"fast": 0.25, "calm": -0.25, "still": -1.0}


def read_rewrite(c: Clause) -> list[Change]:
    """A shot described anew."""
    asked = c.has("verb", "rewrite") or _ANEW.search(c.low)
    if not asked or not c.named or c.own_quotes:
        return []
    return [RewriteShot(shot=shot) for shot in c.named]


def read_swap(c: Clause) -> list[Change]:
    """Two shots change places."""
    if not c.has("verb", "swap") or len(c.named) != 2:
        return []
    low, high = sorted(c.named)
    return [MoveShot(shot=high, to=low), MoveShot(shot=low, to=high)]


def read_move(c: Clause) -> list[Change]:
    """A shot goes elsewhere."""
    verb, count = c.has("verb", "move") or c.has("verb", "change"), len(c.film.shots)
    place = c.find("place") or (c.find("place_after_verb") if verb else None)
    number = re.search(r"\b(?:position|place|platz|stelle|spot|slot)\s+(\d+)|\bto\s+(\d+)", c.low)
    other = c.has("verb", "remove") or c.find("size") or SECONDS.search(c.low)
    if not c.shots or not (place or number) or c.own_quotes or other:
        return []
    if place not in ("start", "end") and not verb:
        return []
    shot = c.shots[0]
    if len(c.named) > 1 and place in ("before", "after"):
        mark = c.named[1]
        ahead = shot < mark
        to = mark - ahead if place == "before" else mark + (not ahead)
        return [MoveShot(shot=shot, to=to)]
    if number:
        return [MoveShot(shot=shot, to=int(number[1] or number[2]))]
    if place in ("start", "end") and not (c.has("beat", "cta") and not c.has("shot")):
        return [MoveShot(shot=shot, to=1 if place == "start" else count)]
    return []


def read_take(c: Clause) -> list[Change]:
    """A picture, clip or sound anew."""
    if not c.has("verb", "take") or c.has("thing", "music"):
        return []
    if not c.shots:
        c.problems.append("which_shot")
        return []
    kind = c.find("part") or "picture"
    return [AnotherTake(shot=shot, kind=cast(TakeKind, kind)) for shot in c.shots]


def read_add(c: Clause) -> list[Change]:
    """One more shot."""
    if not c.has("verb", "new_shot"):
        return []
    count = len(c.film.shots)
    place = c.find("place")
    after = {"start": 0, "end": count}.get(place or "", max(count - 1, 1))
    if c.named and place in ("before", "after"):
        after = c.named[0] - (place == "before")
    said = _SAYING.search(c.text)
    text = c.own_quotes[0] if c.own_quotes else said[1].strip() if said else ""
    length = SECONDS.search(c.low)
    beats = [one for one in get_args(Beat) if has(c.low, "beat", one) and place != "end"]
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


def read_seconds(c: Clause) -> list[Change]:
    """How long shots last."""
    match, size = SECONDS.search(c.low), c.find("size")
    if not c.shots or not (match or size):
        return []
    return [SetSeconds(shot=shot, seconds=_new_seconds(c, shot, match, size)) for shot in c.shots]


def _new_seconds(c: Clause, shot: int, match: re.Match[str] | None, size: str | None) -> float:
    now = c.film.shots[shot - 1].seconds if 0 < shot <= len(c.film.shots) else 5.0
    if match is None:
        return max(1.5, round(now * (0.75 if size == "shorter" else 1.25) * 2) / 2)
    value = float(match[1].replace(",", "."))
    if not match[2]:
        by = re.search(r"\b(?:by|um)\s+\d", c.low) and size
        return value if not by else now + (-value if size == "shorter" else value)
    return now + (-value if re.search("shorter|less|kürzer|weniger", match[2]) else value)


def read_transition(c: Clause) -> list[Change]:
    """How a shot passes into the next."""
    kind = c.find("transition") if c.has("thing", "transition") else c.find("clear_transition")
    if kind is None:
        return []
    last = len(c.film.shots)
    shots = [shot for shot in c.every if shot < last] if not c.named else c.named[:1]
    return [SetTransition(shot=shot, transition=cast(Transition, kind)) for shot in shots]


def read_motion_and_light(c: Clause) -> list[Change]:
    """How shots move and how they are lit."""
    return [] if c.rambling else [*_motion(c), *_light(c)]


def _motion(c: Clause) -> Iterator[Change]:
    pace, camera = c.find("motion"), c.find("camera")
    if pace is None and camera is None:
        return
    for shot in c.every:
        now = c.film.shots[shot - 1].motion.energy if 0 < shot <= len(c.film.shots) else 0.5
        energy = None if pace is None else round(min(1.0, max(0.0, now + _ENERGY[pace])), 2)
        words = "static" if pace == "still" else camera
        yield SetMotion(shot=shot, camera_language=words, energy=energy)


def _light(c: Clause) -> Iterator[Change]:
    light = c.find("light")
    if light is None or (c.find("camera") and light == "soft"):
        return
    for shot in c.every:
        now = c.film.shots[shot - 1].lighting if 0 < shot <= len(c.film.shots) else ""
        more = light == "warm" and "warm" in now      # "warmer" of what is warm already is golden
        yield SetLight(shot=shot, lighting="golden, very warm" if more else light)
