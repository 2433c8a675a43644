"""What goes wrong with a language model is one sentence, and the next message works."""

import logging
from collections.abc import Callable
from typing import Any

import httpx2
import openai as openai_sdk
import pytest
from agents import SQLiteSession

from agent.brains import brain_of
from agent.conversation import Conversation, Upload
from agent.events import Problem, Said
from agent.served import Server, problem
from storage.settings import Settings
from storage.usage import Tokens, today
from tools.pipeline.production import Production
from tools.providers.registry import catalog_of

Talks = Callable[..., Conversation]
HELLO = {"say": "Hello. Which product is it?"}


async def problem_of(talk: Conversation, heard: Any, text: str = "hello") -> Problem:
    events = await heard(talk.turn(text))
    found = [event for event in events if isinstance(event, Problem)]
    assert len(found) == 1, events
    assert found[0].next_step
    return found[0]


async def kept(settings: Settings) -> list[Any]:
    session = SQLiteSession("ann:t", settings.sessions)
    items = await session.get_items()
    session.close()
    return items


@pytest.mark.parametrize(("kind", "said"), [
    ("bad_key", "key is not accepted"),
    ("no_credit", "has no credit left"),
    ("rate_limited", "too many requests"),
    ("server_error", "status 500"),
    ("server_error_after", "had an error"),
    ("unavailable", "status 503"),
    ("cut", "broke off"),
    ("malformed", "cannot be read"),
])
@pytest.mark.parametrize("endpoint", ["openai.responses", "openai.chat"])
async def test_a_fault_is_a_sentence_and_the_message_can_be_sent_again(
    request: pytest.FixtureRequest, conversation: Talks, settings: Settings, heard: Any,
    words: Any, kind: str, said: str, endpoint: str,
) -> None:
    model = request.getfixturevalue("openai" if endpoint == "openai.responses" else "compatible")
    talk = conversation(production=Production(Settings(), conversation().production.catalog))
    model.strikes(endpoint, kind, count=1 if kind in ("cut", "malformed") else 3, retry_after=0.01)
    model.plays(HELLO)
    assert said in (await problem_of(talk, heard)).message
    assert await kept(settings) == []
    model.reset()
    model.plays(HELLO)
    assert words(await heard(talk.turn("hello"))) == HELLO["say"]
    assert len(await kept(settings)) == 2


async def test_a_key_that_is_refused(
    openai: Any, conversation: Talks, heard: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "bad-key-4711")
    talk = conversation(production=Production(Settings(), conversation().production.catalog))
    found = await problem_of(talk, heard)
    assert "key is not accepted by OpenAI" in found.message
    assert "OPENAI_API_KEY" in found.next_step
    assert "4711" not in found.message + found.next_step


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "ADFLOW_BRAIN_KEY"])
def test_a_servers_own_words_are_quoted_without_our_key(
    compatible: Any, monkeypatch: pytest.MonkeyPatch, production: Production, name: str
) -> None:
    monkeypatch.setenv(name, "local-planted-4711")
    monkeypatch.setenv("ADFLOW_BRAIN", "openai" if name == "OPENAI_API_KEY" else "compatible")
    brain_of(Settings(), production.usage, production.catalog)
    request = httpx2.Request("POST", compatible.url)
    refused = openai_sdk.BadRequestError(
        "x", response=httpx2.Response(400, request=request),
        body={"message": "The key local-planted-4711 or sk-other-0815 is not for this."})
    said = problem(refused, Server("it", "m", "K", "U")).sentence()
    assert "is not for this" in said
    assert "4711" not in said
    assert "0815" not in said


async def test_a_key_that_cannot_be_sent_is_said(
    openai: Any, conversation: Talks, heard: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk–planted–4711")
    talk = conversation(production=Production(Settings(), conversation().production.catalog))
    found = await problem_of(talk, heard)
    assert "holds characters that no key has" in found.message
    assert "OPENAI_API_KEY" in found.next_step


async def test_a_model_that_is_not_known(
    openai: Any, conversation: Talks, heard: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADFLOW_BRAIN_MODEL", "gpt-9-nova")
    talk = conversation(production=Production(Settings(), conversation().production.catalog))
    assert "“gpt-9-nova” is not known to OpenAI" in (await problem_of(talk, heard)).message


async def test_a_server_that_is_not_there(
    conversation: Talks, heard: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADFLOW_BRAIN_URL", "http://ann:secret@127.0.0.1:9/v1")
    monkeypatch.setenv("ADFLOW_BRAIN_MODEL", "qwen3")
    talk = conversation(production=Production(Settings(), conversation().production.catalog))
    found = await problem_of(talk, heard)
    assert "no connection to 127.0.0.1:9" in found.message
    assert "secret" not in found.message + found.next_step + talk.brain.name


@pytest.mark.parametrize(("given", "said"), [
    ({"ADFLOW_BRAIN": "openai"}, "Keys are missing: OPENAI_API_KEY."),
    ({"ADFLOW_BRAIN": "openai", "ADFLOW_PROVIDERS": "runware, mirelo"},
     "Keys are missing: OPENAI_API_KEY, RUNWARE_API_KEY, MIRELO_API_KEY."),
    ({"OPENAI_API_KEY": "sk-1", "ADFLOW_PROVIDERS": "runware"},
     "Keys are missing: RUNWARE_API_KEY."),
    ({"OPENAI_API_KEY": "sk-1", "ADFLOW_PROVIDERS": "mirelo"}, "mirelo alone"),
    ({"ADFLOW_BRAIN": "compatible"}, "not fully named"),
    ({"ADFLOW_BRAIN_URL": "http://127.0.0.1:9/v1"}, "not fully named"),
    ({"ADFLOW_BRAIN_URL": "localhost", "ADFLOW_BRAIN_MODEL": "m"}, "is not an address"),
])
async def test_what_is_missing_is_said_in_the_chat(
    conversation: Talks, heard: Any, monkeypatch: pytest.MonkeyPatch, given: dict[str, str],
    said: str,
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    talk = conversation(production=Production(Settings(), catalog_of(Settings())))
    assert said in (await problem_of(talk, heard)).message


async def test_a_turn_that_fails_in_its_middle_leaves_no_half(
    openai: Any, conversation: Talks, settings: Settings, upload: Upload, heard: Any
) -> None:
    talk = conversation()
    openai.strikes("openai.responses", "server_error", count=3, after=1, retry_after=0.01)
    openai.plays({"call": "update_brief", "args": {"name": "Aurela"}}, {"say": "Noted."})
    assert "status 500" in (await problem_of(talk, heard, "It is called Aurela.")).message
    assert await kept(settings) == []
    assert talk.state.brief.name == "Aurela"


async def test_an_answer_cut_short_and_a_refusal(
    openai: Any, conversation: Talks, heard: Any, words: Any
) -> None:
    talk = conversation()
    openai.plays({"say": "Half of", "cut_short": True})
    await problem_of(talk, heard)
    openai.plays(HELLO)
    assert words(await heard(talk.turn("hello"))) == HELLO["say"]


async def test_arguments_that_do_not_fit_are_told_to_the_model(
    openai: Any, conversation: Talks, heard: Any, words: Any
) -> None:
    talk = conversation()
    openai.plays({"call": "update_brief", "args": '{"seconds": "soon"}'},
                 {"call": "update_brief", "args": "{not json"}, {"say": "How long shall it be?"})
    assert words(await heard(talk.turn("make it short"))) .endswith("How long shall it be?")
    assert "seconds" in str(openai.heard()[-1]["input"])


async def test_a_day_has_a_budget(
    openai: Any, conversation: Talks, settings: Settings, heard: Any, words: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ADFLOW_BRAIN_TOKENS_A_DAY", "100000")
    production = Production(Settings(), conversation().production.catalog)
    talk = conversation(production=production)
    openai.plays(HELLO)
    assert HELLO["say"] in words(await heard(talk.turn("hello")))
    used = production.usage.of(today())
    assert used.requests == 1
    assert used.read > 500
    assert used.written > 3
    production.usage.add("another", Tokens(1, 100_000, 0))
    found = await problem_of(talk, heard)
    assert "100,000 tokens" in found.message
    assert len(openai.heard()) == 1


async def test_keys_are_kept_nowhere(
    openai: Any, conversation: Talks, upload: Upload, heard: Any, planted: str,
    found_in_home: Callable[[str], bool], caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    talk = conversation()
    openai.plays({"call": "update_brief", "args": {"photo": "$picture"}}, {"say": "Thank you."})
    events = await heard(talk.turn("my serum", [upload]))
    openai.strikes("openai.responses", "bad_key")
    events += [await problem_of(talk, heard)]
    assert any(isinstance(event, Said) for event in events)
    told = "".join(event.model_dump_json() for event in events) + repr(talk.brain)
    assert planted not in told
    assert planted not in caplog.text
    assert not found_in_home(planted)
