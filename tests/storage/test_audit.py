"""Every generation is written down once, with who ordered it and what became of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.audit import Audit
from storage.database import Catalogue
from storage.errors import TooMany
from storage.ledger import Limits
from storage.quotes import Quotes, new_id
from storage.records import JobKind, Quote, QuoteLine


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    found = Catalogue(tmp_path / "catalogue.db")
    yield found
    found.close()


def offered(catalogue: Catalogue, *kinds: JobKind, owner: str = "ann") -> Quote:
    lines = tuple(
        QuoteLine(fingerprint=f"{kind}{number}", kind=kind, model=f"runware/{kind}", shot=None,
                  label=kind, price=10, seconds=1, reused=False, prompt=f"a {kind}")
        for number, kind in enumerate(kinds)
    )
    quote = Quote(id=new_id(), owner=owner, project="p", version=1, lines=lines,
                  total=10 * len(lines), seconds=1, created_at="t")
    Quotes(catalogue).offer(quote, asked=False)
    return quote


def test_a_yes_writes_down_what_it_orders_and_outcomes_come_once(catalogue: Catalogue) -> None:
    quotes, audit = Quotes(catalogue), Audit(catalogue)
    quote = offered(catalogue, "picture", "clip", "master")
    assert audit.entries("ann") == ()
    assert quotes.decide(quote.id, "approved", "slack:U1")
    for _ in range(2):
        audit.note(quote, "picture0", "made", amount=9, provider_id="x")
        audit.note(quote, "clip1", "failed", problem="refused")
    entries = audit.entries("ann", "p")
    assert [(one.event, one.kind, one.amount) for one in entries] == [
        ("ordered", "picture", 10), ("ordered", "clip", 10), ("made", "picture", 9),
        ("failed", "clip", 0),
    ]
    assert (entries[0].by, entries[0].prompt) == ("slack:U1", "a picture")
    assert audit.entries("bob") == audit.entries("ann", "other") == ()


def test_a_declined_quote_orders_nothing(catalogue: Catalogue) -> None:
    quote = offered(catalogue, "clip")
    assert Quotes(catalogue).decide(quote.id, "declined", "ann")
    assert Audit(catalogue).entries("ann") == ()


def test_more_than_a_minute_allows_waits(catalogue: Catalogue) -> None:
    quotes, limits = Quotes(catalogue), Limits(a_minute=3)
    first, second = offered(catalogue, "clip", "clip"), offered(catalogue, "clip", "picture")
    other = offered(catalogue, "clip", "clip", owner="bob")
    assert quotes.decide(first.id, "approved", "ann", limits)
    with pytest.raises(TooMany, match="2 were ordered within the last minute; 3 a minute"):
        quotes.decide(second.id, "approved", "ann", limits)
    assert quotes.get("ann", second.id)[1] == "pending"       # and is still to be had
    assert quotes.decide(other.id, "approved", "bob", limits)
    with catalogue.writing() as db:
        db.execute("update audit set at = '2020-01-01T00:00:00.000+00:00'")
    assert quotes.decide(second.id, "approved", "ann", limits)
