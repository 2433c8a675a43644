"""The card of projects and the list of brand kits: clicks, and what others' ids do."""

from collections.abc import Callable
from typing import Any

import pytest

from agent.acts import (
    AskDelete,
    CopyProject,
    DeleteProject,
    LookUp,
    OpenProject,
    RenameProject,
    act_of,
)
from agent.conversation import Conversation
from agent.events import Listed, Problem, ProjectsShown, Said, StoryboardShown
from storage.errors import NotFound
from tools.pipeline.branding import set_kit
from tools.pipeline.production import Production

Talk = Callable[..., Conversation]


def the(events: Any, kind: type) -> Any:
    return [event for event in events if isinstance(event, kind)][-1]


async def test_projects_are_shown_and_changed_by_clicks(
    conversation: Talk, drawn: Any, heard: Any, production: Production
) -> None:
    board = await drawn("ann", "old")
    talk = conversation(thread="new")
    card = the(await heard(talk.turn("/projects")), ProjectsShown)
    assert not card.again
    assert [(one.id, one.title, one.seconds, one.version) for one in card.projects] == [
        (board.project, "Aurela", board.seconds, 1)]
    assert card.here != board.project

    card = the(await heard(talk.do(RenameProject(project=board.project, title=" Summer  sale "))),
               ProjectsShown)
    assert (card.again, card.projects[0].title) == (True, "Summer sale")
    assert isinstance((await heard(talk.do(RenameProject(project=board.project, title=" "))))[-1],
                      Problem)

    events = await heard(talk.do(OpenProject(project=board.project)))
    assert the(events, ProjectsShown).here == board.project
    assert the(events, StoryboardShown).storyboard == board

    events = await heard(talk.do(CopyProject(project=board.project)))
    copy = the(events, ProjectsShown).here
    assert copy != board.project
    assert {one.title for one in the(events, ProjectsShown).projects} == {
        "Summer sale", "Summer sale (2)"}


async def test_deleting_takes_two_clicks_on_the_same_project(
    conversation: Talk, drawn: Any, heard: Any, production: Production
) -> None:
    first, second = (await drawn("ann", "a")).project, (await drawn("ann", "b")).project
    talk = conversation()
    gone = DeleteProject(project=first)
    for before in ((), (AskDelete(project=second),), (AskDelete(project=first),
                                                      LookUp(topic="projects"))):
        for act in before:
            await heard(talk.do(act))
        assert isinstance((await heard(talk.do(gone)))[-1], Problem)
        assert production.projects.get("ann", first)
    card = the(await heard(talk.do(AskDelete(project=first))), ProjectsShown)
    assert (card.asking.project, card.asking.versions, card.asking.films) == (first, 1, 0)
    events = await heard(talk.do(gone))
    assert "is deleted" in the(events, Said).text
    assert [one.id for one in the(events, ProjectsShown).projects] == [second]
    with pytest.raises(NotFound):
        production.projects.get("ann", first)
    await heard(talk.do(AskDelete(project=second)))
    await heard(talk.turn("yes"))                              # the question takes a word, too
    with pytest.raises(NotFound):
        production.projects.get("ann", second)


@pytest.mark.parametrize("act", [OpenProject, CopyProject, AskDelete, DeleteProject])
async def test_a_strangers_project_is_not_there(
    act: Any, conversation: Talk, drawn: Any, heard: Any, production: Production
) -> None:
    hers = (await drawn("ann", "t")).project
    before = list(production.catalogue.db.query("select * from projects where owner = 'ann'"))
    talk = conversation("bob", "t")
    for guess in (hers, hers[:8]):
        events = await heard(talk.do(act(project=guess)))
        assert isinstance(events[-1], Problem)
    events = await heard(talk.do(RenameProject(project=hers, title="Mine")))
    assert isinstance(events[-1], Problem)
    assert the(await heard(talk.turn("/projects")), ProjectsShown).projects == ()
    assert list(production.catalogue.db.query(
        "select * from projects where owner = 'ann'")) == before


def test_acts_carry_ids_and_a_title_only() -> None:
    assert act_of({"act": "rename_project", "project": "p", "title": "T"}) == RenameProject(
        project="p", title="T")
    for wrong in ({"act": "delete_project"}, {"act": "open_project", "project": ""},
                  {"act": "ask_delete", "project": "p", "sure": True},
                  {"act": "rename_project", "project": "p", "title": "x" * 201}):
        assert act_of(wrong) is None


async def test_all_kits_are_listed_and_the_one_of_this_ad_is_marked(
    conversation: Talk, drawn: Any, heard: Any, production: Production
) -> None:
    await drawn()
    talk = conversation()
    assert "set up" in the(await heard(talk.turn("/brand")), Listed).note
    set_kit(production, "ann", "Lumo", {"primary": "#112233", "accent": "#d4af37",
                                        "tone": "elegant", "never": ["cheap"]})
    set_kit(production, "ann", "Nova", {"action": "Shop now"}, preferred=True)
    set_kit(production, "bob", "Bobs", {"primary": "#ffffff"})
    await heard(talk.turn("use brand Lumo"))
    listed = the(await heard(talk.turn("/brand")), Listed)
    assert [row.cells[0] for row in listed.rows] == ["Lumo", "Nova"]
    assert [row.marked for row in listed.rows] == [True, False]
    assert listed.rows[0].cells == ("Lumo", "–", "#112233 · #d4af37", "elegant", "–", "cheap")
    assert listed.note == "New ads take Nova."
