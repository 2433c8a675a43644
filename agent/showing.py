"""How what happened in the catalogue is shown: events made from projects, quotes and renders."""

import json
import logging
from typing import Any

from agent.events import (
    Event,
    FilmReady,
    Part,
    PicturesOffered,
    Problem,
    QuoteShown,
    RenderMoved,
    StoryboardShown,
    UncertainShown,
)
from agent.wording import offer_in_words, wording
from storage.errors import AdFlowError
from storage.quotes import Render
from storage.records import ENDED, Asset, Language, Quote, State, Storyboard
from tools.pipeline.film import film_of
from tools.pipeline.production import Production

log = logging.getLogger(__name__)
CHANGING = ("write_storyboard", "show_storyboard", "revise", "undo", "redo")


class Showing:
    """Makes events for one owner."""

    def __init__(self, production: Production, owner: str) -> None:
        self._production, self._owner = production, owner

    def board(self, storyboard: Storyboard) -> StoryboardShown:
        """A storyboard with the pictures that are made."""
        pictures = self._production.pictures(self._owner, storyboard)
        return StoryboardShown(storyboard=storyboard, pictures=pictures)

    def quote(self, quote: Quote, state: State) -> QuoteShown:
        """A quote in the project's language."""
        return QuoteShown(quote=quote, summary=offer_in_words(quote, state.brief.language))

    def film(self, render: str, project: str, version: int) -> FilmReady:
        """A finished film with its parts. Raises NotFound if a part is gone."""
        production = self._production
        board = production.projects.storyboard(project, version)
        film = film_of(board, production.plan(board), production.library, self._owner)
        title = production.projects.get(self._owner, project).title or board.brief.name
        return FilmReady(
            render=render, project=project, version=version, title=title,
            film=film.cut, poster=film.poster,
            parts=tuple(Part(name=name, asset=asset) for name, asset in film.parts),
        )

    def after_step(self, step: str, output: Any, state: State) -> tuple[Event, ...]:
        """What a step's result looks like to a person; what failed is said, not shown."""
        if "error" in as_object(output):
            return ()
        if step == "read_product_page" and state.page and state.page.pictures:
            return (PicturesOffered(page=state.page),)
        if state.storyboard is None or step not in CHANGING:
            return ()
        newest = self._production.quotes.newest_render(state.project)
        board = self.board(state.storyboard)
        if newest and state.render and newest.version == state.storyboard.version:
            return (board, RenderMoved(progress=state.render))
        return (board,)

    def failure(self, render: Render, language: Language) -> tuple[Event, ...]:
        """What went wrong in a render that failed: what is known, and what a person must decide."""
        seen = self._production.quotes.last_progress(render.id)
        jobs = seen.jobs if seen else ()
        failed = [job for job in jobs if job.state == "failed" and job.problem]
        uncertain = self._production.uncertain(self._owner, render.project)
        events: list[Event] = [UncertainShown(jobs=uncertain)] if uncertain else []
        if failed or not uncertain:
            said = " ".join(f"{job.label}: {job.problem}" for job in failed) or render.problem
            refused = any(job.error == "ProviderRefused" and job.shot for job in failed)
            events.insert(0, Problem(
                message=said or wording("not_finished", language),
                next_step=wording("rewrite" if refused else "try_again", language),
            ))
        return tuple(events)

    def everything(self, state: State) -> tuple[Event, ...]:
        """What a reopened page has to show again."""
        quotes, events = self._production.quotes, list[Event]()
        if state.storyboard:
            events.append(self.board(state.storyboard))
        if quote := state.quote or self._next_offer(state):
            events.append(self.quote(quote, state))
        if state.uncertain:
            events.append(UncertainShown(jobs=state.uncertain))
        render = quotes.newest_render(state.project)
        if render and (seen := quotes.last_progress(render.id)):
            events.append(RenderMoved(progress=seen))
        films = [one for one in quotes.renders(state.project) if one.status == "done"]
        if render and render.status in ENDED and films:
            events.append(self.film(films[-1].id, state.project, films[-1].version))
        return tuple(events)


    def _next_offer(self, state: State) -> Quote | None:
        """What was to be offered when the page was closed: the film, after its pictures."""
        render = self._production.quotes.newest_render(state.project)
        try:
            return self._production.offer_after(render) if render else None
        except AdFlowError as exc:           # said when the person asks to go on
            log.info("no offer for project %s: %s", state.project, exc.sentence())
            return None


def attachment(asset: Asset, name: str) -> str:
    """How a file is told to the director."""
    safe = "".join(ch for ch in name if ch.isprintable() and ch not in '"[]')[:80]
    if asset.media_type.startswith("font/"):
        return f'[attached font {asset.sha256} "{safe}"]'
    if asset.media_type.startswith("audio/"):
        return f'[attached sound {asset.sha256} {asset.seconds} s "{safe}"]'
    return f'[attached picture {asset.sha256} {asset.width}x{asset.height} "{safe}"]'


def as_object(output: Any) -> dict[str, Any]:
    """A JSON text as an object; empty for anything else."""
    try:
        found = json.loads(output)
    except (TypeError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
