"""The conversation's own phrases."""

import pytest

from agent.director import STEPS
from agent.wording import minutes, offer_in_words, remarks_in_words, working_on
from storage.records import Quote, QuoteLine


def quote(made: int, reused: int, price: int = 0, seconds: float = 40) -> Quote:
    lines = tuple(
        QuoteLine(fingerprint=str(n), kind="clip", shot=None, label="", price=0, seconds=1,
                  reused=n >= made)
        for n in range(made + reused)
    )
    return Quote(id="q", owner="o", project="p", version=1, lines=lines, total=price,
                 seconds=seconds, created_at="")


def test_an_offer_says_what_it_buys() -> None:
    assert offer_in_words(quote(12, 0), "en") == "12 parts to make: free, about 40 seconds."
    assert offer_in_words(quote(2, 10, 350_000, 200), "en") == (
        "2 parts to make, 10 reused: $0.35, about 3 minutes."
    )
    assert offer_in_words(quote(12, 0), "de") == (
        "12 Teile werden gemacht: kostenlos, etwa 40 Sekunden."
    )
    assert offer_in_words(quote(2, 3), "de") == (
        "2 Teile werden gemacht, 3 werden wiederverwendet: kostenlos, etwa 40 Sekunden."
    )


def test_an_old_price_is_told() -> None:
    line = QuoteLine(fingerprint="f", kind="clip", model="far/clip", shot=None, label="",
                     price=350_000, seconds=1, reused=False, priced_on="2026-01-02")
    offered = quote(0, 0).model_copy(update={
        "lines": (line,), "created_at": "2026-11-28T10:00:00+00:00"})
    assert remarks_in_words(offered, "en") == [
        "The price of far/clip was looked up on 2026-01-02 and may have changed since."]
    assert "2026-01-02" in remarks_in_words(offered, "de")[0]
    fresh = offered.model_copy(update={"created_at": "2026-02-01T10:00:00+00:00"})
    assert remarks_in_words(fresh, "en") == []


def test_one_part_is_said_as_one() -> None:
    assert offer_in_words(quote(1, 1), "en").startswith("1 part to make, 1 reused")
    assert offer_in_words(quote(1, 1), "de").startswith(
        "1 Teil wird gemacht, 1 wird wiederverwendet"
    )


@pytest.mark.parametrize(("seconds", "english", "german"), [
    (0, "about 5 seconds", "etwa 5 Sekunden"),
    (38, "about 40 seconds", "etwa 40 Sekunden"),
    (89, "about 90 seconds", "etwa 90 Sekunden"),
    (90, "about 2 minutes", "etwa 2 Minuten"),
    (3600, "about 60 minutes", "etwa 60 Minuten"),
])
def test_time_is_said_as_people_say_it(seconds: float, english: str, german: str) -> None:
    assert minutes(seconds, "en") == english
    assert minutes(seconds, "de") == german


def test_slow_steps_have_a_label_in_both_languages() -> None:
    labelled = {step.name for step in STEPS if working_on(step.name, "en")}
    assert labelled == {step.name for step in STEPS if working_on(step.name, "de")}
    assert {"write_storyboard", "read_product_page", "revise", "quote_film"} <= labelled
    assert working_on("undo", "de") == ""
