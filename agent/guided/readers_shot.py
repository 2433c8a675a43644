"""Readers of changes to how a shot is: described anew, its time, light, movement, transition."""

import re
from collections.abc import Iterator
from typing import cast

from agent.guided import lexicon
from agent.guided.clause import SECONDS, Clause
from agent.guided.free import stripped, without_shots
from storage.records import (
    Change,
    RewriteShot,
    SetLight,
    SetMotion,
    SetSeconds,
    SetTransition,
    Transition,
)

_ANEW = re.compile(r"\b(?:schreib|beschreib|formulier|denk|überleg)e?\b.*\b(?:neu|anders|anderes)\b"
                   r"|\bdescribe\b.*\b(?:anew|again|differently|in other words|in another way)\b"
                   r"|\bwrite\b.*\b(?:anew|again|differently)\b")
_WHY = re.compile(
    r"(?:\b(?:because(?: of)?|since|as it is|weil|denn|da)\s+|[,;:.–-]\s+(?=(?:it|the|that|this"
    r"|sie|es"
    r"|das|die|der|too|zu|there|da)\b)|\b(?=(?:it is|it's|it looks|it feels|sie ist|es ist)\b))"
    r"(?P<v>.+)$", re.I | re.S)
_MORE = re.compile(r"\b(?:add|another|extra|plus|additional|more|füge?|zusätzlich\w*|mehr|dazu"
                   r"|weitere)\b")
_LESS = re.compile(r"\b(?:take|cut|trim|shave|knock|nimm|zieh\w*|kürze)\b.*\b(?:off|from|of|weg|ab"
                   r"|von)\b")
# German verbs that stand apart: "zoom langsam in Szene 3 heran".
_APART = tuple((re.compile(rf"\b(?:zoom|fahr|geh)\w*\b.*\b(?:{away})\b"), way) for away, way in (
    ("heran|ran|rein|hinein|näher", "slow push in"), ("heraus|raus|zurück|weg", "slow pull back")))
_ENERGY = {"fast": 0.25, "calm": -0.25, "still": -1.0}


def read_rewrite(c: Clause) -> list[Change]:
    """A shot described anew, and why if that was said."""
    asked = c.has("verb", "rewrite") or _ANEW.search(c.low)
    if not asked or not c.named or c.own_quotes or c.find("role"):
        return []
    why = _WHY.search(c.text)
    because = stripped(without_shots(why["v"])).rstrip(".!") if why else ""
    return [RewriteShot(shot=shot, because=because[:400]) for shot in c.named]


def read_seconds(c: Clause) -> list[Change]:
    """How long shots last."""
    match, size = SECONDS.search(c.low), c.find("size")
    if not c.shots or not (match or size):
        return []
    return [SetSeconds(shot=shot, seconds=_new_seconds(c, shot, match, size)) for shot in c.shots]


def _new_seconds(c: Clause, shot: int, match: re.Match[str] | None, size: str | None) -> float:
    present = c.shot(shot)
    now = present.seconds if present else 5.0
    if match is None:
        return max(1.5, round(now * (0.75 if size == "shorter" else 1.25) * 2) / 2)
    return changed_by(c.low, match, size, now)


def changed_by(low: str, match: re.Match[str], size: str | None, now: float) -> float:
    """Seconds as they are said: so many, or so many more or fewer than now."""
    value = float(match[1].replace(",", "."))
    if match[2]:
        return now + (-value if re.search("shorter|less|kürzer|weniger", match[2]) else value)
    if re.search(r"\b(?:by|um)\s+\d", low) and size:
        return now + (-value if size == "shorter" else value)
    if _MORE.search(low):
        return now + value
    return now - value if _LESS.search(low) else value


def read_transition(c: Clause) -> list[Change]:
    """How a shot passes into the next."""
    kind = c.find("transition") if c.has("thing", "transition") else c.find("clear_transition")
    if kind is None:
        return []
    last = len(c.film.shots)
    whole = not c.named or c.has("everything")
    shots = tuple(shot for shot in c.every if shot < last) if whole else c.named[:1]
    return [SetTransition(shot=shot, transition=cast(Transition, kind)) for shot in shots]


def read_motion_and_light(c: Clause) -> list[Change]:
    """How shots move and how they are lit."""
    return [] if c.rambling else [*_motion(c), *_light(c)]


def _motion(c: Clause) -> Iterator[Change]:
    camera = c.find("camera") or next((way for apart, way in _APART if apart.search(c.low)), None)
    rest = lexicon.pattern("camera", camera).sub(" ", c.low) if camera else c.low
    slow = re.search(r"\b(?:langsam|slow)", rest)
    zooming = slow and camera in ("slow push in", "slow pull back")
    pace = None if zooming else lexicon.find(rest, "motion")
    if pace is None and camera is None:
        return
    for shot in c.every:
        present = c.shot(shot)
        now = present.motion.energy if present else 0.5
        energy = None if pace is None else round(min(1.0, max(0.0, now + _ENERGY[pace])), 2)
        words = "static" if pace == "still" else camera
        yield SetMotion(shot=shot, camera_language=words, energy=energy)


def _light(c: Clause) -> Iterator[Change]:
    light = c.find("light")
    if light is None or (c.find("camera") and light == "soft"):
        return
    for shot in c.every:
        present = c.shot(shot)
        now = present.lighting if present else ""
        more = light == "warm" and "warm" in now      # "warmer" of what is warm already is golden
        yield SetLight(shot=shot, lighting="golden, very warm" if more else light)
