"""Routes of orders, quotes and renders: what it costs, the yes, how it goes on, what came of it."""

from typing import Annotated
from urllib.parse import quote as quoted

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from pydantic import Field

from agent.faces.api_once import Key, OnceRoute
from agent.faces.api_parts import (
    Approver,
    At,
    Body,
    Caller,
    Creator,
    Hash,
    Id,
    Reader,
    require,
)
from agent.faces.api_projects import thread_of
from agent.shown import Part
from storage.errors import NotFound
from storage.quotes import Render
from storage.records import (
    Asset,
    JobProgress,
    Quote,
    QuotePart,
    QuoteStatus,
    Record,
    RenderProgress,
    Take,
    Uncertain,
)
from tools.pipeline.archive import members, zipped
from tools.pipeline.asked_shots import AskedShot
from tools.pipeline.film import film_of
from tools.pipeline.ordering import (
    MOST_ORDERS,
    AdOrder,
    BriefFields,
    Order,
    Ordered,
    Refused,
    ShotsOrder,
)
from tools.pipeline.uncertain import Decision, decide

routes = APIRouter(route_class=OnceRoute, tags=["renders"])
UpTo = Annotated[float | None, Query(
    ge=0, le=100_000, allow_inf_nan=False,
    description="Approve at once what costs no more than so many dollars. Needs the scope "
                "`approve`; without it, or where it costs more, the quote waits for a yes.")]


class WholeAd(AdOrder, Body):
    """A whole ad."""


class AllShots(ShotsOrder, Body):
    """Shots that are joined into one film."""


class ClipOrder(Body):
    """One clip: a picture and how it moves."""

    title: str = Field(default="", max_length=60)
    brief: BriefFields = BriefFields()
    shot: AskedShot


class Batch(Body):
    """Several orders in one call."""

    orders: tuple[Order, ...] = Field(min_length=1, max_length=MOST_ORDERS)


class Asked(Body):
    """What to quote: the film or its pictures; None: pictures first, where they are bought."""

    part: QuotePart | None = None


class QuoteShown(Record):
    """A quote and where it stands."""

    quote: Quote
    status: QuoteStatus


class RenderShown(Record):
    """A render, and the newest that was seen of it."""

    render: Render
    progress: RenderProgress | None


class FilmShown(Record):
    """A finished film: the media of it and of its parts, by their names in the parts folder."""

    render: str
    project: str
    version: int
    film: Asset
    poster: Asset | None
    parts: tuple[Part, ...]


class Decided(Body):
    """What becomes of jobs that may have been bought: of one, or of all where none is named."""

    decision: Decision
    fingerprint: Annotated[str, Field(pattern="^([0-9a-f]{64})?$")] = ""


class DecidedQuote(Record):
    """The quote that follows from a decision, if one does."""

    quote: Quote | None


def _limit(caller: Caller, dollars: float | None) -> int | None:
    """The amount up to which no yes is waited for, in microdollars. Raises 403."""
    if dollars is None:
        return None
    require(caller, "approve")
    return round(dollars * 1_000_000)


@routes.post("/ads", status_code=201, tags=["orders"])
async def order_ad(
    at: At, caller: Creator, body: WholeAd, key: Key, approve_up_to: UpTo = None
) -> Ordered:
    """A whole ad from one call: project, storyboard and quote."""
    return await at.programs.order(
        caller.owner, thread_of(caller, key), body, _limit(caller, approve_up_to), caller.by)


@routes.post("/clips", status_code=201, tags=["orders"])
async def order_clip(
    at: At, caller: Creator, body: ClipOrder, key: Key, approve_up_to: UpTo = None
) -> Ordered:
    """One clip from one call, with its sound."""
    asked = ShotsOrder(title=body.title, brief=body.brief, shots=(body.shot,))
    return await at.programs.order(
        caller.owner, thread_of(caller, key), asked, _limit(caller, approve_up_to), caller.by)


@routes.post("/shots", status_code=201, tags=["orders"])
async def order_shots(
    at: At, caller: Creator, body: AllShots, key: Key, approve_up_to: UpTo = None
) -> Ordered:
    """A list of shots, each animated, and joined into one film."""
    return await at.programs.order(
        caller.owner, thread_of(caller, key), body, _limit(caller, approve_up_to), caller.by)


@routes.post("/batches", status_code=201, tags=["orders"])
async def order_batch(
    at: At, caller: Creator, body: Batch, key: Key, approve_up_to: UpTo = None
) -> tuple[Ordered | Refused, ...]:
    """Several ads or lists of shots; `approve_up_to` is for all of them together."""
    return await at.programs.order_all(
        caller.owner, thread_of(caller, key), body.orders, _limit(caller, approve_up_to),
        caller.by)


@routes.post("/projects/{project}/quotes", status_code=201, tags=["quotes"])
async def offer(at: At, caller: Creator, project: Id, body: Asked, key: Key) -> Quote:
    """What the storyboard costs now: exact jobs, exact price. Earlier quotes stand no longer."""
    return await at.programs.offer(caller.owner, project, body.part)


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


@routes.get("/projects/{project}/renders")
def list_renders(at: At, caller: Reader, project: Id) -> tuple[Render, ...]:
    """The project's renders of whole films, oldest first."""
    at.production.projects.get(caller.owner, project)
    return at.production.quotes.renders(project)


@routes.get("/renders/{render}")
def show_render(at: At, caller: Reader, render: Id) -> RenderShown:
    """A render and how far it is. Its id is the quote's."""
    return RenderShown(render=at.programs.render(caller.owner, render),
                       progress=at.production.quotes.last_progress(render))


@routes.post("/renders/{render}/stop")
async def stop(at: At, caller: Creator, render: Id) -> RenderShown:
    """Stop a render; what it finished is kept."""
    at.programs.render(caller.owner, render)
    await at.production.stop(caller.owner, render)
    return show_render(at, caller, render)


@routes.get("/renders/{render}/jobs", tags=["jobs"])
def list_jobs(at: At, caller: Reader, render: Id) -> tuple[JobProgress, ...]:
    """The render's jobs and how each stands."""
    seen = show_render(at, caller, render).progress
    return seen.jobs if seen else ()


@routes.get("/jobs/{fingerprint}", tags=["jobs"])
def show_job(at: At, caller: Reader, fingerprint: Hash) -> Take:
    """What a finished job became, what it cost and who made it."""
    take = at.production.library.take(caller.owner, fingerprint)
    if take is None:
        raise NotFound("Nothing was made for this job.", "See the jobs of its render.")
    return take


@routes.get("/renders/{render}/film")
def show_film(at: At, caller: Reader, render: Id) -> FilmShown:
    """A finished render's film and parts, to be fetched from `/media`."""
    row = at.programs.render(caller.owner, render)
    if not row.whole:
        raise NotFound("This render makes the pictures only.", "Approve the film's quote.")
    production = at.production
    board = production.projects.storyboard(row.project, row.version)
    film = film_of(board, production.plan(board), production.library, caller.owner)
    return FilmShown(
        render=row.id, project=row.project, version=row.version, film=film.cut,
        poster=film.poster,
        parts=tuple(Part(name=name, asset=asset) for name, asset in film.parts))


@routes.get(
    "/renders/{render}/export", response_class=StreamingResponse,
    responses={200: {"content": {"application/zip": {"schema": {
        "type": "string", "format": "binary"}}}, "description": "The film and all its parts."}})
async def export(
    at: At, caller: Reader, render: Id, name: Annotated[str, Query(max_length=100)] = "ad.zip"
) -> StreamingResponse:
    """A finished film with all it was made of, as one ZIP."""
    files = await members(at.production, caller.owner, render)
    named = quoted(name.replace("/", "_"))
    return StreamingResponse(
        zipped(files), media_type="application/zip",
        headers={"Content-Disposition": f"attachment; filename*=utf-8''{named}",
                 "Cache-Control": "no-store"})


@routes.get("/uncertain", tags=["jobs"])
def list_uncertain(at: At, caller: Reader) -> tuple[Uncertain, ...]:
    """Jobs that may have been bought: nobody knows, you decide."""
    return at.production.uncertain(caller.owner)


@routes.post("/projects/{project}/uncertain", tags=["jobs"])
async def decide_uncertain(
    at: At, caller: Approver, project: Id, body: Decided
) -> DecidedQuote:
    """Decide: `check` with the provider again, buy it `again`, or count it as `lost`."""
    at.production.projects.get(caller.owner, project)
    return DecidedQuote(quote=await decide(
        at.production, caller.owner, project, body.decision, caller.by, body.fingerprint))
