"""`adflow projects …` and `adflow show`."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table

from agent.faces import cli_draw
from storage.settings import Settings
from tools.pipeline import projects
from tools.pipeline.deleting import at_stake, delete
from tools.pipeline.price import in_dollars
from tools.pipeline.production import Production
from tools.providers.registry import catalog_of


@contextmanager
def production_of(settings: Settings) -> Iterator[Production]:
    """All that is known of projects; nothing is made."""
    settings.prepare()
    production = Production(settings, catalog_of(settings))
    try:
        yield production
    finally:
        production.catalogue.close()


async def list_projects(
    settings: Settings, owner: str, screen: Console, *, as_json: bool
) -> int:
    """A list of the owner's projects, newest first."""
    with production_of(settings) as production:
        rows = projects.listed(production, owner)
    if as_json:
        cli_draw.out([row.model_dump() for row in rows])
        return 0
    if not rows:
        screen.print("No projects yet. Make one: adflow ad PHOTO")
        return 0
    table = Table()
    for heading in ("Project", "Title", "Version", "Film", "Spent", "Changed"):
        table.add_column(heading)
    for row in rows:
        table.add_row(
            row.id[:8], cli_draw.plain(row.title or "—"), str(row.version or "—"),
            "yes" if row.film else "—", in_dollars(row.spent) if row.spent else "—",
            row.updated[:16].replace("T", " "))
    screen.print(table)
    return 0


async def rename_project(
    settings: Settings, owner: str, project: str, title: str, screen: Console, *, as_json: bool
) -> int:
    """Another title."""
    with production_of(settings) as production:
        row = projects.found(production, owner, project)
        title = projects.rename(production, owner, row.id, title)
    if as_json:
        cli_draw.out({"id": row.id, "title": title})
    else:
        screen.print(f"{row.id[:8]} is called {cli_draw.plain(title)} now.")
    return 0


async def duplicate_project(
    settings: Settings, owner: str, project: str, title: str, screen: Console, *, as_json: bool
) -> int:
    """A copy, in a conversation of its own."""
    with production_of(settings) as production:
        row = projects.found(production, owner, project)
        copied = projects.duplicate(
            production, owner, row.id, str(uuid.uuid4()), title)
    if as_json:
        cli_draw.out({"id": copied.id, "title": copied.title})
    else:
        screen.print(f"{cli_draw.plain(copied.title)} is a copy of {row.id[:8]}. "
                     f"Change it: adflow revise {copied.id[:8]} \"…\"")
    return 0


async def delete_project(
    settings: Settings, owner: str, project: str, screen: Console, *, yes: bool, as_json: bool
) -> int:
    """Delete after a yes. Returns the exit code."""
    with production_of(settings) as production:
        row = projects.found(production, owner, project)
        stake = at_stake(production, owner, row.id)
        question = (f"Delete {cli_draw.plain(stake.title or row.id[:8])}: versions "
                    f"{stake.versions}, films {stake.films}, {_size(stake.size)} of media?")
        if not yes and not cli_draw.confirmed(question, screen):
            return 3
        freed = delete(production, owner, row.id)
    if as_json:
        cli_draw.out({"deleted": row.id, "freed": freed})
    else:
        screen.print(f"Deleted. {_size(freed)} are free again. What it cost: adflow spend")
    return 0


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB"


async def show_project(
    settings: Settings, owner: str, project: str, screen: Console, *, as_json: bool
) -> int:
    """One project's storyboard."""
    with production_of(settings) as production:
        row = projects.found(production, owner, project)
        board = production.projects.storyboard(row.id, row.head) if row.head else None
    if as_json:
        facts = {"id": row.id, "title": row.title}
        cli_draw.out(json.loads(board.model_dump_json()) if board else facts)
    elif board is None:
        screen.print(f"{cli_draw.plain(row.title or row.id[:8])} has no storyboard yet.")
    else:
        cli_draw.storyboard(screen, board)
        screen.print(f"Version {board.version}. Change it: adflow revise {row.id[:8]} \"…\"")
    return 0
