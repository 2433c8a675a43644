"""OpenAI's own client finds nothing odd about the emulator, and asks as our brain asks."""

import json
from collections.abc import Callable
from typing import Any

import openai as sdk
import pytest
from pydantic import BaseModel

from agent.conversation import Conversation

Talks = Callable[..., Conversation]
MODEL = "gpt-5.6-luna"
TOOL = {"type": "function", "name": "note", "description": "Take down.", "strict": True,
        "parameters": {"type": "object", "properties": {"text": {"type": "string"}},
                       "required": ["text"], "additionalProperties": False}}


class Seen(BaseModel):
    colour: str


@pytest.fixture
def client(openai: Any) -> Any:
    with sdk.OpenAI(api_key="sk-x", base_url=openai.url, max_retries=0) as found:
        yield found


def test_words_and_calls_in_pieces_and_whole(openai: Any, client: Any) -> None:
    steps = [{"say": "Good day.", "call": "note", "args": {"text": "blue"}}] * 2
    openai.plays(*steps)
    whole = client.responses.create(model=MODEL, input="hello", tools=[TOOL])
    assert (whole.output_text, whole.output[1].name) == ("Good day.", "note")
    assert json.loads(whole.output[1].arguments) == {"text": "blue"}
    with client.responses.stream(model=MODEL, input="hello", tools=[TOOL]) as stream:
        kinds = [event.type for event in stream]
        last = stream.get_final_response()
    assert kinds[0] == "response.created"
    assert kinds[-1] == "response.completed"
    assert kinds.count("response.output_text.delta") == 2
    assert last.output_text == "Good day."
    assert last.usage.total_tokens == last.usage.input_tokens + last.usage.output_tokens


def test_chat_in_pieces_and_whole(openai: Any, client: Any) -> None:
    steps = [{"say": "Good day.", "call": "note", "args": {"text": "blue"}}] * 2
    openai.plays(*steps)
    asked: dict[str, Any] = {
        "model": MODEL, "messages": [{"role": "user", "content": "hello"}],
        "tools": [{"type": "function", "function": {
            name: value for name, value in TOOL.items() if name != "type"}}],
    }
    message = client.chat.completions.create(**asked).choices[0].message
    assert (message.content, message.tool_calls[0].function.name) == ("Good day.", "note")
    with client.chat.completions.stream(
        **asked, stream_options={"include_usage": True}
    ) as stream:
        last = stream.until_done().get_final_completion()
    assert last.choices[0].message.content == "Good day."
    assert last.choices[0].message.tool_calls[0].function.arguments == '{"text": "blue"}'
    assert last.usage.total_tokens > 0


def test_structured_output_and_models(openai: Any, client: Any) -> None:
    openai.plays({"form": "Seen", "give": {"colour": "blue"}})
    parsed = client.responses.parse(model=MODEL, input="look", text_format=Seen)
    assert parsed.output_parsed == Seen(colour="blue")
    assert MODEL in [one.id for one in client.models.list()]


@pytest.mark.parametrize(("given", "error", "code"), [
    ({"model": "gpt-9"}, sdk.NotFoundError, "model_not_found"),
    ({"extra_body": {"surprise": 1}}, sdk.BadRequestError, "unknown_parameter"),
    ({"input": [{"type": "function_call_output", "call_id": "c", "output": "x"}]},
     sdk.BadRequestError, None),
    ({"input": [{"type": "function_call", "call_id": "c", "name": "n", "arguments": "{}"}]},
     sdk.BadRequestError, None),
    ({"input": [{"role": "user", "content": [
        {"type": "input_image", "image_url": "data:image/jpeg;base64,AAAA", "detail": "low"}]}]},
     sdk.BadRequestError, "invalid_image_url"),
    ({"text": {"format": {"type": "json_schema", "name": "f", "strict": True, "schema": {
        "type": "object", "properties": {"a": {"type": "string", "maxLength": 3}},
        "required": ["a"], "additionalProperties": False}}}},
     sdk.BadRequestError, "invalid_json_schema"),
])
def test_what_is_wrong_is_refused_as_openai_refuses(
    client: Any, given: dict[str, Any], error: type[sdk.APIStatusError], code: str | None
) -> None:
    with pytest.raises(error) as caught:
        client.responses.create(**{"model": MODEL, "input": "hello", **given})
    assert caught.value.code == code


def test_a_bad_key_and_an_empty_account(openai: Any, client: Any) -> None:
    with pytest.raises(sdk.AuthenticationError) as caught:
        client.with_options(api_key="bad-1").responses.create(model=MODEL, input="x")
    assert caught.value.code == "invalid_api_key"
    openai.strikes("openai.responses", "no_credit")
    with pytest.raises(sdk.RateLimitError) as empty:
        client.responses.create(model=MODEL, input="x")
    assert empty.value.code == "insufficient_quota"


async def test_our_brain_sends_what_the_client_would_send(
    openai: Any, client: Any, conversation: Talks, heard: Any
) -> None:
    """The same intent, asked by hand: the same fields, the same shape of tools and input."""
    await heard(conversation().turn("hello"))
    ours = openai.heard()[-1]
    openai.reset()
    client.responses.create(
        model=MODEL, instructions="…", input=[{"role": "user", "content": "hello"}],
        tools=[TOOL], parallel_tool_calls=False, stream=True, include=[],
        reasoning={"effort": "none"}, text={"verbosity": "low"},
    ).close()
    theirs = openai.heard()[-1]
    assert set(ours) == set(theirs), set(ours) ^ set(theirs)
    assert ours["input"] == theirs["input"]
    assert {name: ours[name] for name in ("model", "stream", "parallel_tool_calls")} == {
        name: theirs[name] for name in ("model", "stream", "parallel_tool_calls")}
    assert all(set(tool) == set(TOOL) for tool in ours["tools"])
