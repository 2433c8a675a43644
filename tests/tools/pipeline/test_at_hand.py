"""A start picture from the owner's own films is offered, never taken: whose, when, and when not."""

import json
from collections.abc import Awaitable, Callable

import pytest

from agent.guided.writer import TemplateWriter
from agent.wording import remarks_in_words
from storage.errors import BadInput
from storage.records import (
    AnotherTake,
    SetPicture,
    Storyboard,
    UsePicture,
)
from tools.pipeline import storyboarding
from tools.pipeline.at_hand import alike
from tools.pipeline.production import Production
from tools.pipeline.projects import duplicate

Flow = Callable[..., Awaitable[Storyboard]]
PICTURE = 40_000
BOAT, BARGE = ("A small sailing boat passes green islands at sunset",
               "A small sailing boat passes rocky islands at sunset")


@pytest.fixture(autouse=True)
def paid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures from words cost money."""
    monkeypatch.setenv("PAPER", json.dumps({"price": PICTURE, "paid": "picture"}))


@pytest.fixture
async def boat(flow: Flow) -> Storyboard:
    """A film whose start picture was made for Ann."""
    return await flow(BOAT, made=True)


def test_words_are_alike_by_what_they_say() -> None:
    assert alike(BOAT, BARGE) == pytest.approx(6 / 7)
    assert alike("A boat at sunset", "the sunset, with a boat") == 1
    assert alike("Ein Boot auf dem Meer", "Das Boot im Meer") == 1
    assert alike("A red car in the city", "A boat at sunset") == 0
    assert alike("of the", "") == 0


async def test_it_is_offered_and_taken_only_by_a_revision_that_can_be_undone(
    production: Production, flow: Flow, boat: Storyboard
) -> None:
    made = production.pictures("ann", boat)["shot-1"]
    board = await flow(BARGE)
    quote = production.offer("ann", board)
    hand = quote.at_hand
    assert hand is not None
    assert (hand.shot, hand.picture, hand.project, hand.saves) == (1, made, boat.project, PICTURE)
    assert quote.total == PICTURE                              # nothing was taken
    assert board.shots[0].own_picture is None
    (told,) = remarks_in_words(quote, "en")
    assert "green islands" in told
    assert "saves $0.04" in told
    assert "nimm es" in remarks_in_words(quote, "de")[0]

    taken = await storyboarding.change(
        production, "ann", board.project, [UsePicture(shot=1, picture=made.sha256)],
        TemplateWriter())
    assert taken.storyboard.shots[0].own_picture == made
    assert (taken.quote.total, taken.quote.at_hand) == (0, None)
    assert production.quotes.pending(board.project) == taken.quote
    back = await storyboarding.undo(production, "ann", board.project)
    assert back.storyboard == board
    assert back.quote.at_hand == hand


async def test_it_is_not_offered_where_it_would_not_do(
    production: Production, flow: Flow, boat: Storyboard
) -> None:
    theirs = await flow(BARGE, owner="ben")
    assert production.offer("ben", theirs).at_hand is None     # another's pictures are nobody's
    assert production.offer("ann", await flow(BARGE), "clips").at_hand is None
    for other in (
        await flow("A red car drives through a city at night"),
        await flow(BARGE, style="cartoon"),
        await flow(BARGE, aspect="9:16"),
        await flow(BARGE, preview=True),
        await flow(BOAT),                         # the same job is reused anyway
    ):
        assert production.offer("ann", other).at_hand is None


async def test_another_take_or_other_words_of_the_same_film_are_wanted_anew(
    production: Production, flow: Flow, boat: Storyboard
) -> None:
    again = await storyboarding.change(
        production, "ann", boat.project, [AnotherTake(shot=1, kind="picture")], TemplateWriter())
    assert (again.quote.total, again.quote.at_hand) == (PICTURE, None)
    other = await storyboarding.change(
        production, "ann", boat.project, [SetPicture(shot=1, description=BARGE)], TemplateWriter())
    assert (other.quote.total, other.quote.at_hand) == (PICTURE, None)
    copy = duplicate(production, "ann", boat.project, "thread-copy")
    anew = await storyboarding.change(
        production, "ann", copy.id, [AnotherTake(shot=1, kind="picture")], TemplateWriter())
    assert (anew.quote.total, anew.quote.at_hand) == (PICTURE, None)


async def test_what_nobody_offered_is_not_taken(
    production: Production, flow: Flow, boat: Storyboard
) -> None:
    made = production.pictures("ann", boat)["shot-1"]
    theirs = await flow(BARGE, owner="ben")
    production.offer("ben", theirs)
    with pytest.raises(BadInput, match="No uploaded file"):
        await storyboarding.change(
            production, "ben", theirs.project, [UsePicture(shot=1, picture=made.sha256)],
            TemplateWriter())
    board = await flow(BARGE)
    production.offer("ann", board)
    production.library.release("ann", made.sha256)
    with pytest.raises(BadInput, match="deleted meanwhile"):
        await storyboarding.change(
            production, "ann", board.project, [UsePicture(shot=1, picture=made.sha256)],
            TemplateWriter())
    assert production.offer("ann", board).at_hand is None
