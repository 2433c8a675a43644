"""Steps: a person's projects: list them, open one, rename, duplicate, delete.

Deleting takes a yes that this step cannot give: it only asks, and the conversation carries it out
when a plain yes is the person's very next word.
"""

from storage.records import Record
from tools.context import Desk
from tools.pipeline import deleting, projects
from tools.pipeline.projects import Listed
from tools.step import Context, Done, step


class ProjectList(Record):
    """The person's projects, newest first; `here` is the id of the one that is talked about."""

    here: str
    projects: tuple[Listed, ...]


class AskFirst(Record):
    """What a yes would delete; nothing is deleted yet. `megabytes` are of media only it needs."""

    deleted: bool
    title: str
    versions: int
    films: int
    megabytes: float


async def list_projects(ctx: Context) -> str:
    """List the person's projects with titles, versions, and whether they are films."""
    desk = ctx.context
    return ProjectList(
        here=desk.project, projects=projects.listed(desk.production, desk.owner)
    ).model_dump_json()


async def open_project(ctx: Context, project: str) -> str:
    """Go on with another project of the person's in this conversation.

    Args:
        project: Its id, the beginning of it, or its title.
    """
    desk = ctx.context
    row = projects.found(desk.production, desk.owner, project)
    projects.open_in(desk.production, desk.owner, row.id, desk.thread)
    return Done().model_dump_json()


async def rename_project(ctx: Context, title: str, project: str = "") -> str:
    """Give a project another title.

    Args:
        title: At most 60 characters.
        project: Its id or present title; empty for the one that is talked about.
    """
    desk = ctx.context
    projects.rename(desk.production, desk.owner, _chosen(desk, project), title)
    return Done().model_dump_json()


async def duplicate_project(ctx: Context, title: str = "", project: str = "") -> str:
    """Copy a project with all its versions, and go on with the copy here. It costs nothing.

    Args:
        title: The copy's title; empty to have one chosen.
        project: Its id or title; empty for the one that is talked about.
    """
    desk = ctx.context
    chosen = _chosen(desk, project)
    projects.duplicate(desk.production, desk.owner, chosen, desk.thread, title)
    return Done().model_dump_json()


async def delete_project(ctx: Context, project: str = "") -> str:
    """Ask to delete a project for good. Tell what goes and ask for a yes; the chat does the rest.

    Args:
        project: Its id or title; empty for the one that is talked about.
    """
    desk = ctx.context
    stake = deleting.at_stake(desk.production, desk.owner, _chosen(desk, project))
    desk.to_delete = stake.project
    return AskFirst(
        deleted=False, title=stake.title, versions=stake.versions, films=stake.films,
        megabytes=round(stake.size / 1e6, 1),
    ).model_dump_json()


def _chosen(desk: Desk, project: str) -> str:
    if not project.strip():
        return desk.project
    return projects.found(desk.production, desk.owner, project).id


list_projects_step = step(list_projects)
open_project_step = step(open_project)
rename_project_step = step(rename_project)
duplicate_project_step = step(duplicate_project)
delete_project_step = step(delete_project)
