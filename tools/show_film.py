"""Steps: wait for the render that is under way, and show the finished film with its parts."""

import asyncio
from contextlib import suppress

from storage.errors import NotFound
from storage.records import Asset, Record
from tools.pipeline.film import film_of
from tools.step import Context, Done, step

LONGEST_WAIT = 300.0


class Part(Record):
    """One file of the film, under the name it has in the parts folder."""

    name: str
    asset: Asset


class Shown(Record):
    """A finished film; `cost` in microdollars is what the project's parts cost so far."""

    project: str
    version: int
    title: str
    seconds: float
    cost: int
    film: Part
    parts: tuple[Part, ...]


async def wait_for_film(ctx: Context, seconds: float = 45) -> str:
    """Wait for the render that is under way; say how far it is when it ends, or the time is up.

    Args:
        seconds: How long to wait, at most 300.
    """
    desk = ctx.context
    render = desk.production.quotes.newest_render(desk.project)
    if render is None:
        return Done(ok=False).model_dump_json()
    with suppress(TimeoutError):
        async with asyncio.timeout(max(0.0, min(seconds, LONGEST_WAIT))):
            async for _ in desk.production.rendering.follow(render.id):
                pass
    seen = desk.production.quotes.last_progress(render.id)
    return seen.model_dump_json(exclude={"jobs"}) if seen else Done(ok=False).model_dump_json()


async def show_film(ctx: Context, version: int = 0) -> str:
    """Show the finished film and its files.

    Args:
        version: Which version's; 0 for the newest film.
    """
    desk = ctx.context
    production, row = desk.production, desk.production.projects.get(desk.owner, desk.project)
    films = production.quotes.finished(row.id)
    if not films or (version and version not in films):
        raise NotFound("There is no such film yet.", "Quote it, have it approved, and wait.")
    board = production.projects.storyboard(row.id, version or films[-1])
    film = film_of(board, production.plan(board), production.library, desk.owner)
    return Shown(
        project=row.id, version=board.version, title=row.title or board.brief.name,
        seconds=board.seconds, cost=production.ledger.spent(desk.owner, row.id),
        film=Part(name="ad.mp4", asset=film.cut),
        parts=tuple(Part(name=name, asset=asset) for name, asset in film.parts),
    ).model_dump_json(exclude_none=True)


wait_for_film_step = step(wait_for_film)
show_film_step = step(show_film)
