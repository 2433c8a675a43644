"""One reader per kind of change, tried in a fixed order on a piece of a sentence.

A reader gives the changes its piece asks for, or none if the piece is about something else.
"""

import re
from collections.abc import Callable, Iterator
from typing import cast, get_args

from agent.guided.change_text import read_text
from agent.guided.clause import Clause
from agent.guided.lexicon import find, has
from storage.records import (
    AddShot,
    AnotherTake,
    Aspect,
    Beat,
    Change,
    Look,
    Mood,
    MoveShot,
    RemoveShot,
    SetAspect,
    SetLength,
    SetLight,
    SetLogo,
    SetLook,
    SetMotion,
    SetMusic,
    SetProduct,
    SetSeconds,
    SetTransition,
    Tone,
    Transition,
)
from storage.records.change import TakeKind

Reader = Callable[[Clause], list[Change]]

_SECONDS = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*-?\s*(?:seconds?|secs?|sekunden?|sek|s)\b(\s*(?:longer|shorter|more|less"
    r"|länger|kürzer|mehr|weniger))?"
)
_SAYING = re.compile(r"(?:says?|saying|about|sagt|über|mit dem text|with the text)\s+(.+)", re.I)
_ENERGY = {"fast": 0.25, "calm": -0.25, "still": -1.0}
_LOOK_OF: dict[Tone, tuple[Look, Mood]] = {
    "warm": ("daylight", "warm"), "bold": ("noir", "bold"),
    "elegant": ("noir", "calm"), "playful": ("pop", "bold"),
}


def _swap(c: Clause) -> list[Change]:
    if not c.has("verb", "swap") or len(c.named) != 2:
        return []
    low, high = sorted(c.named)
    return [MoveShot(shot=high, to=low), MoveShot(shot=low, to=high)]


def _move(c: Clause) -> list[Change]:
    place, count = c.find("place"), len(c.film.shots)
    number = re.search(r"\b(?:position|place|platz|stelle|spot|slot)\s+(\d+)|\bto\s+(\d+)", c.low)
    other = c.has("verb", "remove") or c.find("size") or _SECONDS.search(c.low)
    if not c.shots or not (place or number) or c.own_quotes or other:
        return []
    if place not in ("start", "end") and not (c.has("verb", "move") or c.has("verb", "change")):
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


def _take(c: Clause) -> list[Change]:
    if not c.has("verb", "take") or c.has("thing", "music"):
        return []
    if not c.shots:
        c.problems.append("which_shot")
        return []
    kind = c.find("part") or "picture"
    return [AnotherTake(shot=shot, kind=cast(TakeKind, kind)) for shot in c.shots]


def _music(c: Clause) -> list[Change]:
    sound = c.file("sound")
    if sound and not c.has("own_music", "composed"):
        return [SetMusic(track=sound)]
    if not c.has("thing", "music") or c.has("cannot", "silence"):
        return []
    if c.has("own_music", "composed"):
        return [SetMusic(composed=True)]
    if c.has("own_music", "track"):
        c.problems.append("needs_sound")
        return []
    mood = c.find("mood")
    if mood:
        return [SetMusic(mood=cast(Mood, mood))]
    if c.has("other") or c.has("verb", "take"):
        return [SetMusic(another_take=True)]
    c.problems.append("which_music")
    return []


def _logo(c: Clause) -> list[Change]:
    if not c.has("thing", "logo"):
        return []
    picture = c.file("picture")
    if picture:
        return [SetLogo(logo=picture)]
    if c.has("verb", "remove"):
        return [SetLogo(logo=None)]
    c.problems.append("needs_logo")
    return []


def _product(c: Clause) -> list[Change]:
    picture = c.file("picture")
    if picture and (c.has("thing", "product") or c.has("marker", "photo")):
        return [SetProduct(photo=picture)]
    if c.has("thing", "product") and (c.has("other") or c.has("verb", "change")) and not c.shots:
        c.problems.append("needs_photo")
    return []


def _add(c: Clause) -> list[Change]:
    if not c.has("verb", "new_shot"):
        return []
    count = len(c.film.shots)
    place = c.find("place")
    after = {"start": 0, "end": count}.get(place or "", max(count - 1, 1))
    if c.named and place in ("before", "after"):
        after = c.named[0] - (place == "before")
    said = _SAYING.search(c.text)
    text = c.own_quotes[0] if c.own_quotes else said[1].strip() if said else ""
    length = _SECONDS.search(c.low)
    beats = [one for one in get_args(Beat) if has(c.low, "beat", one) and place != "end"]
    beat = beats[0] if beats else "solution"
    seconds = float(length[1].replace(",", ".")) if length else 5.0
    return [AddShot(after=after, beat=cast(Beat, beat), text=text[:120], seconds=seconds)]


def _remove(c: Clause) -> list[Change]:
    if not c.has("verb", "remove") or not c.named or c.find("role") or c.has("thing", "seconds"):
        return []
    return [RemoveShot(shot=shot) for shot in c.named]


def _length(c: Clause) -> list[Change]:
    match, size = _SECONDS.search(c.low), c.find("size")
    some = 0 < len(c.named) < len(c.film.shots)
    whole = (c.has("thing", "film") or not c.shots) and not some
    if match and whole:
        value, more = float(match[1].replace(",", ".")), match[2] or ""
        if more:
            less = re.search("shorter|less|kürzer|weniger", more)
            value = c.film.seconds + (-value if less else value)
        return [SetLength(seconds=value)]
    if size and whole and not match:
        return [SetLength(seconds=round(c.film.seconds * (0.75 if size == "shorter" else 1.25)))]
    return []


def _seconds(c: Clause) -> list[Change]:
    match, size = _SECONDS.search(c.low), c.find("size")
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


def _transition(c: Clause) -> list[Change]:
    kind = c.find("transition") if c.has("thing", "transition") else c.find("clear_transition")
    if kind is None:
        return []
    last = len(c.film.shots)
    shots = [shot for shot in c.every if shot < last] if not c.named else c.named[:1]
    return [SetTransition(shot=shot, transition=cast(Transition, kind)) for shot in shots]


def _aspect(c: Clause) -> list[Change]:
    chance = c.rambling or c.has("cannot", "publish")
    aspect = None if chance else c.find("aspect")
    return [SetAspect(aspect=cast(Aspect, aspect))] if aspect else []


def _look(c: Clause) -> list[Change]:
    if c.rambling:
        return []
    look, tone = c.find("look"), c.find("tone_change")
    if look and not c.named:
        return [SetLook(look=cast(Look, look))]
    if tone and not c.named:
        new_look, mood = _LOOK_OF[cast(Tone, tone)]
        return [SetLook(look=new_look), SetMusic(mood=mood)]
    return []


def _motion_and_light(c: Clause) -> list[Change]:
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


READERS: tuple[Reader, ...] = (
    _swap, _take, _music, _logo, _product, read_text, _add, _move, _remove, _length, _seconds,
    _transition, _aspect, _look, _motion_and_light,
)


def read(clause: Clause) -> list[Change]:
    """The changes a piece asks for, or none; the piece's `problems` say what is missing."""
    for reader in READERS:
        found = reader(clause)
        if found or clause.problems:
            return found
    return []


def cannot(text: str) -> str | None:
    """The kind of wish, if it is one that AdFlow cannot fulfil."""
    return find(text, "cannot")
