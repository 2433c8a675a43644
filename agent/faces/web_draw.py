"""Draws a conversation's events on a thread's page.

Quotes, renders and films are drawn under ids that follow from theirs, so each is on the page once,
whoever draws it and how often. A storyboard is drawn anew each time it comes up in the talk, and in
place when its pictures come in or the page is opened again.
"""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from agent.events import (
    Event,
    FileTaken,
    FilmReady,
    PicturesOffered,
    Problem,
    QuoteSettled,
    QuoteShown,
    RenderMoved,
    Said,
    StoryboardShown,
    UncertainShown,
    Working,
)
from agent.faces import web_props
from agent.faces.web_page import Page, stable_id
from storage.records import RenderProgress, Uncertain

_STAGE_NAMES = {
    "en": {"picture": "Pictures", "clip": "Clips", "sound": "Sounds", "music": "Music",
           "master": "Scenes", "mix": "Mix", "cut": "Film"},
    "de": {"picture": "Bilder", "clip": "Clips", "sound": "Geräusche", "music": "Musik",
           "master": "Szenen", "mix": "Mischung", "cut": "Film"},
}
_TASK_STATES = {"waiting": "ready", "running": "running", "done": "done", "failed": "failed",
                "stopped": "failed"}
GOING_ON = ("approved", "running")


class Drawing:
    """One thread's page and what is being drawn on it. `language` is the project's."""

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
        self.language = language
        self._status = stable_id("status", page.thread)
        self._waiting = False
        self._named = ""
        self._said: dict[str, str] = {}                       # this turn's messages → ids
        self._highest: dict[str, int] = {}                    # newest state drawn, by render
        self.attached: dict[str, tuple[str, str]] = {}        # file name → element, message

    async def draw(self, event: Event, *, in_place: bool = False) -> None:
        """Draw one event; `in_place` changes what shows the same thing already."""
        if not isinstance(event, Working | RenderMoved):
            await self.no_status()
        match event:
            case Working():
                await self.status(event.label)
            case Said():
                ident = self._said.setdefault(event.message, str(uuid4()))
                await self.page.say(ident, event.text)
            case QuoteShown() | QuoteSettled() | RenderMoved() | FilmReady() | UncertainShown():
                await self._draw_making(event)
            case StoryboardShown():
                await self._storyboard(event, in_place)
            case FileTaken():
                await self._file(event)
            case PicturesOffered():
                await self._new("PicturesOffered", web_props.pictures(event, self.language))
            case Problem():
                await self._problem(event, in_place)

    async def _draw_making(
        self, event: QuoteShown | QuoteSettled | RenderMoved | FilmReady | UncertainShown
    ) -> None:
        match event:
            case QuoteShown():
                await self._quote(event)
            case QuoteSettled():
                await self._settle(event.quote, "approved" if event.approved else "declined")
            case RenderMoved():
                await self._progress(event.progress)
            case FilmReady():
                await self._film(event)
            case UncertainShown():
                await self._uncertain(event.jobs)

    async def status(self, label: str = "") -> None:
        """Say what is being done now; it goes away with the next event."""
        if self._waiting and not label:
            return
        await self.page.finish_saying()
        await self.page.show(
            "Status", self._status, {"label": label, "language": self.language},
            key="", keep=False,
        )
        self._waiting = True

    async def no_status(self) -> None:
        """Nothing is being done any more."""
        if self._waiting:
            self._waiting = False
            await self.page.take_away(self._status)

    async def rest(self) -> None:
        """The turn is over: keep what was said."""
        await self.no_status()
        await self.page.finish_saying()
        self.page.forget_saying()
        self._said.clear()
        self.attached.clear()

    async def _new(self, name: str, props: dict[str, Any], key: str = "") -> None:
        await self.page.finish_saying()
        await self.page.show(name, str(uuid4()), props, key=key)

    async def _file(self, event: FileTaken) -> None:
        if event.name in self.attached:
            element, message = self.attached[event.name]
            url = web_props.media_url(event.asset)
            await self.page.picture(element, message, event.name, url, event.asset.media_type)

    async def _storyboard(self, event: StoryboardShown, in_place: bool) -> None:
        board = event.storyboard
        self.language = board.brief.language
        if not in_place and board.brief.name and board.brief.name != self._named:
            self._named = board.brief.name
            await self.page.rename(board.brief.name)
        key, props = web_props.storyboard_key(board), web_props.storyboard(event)
        shown = await self.page.store.elements(self.page.thread, "Storyboard", key)
        if in_place and shown:
            await self.page.change({**shown[-1], "props": props}, key=key)
        else:
            await self._new("Storyboard", props, key)

    async def _quote(self, event: QuoteShown) -> None:
        await self.page.finish_saying()
        for card in await self.page.store.elements(self.page.thread, "QuoteCard"):
            if card["props"]["quote"] != event.quote.id:
                await self._mark(card, "superseded")
        props = web_props.quote_card(event, self.language)
        ident = stable_id("quote", event.quote.id)
        await self.page.show("QuoteCard", ident, props, key=event.quote.id)

    async def _settle(self, quote_id: str, status: str) -> None:
        for card in await self.page.store.elements(self.page.thread, "QuoteCard", quote_id):
            await self._mark(card, status)

    async def _mark(self, card: dict[str, Any], status: str) -> None:
        if card["props"]["status"] == "pending":
            props = {**card["props"], "status": status}
            await self.page.change({**card, "props": props}, key=props["quote"])

    async def _progress(self, render: RenderProgress) -> None:
        if render.seq < self._highest.get(render.render, 0):
            return
        self._highest[render.render] = render.seq
        await self.page.finish_saying()
        props = web_props.progress(render, self.language)
        ident = stable_id("render", render.render)
        await self.page.show("RenderProgress", ident, props, key=render.render)
        tasks = self.task_list(render)
        if render.status in GOING_ON:
            await self.page.emit("element", tasks)
        else:
            await self.page.emit("remove_element", {"id": tasks["id"]})

    async def _film(self, event: FilmReady) -> None:
        await self._end_progress(event.render, "done")
        ident = stable_id("film", event.render)
        await self.page.show("Film", ident, web_props.film(event, self.language), key=event.render)

    async def _uncertain(self, jobs: Sequence[Uncertain]) -> None:
        """A card for each job that waits for a person; the others on the page are settled."""
        for card in await self.page.store.elements(self.page.thread, "UncertainJob"):
            if card["props"]["job"] not in {one.fingerprint for one in jobs}:
                props = {**card["props"], "status": "settled"}
                await self.page.change({**card, "props": props}, key=props["job"])
        for one in jobs:
            props = web_props.uncertain(one, self.language)
            ident = stable_id("uncertain", f"{one.render}:{one.fingerprint}")
            await self.page.show("UncertainJob", ident, props, key=one.fingerprint)

    async def _end_progress(self, render: str, status: str) -> None:
        for shown in await self.page.store.elements(self.page.thread, "RenderProgress", render):
            if shown["props"]["status"] in GOING_ON:
                props = {**shown["props"], "status": status}
                await self.page.change({**shown, "props": props}, key=render)

    async def close_stale(self, events: tuple[Event, ...]) -> None:
        """What waits or goes on is what these events say, and nothing else on the page does."""
        waiting = {event.quote.id for event in events if isinstance(event, QuoteShown)}
        uncertain = [event for event in events if isinstance(event, UncertainShown)]
        await self._uncertain(uncertain[0].jobs if uncertain else ())
        moving = {event.progress.render for event in events if isinstance(event, RenderMoved)}
        for card in await self.page.store.elements(self.page.thread, "QuoteCard"):
            if card["props"]["quote"] not in waiting:
                await self._mark(card, "superseded")
        for shown in await self.page.store.elements(self.page.thread, "RenderProgress"):
            if shown["props"]["render"] not in moving:
                await self._end_progress(shown["props"]["render"], "ended")

    def task_list(self, render: RenderProgress) -> dict[str, Any]:
        """Chainlit's task list beside the chat; never kept, for it is only about now."""
        props, names = web_props.progress(render, self.language), _STAGE_NAMES[self.language]
        tasks = [
            {"title": f"{names[stage['kind']]} {stage['done']}/{stage['count']}",
             "status": _TASK_STATES[stage["state"]]}
            for stage in props["stages"]
        ]
        content = json.dumps({"status": f"{props['fraction']:.0%}", "tasks": tasks})
        return {
            "id": stable_id("tasks", props["render"]), "threadId": self.page.thread,
            "type": "tasklist", "name": "tasklist", "display": "inline", "forId": "",
            "url": f"data:application/json,{quote(content)}", "chainlitKey": None,
        }

    async def _problem(self, event: Problem, in_place: bool) -> None:
        props = {"language": self.language, "message": event.message, "next": event.next_step}
        if not in_place:
            await self._new("Problem", props)
            return
        shown = await self.page.store.elements(self.page.thread, "Problem")
        if not any(one["props"]["message"] == event.message for one in shown[-2:]):
            await self._new("Problem", props)
