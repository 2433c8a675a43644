"""The gate is code: whatever a model says or calls, nothing is made without a person's yes."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from agents import ModelBehaviorError
from agents.testing import ScriptedModel
from openai.types.responses import (
    ResponseFunctionToolCall,
    ResponseOutputMessage,
    ResponseOutputText,
)

from agent.conversation import Conversation
from agent.events import Problem, QuoteSettled, QuoteShown
from tools.pipeline.production import Production

Scripted = Callable[..., Conversation]
Step = list[Any]


def call(name: str, number: int = 1, /, arguments: str = "", **given: Any) -> Any:
    return ResponseFunctionToolCall(
        type="function_call", name=name, arguments=arguments or json.dumps(given),
        call_id=f"call-{number}",
    )


def say(text: str) -> Any:
    return ResponseOutputMessage(
        id="m", type="message", role="assistant", status="completed",
        content=[ResponseOutputText(type="output_text", text=text, annotations=[])],
    )


def outputs(model: ScriptedModel) -> list[Any]:
    """What the steps answered, as the model read it last."""
    assert model.last_call
    return [json.loads(item["output"]) for item in model.last_call.input
            if item.get("type") == "function_call_output"]


async def test_a_model_that_calls_without_a_yes_makes_nothing(
    scripted: Scripted, offered: Any, heard: Any, production: Production
) -> None:
    quote = await offered()
    model = ScriptedModel([[call("render_film", quote_id=quote.id)]])
    events = await heard(scripted(model).turn("I love it but wait, please"))
    assert [type(event) for event in events] == [QuoteShown]
    assert production.quotes.get("ann", quote.id)[1] == "pending"
    assert production.quotes.renders(quote.project) == ()
    assert production.quotes.run(quote.id)


async def test_a_yes_resumes_the_model_after_a_restart_and_a_replay_does_not(
    scripted: Scripted, offered: Any, heard: Any, words: Any, production: Production
) -> None:
    quote = await offered()
    first = ScriptedModel([[call("render_film", quote_id=quote.id)]])
    await heard(scripted(first).turn("please render it at last"))
    second = ScriptedModel([[say("Off we go.")]])              # another process, the same folder
    told = await heard(scripted(second).decide(quote.id, True, by="ann"))
    assert words(told) == "Off we go."
    assert outputs(second) == [{"started": True, "seconds": quote.seconds}]
    replay = await heard(scripted(ScriptedModel()).decide(quote.id, True, by="ann"))
    assert words(replay) == ""
    assert len(production.quotes.renders(quote.project)) == 1


async def test_a_no_reaches_the_model_and_makes_nothing(
    scripted: Scripted, offered: Any, heard: Any, words: Any, production: Production
) -> None:
    quote = await offered()
    model = ScriptedModel([[call("render_film", quote_id=quote.id)], [say("What shall I change?")]])
    talk = scripted(model)
    await heard(talk.turn("please render it at last"))
    told = await heard(talk.turn("no, thanks"))
    assert words(told) == "What shall I change?"
    assert QuoteSettled(quote=quote.id, approved=False) in told
    assert production.quotes.renders(quote.project) == ()


@pytest.mark.parametrize("whose", ["invented", "foreign", "missing"])
async def test_a_quote_that_is_not_this_persons_is_never_offered(
    scripted: Scripted, offered: Any, heard: Any, production: Production, whose: str
) -> None:
    mine, foreign = await offered(), await offered(owner="bob")
    given = {"invented": {"quote_id": "invented"}, "foreign": {"quote_id": foreign.id},
             "missing": {}}[whose]
    model = ScriptedModel([[call("render_film", **given)]])
    events = await heard(scripted(model).turn("render something for me, would you"))
    assert [type(event) for event in events] == [Problem]
    assert production.quotes.get("bob", foreign.id)[1] == "pending"
    assert production.quotes.get("ann", mine.id)[1] == "pending"
    assert production.quotes.unended() == ()


async def test_a_yes_to_one_quote_does_not_carry_another(
    scripted: Scripted, offered: Any, heard: Any, production: Production
) -> None:
    mine, foreign = await offered(), await offered(owner="bob")
    other = await offered(thread="other")
    model = ScriptedModel([
        [call("render_film", 1, quote_id=mine.id), call("render_film", 2, quote_id=foreign.id),
         call("render_film", 3, quote_id=other.id), call("render_film", 4, quote_id=mine.id)],
        [say("Done.")],
    ])
    talk = scripted(model)
    await heard(talk.turn("render it all at once"))
    await heard(talk.turn("yes"))
    answers = outputs(model)
    assert sum("started" in answer for answer in answers) == 2        # one render, said twice
    assert {answer["error"] for answer in answers if "error" in answer} == {
        "This offer is not known.", "This offer was not accepted."
    }
    assert [render.id for render in production.quotes.unended()] == [mine.id]


async def test_a_model_is_told_what_was_wrong_with_its_call(
    scripted: Scripted, drawn: Any, heard: Any, words: Any, production: Production
) -> None:
    board = await drawn()
    model = ScriptedModel([
        [call("revise", changes="everything")],
        [call("revise", 2, arguments="{not json")],
        [call("revise", 3, changes=[{"op": "seconds", "shot": 99, "seconds": 5}])],
        [say("Sorry.")],
    ])
    assert words(await heard(scripted(model).turn("make it nicer"))) == "Sorry."
    assert [set(answer) for answer in outputs(model)] == [{"error", "next_step"}] * 3
    assert production.projects.newest(board.project) == 1


async def test_a_model_that_is_stuck_is_a_sentence_and_the_next_turn_works(
    scripted: Scripted, drawn: Any, heard: Any, words: Any
) -> None:
    await drawn()
    for model in (
        ScriptedModel([[call("check_progress", number)] for number in range(20)]),
        ScriptedModel([[call("no_such_step")]]),
        ScriptedModel([ModelBehaviorError("nonsense")]),
    ):
        events = await heard(scripted(model).turn("how are we doing with this"))
        assert isinstance(events[-1], Problem), events
        assert "Say it again" in events[-1].next_step
    fine = ScriptedModel([[say("All well.")]])
    assert words(await heard(scripted(fine).turn("and now, how is it"))) == "All well."


async def test_a_run_kept_by_another_version_does_not_undo_the_yes(
    scripted: Scripted, offered: Any, heard: Any, production: Production
) -> None:
    quote = await offered()
    production.quotes.keep_run(quote.id, "t", json.dumps({"$schemaVersion": "99.0"}))
    told = await heard(scripted(ScriptedModel()).decide(quote.id, True, by="ann"))
    assert QuoteSettled(quote=quote.id, approved=True) in told
    assert [render.id for render in production.quotes.unended()] == [quote.id]


async def test_leaving_in_the_middle_of_a_turn_frees_the_thread(
    scripted: Scripted, drawn: Any, heard: Any, words: Any
) -> None:
    await drawn()
    talk = scripted(ScriptedModel([[say("A long answer that nobody waits for.")], [say("Next.")]]))
    turn = talk.turn("tell me everything about this")
    await anext(turn)
    await turn.aclose()                                        # type: ignore[attr-defined]
    assert words(await heard(talk.turn("tell me again what it is"))) == "Next."
