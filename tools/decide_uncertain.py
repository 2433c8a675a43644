"""Step: carry out what the person decided about jobs that may have been bought."""

from storage.records import Record
from tools.pipeline.uncertain import Decision, decide
from tools.step import Context, step


class Decided(Record):
    """`quote_id` waits for a yes, if there is something to buy; else it is carried out."""

    carried_out: bool
    quote_id: str | None


async def decide_uncertain(ctx: Context, decision: Decision) -> str:
    """Do as the person says with the jobs under `uncertain` in the state. Only on their word.

    Args:
        decision: `check` asks the provider for them again and buys nothing; `again` counts them as
            spent and offers to buy them anew; `lost` counts them as spent and goes without.
    """
    desk = ctx.context
    quote = await decide(desk.production, desk.owner, desk.project, decision, desk.owner)
    waits = quote is not None and desk.production.quotes.get(desk.owner, quote.id)[1] == "pending"
    return Decided(
        carried_out=not waits, quote_id=quote.id if quote and waits else None
    ).model_dump_json()


decide_uncertain_step = step(decide_uncertain)
