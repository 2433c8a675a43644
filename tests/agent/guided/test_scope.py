"""What "it", "the copy" and "the second half" stand for in one sentence, and what comes of it."""

from collections.abc import Callable
from typing import Any

import pytest

from agent.guided.understanding import understand
from storage.records import Change, State, Storyboard

SENTENCES: list[tuple[str, list[str]]] = [
    # The copy
    ("duplicate shot 2 and make it darker", ["duplicate 2", "light 3 dark"]),
    ("make shot 2 darker, duplicate it and make it brighter",
     ["light 2 dark", "duplicate 2", "light 3 bright"]),
    ("duplicate shot 2, make the copy darker and the original brighter",
     ["duplicate 2", "light 3 dark", "light 2 bright"]),
    ("duplicate shot 2 and make shot 2 brighter", ["duplicate 2", "light 2 bright"]),
    ("duplicate shot 2 and make both shots darker",
     ["duplicate 2", "light 2 dark", "light 3 dark"]),
    ("duplicate shot 2 and make everything darker",
     ["light 1 dark", "light 3 dark", "light 4 dark", "duplicate 2", "light 2 dark",
      "light 3 dark"]),
    ("duplicate shot 2 and move it to the end", ["duplicate 2", "move 3 5"]),
    ("duplicate shot 2 and move the copy before shot 4 and make it 3 seconds",
     ["duplicate 2", "move 3 4", "seconds 4 3"]),
    ("duplicate shot 2 and make it two seconds shorter", ["duplicate 2", "seconds 3 5"]),
    ("duplicate shot 2 and add a shot after it saying Hello", ["duplicate 2", "add 3 Hello"]),
    ("copy the third shot and the copy should say “Again”", ["duplicate 3", "text 4 Again"]),
    ("dupliziere Szene 2 und mach sie dunkler", ["duplicate 2", "light 3 dark"]),
    ("dupliziere Szene 2 und mach die Kopie heller", ["duplicate 2", "light 3 bright"]),
    # The new shot
    ("add a shot after 2 saying Only today and make it 4 seconds",
     ["add 2 Only today", "seconds 3 4"]),
    ("add a shot after 2 saying “X”, make the new shot 4 seconds and shot 3 warmer",
     ["light 3 golden, very warm", "add 2 X", "seconds 3 4"]),
    ("add a shot at the end saying Bye and make everything darker",
     ["light 1 dark", "light 2 dark", "light 3 dark", "light 4 dark", "add 4 Bye",
      "light 5 dark"]),
    ("füge nach Szene 2 eine Szene mit dem Text „Nur heute“ hinzu und mach sie 4 Sekunden lang",
     ["add 2 Nur heute", "seconds 3 4"]),
    # The halves
    ("split shot 3 and remove the second half", ["split 3", "remove 4"]),
    ("split shot 3 and make the first half darker", ["split 3", "light 3 dark"]),
    ("split shot 3 and make it darker", ["split 3", "light 3 dark", "light 4 dark"]),
    ("split shot 3 and make both halves darker", ["split 3", "light 3 dark", "light 4 dark"]),
    ("split shot 1 after 3 seconds and make the second half slower",
     ["split 1 3", "motion 2 0.25"]),
    ("teile Szene 3 und lösch die zweite Hälfte", ["split 3", "remove 4"]),
    # What was moved, and places that move with it
    ("move 4 before 2 and make it shorter", ["seconds 4 4.5", "move 4 2"]),
    ("put shot 4 first and make that one warmer", ["light 4 golden, very warm", "move 4 1"]),
    ("make shot 2 darker and move it to the end", ["light 2 dark", "move 2 4"]),
    ("remove 1 and move 4 before 3", ["remove 1", "move 3 2"]),
    ("remove 1 and move 2 to the end", ["remove 1", "move 1 3"]),
    ("swap 2 and 3 and make them darker", ["light 3 dark", "light 2 dark", "move 3 2"]),
    ("stell Szene 4 vor Szene 2 und mach sie kürzer", ["seconds 4 4.5", "move 4 2"]),
    # What is gone is not "it"; a film's length is that of what is left
    ("remove shot 2 and make it shorter", ["remove 2", "length 22"]),
    ("make shot 1 darker, remove shot 3 and make it 4 seconds",
     ["light 1 dark", "seconds 1 4", "remove 3"]),
    ("remove shot 3 and make it 20 seconds in all", ["remove 3", "length 20"]),
    # Words on the end card are about it
    ("change the button to Shop now and make it darker",
     ["text 4 button Shop now", "light 4 dark"]),
    ("make shot 2 warmer, use jazz and make it 3 seconds",
     ["light 2 warm", "music warm", "seconds 2 3"]),
]

VOLUMES = [
    "make the music louder", "quieter music please", "the music is too loud",
    "can you turn up the music?", "make the voice louder in shot 2",
    "the sound in shot 3 is too quiet", "lautere Musik", "Musik leiser", "die Musik ist zu laut",
]


@pytest.fixture
def state(film: Storyboard) -> State:
    return State(project="p", title="", brief=film.brief, storyboard=film)


@pytest.mark.parametrize(("said", "meant"), SENTENCES)
def test_words_without_a_number(
    said: str, meant: list[str], state: State, in_short: Callable[[Change], str]
) -> None:
    intent = understand(said, state)
    assert [in_short(one) for one in intent.changes] == meant
    assert not intent.problems


@pytest.mark.parametrize("said", VOLUMES)
def test_a_volume_is_said_to_be_impossible_and_nothing_is_changed(
    said: str, state: State
) -> None:
    intent = understand(said, state)
    assert (intent.changes, intent.problems) == ((), ("cannot_volume",))


def test_what_else_was_asked_with_a_volume_is_done(
    state: State, in_short: Callable[[Change], str]
) -> None:
    for said, meant in (("calmer and quieter music", "music calm"),
                        ("make the music quieter and shot 2 warmer", "light 2 warm")):
        intent = understand(said, state)
        assert [in_short(one) for one in intent.changes] == [meant]
        assert intent.problems == ("cannot_volume",)
    assert understand("shot 2 quieter", state).problems == ()      # a movement, not a volume
    assert [in_short(one) for one in understand("leise Musik", state).changes] == ["music calm"]


async def test_the_film_is_what_was_meant(play: Any) -> None:
    await play.say(f'[attached picture {"a" * 64} 1600x2000 "pack.jpg"]')
    await play.say("surprise me")
    answer = await play.say("make the music louder and duplicate shot 2 and make it darker")
    assert "can't set volumes" in answer
    assert answer.count("?") == 1
    changes = play.calls[-1][1]["changes"]
    assert [(one.op, one.shot) for one in changes] == [("duplicate", 2), ("light", 3)]
