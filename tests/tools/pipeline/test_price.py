"""Quotes are exact, money is whole microdollars, a change costs only what it makes."""

from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.wording import remarks_in_words
from storage.records import Asset, Storyboard
from storage.settings import Settings
from tools.pipeline.difference import difference
from tools.pipeline.lengths import snapped, with_lengths
from tools.pipeline.plan import plan
from tools.pipeline.price import in_dollars, quote
from tools.pipeline.recipes import PRODUCT_AD_ON_RUNWARE, product_ad
from tools.providers.catalog import Catalog
from tools.providers.registry import catalog_of

WHO = {"id": "q", "owner": "o", "project": "p", "version": 1, "created_at": "t"}


@pytest.fixture
def paid(paper: ModuleType, tmp_path: Path) -> Catalog:
    found: Catalog = paper.paper_catalog(tmp_path, price=350_000)
    return found


def test_the_total_is_the_sum_of_what_is_made(storyboard: Storyboard, paid: Catalog) -> None:
    jobs = plan(storyboard, paid)
    all_new = quote(jobs, paid, lambda _: False, **WHO)
    assert all_new.total == 4 * 350_000
    assert len(all_new.made) == len(jobs.jobs)
    clips = {job.fingerprint for job in jobs.jobs if job.kind == "clip"}
    none_new = quote(jobs, paid, clips.__contains__, **WHO)
    assert none_new.total == 0
    assert {line.kind for line in none_new.lines if line.reused} == {"clip"}


def test_a_reused_film_takes_no_time(storyboard: Storyboard, paid: Catalog) -> None:
    again = quote(plan(storyboard, paid), paid, lambda _: True, **WHO)
    assert (again.total, again.seconds, again.made) == (0, 0.0, ())


def test_a_chain_takes_as_long_as_its_parts(storyboard: Storyboard, tmp_path: Path) -> None:
    catalog = catalog_of(Settings(home=tmp_path))
    photo = Asset(sha256="a" * 64, media_type="image/png", size=1)
    board = storyboard.model_copy(update={
        "recipe": PRODUCT_AD_ON_RUNWARE,
        "brief": storyboard.brief.model_copy(update={"photo": photo}),
    })
    chained = quote(plan(with_lengths(board, catalog), catalog), catalog, lambda _: False, **WHO)
    pinned = snapped(board.model_copy(update={
        "recipe": product_ad(["runware"], catalog, ["runware/klingai:5@2"])}), catalog)
    at_once = quote(plan(with_lengths(pinned, catalog), catalog), catalog, lambda _: False, **WHO)
    assert 800 < chained.seconds < 1000                      # four clips, one after another
    assert 250 < at_once.seconds < 350


def test_a_price_looked_up_long_ago_is_told_before_a_yes(
    storyboard: Storyboard, tmp_path: Path
) -> None:
    catalog = catalog_of(Settings(home=tmp_path))
    photo = Asset(sha256="a" * 64, media_type="image/png", size=1)
    jobs = plan(with_lengths(storyboard.model_copy(update={
        "recipe": PRODUCT_AD_ON_RUNWARE,
        "brief": storyboard.brief.model_copy(update={"photo": photo}),
    }), catalog), catalog)
    clip = PRODUCT_AD_ON_RUNWARE.models.clip
    looked_up = date.fromisoformat(catalog.capability("clip", clip).price_date)

    def old(days: int, made: bool = False) -> dict[str, str]:
        at = f"{looked_up + timedelta(days=days)}T10:00:00+00:00"
        return quote(jobs, catalog, lambda _: made, **{**WHO, "created_at": at}).old_prices

    assert old(180) == {}
    assert old(181)[clip] == looked_up.isoformat()
    assert old(181, made=True) == {}                         # nothing is bought


def test_the_difference_names_the_changed_shot(storyboard: Storyboard, paid: Catalog) -> None:
    old = plan(storyboard, paid)
    shot = storyboard.shots[1].model_copy(update={"picture_prompt": "warmer"})
    changed = storyboard.model_copy(
        update={"shots": (storyboard.shots[0], shot, *storyboard.shots[2:])}
    )
    new = plan(changed, paid)
    had = {job.fingerprint for job in old.jobs}
    found = difference(storyboard, old, changed, new, quote(new, paid, had.__contains__, **WHO))
    assert found.changed == (2,)
    assert found.kept == (1, 3, 4)
    assert found.price == 350_000
    assert found.made == {"picture": 1, "clip": 1, "sound": 1, "master": 1, "mix": 1, "cut": 1}


@given(st.integers(0, 10**9), st.sets(st.integers(0, 16)))
def test_reuse_never_makes_it_dearer(price: int, reused: set[int]) -> None:
    module = PAPER_MODULE[0]
    catalog = module.paper_catalog(Path(), price=price)
    jobs = plan(BOARD[0], catalog)
    names = {job.fingerprint for n, job in enumerate(jobs.jobs) if n in reused}
    full = quote(jobs, catalog, lambda _: False, **WHO)
    part = quote(jobs, catalog, names.__contains__, **WHO)
    assert part.total <= full.total
    assert part.total == sum(line.price for line in part.lines if not line.reused)
    assert part.seconds <= full.seconds


@pytest.mark.parametrize(
    ("amount", "words"),
    [(0, "free"), (350_000, "$0.35"), (4_200, "$0.0042"), (1_234_567, "$1.23")],
)
def test_money_in_words(amount: int, words: str) -> None:
    assert in_dollars(amount) == words


PAPER_MODULE: list[ModuleType] = []
BOARD: list[Storyboard] = []


@pytest.fixture(autouse=True)
def at_hand(paper: ModuleType, storyboard: Storyboard) -> None:
    """For the property tests, which take no fixtures of their own."""
    PAPER_MODULE[:], BOARD[:] = [paper], [storyboard]


def test_a_markup_is_told_and_buys_nothing(storyboard: Storyboard, paid: Catalog) -> None:
    offered = quote(plan(storyboard, paid), paid, lambda _: False, markup=25, **WHO)
    assert (offered.total, offered.resale) == (1_400_000, 1_750_000)
    assert remarks_in_words(offered, "en")[0] == (
        "Price to the customer, with 25 % markup: $1.75.")
    plain = quote(plan(storyboard, paid), paid, lambda _: False, **WHO)
    assert not remarks_in_words(plain, "en")
