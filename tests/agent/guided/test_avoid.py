"""The copywriter does without the words that a brand never uses."""

import re
from collections.abc import Callable
from typing import get_args

import pytest

from agent.forms import AudioForm, MotionForm, OverlayForm, PictureForm, SceneForm
from agent.writer_checks import check_scene
from storage.errors import BadInput
from storage.records import Brief, Language, Storyboard, Tone
from tools.pipeline.never import check_said, forbidden, said_in

Board = Callable[[Brief], Storyboard]
PURPOSES: dict[Language, str] = {"en": "a serum for tired skin", "de": "ein Serum für müde Haut"}


@pytest.mark.parametrize("tone", get_args(Tone))
@pytest.mark.parametrize("language", get_args(Language))
def test_a_word_it_would_say_is_not_said_once_it_is_forbidden(
    tone: Tone, language: Language, board: Board
) -> None:
    brief = Brief(name="Lumo", purpose=PURPOSES[language], tone=tone, language=language)
    told = " ".join(text for shot in board(brief).shots for text in said_in(shot))
    words = sorted({one.lower() for one in re.findall(r"\w{5,}", told)} - {"lumo"})
    assert len(words) > 5
    for word in words:
        strict = brief.model_copy(update={"never": (f"{word}*",)})
        made = board(strict)
        check_said(made)
        assert all(made.shots[at].overlay.words() for at in range(4))


def test_facts_of_the_sellers_own_with_such_a_word_are_left_out(board: Board) -> None:
    brief = Brief(name="Lumo", purpose="a cheap lamp", benefits=("Cheap to run", "Made of oak"),
                  never=("cheap",))
    said = " ".join(text for shot in board(brief).shots for text in said_in(shot))
    assert "oak" in said
    assert not forbidden(said, brief)


def test_with_nothing_left_to_say_it_says_so(board: Board) -> None:
    every = tuple(f"{letter}*" for letter in "abcdefghijklmnopqrstuvwxyz")
    with pytest.raises(BadInput, match="built-in lines") as found:
        board(Brief(name="Lumo", purpose="a lamp", never=every))
    assert "language model" in found.value.next_step


def test_a_language_model_is_told_which_word_to_replace() -> None:
    scene = SceneForm.model_construct(
        beat="hook", seconds=5, motion=MotionForm.model_construct(energy=0.5),
        picture=PictureForm.model_construct(visual_description="a lamp", use_case="an evening"),
        audio=AudioForm(music="", effects="", dialogue="So cheaply lit."),
        overlay=OverlayForm(kicker="", headlines=("Cheap light.",), points=(), button=""),
    )
    assert check_scene(scene, Brief(name="Lumo"), 5) == []
    told = check_scene(scene, Brief(name="Lumo", never=("cheap*",)), 5)
    assert [("'Cheap'" in one, "'cheaply'" in one) for one in told] == [
        (True, False), (False, True)]
