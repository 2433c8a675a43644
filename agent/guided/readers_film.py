"""Readers of changes to the film as a whole: length, shape, look, music, logo, product."""

import re
from typing import cast

from agent.guided.clause import SECONDS, Clause
from agent.guided.readers_shot import changed_by
from storage.records import (
    Aspect,
    Change,
    Look,
    Mood,
    SetAspect,
    SetLength,
    SetLogo,
    SetLook,
    SetMusic,
    SetProduct,
    Tone,
)

_STYLE = re.compile(r"\b(?:look|style|stil|feel|vibe|aesthetic|background|hintergrund|optik"
                    r"|ambiente)\b")
_LOOK_IN: dict[str, Look] = {"bright": "daylight", "dark": "noir"}
_LOOK_OF: dict[Tone, tuple[Look, Mood]] = {
    "warm": ("daylight", "warm"), "bold": ("noir", "bold"),
    "elegant": ("noir", "calm"), "playful": ("pop", "bold"),
}


# The mood that is nearest to a kind of music; `ability` says that it was taken for it.
MOOD_OF: dict[str, Mood] = {
    "jazz": "warm", "soul": "warm", "folk": "warm", "rock": "bold", "electronic": "bold",
    "hip hop": "bold", "pop": "bold", "funk": "bold", "cinematic": "bold", "classical": "calm",
    "lounge": "calm",
}


def _a_thing(c: Clause) -> bool:
    """Whether an instrument is something to be seen: "the bottle on a piano"."""
    return bool(c.has("show") and c.named) or bool(re.search(r"\b(?:on|beside|auf|neben)\b", c.low))


def read_music(c: Clause) -> list[Change]:
    """Another mood, another take, the seller's own track, or back to the composed bed."""
    kind = c.find("genre")
    if not (c.has("thing", "music") or kind) or c.has("cannot", "silence"):
        return []
    if c.has("cannot", "volume") or (kind and not c.has("thing", "music") and _a_thing(c)):
        return []
    if c.has("own_music", "composed"):
        return [SetMusic(composed=True)]
    if sound := c.file("sound"):
        return [SetMusic(track=sound)]
    if c.has("own_music", "track"):
        c.problems.append("needs_sound")
        return []
    if mood := c.find("mood") or (MOOD_OF[kind] if kind else None):
        return [SetMusic(mood=cast(Mood, mood))]
    if c.has("other") or c.has("verb", "take") or c.has("dislike"):
        return [SetMusic(another_take=True)]
    c.problems.append("which_music")
    return []


def read_logo(c: Clause) -> list[Change]:
    """Another logo, or none."""
    if not c.has("thing", "logo") or c.has("cannot", "size"):
        return []
    picture = c.file("picture")
    if picture:
        return [SetLogo(logo=picture)]
    if c.has("verb", "remove"):
        return [SetLogo(logo=None)]
    c.problems.append("needs_logo")
    return []


def read_product(c: Clause) -> list[Change]:
    """Another product photo."""
    picture = c.file("picture")
    if picture and (c.has("thing", "product") or c.has("marker", "photo")):
        return [SetProduct(photo=picture)]
    if c.has("thing", "product") and (c.has("other") or c.has("verb", "change")) and not c.shots:
        c.problems.append("needs_photo")
    return []


def read_length(c: Clause) -> list[Change]:
    """The length of the whole film."""
    match, size = SECONDS.search(c.low), c.find("size")
    some = 0 < len(c.named) < len(c.film.shots)
    whole = (c.has("thing", "film") or not c.shots) and not some
    if match and whole:
        return [SetLength(seconds=changed_by(c.low, match, size, c.film.seconds))]
    if size and whole and not match:
        return [SetLength(seconds=round(c.film.seconds * (0.75 if size == "shorter" else 1.25)))]
    return []


def read_aspect(c: Clause) -> list[Change]:
    """The frame's shape."""
    chance = c.rambling or c.has("cannot", "publish")
    aspect = None if chance else c.find("aspect")
    return [SetAspect(aspect=cast(Aspect, aspect))] if aspect else []


def read_look(c: Clause) -> list[Change]:
    """The look of the whole film; a wish for another tone is its look and its music."""
    if c.rambling:
        return []
    look, tone = c.find("look"), c.find("tone_change")
    if look is None and tone is None and _STYLE.search(c.low):
        look = _LOOK_IN.get(c.find("light") or "")
        look = look or (_LOOK_OF[cast(Tone, said)][0] if (said := c.find("tone")) else None)
    if look and not c.named:
        return [SetLook(look=cast(Look, look))]
    if tone and not c.named:
        new_look, mood = _LOOK_OF[cast(Tone, tone)]
        return [SetLook(look=new_look), SetMusic(mood=mood)]
    return []
