"""Draws a conversation's events in a thread: what is said, and messages for all else.

Quotes, renders, films and uncertain jobs have keys that follow from their ids; all else is numbered
within what it belongs to (an event of Slack's, a render), so that drawing it again draws it there.
"""

import asyncio
import hashlib
import re
from collections.abc import Callable

from agent.address import own_address
from agent.events import (
    CheaperShown,
    ClipsShown,
    Event,
    FilmReady,
    Listed,
    Noted,
    PicturesOffered,
    Problem,
    ProjectsShown,
    QuoteShown,
    RenderMoved,
    Said,
    StoryboardShown,
    UncertainShown,
)
from agent.faces import slack_blocks as blocks
from agent.faces.slack_blocks import Shown
from agent.faces.slack_client import Piece
from agent.faces.slack_page import SlackPage
from agent.faces.slack_text import escaped, link, marked
from agent.faces.slack_words import word
from storage.errors import BadPicture
from storage.records import Language
from tools.media.small import small_jpeg
from tools.pipeline.approvers import approvers
from tools.pipeline.production import Production

_SIDE = 1024                             # pixels of a picture's long side in Slack
_MB = 1_000_000


class SlackDrawing:
    """One turn, or one render, drawn in a thread. `moves` is called with a render to be watched;
    None: this is what watches it."""

    def __init__(
        self, page: SlackPage, production: Production, origin: str, language: Language,
        moves: Callable[[str], None] | None = None,
    ) -> None:
        self._page, self._production = page, production
        self._origin, self._moves = origin, moves
        self._language = language
        self._count = 0
        self._saying: tuple[str, str] = ("", "")              # message, text so far

    @property
    def _address(self) -> str:
        settings = self._production.settings
        chat = settings.public_url.rstrip("/") or own_address(settings)
        return f"{chat}/open/{self._page.thread.id}"

    async def draw(self, event: Event) -> None:
        """Draw one event."""
        if isinstance(event, Said):
            await self._say(event)
            return
        await self.rest()
        match event:
            case StoryboardShown():
                await self._board(event)
            case QuoteShown():
                await self._quote(event)
            case RenderMoved():
                await self._progress(event)
            case FilmReady():
                await self._film(event)
            case ClipsShown():
                await self._clips(event)
            case UncertainShown():
                for one in event.jobs:
                    await self._page.put(f"uncertain:{one.render}:{one.fingerprint}",
                                         blocks.uncertain(one, self._language))
            case _:
                if shown := self._told(event):
                    await self.plain(shown)

    def _told(self, event: Event) -> Shown | None:
        """What has no id of its own; None for what Slack shows by itself, as a file it has."""
        match event:
            case Problem():
                return blocks.problem(event.message, event.next_step)
            case Listed():
                return blocks.listed(event)
            case ProjectsShown():
                return blocks.projects(event, self._language)
            case Noted():
                return Shown(escaped(event.text))
            case PicturesOffered():
                return blocks.pictures(event, self._language)
            case CheaperShown():
                return blocks.ways(event)
            case _:
                return None

    async def plain(self, shown: Shown) -> None:
        """Something without an id of its own."""
        self._count += 1
        await self._page.put(f"{self._origin}:{self._count}", shown)

    async def rest(self) -> None:
        """What was being said is said."""
        _, text = self._saying
        self._saying = ("", "")
        if text.strip():
            await self.plain(Shown(marked(text.strip())))

    async def _say(self, event: Said) -> None:
        message, text = self._saying
        if event.message != message:
            await self.rest()
            text = ""
        self._saying = (event.message, text + event.text)

    async def _quote(self, event: QuoteShown) -> None:
        may = approvers(self._production.settings, event.quote.total)
        text = blocks.quote_text(event, may, self._language)
        shown = blocks.quote(
            text, event.quote.id, self._language, at_hand=event.quote.at_hand is not None)
        await self._page.put(f"quote:{event.quote.id}", shown, waits=True)

    async def _board(self, event: StoryboardShown) -> None:
        """The pictures in one message. A render's own board is shown once all of them are made, and
        not again if the thread has it."""
        board = event.storyboard
        self._language = board.brief.language
        made = [(number, event.pictures[shot.id]) for number, shot in enumerate(board.shots, 1)
                if shot.id in event.pictures]
        mark = hashlib.sha256(" ".join(one.sha256 for _, one in made).encode()).hexdigest()[:8]
        name = f"board:{board.project}:{board.version}:{mark}:"
        if self._moves is None and (len(made) < len(board.shots) or self._page.has(name)):
            return
        key, text = f"{name}{self._origin}", blocks.board_text(event, self._address)
        try:
            pieces = [Piece(
                name=f"shot{number}_{_short(key)}.jpg",
                title=word("shot", self._language, number=number),
                data=await asyncio.to_thread(small_jpeg, self._production.path(one), _SIDE),
            ) for number, one in made]
        except BadPicture as exc:
            await self.plain(blocks.problem(str(exc), exc.next_step))
            pieces = []
        if not pieces or not await self._page.upload(key, text, pieces):
            await self._page.put(key, Shown(text))

    async def _progress(self, event: RenderMoved) -> None:
        render = event.progress.render
        if self._moves is not None:
            self._moves(render)
        else:
            await self._page.put(
                f"render:{render}", blocks.progress(event, self._language))

    async def _film(self, event: FilmReady) -> None:
        key, size = f"film:{event.render}", event.film.size
        text = blocks.film_text(event, self._address, self._language)
        if self._page.has(key):
            return
        why = word("too_large", self._language, mb=round(size / _MB))
        if size <= self._production.settings.slack_most_mb * _MB:
            data = await asyncio.to_thread(self._production.path(event.film).read_bytes)
            name = f"{_plain(event.title)}_v{event.version}_{event.render[:8]}{event.film.suffix}"
            if await self._page.upload(key, text, [Piece(name, event.title, data)]):
                return
            why = word("not_taken", self._language)
        opened = link(self._address, word("open", self._language))
        await self._page.put(key, Shown(f"*{escaped(event.title)}*\n{escaped(why)} {opened}"))

    async def _clips(self, event: ClipsShown) -> None:
        """The clips that were made, to be played in the thread; the sentence at least."""
        key, opened = f"clips:{event.render}", link(self._address, word("open", self._language))
        if self._page.has(key):
            return
        text = f"{escaped(event.text)} {opened}"
        found = [(one.shot, one.asset) for one in event.clips if one.asset]
        if found and sum(one.size for _, one in found) <= (
            self._production.settings.slack_most_mb * _MB
        ):
            pieces = [
                Piece(f"shot_{number}_{event.render[:8]}{asset.suffix}",
                      word("shot", self._language, number=number),
                      await asyncio.to_thread(self._production.path(asset).read_bytes))
                for number, asset in found]
            if await self._page.upload(key, text, pieces):
                return
        await self._page.put(key, Shown(text))


def _short(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def _plain(title: str) -> str:
    """A title as part of a file's name."""
    return re.sub(r"[^\w-]+", "_", title).strip("_")[:60] or "ad"
