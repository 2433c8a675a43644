"""What a person hears and says when a provider lost, refused or may have taken a job."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest

from agent.conversation import Conversation
from agent.events import FilmReady, Problem, QuoteShown, UncertainShown
from storage.records import RewriteShot
from tools.pipeline import storyboarding
from tools.pipeline.production import Production

Talks = Callable[..., Conversation]
Worker = Callable[..., AbstractContextManager[Popen[bytes]]]
CLIP = 350_000


@pytest.fixture(autouse=True)
def paid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPER", json.dumps({"price": CLIP}))


def shown(events: Any, kind: type) -> Any:
    return [event for event in events if isinstance(event, kind)][-1]


async def test_what_may_have_been_bought_is_asked_and_answered_in_words(
    conversation: Talks, offered: Any, heard: Any, words: Any, worker: Worker,
    production: Production, paper_folder: Path,
) -> None:
    (paper_folder / "lose-clip").touch()
    quote = await offered()
    talk = conversation()
    with worker():
        await heard(talk.turn("yes"))
        seen = await heard(talk.watch(quote.id))
        assert [one.label for one in shown(seen, UncertainShown).jobs] == [
            f"Clip {number}" for number in range(1, 5)
        ]
        assert not [event for event in seen if isinstance(event, Problem)]
        assert shown(talk.resume(), UncertainShown).jobs == production.uncertain("ann")
        asked = await heard(talk.turn("check again"))
        assert "no id" in words(asked)
        (paper_folder / "lose-clip").unlink()
        told = await heard(talk.turn("count it as lost"))
        assert "Counted as lost" in words(told)
        assert production.uncertain("ann") == ()
        assert production.ledger.spent("ann", quote.project) == 4 * CLIP
        assert "nothing to decide" in words(await heard(talk.turn("check again")))
        again = await heard(talk.turn("try again"))
        offer = shown(again, QuoteShown).quote
        assert offer.total == 4 * CLIP
        await heard(talk.turn("yes"))
        assert shown(await heard(talk.watch(offer.id)), FilmReady)


async def test_a_click_decides_one_of_them(
    conversation: Talks, offered: Any, heard: Any, worker: Worker, production: Production,
    paper_folder: Path,
) -> None:
    (paper_folder / "delay-clip").touch()
    quote = await offered()
    talk = conversation()
    with worker():
        await heard(talk.decide(quote.id, True, by="ann"))
        seen = await heard(talk.watch(quote.id))
        first, *rest = shown(seen, UncertainShown).jobs
        assert first.can_check
        told = await heard(talk.decide_uncertain(first.fingerprint, "lost", "ann"))
        assert shown(told, UncertainShown).jobs == tuple(rest)
        stranger = conversation(owner="bob", thread="t")
        assert shown(
            await heard(stranger.decide_uncertain(rest[0].fingerprint, "lost", "ann")), Problem
        ).message == "There is nothing to decide."
        assert len(production.uncertain("ann")) == 3
        (paper_folder / "delay-clip").unlink()
        asked = await heard(talk.decide_uncertain(rest[0].fingerprint, "check", "ann"))
        offer = shown(asked, QuoteShown).quote                 # the lost one is bought anew
        assert offer.total == CLIP
        assert sum(line.paid for line in offer.lines) == 3
        await heard(talk.decide(offer.id, True, by="ann"))
        assert shown(await heard(talk.watch(offer.id)), FilmReady)
    handed_in = (paper_folder / "submits.txt").read_text()
    assert handed_in.count("submit clip") == 4 + 1


async def test_a_refused_shot_is_named_and_described_anew(
    conversation: Talks, offered: Any, heard: Any, words: Any, worker: Worker,
    production: Production, paper_folder: Path,
) -> None:
    (paper_folder / "refuse-clip").touch()
    quote = await offered()
    talk = conversation()
    with worker():
        await heard(talk.turn("yes"))
        problem = shown(await heard(talk.watch(quote.id)), Problem)
        assert problem.message.startswith("Clip 1: The paper provider refuses.")
        assert "rewrite it" in problem.next_step
        (paper_folder / "refuse-clip").unlink()
        told = await heard(talk.turn("rewrite it"))
        board = talk.state.storyboard
        assert board
        assert all("Plain seamless backdrop" in shot.picture_prompt for shot in board.shots)
        assert shown(told, QuoteShown)


async def test_a_rewritten_shot_keeps_its_words_and_place_and_changes_each_time(
    drawn: Any, production: Production, conversation: Talks
) -> None:
    board = await drawn()
    writer = conversation().desk.writer
    seen = {board.shots[1].picture_prompt}
    for _ in range(3):
        done = await storyboarding.change(
            production, "ann", board.project, [RewriteShot(shot=2, because="violence")], writer)
        new = done.storyboard.shots[1]
        seen.add(new.picture_prompt)
        assert (new.id, new.overlay, new.seconds) == (
            board.shots[1].id, board.shots[1].overlay, board.shots[1].seconds)
        assert done.storyboard.shots[0] == board.shots[0]
    assert len(seen) == 4
