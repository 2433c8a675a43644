"""The phrasings `docs/guided.md` lists for the whole revision contract, in English and German."""

from collections.abc import Callable

import pytest

from agent.guided.understanding import understand
from storage.records import Change, State, Storyboard

CHANGES: list[tuple[str, list[str]]] = [
    # Several changes in one sentence are one quote
    ("make shot 2 warmer, drop the slogan in 3 and use jazz",
     ["light 2 warm", "text 3 2 ", "music warm"]),
    ("make the second one warmer and say 'Order today' at the end",
     ["light 2 warm", "text 4 Order today"]),
    ("mach die zweite wärmer, lösch Szene 3 und nimm ruhige Musik",
     ["light 2 warm", "music calm", "remove 3"]),
    ("make shot two warmer and shot three cooler", ["light 2 warm", "light 3 cool"]),
    ("duplicate shot 2 and make it darker", ["duplicate 2", "light 3 dark"]),
    # Naming shots
    ("make the second one brighter", ["light 2 bright"]),
    ("the last one should be golden", ["light 4 golden"]),
    ("cooler light in all shots",
     ["light 1 cool", "light 2 cool", "light 3 cool", "light 4 cool"]),
    ("all shots except 2 darker", ["light 1 dark", "light 3 dark", "light 4 dark"]),
    ("die letzte Szene heller", ["light 4 bright"]),
    ("alle Szenen dunkler", ["light 1 dark", "light 2 dark", "light 3 dark", "light 4 dark"]),
    ("mkae the secnd shot wamer", ["light 2 warm"]),
    ("mahc szene zwei wärmr", ["light 2 warm"]),
    ("shot 2 is too dark", ["light 2 bright"]),
    ("Szene 2 ist zu dunkel", ["light 2 bright"]),
    # Pictures
    ("shot 2 should show a kitchen table", ["picture 2 A kitchen table"]),
    ("show the bottle on a beach in shot 3", ["picture 3 The bottle on a beach"]),
    ("another picture for shot 2", ["take 2"]),
    ("anderes Bild für Szene 2", ["take 2"]),
    # Takes
    ("another take of the second one", ["take 2"]),
    ("new sound for shot 3", ["take 3 sound"]),
    ("new clip for shot 3", ["take 3 clip"]),
    ("neuer Clip für Szene 3", ["take 3 clip"]),
    ("noch ein Versuch für Szene 3", ["take 3"]),
    ("use take 1 of shot 2", ["choose_take 2 1"]),
    ("go back to the first picture in shot 2", ["choose_take 2 1"]),
    ("take 2 of the clip in shot 3", ["choose_take 3 clip 2"]),
    ("nimm das erste Bild in Szene 2", ["choose_take 2 1"]),
    # Sound and voice
    ("I want to hear rain in shot 2", ["sound 2 rain"]),
    ("shot 3 should sound like the sea", ["sound 3 like the sea"]),
    ("in Szene 2 soll man Regen hören", ["sound 2 rain"]),
    ('the voice in shot 2 says "Feel it"', ["voice 2 Feel it"]),
    ('voice over in shot 1: "Good morning"', ["voice 1 Good morning"]),
    ("die Stimme in Szene 2 sagt „Fühl es“", ["voice 2 Fühl es"]),
    ("no voice in shot 2", ["voice 2 "]),
    ("keine Stimme in Szene 2", ["voice 2 "]),
    # Duplicate and split
    ("duplicate shot 2", ["duplicate 2"]),
    ("copy the third shot", ["duplicate 3"]),
    ("verdopple Szene 2", ["duplicate 2"]),
    ("dupliziere die letzte Szene", ["duplicate 4"]),
    ("split shot 2", ["split 2"]),
    ("cut shot 2 in two", ["split 2"]),
    ("split shot 1 after 3 seconds", ["split 1 3"]),
    ("teile Szene 2", ["split 2"]),
    ("teile Szene 1 nach 3 Sekunden", ["split 1 3"]),
    # Order and number
    ("swap the first and the last shot", ["move 4 1", "move 2 4"]),
    ("put shot 4 before shot 2", ["move 4 2"]),
    ("get rid of shot 3", ["remove 3"]),
    ("Szene 3 weg", ["remove 3"]),
    ("stell Szene 4 vor Szene 2", ["move 4 2"]),
    # Time
    ("shot 2 should last four seconds", ["seconds 2 4"]),
    ("make shot 1 two seconds shorter", ["seconds 1 5"]),
    ("make the whole film 15 seconds", ["length 15"]),
    ("Szene 2 soll vier Sekunden dauern", ["seconds 2 4"]),
    ("insgesamt fünfzehn Sekunden", ["length 15"]),
    # Words
    ('shot 3 should say "Order today"', ["text 3 Order today"]),
    ('Szene 3 soll „Heute bestellen“ sagen', ["text 3 Heute bestellen"]),
    ("drop the slogan in 3", ["text 3 2 "]),
    ("Button: Jetzt kaufen", ["text 4 button Jetzt kaufen"]),
    # Movement and light
    ("slow zoom in shot 2", ["motion 2 slow push in"]),
    ("let it snow in shot 2", ["motion 2 falling snow"]),
    ("lass es in Szene 2 schneien", ["motion 2 falling snow"]),
    ("shot 3 slower", ["motion 3 0.2"]),
    ("Szene 3 langsamer", ["motion 3 0.2"]),
    ("neon light in shot 2", ["light 2 neon"]),
    ("the second one should be faster", ["motion 2 0.6"]),
    ("Szene 2 soll heller sein", ["light 2 bright"]),
    ("Szene 2 soll golden sein", ["light 2 golden"]),
    # Captions
    ("captions on", ["captions True"]),
    ("turn the captions off", ["captions False"]),
    ("add subtitles", ["captions True"]),
    ("no subtitles please", ["captions False"]),
    ("Untertitel an", ["captions True"]),
    ("Untertitel aus", ["captions False"]),
    ("mit Untertiteln bitte", ["captions True"]),
    ("ohne Untertitel", ["captions False"]),
    # Music, look, format
    ("use jazz", ["music warm"]),
    ("upbeat music", ["music bold"]),
    ("other music", ["music True"]),
    ("muisc calmer", ["music calm"]),
    ("nimm Jazz", ["music warm"]),
    ("andere Musik bitte", ["music True"]),
    ("fröhliche Musik", ["music bold"]),
    ("make it a dark look", ["look noir"]),
    ("more elegant", ["look noir", "music calm"]),
    ("as a square video", ["aspect 1:1"]),
    ("im Hochformat", ["aspect 9:16"]),
    ("16:9 please", ["aspect 16:9"]),
    # Transitions and how shots connect
    ("crossfade between 1 and 2", ["transition 1 light"]),
    ("hard cuts everywhere", ["transition 1 cut", "transition 2 cut", "transition 3 cut"]),
    ("harter Schnitt nach Szene 1", ["transition 1 cut"]),
    ("keep shot 3 as it is and make shot 2 warmer", ["keep_next 2", "light 2 warm"]),
    ("make shot 2 warmer but keep the rest", ["light 2 warm", "keep_next 2"]),
    ("mach Szene 2 wärmer, aber behalte den Rest", ["light 2 warm", "keep_next 2"]),
    # Who makes it
    ("make it with runware", ["makers ('runware',)"]),
    ("use the built-in studio", ["makers ('local',)"]),
    ("back to the studio", ["makers ('local',)"]),
    ("use runware/klingai:5@2 for the clips", ["models ('runware/klingai:5@2',)"]),
    ("mach es mit runware", ["makers ('runware',)"]),
    ("zurück ins Studio", ["makers ('local',)"]),
    # Brand
    ("use my Aurela brand", ["brand Aurela"]),
    ("no brand", ["brand -"]),
    ("nimm meine Marke Aurela", ["brand Aurela"]),
    ("keine Marke", ["brand -"]),
    ("no logo please", ["logo -"]),
    ("ohne Logo", ["logo -"]),
]

REQUESTS: list[tuple[str, str, str]] = [
    ("undo that", "undo", ""),
    ("take that back", "undo", ""),
    ("undoo", "undo", ""),
    ("mach das rückgängig", "undo", ""),
    ("nimm das zurück", "undo", ""),
    ("redo that", "redo", ""),
    ("doch wieder", "redo", ""),
    ("how much so far?", "spend", ""),
    ("what have I spent?", "spend", ""),
    ("was hat das bisher gekostet?", "spend", ""),
    ("wie viel habe ich ausgegeben?", "spend", ""),
    ("cheaper?", "cheaper", ""),
    ("is there a cheaper way?", "cheaper", ""),
    ("that's too expensive", "cheaper", ""),
    ("chaeper please", "cheaper", ""),
    ("günstiger?", "cheaper", ""),
    ("geht das billiger?", "cheaper", ""),
    ("zu teuer", "cheaper", ""),
    ("show me the versions", "versions", ""),
    ("which versions are there?", "versions", ""),
    ("zeig mir die Versionen", "versions", ""),
    ("go to version 2", "go_to", "2"),
    ("back to version two", "go_to", "2"),
    ("back to the first version", "go_to", "1"),
    ("go back to summer", "go_to", "summer"),
    ("geh zu Version 2", "go_to", "2"),
    ("zurück zur ersten Version", "go_to", "1"),
    ("call this one summer", "name_version", "summer"),
    ("name this version “Summer”", "name_version", "Summer"),
    ("nenn das Sommer", "name_version", "Sommer"),
    ("nenne diese Version „Sommer“", "name_version", "Sommer"),
    ("make a variant called bold", "variant", "bold"),
    ("mach eine Variante namens Mutig", "variant", "Mutig"),
    ("which models do you use?", "models", ""),
    ("welche Modelle nutzt du?", "models", ""),
    ("which brand is this?", "brand", ""),
    ("keep the rest", "keep_rest", ""),
    ("behalte den Rest", "keep_rest", ""),
    ("how long does it take?", "how_long", ""),
    ("what does it cost?", "how_much", ""),
    ("was würde das kosten?", "how_much", ""),
    ("stop it", "stop", ""),
    ("go", "yes", ""),
    ("ja bitte", "yes", ""),
    ("jep", "yes", ""),
    ("nein", "no", ""),
    ("show me my projects", "projects", ""),
]

CANNOT: list[tuple[str, str]] = [
    ("post it on TikTok for me", "cannot_publish"),
    ("put a QR code at the end", "cannot_code"),
    ("make it 4:3", "cannot_aspect"),
    ("auf Französisch bitte", "cannot_language"),
    ("in Spanish please", "cannot_language"),
    ("use a bigger font", "cannot_font"),
    ("make the background red", "cannot_colour"),
    ("can I get it as a gif?", "cannot_format"),
    ("no music at all", "cannot_silence"),
    ("exportiere es als GIF", "cannot_format"),
    ("make shot 12 warmer", "no_such_shot"),
    ("use this picture for shot 2", "needs_picture"),
    ("use another logo", "needs_logo"),
    ("füge einen QR-Code ein", "cannot_code"),
]


@pytest.fixture
def state(film: Storyboard) -> State:
    return State(project="p", title="", brief=film.brief, storyboard=film, newest=3)


@pytest.mark.parametrize(("said", "meant"), CHANGES)
def test_changes(
    said: str, meant: list[str], state: State, in_short: Callable[[Change], str]
) -> None:
    intent = understand(said, state)
    told = [in_short(change) for change in intent.changes]
    # What a picture shows is followed by what every picture of the film must have.
    assert [one.partition(". ")[0] if " Upright" in one else one for one in told] == meant
    assert not intent.problems


@pytest.mark.parametrize(("said", "act", "name"), REQUESTS)
def test_plain_requests(said: str, act: str, name: str, state: State) -> None:
    intent = understand(said, state)
    assert (intent.act, intent.name, intent.changes) == (act, name, ())


@pytest.mark.parametrize(("said", "problem"), CANNOT)
def test_what_cannot_be_done_is_said(said: str, problem: str, state: State) -> None:
    intent = understand(said, state)
    assert intent.problems[:1] == (problem,)
    assert not intent.changes


def test_the_table_is_broad_enough() -> None:
    assert len(CHANGES) + len(REQUESTS) + len(CANNOT) >= 150
