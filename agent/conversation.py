"""One conversation: a turn is run, streamed, interrupted at a quote, and resumed after a decision.

Everything it knows is in the catalogue, so a refresh, another tab or a restart lose nothing. It
yields events; a face draws them.
"""

import asyncio
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from weakref import WeakValueDictionary

from agent.acts import Act, DeleteProject, command
from agent.approvals import decision
from agent.brains import Brain, brain_of
from agent.deletion import delete_project
from agent.director import director
from agent.events import (
    Event,
    FileTaken,
    Problem,
    QuoteSettled,
    Said,
    UncertainShown,
)
from agent.hands import Hands
from agent.panel import Panel, panel_of
from agent.running import Runs
from agent.shelf_acts import projects_card
from agent.showing import Showing, attachment, seen_of
from agent.wording import introduction
from storage.errors import AdFlowError, NotFound
from storage.preferences import PreferenceBook
from storage.quotes import Render
from storage.records import State
from tools.context import Desk
from tools.pipeline.briefing import take_in
from tools.pipeline.production import Production
from tools.pipeline.uncertain import Decision, decide


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
        with production.keys.of(owner):
            self.brain = brain or brain_of(
                production.settings, production.usage, production.catalog)
        usual = PreferenceBook(production.catalogue).get(owner).choices
        self.desk = Desk(production, self.brain.writer, owner, thread, choices=usual)
        self._showing = Showing(production, owner)
        self._runs = Runs(director(self.brain), self.desk, self._showing)
        self._hands = Hands(self.desk, self._showing)
        self._introduced = not self.brain.served     # the guide says itself what it is
        self.lock = self.turns(owner, thread)

    @classmethod
    def turns(cls, owner: str, thread: str) -> asyncio.Lock:
        """Whoever changes a thread's project holds this."""
        return cls._locks.setdefault(f"{owner}:{thread}", asyncio.Lock())

    @property
    def state(self) -> State:
        """All that is known of the thread's project."""
        return self.desk.state

    def panel(self) -> Panel:
        """What the settings panel shows; begins nothing."""
        return panel_of(self.desk)

    def prefer(self, makers: str) -> None:
        """Who makes an ad that is begun in this thread, if they are at hand; names with commas."""
        chosen = tuple(makers.split(","))
        if chosen in self.production.keys.makers_at_hand(self.owner):
            self.desk.choices = self.desk.choices.model_copy(
                update={"makers": chosen, "clip_model": ""})

    async def turn(
        self, text: str, files: Sequence[Upload] = (), by: str = ""
    ) -> AsyncIterator[Event]:
        """What a person said and gave, and all that follows from it; `by` says who, for the books,
        where it is not the owner."""
        asked, self.desk.to_delete = self.desk.to_delete, ""
        quote = self.state.quote
        said = decision(text) if not files else None
        if asked and said:
            events = self._delete(asked, text)
        elif quote and said is not None and not asked:
            events = self.decide(quote.id, said, by=by or self.owner)
        elif not files and (act := command(text)):
            events = self.do(act)
        else:
            events = self._direct(text, files)
        async for event in events:
            yield event

    async def _direct(self, text: str, files: Sequence[Upload]) -> AsyncIterator[Event]:
        """What is left to the director."""
        async with self.lock:
            lines = [text.strip()]
            async for event in self._take(files):
                if isinstance(event, FileTaken):
                    lines.append(attachment(event.asset, event.name))
                yield event
            message = "\n".join(lines).strip()
            if message:
                if not self._introduced:
                    self._introduced = True
                    words = introduction(self.brain.name, self.state.brief.language)
                    yield Said(message=uuid.uuid4().hex, text=words)
                async for shown in self._runs.run(message):
                    yield shown

    async def _take(self, files: Sequence[Upload]) -> AsyncIterator[FileTaken | Problem]:
        for file in files:
            try:
                asset = await asyncio.to_thread(
                    take_in, self.production, self.owner, file.path, file.name)
            except AdFlowError as exc:
                yield Problem(message=str(exc), next_step=exc.next_step)
            else:
                yield FileTaken(name=file.name, asset=asset)

    async def _delete(self, project: str, said: str) -> AsyncIterator[Event]:
        async with self.lock:
            with closing(self._runs.session()) as session:
                async for event in delete_project(
                    self.production, self.owner, project, said, session,
                    self.state.brief.language,
                ):
                    yield event

    async def do(self, act: Act) -> AsyncIterator[Event]:
        """A click, a command or the settings panel; all checks are here. Takes turns with talk."""
        asked, self.desk.to_delete = self.desk.to_delete, ""
        if isinstance(act, DeleteProject) and act.project == asked:
            async for event in self._delete(asked, "yes"):
                yield event
            yield projects_card(self.desk, again=True)
            return
        async with self.lock:
            async for event in self._hands.do(act):
                yield event

    async def decide(self, quote_id: str, yes: bool, by: str) -> AsyncIterator[Event]:
        """A click or a typed yes or no. Only the first decision counts; all checks are here."""
        try:
            async for event in self.settle(quote_id, yes, by):
                yield event
        except AdFlowError as exc:
            waits = (quote := self.state.quote) is not None and quote.id == quote_id
            if not waits:
                yield QuoteSettled(quote=quote_id, approved=False)
            yield Problem(message=str(exc), next_step=exc.next_step)

    async def settle(self, quote_id: str, yes: bool, by: str) -> AsyncIterator[Event]:
        """The same for a program: raises what `Production.approve` does, or NotFound."""
        self.desk.to_delete = ""                 # a yes that comes now means something else
        async with self.lock:
            quotes = self.production.quotes
            if yes:
                won = await self.production.approve(self.owner, quote_id, by)
            else:
                quotes.get(self.owner, quote_id)
                won = quotes.decide(quote_id, "declined", by)
            _, status = quotes.get(self.owner, quote_id)
            yield QuoteSettled(quote=quote_id, approved=status == "approved")
            if won and (waiting := await self._runs.waiting(quote_id, yes)):
                async for event in self._runs.run(waiting):
                    yield event
            if status == "approved" and (seen := quotes.last_progress(quote_id)):
                yield self._showing.moved(seen)

    async def watch(self, render_id: str, after: int = 0) -> AsyncIterator[Event]:
        """A render until it has ended, then its film or what went wrong.

        What a shot shows of itself is shown as soon as it is made.
        """
        row = self.production.quotes.render(render_id)
        if row.owner != self.owner:
            raise NotFound("This render is not known.")
        shown: frozenset[str] = frozenset()
        async for progress in self.production.rendering.follow(render_id, after):
            yield self._showing.moved(progress)
            if made := seen_of(progress) - shown:
                shown |= made
                yield self._board_of(row)
        row = self.production.quotes.render(render_id)
        if row.status == "done" and row.whole:
            yield await self._showing.film_when_heard(row)
        elif row.status == "done" and row.part == "pictures":
            async for event in self._pictures_made(row):
                yield event
        elif row.status == "failed":
            for event in self._showing.failure(row, self.state.brief.language):
                yield event
        if row.part == "clips":                  # also of a stopped one: what is still missing
            yield self._board_of(row)
            yield self._showing.clips(row, self.state.brief.language)

    def _board_of(self, render: Render) -> Event:
        return self._showing.board(
            self.production.projects.storyboard(render.project, render.version))

    async def _pictures_made(self, render: Render) -> AsyncIterator[Event]:
        """The pictures, and what their film costs, once they are bought."""
        yield self._board_of(render)
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
        async with self.lock:
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
                    yield self._showing.moved(seen)

    def resume(self) -> tuple[Event, ...]:
        """What a reopened page has to show again, from the catalogue alone."""
        return self._showing.everything(self.state)
