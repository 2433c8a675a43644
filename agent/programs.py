"""What programs ask of AdFlow: the same as people, with typed answers, and errors instead of words.

Everything that changes a project waits for its thread's turn, so a program and a chat on the same
project do not change it at once.
"""

from collections.abc import Sequence

from pydantic import Field

from agent.approvals import decision
from agent.brains import brain_of
from agent.conversation import Conversation
from agent.events import Event, Problem, Said
from storage.errors import BadInput, NotAllowed, NotFound
from storage.quotes import Render
from storage.records import Change, Difference, Quote, QuotePart, Record, Storyboard
from tools.pipeline import storyboarding
from tools.pipeline.difference import difference
from tools.pipeline.ordering import AdOrder, FilmOrder, Ordered, Refused, order, order_all
from tools.pipeline.production import Production
from tools.pipeline.storyboarding import Revision
from tools.pipeline.writing import Writer


class Revised(Record):
    """What a revision led to.

    `said` is what the director answered to words. `version` is the storyboard that is worked on
    now; `difference` what changed from the one before, None where none did. `quote` waits for a
    yes, None where nothing does.
    """

    project: str
    version: int
    said: str = ""
    difference: Difference | None = None
    quote: Quote | None = None
    problems: tuple[str, ...] = Field(default=())


class Programs:
    """One a process. What it raises are errors of `storage.errors`."""

    def __init__(self, production: Production) -> None:
        self.production = production

    def writer(self, owner: str) -> Writer:
        """Who writes for this owner, by their keys."""
        production = self.production
        with production.keys.of(owner):
            return brain_of(production.settings, production.usage, production.catalog).writer

    def _talk(self, owner: str, project: str) -> Conversation:
        """The project's conversation. Raises NotFound."""
        row = self.production.projects.get(owner, project)
        return Conversation(self.production, owner, row.thread)

    async def order(
        self, owner: str, thread: str, asked: AdOrder | FilmOrder, up_to: int | None, by: str
    ) -> Ordered:
        """An ad, or another film, from one call; see `tools.pipeline.ordering`."""
        async with Conversation.turns(owner, thread):
            return await order(
                self.production, owner, thread, asked, self.writer(owner), up_to, by)

    async def order_all(
        self, owner: str, thread: str, asked: tuple[AdOrder | FilmOrder, ...],
        up_to: int | None, by: str,
    ) -> tuple[Ordered | Refused, ...]:
        """A batch of orders."""
        async with Conversation.turns(owner, thread):
            return await order_all(
                self.production, owner, thread, asked, self.writer(owner), up_to, by)

    def render(self, owner: str, render: str) -> Render:
        """A render of this owner. Raises NotFound."""
        row = self.production.quotes.render(render)
        if row.owner != owner:
            raise NotFound("This render is not known.")
        return row

    def check_unwritten(self, owner: str, project: str) -> None:
        """Raises NotAllowed once there is a storyboard: then it is changed, not the brief."""
        self.production.projects.get(owner, project)
        if self.production.projects.newest(project):
            raise NotAllowed("There is a storyboard already.", "Change it by revisions.")

    async def write(self, owner: str, project: str) -> Storyboard:
        """Write a project's first storyboard. Raises NotAllowed where there is one already."""
        talk = self._talk(owner, project)
        async with talk.lock:
            self.check_unwritten(owner, project)
            return await storyboarding.first_storyboard(
                self.production, owner, project, talk.brain.writer)

    async def change(
        self, owner: str, project: str, changes: Sequence[Change], note: str
    ) -> Revised:
        """Carry out operations on the storyboard, all or none."""
        talk = self._talk(owner, project)
        async with talk.lock:
            return _revised(await storyboarding.change(
                self.production, owner, project, changes, talk.brain.writer, note))

    async def go_to(self, owner: str, project: str, version: int) -> Revised:
        """Go to another version: undo, redo, a film that was made before."""
        async with self._talk(owner, project).lock:
            self.production.projects.storyboard(project, version)
            return _revised(await storyboarding.show_version(
                self.production, owner, project, version))

    async def say(self, owner: str, project: str, words: str) -> Revised:
        """Say something to the director, as in the chat. A yes is none: quotes are approved."""
        if decision(words) is not None:
            raise BadInput("A yes or no belongs to a quote.", "Approve or decline the quote.")
        production = self.production
        talk = self._talk(owner, project)
        production.projects.activate(owner, project)
        before = production.state(owner, project).storyboard
        events = [event async for event in talk.turn(words)]
        state = production.state(owner, project)
        board = state.storyboard
        touched = None
        if board and before and board != before:
            touched = difference(
                before, production.plan(before), board, production.plan(board),
                production.price(owner, board))
        return Revised(
            project=project, version=board.version if board else 0, said=_said(events),
            difference=touched, quote=state.quote,
            problems=tuple(f"{one.message} {one.next_step}".strip()
                           for one in events if isinstance(one, Problem)),
        )

    async def offer(
        self, owner: str, project: str, part: QuotePart | None, shots: Sequence[int] = ()
    ) -> Quote:
        """A new quote for the storyboard that is worked on."""
        async with self._talk(owner, project).lock:
            board = storyboarding.current(self.production, owner, project)
            return self.production.offer(owner, board, part, shots)

    async def approve(self, owner: str, quote: str, by: str) -> Render:
        """Say yes; the same yes again is the same render. The director goes on where it waited."""
        offered, _ = self.production.quotes.get(owner, quote)
        async for _ in self._talk(owner, offered.project).settle(quote, True, by):
            pass
        return self.production.quotes.render(quote)

    async def decline(self, owner: str, quote: str, by: str) -> None:
        """Say no to a quote that waits."""
        offered, _ = self.production.quotes.get(owner, quote)
        async for _ in self._talk(owner, offered.project).settle(quote, False, by):
            pass


def _revised(done: Revision) -> Revised:
    return Revised(
        project=done.storyboard.project, version=done.storyboard.version,
        difference=done.difference, quote=None if done.carried_out else done.quote)


def _said(events: Sequence[Event]) -> str:
    return "".join(one.text for one in events if isinstance(one, Said)).strip()
