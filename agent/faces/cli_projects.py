"""`adflow projects` and `adflow show`."""

import json

from rich.console import Console
from rich.table import Table

from agent.faces import cli_draw
from storage.database import Catalogue
from storage.projects import Projects
from storage.settings import Settings


def _projects(settings: Settings) -> Projects:
    settings.prepare()
    return Projects(Catalogue(settings.catalogue))


async def list_projects(
    settings: Settings, owner: str, screen: Console, *, as_json: bool
) -> int:
    """A list of the owner's projects, newest first."""
    rows = _projects(settings).all(owner)
    if as_json:
        cli_draw.out([{"id": row.id, "title": row.title, "version": row.head,
                       "updated": row.updated_at} for row in rows])
        return 0
    if not rows:
        screen.print("No projects yet. Make one: adflow ad PHOTO")
        return 0
    table = Table()
    for heading in ("Project", "Title", "Version", "Changed"):
        table.add_column(heading)
    for row in rows:
        table.add_row(row.id[:8], cli_draw.plain(row.title or "—"), str(row.head or "—"),
                      row.updated_at[:16].replace("T", " "))
    screen.print(table)
    return 0


async def show_project(
    settings: Settings, owner: str, project: str, screen: Console, *, as_json: bool
) -> int:
    """One project's storyboard."""
    found = _projects(settings)
    row = found.get(owner, project)
    board = found.storyboard(row.id, row.head) if row.head else None
    if as_json:
        facts = {"id": row.id, "title": row.title}
        cli_draw.out(json.loads(board.model_dump_json()) if board else facts)
    elif board is None:
        screen.print(f"{cli_draw.plain(row.title or row.id[:8])} has no storyboard yet.")
    else:
        cli_draw.storyboard(screen, board)
        screen.print(f"Version {board.version}. Change it: adflow revise {row.id[:8]} \"…\"")
    return 0
