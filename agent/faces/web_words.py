"""The web face's own few words, in English and German; all else is said by the conversation."""

import chainlit as cl

from agent.acts import Topic

Texts = tuple[str, str]                                       # English, German

_STARTERS = {
    "en": (
        ("Make an ad from a product photo", "I want to make an ad from a product photo.", "photo"),
        ("Use a product page", "I want to make an ad from a product page.", "link"),
        ("Show me an example", "Show me an example", "spark"),
        ("One long film from a prompt", "Let's make a continuous flow", "flow"),
        ("Clips from prompts", "Let's make a few clips", "clips"),
        ("Pictures that tell a text", "Let's make timed pictures", "timed"),
        ("Bring pictures to life", "Let's animate pictures", "animate"),
    ),
    "de": (
        ("Anzeige aus einem Produktfoto",
         "Ich möchte eine Anzeige aus einem Produktfoto machen.", "photo"),
        ("Eine Produktseite verwenden",
         "Ich möchte eine Anzeige aus einer Produktseite machen.", "link"),
        ("Zeig mir ein Beispiel", "Zeig mir ein Beispiel", "spark"),
        ("Ein langer Film aus einem Satz", "Machen wir einen fließenden Film", "flow"),
        ("Clips aus Sätzen", "Machen wir ein paar Clips", "clips"),
        ("Bilder, die einen Text erzählen", "Machen wir eine Bildergeschichte", "timed"),
        ("Bilder zum Leben erwecken", "Ich möchte Bilder animieren", "animate"),
    ),
}
EXAMPLE_REQUESTS = {words[2][1] for words in _STARTERS.values()}

# What can be looked up: its icon (of Lucide) and what it shows.
COMMANDS: dict[Topic, tuple[str, Texts]] = {
    "brief": ("notebook-pen", ("What is known of the product", "Was über das Produkt bekannt ist")),
    "storyboard": ("panels-top-left", ("The scenes as they are now", "Die Szenen, wie sie sind")),
    "quote": ("receipt", ("What it costs to make it", "Was es kostet, sie zu machen")),
    "versions": ("history", ("All versions, to go back to", "Alle Fassungen zum Zurückgehen")),
    "spend": ("wallet", ("What was spent and what is left", "Was ausgegeben wurde und was bleibt")),
    "models": ("cpu", ("Who can make what, at which price", "Wer was macht, zu welchem Preis")),
    "brand": ("palette", ("Your brand kits, and what this ad uses",
                          "Deine Marken, und was hier gilt")),
    "projects": ("folder-open", ("Your projects, to open, rename, copy, delete",
                                 "Deine Projekte, zum Öffnen, Umbenennen, Löschen")),
}

MAKERS: dict[str, dict[str, Texts]] = {                       # name, description
    "en": {
        "local": ("Built-in studio", "Drawn and composed on this machine. Free, no key, offline."),
        "runware": ("Runware", "Photographic pictures and clips from models at Runware. Each film "
                               "has its price, which you see before anything is bought."),
        "runware,mirelo": ("Runware + Mirelo", "Pictures and clips from Runware; Mirelo watches "
                                               "each clip and makes the sound that fits."),
    },
    "de": {
        "local": ("Eingebautes Studio", "Auf diesem Rechner gezeichnet und komponiert. Kostenlos, "
                                        "ohne Schlüssel, offline."),
        "runware": ("Runware", "Fotografische Bilder und Clips von Modellen bei Runware. Jeder "
                               "Film hat seinen Preis; du siehst ihn, bevor etwas gekauft wird."),
        "runware,mirelo": ("Runware + Mirelo", "Bilder und Clips von Runware; Mirelo sieht jeden "
                                               "Clip an und macht das Geräusch dazu."),
    },
}

PANEL: dict[str, dict[str, str]] = {
    "en": {
        "aspect": "Shape", "9:16": "Tall, 9:16 (Reels, TikTok, Shorts)",
        "1:1": "Square, 1:1 (feeds)", "16:9": "Wide, 16:9 (YouTube, websites)",
        "makers": "Made by", "clip_model": "Clips by", "picture_model": "Pictures by",
        "model_does": "as the model does it",
        "makers_one": "Set RUNWARE_API_KEY to choose others.",
        "makers_more": "Changing this makes the film anew; you see the price first.",
        "budget": "Budget for this ad, in dollars", "no_budget": "No limit",
        "still_gate": "Pictures first",
        "still_gate_more": "See the pictures before clips are bought.",
        "captions": "Spoken lines as captions in the picture",
        "language": "Language of the ad", "en": "English", "de": "German",
        "no_amount": "That budget is not an amount.", "say_amount": "Write it like 5 or 12.50.",
    },
    "de": {
        "aspect": "Format", "9:16": "Hochkant, 9:16 (Reels, TikTok, Shorts)",
        "1:1": "Quadratisch, 1:1 (Feeds)", "16:9": "Quer, 16:9 (YouTube, Webseiten)",
        "makers": "Gemacht von", "clip_model": "Clips von", "picture_model": "Bilder von",
        "model_does": "wie das Modell es macht",
        "makers_one": "Mit RUNWARE_API_KEY lassen sich andere wählen.",
        "makers_more": "Damit wird der Film neu gemacht; den Preis siehst du vorher.",
        "budget": "Budget für diese Anzeige, in Dollar", "no_budget": "Keine Grenze",
        "still_gate": "Erst die Bilder",
        "still_gate_more": "Die Bilder ansehen, bevor Clips gekauft werden.",
        "captions": "Gesprochenes als Untertitel im Bild",
        "language": "Sprache der Anzeige", "en": "Englisch", "de": "Deutsch",
        "no_amount": "Dieses Budget ist kein Betrag.", "say_amount": "Schreib es als 5 oder 12,50.",
    },
}


def language_of(code: str) -> str:
    """The language we speak to a browser that asks for this one."""
    return "de" if code.lower().startswith("de") else "en"


async def starters(user: cl.User | None, language: str | None) -> list[cl.Starter]:
    """What an empty chat offers."""
    return [
        cl.Starter(label=label, message=message, icon=f"/public/icons/{icon}.svg")
        for label, message, icon in _STARTERS[language_of(language or "en")]
    ]
