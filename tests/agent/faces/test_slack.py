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


async def offered_in_slack(slack: Any, bot: Any, drawn: Any) -> Any:
    """A thread with an offer in it: the message that shows it, and its thread's."""
    await bot.start()
    began = await slack.say(ANN, f"<@{BOT}> hello")
    await slack.until(lambda: slack.said())
    [row] = await slack.until(lambda: list(bot.production.catalogue.db.query(
        "select id from slack_threads")))
    bot.production.offer("local", await drawn("local", row["id"]))
    await slack.say(ANN, "/quote", thread=began["ts"])
    [shown] = await slack.until(lambda: with_button(slack, "approve"), what="an offer")
    return shown, began["ts"]


@pytest.mark.slow
async def test_clips_of_single_shots_are_put_into_the_thread(
    slack: Any, bot: Any, drawn: Any, worker: Worker
) -> None:
    with worker():
        _, thread = await offered_in_slack(slack, bot, drawn)
        await slack.say(ANN, "animate shots 2 and 3", thread=thread)
        shown = (await slack.until(lambda: [
            one for one in with_button(slack, "approve") if "2 clips (shots 2 and 3)" in one["text"]
        ], what="the offer of clips"))[0]
        await slack.click(ANN, shown, "approve")
        [clips] = await slack.until(
            lambda: [one for one in slack.said() if "2 of 4 shots are animated" in one["text"]],
            what="the clips")
    assert [file["title"] for file in clips["files"]] == ["Shot 2", "Shot 3"]
    assert films(slack) == []


@pytest.mark.slow
async def test_a_film_that_is_too_large_is_linked(
    slack: Any, bot: Any, drawn: Any, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADFLOW_SLACK_MOST_MB", "0")
    monkeypatch.setenv("ADFLOW_PUBLIC_URL", "https://ads.example.com/")
    with worker():
        shown, _ = await offered_in_slack(slack, bot, drawn)
        await slack.click(ANN, shown, "approve")
        [told] = await slack.until(lambda: [one for one in slack.said()
                                            if "too large" in one["text"]], what="the link")
    assert films(slack) == []
    [thread] = bot.production.catalogue.db.query("select id from slack_threads")
    assert f"<https://ads.example.com/open/{thread['id']}|" in told["text"]


@pytest.mark.slow
async def test_a_film_that_slack_refuses_is_linked_too(
    slack: Any, bot: Any, drawn: Any, worker: Worker
) -> None:
    with worker():
        shown, _ = await offered_in_slack(slack, bot, drawn)
        slack.errors["files.completeUploadExternal"] = ["file_type_not_allowed"] * 2
        await slack.click(ANN, shown, "approve")
        await slack.until(lambda: [one for one in slack.said()
                                   if "does not take the film" in one["text"]], what="the link")
    assert films(slack) == boards(slack) == []
    assert [one for one in slack.said() if one["text"].startswith("*Aurela* ·")]


@pytest.mark.slow
async def test_what_may_have_been_bought_is_decided_by_a_click(
    slack: Any, bot: Any, drawn: Any, worker: Worker, paper: Any, paper_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PAPER", json.dumps({"price": 350_000}))
    bot.catalog = paper.paper_catalog(paper_folder)
    (paper_folder / "lose-clip").touch()
    with worker():
        shown, _ = await offered_in_slack(slack, bot, drawn)
        await slack.click(ANN, shown, "approve")
        asked = await slack.until(
            lambda: len(with_button(slack, "lost")) == 4 and with_button(slack, "lost"))
        await slack.until(lambda: [one for one in slack.said() if one["text"] == "Not finished"])
        first, other = asked[:2]
        theirs = other["blocks"][1]["elements"][0]["value"]
        await slack.click(BOSS, first, "lost", value=theirs)   # not what this message shows
        await slack.click(BOSS, first, "lost")
        await slack.until(lambda: first["text"] == f"Count it as lost: <@{BOSS}>")
    assert len(bot.production.uncertain("local")) == 3
    [row] = bot.production.catalogue.db.query("select by from audit where event = 'lost'")
    assert row["by"] == f"slack:{BOSS}"


async def test_an_offer_that_went_with_its_project_has_no_buttons(
    slack: Any, bot: Any, drawn: Any
) -> None:
    shown, _ = await offered_in_slack(slack, bot, drawn)
    project = bot.production.projects.all("local")[0]
    bot.production.whole.delete(project, ())
    await slack.until(lambda: "There is a newer offer" in shown["text"])
    assert not with_button(slack, "approve")


async def test_a_picture_at_hand_is_taken_by_a_click(
    slack: Any, bot: Any, flow: Any, paper: Any, paper_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PAPER", json.dumps({"price": 40_000, "paid": "picture"}))
    bot.catalog = paper.paper_catalog(paper_folder)
    await bot.start()
    began = await slack.say(ANN, f"<@{BOT}> hello")
    [row] = await slack.until(lambda: list(bot.production.catalogue.db.query(
        "select id from slack_threads")))
    await flow("A boat passes green islands at sunset", "local", made=True, at=bot.production)
    board = await flow("A boat passes rocky islands at sunset", "local", row["id"],
                       at=bot.production)
    bot.production.offer("local", board)
    await slack.say(ANN, "/quote", thread=began["ts"])
    [shown] = await slack.until(lambda: with_button(slack, "at_hand"), what="the offer")
    assert "it saves $0.04" in shown["text"]
    await slack.click(ANN, shown, "at_hand")
    await slack.until(lambda: "There is a newer offer" in shown["text"], what="the new offer")
    now = bot.production.state("local", board.project).storyboard
    assert now.shots[0].own_picture
    assert not with_button(slack, "at_hand")
