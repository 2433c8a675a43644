"""What kinds of jobs, and single jobs, are called, in English and German: one table for all faces.

A plan labels each job in short ("Picture 2", "Last picture", "Cut"); what it is called for people
follows from its kind and the label's number.
"""

import re
from typing import NamedTuple

from storage.records import JobKind, Language

_NUMBER = re.compile(r"\d+$")


class Called(NamedTuple):
    """A kind of job: one of it, several of it, the heading above all of it."""

    one: str
    many: str
    heading: str


# In the order in which they go into one another.
KINDS: dict[JobKind, tuple[Called, Called]] = {
    "picture": (Called("picture", "pictures", "Pictures"), Called("Bild", "Bilder", "Bilder")),
    "future": (Called("imagined picture", "imagined pictures", "Imagined"),
               Called("erdachtes Bild", "erdachte Bilder", "Erdacht")),
    "frame": (Called("hand-over", "hand-overs", "Hand-overs"),
              Called("Übergabe", "Übergaben", "Übergaben")),
    "clip": (Called("clip", "clips", "Clips"), Called("Clip", "Clips", "Clips")),
    "sound": (Called("sound", "sounds", "Sounds"), Called("Geräusch", "Geräusche", "Geräusche")),
    "voice": (Called("voice", "voices", "Voices"), Called("Stimme", "Stimmen", "Stimmen")),
    "music": (Called("music track", "music tracks", "Music"),
              Called("Musikstück", "Musikstücke", "Musik")),
    "master": (Called("scene", "scenes", "Scenes"), Called("Szene", "Szenen", "Szenen")),
    "mix": (Called("sound mix", "sound mixes", "Mix"),
            Called("Mischung", "Mischungen", "Mischung")),
    "cut": (Called("film", "films", "Film"), Called("Film", "Filme", "Film")),
}


def called(kind: JobKind, language: Language) -> Called:
    """What a kind of job is called."""
    return KINDS[kind][language == "de"]


def counted(kind: JobKind, count: int, language: Language) -> str:
    """The word that goes with so many of a kind, without the number."""
    return called(kind, language).one if count == 1 else called(kind, language).many


def job_named(kind: JobKind, label: str, language: Language) -> str:
    """One job: `Clip 2`, `Erdachtes Bild 3`, `Last picture`; there is one mix, one film."""
    words = called(kind, language)
    if label.startswith("Last "):
        if language == "de":
            return "Letztes Bild" if kind == "picture" else f"Letztes {words.one}"
        return f"Last {words.one}"
    number = _NUMBER.search(label)
    name = words.heading if kind in ("music", "mix", "cut") else words.one
    return f"{name[0].upper()}{name[1:]}{f' {number[0]}' if number else ''}"
