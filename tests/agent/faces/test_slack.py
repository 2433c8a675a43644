"""Plays in a Slack thread: real HTTP and WebSocket, real worker, providers that make paper."""

import itertools
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

BOT, ANN, BOSS = "U0BOT", "U0ANN", "U0BOSS"
Worker = Callable[..., AbstractContextManager[Popen[bytes]]]


def with_button(slack: Any, action: str) -> list[Any]:
    return [one for one in slack.said() if any(
        part.get("action_id") == action for block in one["blocks"]
        for part in block.get("elements", ()))]


def films(slack: Any) -> list[Any]:
    return [one for one in slack.said()
            if any("_v" in file["name"] for file in one.get("files", ()))]


def boards(slack: Any) -> list[Any]:
    return [one for one in slack.said()
            if any(file["name"].startswith("shot") for file in one.get("files", ()))]


@pytest.fixture
def paid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clips cost 5 dollars each; who is not named may approve one dollar."""
    monkeypatch.setenv("PAPER", json.dumps({"price": 5_000_000}))
    monkeypatch.setenv("ADFLOW_BUDGET_OWNERS", f"*=1,{BOSS}=100")


@pytest.fixture(params=["http", "socket"])
def door(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "socket":
        monkeypatch.delenv("ADFLOW_SLACK_SIGNING_SECRET")
        monkeypatch.setenv("ADFLOW_SLACK_APP_TOKEN", "xapp-loopback-token")
    return str(request.param)


@pytest.mark.slow
async def test_a_whole_ad_in_a_thread(
    slack: Any, paid: None, door: str, bot: Any, paper: Any, paper_folder: Path,
    bottle: Any, worker: Worker,
) -> None:
    bot.catalog = paper.paper_catalog(paper_folder)            # at the price that is set now
    with worker():
        await bot.start()
        began = await slack.say(ANN, f"<@{BOT}> here is my serum", files=bottle)
        thread = began["ts"]
        slack.limits["chat.postMessage"] += [1]                # waited out
        await slack.until(lambda: slack.said(), what="an answer")
        assert all(one["thread_ts"] == thread for one in slack.said())
        await slack.say(ANN, "It is called Aurela", thread=thread)
        await slack.say(ANN, "skip the rest", thread=thread)
        quote = (await slack.until(lambda: with_button(slack, "approve"), what="an offer"))[0]
        [board] = boards(slack)
        assert [file["title"] for file in board["files"]] == [f"Shot {n}" for n in range(1, 5)]
        assert "*Aurela*" in board["text"]
        assert f"<@{BOSS}> may approve this" in quote["text"]
        assert "$20.00" in quote["text"]

        await slack.say(ANN, "use calm music", thread=thread)  # a change, by words
        await slack.until(lambda: len(boards(slack)) == 2, what="the changed board")
        await slack.until(lambda: "There is a newer offer" in quote["text"], what="the old offer")
        newer = (await slack.until(lambda: with_button(slack, "approve"), what="an offer"))[-1]
        assert newer["ts"] != quote["ts"]
        await slack.click(ANN, newer, "change")
        await slack.until(lambda: [one for one in slack.said()
                                   if "What should be different?" in one["text"]])

        await slack.click(ANN, newer, "approve")               # she may not
        await slack.until(lambda: [one for one in slack.said()
                                   if "You may approve what costs up to" in one["text"]])
        await slack.say(ANN, "yes", thread=thread)             # nor in words
        await slack.until(lambda: len([one for one in slack.said() if "You may" in one["text"]])
                          == 2)
        assert with_button(slack, "approve") == [newer]
        await slack.click(BOSS, newer, "approve")
        await slack.until(lambda: f"Approved by <@{BOSS}>" in newer["text"], what="the approval")
        assert not with_button(slack, "approve")
        [film] = await slack.until(lambda: films(slack), what="the film")
        await slack.until(lambda: [one for one in slack.said() if one["text"] == "Done"])
        assert film["files"][0]["name"].startswith("Aurela_v2_")

        await slack.say(ANN, "make the hook shorter", thread=thread)
        offer = (await slack.until(lambda: with_button(slack, "approve"), what="an offer"))[-1]
        await slack.click(BOSS, offer, "approve")
        await slack.until(lambda: len(films(slack)) == 2, what="the new film")
        await slack.until(lambda: len([one for one in slack.said() if one["text"] == "Done"]) == 2)

    client = AsyncWebClient("xoxb-loopback-token", base_url=f"{slack.address}/api/")
    told = await client.conversations_replies(channel="C0001", ts=thread, limit=200)
    assert told["messages"][0]["text"].endswith("here is my serum")
    decided = [row["decided_by"] for row in bot.production.catalogue.db.query(
        "select decided_by from quotes where status = 'approved' and asked = 1 order by rowid")]
    assert decided == [f"slack:{BOSS}"] * 2
    for ts in {one.given["ts"] for one in slack.calls if one.method == "chat.update"}:
        at = [one.at for one in slack.calls
              if one.method == "chat.update" and one.given["ts"] == ts]
        assert all(later - earlier >= 0.95 for earlier, later in itertools.pairwise(at))
    assert all(status == 200 and took < 1 for status, took in slack.answers)
    assert not list(bot.production.settings.home.glob(".slack-*"))
