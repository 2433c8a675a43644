"""What can be bought, and what was."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from rich.console import Console

from agent.faces.cli_money import list_models, show_spend
from storage.database import Catalogue, now
from storage.errors import EnvironmentProblem
from storage.ledger import By, Ledger
from storage.projects import Draft, Projects
from storage.quotes import Quotes, new_id
from storage.records import Quote, QuoteLine
from storage.settings import Settings
from tools.providers.registry import catalog_of

ADDED = "runware/klingai:kling-video@2.6-pro"
OWN = {ADDED: {
    "kind": "clip", "lengths": [5, 10], "first_frame": True, "last_frame": True,
    "price": 0.1, "price_per_second": 0.042, "date": "2026-11-20", "source": "invoice [12]",
    "sure": False,
}}
Shown = Callable[..., Any]


@pytest.fixture
def shown() -> Shown:
    """What a command prints, all lines of which fit."""

    async def run(command: Callable[..., Any], *given: Any, width: int = 80) -> str:
        out = io.StringIO()
        assert await command(*given, Console(file=out, width=width), as_json=False) == 0
        assert max(map(len, out.getvalue().splitlines())) <= width
        return out.getvalue()

    return run


async def told(capsys: pytest.CaptureFixture[str], command: Callable[..., Any], *given: Any) -> Any:
    assert await command(*given, Console(), as_json=True) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("width", [80, 100])
async def test_models_are_listed_with_what_is_known_of_their_prices(
    shown: Shown, width: int
) -> None:
    text = flowing(await shown(list_models, Settings(), width=width))
    assert "local/studio-clip free any —" in text
    assert "runware/bfl:3@1 ≈ $0.04 — 2 references" in text
    assert "runware/klingai:6@1 $0.07/s 5, 10 s first frame" in text
    assert "runware/klingai:5@2 ≈ $0.09/s 5, 10 s first and last frame" in text
    assert "mirelo/sfx-1.5 ≈ $0.01/s any the clip" in text
    assert "runware/klingai:6@1 2026-11-21 Runware's model page, 2026" in text
    assert "no official source" in text
    assert all(one.model in text for one in catalog_of(Settings()).capabilities())


async def test_a_persons_own_models_are_listed_like_ours(
    shown: Shown, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings()
    settings.prepare()
    settings.own_models.write_text(json.dumps(OWN))
    text = flowing(await shown(list_models, settings, width=100))
    assert f"{ADDED} ≈ $0.10 + $0.0420/s 5, 10 s first and last frame" in text
    assert f"{ADDED} 2026-11-20 invoice [12]" in text
    (one,) = [one for one in await told(capsys, list_models, settings) if one["model"] == ADDED]
    assert (one["price"], one["price_per_second"]) == (100_000, 42_000)
    assert (one["price_date"], one["price_source"]) == ("2026-11-20", "invoice [12]")
    assert (one["price_sure"], one["lengths"], one["last_frame"]) == (False, [5, 10], True)
    settings.own_models.write_text('{"runware/x": 1}')
    with pytest.raises(EnvironmentProblem, match="runware/x"):
        await shown(list_models, settings)


def flowing(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def spent() -> dict[str, str]:
    """Two projects: 0.35 and 0.60 dollars spent, 0.25 more on hold; their ids by title."""
    settings = Settings()
    settings.prepare()
    catalogue = Catalogue(settings.catalogue)
    projects, quotes, ledger = Projects(catalogue), Quotes(catalogue), Ledger(catalogue)
    found = {}
    for title, amounts in (("Aurela [b]", (350_000,)), ("", (600_000, 250_000))):
        row = projects.create("local", f"thread-{title}")
        projects.save_draft(row, Draft(), title or None)
        found[title] = row.id
        for number, amount in enumerate(amounts):
            line = QuoteLine(
                fingerprint=f"{row.id}-{number}", kind="clip", model=f"runware/x{number}",
                shot=None, label="Clip 1", price=amount, seconds=1, reused=False,
            )
            quote = Quote(id=new_id(), owner="local", project=row.id, version=1, lines=(line,),
                          total=amount, seconds=1, created_at="t")
            quotes.offer(quote, asked=False)
            quotes.decide(quote.id, "approved", "local")
            (hold,) = ledger.open_holds(quote.id)
            if number == 0:
                ledger.settle(hold, f"local:{row.id}:1", amount)
    catalogue.close()
    return found


async def test_nothing_spent_is_said_with_the_budgets(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = flowing(await shown(show_spend, Settings(), "local", "day"))
    assert "Nothing was spent" in text
    assert "ADFLOW_BUDGET_DAY=5" in text
    monkeypatch.setenv("ADFLOW_BUDGET_USER", "20")
    text = flowing(await shown(show_spend, Settings(), "local", "day"))
    assert "in all $20.00 $20.00 ADFLOW_BUDGET_USER" in text


async def test_projects_are_named_and_added_up(shown: Shown, spent: dict[str, str]) -> None:
    text = flowing(await shown(show_spend, Settings(), "local", "project"))
    assert f"Aurela [b] ({spent['Aurela [b]'][:8]}) $0.35 — 1" in text
    assert f"untitled ({spent[''][:8]}) $0.60 $0.25 1" in text
    assert "Total $0.95 $0.25 2" in text
    assert "Left" not in text


@pytest.mark.parametrize(("by", "line"), [
    ("day", f"{now()[:10]} $0.95 $0.25 2"), ("provider", "runware $0.95 $0.25 2"),
])
async def test_days_and_providers_add_up_too(
    shown: Shown, spent: dict[str, str], by: By, line: str
) -> None:
    text = flowing(await shown(show_spend, Settings(), "local", by))
    assert line in text
    assert "Total $0.95 $0.25 2" in text


async def test_budgets_are_shown_with_what_is_left(
    shown: Shown, spent: dict[str, str], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for scope, dollars in (("AD", "2"), ("PROJECT", "0.7"), ("DAY", "5"), ("USER", "1")):
        monkeypatch.setenv(f"ADFLOW_BUDGET_{scope}", dollars)
    text = flowing(await shown(show_spend, Settings(), "local", "project"))
    assert "$0.35 — 1 $0.35" in text             # of 0.70 for each project
    assert "$0.60 $0.25 1 $0.00" in text
    assert "each ad $2.00 — ADFLOW_BUDGET_AD" in text
    assert "today (UTC) $5.00 $3.80 ADFLOW_BUDGET_DAY" in text
    assert "in all $1.00 $0.00 ADFLOW_BUDGET_USER" in text

    found = await told(capsys, show_spend, Settings(), "local", "project")
    assert {one["title"] for one in found["lines"]} == {"Aurela [b]", "untitled"}
    assert found["total"] == {"spent": 950_000, "held": 250_000, "jobs": 2}
    left = {one["of"]: one["left"] for one in found["budgets"]}
    assert left == {"ad": None, "project": None, "day": 3_800_000, "user": 0}
    found = await told(capsys, show_spend, Settings(), "local", "provider")
    assert found["lines"] == [
        {"name": "runware", "spent": 950_000, "held": 250_000, "jobs": 2}]
