"""What people say about a finished storyboard, in English and German, and what it means."""

from collections.abc import Callable

import pytest

from agent.guided.clause import attachments
from agent.guided.understanding import understand
from storage.records import Change, SetText, State, Storyboard

CHANGES: list[tuple[str, list[str]]] = [
    ("make shot 2 warmer, drop the slogan in 3 and use calm music",
     ["light 2 warm", "text 3 2 ", "music calm"]),
    ("shot 1 should say Good morning, world", ["text 1 Good morning, world"]),
    ("Shot 1 should say “Hello, you” and make shot 2 and 3 slower",
     ["text 1 Hello, you", "motion 2 0.1", "motion 3 0.2"]),
    ("change the headline of shot 2 to Enough is enough", ["text 2 Enough is enough"]),
    ("change \"Made for every day\" to \"Made for you\"",
     ["text 3 Made for you Made for every day"]),
    ("make shot 2 5 seconds", ["seconds 2 5"]),
    ("make shot two 2 seconds longer", ["seconds 2 9"]),
    ("shorter hook", ["seconds 1 5"]),
    ("make the ending longer", ["seconds 4 7.5"]),
    ("20 seconds in all", ["length 20"]),
    ("make it shorter", ["length 22"]),
    ("move shot 3 to the start", ["move 3 1"]),
    ("move shot 1 after shot 3", ["move 1 3"]),
    ("swap 2 and 3", ["move 3 2"]),
    ("dark look", ["look noir"]),
    ("make it darker", ["light 1 dark", "light 2 dark", "light 3 dark", "light 4 dark"]),
    ("make everything brighter",
     ["light 1 bright", "light 2 bright", "light 3 bright", "light 4 bright"]),
    ("calm music", ["music calm"]),
    ("other music please", ["music True"]),
    ("make it square", ["aspect 1:1"]),
    ("for YouTube", ["aspect 16:9"]),
    ("for TikTok", ["aspect 9:16"]),
    ("zoom in slowly in shot 1", ["motion 1 slow push in"]),
    ("faster", ["motion 1 0.75", "motion 2 0.6", "motion 3 0.7", "motion 4 0.55"]),
    ("make the third scene faster and golden", ["motion 3 0.7", "light 3 golden"]),
    ("another take of shot 2", ["take 2"]),
    ("different picture in 3", ["take 3"]),
    ("rewrite shot 2", ["rewrite 2"]),
    ("describe shots 1 and 3 differently", ["rewrite 1", "rewrite 3"]),
    ("schreib Szene 2 neu", ["rewrite 2"]),
    ("beschreib die dritte Szene neu", ["rewrite 3"]),
    ("remove shot 2", ["remove 2"]),
    ("delete the problem", ["remove 2"]),
    ("add a shot after 2 that says “Only today”", ["add 2 Only today"]),
    ("set the offer to 20% off", ["text 4 offer 20% off"]),
    ("button: Shop now", ["text 4 button Shop now"]),
    ("the button should say \"Get it\"", ["text 4 button Get it"]),
    ("put our website on the end card: www.aurela.com", ["text 4 address www.aurela.com"]),
    ("no logo", ["logo -"]),
    ("remove the logo", ["logo -"]),
    ("make the musci calmer", ["music calm"]),
    ("mkae shot 2 warmr", ["light 2 warm"]),
    ("hard cut after shot 2", ["transition 2 cut"]),
    ("fade from 1 to 2", ["transition 1 light"]),
    ("Mach Szene 2 wärmer, streich den Slogan in 3 und nimm ruhige Musik",
     ["light 2 warm", "text 3 2 ", "music calm"]),
    ("Szene 1 soll „Guten Morgen“ sagen", ["text 1 Guten Morgen"]),
    ("Überschrift in Szene 2 ändern zu Jetzt reicht es", ["text 2 Jetzt reicht es"]),
    ("Szene 2 auf 5 Sekunden", ["seconds 2 5"]),
    ("Szene 3 zwei Sekunden kürzer", ["seconds 3 8"]),
    ("insgesamt 20 Sekunden", ["length 20"]),
    ("tausche 2 und 3", ["move 3 2"]),
    ("Szene 3 an den Anfang", ["move 3 1"]),
    ("schieb die letzte Szene nach vorne", ["move 4 1"]),
    ("entferne die zweite Szene", ["remove 2"]),
    ("mach es quadratisch", ["aspect 1:1"]),
    ("für YouTube", ["aspect 16:9"]),
    ("hellerer Look", ["look daylight"]),
    ("dunkler Hintergrund", ["look noir"]),
    ("mach alles heller", ["light 1 bright", "light 2 bright", "light 3 bright", "light 4 bright"]),
    ("andere Musik", ["music True"]),
    ("neuer Versuch für Szene 2", ["take 2"]),
    ("anderes Bild in 3", ["take 3"]),
    ("Auftakt kürzer", ["seconds 1 5"]),
    ("kein Logo", ["logo -"]),
    ("der Button soll „Jetzt kaufen“ heißen", ["text 4 button Jetzt kaufen"]),
    ("Angebot: 10 % Rabatt", ["text 4 offer 10 % Rabatt"]),
    ("Szene 4 langsamer und weicher", ["motion 4 0.05", "light 4 soft"]),
    ("langsam heranzoomen in Szene 1", ["motion 1 slow push in"]),
    ("make shot 2 darker, warmer and 5 seconds long", ["light 2 dark, warm", "seconds 2 5"]),
    ("cooler light in the second shot", ["light 2 cool"]),
    ("drop the second point in 3", ["text 3 point 2 "]),
    ("the third point in shot 3 should be Smells of summer", ["text 3 point 3 Smells of summer"]),
    ("shots 2 to 4 calmer", ["motion 2 0.1", "motion 3 0.2", "motion 4 0.05"]),
    ("shot 1 and 3 brighter", ["light 1 bright", "light 3 bright"]),
    ("make the hook warmer and the ending cooler", ["light 1 golden, very warm", "light 4 cool"]),
    ("upbeat soundtrack", ["music bold"]),
    ("back to your music", ["music True"]),
    ("put shot 3 first", ["move 3 1"]),
    ("move the last shot to position 2", ["move 4 2"]),
    ("add another scene at the end saying Only this week", ["add 4 Only this week"]),
    ("make shot 4 two seconds shorter", ["seconds 4 4"]),
    ("can you make it 15 seconds?", ["length 15"]),
    ("make it 15s", ["length 15"]),
    ("wipe between 2 and 3", ["transition 2 push"]),
    ("make it more elegant", ["look noir", "music calm"]),
    ("more playful please", ["look pop", "music bold"]),
    ("noir", ["look noir"]),
    ("pop look", ["look pop"]),
    ("change the button to Order now", ["text 4 button Order now"]),
    ("make the pictures more colourful", ["look pop"]),
    ("new music", ["music True"]),
    ("shot 3: golden light", ["light 3 golden"]),
    ("subtitle of shot 1: Good morning", ["text 1 caption Good morning"]),
    ("cut the hook down to 4 seconds", ["seconds 1 4"]),
    ("make the problem scene cooler, and slower", ["light 2 cool", "motion 2 0.1"]),
    ("remove the offer", ["text 4 offer "]),
    ("drop the button", ["text 4 button "]),
    ("Szene 2 und 3 langsamer", ["motion 2 0.1", "motion 3 0.2"]),
    ("Szene zwei 5 Sekunden lang", ["seconds 2 5"]),
    ("mach den Auftakt kürzer und wärmer", ["seconds 1 5", "light 1 golden, very warm"]),
    ("mach den Film 15 Sekunden lang", ["length 15"]),
    ("kürzer bitte", ["length 22"]),
    ("den Slogan in Szene 3 weglassen", ["text 3 2 "]),
    ("lösch den zweiten Punkt in Szene 3", ["text 3 point 2 "]),
    ("Button: Jetzt holen", ["text 4 button Jetzt holen"]),
    ("füge nach Szene 2 eine Szene hinzu: „Nur heute“", ["add 2 Nur heute"]),
    ("neue Szene am Ende mit dem Text Nur diese Woche", ["add 4 Nur diese Woche"]),
    ("verschiebe Szene 4 vor Szene 2", ["move 4 2"]),
    ("vertausche Szene 1 und 3", ["move 3 1", "move 2 3"]),
    ("mach's eleganter", ["look noir", "music calm"]),
    ("buntere Bilder", ["look pop"]),
    ("harter Schnitt nach Szene 2", ["transition 2 cut"]),
    ("Übergang nach Szene 1 weich", ["transition 1 light"]),
    ("kräftige Musik", ["music bold"]),
    ("wieder deine Musik", ["music True"]),
    ("Hochformat bitte", ["aspect 9:16"]),
    ("noch ein Versuch für Bild 3", ["take 3"]),
    ("fünf Sekunden länger", ["length 35"]),
    ("weniger Bewegung in Szene 3", ["motion 3 0.2"]),
    ("goldenes Licht überall",
     ["light 1 golden", "light 2 golden", "light 3 golden", "light 4 golden"]),
    ("make shot 1 warmer and swap 2 and 3", ["light 1 golden, very warm", "move 3 2"]),
    ("remove shots 2 and 3", ["remove 2", "remove 2"]),
    ("move shot 3 to the start and make shot 1 darker", ["light 1 dark", "move 3 1"]),
    ("make shot 2 warmer and remove shot 1", ["light 2 warm", "remove 1"]),
    ("shot 2 softer light, shot 3 neon", ["light 2 soft", "light 3 neon"]),
    ("use a fade after shot 1", ["transition 1 light"]),
    ("shot 4 should last 8 seconds", ["seconds 4 8"]),
    ("the address should be aurela.com", ["text 4 address aurela.com"]),
    ("change shot 2's headline to \"Enough!\"", ["text 2 Enough!"]),
    ("zoom out in the last shot", ["motion 4 slow pull back"]),
    ("pan left in shot 3", ["motion 3 slow pan left"]),
    ("make shot 3 static", ["motion 3 static 0"]),
    ("no movement in shot 2", ["motion 2 static 0"]),
    ("make the hook 5 s", ["seconds 1 5"]),
    ("stretch shot 3", ["seconds 3 12.5"]),
    ("slow down the ending", ["motion 4 0.05"]),
    ("brighten shot 1", ["light 1 bright"]),
    ("another clip of shot 3", ["take 3 clip"]),
    ("new sound for shot 2", ["take 2 sound"]),
    ("Szene 1 wärmer und tausche 2 und 3", ["light 1 golden, very warm", "move 3 2"]),
    ("entferne Szene 2 und 3", ["remove 2", "remove 2"]),
    ("zoom raus in der letzten Szene", ["motion 4 slow pull back"]),
    ("nach links schwenken in Szene 3", ["motion 3 slow pan left"]),
    ("Szene 3 ohne Bewegung", ["motion 3 static 0"]),
    ("Hook soll 5 Sekunden dauern", ["seconds 1 5"]),
    ("Adresse: suesse-suende.de", ["text 4 address suesse-suende.de"]),
    ("mach die erste Szene dunkler und die letzte heller", ["light 1 dark", "light 4 bright"]),
    ("neuer Ton für Szene 2", ["take 2 sound"]),
    ("ersetze „Made for every day“ durch „Für dich gemacht“",
     ["text 3 Für dich gemacht Made for every day"]),
    ("Szene 2: Neonlicht", ["light 2 neon"]),
    ("weiches Licht in Szene 4", ["light 4 soft"]),
    ("das Logo raus", ["logo -"]),
    ("Musik ruhiger", ["music calm"]),
    ("mehr Schwung in Szene 1", ["motion 1 0.75"]),
    ("für TikTok", ["aspect 9:16"]),
    ("Szene 3 verlängern", ["seconds 3 12.5"]),
]
ACTS: list[tuple[str, str]] = [
    ("try again", "retry"),
    ("undo", "undo"),
    ("how long does it take?", "how_long"),
    ("what can you do?", "help"),
    ("auf Deutsch bitte", "german"),
    ("rückgängig", "undo"),
    ("wie lange dauert das?", "how_long"),
    ("zeig mir das Storyboard", "show"),
    ("is it too dark?", "unknown"),
    ("i think my grandmother would love something like this one day", "unknown"),
    ("redo", "redo"),
    ("start over", "start_again"),
    ("stop", "stop"),
    ("where are we?", "progress"),
    ("show me the storyboard", "show"),
    ("rewrite it", "rewrite"),
    ("thanks!", "thanks"),
    ("yes", "yes"),
    ("not now", "no"),
    ("stopp", "stop"),
    ("von vorn", "start_again"),
    ("Hilfe", "help"),
    ("was kostet das?", "how_much"),
    ("wie weit bist du?", "progress"),
    ("noch mal", "retry"),
    ("schreib es neu", "rewrite"),
    ("wiederherstellen", "redo"),
    ("danke!", "thanks"),
    ("mach mal was Schönes", "unknown"),
]
MISSING: list[tuple[str, str]] = [
    ("make shot 9 warmer", "no_such_shot"),
    ("can you add a voice over?", "cannot_voice"),
    ("make the background blue", "cannot_colour"),
    ("use my own music", "needs_sound"),
    ("publish it to instagram", "cannot_publish"),
    ("make text bigger", "cannot_font"),
    ("can I have it as a gif?", "cannot_format"),
    ("add a woman", "cannot_people"),
    ("ändere „Das ist“ in „Hier kommt“", "no_such_line"),
    ("nimm meine eigene Musik", "needs_sound"),
    ("zeig das Produkt kleiner", "cannot_size"),
    ("Szene 9 wärmer", "no_such_shot"),
    ("kannst du eine Sprecherstimme einbauen?", "cannot_voice"),
    ("swap the logo", "needs_logo"),
    ("change the product photo", "needs_photo"),
    ("can the logo be bigger?", "cannot_size"),
    ("anderes Logo", "needs_logo"),
    ("größere Schrift", "cannot_font"),
    ("kannst du das auf Instagram posten?", "cannot_publish"),
    ("bitte ohne Musik", "cannot_silence"),
]


@pytest.fixture
def state(film: Storyboard) -> State:
    return State(project="p", title="", brief=film.brief, storyboard=film)


@pytest.mark.parametrize(("said", "meant"), CHANGES)
def test_changes(
    said: str, meant: list[str], state: State, in_short: Callable[[Change], str]
) -> None:
    intent = understand(said, state)
    assert intent.act == "change"
    assert [in_short(change) for change in intent.changes] == meant
    assert not intent.problems


@pytest.mark.parametrize(("said", "act"), ACTS)
def test_plain_requests(said: str, act: str, state: State) -> None:
    intent = understand(said, state)
    assert intent.act == act
    assert not intent.changes


@pytest.mark.parametrize(("said", "problem"), MISSING)
def test_what_is_missing_or_cannot_be_done_is_said(said: str, problem: str, state: State) -> None:
    intent = understand(said, state)
    assert intent.act == "unknown"
    assert intent.problems[0] == problem
    assert not intent.changes


def test_the_tables_are_broad_enough() -> None:
    assert len(CHANGES) + len(ACTS) + len(MISSING) >= 150


def test_part_of_a_wish_is_done_and_the_rest_is_said(
    state: State, in_short: Callable[[Change], str]
) -> None:
    intent = understand("make shot 2 warmer and add a voice over", state)
    assert [in_short(change) for change in intent.changes] == ["light 2 warm"]
    assert intent.problems == ("cannot_voice",)


def test_files_are_logo_product_or_music_by_the_words_with_them(
    state: State, in_short: Callable[[Change], str]
) -> None:
    picture = '[attached picture abcdef12 300x300 "a.png"]'
    sound = '[attached sound abcdef34 42.0 s "a.mp3"]'
    said = {
        f"use this logo\n{picture}": ["logo abcdef12"],
        f"neues Produktfoto\n{picture}": ["product abcdef12"],
        sound: ["music abcdef34"],
        f"make shot 2 warmer\n{sound}": ["light 2 warm", "music abcdef34"],
    }
    for text, meant in said.items():
        assert [in_short(one) for one in understand(text, state).changes] == meant
    assert understand(picture, state).problems == ("which_picture",)


def test_a_file_sent_before_is_taken_when_its_role_is_said(
    state: State, in_short: Callable[[Change], str]
) -> None:
    earlier = understand('[attached picture abcdef12 3x3 "a.png"]', state)
    assert earlier.problems == ("which_picture",)
    files = attachments('[attached picture abcdef12 3x3 "a.png"]')[0]
    meant = understand("the logo", state, files).changes
    assert [in_short(one) for one in meant] == ["logo abcdef12"]


def test_all_words_of_a_shot_can_go(state: State, film: Storyboard) -> None:
    intent = understand("no text in shot 2", state)
    replaced = [one.replaces for one in intent.changes if isinstance(one, SetText)]
    assert replaced == list(film.shots[1].overlay.words())


def test_a_quoted_line_can_go(state: State, film: Storyboard) -> None:
    line = film.shots[1].overlay.points[1]
    (change,) = understand(f"drop “{line.lower()}”", state).changes
    assert isinstance(change, SetText)
    assert (change.shot, change.text, change.replaces) == (2, "", line)
    assert understand("drop “what nobody says”", state).problems == ("no_such_line",)


def test_words_in_quotes_are_never_orders(state: State, in_short: Callable[[Change], str]) -> None:
    intent = understand("shot 1 should say “remove shot 2 and undo”", state)
    assert [in_short(one) for one in intent.changes] == ["text 1 remove shot 2 and undo"]


def test_the_same_words_always_mean_the_same(state: State) -> None:
    said = "make shot 2 warmer, drop the slogan in 3 and use calm music"
    assert understand(said, state) == understand(said, state)
