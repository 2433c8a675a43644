"""A language model behind a server: its tokens are counted, its errors are sentences.

The one boundary to the OpenAI SDK: what is above sees only `BrainProblem`. No sentence repeats what
a server says about a key.
"""

import json
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import openai
from agents import AgentsException, Model, ModelRefusalError, ModelResponse
from agents.items import TResponseStreamEvent
from agents.retry import ModelRetryAdvice, ModelRetryAdviceRequest
from openai.types.responses import (
    ResponseCompletedEvent,
    ResponseFailedEvent,
    ResponseIncompleteEvent,
)

from storage.errors import BrainProblem
from storage.usage import Tokens, Usage, today
from tools.providers.redact import hide

FOREIGN = (openai.OpenAIError, AgentsException, json.JSONDecodeError)
MOST_QUOTED = 200                        # characters of a server's own words
# The SDK logs an error before it raises it; here each becomes a sentence, without what was sent.
logging.getLogger("openai.agents").setLevel(logging.CRITICAL)
_ENDS = (ResponseCompletedEvent, ResponseIncompleteEvent, ResponseFailedEvent)


@dataclass(frozen=True)
class Server:
    """Whom a model is asked of: names for people, and what to look at when it does not work."""

    name: str                            # "OpenAI", "the server at http://127.0.0.1:11434"
    model: str
    key_setting: str
    url_setting: str


class ServedModel(Model):
    """Another model with the day's budget before it and the count after it.

    Raises BrainProblem when today's tokens are used up, and for all that goes wrong.
    """

    def __init__(self, inner: Model, server: Server, usage: Usage, tokens_a_day: int) -> None:
        self._inner, self._server = inner, server
        self._usage, self._tokens_a_day = usage, tokens_a_day

    async def get_response(self, *args: Any, **kwargs: Any) -> ModelResponse:
        """The whole answer."""
        self._allow()
        try:
            answer = await self._inner.get_response(*args, **kwargs)
        except FOREIGN as exc:
            raise problem(exc, self._server) from exc
        used = answer.usage
        self._count(used.input_tokens, used.output_tokens)
        return answer

    async def stream_response(
        self, *args: Any, **kwargs: Any
    ) -> AsyncIterator[TResponseStreamEvent]:
        """The answer as it comes."""
        self._allow()
        try:
            async for event in self._inner.stream_response(*args, **kwargs):
                if isinstance(event, _ENDS):
                    used = event.response.usage
                    self._count(used.input_tokens if used else 0, used.output_tokens if used else 0)
                yield event
        except FOREIGN as exc:
            raise problem(exc, self._server) from exc

    def get_retry_advice(self, request: ModelRetryAdviceRequest) -> ModelRetryAdvice | None:
        """What the model behind advises."""
        return self._inner.get_retry_advice(request)

    async def close(self) -> None:
        """Close the model behind."""
        await self._inner.close()

    def _allow(self) -> None:
        used = self._usage.of(today()).total if self._tokens_a_day else 0
        if used < self._tokens_a_day or not self._tokens_a_day:
            return
        raise BrainProblem(
            f"Today's {self._tokens_a_day:,} tokens for the language model are used up.",
            "Go on tomorrow (UTC), raise ADFLOW_BRAIN_TOKENS_A_DAY, or set ADFLOW_BRAIN=guided.",
        )

    def _count(self, read: int, written: int) -> None:
        self._usage.add(self._server.model, Tokens(1, read, written))


class AbsentModel(Model):
    """A model that is not there: whoever asks it gets the same BrainProblem."""

    def __init__(self, why: BrainProblem) -> None:
        self._why = why

    async def get_response(self, *args: Any, **kwargs: Any) -> ModelResponse:
        """Raises BrainProblem."""
        raise self._why

    async def stream_response(
        self, *args: Any, **kwargs: Any
    ) -> AsyncIterator[TResponseStreamEvent]:
        """Raises BrainProblem."""
        raise self._why
        yield


def problem(exc: Exception, server: Server) -> BrainProblem:
    """A foreign error as a sentence, most specific first."""
    who, code = server.name, getattr(exc, "code", None)
    if isinstance(exc, openai.AuthenticationError):
        return BrainProblem(
            f"The key is not accepted by {who}.",
            f"Check {server.key_setting}, or set ADFLOW_BRAIN=guided to go on without one.",
        )
    if isinstance(exc, openai.PermissionDeniedError):
        return BrainProblem(
            f"The key may not use the model “{server.model}” of {who}.",
            f"Use another key ({server.key_setting}) or another ADFLOW_BRAIN_MODEL.",
        )
    if isinstance(exc, openai.NotFoundError) or code == "model_not_found":
        return unknown_model(server)
    if code == "insufficient_quota":
        return BrainProblem(
            f"The account with {who} has no credit left.", "Add credit there, then say it again."
        )
    if isinstance(exc, openai.APIError):
        return _failed(exc, server, code)
    if isinstance(exc, ModelRefusalError):
        return BrainProblem(f"The model “{server.model}” refuses to answer that.",
                            "Say it in other words.")
    return BrainProblem(
        f"The answer of {who} cannot be read.", "Say it again, or choose another model."
    )


def unknown_model(server: Server) -> BrainProblem:
    """A model's name that its server does not have."""
    return BrainProblem(
        f"The model “{server.model}” is not known to {server.name}.",
        f"Set ADFLOW_BRAIN_MODEL to one it has, or check {server.url_setting}.",
    )


def _failed(exc: openai.APIError, server: Server, code: str | None) -> BrainProblem:
    """What went wrong with one request, while key, model and credit are fine."""
    who = server.name
    if code == "context_length_exceeded":
        return BrainProblem(
            f"This conversation has become too long for the model “{server.model}”.",
            "Open a new chat, or choose a model that reads more.",
        )
    if isinstance(exc, openai.RateLimitError):
        return BrainProblem(f"There are too many requests at {who} just now.",
                            "Wait a minute, then say it again.")
    if isinstance(exc, openai.APITimeoutError):
        return BrainProblem(f"No answer came from {who} in time.", "Say it again in a moment.")
    if isinstance(exc, openai.APIConnectionError):
        return BrainProblem(
            f"There is no connection to {who}, or it broke off.",
            f"Check the network and {server.url_setting}, then say it again.",
        )
    if isinstance(exc, openai.InternalServerError):
        return BrainProblem(
            f"Something is wrong at {who} (status {exc.status_code}).", "Say it again in a moment."
        )
    if not isinstance(exc, openai.APIStatusError):
        return BrainProblem(f"The answer of {who} broke off: {_quoted(exc)}",
                            "Say it again in a moment.")
    return BrainProblem(
        f"The request was refused by {who}: {_quoted(exc)}",
        f"The model “{server.model}” must take tools, pictures and structured output;"
        " choose one with ADFLOW_BRAIN_MODEL.",
    )


def _quoted(exc: openai.APIError) -> str:
    """The server's words, on one line, shortened, without our key or what looks like one."""
    body = exc.body if isinstance(exc.body, dict) else {}
    words = hide(str(body.get("message") or exc.message)).split()
    shown = [one if "sk-" not in one.lower() else "(key)" for one in words]
    return " ".join(shown)[:MOST_QUOTED].rstrip(".") + "."
