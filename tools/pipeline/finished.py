"""Which renders have just ended, for faces that tell their owners. One look a moment and process,
however many watch; nothing is kept, for a film that is missed here is on its project's page.
"""

from datetime import UTC, datetime, timedelta

from storage.errors import NotFound
from storage.records import Language, QuotePart, Record, RenderStatus
from tools.pipeline.production import Production

LOOK_EVERY = 1.0                         # seconds between two looks, for who looks for ever
_BACK = timedelta(seconds=10)            # what another process wrote late is still seen


class Ended(Record):
    """A render that somebody said yes to and that has ended; `part` is what it was to make.
    `thread` is its project's conversation."""

    render: str
    owner: str
    project: str
    thread: str
    title: str
    language: Language
    status: RenderStatus
    part: QuotePart
    problem: str = ""


class Endings:
    """Looks for renders that have ended since it began, each told once."""

    def __init__(self, production: Production) -> None:
        self._production = production
        self._told = {one.id for one in production.quotes.ended_since(_moment())}

    def new(self) -> tuple[Ended, ...]:
        """Those that ended since the last look; what the person stopped is not news."""
        rows = self._production.quotes.ended_since(_moment())
        fresh = [one for one in rows if one.id not in self._told]
        self._told = {one.id for one in rows}
        found = []
        for one in fresh:
            if one.status == "cancelled":
                continue
            try:
                project = self._production.projects.get(one.owner, one.project)
            except NotFound:                                  # deleted in this moment
                continue
            found.append(Ended(
                render=one.id, owner=one.owner, project=project.id, thread=project.thread,
                title=project.title, language=project.draft.brief.language, status=one.status,
                part=one.part, problem=one.problem))
        return tuple(found)


def _moment() -> str:
    return (datetime.now(UTC) - _BACK).isoformat(timespec="milliseconds")
