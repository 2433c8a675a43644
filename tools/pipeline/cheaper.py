"""Cheaper ways to get what is offered: other storyboards with their prices. Nothing is kept."""

from collections.abc import Iterator, Sequence
from typing import Literal

from storage.errors import AdFlowError
from storage.records import Change, KeepNext, Record, SetMakers, SetModels, SetSeconds, Storyboard
from tools.pipeline.gathering import gathered
from tools.pipeline.lengths import a_little_shorter, remarks, sold
from tools.pipeline.production import Production
from tools.pipeline.storyboarding import current, revised
from tools.pipeline.writing import Writer

Way = Literal["keep_next", "shorter", "model", "studio"]


class Alternative(Record):
    """One cheaper way: the changes that lead there, its price (microdollars) and wall seconds.

    `detail` is the shot number or the model it is about.
    """

    way: Way
    detail: str
    changes: tuple[Change, ...]
    price: int
    seconds: float


async def cheaper(
    production: Production, owner: str, project: str, writer: Writer
) -> tuple[Alternative, ...]:
    """Ways to make the present storyboard for less, the cheapest last. Raises BadInput."""
    board = current(production, owner, project)
    now = production.price(owner, board).total
    found = []
    for way, detail, changes in _ways(production, board):
        try:
            material = await gathered(production, owner, board, changes, writer)
            quote = production.price(owner, revised(production, board, changes, material))
        except AdFlowError:                  # it does not fit this film: no way
            continue
        if quote.total < now:
            found.append(Alternative(way=way, detail=detail, changes=tuple(changes),
                                     price=quote.total, seconds=quote.seconds))
    return tuple(sorted(found, key=lambda one: -one.price))


def _ways(
    production: Production, board: Storyboard
) -> Iterator[tuple[Way, str, Sequence[Change]]]:
    """What could be tried, from the smallest change of the film to the largest."""
    for number, shot in enumerate(board.shots, start=1):
        if board.recipe.continuity == "hand_off" and number > 1 and shot.begins_on is None:
            yield "keep_next", str(number - 1), [KeepNext(shot=number - 1)]
    shorter = _shorter(production, board)
    if shorter:
        yield "shorter", ", ".join(str(one.shot) for one in shorter), shorter
    for model in production.catalog.capabilities():
        if model.kind == "clip" and not model.here and model.model != board.recipe.models.clip:
            yield "model", model.model, [SetModels(models=(model.model,))]
    if not board.recipe.models.clip.startswith("local/"):
        yield "studio", "", [SetMakers(providers=("local",))]


def _shorter(production: Production, board: Storyboard) -> list[SetSeconds]:
    """Scenes a little shorter, where a shorter clip is sold."""
    found = []
    for remark in remarks(board, production.catalog):
        lengths = sold(board, board.shots[remark.shot - 1], production.catalog)
        shorter = a_little_shorter(remark.wanted, lengths)
        if remark.kind == "bought_longer" and shorter:
            found.append(SetSeconds(shot=remark.shot, seconds=shorter))
    return found
