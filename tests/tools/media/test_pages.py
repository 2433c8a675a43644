"""What is shown when: pages follow the framings, and any role may be missing."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from storage.records import Overlay
from tools.media.layout import framings
from tools.media.pages import pages

TWO = framings("noir", "9:16", "solution")
HOOK = framings("noir", "9:16", "hook")
ONE = framings("noir", "9:16", "problem")


def test_a_headline_for_each_framing() -> None:
    first, second = pages(Overlay(headlines=("A", "B")), "hook", HOOK)
    assert (first.headlines, second.headlines) == (("A",), ("B",))
    assert (first.end, second.start) == (0.5, 0.5)


def test_one_headline_stays_where_the_words_have_the_same_place() -> None:
    (only,) = pages(Overlay(kicker="K", headlines=("A",)), "hook", HOOK)
    assert (only.start, only.end) == (0, 1)


def test_one_headline_heads_the_points_again() -> None:
    first, second = pages(Overlay(headlines=("A",), points=("x",)), "solution", TWO)
    assert first.points == ()
    assert (second.headlines, second.points, second.struck) == (("A",), ("x",), False)


def test_more_headlines_than_framings_share_the_time() -> None:
    first, second = pages(Overlay(headlines=("A", "B", "C")), "solution", TWO)
    assert first.headlines == ("A",)
    assert second.headlines == ("B", "C")


def test_a_problem_strikes_its_points_and_then_speaks() -> None:
    first, second = pages(Overlay(points=("x", "y"), headlines=("A",)), "problem", ONE)
    assert first.struck
    assert first.headlines == ()
    assert second.headlines == ("A",)
    assert 0.4 < first.end == second.start < 0.8


def test_a_problem_may_have_only_one_of_them() -> None:
    (struck,) = pages(Overlay(points=("x",), offer="50 %"), "problem", ONE)
    assert struck.struck
    assert struck.offer == "50 %"
    (spoken,) = pages(Overlay(headlines=("A",), kicker="K"), "problem", ONE)
    assert spoken.kicker == "K"
    assert spoken.start == 0


def test_no_words_no_pages() -> None:
    assert pages(Overlay(headlines=(" ",)), "problem", ONE) == ()
    assert pages(Overlay(), "hook", HOOK) == ()


lines = st.lists(st.sampled_from(["one", "two", "three"]), max_size=5).map(tuple)


@given(lines, lines, st.sampled_from(["", "k"]), st.sampled_from(["hook", "problem", "solution"]))
def test_pages_never_overlap_and_lose_no_word(
    headlines: tuple[str, ...], points: tuple[str, ...], kicker: str, beat: str
) -> None:
    frames = {"hook": HOOK, "problem": ONE, "solution": TWO}[beat]
    overlay = Overlay(kicker=kicker, headlines=headlines, points=points)
    made = pages(overlay, beat, frames)  # type: ignore[arg-type]
    assert all(one.end <= two.start + 1e-9 for one, two in itertools.pairwise(made))
    shown = {text for page in made for text in (page.kicker, *page.headlines, *page.points)}
    assert set(overlay.words()) <= shown
