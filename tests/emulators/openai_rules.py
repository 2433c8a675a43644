"""What OpenAI accepts: the emulator refuses everything else, as the provider would.

Field names are those of the published API; the rules on strict schemas, on pairs of calls and
outputs and on pictures are the ones a client can break without noticing.
"""

import base64
import binascii
import io
import re
from typing import Any

from PIL import Image

MODELS = ("gpt-5.6-luna", "gpt-5.6-sol", "gpt-5.6-terra", "gpt-6-luna", "local-model")
RESPONSES = frozenset([
    "background", "conversation", "include", "input", "instructions", "max_output_tokens",
    "max_tool_calls", "metadata", "model", "moderation", "parallel_tool_calls",
    "previous_response_id", "prompt", "prompt_cache_key", "prompt_cache_options",
    "prompt_cache_retention", "reasoning", "safety_identifier", "service_tier", "store",
    "stream", "stream_options", "temperature", "text", "tool_choice", "tools", "top_logprobs",
    "top_p", "truncation", "user",
])
CHAT = frozenset([
    "audio", "frequency_penalty", "function_call", "functions", "logit_bias", "logprobs",
    "max_completion_tokens", "max_tokens", "messages", "metadata", "modalities", "model",
    "moderation", "n", "parallel_tool_calls", "prediction", "presence_penalty",
    "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention", "reasoning_effort",
    "response_format", "safety_identifier", "seed", "service_tier", "stop", "store", "stream",
    "stream_options", "temperature", "tool_choice", "tools", "top_logprobs", "top_p", "user",
    "verbosity", "web_search_options",
])
_NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_PICTURE = re.compile(r"data:image/(jpeg|png|webp|gif);base64,(?P<data>.+)", re.S)
# What strict structured output does not know (or did not, in models that are still served).
_NOT_STRICT = {"default", "minLength", "maxLength", "oneOf", "not", "if", "patternProperties",
               "unevaluatedProperties", "propertyNames", "minProperties", "maxProperties"}


class Refused(Exception):
    """An error of the provider's: HTTP status, `code`, `param`."""

    def __init__(self, status: int, code: str | None, message: str, param: str | None = None,
                 kind: str = "invalid_request_error") -> None:
        super().__init__(message)
        self.status, self.code, self.param, self.kind = status, code, param, kind

    def body(self) -> dict[str, Any]:
        return {"error": {"message": str(self), "type": self.kind, "param": self.param,
                          "code": self.code}}


def wrong(message: str, param: str | None = None, code: str | None = None) -> Refused:
    return Refused(400, code, message, param)


def check_key(header: str) -> None:
    """Any key will do but none, and those that start with `bad`."""
    scheme, _, key = header.partition(" ")
    if scheme != "Bearer" or not key:
        raise Refused(401, None, "Missing bearer authentication in header")
    if key.startswith("bad"):
        raise Refused(401, "invalid_api_key", f"Incorrect API key provided: {key[:4]}***{key[-4:]}."
                      " You can find your API key at https://platform.openai.com/account/api-keys.")


def check_model(name: Any) -> None:
    if not isinstance(name, str):
        raise wrong("you must provide a model parameter", "model", "missing_required_parameter")
    if name not in MODELS:
        raise Refused(404, "model_not_found",
                      f"The model `{name}` does not exist or you do not have access to it.")


def check_responses(body: Any) -> None:
    """A request to `POST /responses`."""
    _fields(body, RESPONSES)
    check_model(body.get("model"))
    if "input" not in body:
        raise wrong("Missing required parameter: 'input'.", "input", "missing_required_parameter")
    for place, tool in enumerate(body.get("tools", [])):
        if tool.get("type") != "function":
            raise wrong(f"Invalid value: '{tool.get('type')}'.", f"tools[{place}].type")
        _function(tool, f"tools[{place}]", {"type", "name", "parameters", "strict", "description"})
    style = body.get("text", {}).get("format")
    if style and style.get("type") == "json_schema":
        _schema(style, "text.format")
    if isinstance(body["input"], list):
        _items(body["input"])


def check_chat(body: Any) -> None:
    """A request to `POST /chat/completions`."""
    _fields(body, CHAT)
    check_model(body.get("model"))
    if not isinstance(body.get("messages"), list) or not body["messages"]:
        raise wrong("Missing required parameter: 'messages'.", "messages")
    if "stream_options" in body and not body.get("stream"):
        raise wrong("'stream_options' is only allowed when stream is enabled.", "stream_options")
    for place, tool in enumerate(body.get("tools", [])):
        if set(tool) != {"type", "function"}:
            raise wrong("Invalid tool.", f"tools[{place}]")
        _function(tool["function"], f"tools[{place}].function",
                  {"name", "parameters", "strict", "description"})
    style = body.get("response_format")
    if style and style.get("type") == "json_schema":
        _schema(style["json_schema"], "response_format.json_schema")
    _messages(body["messages"])


def _fields(body: Any, known: frozenset[str]) -> None:
    if not isinstance(body, dict):
        raise wrong("We could not parse the JSON body of your request.")
    for name in body:
        if name not in known:
            raise wrong(f"Unknown parameter: '{name}'.", name, "unknown_parameter")
    for name in ("stream", "store", "parallel_tool_calls"):
        if body.get(name) not in (None, True, False):
            raise wrong(f"Invalid type for '{name}'.", name, "invalid_type")
    if "parallel_tool_calls" in body and not body.get("tools"):
        raise wrong("'parallel_tool_calls' is only allowed when 'tools' are specified.",
                    "parallel_tool_calls")


def _function(tool: dict[str, Any], where: str, known: set[str]) -> None:
    if unknown := set(tool) - known:
        raise wrong(f"Unknown parameter: '{where}.{unknown.pop()}'.", where, "unknown_parameter")
    if not _NAME.fullmatch(str(tool.get("name"))):
        raise wrong(f"Invalid '{where}.name'.", where)
    parameters = tool.get("parameters") or {}
    if parameters.get("type") != "object":
        raise wrong(f"Invalid schema for function '{tool['name']}'.", where,
                    "invalid_function_parameters")
    if tool.get("strict"):
        _strict(parameters, f"{where}.parameters")


def _schema(style: dict[str, Any], where: str) -> None:
    if not _NAME.fullmatch(str(style.get("name"))):
        raise wrong(f"Invalid '{where}.name'.", where)
    if not isinstance(style.get("schema"), dict):
        raise wrong(f"Missing required parameter: '{where}.schema'.", where)
    if style.get("strict"):
        _strict(style["schema"], f"{where}.schema")


def _strict(schema: Any, where: str) -> None:
    """Every object closed, every property required, no keyword that strict mode lacks."""
    if isinstance(schema, list):
        for one in schema:
            _strict(one, where)
    if not isinstance(schema, dict):
        return
    if found := _NOT_STRICT & set(schema):
        raise wrong(f"Invalid schema: '{found.pop()}' is not permitted.", where,
                    "invalid_json_schema")
    if schema.get("type") == "object":
        _closed(schema, where)
    for key, one in schema.items():
        inner = one.items() if key in ("properties", "$defs") else [(key, one)]
        for name, value in inner:
            _strict(value, f"{where}.{name}")


def _closed(schema: dict[str, Any], where: str) -> None:
    if schema.get("additionalProperties") is not False:
        raise wrong("Invalid schema: 'additionalProperties' is required to be supplied and to be"
                    " false.", where, "invalid_json_schema")
    if set(schema.get("required", ())) != set(schema.get("properties", {})):
        raise wrong("Invalid schema: 'required' is required to be an array including every key in"
                    " properties.", where, "invalid_json_schema")


def _items(items: list[Any]) -> None:
    calls, outputs = set(), set()
    for place, item in enumerate(items):
        where, kind = f"input[{place}]", item.get("type", "message")
        if kind == "message":
            if item.get("role") not in ("user", "assistant", "system", "developer"):
                raise wrong(f"Invalid value: '{item.get('role')}'.", f"{where}.role")
            _parts(item.get("content"), where)
        elif kind == "function_call":
            calls.add(item["call_id"])
        elif kind == "function_call_output":
            outputs.add(item["call_id"])
            if item["call_id"] not in calls:
                raise wrong("No tool call found for function call output with call_id "
                            f"{item['call_id']}.", "input")
        elif kind not in ("reasoning", "item_reference"):
            raise wrong(f"Invalid value: '{kind}'.", f"{where}.type")
    if missing := calls - outputs:
        raise wrong(f"No tool output found for function call {missing.pop()}.", "input")


def _parts(content: Any, where: str) -> None:
    if isinstance(content, str):
        return
    for place, part in enumerate(content or []):
        at = f"{where}.content[{place}]"
        if part.get("type") == "input_image":
            _picture(part.get("image_url"), f"{at}.image_url")
        elif part.get("type") not in ("input_text", "output_text", "refusal"):
            raise wrong(f"Invalid value: '{part.get('type')}'.", f"{at}.type")


def _messages(messages: list[Any]) -> None:
    waiting: set[str] = set()
    for place, message in enumerate(messages):
        where, role = f"messages.[{place}]", message.get("role")
        if role == "tool":
            if message.get("tool_call_id") not in waiting:
                raise wrong("messages with role 'tool' must be a response to a preceeding message"
                            " with 'tool_calls'.", f"{where}.role")
            waiting.discard(message["tool_call_id"])
            continue
        if waiting:
            raise wrong("An assistant message with 'tool_calls' must be followed by tool messages"
                        " responding to each 'tool_call_id'.", f"{where}.role")
        if role not in ("system", "developer", "user", "assistant"):
            raise wrong(f"Invalid value: '{role}'.", f"{where}.role")
        waiting = {call["id"] for call in message.get("tool_calls") or []}
        content = message.get("content")
        for part in content if isinstance(content, list) else []:
            if part.get("type") == "image_url":
                _picture(part["image_url"].get("url"), where)
            elif part.get("type") not in ("text", "refusal"):
                raise wrong(f"Invalid content type '{part.get('type')}'.", where)
    if waiting:
        raise wrong("An assistant message with 'tool_calls' must be followed by tool messages"
                    " responding to each 'tool_call_id'.", "messages")


def _picture(address: Any, where: str) -> None:
    found = _PICTURE.fullmatch(str(address))
    try:
        data = base64.b64decode(found["data"], validate=True) if found else b""
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
    except (OSError, binascii.Error) as exc:
        raise wrong("You uploaded an unsupported image. Please make sure your image is valid.",
                    where, "invalid_image_url") from exc
