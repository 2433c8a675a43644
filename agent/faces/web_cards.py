"""The cards of a thread's page: board, quote, progress, film, uncertain jobs.

Quotes, renders and films are drawn under ids that follow from theirs, so each is on the page once,
whoever draws it and how often. A storyboard is drawn anew each time it comes up in the talk, and in
place when something of it is made or the page is opened again. Of boards and films only the newest
stands open; the ones before it are folded, so that the page reads as what is, not as what was.
"""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from agent.events import (
    CheaperShown,
    ClipsShown,
    Event,
    FilmReady,
    ProjectsShown,
    QuoteSettled,
    QuoteShown,
    RenderMoved,
    StoryboardShown,
    UncertainShown,
)
from agent.faces import web_props, web_props_film
from agent.faces.web_page import Page, stable_id
from storage.records import Uncertain

GOING_ON = ("approved", "running")
_TASK_STATES = {"waiting": "ready", "running": "running", "done": "done", "reused": "done",
                "failed": "failed", "stopped": "failed"}
Made = (QuoteShown | QuoteSettled | CheaperShown | RenderMoved | FilmReady | ClipsShown
        | UncertainShown | ProjectsShown)


class Cards:
    """Draws cards on one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._highest: dict[str, int] = {}                    # newest state drawn, by render

    async def draw(self, event: Made, language: str) -> None:
        """Draw what has an id of its own."""
        match event:
            case QuoteShown():
                await self._quote(event, language)
            case QuoteSettled():
                await self._settle(event.quote, "approved" if event.approved else "declined")
            case CheaperShown():
                await self._ways(event)
            case RenderMoved():
                await self._progress(event, language)
            case FilmReady():
                await self._film(event, language)
            case ClipsShown():
                await self._clips(event, language)
            case UncertainShown():
                await self._uncertain(event.jobs, language)
            case ProjectsShown():
                await self._projects(event, language)

    async def board(self, event: StoryboardShown, *, in_place: bool) -> None:
        """Draw a storyboard anew, or where it stands."""
        key, props = web_props.board_key(event.storyboard), web_props.storyboard(event)
        shown = await self._shown("Storyboard", key)
        if not in_place or not shown:
            await self.page.finish_saying()
            ident = str(uuid4())
            await self.page.show("Storyboard", ident, props, key=key)
            await self._fold("Storyboard", ident)
            return
        newest = (await self._shown("Storyboard"))[-1]["id"] == shown[-1]["id"]
        props["current"] = props["current"] and newest
        props["difference"] = props["difference"] or shown[-1]["props"].get("difference")
        await self.page.change({**shown[-1], "props": props}, key=key)

    async def _shown(self, name: str, key: str | None = None) -> list[dict[str, Any]]:
        return await self.page.store.elements(self.page.thread, name, key)

    async def _fold(self, name: str, newest: str) -> None:
        """What came before is not what is worked on."""
        for element in await self._shown(name):
            props = element["props"]
            if element["id"] != newest and props.get("current"):
                key = props.get("render") or web_props.storyboard_key(
                    props["project"], props["version"])
                await self.page.change({**element, "props": {**props, "current": False}}, key=key)

    async def _projects(self, event: ProjectsShown, language: str) -> None:
        """Draw the projects anew; after a click on their card, where it stands."""
        props, shown = web_props.projects(event, language), await self._shown("Projects")
        if event.again and shown:
            await self.page.change({**shown[-1], "props": props}, key="")
            return
        await self.page.finish_saying()
        await self.page.show("Projects", str(uuid4()), props, key="")

    # Money

    async def _quote(self, event: QuoteShown, language: str) -> None:
        await self.page.finish_saying()
        for card in await self._shown("QuoteCard"):
            if card["props"]["quote"] != event.quote.id:
                await self._mark(card, "superseded")
        props = web_props.quote_card(event, language)
        ident = stable_id("quote", event.quote.id)
        await self.page.show("QuoteCard", ident, props, key=event.quote.id)

    async def _settle(self, quote_id: str, status: str) -> None:
        for card in await self._shown("QuoteCard", quote_id):
            await self._mark(card, status)

    async def _mark(self, card: dict[str, Any], status: str) -> None:
        if card["props"]["status"] == "pending":
            props = {**card["props"], "status": status}
            await self.page.change({**card, "props": props}, key=props["quote"])

    async def _ways(self, event: CheaperShown) -> None:
        for card in await self._shown("QuoteCard", event.quote):
            props = {**card["props"], "ways": web_props.ways(event)}
            await self.page.change({**card, "props": props}, key=event.quote)

    # Renders and films

    async def _progress(self, event: RenderMoved, language: str) -> None:
        render = event.progress
        if render.seq < self._highest.get(render.render, 0):
            return
        self._highest[render.render] = render.seq
        await self.page.finish_saying()
        props = web_props_film.progress(event, language)
        ident = stable_id("render", render.render)
        await self.page.show("RenderProgress", ident, props, key=render.render)
        tasks = self.task_list(event, language)
        if render.status in GOING_ON:
            await self.page.emit("element", tasks)
        else:
            await self.page.emit("remove_element", {"id": tasks["id"]})
        await self._move_shots(event)

    async def _move_shots(self, event: RenderMoved) -> None:
        """The shots of the render's version move on its board."""
        key = web_props.storyboard_key(event.project, event.version)
        for board in (await self._shown("Storyboard", key))[-1:]:
            shots = [
                {**shot, **web_props.standing(event.shots[shot["id"]])}
                if shot["id"] in event.shots else shot for shot in board["props"]["shots"]
            ]
            if shots != board["props"]["shots"]:
                props = {**board["props"], "shots": shots}
                await self.page.change({**board, "props": props}, key=key)

    async def _film(self, event: FilmReady, language: str) -> None:
        await self._end_progress(event.render, "done")
        ident = stable_id("film", event.render)
        props = web_props_film.film(event, language)
        await self.page.show("Film", ident, props, key=event.render)
        await self._fold("Film", ident)

    async def _clips(self, event: ClipsShown, language: str) -> None:
        props = web_props_film.clips(event, language)
        await self.page.finish_saying()
        await self.page.show("Clips", stable_id("clips", event.render), props, key=event.render)

    async def _end_progress(self, render: str, status: str) -> None:
        for shown in await self._shown("RenderProgress", render):
            if shown["props"]["status"] in GOING_ON:
                props = {**shown["props"], "status": status}
                await self.page.change({**shown, "props": props}, key=render)

    async def _uncertain(self, jobs: Sequence[Uncertain], language: str) -> None:
        """A card for each job that waits for a person; the others on the page are settled."""
        for card in await self._shown("UncertainJob"):
            if card["props"]["job"] not in {one.fingerprint for one in jobs}:
                props = {**card["props"], "status": "settled"}
                await self.page.change({**card, "props": props}, key=props["job"])
        for one in jobs:
            props = web_props_film.uncertain(one, language)
            ident = stable_id("uncertain", f"{one.render}:{one.fingerprint}")
            await self.page.show("UncertainJob", ident, props, key=one.fingerprint)

    async def close_stale(self, events: tuple[Event, ...], language: str) -> None:
        """What waits or goes on is what these events say, and nothing else on the page does."""
        waiting = {event.quote.id for event in events if isinstance(event, QuoteShown)}
        uncertain = [event for event in events if isinstance(event, UncertainShown)]
        await self._uncertain(uncertain[0].jobs if uncertain else (), language)
        moving = {event.progress.render for event in events if isinstance(event, RenderMoved)}
        for card in await self._shown("QuoteCard"):
            if card["props"]["quote"] not in waiting:
                await self._mark(card, "superseded")
        for shown in await self._shown("RenderProgress"):
            if shown["props"]["render"] not in moving:
                await self._end_progress(shown["props"]["render"], "ended")

    def task_list(self, event: RenderMoved, language: str) -> dict[str, Any]:
        """Chainlit's task list beside the chat; never kept, for it is only about now."""
        props = web_props_film.progress(event, language)
        tasks = [
            {"title": f"{stage['name']} {stage['done']}/{stage['count']}",
             "status": _TASK_STATES[stage["state"]]}
            for stage in props["stages"]
        ]
        content = json.dumps({"status": f"{props['fraction']:.0%}", "tasks": tasks})
        return {
            "id": stable_id("tasks", props["render"]), "threadId": self.page.thread,
            "type": "tasklist", "name": "tasklist", "display": "inline", "forId": "",
            "url": f"data:application/json,{quote(content)}", "chainlitKey": None,
        }
