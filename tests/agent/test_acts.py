"""Clicks, commands and the panel: what is asked happens, through talk's lock and checks."""

import asyncio
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from subprocess import Popen
from typing import Any

import pytest

from agent.acts import Arrange, AskCheaper, GoTo, LookUp, Retake, TakeWay, UseTake, act_of, command
from agent.conversation import Conversation, Upload
from agent.events import (
    CheaperShown,
    FilmReady,
    Listed,
    Noted,
    Problem,
    QuoteShown,
    RenderMoved,
    StoryboardShown,
)
from storage.records import Choices
from tools.pipeline.production import Production

Talks = Callable[..., Conversation]
Worker = Callable[..., AbstractContextManager[Popen[bytes]]]


def the(events: Any, kind: type) -> Any:
    return [event for event in events if isinstance(event, kind)][-1]


def kinds(events: Any) -> list[str]:
    return [type(event).__name__ for event in events]


@pytest.mark.parametrize("given", [
    None, "retake", {}, {"act": "pay"}, {"act": "go_to"},
    {"act": "go_to", "project": "", "version": 1},
    {"act": "use_take", "project": "p", "version": 1, "shot": "s", "kind": "picture", "take": 0},
    {"act": "retake", "project": "p", "version": 1, "shot": "s", "kind": "film"},
    {"act": "retake", "project": "p", "version": 1, "shot": "s" * 99, "kind": "clip"},
    {"act": "arrange", "budget": -1}, {"act": "arrange", "budget": "nan"},
    {"act": "arrange", "budget": "a lot"},
    {"act": "arrange", "aspect": "2:1"}, {"act": "look_up", "topic": "secrets"},
    {"act": "way", "quote": "q", "key": "k", "price": 0},
])
def test_what_is_no_act_is_none(given: object) -> None:
    assert act_of(given) is None


def test_a_budget_may_be_written_as_people_do() -> None:
    for text, amount in (("$5", 5), ("5,50", 5.5), (" 12.00 ", 12), ("", None), (None, None)):
        assert act_of({"act": "arrange", "budget": text}) == Arrange(budget=amount)


def test_commands_are_matched_whole() -> None:
    assert command("/spend") == LookUp(topic="spend")
    assert command("  /Brief ") == LookUp(topic="brief")
    for text in ("spend", "/spend it all", "/pay", "//spend", "/"):
        assert command(text) is None


async def test_a_click_asks_for_another_take_and_the_film_is_made_of_it(
    conversation: Talks, offered: Any, heard: Any, worker: Worker, production: Production
) -> None:
    quote = await offered()
    talk = conversation()
    with worker():
        await heard(talk.decide(quote.id, True, by="ann"))
        seen = await heard(talk.watch(quote.id))
        boards = [one for one in seen if isinstance(one, StoryboardShown)]
        assert boards, "pictures are on the board as they are made"
        assert {one.standing.state for one in boards[-1].shots.values()} == {"ready"}
        moved = the(seen, RenderMoved)
        assert (moved.project, moved.version) == (quote.project, 1)
        assert ("clip", "master") in moved.links
        assert ("mix", "cut") in moved.links
        first = the(seen, FilmReady)
        assert [one.version for one in first.versions] == [1]

        shot = talk.state.storyboard.shots[1].id                # type: ignore[union-attr]
        told = await heard(talk.do(Retake(
            project=quote.project, version=1, shot=shot, kind="picture")))
        assert kinds(told) == ["Working", "StoryboardShown", "RenderMoved"]
        board = the(told, StoryboardShown)
        assert board.storyboard.note == "shot 2: another picture"
        assert board.difference.changed == (2,)
        assert [one.number for one in board.shots[shot].takes["picture"]] == [1, 2]
        assert [(one.kind, one.seed) for one in board.shots[shot].prompts] == [
            ("picture", None), ("clip", None), ("sound", None)]
        assert board.shots[shot].prompts[0].words == board.storyboard.shots[1].picture_prompt
        assert board.shots[shot].takes["picture"][0].asset == boards[-1].pictures[shot]
        states = {name: one.standing.state for name, one in board.shots.items()}
        assert states.pop(shot) in ("queued", "generating")
        assert set(states.values()) == {"reused"}
        seen = await heard(talk.watch(the(told, RenderMoved).progress.render))
        second = the(seen, FilmReady)
        assert [one.version for one in second.versions] == [1, 2]
        assert the(seen, RenderMoved).shots[shot].state == "ready"

    # Both takes are there now, so choosing the first again makes nothing but a new version.
    told = await heard(talk.do(UseTake(
        project=quote.project, version=2, shot=shot, kind="picture", take=1)))
    third = the(await heard(talk.watch(the(told, RenderMoved).progress.render)), FilmReady)
    assert third.film == first.film != second.film
    told = await heard(talk.do(GoTo(project=quote.project, version=2)))
    board = the(told, StoryboardShown)
    assert (board.storyboard.version, board.current, board.redo) == (2, True, 3)
    again = the(await heard(talk.watch(the(told, RenderMoved).progress.render)), FilmReady)
    assert again.film == second.film
    assert await heard(talk.do(GoTo(project=quote.project, version=2))) == []


async def test_a_click_in_what_is_not_worked_on_or_not_ones_own_changes_nothing(
    conversation: Talks, offered: Any, heard: Any, production: Production
) -> None:
    quote, foreign = await offered(), await offered(owner="bob")
    talk = conversation()
    mine = talk.state.storyboard
    assert mine
    shot = mine.shots[0].id
    refused = [
        Retake(project=quote.project, version=7, shot=shot, kind="clip"),
        Retake(project=foreign.project, version=1, shot=shot, kind="clip"),
        Retake(project=quote.project, version=1, shot="shot-99", kind="clip"),
        UseTake(project=quote.project, version=1, shot=shot, kind="clip", take=9),
        GoTo(project=foreign.project, version=1), GoTo(project=quote.project, version=9),
        AskCheaper(quote=foreign.id), TakeWay(quote=foreign.id, key="x"),
        TakeWay(quote=quote.id, key="x"),
        Arrange(makers="runware"), Arrange(clip_model="runware/klingai:6@1"),
    ]
    for act in refused:
        told = await heard(talk.do(act))
        assert isinstance(told[-1], Problem), act
        assert told[-1].next_step
    assert production.projects.newest(quote.project) == 1
    assert production.projects.newest(foreign.project) == 1
    assert production.quotes.pending(quote.project) == quote
    assert production.quotes.pending(foreign.project) == foreign


async def test_two_clicks_at_once_take_turns(
    conversation: Talks, offered: Any, heard: Any, production: Production
) -> None:
    quote = await offered()
    tabs = [conversation(), conversation()]
    shot = tabs[0].state.storyboard.shots[0].id                 # type: ignore[union-attr]
    act = Retake(project=quote.project, version=1, shot=shot, kind="sound")
    told = await asyncio.gather(*(heard(tab.do(act)) for tab in tabs))
    assert sorted(kinds(events)[-1] for events in told) == ["Problem", "QuoteShown"]
    assert production.projects.newest(quote.project) == 2


class TestMoney:
    @pytest.fixture(autouse=True)
    def paid(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PAPER", json.dumps({"price": 350_000}))

    async def test_a_budget_of_ones_own_is_shown_and_holds(
        self, conversation: Talks, offered: Any, heard: Any, production: Production
    ) -> None:
        quote = await offered()
        talk = conversation()
        told = await heard(talk.do(Arrange(budget=2.5)))
        shown = the(told, QuoteShown)
        assert shown.quote.id != quote.id
        assert [(one.scope, one.limit, one.left) for one in shown.left] == [
            ("project", 2_500_000, 2_500_000)]
        assert shown.cheaper
        assert talk.panel().budget == 2.5
        told = await heard(talk.do(Arrange(budget=1)))
        assert "budget for this project has $1.00 left" in the(told, Problem).message
        told = await heard(talk.decide(shown.quote.id, True, by="ann"))
        assert "budget" in the(told, Problem).message
        assert production.quotes.renders(quote.project) == ()
        assert await heard(talk.do(Arrange(budget=1))) == []
        assert the(await heard(talk.do(Arrange(budget=None))), QuoteShown).left == ()
        assert the(await heard(talk.turn("/spend")), Listed).rows[0].cells[1] == "$0.00"

    async def test_no_cheaper_way_is_an_answer(
        self, conversation: Talks, offered: Any, heard: Any
    ) -> None:
        quote = await offered()
        told = await heard(conversation().do(AskCheaper(quote=quote.id)))
        assert the(told, CheaperShown).ways == ()


async def test_commands_are_answered_from_the_books(
    conversation: Talks, drawn: Any, heard: Any, production: Production
) -> None:
    fresh = conversation(thread="empty")
    assert kinds(await heard(fresh.turn("/storyboard"))) == ["Problem"]
    assert kinds(await heard(fresh.turn("/versions"))) == ["Listed"]
    board = await drawn()
    talk = conversation()
    brief = the(await heard(talk.turn("/brief")), Listed)
    assert ("Name", "Aurela") in [row.cells for row in brief.rows]
    assert the(await heard(talk.turn("/storyboard")), StoryboardShown).storyboard == board
    quote = the(await heard(talk.turn("/quote")), QuoteShown).quote
    assert the(await heard(talk.turn("/quote")), QuoteShown).quote == quote
    production.projects.name_version(board.project, 1, "A")
    versions = the(await heard(talk.turn("/versions")), Listed)
    assert [(row.cells[:2], row.version, row.marked) for row in versions.rows] == [
        (("1", "A"), 1, True)]
    models = the(await heard(talk.turn("/models")), Listed)
    assert [row.cells[1] for row in models.rows if row.marked] == [
        f"local/studio-{kind}" for kind in ("picture", "clip", "sound", "music")]
    assert the(await heard(talk.turn("/brand")), Listed).note


async def test_the_panel_before_and_after_there_is_a_storyboard(
    conversation: Talks, drawn: Any, heard: Any, production: Production
) -> None:
    talk = conversation()
    assert talk.panel().language == "en"
    assert production.projects.all("ann") == (), "looking begins nothing"
    told = await heard(talk.do(Arrange(aspect="1:1", language="de", captions=True)))
    assert the(told, Noted).text.startswith("Gilt ab jetzt")
    assert talk.state.brief.aspect == "1:1"
    panel = talk.panel()
    assert (panel.language, panel.captions, panel.written) == ("de", True, False)

    board = await drawn()
    assert (board.aspect, board.captions) == ("1:1", True)
    told = await heard(talk.do(Arrange(aspect="16:9", captions=False, language="en")))
    shown = the(told, StoryboardShown).storyboard
    assert (shown.version, shown.aspect, shown.captions) == (2, "16:9", False)
    assert (talk.panel().language, talk.panel().written) == ("de", True)
    assert the(told, QuoteShown).quote.version == 2


async def test_who_makes_ads_begun_here_is_kept_with_the_project(
    conversation: Talks, upload: Upload, heard: Any, production: Production
) -> None:
    talk = conversation()
    talk.prefer("nobody")
    talk.prefer("runware")                                     # no key: not at hand
    assert talk.desk.choices == Choices()
    talk.prefer("local")
    assert talk.panel().makers == "local"
    await heard(talk.turn("", [upload]))
    assert conversation().state.choices == Choices(makers=("local",))
