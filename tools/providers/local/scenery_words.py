"""What a scene without a product shows, read from its words: place, hour, weather, figures, style.

The same words always mean the same. What is not known is left out; a place is always found, by
chance from the words where none is named, so that every prompt has a picture of its own.
"""

import zlib
from collections.abc import Mapping

from storage.records import Record
from tools.providers.local.words import mentions

PLACES: Mapping[str, str] = {
    "sea": "sea|ocean|beach|coast|wave|waves|harbour|harbor|island|sail|sailing|ship|boat"
    "|lighthouse|whale|surf|meer|strand|küste|insel|schiff|boot",
    "city": "city|street|skyline|town|building|buildings|tower|office|urban|downtown|car|bus|train"
    "|tokyo|york|paris|berlin|market|factory|stadt|straße|markt|büro|fabrik",
    "forest": "forest|wood|woods|tree|trees|jungle|fox|deer|owl|mushroom|garden|park|leaf|leaves"
    "|bear|wolf|wald|baum|bäume|garten|fuchs|reh|eule",
    "space": "space|planet|star|stars|galaxy|moon|rocket|astronaut|orbit|universe|nebula|comet"
    "|weltraum|planeten|sterne|rakete|astronautin|universum",
    "desert": "desert|dune|dunes|sand|camel|canyon|mars|pyramid|wüste|düne|kamel",
    "field": "field|meadow|farm|flower|flowers|hill|hills|village|horse|cow|sheep|bee|barn|windmill"
    "|wiese|feld|blume|blumen|hügel|dorf|pferd|bauernhof",
    "mountain": "mountain|mountains|alps|peak|snow|ice|valley|lake|river|glacier|eagle|cloud|clouds"
    "|rain|water|berg|berge|schnee|tal|see|fluss|wolke|regen|wasser",
}
HOURS: Mapping[str, str] = {
    "night": "night|midnight|moonlight|dark|stars|star|galaxy|dream|dreams|sleep|nacht|mond|traum",
    "dawn": "dawn|sunrise|morning|early|wakes|awakes|morgen|sonnenaufgang",
    "dusk": "dusk|sunset|evening|golden|autumn|cinematic|abend|sonnenuntergang|herbst",
    "storm": "storm|rain|rainy|fog|foggy|mist|grey|gray|winter|snow|sturm|regen|nebel"
    "|schnee",
    "day": "day|noon|summer|sunny|bright|sky|spring|tag|sommer|sonne|frühling",
}
FALLING: Mapping[str, str] = {
    "snow": "snow|snowy|winter|schnee|schneit", "rain": "rain|rainy|storm|regen|regnet",
    "petals": "petal|petals|blossom|spring|cherry|blüten", "fireflies": "firefly|fireflies|magic"
    "|magical|fairy|glow|glowing|lantern|glühwürmchen|magisch|fee",
    "leaves": "leaf|leaves|autumn|blätter|herbst", "dust": "dust|desert|sand|staub|wüste",
}
FIGURES: Mapping[str, str] = {
    "boat": "boat|ship|sail|sailing|yacht|boot|schiff", "balloon": "balloon|ballon",
    "rocket": "rocket|spaceship|spacecraft|rakete", "bird": "bird|birds|eagle|gull|seagull|swan"
    "|vogel|vögel|adler|möwe", "house": "house|home|cabin|hut|cottage|village|farm|barn|haus|hütte"
    "|dorf", "fox": "fox|dog|wolf|puppy|fuchs|hund|wolf", "cat": "cat|kitten|katze",
    "person": "person|man|woman|girl|boy|child|children|kid|people|hero|traveller|traveler"
    "|wanderer|astronaut|she|he|friend|friends|mann|frau|mädchen|junge|kind|kinder|mensch",
    "tree": "tree|oak|baum|eiche", "lighthouse": "lighthouse|leuchtturm", "windmill":
    "windmill|mill|windmühle", "planet": "planet|saturn|mars|world|earth|erde|welt",
    "rabbit": "rabbit|bunny|hare|hase|kaninchen", "car": "car|bus|van|auto",
    "flower": "flower|flowers|rose|tulip|blume"
    "|blumen", "fish": "fish|whale|dolphin|fisch|wal|delfin",
}
STYLES: Mapping[str, str] = {
    "anime": "anime|manga|ghibli", "cartoon": "cartoon|comic|children",
    "flat": "flat|vector|minimalist|minimal|infographic", "technical": "technical|blueprint|diagram"
    "|sketch|line", "watercolour": "watercolour|watercolor|aquarelle|aquarell",
    "paint": "oil|painting|impressionist|artistic|brush|art|fantasy", "3d": "3d|clay|plastic",
    "film": "cinematic|realistic|photorealistic|photo|film",
}
MOST_FIGURES = 3


class Scenery(Record):
    """What is in a scene. `seed` decides all that its words leave open."""

    place: str
    hour: str
    falling: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    style: str = "film"
    seed: int = 1
    close: float = 1.0                       # how near the camera stands


def scenery_of(prompt: str, style: str, seed: int, lighting: str = "") -> Scenery:
    """What the words call for."""
    chance = zlib.crc32(f"{prompt.lower()}\n{seed}".encode())
    told = f"{prompt} {lighting}"
    place = _first(prompt, PLACES) or tuple(PLACES)[chance % len(PLACES)]
    hour = _known(told, HOURS) or ("night" if place == "space" else
                                   ("dusk", "day", "dawn", "day")[chance // 7 % 4])
    return Scenery(
        place=place, hour="night" if place == "space" else hour,
        falling=tuple(name for name, words in FALLING.items()
                      if mentions(told, words.split("|")))[:1],
        figures=tuple(name for name, words in FIGURES.items()
                      if mentions(prompt, words.split("|")))[:MOST_FIGURES],
        style=_first(style, STYLES) or "film", seed=chance,
        close=1.28 if mentions(prompt, ("closer view", "close", "detail", "portrait")) else
        0.86 if mentions(prompt, ("wide view", "far away", "from above", "aerial")) else 1.0,
    )


def _known(text: str, table: Mapping[str, str]) -> str:
    """The first meaning of the table that the text has a word of: night comes before weather."""
    return next((meaning for meaning, words in table.items()
                 if mentions(text, words.split("|"))), "")


def _first(text: str, table: Mapping[str, str]) -> str:
    """The meaning whose word comes first in the text."""
    low = f" {text.lower()} "
    found = []
    for meaning, words in table.items():
        hits = [low.find(word) for word in words.split("|") if mentions(text, (word,))]
        if hits:
            found.append((min(hits), meaning))
    return min(found)[1] if found else ""
