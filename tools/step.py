"""How a step becomes a tool: its result is JSON, its errors are sentences for the director."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from agents import FunctionTool, ModelBehaviorError, RunContextWrapper, function_tool

from storage.errors import AdFlowError
from storage.records import Record
from tools.context import Desk

Context = RunContextWrapper[Desk]
MOST_ERROR = 600                         # characters of what a model hears of its own mistake


class Done(Record):
    """A step's result when there is nothing more to say than the state says."""

    ok: bool = True


def explain(_: RunContextWrapper[Any], error: Exception) -> str:
    """An error as the director gets it. What is neither ours nor its own is a bug and goes on."""
    if isinstance(error, AdFlowError):
        return json.dumps({"error": str(error), "next_step": error.next_step})
    if isinstance(error, ModelBehaviorError):
        return json.dumps({
            "error": f"The step was not carried out: {error}"[:MOST_ERROR],
            "next_step": "Call it again with arguments that fit its schema.",
        })
    raise error


def step(
    function: Callable[..., Awaitable[str]], *, needs_approval: bool = False
) -> FunctionTool:
    """A tool of the director; its schema and description come from the function."""
    tool = function_tool(
        function, failure_error_function=explain, needs_approval=needs_approval, strict_mode=False
    )
    tool.params_json_schema = _untitled(tool.params_json_schema)
    return tool


def _untitled(schema: Any) -> Any:
    """A JSON schema without pydantic's titles, which only say a name again, for every call."""
    if isinstance(schema, list):
        return [_untitled(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: _untitled(value) for key, value in schema.items()
            if key != "title" or not isinstance(value, str)}
