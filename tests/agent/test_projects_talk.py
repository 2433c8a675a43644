"""Projects in the chat: a model can only ask to delete; the person's very next yes deletes."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from agents.testing import ScriptedModel
from openai.types.responses import (
    ResponseFunctionToolCall,
    ResponseOutputMessage,
    ResponseOutputText,
)

from agent.conversation import Conversation
from agent.events import Problem, QuoteSettled, StoryboardShown
from storage.errors import NotFound
from tools.pipeline.production import Production

Scripted = Callable[..., Conversation]


def call(name: str, **given: Any) -> Any:
    return ResponseFunctionToolCall(
        type="function_call", name=name, arguments=json.dumps(given), call_id=f"call-{name}")


def say(text: str) -> Any:
    return ResponseOutputMessage(
        id="m", type="message", role="assistant", status="completed",
        content=[ResponseOutputText(type="output_text", text=text, annotations=[])],
    )


def answer(model: ScriptedModel) -> Any:
    """What the last step answered, as the model read it."""
    assert model.last_call
    return [json.loads(item["output"]) for item in model.last_call.input
            if item.get("type") == "function_call_output"][-1]


ASK = ([call("delete_project")], [say("Delete it? It cannot be undone.")])


async def test_a_yes_to_the_question_deletes_and_the_waiting_quote_goes(
    scripted: Scripted, offered: Any, heard: Any, words: Any, production: Production
) -> None:
    quote = await offered()
    model = ScriptedModel([*ASK, [say("What next?")]])
    talk = scripted(model)
    await heard(talk.turn("delete this project"))
    asked = answer(model)
    assert (asked["deleted"], asked["title"], asked["versions"]) == (False, "Aurela", 1)
    assert production.projects.get("ann", quote.project)       # only asked
    events = await heard(talk.turn("Yes!"))
    assert "“Aurela” is deleted" in words(events)
    assert [one.quote for one in events if isinstance(one, QuoteSettled)] == [quote.id]
    with pytest.raises(NotFound):
        production.projects.get("ann", quote.project)
    assert production.quotes.unended() == ()                   # the yes was not for the quote
    assert talk.state.storyboard is None
    assert words(await heard(talk.turn("hello"))) == "What next?"
    assert model.last_call
    assert "is deleted" in json.dumps(model.last_call.input)   # the model knows


@pytest.mark.parametrize("between", ["no", "what does it cost?"])
async def test_a_yes_that_comes_later_deletes_nothing(
    between: str, scripted: Scripted, drawn: Any, heard: Any, production: Production
) -> None:
    board = await drawn()
    talk = scripted(ScriptedModel([*ASK, [say("It stays.")], [say("Yes to what?")]]))
    await heard(talk.turn("delete this project"))
    await heard(talk.turn(between))
    await heard(talk.turn("yes"))
    assert production.projects.get("ann", board.project)


async def test_a_yes_after_an_offer_is_for_the_offer(
    scripted: Scripted, offered: Any, heard: Any, production: Production
) -> None:
    quote = await offered()
    talk = scripted(ScriptedModel(
        [[call("delete_project")], [call("render_film", quote_id=quote.id)], [say("Made.")]]))
    await heard(talk.turn("delete it, or rather make it"))
    await heard(talk.turn("yes"))
    assert production.projects.get("ann", quote.project)
    assert production.quotes.get("ann", quote.id)[1] == "approved"


async def test_what_is_being_rendered_stays_and_that_is_said(
    scripted: Scripted, offered: Any, heard: Any, production: Production
) -> None:
    quote = await offered()
    assert await production.approve("ann", quote.id, "ann")
    talk = scripted(ScriptedModel(list(ASK)))
    await heard(talk.turn("delete this project"))
    (problem,) = await heard(talk.turn("yes"))
    assert isinstance(problem, Problem)
    assert "being rendered" in problem.message
    assert production.projects.get("ann", quote.project)


async def test_a_project_is_opened_renamed_and_copied(
    scripted: Scripted, drawn: Any, heard: Any, production: Production
) -> None:
    board = await drawn("ann", "old")
    model = ScriptedModel([
        [call("list_projects")], [call("open_project", project="aurela")],
        [call("rename_project", title="Summer")], [call("duplicate_project", title="Winter")],
        [say("Done.")]])
    talk = scripted(model, thread="new")
    events = await heard(talk.turn("go on with Aurela, call it Summer, and copy it as Winter"))
    assert len([one for one in events if isinstance(one, StoryboardShown)]) == 2
    assert production.projects.get("ann", board.project).title == "Summer"
    assert production.projects.get("ann", talk.state.project).title == "Winter"


@pytest.mark.parametrize("step", [
    "open_project", "rename_project", "duplicate_project", "delete_project"])
@pytest.mark.parametrize("named", ["id", "beginning", "title"])
async def test_a_strangers_project_is_not_there(
    step: str, named: str, scripted: Scripted, drawn: Any, heard: Any, production: Production
) -> None:
    hers = (await drawn("ann", "t")).project
    before = list(production.catalogue.db.query("select * from projects where owner = 'ann'"))
    guess = {"id": hers, "beginning": hers[:8], "title": "Aurela"}[named]
    given = {"title": "Taken"} if step == "rename_project" else {}
    model = ScriptedModel([[call(step, project=guess, **given)], [say("There is none.")],
                           [say("Yes to what?")], [call("list_projects")], [say("None.")]])
    talk = scripted(model, "bob", "t")
    await heard(talk.turn(f"{step} {guess}"))
    assert "There is no project" in answer(model)["error"]
    await heard(talk.turn("yes"))
    await heard(talk.turn("list them"))
    assert answer(model)["projects"] == []
    assert list(production.catalogue.db.query(
        "select * from projects where owner = 'ann'")) == before
