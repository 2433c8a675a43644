"""What people did in a thread is carried out: turns, decisions, stops; its renders are watched.

What was begun by a process that died is begun again if nothing has changed since. If something has,
it was carried out, at least in part, and the thread is shown how things stand: nothing is changed
twice. A click names what its message shows, or it does nothing.
"""

import logging
from collections.abc import AsyncIterator, Callable

from agent.acts import TakeAtHand
from agent.conversation import Conversation
from agent.events import Event, Problem
from agent.faces import slack_blocks as blocks
from agent.faces.slack_blocks import Shown
from agent.faces.slack_draw import SlackDrawing
from agent.faces.slack_files import fetched
from agent.faces.slack_heard import Heard
from agent.faces.slack_page import PAUSE, SlackPage
from agent.faces.slack_text import person
from agent.faces.slack_words import word
from agent.pacing import calmly
from storage.errors import AdFlowError
from storage.records import Language
from storage.slack import Noted, Settled
from tools.pipeline.approvers import SLACK
from tools.pipeline.production import Production
from tools.pipeline.uncertain import DECISIONS

log = logging.getLogger("adflow.slack")
_HELLO = "hello"                         # what somebody means who only calls our name


class Thread:
    """One thread: its page and its conversation. `moves` is called with a render to be watched."""

    def __init__(
        self, production: Production, page: SlackPage, talk: Conversation,
        moves: Callable[[str], None],
    ) -> None:
        self.page, self._talk = page, talk
        self._production, self._moves = production, moves

    @property
    def _language(self) -> Language:
        return self._talk.state.brief.language

    async def carry_out(self, heard: Heard, noted: Noted) -> None:
        """Do what was asked for, and draw what follows from it."""
        drawing = SlackDrawing(
            self.page, self._production, heard.id, self._language, self._moves)
        if heard.kind == "click":
            await self._click(heard, drawing)
        elif noted.begun is not None and noted.begun != self._mark():
            await drawing.plain(Shown(word("after_restart", self._language)))
            for event in self._talk.resume():
                await drawing.draw(event)
        else:
            self.page.book.begin(noted.n, self._mark())
            await self._turn(heard, drawing)
        await drawing.rest()

    def _mark(self) -> str:
        """How things stand: it differs whenever a turn has changed a film or an offer."""
        state = self._talk.state
        render = self._production.quotes.newest_render(state.project)
        head = state.storyboard.version if state.storyboard else 0
        return ":".join(map(str, (
            state.project, state.newest, head, state.quote.id if state.quote else "",
            render.id if render else "")))

    async def _turn(self, heard: Heard, drawing: SlackDrawing) -> None:
        page, home = self.page, self._production.settings.home
        async with fetched(page.client, home, heard) as (uploads, problems):
            for one in problems:
                await drawing.draw(Problem(message=str(one), next_step=one.next_step))
            text = heard.text or ("" if heard.files else _HELLO)
            await _play(drawing, self._talk.turn(text, uploads, by=_by(heard)))

    async def _click(self, heard: Heard, drawing: SlackDrawing) -> None:
        key, value = await self.page.shows(heard.message), heard.value
        decision = next((one for one in DECISIONS if one == heard.action), None)
        if key == f"quote:{value}" and heard.action in ("approve", "stop"):
            yes = heard.action == "approve"
            await _play(drawing, self._talk.decide(value, yes, by=_by(heard)))
        elif key == f"quote:{value}" and heard.action == "at_hand":
            await _play(drawing, self._talk.do(TakeAtHand(quote=value)))
        elif key == f"quote:{value}" and heard.action == "change":
            await drawing.plain(Shown(word("what_else", self._language)))
        elif key == f"render:{value}" and heard.action == "halt":
            await _play(drawing, self._talk.stop(value))
        elif decision and key.startswith("uncertain:") and key.endswith(f":{value}"):
            await _play(drawing, self._talk.decide_uncertain(value, decision, by=_by(heard)))
            told = f"{word(decision, self._language)}: {person(heard.user)}"
            await self.page.put(key, Shown(told, (blocks.section(told),)))
        else:
            log.warning("a click by %s names what its message does not show", heard.user)

    async def settle(self, what: Settled) -> None:
        """An offer does not wait any more, whoever decided and where: its buttons go."""
        key = f"quote:{what.quote}"
        if sent := self.page.book.sent(self.page.thread.id, key):
            await self.page.put(key, blocks.settled(sent.text, what, self._language))

    async def follow(self, render: str) -> None:
        """Draw a render until it has ended, and what came of it."""
        if self.page.has(f"ended:{render}"):
            return
        drawing = SlackDrawing(self.page, self._production, f"render:{render}", self._language)
        await _play(drawing, calmly(self._talk.watch(render), PAUSE))
        await drawing.rest()
        self.page.mark(f"ended:{render}")


async def _play(drawing: SlackDrawing, events: AsyncIterator[Event]) -> None:
    """Draw what the conversation says; what goes wrong is said too."""
    try:
        async for event in events:
            await drawing.draw(event)
    except AdFlowError as exc:
        await drawing.draw(Problem(message=str(exc), next_step=exc.next_step))


def _by(heard: Heard) -> str:
    """Who did it, for the books."""
    return f"{SLACK}:{heard.user}"
