"""A few turns with the real OpenAI, where its key is given: `pytest -m live`."""

import os
import socket
from collections.abc import Callable
from typing import Any

import pytest

from agent.brains import brain_of, check_brain
from agent.conversation import Conversation, Upload
from agent.events import Problem, StoryboardShown
from storage.records import Brief, ProductLook
from storage.settings import Settings
from tools.pipeline import briefing
from tools.pipeline.production import Production

KEY = os.environ.get("ADFLOW_LIVE_OPENAI_KEY", "")
CONNECT = socket.socket.connect
pytestmark = [pytest.mark.live, pytest.mark.skipif(not KEY, reason="no key for a live run")]


@pytest.fixture(autouse=True)
def live(loopback_only: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", CONNECT)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


async def test_the_model_is_there() -> None:
    assert "OpenAI" in await check_brain(Settings())


async def test_it_takes_down_the_brief_and_asks_on(
    production: Production, conversation: Callable[..., Conversation], upload: Upload, heard: Any,
    words: Any,
) -> None:
    talk = conversation(production=Production(Settings(), production.catalog))
    events = await heard(talk.turn("It is Aurela, a serum for tired skin.", [upload]))
    assert not [event for event in events if isinstance(event, Problem)]
    assert "?" in words(events)
    assert talk.state.brief.name == "Aurela"
    assert talk.state.brief.photo
    assert not [event for event in events if isinstance(event, StoryboardShown)]


@pytest.mark.parametrize("language", ["en", "de"])
async def test_it_writes_four_scenes(
    production: Production, upload: Upload, product: ProductLook, language: Any
) -> None:
    photo = briefing.take_in(production, "ann", upload.path, upload.name)
    brief = Brief(photo=photo, name="Aurela", purpose="a serum for tired skin", language=language)
    brain = brain_of(Settings(), production.usage, production.catalog)
    shots = await brain.writer.write(brief, product)
    assert [shot.beat for shot in shots] == ["hook", "problem", "solution", "cta"]
    assert sum(shot.seconds for shot in shots) == 30
