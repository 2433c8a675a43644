"""Short phrases that a conversation says of itself, not the brain, in English and German."""

import re
from collections.abc import Sequence

from storage.records import AnotherTake, ChooseTake, Language, Quote, QuotePart, TakeKind
from tools.pipeline.cheaper import Way
from tools.pipeline.finished import Ended
from tools.pipeline.price import in_dollars

_WORKING: dict[Language, dict[str, str]] = {
    "en": {
        "read_product_page": "Reading the product page",
        "choose_picture": "Fetching the picture",
        "write_storyboard": "Writing four scenes and drawing their first frames",
        "quote_film": "Counting what has to be made",
        "animate_shots": "Counting which clips have to be made",
        "revise": "Changing the storyboard",
        "find_cheaper": "Looking for cheaper ways",
    },
    "de": {
        "read_product_page": "Die Produktseite wird gelesen",
        "choose_picture": "Das Bild wird geholt",
        "write_storyboard": "Vier Szenen werden geschrieben, ihre ersten Bilder gezeichnet",
        "quote_film": "Es wird gezählt, was zu machen ist",
        "animate_shots": "Es wird gezählt, welche Clips zu machen sind",
        "revise": "Das Storyboard wird geändert",
        "find_cheaper": "Günstigere Wege werden gesucht",
    },
}


_SAID: dict[str, tuple[str, str]] = {
    "not_finished": ("The film could not be finished.", "Der Film wurde nicht fertig."),
    "try_again": (
        "What was finished is kept. Say “try again” to go on from there.",
        "Was fertig ist, bleibt. Sag „noch mal“, dann geht es dort weiter.",
    ),
    "rewrite": (
        "The other shots are kept. Shall I describe it in other words? Say “rewrite it”.",
        "Die anderen Szenen bleiben. Soll ich sie anders beschreiben? Sag „schreib es neu“.",
    ),
    "deleted": (
        "“{title}” is deleted, with all that only it used ({megabytes} MB).",
        "„{title}“ ist gelöscht, mit allem, was nur dazu gehörte ({megabytes} MB).",
    ),
    "settings_kept": ("Your settings are kept for this ad.", "Gilt ab jetzt für diese Anzeige."),
    "at_hand_note": ("begins with a picture at hand", "beginnt mit einem vorhandenen Bild"),
    "film_ready": ("Your film “{title}” is ready.", "Dein Film „{title}“ ist fertig."),
    "pictures_ready": (
        "The pictures of “{title}” are ready to look at.",
        "Die Bilder von „{title}“ sind fertig zum Ansehen.",
    ),
    "clips_ready": (
        "The clips of “{title}” are ready to look at.",
        "Die Clips von „{title}“ sind fertig zum Ansehen.",
    ),
    "film_stopped": ("“{title}” stopped: {problem}", "„{title}“ brach ab: {problem}"),
    "no_title": ("Untitled", "Ohne Titel"),
    "open": ("Open", "Öffnen"),
    "close": ("Close", "Schließen"),
    "settings_note": ("other settings", "andere Einstellungen"),
}

_READY: dict[QuotePart, str] = {
    "film": "film_ready", "pictures": "pictures_ready", "clips": "clips_ready"}


def wording(key: str, language: Language) -> str:
    """One of the conversation's own sentences."""
    return _SAID[key][language == "de"]


def ended_in_words(ended: Ended, language: Language) -> str:
    """What became of a render, in one sentence."""
    if ended.status == "failed":
        why = ended.problem or wording("not_finished", language)
        key, problem = "film_stopped", re.split(r"(?<=[.!?])\s", why)[0]
    else:
        key, problem = _READY[ended.part], ""
    title = ended.title or wording("no_title", language)
    return wording(key, language).format(title=title, problem=problem)


def working_on(step: str, language: Language) -> str:
    """What a step does, for a status line; empty for steps that take no time."""
    return _WORKING[language].get(step, "")


def minutes(seconds: float, language: Language) -> str:
    """A time as people say it: `about 40 seconds`, `etwa 2 Minuten`."""
    if seconds < 90:
        count, unit = max(5, round(seconds / 5) * 5), ("seconds", "Sekunden")
    else:
        count, unit = round(seconds / 60), ("minutes", "Minuten")
    return f"about {count} {unit[0]}" if language == "en" else f"etwa {count} {unit[1]}"


def offer_in_words(quote: Quote, language: Language) -> str:
    """What a quote buys, in one sentence."""
    made, reused = len(quote.made), len(quote.lines) - len(quote.made)
    time = minutes(quote.seconds, language)
    price = in_dollars(quote.total)
    if quote.part == "clips":
        return _clips_offered(quote, language)
    if quote.part == "pictures":
        many = "1 picture" if made == 1 else f"{made} pictures"
        if language == "de":
            many = "1 Bild" if made == 1 else f"{made} Bilder"
            return f"Zuerst {many}, zum Ansehen: {price}, {time}. Danach frage ich nach den Clips."
        return f"First {many}, for you to look at: {price}, {time}. Then I ask about the clips."
    if language == "de":
        price = "kostenlos" if quote.total == 0 else price
        parts = "1 Teil wird" if made == 1 else f"{made} Teile werden"
        kept = f", {reused} {'wird' if reused == 1 else 'werden'} wiederverwendet" if reused else ""
        return f"{parts} gemacht{kept}: {price}, {time}."
    parts = "1 part" if made == 1 else f"{made} parts"
    kept = f", {reused} reused" if reused else ""
    return f"{parts} to make{kept}: {price}, {time}."


def _clips_offered(quote: Quote, language: Language) -> str:
    """What clips of single shots cost, which are there, and which are made for those after them."""
    german, made, kept = language == "de", quote.clips(reused=False), quote.clips(reused=True)
    before, asked = [one for one in made if one not in quote.shots], _numbered(made, language)
    told = [_ALL_CLIPS[german]]
    if made:
        price = "kostenlos" if german and not quote.total else in_dollars(quote.total)
        many = f"{len(made)} {'Clip' if german else 'clip'}{'s' if len(made) > 1 else ''}"
        told = [f"{many} ({asked}): {price}, {minutes(quote.seconds, language)}."]
    if before:
        told.append(_GOES_ON[german].format(before=_numbered(before, language)))
    if kept:
        many = "are reused" if len(kept) > 1 else "is reused"
        if german:
            many = "werden wiederverwendet" if len(kept) > 1 else "wird wiederverwendet"
        shots = _numbered(kept, language)
        told.append(f"{shots[0].upper()}{shots[1:]} {many}.")
    return " ".join(told)


def _numbered(shots: Sequence[int], language: Language) -> str:
    """Shots by number: `shot 3`, `shots 1, 2 and 4`."""
    one, many, and_ = ("Szene", "Szenen", "und") if language == "de" else ("shot", "shots", "and")
    if len(shots) == 1:
        return f"{one} {shots[0]}"
    return f"{many} {', '.join(map(str, shots[:-1]))} {and_} {shots[-1]}"


def animated(count: int, missing: Sequence[int], language: Language) -> str:
    """How many of so many shots have their clip: `2 of 5 shots are animated; 3 missing: …`."""
    done, left = count - len(missing), ", ".join(map(str, missing))
    if language == "de":
        are = "ist animiert" if done == 1 else "sind animiert"
        if not missing:
            return f"Alle {count} Szenen sind animiert."
        return f"{done} von {count} Szenen {are}; es fehlen {len(missing)}: {left}."
    are = "is animated" if done == 1 else "are animated"
    if not missing:
        return f"All {count} shots are animated."
    return f"{done} of {count} shots {are}; {len(missing)} missing: {left}."


_ALL_CLIPS = ("Nothing has to be made: these clips are there.",
              "Nichts ist zu machen: Diese Clips sind da.")
_GOES_ON = (
    "Each clip goes on from the one before it, so {before} must be made, too.",
    "Jeder Clip setzt den davor fort, deshalb braucht es auch {before}.",
)
_REMARKS: dict[str, tuple[str, str]] = {
    "bought_longer": (
        "A clip of {given:g} s is bought for shot {shot} and trimmed to {wanted:g} s.",
        "Für Szene {shot} wird ein Clip von {given:g} s gekauft und auf {wanted:g} s gekürzt.",
    ),
    "shortened": (
        "Shot {shot} lasts {given:g} s instead of {wanted:g} s: that clip is cheaper.",
        "Szene {shot} dauert {given:g} s statt {wanted:g} s: Dieser Clip ist billiger.",
    ),
    "hard_cut": (
        "There is a hard cut after shot {shot}: its clip of {given:g} s is trimmed to {wanted:g}"
        " s.",
        "Nach Szene {shot} ist ein harter Schnitt: Ihr Clip von {given:g} s wird auf {wanted:g} s"
        " gekürzt.",
    ),
    "no_voice": (
        "Nobody speaks in this film: what is said stands in its captions. A voice takes a"
        " provider.",
        "In diesem Film spricht niemand: Der Text steht in den Untertiteln. Eine Stimme braucht"
        " einen Anbieter.",
    ),
}


_NAMED = (
    "“{word}” may be protected: use it only if you have the rights to.",
    "„{word}“ kann geschützt sein: Nur verwenden, wenn du die Rechte daran hast.",
)
MOST_WORDS = 90                          # characters of a picture's description that are repeated
_AT_HAND = (
    "Your film “{title}” begins with a picture of much the same words (“{words}”). Say “use it”"
    " to begin with that one: it saves {saves}.",
    "Dein Film „{title}“ beginnt mit einem Bild aus fast denselben Worten („{words}“). Sag „nimm"
    " es“, um damit zu beginnen: Das spart {saves}.",
)
_OLD_PRICE = (
    "The price of {model} was looked up on {date} and may have changed since.",
    "Der Preis von {model} ist vom {date} und kann sich geändert haben.",
)


def remarks_in_words(quote: Quote, language: Language) -> list[str]:
    """What should be known before a yes, a sentence each; equal things about shots in one."""
    sentences = _resale(quote, language)
    for one in quote.remarks:
        values = one.model_dump(exclude={"kind"})
        sentences.append(_REMARKS[one.kind][language == "de"].format(**values))
    sentences += _at_hand(quote, language)
    named, old = _NAMED[language == "de"], _OLD_PRICE[language == "de"]
    words = dict.fromkeys(line.hint for line in quote.made if line.hint)
    return [
        *sentences, *(named.format(word=word) for word in words),
        *(old.format(model=model, date=day) for model, day in quote.old_prices.items()),
    ]


def _at_hand(quote: Quote, language: Language) -> list[str]:
    """The picture that is there already, and how to take it."""
    hand = quote.at_hand
    if hand is None:
        return []
    words = hand.words if len(hand.words) <= MOST_WORDS else f"{hand.words[:MOST_WORDS].rstrip()}…"
    return [_AT_HAND[language == "de"].format(
        title=hand.title, words=words, saves=in_dollars(hand.saves))]


def _resale(quote: Quote, language: Language) -> list[str]:
    """The price to a customer, for those who resell."""
    if not quote.markup or not quote.total:
        return []
    told, percent = in_dollars(quote.resale), f"{quote.markup:g}"
    if language == "de":
        return [f"Preis für den Kunden, mit {percent} % Aufschlag: {told}."]
    return [f"Price to the customer, with {percent} % markup: {told}."]


_PARTS: dict[TakeKind, tuple[str, str]] = {
    "picture": ("picture", "Bild"), "clip": ("clip", "Clip"), "sound": ("sound", "Geräusch"),
    "future": ("imagined picture", "erdachtes Bild"), "voice": ("voice", "Stimme"),
}


def note_of(change: AnotherTake | ChooseTake, language: Language) -> str:
    """What a click on a take changes, in a few words."""
    part = _PARTS[change.kind][language == "de"]
    if isinstance(change, ChooseTake):
        if language == "de":
            return f"Szene {change.shot}: {part}, Take {change.take}"
        return f"shot {change.shot}: {part}, take {change.take}"
    if language == "de":
        return f"Szene {change.shot}: {part} neu"
    return f"shot {change.shot}: another {part}"


_WAYS: dict[Way, tuple[tuple[str, str], tuple[str, str]]] = {
    "keep_next": (
        ("Keep the scenes after shot {detail}", "A hard cut after shot {detail}."),
        ("Die Szenen nach {detail} behalten", "Ein harter Schnitt nach Szene {detail}."),
    ),
    "shorter": (
        ("Shorten shot {detail} a little", "A shorter clip is bought, so the film is shorter."),
        ("Szene {detail} etwas kürzen", "Es wird ein kürzerer Clip gekauft, der Film wird kürzer."),
    ),
    "model": (
        ("Another clip model", "{detail} makes the clips; they look different."),
        ("Ein anderes Clip-Modell", "{detail} macht die Clips; sie sehen anders aus."),
    ),
    "studio": (
        ("The built-in studio", "Drawn on this machine instead of by a model."),
        ("Das eingebaute Studio", "Auf diesem Rechner gezeichnet statt von einem Modell."),
    ),
}


MODELS = {                               # names that their makers gave them
    "local/studio-picture": "Built-in studio", "local/studio-clip": "Built-in studio",
    "local/studio-scene": "Built-in studio", "local/studio-future": "Built-in studio",
    "local/studio-move": "Built-in studio", "local/studio-sound": "Built-in studio",
    "local/studio-music": "Built-in studio",
    "runware/bfl:3@1": "FLUX.1 Kontext pro", "runware/klingai:6@1": "KlingAI 2.5 Turbo Pro",
    "runware/klingai:5@2": "KlingAI 2.1 Pro", "runware/mirelo:1@1": "Mirelo SFX 1.5",
    "mirelo/sfx-1.5": "Mirelo SFX 1.5", "mirelo/v2-sfx-1.5": "Mirelo SFX 1.5, v2",
}


def model_named(model: str) -> str:
    """A model's name for people; its own, as `provider/model`, where there is no other."""
    return MODELS.get(model, model)


def way_in_words(way: Way, detail: str, language: Language) -> dict[str, str]:
    """What a cheaper way is called (`title`) and what it gives up (`gives_up`)."""
    detail = model_named(detail)
    title, gives_up = _WAYS[way][language == "de"]
    return {"title": title.format(detail=detail), "gives_up": gives_up.format(detail=detail)}


def introduction(brain: str, language: Language) -> str:
    """Who is talking, as a line of its own."""
    return f"_Du sprichst mit {brain}._" if language == "de" else f"_You are talking with {brain}._"
