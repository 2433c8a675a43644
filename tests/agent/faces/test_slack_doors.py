"""What comes in from Slack: only what Slack signed, once, from people and places that are set."""

import asyncio
import json
import time
from typing import Any

import aiohttp
import pytest

from storage.users import Users

BOT, ANN, BOB = "U0BOT", "U0ANN", "U0BOB"


async def ask(slack: Any, raw: bytes, headers: dict[str, str]) -> int:
    async with aiohttp.ClientSession() as session, session.post(
        slack.target, data=raw, headers={"Content-Type": "application/json", **headers}
    ) as answer:
        return answer.status


async def at_rest(bot: Any) -> None:
    """All that was heard is carried out."""
    async with asyncio.timeout(15):
        while bot.production.slack.open():  # noqa: ASYNC110  (nothing tells when)
            await asyncio.sleep(0.02)


def posted(slack: Any) -> list[Any]:
    return [one for one in slack.calls if one.method == "chat.postMessage"]


def heard(bot: Any) -> int:
    rows = bot.production.catalogue.db.query("select count(*) n from slack_heard")
    return int(next(rows)["n"])


@pytest.fixture
def signed(slack: Any) -> Any:
    module = __import__("sys").modules[type(slack).__module__]
    return module.signature


async def test_an_event_counts_once_however_often_it_is_told(
    slack: Any, bot: Any, signed: Any
) -> None:
    await bot.start()
    message = {"user": ANN, "text": f"<@{BOT}> hello", "team": "T0001"}
    slack._add("C0001", message, None)
    event = slack.event(message, "C0001", "app_mention")
    raw, _ = slack.written(event)
    now = time.time()
    first = signed(raw, now)
    assert await ask(slack, raw, first) == 200
    for number in (1, 2):                                      # Slack signs each try anew
        again = signed(raw, now - number)
        retry = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": "http_timeout"}
        assert await ask(slack, raw, {**again, **retry}) == 200
    assert await ask(slack, raw, first) == 401                 # a replay is not Slack's
    twin = slack.event(message, "C0001", "message")            # a mention is a message, too
    assert await slack.tell(twin) == 200
    await at_rest(bot)
    said = [one["text"] for one in slack.said()]
    assert said
    assert len(set(said)) == len(said)
    assert heard(bot) == 1


async def test_only_what_slack_signed_lately_is_heard(slack: Any, bot: Any, signed: Any) -> None:
    await bot.start()
    message = {"user": ANN, "text": f"<@{BOT}> hello", "ts": "1.1", "team": "T0001"}
    raw, _ = slack.written(slack.event(message, "C0001", "app_mention"))
    good = signed(raw)
    assert await ask(slack, raw, {}) == 401
    assert await ask(slack, raw, signed(raw, secret="another")) == 401
    assert await ask(slack, raw, signed(raw, time.time() - 301)) == 401
    assert await ask(slack, raw, signed(raw, time.time() + 301)) == 401
    assert await ask(slack, raw + b" ", good) == 401
    assert await ask(slack, raw, {**good, "X-Slack-Request-Timestamp": "soon"}) == 401
    assert await ask(slack, raw, {**good, "X-Slack-Signature": "v0=ä"}) in (400, 401)
    assert await ask(slack, b"x" * 1_000_001, good) == 413
    assert await ask(slack, b"\xff", signed(b"\xff")) in (400, 401)
    assert heard(bot) == 0
    challenge = json.dumps({"type": "url_verification", "challenge": "c"}).encode()
    assert await ask(slack, challenge, signed(challenge)) == 200


async def test_bots_edits_and_talk_among_people_are_not_for_us(slack: Any, bot: Any) -> None:
    await bot.start()
    began = await slack.say(ANN, f"<@{BOT}> hello")
    await at_rest(bot)
    count, thread = len(posted(slack)), began["ts"]
    await slack.say("U0OTHER", f"<@{BOT}> hello", bot_id="B0OTHER", thread=thread)
    await slack.say(BOT, f"<@{BOT}> hello", bot_id="B0BOT", thread=thread)
    await slack.say(ANN, "hello", subtype="message_changed", thread=thread)
    await slack.say(ANN, f"<@{BOB}> what do you think?", thread=thread)
    await slack.say(ANN, "hello", thread="1.000001")           # a thread that is not ours
    await slack.say(ANN, "just talk")
    assert heard(bot) == 1
    assert len(posted(slack)) == count


async def test_each_direct_message_begins_a_thread(slack: Any, bot: Any) -> None:
    await bot.start()
    one = await slack.say(ANN, "hello", channel="D0001", channel_type="im")
    two = await slack.say(ANN, "hello", channel="D0001", channel_type="im")
    await slack.until(lambda: {said["thread_ts"] for said in slack.said("D0001")}
                      == {one["ts"], two["ts"]})


@pytest.mark.parametrize("channel", ["C0002", "D0001"])
async def test_a_channel_that_is_not_allowed_is_told_so_and_gets_nothing(
    slack: Any, bot: Any, monkeypatch: pytest.MonkeyPatch, channel: str
) -> None:
    monkeypatch.setenv("ADFLOW_SLACK_CHANNELS", "C0001")
    await bot.start()
    await slack.say(ANN, f"<@{BOT}> hello", channel=channel)
    await slack.until(lambda: slack.whispers)
    await at_rest(bot)
    assert slack.whispers[0]["user"] == ANN
    assert "not set up to work in this channel" in slack.whispers[0]["text"]
    assert not slack.said(channel)
    await slack.say(ANN, f"<@{BOT}> hello", channel="C0001")
    await slack.until(lambda: slack.said("C0001"))


async def test_people_of_other_workspaces_are_not_answered(slack: Any, bot: Any) -> None:
    await bot.start()
    await slack.say(ANN, f"<@{BOT}> hello", user_team="T0002", team="T0002")
    await at_rest(bot)
    assert not slack.said()
    assert not slack.whispers


async def test_people_work_on_the_projects_they_are_mapped_to(
    slack: Any, bot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADFLOW_SLACK_USERS", f"{ANN}=ann")
    await bot.start()
    Users(bot.production.catalogue).add("ann", "four words for ann")
    began = await slack.say(ANN, f"<@{BOT}> hello")
    await slack.until(lambda: slack.said())
    await slack.say(BOB, f"<@{BOT}> hello")
    await slack.until(lambda: slack.whispers)
    assert "do not know whose projects" in slack.whispers[0]["text"]
    await at_rest(bot)
    rows = list(bot.production.catalogue.db.query("select * from slack_threads"))
    assert [(row["owner"], row["ts"]) for row in rows] == [("ann", began["ts"])]


async def test_where_there_are_accounts_nobody_is_everybody(slack: Any, bot: Any) -> None:
    await bot.start()
    Users(bot.production.catalogue).add("ann", "four words for ann")
    await slack.say(ANN, f"<@{BOT}> hello")
    await slack.until(lambda: slack.whispers)
    assert not slack.said()


async def test_files_come_from_slack_alone_and_are_checked_like_any(
    slack: Any, bot: Any
) -> None:
    await bot.start()
    seen: list[str] = []
    elsewhere = aiohttp.web.Application()

    async def give(request: Any) -> Any:
        seen.append(str(request.headers.get("Authorization")))
        return aiohttp.web.Response(body=b"x")

    elsewhere.router.add_get("/a.png", give)
    runner = aiohttp.web.AppRunner(elsewhere)
    await runner.setup()
    await aiohttp.web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/a.png"
    stranger = {"id": "F9", "name": "a.png", "size": 1, "url_private": url}
    large = {"id": "F8", "name": "big.png", "size": 60_000_000, "url_private": url}
    await slack.say(ANN, f"<@{BOT}> look", described=[stranger, large])
    await slack.until(lambda: [one for one in slack.said() if "does not lie with" in one["text"]])
    await slack.until(lambda: [one for one in slack.said() if "too large" in one["text"]])
    await slack.say(ANN, f"<@{BOT}> look", files=(("notes.txt", b"buy milk"),))
    await slack.until(lambda: [one for one in slack.said() if "notes.txt" in one["text"]])
    await at_rest(bot)
    await runner.cleanup()
    assert seen == []


@pytest.mark.slow
async def test_nothing_that_is_written_mentions_anybody(
    slack: Any, bot: Any, bottle: Any, worker: Any
) -> None:
    with worker():
        await bot.start()
        began = await slack.say(ANN, f"<@{BOT}> here is my serum", files=bottle)
        name = "&lt;!channel&gt; &amp; &lt;@U0BOSS&gt;"        # as Slack hands over what was typed
        await slack.say(ANN, f'the name is "{name}"', thread=began["ts"])
        await slack.say(ANN, "skip the rest", thread=began["ts"])
        await at_rest(bot)
    texts = json.dumps([[one["text"], one["blocks"]] for one in slack.said()])
    assert "&lt;!channel&gt;" in texts
    assert "<!" not in texts
    assert "<@U0BOSS>" not in texts
    assert posted(slack)
    assert all(one.given["parse"] == "none" and not one.given["link_names"]
               for one in posted(slack))


async def test_a_click_does_what_its_message_shows_or_nothing(
    slack: Any, bot: Any, offered: Any
) -> None:
    await bot.start()
    book, quotes = bot.production.slack, bot.production.quotes
    began = await slack.say(ANN, f"<@{BOT}> hello")
    await slack.until(lambda: slack.said())
    await at_rest(bot)
    [thread] = [row["id"] for row in bot.production.catalogue.db.query(
        "select id from slack_threads")]
    foreign = await offered("local", "another-thread")         # the same owner's, elsewhere
    mine = await offered("local", thread)
    await slack.say(ANN, "/quote", thread=began["ts"])
    [shown] = await slack.until(lambda: [one for one in slack.said() if one["blocks"]])
    await at_rest(bot)
    assert book.sent_as(thread, shown["ts"]).key == f"quote:{mine.id}"
    plain = next(one for one in slack.said() if not one["blocks"])
    for message, value in ((shown, foreign.id), (plain, foreign.id), (plain, mine.id),
                           (shown, "invented")):
        for action in ("approve", "stop"):
            await slack.click(BOB, message, action, value=value)
    await at_rest(bot)
    assert quotes.get("local", foreign.id)[1] == "pending"
    assert quotes.get("local", mine.id)[1] == "pending"
    stranger = {**shown, "ts": "1.000009", "thread_ts": "1.000008"}
    await slack.click(BOB, stranger, "approve", value=foreign.id)
    await at_rest(bot)
    assert quotes.get("local", foreign.id)[1] == "pending"
