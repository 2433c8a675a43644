"""A picture at hand in a conversation: every face tells of it; words or a click take it."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from agents.tool_context import ToolContext
from rich.console import Console

from agent.acts import TakeAtHand
from agent.conversation import Conversation
from agent.director import STEPS
from agent.events import Problem, QuoteShown, StoryboardShown
from agent.faces import cli_draw, slack_blocks, web_props
from agent.guided.understanding import understand
from storage.records import Storyboard
from tools.pipeline.production import Production
from tools.quote_film import quote_film_step

Flow = Callable[..., Awaitable[Storyboard]]
Talks = Callable[..., Conversation]
BOAT, BARGE = ("A small sailing boat passes green islands at sunset",
               "A small sailing boat passes rocky islands at sunset")


@pytest.fixture(autouse=True)
def paid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPER", json.dumps({"price": 40_000, "paid": "picture"}))


@pytest.fixture
async def talk(flow: Flow, production: Production, conversation: Talks) -> Conversation:
    """A thread with a film that could begin on another one's picture, and its quote."""
    await flow(BOAT, made=True)
    board = await flow(BARGE, thread="t")
    production.offer("ann", board)
    return conversation()


def shown(events: list[Any]) -> QuoteShown:
    return [event for event in events if isinstance(event, QuoteShown)][-1]


@pytest.mark.parametrize("said", ["use it", "Yes, use that picture", "reuse the picture please",
                                  "nimm es", "Nimm das Bild bitte", "ja, nimm das alte Bild"])
async def test_words_take_it_and_undo_gives_it_back(
    talk: Conversation, heard: Any, production: Production, said: str
) -> None:
    events = await heard(talk.turn(said))
    board = talk.state.storyboard
    assert board
    assert board.shots[0].own_picture
    assert board.version == 2
    assert shown(events).quote.total == 0
    assert not [one for one in production.quotes.unended() if one.whole]       # not a yes
    await heard(talk.turn("undo"))
    board = talk.state.storyboard
    assert board
    assert board.shots[0].own_picture is None
    assert talk.state.quote
    assert talk.state.quote.at_hand


async def test_a_yes_does_not_take_it(talk: Conversation) -> None:
    assert understand("yes", talk.state).act == "yes"
    assert understand("ja", talk.state).act == "yes"
    assert understand("nimm das zurück", talk.state).act == "undo"


async def test_a_click_takes_it_once(talk: Conversation, heard: Any) -> None:
    quote = talk.state.quote
    assert quote
    events = await heard(talk.do(TakeAtHand(quote=quote.id)))
    board = [event for event in events if isinstance(event, StoryboardShown)][-1]
    assert board.storyboard.note == "begins with a picture at hand"
    assert shown(events).quote.at_hand is None
    again = await heard(talk.do(TakeAtHand(quote=quote.id)))
    assert [type(event) for event in again] == [Problem]
    now = talk.state.quote
    assert now
    (none,) = await heard(talk.do(TakeAtHand(quote=now.id)))
    assert "no picture" in none.message


async def test_without_an_offer_the_words_change_nothing(
    flow: Flow, production: Production, conversation: Talks, heard: Any, words: Any
) -> None:
    production.offer("ann", await flow(BARGE, thread="t"))
    talk = conversation()
    assert "No picture of yours" in words(await heard(talk.turn("use it")))
    assert talk.state.newest == 1
    assert not production.quotes.unended()


async def test_another_assistant_is_told_how_to_take_it(talk: Conversation) -> None:
    ctx = ToolContext(
        context=talk.desk, tool_name="quote_film", tool_call_id="1", tool_arguments="{}")
    told = json.loads(await quote_film_step.on_invoke_tool(ctx, "{}"))
    hand = talk.state.quote.at_hand if talk.state.quote else None
    assert hand
    assert told["at_hand"] == {"shot": 1, "picture": hand.picture.sha256, "film": hand.title,
                               "saves": "$0.04"}
    change = {"op": "own_picture", "shot": 1, "picture": told["at_hand"]["picture"]}
    given = json.dumps({"changes": [change], "note": "at hand"})
    ctx = ToolContext(
        context=talk.desk, tool_name="revise", tool_call_id="2", tool_arguments=given)
    await {one.name: one for one in STEPS}["revise"].on_invoke_tool(ctx, given)
    board = talk.state.storyboard
    assert board
    assert board.shots[0].own_picture == hand.picture


async def test_every_face_shows_it(talk: Conversation, heard: Any) -> None:
    event = shown(list(talk.resume()))
    hand = event.quote.at_hand
    assert hand
    card = web_props.quote_card(event, "en")
    assert card["at_hand"] == {"picture": f"/media/{hand.picture.sha256}.png",
                               "title": hand.title, "saves": 40_000}
    assert any("use it" in one for one in card["remarks"])
    message = slack_blocks.quote_text(event, (), "de")
    assert "nimm es" in message
    buttons = slack_blocks.quote(message, event.quote.id, "de", at_hand=True).blocks[1]
    assert [one["action_id"] for one in buttons["elements"]] == [
        "approve", "at_hand", "change", "stop"]
    screen = Console(record=True, width=300)
    cli_draw.quote(screen, event.quote)
    assert "it saves $0.04" in screen.export_text()
