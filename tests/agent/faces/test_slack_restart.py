"""The process dies at the worst moments: nothing is lost, nothing is there twice."""

import asyncio
from collections import Counter
from typing import Any

import pytest

BOT, ANN = "U0BOT", "U0ANN"


def keys(slack: Any) -> Counter[str]:
    return Counter(one["metadata"]["event_payload"]["key"] for one in slack.said()
                   if one.get("metadata"))


def files(slack: Any) -> Counter[str]:
    return Counter(file["name"] for one in slack.said() for file in one.get("files", ()))


def once(slack: Any) -> bool:
    return max((*keys(slack).values(), *files(slack).values(), 0)) == 1


async def at_rest(bot: Any) -> None:
    async with asyncio.timeout(15):
        while bot.production.slack.open():  # noqa: ASYNC110  (nothing tells when)
            await asyncio.sleep(0.02)


async def until_lost(slack: Any, method: str) -> None:
    """Slack has done it, and the answer does not arrive."""
    async with asyncio.timeout(20):
        while slack.lost[method]:  # noqa: ASYNC110  (nothing tells when)
            await asyncio.sleep(0.01)


async def test_a_message_that_was_put_but_not_confirmed_is_not_put_again(
    slack: Any, bot: Any
) -> None:
    await bot.start()
    slack.lost["chat.postMessage"] = 1
    await slack.say(ANN, f"<@{BOT}> hello")
    await until_lost(slack, "chat.postMessage")
    assert len(slack.said()) == 1
    await bot.stop()
    await bot.start()
    await at_rest(bot)
    assert once(slack)
    assert slack.said()[0]["text"].startswith("Hi, I'm your creative director")


async def test_what_was_acknowledged_is_carried_out_by_the_next_process(
    slack: Any, bot: Any, bottle: Any
) -> None:
    await bot.start()
    slack.limits["chat.postMessage"] = [60]                    # it will wait, and die waiting
    began = await slack.say(ANN, f"<@{BOT}> here is my serum", files=bottle)
    await slack.say(ANN, "It is called Aurela", thread=began["ts"])
    await slack.until(lambda: not slack.limits["chat.postMessage"])
    assert len(bot.production.slack.open()) == 2
    assert not slack.said()
    await bot.stop()
    await bot.start()
    await at_rest(bot)
    assert once(slack)
    project = bot.production.projects.all("local")[0]
    assert project.draft.brief.name == "Aurela"
    assert project.draft.brief.photo is not None


async def test_a_change_that_was_made_is_not_made_again(
    slack: Any, bot: Any, drawn: Any, words: Any
) -> None:
    await bot.start()
    began = await slack.say(ANN, f"<@{BOT}> hello")
    await slack.until(lambda: slack.said())
    await at_rest(bot)
    [thread] = [row["id"] for row in bot.production.catalogue.db.query(
        "select id from slack_threads")]
    board = await drawn("local", thread)
    slack.limits["chat.postMessage"] = [60]                    # it is told to nobody
    await slack.say(ANN, 'change the headline of shot 1 to "Hello there"', thread=began["ts"])
    async with asyncio.timeout(20):
        while bot.production.projects.newest(board.project) == 1:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    await slack.until(lambda: not slack.limits["chat.postMessage"])
    await bot.stop()
    await bot.start()
    await at_rest(bot)
    assert bot.production.projects.newest(board.project) == 2
    assert once(slack)
    assert [one for one in slack.said() if "I was interrupted" in one["text"]]
    assert [one for one in slack.said() if "Hello there" in one["text"]]


@pytest.mark.slow
async def test_renders_are_watched_again_and_a_film_arrives_once(
    slack: Any, bot: Any, drawn: Any, worker: Any
) -> None:
    await bot.start()
    began = await slack.say(ANN, f"<@{BOT}> hello")
    await slack.until(lambda: slack.said())
    await at_rest(bot)
    [thread] = [row["id"] for row in bot.production.catalogue.db.query(
        "select id from slack_threads")]
    board = await drawn("local", thread)
    quote = bot.production.offer("local", board)
    await slack.say(ANN, "/quote", thread=began["ts"])
    [shown] = await slack.until(lambda: [one for one in slack.said() if one["blocks"]])
    await slack.click(ANN, shown, "approve")
    await slack.until(lambda: f"Approved by <@{ANN}>" in shown["text"])
    await slack.until(lambda: keys(slack)[f"render:{quote.id}"], what="progress")
    await bot.stop()                                           # before anything is made
    with worker():
        slack.lost["files.completeUploadExternal"] = 1
        await bot.start()
        await until_lost(slack, "files.completeUploadExternal")
        await bot.stop()                                       # what was put there is not confirmed
        await bot.start()
        await slack.until(lambda: [one for one in files(slack) if "_v1_" in one], what="the film")
        await slack.until(lambda: [one for one in slack.said() if one["text"] == "Done"])
        await bot.stop()
        await bot.start()
        async with asyncio.timeout(10):
            while bot.production.slack.unshown():  # noqa: ASYNC110  (nothing tells when)
                await asyncio.sleep(0.02)
    assert once(slack)


async def test_while_slack_is_away_the_answer_waits(
    slack: Any, bot: Any
) -> None:
    await bot.start()
    slack.errors["chat.postMessage"] = ["internal_error"]
    await slack.say(ANN, f"<@{BOT}> hello")
    await slack.until(lambda: slack.said())
    await at_rest(bot)
    assert once(slack)


async def test_what_is_decided_on_another_page_is_shown_in_the_thread(
    slack: Any, bot: Any, drawn: Any
) -> None:
    await bot.start()
    began = await slack.say(ANN, f"<@{BOT}> hello")
    await slack.until(lambda: slack.said())
    await at_rest(bot)
    [thread] = [row["id"] for row in bot.production.catalogue.db.query(
        "select id from slack_threads")]
    quote = bot.production.offer("local", await drawn("local", thread))
    await slack.say(ANN, "/quote", thread=began["ts"])
    [shown] = await slack.until(lambda: [one for one in slack.said() if one["blocks"]])
    await at_rest(bot)
    assert await bot.production.approve("local", quote.id, "web:local")
    await slack.until(lambda: "Approved by local" in shown["text"])
    await slack.until(lambda: keys(slack)[f"render:{quote.id}"], what="progress")
    [going] = [one for one in slack.said() if one["text"].startswith("Making the film")]
    await at_rest(bot)
    await slack.click(ANN, going, "halt")
    await slack.until(lambda: [one for one in slack.said() if "Stopped" in one["text"]])


async def test_what_comes_before_it_is_known_who_we_are_is_heard(slack: Any, bot: Any) -> None:
    slack.limits["auth.test"] = [1]
    await bot.start()
    await slack.say(ANN, f"<@{BOT}> hello")
    assert not slack.said()
    await slack.until(lambda: slack.said(), what="the answer")
    nameless = slack.event({"user": ANN, "text": "hello", "ts": "1.1"}, "D0001")
    await bot.stop()
    slack.limits["auth.test"] = [30]
    await bot.start()
    assert await slack.tell(nameless | {"authorizations": []}) == 500
