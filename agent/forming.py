"""A language model fills in a form: structured output, checked, with one round to repair it.

The schema is strict, so that a server can hold the model to it; what a schema cannot say (lengths,
numbers, order) is checked here and told back once. What does not fit then is an error.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from agents import (
    Agent,
    AgentOutputSchemaBase,
    AgentsException,
    Model,
    ModelSettings,
    RunConfig,
    Runner,
)
from agents.items import TResponseInputItem
from agents.strict_schema import ensure_strict_json_schema
from pydantic import BaseModel, ConfigDict, ValidationError

from storage.errors import BrainProblem


class Form(BaseModel):
    """The base of all forms: frozen, and nothing but its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Filled = TypeVar("Filled", bound=Form)
Check = Callable[[Filled], Sequence[str]]
MOST_PROBLEMS = 12


class FormSchema(AgentOutputSchemaBase):
    """A form as the agents SDK asks for it. Validation is ours, so the text goes through."""

    def __init__(self, form: type[Form]) -> None:
        self._name = form.__name__
        self._schema = ensure_strict_json_schema(form.model_json_schema())

    def is_plain_text(self) -> bool:
        """It is JSON."""
        return False

    def name(self) -> str:
        """The form's name."""
        return self._name

    def json_schema(self) -> dict[str, Any]:
        """The strict schema."""
        return self._schema

    def is_strict_json_schema(self) -> bool:
        """The server is asked to hold the model to it."""
        return True

    def validate_json(self, json_str: str) -> Any:
        """The text as it came."""
        return json_str


class Clerk:
    """Has forms filled in by one model."""

    def __init__(self, model: Model, settings: ModelSettings) -> None:
        self._model, self._settings = model, settings

    async def fill(
        self, form: type[Filled], instructions: str, given: list[TResponseInputItem],
        check: Check[Filled],
    ) -> Filled:
        """A valid form. `check` gives sentences about what else does not fit.

        Raises BrainProblem: for the model's own troubles, or when its second answer is no better.
        """
        agent = Agent(
            name=form.__name__, instructions=instructions, model=self._model,
            model_settings=self._settings, output_type=FormSchema(form),
        )
        problems: Sequence[str] = ()
        for _ in range(2):
            answer, given = await self._ask(agent, given)
            found, problems = _read(form, answer, check)
            if found is not None:
                return found
            given = [*given, {"role": "user", "content": _repair(problems)}]
        raise BrainProblem(
            f"The language model's answer ({form.__name__}) does not fit: {problems[0]}",
            "Ask for it again, or choose a stronger model with ADFLOW_BRAIN_MODEL.",
        )

    async def _ask(
        self, agent: Agent[Any], given: list[TResponseInputItem]
    ) -> tuple[str, list[TResponseInputItem]]:
        try:
            result = await Runner.run(
                agent, given, max_turns=1, run_config=RunConfig(tracing_disabled=True)
            )
        except AgentsException as exc:
            raise BrainProblem(
                f"The language model gave no answer ({agent.name}).",
                "Ask for it again, or choose a stronger model with ADFLOW_BRAIN_MODEL.",
            ) from exc
        return str(result.final_output), result.to_input_list()


def _read(
    form: type[Filled], answer: str, check: Check[Filled]
) -> tuple[Filled | None, Sequence[str]]:
    try:
        found = form.model_validate_json(answer)
    except ValidationError as exc:
        return None, [
            f"{'.'.join(str(part) for part in one['loc']) or 'answer'}: {one['msg']}"
            for one in exc.errors(include_url=False, include_input=False)
        ]
    problems = check(found)
    return (None, problems) if problems else (found, ())


def _repair(problems: Sequence[str]) -> str:
    lines = "\n".join(f"- {one}" for one in problems[:MOST_PROBLEMS])
    return f"Your answer does not fit. Give the whole form again with these mended:\n{lines}"


def as_data(name: str, value: Any) -> str:
    """A value between tags, as data: nothing in it can close the tag."""
    text = json.dumps(value, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    return f"<{name}>\n{text}\n</{name}>"
