"""One conversation: a turn is run, streamed, interrupted at a quote, and resumed after a decision.

Everything it knows is in the catalogue, so a refresh, another tab or a restart lose nothing. It
yields events; a face draws them.
"""

import asyncio
import json
import logging
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar
from weakref import WeakValueDictionary

from agents import (
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

from agent.approvals import decision
from agent.brains import Brain, brain_of
from agent.deletion import delete_project
from agent.director import director
from agent.events import (
    Event,
    FileTaken,
    Problem,
    QuoteSettled,
    RenderMoved,
    Said,
    UncertainShown,
    Working,
)
from agent.memory import recent
from agent.showing import Showing, as_object, attachment
from agent.wording import introduction, working_on
from storage.errors import AdFlowError, BrainProblem, NotFound
from storage.quotes import Render
from storage.records import State
from tools.context import Desk
from tools.pipeline.briefing import take_in
from tools.pipeline.production import Production
from tools.pipeline.uncertain import Decision, decide

set_tracing_disabled(True)
MOST_TURNS = 12
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Upload:
    """A file a person gave: its name and where it lies."""

    name: str
    path: Path


class Conversation:
    """One thread of one owner. Turns of a thread run one after another."""

    _locks: ClassVar[WeakValueDictionary[str, asyncio.Lock]] = WeakValueDictionary()

    def __init__(
        self, production: Production, owner: str, thread: str, brain: Brain | None = None
    ) -> None:
        self.production, self.owner, self.thread = production, owner, thread
        self.brain = brain or brain_of(
            production.settings, production.usage, production.catalog)
        self.agent = director(self.brain)
        self.desk = Desk(production, self.brain.writer, owner, thread)
        self._showing = Showing(production, owner)
        self._introduced = not self.brain.served     # the guide says itself what it is
        self._lock = self._locks.setdefault(f"{owner}:{thread}", asyncio.Lock())

    @property
    def state(self) -> State:
        """All that is known of the thread's project."""
        return self.desk.state

    def _session(self) -> SQLiteSession:
        return SQLiteSession(f"{self.owner}:{self.thread}", self.production.settings.sessions)

    async def turn(self, text: str, files: Sequence[Upload] = ()) -> AsyncIterator[Event]:
        """What a person said and gave, and all that follows from it."""
        asked, self.desk.to_delete = self.desk.to_delete, ""
        quote = self.state.quote
        said = decision(text) if not files else None
        if asked and said:
            async with self._lock:
                with closing(self._session()) as session:
                    async for event in delete_project(
                        self.production, self.owner, asked, text, session,
                        self.state.brief.language,
                    ):
                        yield event
            return
        if quote and said is not None and not asked:
            async for event in self.decide(quote.id, said, by=self.owner):
                yield event
            return
        async with self._lock:
            lines: list[str] = []
            for file in files:
                try:
                    asset = await asyncio.to_thread(
                        take_in, self.production, self.owner, file.path, file.name
                    )
                except AdFlowError as exc:
                    yield Problem(message=str(exc), next_step=exc.next_step)
                    continue
                lines.append(attachment(asset, file.name))
                yield FileTaken(name=file.name, asset=asset)
            message = "\n".join([text.strip(), *lines]).strip()
            if message:
                if not self._introduced:
                    self._introduced = True
                    words = introduction(self.brain.name, self.state.brief.language)
                    yield Said(message=uuid.uuid4().hex, text=words)
                async for event in self._run(message):
                    yield event

    async def decide(self, quote_id: str, yes: bool, by: str) -> AsyncIterator[Event]:
        """A click or a typed yes or no. Only the first decision counts; all checks are here."""
        self.desk.to_delete = ""                 # a yes that comes now means something else
        async with self._lock:
            quotes = self.production.quotes
            try:
                if yes:
                    won = await self.production.approve(self.owner, quote_id, by)
                else:
                    quotes.get(self.owner, quote_id)
                    won = quotes.decide(quote_id, "declined", by)
            except AdFlowError as exc:
                yield QuoteSettled(quote=quote_id, approved=False)
                yield Problem(message=str(exc), next_step=exc.next_step)
                return
            _, status = quotes.get(self.owner, quote_id)
            yield QuoteSettled(quote=quote_id, approved=status == "approved")
            if won and (waiting := await self._waiting_run(quote_id, yes)):
                async for event in self._run(waiting):
                    yield event
            if status == "approved" and (seen := quotes.last_progress(quote_id)):
                yield RenderMoved(progress=seen)

    async def watch(self, render_id: str, after: int = 0) -> AsyncIterator[Event]:
        """A render until it has ended, then its film or what went wrong."""
        row = self.production.quotes.render(render_id)
        if row.owner != self.owner:
            raise NotFound("This render is not known.")
        async for progress in self.production.rendering.follow(render_id, after):
            yield RenderMoved(progress=progress)
        row = self.production.quotes.render(render_id)
        if row.status == "done" and row.whole:
            yield self._showing.film(row.id, row.project, row.version)
        elif row.status == "done":
            async for event in self._pictures_made(row):
                yield event
        elif row.status == "failed":
            for event in self._showing.failure(row, self.state.brief.language):
                yield event

    async def _pictures_made(self, render: Render) -> AsyncIterator[Event]:
        """The pictures, and what their film costs, once they are bought."""
        yield self._showing.board(
            self.production.projects.storyboard(render.project, render.version))
        try:
            quote = self.production.offer_after(render)
        except AdFlowError as exc:
            yield Problem(message=str(exc), next_step=exc.next_step)
            return
        if quote is not None:
            yield self._showing.quote(quote, self.state)

    async def stop(self, render_id: str) -> AsyncIterator[Event]:
        """Stop a render; what it finished is kept."""
        try:
            await self.production.stop(self.owner, render_id)
        except AdFlowError as exc:
            yield Problem(message=str(exc), next_step=exc.next_step)

    async def decide_uncertain(
        self, fingerprint: str, decision: Decision, by: str
    ) -> AsyncIterator[Event]:
        """A click on what becomes of a job that may have been bought."""
        async with self._lock:
            state = self.state
            try:
                quote = await decide(
                    self.production, self.owner, state.project, decision, by, fingerprint)
            except AdFlowError as exc:
                yield Problem(message=str(exc), next_step=exc.next_step)
                return
            yield UncertainShown(jobs=self.state.uncertain)
            if quote is not None:
                _, status = self.production.quotes.get(self.owner, quote.id)
                seen = self.production.quotes.last_progress(quote.id)
                if status == "pending":
                    yield self._showing.quote(quote, self.state)
                elif seen:
                    yield RenderMoved(progress=seen)

    def resume(self) -> tuple[Event, ...]:
        """What a reopened page has to show again, from the catalogue alone."""
        return self._showing.everything(self.state)

    # The run of the agent, as events

    async def _waiting_run(self, quote_id: str, yes: bool) -> "RunState[Any, Any] | None":
        """The run that waits for this quote, decided; None where it cannot be gone on with.

        It only makes the director speak: what was decided is decided without it.
        """
        kept = self.production.quotes.run(quote_id)
        if not kept:
            return None
        try:
            state = await RunState.from_json(
                self.agent, json.loads(kept), context_override=RunContextWrapper(self.desk)
            )
        except AgentsException as exc:          # kept by another version of the SDK
            log.warning("the run that waited for quote %s cannot go on: %s", quote_id, exc)
            return None
        for item in state.get_interruptions():
            state.approve(item) if yes else state.reject(item)
        return state

    async def _run(self, given: "str | RunState[Any, Any]") -> AsyncIterator[Event]:
        with closing(self._session()) as session:
            kept = len(await session.get_items())
            result = Runner.run_streamed(
                self.agent, given, context=self.desk, session=session, max_turns=MOST_TURNS,
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
            label = working_on(name, self.state.brief.language)
            return [Working(label=label)] if label else []
        if not isinstance(item, ToolCallOutputItem):
            return []
        return list(self._showing.after_step(
            called.get(item.call_id or "", ""), item.output, self.state
        ))

    def _interrupted(self, result: RunResultStreaming) -> list[Event]:
        """Keep a run that stands still at a quote, and show the quote."""
        for item in result.interruptions:
            quote_id = str(as_object(item.arguments).get("quote_id", ""))
            try:
                quote, status = self.production.quotes.get(self.owner, quote_id)
            except NotFound as exc:
                return [Problem(message=str(exc), next_step=exc.next_step)]
            if status != "pending":
                return [QuoteSettled(quote=quote.id, approved=status == "approved")]
            self.desk.to_delete = ""
            kept = result.to_state().to_json(context_serializer=lambda _: {})
            self.production.quotes.keep_run(quote.id, self.thread, json.dumps(kept))
            return [self._showing.quote(quote, self.state)]
        return []


def _failure(exc: AgentsException | BrainProblem) -> Problem:
    if isinstance(exc, BrainProblem):
        return Problem(message=str(exc), next_step=exc.next_step)
    return Problem(
        message="The director got stuck and stopped.", next_step="Say it again, in other words."
    )
