"""Steps: write the storyboard, with a picture of each shot, and show it again."""

from storage.records import Record
from tools.pipeline.storyboarding import current, first_storyboard
from tools.step import Context, step


class Written(Record):
    """A storyboard's version and how many shots it has."""

    version: int
    shots: int


async def write_storyboard(ctx: Context) -> str:
    """Write the four scenes from the brief and draw their first frames. Needs a product photo."""
    desk = ctx.context
    board = await first_storyboard(desk.production, desk.owner, desk.project, desk.writer)
    await desk.production.make_pictures(desk.owner, board)
    return Written(version=board.version, shots=len(board.shots)).model_dump_json()


async def show_storyboard(ctx: Context) -> str:
    """Show the present storyboard again."""
    desk = ctx.context
    board = current(desk.production, desk.owner, desk.project)
    return Written(version=board.version, shots=len(board.shots)).model_dump_json()


write_storyboard_step = step(write_storyboard)
show_storyboard_step = step(show_storyboard)
