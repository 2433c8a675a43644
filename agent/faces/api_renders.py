"""Routes of renders: how they go on, their jobs, what came of them."""

from typing import Annotated, Literal
from urllib.parse import quote as quoted

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse, Response, StreamingResponse
from pydantic import Field

from agent.faces.api_once import OnceRoute
from agent.faces.api_parts import (
    Approver,
    At,
    Body,
    Creator,
    Hash,
    Id,
    Reader,
)
from agent.shown import Part
from storage.errors import NotFound
from storage.quotes import Render
from storage.records import (
    Asset,
    JobProgress,
    Quote,
    Record,
    RenderProgress,
    Take,
    Uncertain,
)
from tools.media.deliver import MEDIA_TYPES, Delivery, Format, Quality
from tools.pipeline.archive import members, zipped
from tools.pipeline.delivering import delivered
from tools.pipeline.film import film_of
from tools.pipeline.uncertain import Decision, decide

routes = APIRouter(route_class=OnceRoute, tags=["renders"])
ZIP = "application/zip"
BYTES = {"schema": {"type": "string", "format": "binary"}}


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
        raise NotFound("This render makes no film, only a part of it.", "Approve the film's quote.")
    production = at.production
    board = production.projects.storyboard(row.project, row.version)
    film = film_of(board, production.plan(board), production.library, caller.owner)
    return FilmShown(
        render=row.id, project=row.project, version=row.version, film=film.cut,
        poster=film.poster,
        parts=tuple(Part(name=name, asset=asset) for name, asset in film.parts))


@routes.get(
    "/renders/{render}/export", response_class=StreamingResponse,
    responses={200: {"content": dict.fromkeys((ZIP, *MEDIA_TYPES.values()), BYTES),
                     "description": "The film as it was asked for."}})
async def export(
    at: At, caller: Reader, render: Id,
    as_format: Annotated[Literal["zip"] | Format, Query(
        alias="format", description="`zip`: the film and all that it was made of.")] = "zip",
    quality: Quality = "high",
    watermark: Annotated[str, Query(
        max_length=40, description="Words drawn small over it; not in the ZIP.")] = "",
    name: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """A finished film, whole with its parts, or in another format, smaller, or with a watermark.

    The first time, another format takes about as long as the film.
    """
    named = quoted((name or f"ad.{as_format}").replace("/", "_"))
    headers = {"Content-Disposition": f"attachment; filename*=utf-8''{named}",
               "Cache-Control": "no-store"}
    if as_format == "zip":
        files = await members(at.production, caller.owner, render)
        return StreamingResponse(zipped(files), media_type=ZIP, headers=headers)
    wanted = Delivery(format=as_format, quality=quality, watermark=watermark)
    path = await delivered(at.production, caller.owner, render, wanted)
    return FileResponse(path, media_type=MEDIA_TYPES[as_format], headers=headers)


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
