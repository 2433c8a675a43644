"""Routes of orders and quotes: an ad, a film or a batch from one call, what it costs, the yes."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field, model_validator

from agent.faces.api_once import Key, OnceRoute
from agent.faces.api_parts import Approver, At, Body, Caller, Creator, Id, Reader, require
from agent.faces.api_projects import thread_of
from storage.quotes import Render
from storage.records import Quote, QuotePart, QuoteStatus, Record
from tools.pipeline.ordering import (
    MOST_ORDERS,
    AdOrder,
    FilmOrder,
    Order,
    Ordered,
    Refused,
)

routes = APIRouter(route_class=OnceRoute, tags=["orders"])
MOST_SHOTS = 60
Shot = Annotated[int, Field(ge=1)]
UpTo = Annotated[float | None, Query(
    ge=0, le=100_000, allow_inf_nan=False,
    description="Approve at once what costs no more than so many dollars. Needs the scope "
                "`approve`; without it, or where it costs more, the quote waits for a yes.")]


class WholeAd(AdOrder, Body):
    """A whole ad."""


class Film(FilmOrder, Body):
    """A film by a recipe that shows no product."""


class Batch(Body):
    """Several orders in one call."""

    orders: tuple[Order, ...] = Field(min_length=1, max_length=MOST_ORDERS)


class Asked(Body):
    """What to quote: the film, its pictures, or only the clips of `shots` by number (of none: of
    all whose clip is missing); None: pictures first, where they are bought."""

    part: QuotePart | None = None
    shots: tuple[Shot, ...] = Field(default=(), max_length=MOST_SHOTS)

    @model_validator(mode="after")
    def _shots_are_of_clips(self) -> "Asked":
        if self.shots and self.part != "clips":
            raise ValueError("shots are named for the part clips only")
        return self


class QuoteShown(Record):
    """A quote and where it stands."""

    quote: Quote
    status: QuoteStatus


def _limit(caller: Caller, dollars: float | None) -> int | None:
    """The amount up to which no yes is waited for, in microdollars. Raises 403."""
    if dollars is None:
        return None
    require(caller, "approve")
    return round(dollars * 1_000_000)


@routes.post("/ads", status_code=201)
async def order_ad(
    at: At, caller: Creator, body: WholeAd, key: Key, approve_up_to: UpTo = None
) -> Ordered:
    """A whole ad from one call: project, storyboard and quote."""
    return await at.programs.order(
        caller.owner, thread_of(caller, key), body, _limit(caller, approve_up_to), caller.by)


@routes.post("/films", status_code=201)
async def order_film(
    at: At, caller: Creator, body: Film, key: Key, approve_up_to: UpTo = None
) -> Ordered:
    """A film without a product: a clip, several, pictures brought to life, one long flow."""
    return await at.programs.order(
        caller.owner, thread_of(caller, key), body, _limit(caller, approve_up_to), caller.by)


@routes.post("/batches", status_code=201)
async def order_batch(
    at: At, caller: Creator, body: Batch, key: Key, approve_up_to: UpTo = None
) -> tuple[Ordered | Refused, ...]:
    """Several ads and films; `approve_up_to` is for all of them together."""
    return await at.programs.order_all(
        caller.owner, thread_of(caller, key), body.orders, _limit(caller, approve_up_to),
        caller.by)


@routes.post("/projects/{project}/quotes", status_code=201, tags=["quotes"])
async def offer(at: At, caller: Creator, project: Id, body: Asked, key: Key) -> Quote:
    """What the storyboard costs now: exact jobs, exact price. Earlier quotes stand no longer."""
    return await at.programs.offer(caller.owner, project, body.part, body.shots)


@routes.get("/quotes/{quote}", tags=["quotes"])
def show_quote(at: At, caller: Reader, quote: Id) -> QuoteShown:
    """A quote and where it stands."""
    found, status = at.production.quotes.get(caller.owner, quote)
    return QuoteShown(quote=found, status=status)


@routes.post("/quotes/{quote}/approve", tags=["quotes"])
async def approve(at: At, caller: Approver, quote: Id) -> Render:
    """Say yes to a quote: its render starts. The same yes again is the same render."""
    return await at.programs.approve(caller.owner, quote, caller.by)


@routes.post("/quotes/{quote}/decline", tags=["quotes"])
async def decline(at: At, caller: Approver, quote: Id) -> QuoteShown:
    """Say no to a quote."""
    await at.programs.decline(caller.owner, quote, caller.by)
    return show_quote(at, caller, quote)
