"""The director's choices: with a real model where a key is given, with the emulated one always."""

import os
import socket
from collections.abc import Callable
from typing import Any

import pytest

from agent.conversation import Conversation
from agent.events import Problem, QuoteSettled
from storage.records import Storyboard
from storage.settings import Settings
from tools.pipeline.production import Production

KEY = os.environ.get("ADFLOW_LIVE_OPENAI_KEY", "")
CONNECT = socket.socket.connect
Talks = Callable[..., Conversation]


async def judged(
    talk: Conversation, case: Any, before: Storyboard, heard: Any, production: Production
) -> None:
    """Say it, and see that it did what is wished and decided nothing by itself."""
    events = await heard(talk.turn(case.said))
    assert not [event for event in events if isinstance(event, Problem | QuoteSettled)], events
    after = talk.state.storyboard
    assert after
    assert case.true(before, after), case.said
    assert production.quotes.newest_render(before.project) is None


@pytest.fixture(params=range(20))
def case(request: pytest.FixtureRequest, eval_cases: tuple[Any, ...]) -> Any:
    return eval_cases[request.param]


def test_no_case_is_left_out(eval_cases: tuple[Any, ...]) -> None:
    assert len(eval_cases) == 20


async def test_the_wished_call_has_the_wished_effect(
    case: Any, openai: Any, conversation: Talks, drawn: Any, heard: Any, production: Production
) -> None:
    talk, before = conversation(), await drawn()
    openai.plays(*([{"call": case.call, "args": case.args}] if case.call else []), {"say": "Done."})
    await judged(talk, case, before, heard, production)
    assert openai.heard()


@pytest.mark.live
@pytest.mark.skipif(not KEY, reason="no key for a live run")
async def test_a_real_model_chooses_it(
    case: Any, loopback_only: None, monkeypatch: pytest.MonkeyPatch, production: Production,
    conversation: Talks, drawn: Any, heard: Any,
) -> None:
    monkeypatch.setattr(socket.socket, "connect", CONNECT)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    before = await drawn()
    talk = conversation(production=Production(Settings(), production.catalog))
    await judged(talk, case, before, heard, production)
