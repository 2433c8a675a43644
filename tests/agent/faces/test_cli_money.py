"""What can be bought, and what was."""

import json

import pytest
from rich.console import Console

from agent.faces.cli_money import list_models, show_spend
from storage.database import Catalogue
from storage.ledger import Ledger
from storage.quotes import Quotes, new_id
from storage.records import Quote, QuoteLine
from storage.settings import Settings


async def test_models_are_listed_with_prices(capsys: pytest.CaptureFixture[str]) -> None:
    screen = Console(width=80)
    assert await list_models(Settings(), screen, as_json=False) == 0
    shown = capsys.readouterr().out
    assert "local/studio-clip" in shown
    assert "runware/klingai:6@1" in shown
    assert "$0.07" in shown
    await list_models(Settings(), screen, as_json=True)
    listed = json.loads(capsys.readouterr().out)
    assert {one["model"] for one in listed} >= {"house/cut", "mirelo/sfx-1.5"}


async def test_spending_is_read_from_the_ledger(capsys: pytest.CaptureFixture[str]) -> None:
    screen, settings = Console(width=80), Settings()
    assert await show_spend(settings, "local", "day", screen, as_json=False) == 0
    assert "Nothing was spent" in capsys.readouterr().out
    catalogue = Catalogue(settings.catalogue)
    quotes, line = Quotes(catalogue), QuoteLine(
        fingerprint="f", kind="clip", model="runware/x", shot=None, label="Clip 1",
        price=350_000, seconds=1, reused=False,
    )
    quote = Quote(id=new_id(), owner="local", project="p", version=1, lines=(line,),
                  total=350_000, seconds=1, created_at="t")
    quotes.offer(quote, whole=False)
    quotes.decide(quote.id, "approved", "local")
    (hold,) = Ledger(catalogue).open_holds(quote.id)
    Ledger(catalogue).settle(hold, "local:f:1", 350_000)
    catalogue.close()
    await show_spend(settings, "local", "provider", screen, as_json=True)
    (told,) = json.loads(capsys.readouterr().out)
    assert told == {"name": "runware", "spent": 350_000, "held": 0, "jobs": 1}
