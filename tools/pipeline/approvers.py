"""Who may say yes to how much (`ADFLOW_BUDGET_OWNERS`), whichever door the yes comes through.

Names are Slack's ids or our users; `*` is everybody else. Pure. Invariant: somebody's own projects
give no larger allowance in the web chat than in Slack: there it is the one of the account, or of
the Slack people who work on that account's projects.
"""

from storage.errors import NotAllowed
from storage.records import Quote
from storage.settings import Settings
from tools.pipeline.price import in_dollars

ANYBODY = "*"
SLACK = "slack"                          # a yes from there is signed `slack:` and who clicked


def check_approver(settings: Settings, quote: Quote, by: str) -> None:
    """Raises NotAllowed where the quote costs more than `by` may say yes to."""
    most = _most(settings, quote.owner, by)
    if most is not None and quote.total > most:
        raise NotAllowed(
            f"This costs {in_dollars(quote.total)}. You may approve what costs up to"
            f" {in_dollars(most).replace('free', '$0')}.",
            "Ask somebody who may approve more.",
        )


def approvers(settings: Settings, amount: int) -> tuple[str, ...]:
    """Who may say yes to this amount in microdollars, if not everybody may."""
    allowed = settings.allowances
    may = tuple(name for name, most in allowed.items() if most is None or most >= amount)
    return () if not allowed or ANYBODY in may else may


def _most(settings: Settings, owner: str, by: str) -> int | None:
    """The most, in microdollars; None for any amount."""
    allowed = settings.allowances
    if not allowed:
        return None
    door, _, who = by.partition(":")
    names = [who] if door == SLACK else [
        owner, *(person for person, account in settings.slack_accounts.items()
                 if account == owner and person != ANYBODY)]
    own = [allowed[name] for name in names if name in allowed] or [allowed.get(ANYBODY, 0)]
    amounts = [one for one in own if one is not None]
    return max(amounts) if len(amounts) == len(own) else None
