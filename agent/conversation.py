"""One conversation: a turn is run, streamed, interrupted at a quote, and resumed after a decision.

Everything it knows is in the catalogue, so a refresh, another tab or a restart lose nothing. It
yields events; a face draws them.
"""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agents import (
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
from agent.director import director
from agent.events import (
    Event,
    FileTaken,
    FilmReady,
    Part,
    PicturesOffered,
    Problem,
    QuoteSettled,
    QuoteShown,
    RenderMoved,
    Said,
    StoryboardShown,
    Working,
)
from agent.wording import offer_in_words, working_on
from storage.errors import AdFlowError, NotFound
from storage.quotes import ENDED
from storage.records import Asset, Quote, State, Storyboard
from tools.context import Desk
from tools.pipeline.briefing import take_in
from tools.pipeline.film import film_of
from tools.pipeline.production import Production

set_tracing_disabled(True)
MOST_TURNS = 12


@dataclass(frozen=True)
class Upload:
    """A file a person gave: its name and where it lies."""

    name: str
    path: Path


class Conversation:
    """One thread of one owner. Turns of a thread run one after another."""

    _locks: dict[str, asyncio.Lock] = {}  # noqa: RUF012 - one table for all conversations

    def __init__(
        self, production: Production, owner: str, thread: str, brain: Brain | None = None
    ) -> None:
        self.production, self.owner, self.thread = production, owner, thread
        self.brain = brain or brain_of(production.settings)
        self.agent = director(self.brain)
        self.desk = Desk(production, self.brain.writer, owner, thread)
        self._lock = self._locks.setdefault(f"{owner}:{thread}", asyncio.Lock())

    @property
    def state(self) -> State:
        """All that is known of the thread's project."""
        return self.desk.state

    def _session(self) -> SQLiteSession:
        return SQLiteSession(f"{self.owner}:{self.thread}", self.production.settings.sessions)

    async def turn(self, text: str, files: Sequence[Upload] = ()) -> AsyncIterator[Event]:
        """What a person said and gave, and all that follows from it."""
        quote = self.state.quote
        said = decision(text) if quote and not files else None
        if quote and said is not None:
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
                async for event in self._run(message):
                    yield event

    async def decide(self, quote_id: str, yes: bool, by: str) -> AsyncIterator[Event]:
        """A click or a typed yes or no. Only the first decision counts; all checks are here."""
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
            kept = quotes.run(quote_id)
            if won and kept:
                state = await RunState.from_json(
                    self.agent, json.loads(kept), context_override=RunContextWrapper(self.desk)
                )
                for item in state.get_interruptions():
                    state.approve(item) if yes else state.reject(item)
                async for event in self._run(state):
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
        if row.status == "done":
            yield self._film(row.id, row.project, row.version)
        elif row.status == "failed":
            yield Problem(
                message=row.problem or "The film could not be finished.",
                next_step="What was finished is kept. Say “try again” to go on from there.",
            )

    async def stop(self, render_id: str) -> AsyncIterator[Event]:
        """Stop a render; what it finished is kept."""
        try:
            await self.production.stop(self.owner, render_id)
        except AdFlowError as exc:
            yield Problem(message=str(exc), next_step=exc.next_step)

    def resume(self) -> tuple[Event, ...]:
        """What a reopened page has to show again, from the catalogue alone."""
        state = self.state
        events: list[Event] = []
        if state.storyboard:
            events.append(self._board(state.storyboard))
        if state.quote:
            events.append(self._quote(state.quote))
        render = self.production.quotes.newest_render(state.project)
        if render and (seen := self.production.quotes.last_progress(render.id)):
            events.append(RenderMoved(progress=seen))
        if render and render.status in ENDED and state.film_version is not None:
            films = [one for one in self.production.quotes.renders(state.project)
                     if one.status == "done"]
            events.append(self._film(films[-1].id, state.project, films[-1].version))
        return tuple(events)

    # The run of the agent, as events

    async def _run(self, given: "str | RunState[Any, Any]") -> AsyncIterator[Event]:
        result = Runner.run_streamed(
            self.agent, given, context=self.desk, session=self._session(), max_turns=MOST_TURNS,
            run_config=RunConfig(tracing_disabled=True),
        )
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
        for shown in self._interrupted(result):
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
        name = called.get(item.call_id or "", "")
        state = self.state
        if "error" in _as_object(item.output):
            return []
        if name == "read_product_page" and state.page and state.page.pictures:
            return [PicturesOffered(page=state.page)]
        if state.storyboard and name in ("write_storyboard", "show_storyboard", "revise", "undo",
                                         "redo"):
            shown: list[Event] = [self._board(state.storyboard)]
            newest = self.production.quotes.newest_render(state.project)
            if newest and state.render and newest.version == state.storyboard.version:
                shown.append(RenderMoved(progress=state.render))
            return shown
        return []

    def _interrupted(self, result: RunResultStreaming) -> list[Event]:
        """Keep a run that stands still at a quote, and show the quote."""
        for item in result.interruptions:
            arguments = item.arguments or "{}"
            quote_id = str(json.loads(arguments).get("quote_id", ""))
            try:
                quote, status = self.production.quotes.get(self.owner, quote_id)
            except NotFound as exc:
                return [Problem(message=str(exc), next_step=exc.next_step)]
            if status != "pending":
                return [QuoteSettled(quote=quote.id, approved=status == "approved")]
            kept = result.to_state().to_json(context_serializer=lambda _: {})
            self.production.quotes.keep_run(quote.id, self.thread, json.dumps(kept))
            return [self._quote(quote)]
        return []

    def _board(self, storyboard: Storyboard) -> StoryboardShown:
        pictures = self.production.pictures(self.owner, storyboard)
        return StoryboardShown(storyboard=storyboard, pictures=pictures)

    def _quote(self, quote: Quote) -> QuoteShown:
        return QuoteShown(quote=quote, summary=offer_in_words(quote, self.state.brief.language))

    def _film(self, render: str, project: str, version: int) -> FilmReady:
        board = self.production.projects.storyboard(project, version)
        film = film_of(
            board, self.production.plan(board), self.production.library, self.owner
        )
        return FilmReady(
            render=render, project=project, version=version,
            title=self.production.projects.get(self.owner, project).title or board.brief.name,
            film=film.cut, poster=film.poster,
            parts=tuple(Part(name=name, asset=asset) for name, asset in film.parts),
        )


def attachment(asset: Asset, name: str) -> str:
    """How a file is told to the director."""
    safe = "".join(ch for ch in name if ch.isprintable() and ch not in '"[]')[:80]
    if asset.media_type.startswith("audio/"):
        return f'[attached sound {asset.sha256} {asset.seconds} s "{safe}"]'
    return f'[attached picture {asset.sha256} {asset.width}x{asset.height} "{safe}"]'


def _as_object(output: Any) -> dict[str, Any]:
    try:
        found = json.loads(output)
    except (TypeError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


