"""Whole projects: list them, find one, rename it, duplicate it, open it in a conversation."""

from contextlib import suppress

from storage.errors import BadInput, NotFound
from storage.projects import Draft, Project
from storage.records import Record
from tools.pipeline.production import Production

LONGEST_TITLE = 60


class Listed(Record):
    """One project in short; `film` says whether one is finished, `spent` in microdollars.

    `seconds` is the film's length as it is planned now, `rendering`: it is being made.
    """

    id: str
    title: str
    version: int
    film: bool
    spent: int
    updated: str
    seconds: float = 0
    rendering: bool = False


def listed(production: Production, owner: str) -> tuple[Listed, ...]:
    """An owner's projects, newest first, without those that were only begun."""
    going = {one.project for one in production.quotes.unended()}
    return tuple(
        Listed(
            id=row.id, title=row.title, version=row.head,
            film=bool(production.quotes.finished(row.id)),
            spent=production.ledger.spent(owner, row.id), updated=row.updated_at,
            seconds=production.projects.storyboard(row.id, row.head).seconds if row.head else 0,
            rendering=row.id in going,
        )
        for row in production.projects.all(owner) if row.head or row.draft != Draft()
    )


def found(production: Production, owner: str, text: str) -> Project:
    """A project by its id, the beginning of it, or its title. Raises NotFound."""
    wanted = text.strip()
    with suppress(NotFound):
        return production.projects.get(owner, wanted)
    named = [row for row in production.projects.all(owner)
             if row.title.casefold() == wanted.casefold() and wanted]
    if len(named) != 1:
        ids = ", ".join(row.id[:8] for row in named)
        raise NotFound(
            f"{len(named)} projects are called {wanted!r}." if named
            else f"There is no project {wanted!r}.",
            f"Say which: {ids}." if named else "See the list of projects.",
        )
    return named[0]


def rename(production: Production, owner: str, project: str, title: str) -> str:
    """Give a project a title, and return it. Raises BadInput."""
    row = production.projects.get(owner, project)
    title = _title(title)
    production.whole.rename(row, title)
    return title


def duplicate(
    production: Production, owner: str, project: str, thread: str, title: str = ""
) -> Project:
    """A copy with all versions, active in a conversation. What was made for it serves it too."""
    row = production.projects.get(owner, project)
    copied = production.whole.copy(row, thread, _title(title or f"{row.title or 'Ad'} (2)"))
    return production.projects.get(owner, copied)


def open_in(production: Production, owner: str, project: str, thread: str) -> Project:
    """Make a project what a conversation is about; another that was about it no longer is."""
    row = production.projects.get(owner, project)
    production.whole.move(row, thread)
    return production.projects.get(owner, row.id)


def _title(text: str) -> str:
    title = " ".join(text.split())
    if not 1 <= len(title) <= LONGEST_TITLE or not title.isprintable():
        raise BadInput(f"A title has 1 to {LONGEST_TITLE} characters.", "Choose another one.")
    return title
