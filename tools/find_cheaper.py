"""Step: what would make the film cheaper, with exact prices. Nothing is changed."""

from storage.records import Record
from tools.pipeline.cheaper import Alternative, cheaper
from tools.step import Context, step


class Cheaper(Record):
    """The ways there are, dearest first; `revise` with a way's `changes` takes it."""

    now: int
    ways: tuple[Alternative, ...]


async def find_cheaper(ctx: Context) -> str:
    """Find cheaper ways to make the present storyboard, with exact prices in microdollars."""
    desk = ctx.context
    board = desk.state.storyboard
    ways = await cheaper(desk.production, desk.owner, desk.project, desk.writer)
    price = desk.production.price(desk.owner, board).total if board else 0
    return Cheaper(now=price, ways=ways).model_dump_json()


find_cheaper_step = step(find_cheaper)
