"""Jobs of which nobody knows whether they were bought: a person decides, nothing is assumed.

An uncertain job is the open hold of a render that has ended, so its price stays reserved until it
is found, or counted as lost. Invariant: it is never bought again before that.
"""

from typing import Literal

from storage.errors import BadInput
from storage.ledger import Hold
from storage.records import Quote
from tools.pipeline.command import job_id
from tools.pipeline.production import Production

Decision = Literal["check", "again", "lost"]
DECISIONS: tuple[Decision, ...] = ("check", "again", "lost")


async def decide(
    production: Production, owner: str, project: str, decision: Decision, by: str,
    fingerprint: str = "",
) -> Quote | None:
    """Carry out what a person decided, for one uncertain job of a project or for all of them.

    `check` asks for it again, which buys nothing. `lost` books it as spent and goes without.
    `again` does that too and offers to buy it anew: the quote waits for a yes. Raises BadInput.
    """
    meant = [one for one in production.uncertain(owner, project)
             if fingerprint in ("", one.fingerprint)]
    if not meant:
        raise BadInput("There is nothing to decide.", "Every job is known to be made or not.")
    render = production.quotes.render(meant[0].render)
    board = production.projects.storyboard(project, render.version)
    before, _ = production.quotes.get(owner, render.id)
    if decision == "check":
        for one in meant:
            if not one.can_check:
                raise BadInput(
                    f"{one.label} cannot be asked about: the provider gave no id for it.",
                    "Look into your account there, then try again or count it as lost.",
                )
        quote = production.offer(owner, board, before.part, before.shots)
        if quote.total == 0:
            await production.approve_free(owner, quote, why="asks for what may be bought already")
        return quote
    production.quotes.supersede(owner)
    for one in meant:
        row = production.quotes.render(one.render)
        job = job_id(owner, one.fingerprint, row.attempts[one.fingerprint])
        hold = Hold(render=one.render, fingerprint=one.fingerprint, amount=one.amount)
        production.ledger.settle(hold, job, one.amount, estimated=True)
        quote, _ = production.quotes.get(owner, one.render)
        production.audit.note(quote, one.fingerprint, "lost", by=by, amount=one.amount)
    if decision == "lost":
        return None
    return production.offer(owner, board, before.part, before.shots)
