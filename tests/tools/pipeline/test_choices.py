"""What was chosen for one ad holds for it alone: budget, still gate, makers."""

import json
from typing import Any

import pytest

from storage.errors import OverBudget
from storage.records import Choices, Storyboard
from tools.pipeline.production import Production


@pytest.fixture(autouse=True)
def paid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPER", json.dumps({"price": 350_000}))


def choose(production: Production, board: Storyboard, **chosen: Any) -> None:
    row = production.projects.get("local", board.project)
    choices = row.draft.choices.model_copy(update=chosen)
    production.save_draft(row, row.draft.model_copy(update={"choices": choices}))


async def test_a_projects_own_budget_holds_at_the_offer_and_at_the_yes(
    production: Production, saved: Storyboard
) -> None:
    quote = production.offer("local", saved)
    assert quote.total == 4 * 350_000
    choose(production, saved, budget=1_000_000)
    with pytest.raises(OverBudget, match=r"this project has \$1\.00 left"):
        production.offer("local", saved)
    with pytest.raises(OverBudget):
        await production.approve("local", quote.id, by="local")
    choose(production, saved, budget=1_400_000)
    assert await production.approve("local", quote.id, by="local")
    left = production.ledger.left(
        "local", saved.project, production.limits_of("local", saved.project))
    assert [(one.scope, one.left) for one in left] == [("project", 0)]


def test_no_own_budget_is_wider_than_the_settings(
    production: Production, saved: Storyboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    production.settings.budget_project = 1.0
    choose(production, saved, budget=5_000_000)
    assert production.limits_of("local", saved.project).project == 1_000_000


def test_a_new_ad_in_the_thread_is_made_by_the_same_makers(production: Production) -> None:
    chosen = Choices(makers=("runware", "mirelo"), budget=100)
    first = production.project("ann", "t", chosen)
    assert production.project("ann", "t", Choices(makers=("local",))) == first
    second = production.begin_again("ann", "t")
    assert second.id != first.id
    assert second.draft.choices == Choices(makers=("runware", "mirelo"))
    assert production.state("ann", first.id).choices == chosen
