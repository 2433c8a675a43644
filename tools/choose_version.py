"""Steps: the versions of a storyboard: list them, name one, start a variant."""

from storage.records import Record
from tools.pipeline import storyboarding
from tools.step import Context, Done, step


class Version(Record):
    """One version in short; `name` is what the person called it, `film` whether it is rendered."""

    version: int
    parent: int | None
    note: str
    name: str
    shown: bool
    film: bool


class Versions(Record):
    """All versions of the project, oldest first."""

    versions: tuple[Version, ...]


async def list_versions(ctx: Context) -> str:
    """List the versions with what changed in each, their names, and which are films."""
    desk = ctx.context
    production, project = desk.production, desk.project
    row = production.projects.get(desk.owner, project)
    names, films = production.projects.version_names(project), production.quotes.finished(project)
    return Versions(versions=tuple(
        Version(
            version=board.version, parent=board.parent, note=board.note,
            name=names.get(board.version, ""), shown=board.version == row.head,
            film=board.version in films,
        )
        for board in production.projects.versions(project)
    )).model_dump_json()


async def name_version(ctx: Context, name: str) -> str:
    """Give the present version a name, so that the person can go back to it by that name.

    Args:
        name: At most 40 characters.
    """
    desk = ctx.context
    board = storyboarding.current(desk.production, desk.owner, desk.project)
    desk.production.projects.name_version(desk.project, board.version, name.strip()[:40])
    return Done().model_dump_json()


async def start_variant(ctx: Context, name: str) -> str:
    """Start a variant to try something else beside the present version, under a name (A/B).

    Args:
        name: What to call it, for instance "B".
    """
    desk = ctx.context
    storyboarding.variant(desk.production, desk.owner, desk.project, name.strip()[:40] or "B")
    return Done().model_dump_json()


list_versions_step = step(list_versions)
name_version_step = step(name_version)
start_variant_step = step(start_variant)
