"""Steps: change the storyboard, undo, redo, go to a version, start again.

Each says exactly what it touches.
"""

from storage.records import Change, Difference, Record
from tools.pipeline import storyboarding
from tools.pipeline.price import in_dollars
from tools.pipeline.storyboarding import Revision
from tools.step import Context, Done, step


class Revised(Record):
    """A change: what it touches, and whether it is carried out or `quote_id` waits for a yes."""

    version: int
    note: str
    difference: Difference
    price: str
    carried_out: bool
    quote_id: str | None


def _revised(revision: Revision) -> str:
    return Revised(
        version=revision.storyboard.version,
        note=revision.storyboard.note,
        difference=revision.difference,
        price=in_dollars(revision.quote.total),
        carried_out=revision.carried_out,
        quote_id=None if revision.carried_out else revision.quote.id,
    ).model_dump_json()


async def revise(ctx: Context, changes: list[Change], note: str = "") -> str:
    """Change the storyboard. All that was said in one message goes into one call.

    Args:
        changes: The changes, in order. Shots are numbered from 1 as they are now.
        note: What was changed, in a few words.
    """
    desk = ctx.context
    return _revised(await storyboarding.change(
        desk.production, desk.owner, desk.project, changes, desk.writer, note
    ))


async def undo(ctx: Context) -> str:
    """Go back to the storyboard before the last change."""
    desk = ctx.context
    return _revised(await storyboarding.undo(desk.production, desk.owner, desk.project))


async def redo(ctx: Context) -> str:
    """Take back an undo."""
    desk = ctx.context
    return _revised(await storyboarding.redo(desk.production, desk.owner, desk.project))


async def go_to_version(ctx: Context, version: str) -> str:
    """Go to another version of the storyboard. What was made for it is still there.

    Args:
        version: Its number, or the name it was given.
    """
    desk = ctx.context
    return _revised(await storyboarding.go_to(
        desk.production, desk.owner, desk.project, version))


async def start_again(ctx: Context) -> str:
    """Begin a new project in this conversation. The present one is kept."""
    desk = ctx.context
    desk.production.begin_again(desk.owner, desk.thread)
    return Done().model_dump_json()


revise_step = step(revise)
undo_step = step(undo)
redo_step = step(redo)
go_to_version_step = step(go_to_version)
start_again_step = step(start_again)
