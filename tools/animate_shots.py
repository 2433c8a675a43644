"""Steps: say what the clips of single shots cost, without the film; show which are made."""

from typing import Annotated

from pydantic import Field

from storage.records import Record
from tools.pipeline.clips import Clip, clips_of
from tools.pipeline.price import in_dollars
from tools.pipeline.storyboarding import current
from tools.step import Context, step

Numbers = Annotated[tuple[int, ...], Field(max_length=60)]


class Quoted(Record):
    """A quote of clips in short: shots whose clip is made for it, and whose clip is there already;
    the price in words, the wall seconds."""

    quote_id: str
    clips: tuple[int, ...]
    reused: tuple[int, ...]
    price: str
    seconds: float


class Shown(Record):
    """Each shot's clip, made or missing."""

    project: str
    version: int
    missing: tuple[int, ...]
    clips: tuple[Clip, ...]


async def animate_shots(ctx: Context, shots: Numbers = ()) -> str:
    """Quote only the clips of some shots, without the film; the film takes them over later.

    Show the result before asking for a yes, then call render_film with the quote's id.

    Args:
        shots: The shots' numbers, from 1; empty for all whose clip is missing.
    """
    desk = ctx.context
    board = current(desk.production, desk.owner, desk.project)
    quote = desk.production.offer(desk.owner, board, "clips", shots)
    return Quoted(
        quote_id=quote.id, clips=quote.clips(reused=False), reused=quote.clips(reused=True),
        price=in_dollars(quote.total), seconds=quote.seconds,
    ).model_dump_json()


async def show_clips(ctx: Context) -> str:
    """Show which shots have their clip and which are missing, with model, length and sound."""
    desk = ctx.context
    production = desk.production
    board = current(production, desk.owner, desk.project)
    clips = clips_of(board, production.plan(board), production.library, desk.owner)
    return Shown(
        project=board.project, version=board.version, clips=clips,
        missing=tuple(one.shot for one in clips if one.asset is None),
    ).model_dump_json(exclude_none=True)


animate_shots_step = step(animate_shots)
show_clips_step = step(show_clips)
