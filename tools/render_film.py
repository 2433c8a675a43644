"""Steps: make the film after a yes, look how far it is, stop it.

The yes itself is not given here: the run stands still until a person has decided, and the decision
is an atomic write in the catalogue. This step only says that it was carried out.
"""

from storage.errors import NotAllowed
from storage.records import Record
from tools.step import Context, Done, step


class Started(Record):
    """A render is under way; `seconds` is the wall time it should take."""

    started: bool
    seconds: float


async def render_film(ctx: Context, quote_id: str) -> str:
    """Make the film that was quoted. The person is asked first, by the chat itself.

    Args:
        quote_id: The quote's id.
    """
    desk = ctx.context
    quote, status = desk.production.quotes.get(desk.owner, quote_id)
    if status != "approved":
        raise NotAllowed("This offer was not accepted.", "Ask the person what to change.")
    return Started(started=True, seconds=quote.seconds).model_dump_json()


async def check_progress(ctx: Context) -> str:
    """Say how far the newest render is."""
    progress = ctx.context.state.render
    if progress is None:
        return Done(ok=False).model_dump_json()
    return progress.model_dump_json(exclude={"jobs"})


async def stop_render(ctx: Context) -> str:
    """Stop the render that is under way. What it finished is kept."""
    desk = ctx.context
    progress = desk.state.render
    if progress is None or progress.status not in ("approved", "running"):
        return Done(ok=False).model_dump_json()
    await desk.production.stop(desk.owner, progress.render)
    return Done().model_dump_json()


render_film_step = step(render_film, needs_approval=True)
check_progress_step = step(check_progress)
stop_render_step = step(stop_render)
