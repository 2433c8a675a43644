"""The settings choose the brain, and no key goes to a server it is not for."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from agent.brains import GUIDE, OPENAI_MODEL, Brain, brain_of, check_brain
from agent.conversation import Conversation
from agent.faces.cli_ad import AdRequest, make_ad
from agent.faces.cli_doctor import examine
from agent.guided.model import GuidedModel
from agent.guided.writer import TemplateWriter
from agent.writer import LLMWriter
from storage.errors import BrainProblem, EnvironmentProblem
from storage.settings import Settings
from tools.pipeline.production import Production
from tools.providers.registry import catalog_of

SERVER = {"ADFLOW_BRAIN_URL": "http://127.0.0.1:11434/v1", "ADFLOW_BRAIN_MODEL": "qwen3"}
KEY = {"OPENAI_API_KEY": "sk-1"}


@pytest.fixture
def chosen(
    production: Production, monkeypatch: pytest.MonkeyPatch
) -> Callable[[dict[str, str]], Brain]:
    def choose(environment: dict[str, str]) -> Brain:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return brain_of(Settings(), production.usage, production.catalog)

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


async def test_a_free_call_shows_whether_the_brain_answers(
    openai: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await check_brain(Settings()) == f"{OPENAI_MODEL} (OpenAI)"
    monkeypatch.setenv("ADFLOW_BRAIN_MODEL", "gpt-9-nova")
    with pytest.raises(BrainProblem, match="not known"):
        await check_brain(Settings())
    monkeypatch.setenv("OPENAI_API_KEY", "bad-key")
    with pytest.raises(BrainProblem, match="not accepted"):
        await check_brain(Settings())
    monkeypatch.setenv("ADFLOW_BRAIN", "guided")
    assert await check_brain(Settings()) == GUIDE
    assert openai.heard() == []


async def test_doctor_and_ad_use_the_brain_that_is_chosen(
    openai: Any, photo: Path, private_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = io.StringIO()
    await examine(Settings(), Console(file=shown, width=200), as_json=False)
    assert f"{OPENAI_MODEL} (OpenAI), answers" in shown.getvalue()

    monkeypatch.setattr("agent.faces.cli_draw.Confirm.ask", lambda *_, **__: False)
    request = AdRequest(photo=str(photo), logo=None, track=None, out=None, yes=False,
                        as_json=False, fields={"name": "Aurela", "seconds": 30})
    assert await make_ad(Settings(), "local", request, Console(file=shown, width=200)) == 3
    assert "One quiet minute." in shown.getvalue()


async def test_a_paid_brain_is_not_asked_while_a_key_is_missing(
    openai: Any, photo: Path, heard: Any, conversation: Callable[..., Conversation],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ADFLOW_PROVIDERS", "runware,mirelo")
    says = "Keys are missing: RUNWARE_API_KEY, MIRELO_API_KEY."
    request = AdRequest(photo=str(photo), logo=None, track=None, out=None, yes=True, as_json=True,
                        fields={"name": "Aurela", "seconds": 30})
    with pytest.raises(EnvironmentProblem, match=says):
        await make_ad(Settings(), "local", request, Console())
    talk = conversation(production=Production(Settings(), catalog_of(Settings())))
    (problem,) = await heard(talk.turn("hello"))
    assert problem.message == says
    assert "ADFLOW_PROVIDERS=local" in problem.next_step
    assert openai.heard() == []
