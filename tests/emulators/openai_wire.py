"""OpenAI's answers on the wire: whole, and in pieces as server-sent events, for both interfaces."""

import json
import re
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_PIECE = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Answer:
    """What the model answers: words, then calls as (name, arguments as JSON text)."""

    text: str = ""
    calls: tuple[tuple[str, str], ...] = ()
    refusal: str = ""
    incomplete: bool = False


def tokens(text: str) -> int:
    """About four characters a token."""
    return max(1, round(len(text) / 4))


def used(read: int, answer: Answer) -> dict[str, Any]:
    written = tokens(answer.text + "".join(name + args for name, args in answer.calls))
    return {"input_tokens": read, "input_tokens_details": {"cached_tokens": 0},
            "output_tokens": written, "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": read + written}


def _output(answer: Answer) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    if answer.text or answer.refusal or not answer.calls:
        part = {"type": "refusal", "refusal": answer.refusal} if answer.refusal else {
            "type": "output_text", "text": answer.text, "annotations": [], "logprobs": []}
        items.append({"id": f"msg_{uuid.uuid4().hex}", "type": "message", "role": "assistant",
                      "status": "completed", "content": [part]})
    items += [{"id": f"fc_{uuid.uuid4().hex}", "type": "function_call", "status": "completed",
               "call_id": f"call_{uuid.uuid4().hex[:24]}", "name": name, "arguments": arguments}
              for name, arguments in answer.calls]
    return items


def response(body: dict[str, Any], answer: Answer, read: int) -> dict[str, Any]:
    """The object that `POST /responses` answers with."""
    return {
        "id": f"resp_{uuid.uuid4().hex}", "object": "response", "created_at": int(time.time()),
        "status": "incomplete" if answer.incomplete else "completed", "error": None,
        "incomplete_details": {"reason": "max_output_tokens"} if answer.incomplete else None,
        "instructions": None, "max_output_tokens": None, "model": body["model"],
        "output": _output(answer), "parallel_tool_calls": body.get("parallel_tool_calls", True),
        "previous_response_id": None, "reasoning": {"effort": None, "summary": None},
        "store": body.get("store", True), "temperature": 1.0,
        "text": {"format": {"type": "text"}}, "tool_choice": body.get("tool_choice", "auto"),
        "tools": [], "top_p": 1.0, "truncation": "disabled", "usage": used(read, answer),
        "user": None, "metadata": {},
    }


def response_events(body: dict[str, Any], answer: Answer, read: int) -> Iterator[bytes]:
    """The same, in the order of a stream."""
    whole, number = response(body, answer, read), 0

    def event(kind: str, **given: Any) -> bytes:
        nonlocal number
        data = {"type": kind, "sequence_number": number, **given}
        number += 1
        return f"event: {kind}\ndata: {json.dumps(data)}\n\n".encode()

    begun = {**whole, "status": "in_progress", "output": [], "usage": None,
             "incomplete_details": None}
    yield event("response.created", response=begun)
    yield event("response.in_progress", response=begun)
    for place, item in enumerate(whole["output"]):
        where = {"output_index": place, "item_id": item["id"]}
        if item["type"] == "function_call":
            empty = {**item, "status": "in_progress", "arguments": ""}
            yield event("response.output_item.added", output_index=place, item=empty)
            for piece in _pieces(item["arguments"]):
                yield event("response.function_call_arguments.delta", **where, delta=piece)
            yield event("response.function_call_arguments.done", **where, name=item["name"],
                        arguments=item["arguments"])
        else:
            part, inner = item["content"][0], {**where, "content_index": 0}
            kind = "refusal" if part["type"] == "refusal" else "output_text"
            field = "refusal" if kind == "refusal" else "text"
            more = {} if kind == "refusal" else {"logprobs": []}
            yield event("response.output_item.added", output_index=place,
                        item={**item, "status": "in_progress", "content": []})
            yield event("response.content_part.added", **inner, part={**part, field: ""})
            for piece in _pieces(part[field]):
                yield event(f"response.{kind}.delta", **inner, delta=piece, **more)
            yield event(f"response.{kind}.done", **inner, **{field: part[field]}, **more)
            yield event("response.content_part.done", **inner, part=part)
        yield event("response.output_item.done", output_index=place, item=item)
    yield event(f"response.{whole['status']}", response=whole)


def completion(body: dict[str, Any], answer: Answer, read: int) -> dict[str, Any]:
    """The object that `POST /chat/completions` answers with."""
    message: dict[str, Any] = {
        "role": "assistant", "content": answer.text or None, "refusal": answer.refusal or None}
    if answer.calls:
        message["tool_calls"] = [_chat_call(name, arguments) for name, arguments in answer.calls]
    return {
        "id": f"chatcmpl-{uuid.uuid4().hex}", "object": "chat.completion",
        "created": int(time.time()), "model": body["model"],
        "choices": [{"index": 0, "message": message, "logprobs": None,
                     "finish_reason": _reason(answer)}],
        "usage": _chat_used(read, answer),
    }


def completion_events(body: dict[str, Any], answer: Answer, read: int) -> Iterator[bytes]:
    """The same, in chunks; usage comes last and only if it was asked for."""
    counted = bool((body.get("stream_options") or {}).get("include_usage"))
    head = {"id": f"chatcmpl-{uuid.uuid4().hex}", "object": "chat.completion.chunk",
            "created": int(time.time()), "model": body["model"]}

    def chunk(delta: dict[str, Any], reason: str | None = None) -> bytes:
        data = {**head, "choices": [{"index": 0, "delta": delta, "finish_reason": reason}]}
        if counted:
            data["usage"] = None
        return f"data: {json.dumps(data)}\n\n".encode()

    yield chunk({"role": "assistant", "content": ""})
    for piece in _pieces(answer.text):
        yield chunk({"content": piece})
    if answer.refusal:
        yield chunk({"refusal": answer.refusal})
    for place, (name, arguments) in enumerate(answer.calls):
        call = _chat_call(name, "")
        yield chunk({"tool_calls": [{"index": place, **call}]})
        for piece in _pieces(arguments):
            yield chunk({"tool_calls": [{"index": place, "function": {"arguments": piece}}]})
    yield chunk({}, _reason(answer))
    if counted:
        last = {**head, "choices": [], "usage": _chat_used(read, answer)}
        yield f"data: {json.dumps(last)}\n\n".encode()
    yield b"data: [DONE]\n\n"


def _chat_call(name: str, arguments: str) -> dict[str, Any]:
    return {"id": f"call_{uuid.uuid4().hex[:24]}", "type": "function",
            "function": {"name": name, "arguments": arguments}}


def _reason(answer: Answer) -> str:
    return "tool_calls" if answer.calls else "length" if answer.incomplete else "stop"


def _chat_used(read: int, answer: Answer) -> dict[str, Any]:
    counts = used(read, answer)
    return {"prompt_tokens": read, "completion_tokens": counts["output_tokens"],
            "total_tokens": counts["total_tokens"]}


def _pieces(text: str) -> list[str]:
    return _PIECE.findall(text)
