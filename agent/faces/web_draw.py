"""Draws a conversation's events on a thread's page: what is said, and cards for all else."""

from typing import Any
from uuid import uuid4

from agent.events import (
    CheaperShown,
    ClipsShown,
    Event,
    FileTaken,
    FilmReady,
    Listed,
    Noted,
    PicturesOffered,
    Problem,
    ProjectsShown,
    QuoteSettled,
    QuoteShown,
    RenderMoved,
    Said,
    StoryboardShown,
    UncertainShown,
    Working,
)
from agent.faces import web_props
from agent.faces.web_cards import Cards
from agent.faces.web_page import Page, stable_id


class Drawing:
    """One thread's page and what is being drawn on it. `language` is the project's."""

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
        self.language = language
        self._cards = Cards(page)
        self._status = stable_id("status", page.thread)
        self._waiting = False
        self._named = ""
        self._said: dict[str, str] = {}                       # this turn's messages → ids
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
            case (QuoteShown() | QuoteSettled() | CheaperShown() | RenderMoved() | FilmReady()
                  | ClipsShown() | UncertainShown() | ProjectsShown()):
                await self._cards.draw(event, self.language)
            case StoryboardShown():
                await self._storyboard(event, in_place)
            case FileTaken():
                await self._file(event)
            case PicturesOffered():
                await self._new("PicturesOffered", web_props.pictures(event, self.language))
            case Listed():
                await self._new("Listed", web_props.listed(event, self.language))
            case Noted() | Problem():
                await self._told(event, in_place)

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

    async def _new(self, name: str, props: dict[str, Any]) -> None:
        await self.page.finish_saying()
        await self.page.show(name, str(uuid4()), props, key="")

    async def _file(self, event: FileTaken) -> None:
        if event.name in self.attached:
            element, message = self.attached[event.name]
            url = web_props.media_url(event.asset)
            await self.page.picture(element, message, event.name, url, event.asset.media_type)

    async def _storyboard(self, event: StoryboardShown, in_place: bool) -> None:
        brief = event.storyboard.brief
        self.language = brief.language
        if not in_place and brief.name and brief.name != self._named:
            self._named = brief.name
            await self.page.rename(brief.name)
        await self._cards.board(event, in_place=in_place)

    async def close_stale(self, events: tuple[Event, ...]) -> None:
        """What waits or goes on is what these events say, and nothing else on the page does."""
        await self._cards.close_stale(events, self.language)

    def task_list(self, event: RenderMoved) -> dict[str, Any]:
        """Chainlit's task list beside the chat; never kept, for it is only about now."""
        return self._cards.task_list(event, self.language)

    async def _told(self, event: Noted | Problem, in_place: bool) -> None:
        if isinstance(event, Noted):
            await self.page.emit("toast", {"message": event.text, "type": "success"})
            return
        props = {"language": self.language, "message": event.message, "next": event.next_step}
        if not in_place:
            await self._new("Problem", props)
            return
        shown = await self.page.store.elements(self.page.thread, "Problem")
        if not any(one["props"]["message"] == event.message for one in shown[-2:]):
            await self._new("Problem", props)
