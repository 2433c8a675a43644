"""Routes of projects: the project itself, its brief, its storyboard and versions, its revisions."""

import asyncio
import uuid
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field

from agent.boards import Boards
from agent.events import StoryboardShown
from agent.faces.api_once import Key, OnceRoute
from agent.faces.api_parts import At, Body, Caller, Counter, Creator, Id, Reader, Version
from agent.programs import Revised
from agent.shown import TakeShown
from storage.errors import BadInput, NotFound
from storage.records import Brief, Change, Choices, Question, Record, State, Storyboard, TakeKind
from tools.pipeline import projects, storyboarding
from tools.pipeline.briefing import change_brief
from tools.pipeline.cheaper import Alternative, cheaper
from tools.pipeline.clips import ClipTold, clips_of
from tools.pipeline.deleting import delete
from tools.pipeline.ordering import BriefFields, Words, begin
from tools.pipeline.projects import Listed

routes = APIRouter(route_class=OnceRoute, tags=["projects"])
ShotId = Annotated[str, Path(pattern="^[A-Za-z0-9_-]{1,60}$")]
Title = Annotated[str, Field(min_length=1, max_length=60)]


class NewProject(Body):
    """A project to begin: what is known of its brief, and choices beside it."""

    title: str = Field(default="", max_length=60)
    brief: BriefFields = BriefFields()
    choices: Choices | None = None


class NewTitle(Body):
    """A project's new title."""

    title: Title


class NewName(Body):
    """A version's new name."""

    name: Title


class Titled(Record):
    """A project and its title."""

    project: str
    title: str


class BriefChange(Body):
    """Fields of the brief to set, and questions that are left to AdFlow."""

    fields: BriefFields = BriefFields()
    answered: tuple[Question, ...] = Field(default=(), max_length=8)


class VersionListed(Record):
    """One version in short; `film` says whether its film is finished."""

    version: int
    parent: int | None
    name: str
    note: str
    seconds: float
    shots: int
    film: bool
    current: bool


class ClipListed(ClipTold):
    """One shot's clip, and where it can be fetched, if it is made."""

    url: str | None


class NewRevision(Body):
    """A revision: in `words`, as a person would say it ("make shot 2 warmer"), or as `operations`
    on the storyboard, in order, all or none."""

    words: str = Field(default="", max_length=2000)
    operations: tuple[Change, ...] = Field(default=(), max_length=40)
    note: Words = ""


class Freed(Record):
    """How many bytes a deleted project freed."""

    freed: int


def thread_of(caller: Caller, key: str) -> str:
    """The conversation of what is created: a key's own, so that asking again finds it."""
    name = uuid.uuid5(uuid.NAMESPACE_OID, f"{caller.owner}:{key}") if key else uuid.uuid4()
    return f"api-{name.hex}"


@routes.get("/projects")
def list_projects(at: At, caller: Reader) -> tuple[Listed, ...]:
    """Your projects, newest first."""
    return projects.listed(at.production, caller.owner)


@routes.post("/projects", status_code=201)
async def begin_project(at: At, caller: Creator, body: NewProject, key: Key) -> State:
    """Begin a project. Next: write its storyboard, when the brief has a photo."""
    return await asyncio.to_thread(
        begin, at.production, caller.owner, thread_of(caller, key), body.brief, body.choices,
        body.title)


@routes.get("/projects/{project}")
def show_project(at: At, caller: Reader, project: Id) -> State:
    """All that is known of a project."""
    at.production.projects.get(caller.owner, project)
    return at.production.state(caller.owner, project)


@routes.patch("/projects/{project}")
def rename_project(at: At, caller: Creator, project: Id, body: NewTitle) -> Titled:
    """Give a project a title."""
    return Titled(project=project, title=projects.rename(
        at.production, caller.owner, project, body.title))


@routes.delete("/projects/{project}")
async def delete_project(at: At, caller: Creator, project: Id) -> Freed:
    """Delete a project and what only it uses. What it cost stays in the books."""
    return Freed(freed=await asyncio.to_thread(delete, at.production, caller.owner, project))


@routes.post("/projects/{project}/copies", status_code=201)
def copy_project(at: At, caller: Creator, project: Id, key: Key) -> State:
    """A copy with all versions; what was made serves both."""
    thread = thread_of(caller, key)
    found = at.production.projects.active(caller.owner, thread)
    copied = found or projects.duplicate(at.production, caller.owner, project, thread)
    return at.production.state(caller.owner, copied.id)


@routes.get("/projects/{project}/brief", tags=["brief"])
def show_brief(at: At, caller: Reader, project: Id) -> Brief:
    """The brief."""
    return show_project(at, caller, project).brief


@routes.patch("/projects/{project}/brief", tags=["brief"])
async def set_brief(at: At, caller: Creator, project: Id, body: BriefChange) -> State:
    """Take down facts, before there is a storyboard; what is not given stays."""
    at.programs.check_unwritten(caller.owner, project)
    await asyncio.to_thread(
        change_brief, at.production, caller.owner, project, body.fields.given(), body.answered)
    return at.production.state(caller.owner, project)


@routes.post("/projects/{project}/storyboard", status_code=201, tags=["storyboard"])
async def write_storyboard(at: At, caller: Creator, project: Id, key: Key) -> Storyboard:
    """Write the storyboard from the brief. Next: a quote."""
    return await at.programs.write(caller.owner, project)


@routes.get("/projects/{project}/storyboard", tags=["storyboard"])
def show_storyboard(at: At, caller: Reader, project: Id) -> StoryboardShown:
    """The storyboard that is worked on: its shots, how each stands, what is made of it."""
    row = at.production.projects.get(caller.owner, project)
    return _shown(at, caller, project, row.head)


@routes.get("/projects/{project}/versions", tags=["storyboard"])
def list_versions(at: At, caller: Reader, project: Id) -> tuple[VersionListed, ...]:
    """All versions of the storyboard, oldest first."""
    row = at.production.projects.get(caller.owner, project)
    names = at.production.projects.version_names(project)
    films = at.production.quotes.finished(project)
    return tuple(
        VersionListed(
            version=one.version, parent=one.parent, name=names.get(one.version, ""),
            note=one.note, seconds=one.seconds, shots=len(one.shots), film=one.version in films,
            current=one.version == row.head)
        for one in at.production.projects.versions(project))


@routes.get("/projects/{project}/versions/{version}", tags=["storyboard"])
def show_version(at: At, caller: Reader, project: Id, version: Version) -> StoryboardShown:
    """One version."""
    at.production.projects.get(caller.owner, project)
    return _shown(at, caller, project, version)


def _shown(at: Counter, caller: Caller, project: str, version: int) -> StoryboardShown:
    if not version:
        raise NotFound("There is no storyboard yet.", "Write it first.")
    board = at.production.projects.storyboard(project, version)
    return Boards(at.production, caller.owner).shown(board)


@routes.post("/projects/{project}/versions/{version}/show", tags=["storyboard"])
async def go_to_version(at: At, caller: Creator, project: Id, version: Version) -> Revised:
    """Go to another version: undo, redo. What was made for it is still there."""
    return await at.programs.go_to(caller.owner, project, version)


@routes.put(
    "/projects/{project}/versions/{version}/name", status_code=204, tags=["storyboard"])
def name_version(
    at: At, caller: Creator, project: Id, version: Version, body: NewName
) -> None:
    """Give a version a name; another version of that name loses it."""
    at.production.projects.get(caller.owner, project)
    at.production.projects.name_version(project, version, body.name)


@routes.post("/projects/{project}/revisions", status_code=201, tags=["revisions"])
async def revise(
    at: At, caller: Creator, project: Id, body: NewRevision, key: Key
) -> Revised:
    """Change the storyboard, in words or by operations. The answer says exactly what it touches."""
    if bool(body.words.strip()) == bool(body.operations):
        raise BadInput("A revision is either words or operations.", "Send one of the two.")
    if not body.operations:
        return await at.programs.say(caller.owner, project, body.words)
    return await at.programs.change(caller.owner, project, body.operations, body.note)


@routes.get("/projects/{project}/cheaper", tags=["quotes"])
async def list_cheaper(at: At, caller: Reader, project: Id) -> tuple[Alternative, ...]:
    """Cheaper ways to make the storyboard, as operations for a revision."""
    return await cheaper(at.production, caller.owner, project, at.programs.writer(caller.owner))


@routes.get("/projects/{project}/clips", tags=["takes"])
def list_clips(at: At, caller: Reader, project: Id) -> tuple[ClipListed, ...]:
    """Each shot's clip, made or missing. Missing ones: a quote `{"part": "clips"}`."""
    at.production.projects.get(caller.owner, project)
    board = storyboarding.current(at.production, caller.owner, project)
    clips = clips_of(board, at.production.plan(board), at.production.library, caller.owner)
    return tuple(
        ClipListed(**one.model_dump(exclude={"asset", "picture"}), url=one.asset and (
            f"/api/v1/media/{one.asset.sha256}"))
        for one in clips)


@routes.get("/projects/{project}/shots/{shot}/takes", tags=["takes"])
def list_takes(
    at: At, caller: Reader, project: Id, shot: ShotId
) -> dict[TakeKind, tuple[TakeShown, ...]]:
    """The takes of a shot's picture, clip and sound, where there are several.

    Another one: a revision `{"op": "take", …}`; an earlier one: `{"op": "choose_take", …}`.
    """
    shown = show_storyboard(at, caller, project)
    if shot not in shown.shots:
        raise NotFound("The storyboard has no such shot.", "See its shots' ids.")
    return shown.shots[shot].takes
