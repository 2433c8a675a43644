"""The words of what is looked up, in English and German."""

from storage.records import Language

Words = dict[str, str]

WORDS: dict[Language, Words] = {
    "en": {
        "brief": "The brief", "versions": "Versions", "spend": "Spending", "models": "Models",
        "brand": "Brand",
        "photo": "Product photo", "logo": "Logo", "name": "Name", "purpose": "What it is for",
        "audience": "For whom", "action": "What viewers should do", "tone": "Tone",
        "aspect": "Shape", "benefits": "Benefits", "offer": "Offer", "address": "Address",
        "length": "Length", "language": "Language", "en": "English", "de": "German",
        "given": "given", "open": "not asked yet", "yours": "left to AdFlow",
        "warm": "warm", "bold": "bold", "elegant": "elegant", "playful": "playful",
        "version": "Version", "called": "Name", "changed": "What changed", "made": "Film",
        "film": "made", "no_storyboard": "There is no storyboard yet.",
        "this_ad": "This ad", "all_ads": "All your ads", "spent": "Spent", "held": "Reserved",
        "of": "of", "left_ad": "Left for one film", "left_project": "Left for this ad",
        "left_day": "Left today", "left_user": "Left in all",
        "held_note": "What is reserved is spent when it is made, and freed when it is not.",
        "no_budget": "No budget is set. You can set one in the settings.",
        "model": "Model", "id": "Id", "makes": "Makes", "price": "Price", "lengths": "Lengths (s)",
        "state": "Key", "free": "free", "key_missing": "missing",
        "models_note": "A price after ≈ is an estimate; what the provider reports is booked.",
        "picture": "picture", "clip": "clip", "sound": "sound", "music": "music",
        "future": "imagined picture", "voice": "voice",
        "colours": "Colours", "photo_colours": "Colours, from the photo", "never": "Never says",
        "no_brand": "No brand kit is used: logo and colours are those of this ad. Say “set up"
        " a brand called …” to make one.",
        "brands": "Brand kits", "look": "Has", "font": "font", "end_card": "On the end card",
        "new_ads": "New ads take {name}.", "none_preferred": "New ads take none of them by"
        " themselves.",
    },
    "de": {
        "brief": "Das Briefing", "versions": "Fassungen", "spend": "Ausgaben",
        "models": "Modelle", "brand": "Marke",
        "photo": "Produktfoto", "logo": "Logo", "name": "Name", "purpose": "Wofür es ist",
        "audience": "Für wen", "action": "Was man tun soll", "tone": "Ton", "aspect": "Format",
        "benefits": "Vorteile", "offer": "Angebot", "address": "Adresse", "length": "Länge",
        "language": "Sprache", "en": "Englisch", "de": "Deutsch",
        "given": "da", "open": "noch offen", "yours": "AdFlow überlassen",
        "warm": "warm", "bold": "kräftig", "elegant": "elegant", "playful": "verspielt",
        "version": "Fassung", "called": "Name", "changed": "Was sich geändert hat",
        "made": "Film", "film": "fertig", "no_storyboard": "Es gibt noch kein Storyboard.",
        "this_ad": "Diese Anzeige", "all_ads": "Alle deine Anzeigen", "spent": "Ausgegeben",
        "held": "Reserviert", "of": "von", "left_ad": "Noch für einen Film",
        "left_project": "Noch für diese Anzeige", "left_day": "Heute noch",
        "left_user": "Insgesamt noch",
        "held_note": "Reserviertes ist ausgegeben, sobald es gemacht ist; sonst wird es frei.",
        "no_budget": "Es ist kein Budget gesetzt. In den Einstellungen geht das.",
        "model": "Modell", "id": "Id", "makes": "Macht", "price": "Preis", "lengths": "Längen (s)",
        "state": "Schlüssel", "free": "kostenlos", "key_missing": "fehlt",
        "models_note": "Ein Preis mit ≈ ist geschätzt; gebucht wird, was der Anbieter meldet.",
        "picture": "Bild", "clip": "Clip", "sound": "Geräusch", "music": "Musik",
        "future": "erdachtes Bild", "voice": "Stimme",
        "colours": "Farben", "photo_colours": "Farben, aus dem Foto", "never": "Sagt nie",
        "no_brand": "Es gilt keine Marke: Logo und Farben sind die dieser Anzeige. Sag „leg"
        " eine Marke namens … an“, um eine zu machen.",
        "brands": "Marken", "look": "Hat", "font": "Schrift", "end_card": "Auf der Endkarte",
        "new_ads": "Neue Anzeigen nutzen {name}.", "none_preferred": "Neue Anzeigen nutzen von sich"
        " aus keine davon.",
    },
}
