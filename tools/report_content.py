"""Step: report content that was made, to whoever runs this AdFlow."""

from typing import Annotated

from pydantic import Field

from storage.records import Record, Storyboard
from storage.reports import Reason
from tools.pipeline.production import Production
from tools.pipeline.revise_text import shot_of
from tools.pipeline.storyboarding import current
from tools.step import Context, step

Words = Annotated[str, Field(max_length=2000)]


class Reported(Record):
    """The report's id."""

    report: str


def _shown(production: Production, owner: str, board: Storyboard, number: int) -> str:
    """The content hash of what is seen of a shot; empty while nothing is made. Raises BadInput."""
    jobs = production.plan(board).shots[shot_of(board, number).id]
    takes = (production.library.take(owner, jobs.get(kind, "")) for kind in ("clip", "picture"))
    return next((take.asset.sha256 for take in takes if take), "")


async def report_content(
    ctx: Context, reason: Reason, words: Words = "", shot: int | None = None
) -> str:
    """Report something made here that is not right to whoever runs this AdFlow; it changes nothing.

    Args:
        reason: What is wrong with it.
        words: What the person says of it, in their own words.
        shot: The shot it is about, from 1; None for the whole film.
    """
    desk = ctx.context
    production = desk.production
    board = current(production, desk.owner, desk.project)
    media = "" if shot is None else _shown(production, desk.owner, board, shot)
    report = production.reports.add(desk.owner, board.project, media, reason, words)
    return Reported(report=report.id).model_dump_json()


report_content_step = step(report_content)
