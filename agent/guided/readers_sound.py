"""Readers of what is heard and said in a shot, and of captions."""

import re
from typing import cast

from agent.guided import lexicon
from agent.guided.clause import Clause, put_back
from agent.guided.fit import clean
from agent.guided.free import content, in_english, stripped, without_shots
from storage.records import Change, Mood, SetCaptions, SetMusic, SetSound, SetVoice

_SPEAKER = re.compile(lexicon.pattern("speaker", "").pattern, re.I)
_SAYS = re.compile(
    rf"(?:{lexicon.pattern('voice', '').pattern}|{lexicon.pattern('speaker', '').pattern})"
    r"[^:⟦]*?(?:\b(?:says?|say|saying|to|sagt|sagen|speaks?|spricht|lauten|heißen|zu|auf|is|ist)\b"
    r"|:)\s*:?\s*(?P<v>.+)$", re.I)
_LABEL = re.compile(r":\s+(?P<v>.+)$", re.S)
_GERMAN_END = r"sagen|sprechen|lauten|heißen|flüstern|ändern|sein"
_MUTE = re.compile(r"\b(?:mute|muted|silent|silence|stumm|lautlos)\b")
_HEARD = re.compile(r"\b(?:sounds?|effects?|noises?|audio|sfx|geräusche?n?|töne|ton|toneffekte?)\b")
_HEARING = (
    r"add", r"with", r"use", r"put", r"let(?: us| me)?", r"have", r"make", r"hear", r"we", r"i",
    r"want to", r"some", r"the sounds? of", r"sounds? of", r"a sound of", r"noises? of",
    r"(?:the )?(?:sound )?effects?(?: should be| are| of)?", r"(?:the )?sounds?(?: should be| is)?",
    r"there should be", r"should", r"be", r"to", r"listen to", r"include", r"insert", r"sfx",
    r"you", r"give", r"it", r"change", r"replace", r"can",
    r"füge?", r"mit", r"lass(?: uns| mich)?", r"man", r"hört", r"hören", r"soll(?:en|te)?",
        r"bitte",
    r"das geräusch von", r"(?:die )?geräusche?(?: von)?", r"(?:der )?(?:ton|klang)(?: von| soll)?",
    r"ich", r"will", r"möchte", r"mach(?:e)?", r"wir", r"noch", r"etwas", r"nimm", r"statt",
    r"(?:der |die )?(?:ton|sound)effekte?", r"als", r"es", r"gib",
)
_HEARING_ENDS = (r"hören|zu hören(?: sein)?|hinzu|dazu|ein|sein|klingen|as (?:the )?sound"
                 r"|sounds?(?: effects?)?|in the background|im hintergrund|als geräusch|als ton")


def read_volume(c: Clause) -> list[Change]:
    """A wish for louder or quieter, which is said to be impossible; what else was asked is done."""
    heard = (c.has("thing", "music") or c.find("genre") or c.find("part") == "sound"
             or c.has("voice") or c.has("hear"))
    if not c.has("louder") or not heard or c.own_quotes:
        return []
    c.problems.append("cannot_volume")
    rest = c.without(lexicon.pattern("louder", ""))
    mood = rest.find("mood") if rest.has("thing", "music") else None
    return [SetMusic(mood=cast(Mood, mood))] if mood else []


def read_captions(c: Clause) -> list[Change]:
    """Spoken lines in the picture, or not."""
    other = c.own_quotes or c.named or ":" in c.text or c.has("cannot", "font")
    changing = re.search(r"\b(?:change|ändere?|edit|bigger|smaller|größer|kleiner)\b", c.low)
    if not c.has("captions") or other or changing or c.has("cannot", "language"):
        return []
    off, on = c.has("off"), c.has("on")
    if not (off or on or not content(c.low, "captions", "verb")):
        return []
    return [SetCaptions(burnt=not off)]


def read_voice(c: Clause) -> list[Change]:
    """The line that is spoken in a shot, or none."""
    speaker, voice = c.has("speaker"), c.has("voice")
    if not (speaker or voice) or c.adds_shot:
        return []
    if voice and not c.own_quotes and c.has("verb", "remove"):
        return [SetVoice(shot=shot, line="") for shot in c.every]
    line = _line(c, speaker)
    if not line:
        return []
    if not c.shots:
        c.problems.append("which_shot")
        return []
    return [SetVoice(shot=shot, line=line[:300]) for shot in c.shots]


def _line(c: Clause, speaker: bool) -> str:
    if c.own_quotes:
        return c.own_quotes[-1]
    text = without_shots(c.text)
    found = _SAYS.search(text) or _LABEL.search(text)
    if found is None and speaker and (said := _SPEAKER.search(text)):
        return clean(put_back(stripped(text[said.end():], ends=_GERMAN_END), c.quotes))
    return clean(put_back(stripped(found["v"], ends=_GERMAN_END), c.quotes)) if found else ""


def read_sound(c: Clause) -> list[Change]:
    """What is heard in a shot besides the music."""
    known = c.find("effect")
    rest = lexicon.pattern("effect", known).sub(" ", c.low) if known else c.low
    if lexicon.has(rest, "thing", "music") or lexicon.find(rest, "genre"):
        return []
    quiet = _MUTE.search(c.low) or (c.has("verb", "remove") and _HEARD.search(c.low))
    if quiet and c.shots:
        return [SetSound(shot=shot, effects="") for shot in c.shots]
    if (known is None and not (c.has("hear") and c.shots)) or c.has("verb", "remove"):
        return []
    effects = _effects(c, known)
    if not effects:
        return []
    return [SetSound(shot=shot, effects=effects[:300]) for shot in c.every]


def _effects(c: Clause, known: str | None) -> str:
    """The sounds in English, in the person's order."""
    text = without_shots(c.text)
    for meaning in lexicon.meanings("effect"):
        german = [one for one in lexicon.phrases("effect", meaning) if not one.isascii()
                  or one in _german_effects()]
        for phrase in german:
            text = re.sub(rf"\b{re.escape(phrase).replace(chr(92) + '*', chr(92) + 'w*')}\b",
                          meaning, text, flags=re.I)
    said = clean(put_back(stripped(text, *_HEARING, ends=_HEARING_ENDS), c.quotes))
    if not content(said, "mood", "motion", "too", "size", "hear", "verb", "other", "part",
        "dislike"):
        return known or ""
    return in_english(c, said)


def _german_effects() -> frozenset[str]:
    rows = lexicon.TABLES[1]["effect"]
    return frozenset(phrase for line in rows.values() for phrase in line.split("|"))
