"""Which hard limits hold: those of the settings, and what was chosen for one ad. Pure."""

from storage.ledger import Limits
from storage.records import Choices
from storage.settings import Settings


def limits_of(settings: Settings, choices: Choices) -> Limits:
    """The budgets in microdollars, and how much may be ordered at a time.

    An ad's own budget is one for its project; it only narrows what the settings allow.
    """
    dollars = {"ad": settings.budget_ad, "day": settings.budget_day, "user": settings.budget_user,
               "project": settings.budget_project}
    limits = {name: None if amount is None else round(amount * 1_000_000)
              for name, amount in dollars.items()}
    own = [one for one in (choices.budget, limits.pop("project")) if one is not None]
    return Limits(
        project=min(own, default=None), a_minute=settings.generations_a_minute or None, **limits)
