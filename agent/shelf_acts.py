"""What the card of projects does: list them, open one, rename, duplicate, ask to delete.

Through the same functions as the director's steps. Deleting itself is the conversation's, after a
second click or a plain yes; here it is only asked for.
"""

from collections.abc import AsyncIterator

from agent.acts import AskDelete, CopyProject, OpenProject, RenameProject
from agent.events import Event, ProjectsShown
from agent.showing import Showing
from agent.shown import AtStakeShown
from tools.context import Desk
from tools.pipeline import deleting, projects

ProjectAct = OpenProject | RenameProject | CopyProject | AskDelete


async def on_project(desk: Desk, showing: Showing, act: ProjectAct) -> AsyncIterator[Event]:
    """Carry out a click on the card. Raises NotFound for a project that is not this person's."""
    production, owner = desk.production, desk.owner
    match act:
        case OpenProject():
            projects.open_in(production, owner, act.project, desk.thread)
        case CopyProject():
            projects.duplicate(production, owner, act.project, desk.thread)
        case RenameProject():
            projects.rename(production, owner, act.project, act.title)
        case AskDelete():
            stake = deleting.at_stake(production, owner, act.project)
            desk.to_delete = stake.project
            yield projects_card(desk, again=True, asking=AtStakeShown(
                project=stake.project, versions=stake.versions, films=stake.films,
                megabytes=round(stake.size / 1e6, 1)))
            return
    yield projects_card(desk, again=True)
    board = desk.state.storyboard
    if board and isinstance(act, OpenProject | CopyProject):
        yield showing.board(board)


def projects_card(
    desk: Desk, *, again: bool = False, asking: AtStakeShown | None = None
) -> ProjectsShown:
    """The person's projects as they are now; `again` where the card stands already."""
    return ProjectsShown(
        here=desk.project, projects=projects.listed(desk.production, desk.owner),
        again=again, asking=asking)
