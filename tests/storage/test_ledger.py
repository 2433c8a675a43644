"""Money: holds fit into budgets, jobs settle once, and the rows always add up."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.database import Catalogue
from storage.errors import OverBudget
from storage.ledger import Ledger, Limits
from storage.quotes import Quotes, new_id
from storage.records import Quote, QuoteLine


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    found = Catalogue(tmp_path / "catalogue.db")
    yield found
    found.close()


def quote(price: int, *names: str, project: str = "p") -> Quote:
    lines = tuple(
        QuoteLine(fingerprint=name, kind="clip", model="runware/x", shot=None, label=name,
                  price=price, seconds=1, reused=False)
        for name in names
    )
    return Quote(id=new_id(), owner="ann", project=project, version=1, lines=lines,
                 total=price * len(names), seconds=1, created_at="t")


def offered(catalogue: Catalogue, one: Quote) -> Quote:
    Quotes(catalogue).offer(one, asked=False)
    return one


def test_approving_holds_settling_spends_releasing_frees(catalogue: Catalogue) -> None:
    quotes, ledger = Quotes(catalogue), Ledger(catalogue)
    one = offered(catalogue, quote(350_000, "a", "b"))
    assert quotes.decide(one.id, "approved", "ann")
    first, second = ledger.open_holds(one.id)
    ledger.settle(first, "ann:a:1", 300_000)
    ledger.settle(first, "ann:a:1", 300_000)
    ledger.release(second)
    ledger.release(second)
    assert ledger.open_holds(one.id) == ()
    (account,) = ledger.account("ann", "provider")
    assert (account.name, account.spent, account.held, account.jobs) == ("runware", 300_000, 0, 1)
    assert ledger.spent("ann", "p") == 300_000


def test_a_job_that_two_renders_share_is_paid_once(catalogue: Catalogue) -> None:
    quotes, ledger = Quotes(catalogue), Ledger(catalogue)
    for one in (offered(catalogue, quote(100, "a")), offered(catalogue, quote(100, "a"))):
        assert quotes.decide(one.id, "approved", "ann")
        (hold,) = ledger.open_holds(one.id)
        ledger.settle(hold, "ann:a:1", 100)
    (account,) = ledger.account("ann", "project")
    assert (account.spent, account.held, account.jobs) == (100, 0, 1)


@pytest.mark.parametrize("scope", ["ad", "project", "day", "user"])
def test_each_budget_refuses_and_the_quote_still_waits(catalogue: Catalogue, scope: str) -> None:
    quotes, ledger = Quotes(catalogue), Ledger(catalogue)
    dear = offered(catalogue, quote(2_000_000, "a"))
    limits = Limits.model_validate({scope: 1_500_000})
    with pytest.raises(OverBudget, match=r"costs \$2\.00.*\$1\.50 left"):
        ledger.check(dear, limits)
    with pytest.raises(OverBudget):
        quotes.decide(dear.id, "approved", "ann", limits)
    assert quotes.get("ann", dear.id)[1] == "pending"
    assert not ledger.open_holds(dear.id)


def test_what_budgets_have_left(catalogue: Catalogue) -> None:
    quotes, ledger = Quotes(catalogue), Ledger(catalogue)
    limits = Limits(ad=900, project=500, user=1_000)
    one = offered(catalogue, quote(300, "a"))
    quotes.decide(one.id, "approved", "ann")
    assert {each.scope: (each.limit, each.left) for each in ledger.left("ann", "p", limits)} == {
        "ad": (900, 900), "project": (500, 200), "user": (1_000, 700)}
    assert {each.scope: each.left for each in ledger.left("ann", "q", limits)}["project"] == 500
    assert ledger.left("ann", "p", Limits()) == ()


def test_fifty_at_once_against_a_budget_for_ten(catalogue: Catalogue) -> None:
    waiting = [offered(catalogue, quote(1_000, f"job{n}")) for n in range(50)]
    limits, won = Limits(day=10_000), list[str]()

    def approve(one: Quote) -> None:
        try:
            if Quotes(catalogue).decide(one.id, "approved", "ann", limits):
                won.append(one.id)
        except OverBudget:
            pass
        finally:
            catalogue.close()

    threads = [threading.Thread(target=approve, args=(one,)) for one in waiting]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 10
    (account,) = Ledger(catalogue).account("ann", "day")
    assert account.held == 10_000


def test_a_hundred_at_once_for_one_quote(catalogue: Catalogue) -> None:
    one, won = offered(catalogue, quote(1_000, "a")), list[bool]()

    def approve() -> None:
        won.append(Quotes(catalogue).decide(one.id, "approved", "ann", Limits(day=1_000)))
        catalogue.close()

    threads = [threading.Thread(target=approve) for _ in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(won) == 1
    assert len(Ledger(catalogue).open_holds(one.id)) == 1


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ends=st.lists(st.sampled_from(["settle", "release", "open"]), min_size=1, max_size=6),
       price=st.integers(1, 10**7), cost=st.integers(0, 10**7))
def test_it_always_adds_up(
    catalogue: Catalogue, ends: list[str], price: int, cost: int
) -> None:
    quotes, ledger, project = Quotes(catalogue), Ledger(catalogue), new_id()
    one = offered(catalogue, quote(price, *map(str, range(len(ends))), project=project))
    quotes.decide(one.id, "approved", "ann")
    for hold, end in zip(ledger.open_holds(one.id), ends, strict=True):
        if end == "settle":
            ledger.settle(hold, f"{one.id}:{hold.fingerprint}", cost)
        elif end == "release":
            ledger.release(hold)
    account = next(a for a in ledger.account("ann", "project") if a.name == project)
    assert account.spent == cost * ends.count("settle")
    assert account.held == price * ends.count("open")
