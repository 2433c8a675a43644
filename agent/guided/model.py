"""The guided brain as a model of the agents SDK: same agent, tools, sessions and approvals.

It keeps nothing between calls. Every call id and message id is new, as the SDK asks.
"""

import json
import re
import time
import uuid
from collections.abc import AsyncIterator
from itertools import count
from typing import Any

from agents import (
    AgentOutputSchemaBase,
    Handoff,
    Model,
    ModelResponse,
    ModelSettings,
    ModelTracing,
    Tool,
    Usage,
)
from agents.items import TResponseInputItem, TResponseStreamEvent
from openai.types.responses import (
    Response,
    ResponseCompletedEvent,
    ResponseCreatedEvent,
    ResponseFunctionToolCall,
    ResponseOutputItemDoneEvent,
    ResponseOutputMessage,
    ResponseOutputText,
    ResponseTextDeltaEvent,
)

from agent.guided.decide import decide
from agent.guided.turn import Move, Say, read_state, read_turn

Item = ResponseOutputMessage | ResponseFunctionToolCall
_WORD = re.compile(r"\S+\s*|\s+")


class GuidedModel(Model):
    """A director that needs no key and no network. The state is read from the instructions."""

    async def get_response(
        self, system_instructions: str | None, input: str | list[TResponseInputItem],
        model_settings: ModelSettings, tools: list[Tool],
        output_schema: AgentOutputSchemaBase | None, handoffs: list[Handoff],
        tracing: ModelTracing, *, previous_response_id: str | None, conversation_id: str | None,
        prompt: Any | None,
    ) -> ModelResponse:
        """The whole answer. Raises BadInput if the instructions carry no state."""
        output = _answer(system_instructions, input)
        return ModelResponse(output=list(output), usage=Usage(requests=1), response_id=None)

    async def stream_response(
        self, system_instructions: str | None, input: str | list[TResponseInputItem],
        model_settings: ModelSettings, tools: list[Tool],
        output_schema: AgentOutputSchemaBase | None, handoffs: list[Handoff],
        tracing: ModelTracing, *, previous_response_id: str | None, conversation_id: str | None,
        prompt: Any | None,
    ) -> AsyncIterator[TResponseStreamEvent]:
        """The answer word by word. Raises BadInput if the instructions carry no state."""
        output, number = _answer(system_instructions, input), count()
        yield ResponseCreatedEvent(
            type="response.created", response=_response([]), sequence_number=next(number)
        )
        for place, item in enumerate(output):
            if isinstance(item, ResponseOutputMessage):
                for word in _WORD.findall(_spoken(item)):
                    yield ResponseTextDeltaEvent(
                        type="response.output_text.delta", item_id=item.id, output_index=place,
                        content_index=0, delta=word, logprobs=[], sequence_number=next(number),
                    )
            yield ResponseOutputItemDoneEvent(
                type="response.output_item.done", item=item, output_index=place,
                sequence_number=next(number),
            )
        yield ResponseCompletedEvent(
            type="response.completed", response=_response(output), sequence_number=next(number)
        )


def _answer(instructions: str | None, items: str | list[TResponseInputItem]) -> list[Item]:
    return [_item(move) for move in decide(read_state(instructions), read_turn(items))]


def _item(move: Move) -> Item:
    if isinstance(move, Say):
        return ResponseOutputMessage(
            id=f"msg_{uuid.uuid4().hex}", type="message", role="assistant", status="completed",
            content=[ResponseOutputText(type="output_text", text=move.text, annotations=[])],
        )
    return ResponseFunctionToolCall(
        type="function_call", name=move.name, arguments=json.dumps(move.arguments),
        call_id=f"call_{uuid.uuid4().hex}",
    )


def _spoken(message: ResponseOutputMessage) -> str:
    return "".join(part.text for part in message.content if isinstance(part, ResponseOutputText))


def _response(output: list[Item]) -> Response:
    return Response(
        id=f"resp_{uuid.uuid4().hex}", created_at=time.time(), model="guided", object="response",
        output=list(output), tool_choice="auto", tools=[], parallel_tool_calls=False,
    )
