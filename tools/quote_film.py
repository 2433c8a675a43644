"""Step: say what the film costs, exactly, before anything is made."""

from storage.records import Record
from tools.pipeline.price import in_dollars
from tools.pipeline.storyboarding import current
from tools.step import Context, step


class Quoted(Record):
    """A quote in short: how many jobs are made and reused, the price in words, the wall seconds."""

    quote_id: str
    made: int
    reused: int
    price: str
    seconds: float


async def quote_film(ctx: Context) -> str:
    """Quote the present storyboard. Show the result before asking for a yes."""
    desk = ctx.context
    board = current(desk.production, desk.owner, desk.project)
    quote = desk.production.offer(desk.owner, board)
    return Quoted(
        quote_id=quote.id, made=len(quote.made), reused=len(quote.lines) - len(quote.made),
        price=in_dollars(quote.total), seconds=quote.seconds,
    ).model_dump_json()


quote_film_step = step(quote_film)
