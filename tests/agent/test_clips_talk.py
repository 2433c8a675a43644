"""Clips of single shots, asked for in a conversation or by a click, all on paper."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from subprocess import Popen
from typing import Any

import pytest

from agent.acts import Animate
from agent.conversation import Conversation, Upload
from agent.events import ClipsShown, Problem, QuoteShown, StoryboardShown
from agent.guided.understanding import Intent, understand
from storage.records import Storyboard
from tools.pipeline.production import Production

Talks = Callable[..., Conversation]
Worker = Callable[..., AbstractContextManager[Popen[bytes]]]


def one(events: list[Any], kind: type) -> Any:
    found = [event for event in events if isinstance(event, kind)]
    assert found, [type(event).__name__ for event in events]
    return found[-1]


async def test_which_shots_are_meant(production: Production, drawn: Any) -> None:
    board: Storyboard = await drawn()
    state = production.state("ann", board.project)

    def meant(said: str, film: Storyboard = board) -> Intent:
        return understand(said, state.model_copy(update={"storyboard": film}))

    for said, shots in {
        "animate shot 3": [3], "Please animate only shots 2 and 4": [2, 4],
        "animiere Bild 3": [3], "animate the third shot": [3],
        "animier die Szenen 1 bis 3": [1, 2, 3],
        "bring shot 2 to life": [2], "only the clip of shot 3": [3],
        "nur den Clip von Szene 2": [2],
        "animate the missing ones": [], "animiere die fehlenden": [], "animate the rest": [],
        "animate all shots": [], "animiere alle Szenen": [], "animate shot 9": [9],
        "animate the last picture": [4],
    }.items():
        assert meant(said) == Intent(act="animate", facts={"shots": shots}), said
    for said in ("which shots are missing?", "how many are animated?", "welche fehlen noch?"):
        assert meant(said).act == "animated", said
    for said in ("animate shot 3 again", "make shot 3 warmer", "another clip for shot 2"):
        assert meant(said).act != "animate", said
    held = board.model_copy(update={
        "product": None, "recipe": board.recipe.model_copy(update={"stills": True})})
    assert meant("animate the pictures", held).act == "change"     # the film's pictures move


@pytest.mark.slow
async def test_a_shot_is_animated_then_the_missing_ones(
    conversation: Talks, heard: Any, upload: Upload, worker: Worker, words: Any, drawn: Any,
    production: Production,
) -> None:
    board: Storyboard = await drawn()
    row = production.projects.get("ann", board.project)
    talk = conversation(thread=row.thread)
    with worker():
        events = await heard(talk.turn("animate shot 3"))
        offered = one(events, QuoteShown)
        assert (offered.quote.part, offered.quote.shots) == ("clips", (3,))
        assert "1 clip (shot 3)" in words(events)
        await heard(talk.turn("yes"))
        render = production.quotes.newest_render(board.project)
        assert render
        seen = await heard(talk.watch(render.id))
        clips = one(seen, ClipsShown)
        assert [clip.shot for clip in clips.clips] == [3]
        assert clips.text == "1 of 4 shots is animated; 3 missing: 1, 2, 4."
        shown = one(seen, StoryboardShown).shots
        assert [bool(shot.clip) for shot in shown.values()] == [False, False, True, False]
        assert one(list(talk.resume()), ClipsShown) == clips
        assert "1 of 4 shots" in words(await heard(talk.turn("which shots are missing?")))
        first = board.shots[0].id
        clicked = one(await heard(talk.do(Animate(
            project=board.project, version=board.version, shot=first))), QuoteShown)
        assert clicked.quote.shots == (1,)
        gone = one(await heard(talk.do(Animate(
            project=board.project, version=board.version, shot="no"))), Problem)
        assert "no such shot" in gone.message
        events = await heard(talk.turn("animiere die fehlenden"))
        assert one(events, QuoteShown).quote.shots == (1, 2, 4)
        await heard(talk.turn("ja"))
        newest = production.quotes.newest_render(board.project)
        assert newest
        assert "4" in one(await heard(talk.watch(newest.id)), ClipsShown).text
        said = words(await heard(talk.turn("animate the missing ones")))
        assert "every shot is animated" in said
        assert "There is no shot 9" in words(await heard(talk.turn("animate shot 9")))
