"""Carries out what a person does with buttons, commands and the settings panel.

Without the brain, and through the same functions as its steps. Invariant: of what a page sends only
ids are used, and each is looked up among this person's own; prices and changes are found anew.
"""

import hashlib
from collections.abc import AsyncIterator, Iterator, Sequence

from agent import panel as panels
from agent.acts import (
    Act,
    Animate,
    Arrange,
    AskCheaper,
    AskDelete,
    CopyProject,
    DeleteProject,
    GoTo,
    LookUp,
    OpenProject,
    RenameProject,
    Retake,
    TakeAtHand,
    TakeWay,
    UseTake,
)
from agent.events import CheaperShown, Event, Noted, Problem, Working
from agent.look_ups import looked_up
from agent.shelf_acts import on_project
from agent.showing import Showing
from agent.shown import Way
from agent.wording import note_of, way_in_words, wording, working_on
from storage.errors import AdFlowError, BadInput
from storage.records import (
    AnotherTake,
    Change,
    ChooseTake,
    Language,
    Quote,
    Storyboard,
    UsePicture,
)
from tools.context import Desk
from tools.pipeline import storyboarding
from tools.pipeline.briefing import change_brief
from tools.pipeline.cheaper import Alternative, cheaper
from tools.pipeline.storyboarding import Revision


class Hands:
    """Acts of one thread. Whoever calls holds the thread's lock."""

    def __init__(self, desk: Desk, showing: Showing) -> None:
        self._desk, self._showing = desk, showing
        self._production = desk.production

    @property
    def _language(self) -> Language:
        return self._desk.state.brief.language

    async def do(self, act: Act) -> AsyncIterator[Event]:
        """Carry out an act; what cannot be done is said."""
        before = self._desk.state.storyboard
        try:
            async for event in self._done(act):
                yield event
        except AdFlowError as exc:
            now = self._desk.state.storyboard
            if now is not None and now != before:         # changed, but it cannot be offered
                yield self._showing.board(now)
            yield Problem(message=str(exc), next_step=exc.next_step)

    async def _done(self, act: Act) -> AsyncIterator[Event]:
        match act:
            case Retake() | UseTake() | Animate():
                turn = self._of_shot(act)
            case GoTo():
                turn = self._go_to(act)
            case AskCheaper() | TakeWay() | TakeAtHand():
                turn = self._about_quote(act)
            case Arrange():
                turn = self._arrange(act)
            case LookUp():
                turn = looked_up(self._desk, self._showing, act.topic)
            case OpenProject() | RenameProject() | CopyProject() | AskDelete():
                turn = on_project(self._desk, self._showing, act)
            case DeleteProject():
                raise BadInput("Nobody asked to delete this project.",
                               "Click on Delete, then confirm it.")
        async for event in turn:
            yield event

    # The storyboard

    def _board(self, project: str, version: int) -> Storyboard:
        """The storyboard that was clicked in. Raises BadInput where another is worked on now."""
        board = storyboarding.current(
            self._production, self._desk.owner, self._desk.project)
        if (board.project, board.version) != (project, version):
            raise BadInput("This is not the storyboard that is worked on now.",
                           "Go to its version first, or use the newest one.")
        return board

    async def _of_shot(self, act: Retake | UseTake | Animate) -> AsyncIterator[Event]:
        board = self._board(act.project, act.version)
        number = _number(board, act.shot)
        if isinstance(act, Animate):
            yield Working(label=working_on("animate_shots", self._language))
            quote = self._production.offer(self._desk.owner, board, "clips", (number,))
            yield self._showing.quote(quote, self._desk.state)
            return
        one: AnotherTake | ChooseTake = AnotherTake(shot=number, kind=act.kind)
        if isinstance(act, UseTake):
            one = ChooseTake(shot=number, kind=act.kind, take=act.take)
        async for event in self._change([one], note_of(one, self._language)):
            yield event

    async def _change(self, changes: Sequence[Change], note: str) -> AsyncIterator[Event]:
        yield Working(label=working_on("revise", self._language))
        desk = self._desk
        done = await storyboarding.change(
            desk.production, desk.owner, desk.project, changes, desk.writer, note)
        for event in self._revised(done):
            yield event

    async def _go_to(self, act: GoTo) -> AsyncIterator[Event]:
        desk = self._desk
        if act.project != desk.project:
            raise BadInput("This version belongs to another ad.", "Open that ad's conversation.")
        if act.version != storyboarding.current(desk.production, desk.owner, act.project).version:
            yield Working(label=working_on("revise", self._language))
            done = await storyboarding.show_version(
                desk.production, desk.owner, act.project, act.version)
            for event in self._revised(done):
                yield event

    def _revised(self, done: Revision) -> Iterator[Event]:
        state = self._desk.state
        yield self._showing.board(done.storyboard, done.difference)
        if done.carried_out:
            yield from self._showing.newest(state)
        else:
            yield self._showing.quote(done.quote, state)

    # Money

    def _waiting(self, quote_id: str) -> Quote:
        """The quote that was clicked in, if it still waits. Raises BadInput."""
        quote = self._desk.state.quote
        if quote is None or quote.id != quote_id:
            raise BadInput("This offer no longer stands.", "Ask for the price again.")
        return quote

    def _about_quote(self, act: AskCheaper | TakeWay | TakeAtHand) -> AsyncIterator[Event]:
        match act:
            case AskCheaper():
                return self._ask_cheaper(act)
            case TakeWay():
                return self._take_way(act)
            case TakeAtHand():
                return self._take_at_hand(act)

    async def _ways(self) -> tuple[Alternative, ...]:
        desk = self._desk
        return await cheaper(desk.production, desk.owner, desk.project, desk.writer)

    async def _ask_cheaper(self, act: AskCheaper) -> AsyncIterator[Event]:
        quote = self._waiting(act.quote)
        yield Working(label=working_on("find_cheaper", self._language))
        yield CheaperShown(quote=quote.id, ways=tuple(
            Way(key=_key(one), price=one.price, seconds=one.seconds,
                **way_in_words(one.way, one.detail, self._language))
            for one in await self._ways()
        ))

    async def _take_way(self, act: TakeWay) -> AsyncIterator[Event]:
        self._waiting(act.quote)
        found = next((one for one in await self._ways() if _key(one) == act.key), None)
        if found is None:
            raise BadInput("There is no such cheaper way any more.", "Ask for cheaper ways again.")
        note = way_in_words(found.way, found.detail, self._language)["title"]
        async for event in self._change(found.changes, note):
            yield event

    async def _take_at_hand(self, act: TakeAtHand) -> AsyncIterator[Event]:
        hand = self._waiting(act.quote).at_hand
        if hand is None:
            raise BadInput("This offer names no picture that is there already.",
                           "Say yes, or say what should be different.")
        change = UsePicture(shot=hand.shot, picture=hand.picture.sha256)
        async for event in self._change([change], wording("at_hand_note", self._language)):
            yield event

    # The settings panel

    async def _arrange(self, act: Arrange) -> AsyncIterator[Event]:
        desk, panel = self._desk, panels.panel_of(self._desk)
        new = panels.wanted(panel, act)
        if not new:
            return
        row = desk.production.projects.get(desk.owner, desk.project)
        choices = panels.chosen(row.draft.choices, new, written=panel.written)
        desk.production.save_draft(row, row.draft.model_copy(update={"choices": choices}))
        state = desk.state
        if state.storyboard is None:
            fields = {name: one for name, one in new.items() if name in ("aspect", "language")}
            change_brief(desk.production, desk.owner, desk.project, fields)
        elif made := panels.changes(state.storyboard, new):
            async for event in self._change(made, wording("settings_note", self._language)):
                yield event
        elif state.quote:                    # by another budget, or with other pictures first
            quote = desk.production.offer(desk.owner, state.storyboard)
            yield self._showing.quote(quote, desk.state)
            return
        yield Noted(text=wording("settings_kept", self._language))


def _number(board: Storyboard, shot: str) -> int:
    """A shot's place in the film, from 1. Raises BadInput."""
    numbers = {one.id: number for number, one in enumerate(board.shots, start=1)}
    if shot not in numbers:
        raise BadInput("This storyboard has no such shot.", "Reload the page.")
    return numbers[shot]


def _key(way: Alternative) -> str:
    """Names a way by what it changes: the same as long as it leads to the same."""
    told = way.model_dump_json(include={"way", "detail", "changes"})
    return hashlib.sha256(told.encode()).hexdigest()[:24]
