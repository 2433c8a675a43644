"""The copywriter: every tone, category and language, and the briefs that people really write."""

import re
from collections.abc import Callable
from itertools import product
from typing import get_args

import pytest

from agent.guided import copy_de, copy_en
from agent.guided.category import COPIES, category_of, choose_look, choose_mood
from agent.guided.copy_shape import Category, Copy
from agent.guided.fit import fit, share
from agent.guided.writer import BUTTON, HEADLINE, KICKER, PAIN, POINT, WEIGHTS, TemplateWriter
from storage.records import Asset, Brief, Language, Shot, Storyboard, Tone
from tools.media.fonts import unsupported

Board = Callable[[Brief], Storyboard]
TONES: tuple[Tone, ...] = get_args(Tone)
LANGUAGES: tuple[Language, ...] = get_args(Language)
KINDS: dict[Category, tuple[str, str]] = {
    "pets": ("a chew toy for dogs", "Kauspielzeug für Hunde"),
    "kids": ("wooden toys", "Spielzeug aus Holz"),
    "jewellery": ("a silver necklace", "eine Halskette aus Silber"),
    "garden": ("seeds for your balcony", "Kräuter für den Balkon"),
    "home": ("a soy candle", "eine Duftkerze"),
    "tech": ("wireless earbuds", "kabellose Kopfhörer"),
    "fitness": ("a yoga mat", "eine Yogamatte"),
    "fashion": ("linen shirts", "Hemden aus Leinen"),
    "drink": ("a fruity lemonade", "eine Limonade"),
    "coffee": ("slow roasted coffee", "Röstkaffee"),
    "food": ("dark chocolate", "handgemachte Pralinen"),
    "skincare": ("a serum for tired skin", "ein Serum für müde Haut"),
    "generic": ("something nice", "etwas Schönes"),
}
BRIEFS = [
    Brief(name="Lumo", purpose=purpose, tone=tone, language=language)
    for (english, german), tone, language in product(KINDS.values(), TONES, LANGUAGES)
    for purpose in [english if language == "en" else german]
]


def said(shot: Shot) -> tuple[str, ...]:
    return (*shot.overlay.words(), shot.voice_line, shot.use_case,
            shot.audio.dialogue)


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda one: f"{one.tone} {one.purpose}")
def test_every_tone_category_and_language_reads_clean(brief: Brief, board: Board) -> None:
    shots = board(brief).shots
    assert [shot.beat for shot in shots] == ["hook", "problem", "solution", "cta"]
    assert [shot.seconds for shot in shots] == [7, 7, 10, 6]
    assert len({shot.id for shot in shots}) == 4
    assert shots[-1].transition == "cut"
    for shot in shots:
        for line in (*said(shot), shot.picture_prompt):
            assert line
            assert not re.search(r"[{}]|\s\s|None|^\s|\s$|\.\.|[.!?][a-z]", line), line
            assert not unsupported(line), line
        for line in said(shot):
            assert not re.search(r"\d|%|€|\$", line), line      # nobody gave a number
    hook, problem, solution, cta = (shot.overlay for shot in shots)
    assert len(hook.headlines) == 2
    assert len(problem.points) == 3
    assert len(problem.headlines) == 1
    assert solution.headlines[0] == "Lumo"
    assert len(solution.points) == 3
    assert cta.button
    for overlay in (hook, problem, solution, cta):
        assert all(len(line) <= HEADLINE for line in overlay.headlines)
        assert len(overlay.kicker) <= KICKER
    assert all(len(line) <= PAIN for line in problem.points)
    assert all(len(line) <= POINT for line in solution.points)
    assert len(cta.button) <= BUTTON


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_of_product_is_guessed_in_both_languages(kind: Category) -> None:
    english, german = KINDS[kind]
    assert category_of(Brief(purpose=english)) == kind
    assert category_of(Brief(purpose=german)) == kind


def every_line(copy: Copy) -> list[tuple[str, int]]:
    """All lines of a language's tables with the room they have."""
    lines: list[tuple[str, int]] = []
    for own in copy.categories.values():
        hooks = [line for pairs in own.hooks.values() for pair in pairs for line in pair]
        lines += [(line, HEADLINE) for line in hooks]
        lines += [(line, HEADLINE) for line in (*own.turns.values(), *own.reasons)]
        lines += [(line, PAIN) for trio in own.pains for line in trio]
        lines += [(line, POINT) for line in own.points]
    lines += [(line, KICKER) for leads in copy.leads.values() for line in leads]
    lines += [(line, HEADLINE) for closings in copy.closings.values() for line in closings]
    lines += [(line, BUTTON) for line in (*copy.buttons.values(), *(b for _, b in copy.actions))]
    return lines


@pytest.mark.parametrize("copy", [copy_en.COPY, copy_de.COPY], ids=["en", "de"])
def test_every_line_of_the_tables_fits_and_claims_nothing(copy: Copy) -> None:
    claims = r"\d|%|vegan|organic|\bbio\b|clinical|proven|best-|nummer eins|garant|guarant|free"
    assert set(copy.categories) == set(get_args(Category))
    for line, room in every_line(copy):
        assert 0 < len(line) <= room, line
        assert not re.search(claims, line, re.I), line
        assert not unsupported(line), line
        assert line == line.strip()


@pytest.mark.parametrize(("purpose", "kind"), [
    ("olive oil soap", "skincare"), ("Seife aus Olivenöl", "skincare"), ("coffee candle", "home"),
    ("ice cream", "food"), ("cream cheese", "food"), ("dog shampoo", "pets"), ("honey", "food"),
    ("a cream for tired skin", "skincare"), ("tea", "coffee"), ("a team app", "tech"),
])
def test_what_it_is_made_of_is_not_what_it_is(purpose: str, kind: str) -> None:
    assert category_of(Brief(purpose=purpose)) == kind


def test_what_is_said_fits_into_the_time(board: Board) -> None:
    for total in (8, 12, 30):
        for shot in board(Brief(name="Lumo", seconds=total)).shots[1:]:
            sentences = re.findall(r"[.!?…]", shot.voice_line)
            assert len(shot.voice_line.split()) <= shot.seconds * 2.8 or len(sentences) == 1


def test_the_same_brief_gives_the_same_ad_and_another_one_another(board: Board) -> None:
    brief = Brief(name="Aurela", purpose="a serum for tired skin", tone="warm")
    assert board(brief).shots == board(brief).shots
    names = ["Aurela", "Lumo", "Fjäll", "Rosa", "Ember", "Nori", "Tau", "Solis"]
    hooks = {board(Brief(name=name, tone="warm")).shots[0].overlay.headlines for name in names}
    assert len(hooks) > 1


def test_the_sellers_words_are_used_as_they_are(board: Board) -> None:
    brief = Brief(
        name="Aurela", purpose="a vitamin C serum for tired skin that wakes up your face",
        audience="mostly women over 35, with busy mornings", action="they should order today",
        offer="20% off this week", address="https://www.aurela.com/",
        benefits=("light texture", "smells of oranges", "wonderfully-soothing-for-tired-skin-types",
                  "lasts all day"),
    )
    _, _, solution, cta = (shot.overlay for shot in board(brief).shots)
    assert solution.headlines == ("Aurela", "A vitamin C serum for tired skin")
    assert solution.kicker == "For women over 35"
    assert solution.points == ("Light texture", "Smells of oranges", "Lasts all day")
    assert (cta.button, cta.address) == ("Order today", "aurela.com")
    assert cta.offer == "20% off this week"


def test_an_empty_brief_still_makes_an_ad(board: Board) -> None:
    assert board(Brief()).shots[2].overlay.headlines[0] == "Your new favourite"
    assert board(Brief(language="de")).shots[2].overlay.headlines[0] == "Dein neuer Liebling"


@pytest.mark.parametrize("name", ["Große Süße", "Café Őrség", "Łódź", "iPhone Hülle", "A" * 60])
def test_names_stay_as_they_are(name: str, board: Board) -> None:
    assert board(Brief(name=name)).shots[2].overlay.headlines[0] == name


def test_a_very_long_purpose_ends_at_a_good_place(board: Board) -> None:
    brief = Brief(purpose="handmade candles " + "that smell of the woods and the sea " * 7)
    assert board(brief).shots[2].overlay.headlines[1] == "Handmade candles"
    endless = Brief(purpose="x" * 300)
    reasons = copy_en.COPY.categories["generic"].reasons
    assert board(endless).shots[2].overlay.headlines[1] in reasons


def test_a_promise_with_a_condition_is_never_halved() -> None:
    copy = COPIES["en"]
    line = "ships for nothing on all orders over fifty dollars"
    assert fit(line, 34, copy.function_words, copy.conditions) == ""
    german = COPIES["de"]
    line = "kostenloser Versand ab einem Warenwert von fünfzig Euro"
    assert fit(line, 34, german.function_words, german.conditions) == ""


@pytest.mark.parametrize("total", range(8, 121))
def test_lengths_add_up_exactly(total: int) -> None:
    parts = share(total, WEIGHTS)
    assert sum(parts) == total
    assert all(part >= 1.5 and part * 2 == int(part * 2) for part in parts)
    assert share(30, WEIGHTS) == (7, 7, 10, 6)


def test_look_and_mood_follow_the_seller_then_tone_and_kind() -> None:
    assert choose_look(Brief(look="pop", tone="elegant")) == "pop"
    assert choose_look(Brief(tone="elegant")) == "noir"
    assert choose_look(Brief(purpose="a toy for kids")) == "pop"
    assert choose_look(Brief(purpose="wireless earbuds")) == "noir"
    assert choose_look(Brief()) == "daylight"
    assert choose_mood(Brief(mood="calm", tone="bold")) == "calm"
    assert choose_mood(Brief(tone="elegant")) == "calm"
    assert choose_mood(Brief()) == "warm"


def test_the_logo_is_planned_for_where_there_is_one(board: Board) -> None:
    logo = Asset(sha256="aa", media_type="image/png", size=1)
    with_logo = board(Brief(logo=logo)).shots
    assert all("logo" in shot.picture_prompt for shot in with_logo)
    assert all("logo" not in shot.picture_prompt for shot in board(Brief()).shots)


async def test_a_shot_is_added_with_a_new_id_and_its_words(film: Storyboard) -> None:
    writer = TemplateWriter()
    shot = await writer.add(film, 2, "solution", "only this week")
    assert shot.id not in {one.id for one in film.shots}
    assert shot.overlay.headlines == ("only this week",)
    assert shot.voice_line == "Only this week."
    silent = await writer.add(film, 2, "hook", "")
    assert silent.overlay.headlines
    grown = film.model_copy(update={"shots": (*film.shots, shot)})
    assert (await writer.add(grown, 2, "cta", "x")).id not in {one.id for one in grown.shots}
