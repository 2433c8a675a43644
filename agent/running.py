"""The director's runs in one thread, told as events: streamed, interrupted at a quote, resumed."""

import json
import logging
import uuid
from collections.abc import AsyncIterator
from contextlib import closing
from typing import Any

from agents import (
    Agent,
    AgentsException,
    RunConfig,
    RunContextWrapper,
    RunItemStreamEvent,
    Runner,
    RunResultStreaming,
    RunState,
    SQLiteSession,
    set_tracing_disabled,
)
from agents.items import ToolCallItem, ToolCallOutputItem

from agent.events import Event, Problem, QuoteSettled, Said, Working
from agent.memory import recent
from agent.showing import Showing, as_object
from agent.wording import working_on
from storage.errors import BrainProblem, NotFound
from tools.context import Desk

set_tracing_disabled(True)
MOST_TURNS = 12
log = logging.getLogger(__name__)


class Runs:
    """Runs of one thread. Whoever calls holds the thread's lock."""

    def __init__(self, agent: Agent[Desk], desk: Desk, showing: Showing) -> None:
        self._agent, self._desk, self._showing = agent, desk, showing
        self._production = desk.production

    def session(self) -> SQLiteSession:
        """What the director remembers of the thread; whoever opens it closes it."""
        name = f"{self._desk.owner}:{self._desk.thread}"
        return SQLiteSession(name, self._production.settings.sessions)

    async def waiting(self, quote_id: str, yes: bool) -> "RunState[Any, Any] | None":
        """The run that waits for this quote, decided; None where it cannot be gone on with.

        It only makes the director speak: what was decided is decided without it.
        """
        kept = self._production.quotes.run(quote_id)
        if not kept:
            return None
        try:
            state = await RunState.from_json(
                self._agent, json.loads(kept), context_override=RunContextWrapper(self._desk)
            )
        except AgentsException as exc:          # kept by another version of the SDK
            log.warning("the run that waited for quote %s cannot go on: %s", quote_id, exc)
            return None
        for item in state.get_interruptions():
            state.approve(item) if yes else state.reject(item)
        return state

    async def run(self, given: "str | RunState[Any, Any]") -> AsyncIterator[Event]:
        """A message, or a run that waited, and all that the director does with it."""
        with closing(self.session()) as session:
            kept = len(await session.get_items())
            result = Runner.run_streamed(
                self._agent, given, context=self._desk, session=session, max_turns=MOST_TURNS,
                run_config=RunConfig(tracing_disabled=True, session_input_callback=recent),
            )
            try:
                async for shown in self._streamed(result):
                    yield shown
            except (AgentsException, BrainProblem) as exc:
                log.warning("the director's run failed: %s", exc)
                await self._forget(session, kept)
                yield _failure(exc)
                return
            finally:
                if not result.is_complete:      # the person left in the middle of it
                    result.cancel()
        for shown in self._interrupted(result):
            yield shown

    async def _forget(self, session: SQLiteSession, kept: int) -> None:
        """Take a turn that failed out of the session, so that it can be said again."""
        while len(await session.get_items()) > kept:
            await session.pop_item()

    async def _streamed(self, result: RunResultStreaming) -> AsyncIterator[Event]:
        message, called = uuid.uuid4().hex, dict[str, str]()
        async for event in result.stream_events():
            if event.type == "raw_response_event":
                if event.data.type == "response.output_text.delta":
                    yield Said(message=message, text=event.data.delta)
                elif event.data.type == "response.completed":
                    message = uuid.uuid4().hex
            elif isinstance(event, RunItemStreamEvent):
                for shown in self._shown(event, called):
                    yield shown

    def _shown(self, event: RunItemStreamEvent, called: dict[str, str]) -> list[Event]:
        """What a step's beginning and result look like to a person."""
        item = event.item
        if isinstance(item, ToolCallItem):
            name, call_id = item.tool_name or "", item.call_id or ""
            called[call_id] = name
            label = working_on(name, self._desk.state.brief.language)
            return [Working(label=label)] if label else []
        if not isinstance(item, ToolCallOutputItem):
            return []
        return list(self._showing.after_step(
            called.get(item.call_id or "", ""), item.output, self._desk.state
        ))

    def _interrupted(self, result: RunResultStreaming) -> list[Event]:
        """Keep a run that stands still at a quote, and show the quote."""
        quotes = self._production.quotes
        for item in result.interruptions:
            quote_id = str(as_object(item.arguments).get("quote_id", ""))
            try:
                quote, status = quotes.get(self._desk.owner, quote_id)
            except NotFound as exc:
                return [Problem(message=str(exc), next_step=exc.next_step)]
            if status != "pending":
                return [QuoteSettled(quote=quote.id, approved=status == "approved")]
            self._desk.to_delete = ""
            kept = result.to_state().to_json(context_serializer=lambda _: {})
            quotes.keep_run(quote.id, self._desk.thread, json.dumps(kept))
            return [self._showing.quote(quote, self._desk.state)]
        return []


def _failure(exc: AgentsException | BrainProblem) -> Problem:
    if isinstance(exc, BrainProblem):
        return Problem(message=str(exc), next_step=exc.next_step)
    return Problem(
        message="The director got stuck and stopped.", next_step="Say it again, in other words."
    )
