"""The settings choose the brain, and no key goes to a server it is not for."""

from collections.abc import Callable
from typing import Any

import pytest

from agent.brains import GUIDE, OPENAI_MODEL, Brain, brain_of
from agent.conversation import Conversation
from agent.guided.model import GuidedModel
from agent.guided.writer import TemplateWriter
from agent.writer import LLMWriter
from storage.settings import Settings
from tools.pipeline.production import Production

SERVER = {"ADFLOW_BRAIN_URL": "http://127.0.0.1:11434/v1", "ADFLOW_BRAIN_MODEL": "qwen3"}
KEY = {"OPENAI_API_KEY": "sk-1"}


@pytest.fixture
def chosen(
    production: Production, monkeypatch: pytest.MonkeyPatch
) -> Callable[[dict[str, str]], Brain]:
    def choose(environment: dict[str, str]) -> Brain:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return brain_of(Settings(), production.usage)

    return choose


@pytest.mark.parametrize(("environment", "name"), [
    ({}, GUIDE),
    (KEY, f"{OPENAI_MODEL} (OpenAI)"),
    (SERVER, "qwen3 (127.0.0.1:11434)"),
    ({**KEY, **SERVER}, "qwen3 (127.0.0.1:11434)"),
    ({**KEY, "ADFLOW_BRAIN": "guided"}, GUIDE),
    ({**KEY, **SERVER, "ADFLOW_BRAIN": "openai"}, "qwen3 (OpenAI)"),
    ({**KEY, "ADFLOW_BRAIN_MODEL": "gpt-6-luna"}, "gpt-6-luna (OpenAI)"),
])
def test_the_settings_choose(chosen: Any, environment: dict[str, str], name: str) -> None:
    brain = chosen(environment)
    assert brain.name == name
    assert brain.served == (name != GUIDE)
    assert isinstance(brain.writer, LLMWriter if brain.served else TemplateWriter)
    assert isinstance(brain.model, GuidedModel) != brain.served


async def test_openais_key_does_not_go_to_another_server(
    compatible: Any, conversation: Callable[..., Conversation], heard: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "bad-if-it-were-sent")
    fresh = Production(Settings(), conversation().production.catalog)
    compatible.plays({"say": "Hello."})
    events = await heard(conversation(production=fresh).turn("hello"))
    assert "Hello." in str(events)
    assert len(compatible.heard()) == 1


async def test_the_chat_says_whom_it_speaks_with_once(
    openai: Any, conversation: Callable[..., Conversation], heard: Any, words: Any
) -> None:
    talk = conversation()
    openai.plays({"say": "Hello."}, {"say": "Hello again."})
    first = await heard(talk.turn("hello"))
    assert words(first) == f"_You are talking with {OPENAI_MODEL} (OpenAI)._Hello."
    assert len({event.message for event in first}) == 2
    assert OPENAI_MODEL not in str(await heard(talk.turn("hello")))


async def test_the_guide_needs_no_introduction(
    conversation: Callable[..., Conversation], heard: Any, words: Any
) -> None:
    assert "talking with" not in words(await heard(conversation().turn("hello")))
