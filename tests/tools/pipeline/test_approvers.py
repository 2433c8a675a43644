"""Who may say yes to how much, by whichever door."""

from typing import Any

import pytest

from storage.errors import NotAllowed
from storage.records import Quote
from storage.settings import Settings
from tools.pipeline.approvers import approvers, check_approver


def costing(dollars: float, owner: str = "ann") -> Quote:
    return Quote(id="q", owner=owner, project="p", version=1, lines=(), seconds=1.0,
                 total=round(dollars * 1_000_000), created_at="")


def may(settings: Settings, dollars: float, by: str, owner: str = "ann") -> bool:
    try:
        check_approver(settings, costing(dollars, owner), by)
    except NotAllowed:
        return False
    return True


def test_without_the_setting_everybody_may() -> None:
    assert may(Settings(), 1000, "slack:U0ANN")
    assert approvers(Settings(), 10**9) == ()


def test_in_slack_it_is_who_clicks() -> None:
    settings = Settings(budget_owners="*=1, U0BOSS=100, U0CFO=any", slack_users="U0BOSS=ann")
    assert may(settings, 1, "slack:U0ANN")
    assert not may(settings, 1.01, "slack:U0ANN")
    assert may(settings, 100, "slack:U0BOSS")
    assert not may(settings, 100.01, "slack:U0BOSS")
    assert may(settings, 10_000, "slack:U0CFO")
    assert approvers(settings, 1_000_000) == ()
    assert approvers(settings, 1_000_001) == ("U0BOSS", "U0CFO")
    assert approvers(settings, 100_000_001) == ("U0CFO",)


@pytest.mark.parametrize("by", ["ann", "web:ann", "api:ann", ""])
def test_by_other_doors_it_is_the_account(by: str) -> None:
    settings = Settings(budget_owners="*=1,U0ANN=10,carl=50", slack_users="U0ANN=ann,*=team")
    assert may(settings, 10, by)                               # as she may in Slack
    assert not may(settings, 11, by)
    assert may(settings, 50, by, owner="carl")
    assert not may(settings, 2, by, owner="team")


def test_who_is_not_named_may_approve_what_is_free_and_nothing_else() -> None:
    settings = Settings(budget_owners="U0BOSS=100")
    assert may(settings, 0, "slack:U0ANN")
    assert not may(settings, 0.01, "slack:U0ANN")
    assert not may(settings, 0.01, "web:ann")


@pytest.mark.parametrize("given", [
    {"budget_owners": "U0BOSS"}, {"budget_owners": "U0BOSS=much"}, {"budget_owners": "U0BOSS=-1"},
    {"budget_owners": "=5"}, {"budget_owners": "U0=nan"}, {"slack_users": "U0ANN="},
])
def test_what_makes_no_sense_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="="):
        Settings(**given)
