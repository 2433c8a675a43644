"""Whole conversations from photo to film: guided brain, real worker, providers that make paper."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from subprocess import Popen
from typing import Any

import pytest

from agent.conversation import Conversation, Upload
from agent.events import (
    FileTaken,
    FilmReady,
    QuoteSettled,
    QuoteShown,
    RenderMoved,
    StoryboardShown,
)
from storage.errors import NotFound
from storage.settings import Settings
from tools.pipeline.production import Production
from tools.providers.registry import catalog_of

Talks = Callable[..., Conversation]
Worker = Callable[..., AbstractContextManager[Popen[bytes]]]
Heard = Any


def one(events: list[Any], kind: type) -> Any:
    found = [event for event in events if isinstance(event, kind)]
    assert len(found) == 1, [type(event).__name__ for event in events]
    return found[0]


def kinds(events: tuple[Any, ...] | list[Any]) -> set[str]:
    return {type(event).__name__ for event in events}


@pytest.mark.slow
async def test_from_photo_to_film_then_a_change_and_undo(
    conversation: Talks, upload: Upload, heard: Heard, words: Any, worker: Worker,
    production: Production,
) -> None:
    talk = conversation()
    assert talk.resume() == ()
    with worker():
        taken = one(await heard(talk.turn("Here is my serum", [upload])), FileTaken)
        assert taken.asset.width == 300
        assert talk.resume() == ()
        await heard(talk.turn("It is called Aurela"))
        events = await heard(talk.turn("skip the rest"))
        board = one(events, StoryboardShown)
        assert len(board.pictures) == len(board.storyboard.shots) == 4
        assert kinds(talk.resume()) == {"StoryboardShown", "QuoteShown"}
        offered = one(events, QuoteShown)
        assert "free" in offered.summary

        told = await heard(talk.turn("yes"))
        assert one(told, QuoteSettled).approved
        assert words(told)
        seen = await heard(talk.watch(offered.quote.id))
        film = one(seen, FilmReady)
        assert film.title == "Aurela"
        assert [part.name for part in film.parts if part.name.startswith("scene")] == [
            f"scene_{number}.mp4" for number in range(1, 5)
        ]
        moves = [event.progress.seq for event in seen if isinstance(event, RenderMoved)]
        assert moves == list(range(1, len(moves) + 1))
        assert kinds(talk.resume()) == {"StoryboardShown", "RenderMoved", "FilmReady"}

        again = await heard(talk.turn("yes"))                  # there is nothing left to approve
        assert not kinds(again) & {"QuoteSettled", "QuoteShown"}
        assert len(production.quotes.renders(film.project)) == 1

        changed = await heard(talk.turn('change the headline of shot 1 to "Hello there"'))
        board = one(changed, StoryboardShown)
        assert "Hello there" in board.storyboard.shots[0].overlay.headlines
        render = production.quotes.newest_render(film.project)
        assert render
        assert render.version == board.storyboard.version == 2
        newer = one(await heard(talk.watch(render.id)), FilmReady)
        quote, _ = production.quotes.get("ann", render.id)
        assert sorted(line.kind for line in quote.made) == ["cut", "master"]
        assert newer.parts == film.parts
        assert newer.film != film.film

    back = await heard(talk.turn("undo"))                      # needs no worker
    assert one(back, StoryboardShown).storyboard.version == 1
    render = production.quotes.newest_render(film.project)
    assert render
    assert one(await heard(talk.watch(render.id)), FilmReady).film == film.film
    assert production.state("ann", film.project).can_redo


@pytest.mark.slow
async def test_in_german_with_a_restart_between_offer_and_yes(
    conversation: Talks, upload: Upload, heard: Heard, words: Any, worker: Worker,
    settings: Settings, production: Production, catalog: Any,
) -> None:
    talk = conversation()
    with worker():
        await heard(talk.turn("Hallo, hier ist mein Produkt", [upload]))
        await heard(talk.turn("Es heißt Aurela"))
        events = await heard(talk.turn("entscheide alles"))
        assert one(events, StoryboardShown).storyboard.brief.language == "de"
        offered = one(events, QuoteShown)
        assert "kostenlos" in offered.summary
        assert production.quotes.run(offered.quote.id)

        after = Production(settings, catalog)                  # the web process began anew
        talk = conversation(production=after)
        assert kinds(talk.resume()) == {"StoryboardShown", "QuoteShown"}
        told = await heard(talk.turn("ja, bitte"))
        assert one(told, QuoteSettled).approved
        assert "Los" in words(told)
        film = one(await heard(talk.watch(offered.quote.id)), FilmReady)
        assert film.version == 1
        await after.rendering.close()


async def test_two_tabs_and_a_replay_buy_once(
    conversation: Talks, offered: Any, heard: Heard, production: Production
) -> None:
    quote = await offered()
    tabs = [conversation() for _ in range(2)]
    told = await asyncio.gather(
        heard(tabs[0].decide(quote.id, True, by="ann")),
        heard(tabs[1].decide(quote.id, True, by="ann")),
        heard(tabs[1].turn("yes")),
    )
    assert all(one(events, QuoteSettled).approved for events in told[:2])
    assert not kinds(told[2]) & {"QuoteShown"}                 # it runs already: no new offer
    assert [row.id for row in production.quotes.renders(quote.project)] == [quote.id]
    late = await heard(tabs[0].decide(quote.id, False, by="ann"))
    assert one(late, QuoteSettled).approved
    assert production.quotes.get("ann", quote.id)[1] == "approved"


async def test_a_declined_or_replaced_offer_stays_so(
    conversation: Talks, offered: Any, heard: Heard, production: Production
) -> None:
    first = await offered()
    talk = conversation()
    assert not one(await heard(talk.turn("no")), QuoteSettled).approved
    told = await heard(talk.decide(first.id, True, by="ann"))
    assert kinds(told) == {"QuoteSettled", "Problem"}
    assert "no longer stands" in one([e for e in told if hasattr(e, "next_step")], object).message

    board = production.projects.storyboard(first.project, first.version)
    second = production.offer("ann", board)
    third = production.offer("ann", board)
    told = await heard(talk.decide(second.id, True, by="ann"))
    assert kinds(told) == {"QuoteSettled", "Problem"}
    assert production.quotes.renders(first.project) == ()
    assert production.quotes.pending(first.project) == third


async def test_strangers_neither_decide_nor_watch_nor_stop_nor_see(
    conversation: Talks, offered: Any, heard: Heard, production: Production
) -> None:
    quote = await offered()
    stranger = conversation(owner="bob", thread="t")
    for yes in (True, False):
        assert "Problem" in kinds(await heard(stranger.decide(quote.id, yes, by="bob")))
    assert production.quotes.get("ann", quote.id)[1] == "pending"
    assert stranger.resume() == ()
    assert stranger.state.storyboard is None
    await heard(conversation().decide(quote.id, True, by="ann"))
    with pytest.raises(NotFound, match="not known"):
        await heard(stranger.watch(quote.id))
    assert "Problem" in kinds(await heard(stranger.stop(quote.id)))
    assert production.quotes.render(quote.id).status == "approved"


async def test_what_is_not_known_is_said(conversation: Talks, heard: Heard) -> None:
    talk = conversation()
    assert "Problem" in kinds(await heard(talk.decide("invented", True, by="ann")))
    assert "Problem" in kinds(await heard(talk.stop("invented")))
    with pytest.raises(NotFound, match="not known"):
        await heard(talk.watch("invented"))


async def test_a_file_that_is_no_picture_is_refused_and_the_rest_is_taken(
    conversation: Talks, upload: Upload, heard: Heard, tmp_path: Any
) -> None:
    (tmp_path / "notes.txt").write_text("buy milk")
    bad = Upload(name='no"tes].txt', path=tmp_path / "notes.txt")
    gone = Upload(name="gone.png", path=tmp_path / "gone.png")
    events = await heard(conversation().turn("", [bad, upload, gone]))
    assert [type(event).__name__ for event in events][:3] == ["Problem", "FileTaken", "Problem"]
    assert conversation().state.brief.photo
    assert await heard(conversation().turn("", [bad])) == events[:1]
    assert await heard(conversation().turn("   ")) == []


async def test_a_message_that_is_no_decision_leaves_the_offer_waiting(
    conversation: Talks, offered: Any, heard: Heard, words: Any, production: Production
) -> None:
    quote = await offered()
    talk = conversation()
    told = await heard(talk.turn("how long will it take?"))
    assert words(told)
    assert production.quotes.pending(quote.project) == quote
    assert one(await heard(talk.turn("yes")), QuoteSettled).approved


async def test_a_stop_before_the_start_is_shown(
    conversation: Talks, offered: Any, heard: Heard
) -> None:
    quote = await offered()
    talk = conversation()
    await heard(talk.turn("yes"))
    assert await heard(talk.stop(quote.id)) == []
    seen = await heard(talk.watch(quote.id))
    assert seen[-1].progress.status == "cancelled"
    assert "FilmReady" not in kinds(seen)
    shown = [event for event in talk.resume() if isinstance(event, RenderMoved)]
    assert [event.progress.status for event in shown] == ["cancelled"]


async def test_in_a_chat_all_missing_keys_are_named_at_once(
    conversation: Talks, upload: Upload, heard: Heard, words: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADFLOW_PROVIDERS", "runware,mirelo")
    talk = conversation(production=Production(Settings(), catalog_of(Settings())))
    await heard(talk.turn("Here is my serum", [upload]))
    await heard(talk.turn("It is called Aurela"))
    told = words(await heard(talk.turn("skip the rest")))
    assert "Keys are missing: RUNWARE_API_KEY, MIRELO_API_KEY." in told
    assert talk.state.quote is None
