import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.media.fit import Fitted, Setting, fit, has_widow
from tools.media.fonts import Face, width, words_of

HEADLINE = Setting(Face(800, -0.02), 140, 40, 3, 1.08)
LETTERS = string.ascii_letters + "äöüßéőłÄÖÜ.,!?-–€%0123456789"
texts = st.lists(st.text(LETTERS, min_size=1, max_size=24), min_size=1, max_size=9).map(" ".join)


def spoken(fitted: Fitted) -> str:
    return "".join("".join(line) for line in fitted.lines)


@settings(max_examples=150, deadline=None)
@given(texts, st.floats(120, 1600), st.floats(60, 900))
def test_whatever_the_text_it_lies_in_its_zone(text: str, across: float, down: float) -> None:
    fitted = fit(text, HEADLINE, across, down)
    assert 0 < fitted.size <= HEADLINE.size
    assert fitted.height <= down + 1e-6
    assert fitted.width <= across + 1e-6
    whole = "".join(words_of(text))
    kept = spoken(fitted)
    assert kept.replace("-", "") == whole.replace("-", "")   # nothing lost but added hyphens
    for line, claimed in zip(fitted.texts, fitted.widths, strict=True):
        assert width(line, HEADLINE.face) * fitted.size == pytest.approx(claimed)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["glow", "it", "your", "skin", "morning", "wants", "a"]),
                min_size=3, max_size=8))
def test_short_words_never_leave_a_widow(words: list[str]) -> None:
    fitted = fit(" ".join(words), HEADLINE, 930, 700)
    narrow = [line for line in fitted.lines if len(line) == 1]
    assert not has_widow(fitted) or len(narrow) == len(fitted.lines)


def test_the_trials_widow_is_gone() -> None:
    assert fit("This one fixes it.", HEADLINE, 930, 440).texts == ("This one", "fixes it.")


def test_more_room_never_gives_smaller_type() -> None:
    widths = range(200, 1000, 50)
    sizes = [fit("Glow starts today.", HEADLINE, across, 400).size for across in widths]
    assert sizes == sorted(sizes)


def test_a_word_too_long_for_the_zone_is_made_smaller_before_it_is_parted() -> None:
    shrunk = fit("Feuchtigkeitspflegeserum", HEADLINE, 900, 400)
    assert shrunk.texts == ("Feuchtigkeitspflegeserum",)
    parted = fit("Feuchtigkeitspflegeserum", HEADLINE, 330, 400)
    assert len(parted.lines) > 1
    assert all(line.endswith("-") for line in parted.texts[:-1])


def test_an_address_parts_at_its_own_seams() -> None:
    address = "www.winterhaut-intensivserum.example"
    parted = fit(address, HEADLINE, 500, 300)
    assert len(parted.lines) > 1
    assert spoken(parted) == address
    assert all(line[-1] in "-." for line in parted.texts[:-1])


def test_numbers_keep_their_unit() -> None:
    assert all("%" not in line[:1] for line in fit("Now with 20 % off", HEADLINE, 400, 700).texts)


def test_no_words_take_no_room() -> None:
    assert fit("  ", HEADLINE, 400, 100).height == 0


def test_accents_of_the_next_line_clear_the_descenders_above() -> None:
    tight = Setting(Face(900), 100, 30, 3, 0.8)
    lines = fit("gypsy gypsy ŐŐŐŐŐ ÄÄÄÄÄ", tight, 400, 900)
    assert lines.leading > 1.2
