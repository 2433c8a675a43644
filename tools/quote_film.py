"""Step: say what the film costs, exactly, before anything is made."""

from storage.records import Record
from tools.pipeline.price import in_dollars
from tools.pipeline.storyboarding import current
from tools.step import Context, step


class Offered(Record):
    """A picture at hand: for which shot, its content hash, from which film, what it saves."""

    shot: int
    picture: str
    film: str
    saves: str


class Quoted(Record):
    """A quote in short: how many jobs are made and reused, the price in words, the wall seconds.

    `at_hand` names a picture of the person's own that could begin the film instead of a new one.
    """

    quote_id: str
    made: int
    reused: int
    price: str
    seconds: float
    at_hand: Offered | None = None


async def quote_film(ctx: Context) -> str:
    """Quote the present storyboard. Show the result before asking for a yes.

    A picture that is `at_hand` is used only if the person says so: revise by own_picture.
    """
    desk = ctx.context
    board = current(desk.production, desk.owner, desk.project)
    quote = desk.production.offer(desk.owner, board)
    hand = quote.at_hand
    return Quoted(
        quote_id=quote.id, made=len(quote.made), reused=len(quote.lines) - len(quote.made),
        price=in_dollars(quote.total), seconds=quote.seconds,
        at_hand=Offered(shot=hand.shot, picture=hand.picture.sha256, film=hand.title,
                        saves=in_dollars(hand.saves)) if hand else None,
    ).model_dump_json()


quote_film_step = step(quote_film)
