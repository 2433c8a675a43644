"""The web face's own few words, in English and German; all else is said by the conversation."""

import chainlit as cl

_STARTERS = {
    "en": (
        ("Make an ad from a product photo", "I want to make an ad from a product photo.", "photo"),
        ("Use a product page", "I want to make an ad from a product page.", "link"),
        ("Show me an example", "Show me an example", "spark"),
    ),
    "de": (
        ("Anzeige aus einem Produktfoto",
         "Ich möchte eine Anzeige aus einem Produktfoto machen.", "photo"),
        ("Eine Produktseite verwenden",
         "Ich möchte eine Anzeige aus einer Produktseite machen.", "link"),
        ("Zeig mir ein Beispiel", "Zeig mir ein Beispiel", "spark"),
    ),
}
EXAMPLE_REQUESTS = {words[2][1] for words in _STARTERS.values()}


def language_of(code: str) -> str:
    """The language we speak to a browser that asks for this one."""
    return "de" if code.lower().startswith("de") else "en"


async def starters(user: cl.User | None, language: str | None) -> list[cl.Starter]:
    """What an empty chat offers."""
    return [
        cl.Starter(label=label, message=message, icon=f"/public/icons/{icon}.svg")
        for label, message, icon in _STARTERS[language_of(language or "en")]
    ]
