"""Whole conversations with a language model, over OpenAI's wire format, on providers of paper."""

import json
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from subprocess import Popen
from typing import Any

import pytest
from agents import SQLiteSession

from agent.conversation import Conversation, Upload
from agent.events import (
    FileTaken,
    Problem,
    QuoteSettled,
    QuoteShown,
    RenderMoved,
    Said,
    StoryboardShown,
)
from storage.usage import today
from tools.pipeline.production import Production

Talks = Callable[..., Conversation]
Worker = Callable[..., AbstractContextManager[Popen[bytes]]]
TAKE = {"call": "update_brief", "args": {"photo": "$picture", "name": "Aurela"}}
WRITE = {"call": "write_storyboard"}
QUOTE = {"call": "quote_film"}
OFFER = {"say": "This is what I would make. ", "call": "render_film",
         "args": {"quote_id": "$quote_id"}}


def the(events: list[Any], kind: type) -> Any:
    found = [event for event in events if isinstance(event, kind)]
    assert len(found) == 1, [type(event).__name__ for event in events]
    return found[0]


@pytest.fixture(params=["openai", "compatible"])
def model(request: pytest.FixtureRequest) -> Any:
    """Both interfaces: responses and chat completions."""
    return request.getfixturevalue(request.param)


async def test_from_photo_to_film_and_a_change(
    model: Any, conversation: Talks, upload: Upload, production: Production, worker: Worker,
    heard: Any, words: Any, ended: Any, planted: str, found_in_home: Callable[[str], bool],
) -> None:
    talk = conversation()
    with worker():
        model.plays(TAKE, WRITE, QUOTE, OFFER)
        events = await heard(talk.turn("Here is my serum.", [upload]))
        assert the(events, FileTaken)
        assert the(events, StoryboardShown).storyboard.shots[0].use_case == "Morning hook"
        assert "This is what I would make." in words(events)
        quote = the(events, QuoteShown).quote
        assert production.quotes.get("ann", quote.id)[1] == "pending"

        model.plays({"say": "It is being made."})
        events = await heard(talk.turn("yes"))
        assert the(events, QuoteSettled).approved
        assert words(events) == "It is being made."
        assert await ended(quote.id) == "done"

        model.plays(
            {"call": "revise", "args": {"changes": [
                {"op": "light", "shot": 2, "lighting": "warm"}], "note": "shot 2 warmer"}},
            {"say": "Shot 2 is warmer now."},
        )
        events = await heard(talk.turn("make shot 2 warmer"))
        assert the(events, StoryboardShown).storyboard.shots[1].lighting == "warm"
        assert words(events) == "Shot 2 is warmer now."
        assert any(isinstance(event, RenderMoved) for event in events)
    assert production.usage.of(today()).requests == len(model.heard())
    assert not [event for event in events if isinstance(event, Problem)]
    assert not found_in_home(planted)       # nor in the run that waited, nor in the jobs
    asked = [str(one.get("instructions") or one["messages"][0]) for one in model.heard()]
    assert "next_question: photo" in asked[0]
    assert "next_question: purpose" in asked[1]


async def test_first_words_come_before_the_last(
    model: Any, conversation: Talks, heard: Any
) -> None:
    talk = conversation()
    model.plays({"say": "one two three four five six seven eight nine ten"}, pace=0.1)
    began, first = time.monotonic(), 0.0
    async for event in talk.turn("hello"):
        if isinstance(event, Said) and event.text.strip() == "one":
            first = time.monotonic() - began
    assert first
    assert first < (time.monotonic() - began) / 2


async def test_what_was_offered_can_be_left_standing(
    model: Any, conversation: Talks, upload: Upload, worker: Worker, heard: Any, words: Any
) -> None:
    talk = conversation()
    model.plays(TAKE, WRITE, QUOTE, OFFER)
    with worker():
        await heard(talk.turn("Here is my serum.", [upload]))
    model.plays({"say": "It has four scenes."})
    events = await heard(talk.turn("how many scenes does it have?"))
    assert words(events) == "It has four scenes."
    assert talk.state.quote


async def test_after_three_hundred_turns_it_still_knows_the_film_and_fits(
    model: Any, conversation: Talks, drawn: Any, heard: Any, production: Production
) -> None:
    board, talk = await drawn(), conversation()
    session = SQLiteSession("ann:t", production.settings.sessions)
    for number in range(299):
        await session.add_items([
            {"role": "user", "content": f"{number}: make shot 2 warmer, and then cooler again"},
            {"type": "function_call", "call_id": f"c{number}", "name": "revise", "arguments": "{}"},
            {"type": "function_call_output", "call_id": f"c{number}", "output": "x" * 900},
            {"type": "message", "role": "assistant", "status": "completed", "id": f"m{number}",
             "content": [{"type": "output_text", "text": "Done.", "annotations": []}]},
        ])
    session.close()
    model.plays({"say": "It has four scenes."})
    events = await heard(talk.turn("what is in it?"))
    assert not [event for event in events if isinstance(event, Problem)]
    (body,) = model.heard()
    told = json.dumps(body)
    assert len(told) < 150_000               # some 40 000 tokens, tools and state included
    assert board.shots[2].overlay.headlines[0] in told
    assert "298: make shot 2" in told
    assert '"100: make shot 2' not in told

