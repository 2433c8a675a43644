"""OpenAI on loopback, under `/openai/v1`: responses, chat completions, models.

It plays scripts: `POST /openai/_script` with `{"steps": [...], "pace": seconds per piece}`. A step
is one answer of the model: `{"say": "…"}`, `{"call": "tool", "args": {…}}` (both together too),
`{"refuse": "…"}`, `{"cut_short": true}`, or, for a request that wants structured output,
`{"form": "ScriptForm", "give": {…} or "text"}`. In arguments, `"$picture"` is the hash of the
picture attached last and `"$name"` the newest `name` that a tool answered. Forms without a step get
`openai_canned`; other requests without one get a sentence that says so.
`GET /openai/_heard` gives the bodies it was asked with, whole.

Endpoints for faults: `openai.responses`, `openai.chat`, `openai.models`. `no_credit` is OpenAI's
429 `insufficient_quota`. A fault of the kind AFTER spoils a stream in its middle. Keys that start
with `bad` are refused. Tokens are billed by the day and not job by job: nothing is charged.
"""

import asyncio
import json
import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from aiohttp import web
from desk import AFTER, DESK, Desk, Fault, answered, json_body
from openai_canned import FORMS
from openai_rules import MODELS, Refused, check_chat, check_key, check_responses
from openai_wire import (
    Answer,
    completion,
    completion_events,
    response,
    response_events,
    tokens,
)

Body = dict[str, Any]
_PICTURE = re.compile(r"\[attached picture ([0-9a-f]{64})")
_CODES = {"rate_limited": "rate_limit_exceeded", "no_credit": "insufficient_quota",
          "bad_key": "invalid_api_key", "moderation": "content_policy_violation"}


class Script:
    """The steps that are left to play, and what was heard."""

    def __init__(self) -> None:
        self.lines: deque[Body] = deque()
        self.forms: dict[str, deque[Body]] = {}
        self.heard: list[Body] = []
        self.pace = 0.0

    def add(self, steps: list[Body]) -> None:
        for step in steps:
            if "form" in step:
                self.forms.setdefault(step["form"], deque()).append(step)
            else:
                self.lines.append(step)

    def answer(self, form: str | None, texts: list[str], outputs: list[str]) -> Answer:
        """The next answer to a request for this form, or for words and calls."""
        if form is not None:
            waiting = self.forms.get(form)
            step = waiting.popleft() if waiting else {"give": FORMS.get(form, {})}
        else:
            step = self.lines.popleft() if self.lines else {"say": "There is no script."}
        if "give" in step:
            given = step["give"]
            return Answer(text=given if isinstance(given, str) else json.dumps(given))
        calls = ()
        if "call" in step:
            arguments = step.get("args", {})
            calls = ((step["call"], arguments if isinstance(arguments, str) else json.dumps(
                {name: _filled(value, texts, outputs) for name, value in arguments.items()})),)
        return Answer(text=step.get("say", ""), calls=calls, refusal=step.get("refuse", ""),
                      incomplete=bool(step.get("cut_short")))


def _filled(value: Any, texts: list[str], outputs: list[str]) -> Any:
    if not isinstance(value, str) or not value.startswith("$"):
        return value
    if value == "$picture":
        return [found for text in texts for found in _PICTURE.findall(text)][-1]
    for output in reversed(outputs):
        if value[1:] in (found := json.loads(output)):
            return found[value[1:]]
    return value


def script_of(desk: Desk) -> Script:
    """The script of this desk; a fresh one after a reset."""
    kept: Script = desk.memory.setdefault("openai", Script())
    return kept


def routes() -> list[web.RouteDef]:
    """The provider's paths, then the script's."""
    return [
        web.post("/openai/v1/responses", _responses),
        web.post("/openai/v1/chat/completions", _chat),
        web.get("/openai/v1/models", _models),
        web.post("/openai/_script", _script),
        web.get("/openai/_heard", _heard),
    ]


async def _script(request: web.Request) -> web.Response:
    given, script = await request.json(), script_of(request.app[DESK])
    script.add(given.get("steps", []))
    script.pace = given.get("pace", script.pace)
    return web.json_response({"left": len(script.lines)})


async def _heard(request: web.Request) -> web.Response:
    return web.json_response(script_of(request.app[DESK]).heard)


async def _models(request: web.Request) -> web.StreamResponse:
    request.app[DESK].see(request, "openai.models", None)

    async def work() -> web.Response:
        try:
            check_key(request.headers.get("Authorization", ""))
        except Refused as refused:
            return web.json_response(refused.body(), status=refused.status)
        listed = [{"id": name, "object": "model", "created": 1, "owned_by": "openai"}
                  for name in MODELS]
        return web.json_response({"object": "list", "data": listed})

    return await answered(request, "openai.models", work, _problem)


async def _responses(request: web.Request) -> web.StreamResponse:
    def heard(body: Body) -> tuple[str | None, list[str], list[str]]:
        items = body["input"] if isinstance(body["input"], list) else [
            {"role": "user", "content": body["input"]}]
        style = body.get("text", {}).get("format", {})
        return (
            _form(style), [_text(one) for one in items if one.get("role") == "user"],
            [str(one["output"]) for one in items if one.get("type") == "function_call_output"],
        )

    return await _answered(request, "openai.responses", check_responses, heard, response,
                           response_events)


async def _chat(request: web.Request) -> web.StreamResponse:
    def heard(body: Body) -> tuple[str | None, list[str], list[str]]:
        style = body.get("response_format") or {}
        messages = body["messages"]
        return (
            _form(style.get("json_schema", {})),
            [_text(one) for one in messages if one["role"] == "user"],
            [_text(one) for one in messages if one["role"] == "tool"],
        )

    return await _answered(request, "openai.chat", check_chat, heard, completion,
                           completion_events)


async def _answered(
    request: web.Request, endpoint: str, check: Callable[[Any], None],
    heard: Callable[[Body], tuple[str | None, list[str], list[str]]],
    whole: Callable[[Body, Answer, int], Body],
    pieces: Callable[[Body, Answer, int], Iterator[bytes]],
) -> web.StreamResponse:
    desk, body = request.app[DESK], await json_body(request)
    script, accepted = script_of(desk), list[Answer]()
    desk.see(request, endpoint, body)
    streamed = isinstance(body, dict) and bool(body.get("stream"))

    async def work() -> web.Response:
        try:
            check_key(request.headers.get("Authorization", ""))
            check(body)
        except Refused as refused:
            return web.json_response(refused.body(), status=refused.status)
        script.heard.append(body)
        answer = script.answer(*heard(body))
        if not streamed:
            return web.json_response(whole(body, answer, _read(body)))
        accepted.append(answer)
        return web.Response(status=599)         # no answer yet: faults wait for the stream

    first = await answered(request, endpoint, work, _problem)
    if not accepted:
        return first
    spoil = desk.strike(endpoint, AFTER)
    return await _streamed(
        request, list(pieces(body, accepted[0], _read(body))), script.pace, spoil
    )


async def _streamed(
    request: web.Request, pieces: list[bytes], pace: float, spoil: Fault | None
) -> web.StreamResponse:
    """The pieces one by one; a fault strikes in their middle."""
    stream = web.StreamResponse(headers={"Content-Type": "text/event-stream; charset=utf-8"})
    await stream.prepare(request)
    for place, piece in enumerate(pieces):
        if spoil and place == len(pieces) // 2:
            await _spoiled(request, stream, spoil)
            return stream
        await stream.write(piece)
        if pace:
            await asyncio.sleep(pace)
    await stream.write_eof()
    return stream


async def _spoiled(request: web.Request, stream: web.StreamResponse, spoil: Fault) -> None:
    if spoil.kind == "malformed":
        await stream.write(b'data: {"type": "response.output_te\n\n')
        return
    if spoil.kind == "server_error_after":
        said = {"message": "The server had an error", "type": "server_error",
                "code": "server_error", "param": None}
        await stream.write(f'event: error\ndata: {json.dumps({"error": said})}\n\n'.encode())
        return
    if spoil.kind == "hang_after":
        await asyncio.sleep(spoil.seconds)
    if request.transport is not None:
        request.transport.abort()


def _problem(kind: str, status: int) -> web.Response:
    status = 429 if kind == "no_credit" else status
    words = {"no_credit": "You exceeded your current quota, please check your plan and billing.",
             "rate_limited": "Rate limit reached.", "bad_key": "Incorrect API key provided."}
    refused = Refused(status, _CODES.get(kind), words.get(kind, "The server had an error."),
                      kind="server_error" if status >= 500 else "invalid_request_error")
    return web.json_response(refused.body(), status=status)


def _text(item: Body) -> str:
    content = item.get("content")
    if isinstance(content, str):
        return content
    return "\n".join(str(part.get("text", "")) for part in content or [])


def _form(style: Body) -> str | None:
    """The form's title: the agents SDK gives every format the same name."""
    title: str | None = style.get("schema", {}).get("title")
    return title


def _read(body: Body) -> int:
    """Tokens of the request; a picture counts as a thousand characters."""
    text = json.dumps(body)
    return tokens(re.sub(r"data:image/[^\"]+", "x" * 1000, text))
