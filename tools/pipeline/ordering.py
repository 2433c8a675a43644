"""Orders: a whole ad, one clip, a list of shots or a batch of these, from one call to its quote.

An order is a project like any other. It is carried out without asking only as far as its caller
says beforehand: up to an amount, which the quote's own total has to keep to.
"""

import asyncio
from typing import Annotated, Any, Literal

from pydantic import Field

from storage.errors import AdFlowError, BadInput
from storage.preferences import PreferenceBook
from storage.records import (
    Aspect,
    Choices,
    Language,
    Look,
    Mood,
    Quote,
    QuoteStatus,
    Record,
    State,
    Tone,
)
from tools.pipeline.asked_shots import MOST_SHOTS, AskedShot, AskedWriter, Sha256, Words
from tools.pipeline.briefing import change_brief, checked_brief, given_file, given_files
from tools.pipeline.production import Production
from tools.pipeline.storyboarding import first_storyboard
from tools.pipeline.writing import Writer

MOST_ORDERS = 50


class BriefFields(Record):
    """What a brief may be given; files are content hashes of uploads. What is not given stays."""

    photo: Sha256 | None = None
    logo: Sha256 | None = None
    track: Sha256 | None = None
    name: str | None = Field(default=None, max_length=60)
    purpose: str | None = Field(default=None, max_length=300)
    audience: str | None = Field(default=None, max_length=200)
    action: str | None = Field(default=None, max_length=80)
    offer: str | None = Field(default=None, max_length=80)
    address: str | None = Field(default=None, max_length=120)
    benefits: tuple[Words, ...] | None = Field(default=None, max_length=4)
    tone: Tone | None = None
    look: Look | None = None
    mood: Mood | None = None
    aspect: Aspect | None = None
    seconds: int | None = Field(default=None, ge=8, le=120)
    language: Language | None = None

    def given(self) -> dict[str, Any]:
        """What is given, by name."""
        return {name: value for name, value in self if value is not None}


class AdOrder(Record):
    """A whole ad: hook, problem, solution and call to action, written from the brief."""

    kind: Literal["ad"] = "ad"
    title: str = Field(default="", max_length=60)
    brief: BriefFields = BriefFields()
    choices: Choices | None = None


class ShotsOrder(Record):
    """Shots as they are described, in this order, each made into a clip and joined into a film.

    Without a photo in the brief, the first shot's own picture shows the product.
    """

    kind: Literal["shots"] = "shots"
    title: str = Field(default="", max_length=60)
    brief: BriefFields = BriefFields()
    choices: Choices | None = None
    shots: tuple[AskedShot, ...] = Field(min_length=1, max_length=MOST_SHOTS)


Order = Annotated[AdOrder | ShotsOrder, Field(discriminator="kind")]


class Ordered(Record):
    """What became of an order: its project and its quote, approved or waiting for a yes."""

    project: str
    version: int
    quote: Quote
    status: QuoteStatus


class Refused(Record):
    """An order of a batch that could not be taken, and what to do."""

    message: str
    next_step: str


def begin(
    production: Production, owner: str, thread: str, brief: BriefFields,
    choices: Choices | None = None, title: str = "",
) -> State:
    """The thread's project, begun with this brief and the owner's preferences if it is new.

    Raises BadInput for what does not fit; then there is no new project.
    """
    if row := production.projects.active(owner, thread):
        return production.state(owner, row.id)
    wanted = PreferenceBook(production.catalogue).get(owner)
    usual = {"aspect": wanted.aspect, "language": wanted.language}
    fields = {name: value for name, value in usual.items() if value} | brief.given()
    checked_brief({**fields, **given_files(production, owner, fields)})
    chosen = wanted.choices if choices is None else choices
    production.recipe(chosen)
    row = production.projects.create(owner, thread, title=title, choices=chosen)
    change_brief(production, owner, row.id, fields)
    return production.state(owner, row.id)


async def order(
    production: Production, owner: str, thread: str, asked: AdOrder | ShotsOrder, writer: Writer,
    up_to: int | None = None, by: str = "",
) -> Ordered:
    """Carry an order out as far as its quote; approve it where it costs no more than `up_to`
    (microdollars). The same thread is the same order: it is gone on with, not begun again."""
    brief = asked.brief
    if isinstance(asked, ShotsOrder):
        pictures = {name: given_file(production, owner, name, "picture")
                    for one in asked.shots if (name := one.picture)}
        writer = AskedWriter(asked.shots, pictures, writer)
        if brief.photo is None:
            brief = brief.model_copy(update={"photo": next(iter(pictures), None)})
    if brief.photo is None:
        raise BadInput("There is no product photo.", "Upload one and name its sha256 as `photo`.")
    state = await asyncio.to_thread(
        begin, production, owner, thread, brief, asked.choices, asked.title)
    board = state.storyboard or await first_storyboard(production, owner, state.project, writer)
    newest = production.quotes.newest_render(state.project)
    if newest is not None:                   # it was approved before the answer got there
        quote, status = production.quotes.get(owner, newest.id)
        return Ordered(project=board.project, version=board.version, quote=quote, status=status)
    within = up_to is not None and production.price(owner, board).total <= up_to
    quote = production.offer(owner, board, "film" if within else None)
    if up_to is not None and quote.total <= up_to and quote.part == "film":
        await production.approve(owner, quote.id, by)
    _, status = production.quotes.get(owner, quote.id)
    return Ordered(project=board.project, version=board.version, quote=quote, status=status)


async def order_all(
    production: Production, owner: str, thread: str, asked: tuple[AdOrder | ShotsOrder, ...],
    writer: Writer, up_to: int | None = None, by: str = "",
) -> tuple[Ordered | Refused, ...]:
    """A batch, one after another; one that cannot be taken does not stop the others.

    `up_to` is for all of them together: what one is approved for, the next ones have less.
    """
    done: list[Ordered | Refused] = []
    for number, one in enumerate(asked, start=1):
        try:
            made = await order(
                production, owner, f"{thread}-{number}", one, writer, up_to, by)
        except AdFlowError as exc:
            done.append(Refused(message=str(exc), next_step=exc.next_step))
            continue
        if up_to is not None and made.status == "approved":
            up_to -= made.quote.total
        done.append(made)
    return tuple(done)
