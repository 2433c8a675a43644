"""How what happened in the catalogue is shown: events made from projects, quotes and renders."""

import asyncio
import json
import logging
from typing import Any

from agent.boards import Boards
from agent.events import (
    ClipsShown,
    Event,
    FilmReady,
    PicturesOffered,
    Problem,
    QuoteShown,
    RenderMoved,
    StoryboardShown,
    UncertainShown,
)
from agent.films import Films
from agent.wording import animated, offer_in_words, wording
from storage.errors import AdFlowError
from storage.quotes import Render
from storage.records import (
    ENDED,
    Asset,
    Difference,
    JobKind,
    Language,
    Quote,
    RenderProgress,
    State,
    Storyboard,
)
from tools.pipeline.clips import clips_of
from tools.pipeline.production import Production
from tools.pipeline.shots import links

log = logging.getLogger(__name__)
CHANGING = ("write_storyboard", "write_film", "show_storyboard", "revise", "undo",
            "redo", "go_to_version", "start_variant", "open_project", "duplicate_project")
SEEN: tuple[JobKind, ...] = ("picture", "future", "clip", "master")   # shown of a shot


class Showing:
    """Makes events for one owner."""

    def __init__(self, production: Production, owner: str) -> None:
        self._production, self._owner = production, owner
        self._boards = Boards(production, owner)
        self._films = Films(production, owner, self._boards)

    def board(self, board: Storyboard, difference: Difference | None = None) -> StoryboardShown:
        """A storyboard with what is made of it; `difference` of the change that led to it."""
        return self._boards.shown(board, difference)

    def quote(self, quote: Quote, state: State) -> QuoteShown:
        """A quote in the project's language, with what it leaves alone and what budgets allow."""
        production = self._production
        board = production.projects.storyboard(quote.project, quote.version)
        shots = self._boards.plan(board).shots
        limits = production.limits_of(self._owner, quote.project)
        whole = tuple(number for number, shot in enumerate(board.shots, start=1)
                      if all(production.is_made(self._owner, job)
                             for job in shots[shot.id].values()))
        return QuoteShown(
            quote=quote, summary=offer_in_words(quote, state.brief.language),
            reused=quote.clips(reused=True) if quote.part == "clips" else whole,
            left=production.ledger.left(self._owner, quote.project, limits),
            cheaper=quote.total > 0 and quote.part != "clips",
        )

    def moved(self, progress: RenderProgress) -> RenderMoved:
        """A render's state, and how the shots of its version stand."""
        row = self._production.quotes.render(progress.render)
        board = self._production.projects.storyboard(row.project, row.version)
        return RenderMoved(
            progress=progress, project=row.project, version=row.version,
            shots=self._boards.standings(board, progress),
            links=links(self._boards.plan(board)),
        )

    def newest(self, state: State) -> tuple[RenderMoved, ...]:
        """The newest render's state, if it is of the storyboard that is worked on."""
        newest = self._production.quotes.newest_render(state.project)
        board = state.storyboard
        if newest and board and state.render and newest.version == board.version:
            return (self.moved(state.render),)
        return ()

    def film(self, render: Render) -> FilmReady:
        """A finished film. Raises NotFound if a part of it is gone."""
        board = self._production.projects.storyboard(render.project, render.version)
        return self._films.shown(render.id, board)

    async def film_when_heard(self, render: Render) -> FilmReady:
        """The same, with its sound looked at in another thread: the first time takes a moment."""
        board = self._production.projects.storyboard(render.project, render.version)
        self._films.film(board)              # it is all there
        await asyncio.to_thread(self._films.hear, board)
        return self.film(render)

    def clips(self, render: Render, language: Language) -> ClipsShown:
        """The clips that a render of clips made, and how many shots have theirs now."""
        production = self._production
        board = production.projects.storyboard(render.project, render.version)
        quote, _ = production.quotes.get(self._owner, render.id)
        found = clips_of(board, self._boards.plan(board), production.library, self._owner)
        left = [one.shot for one in found if one.asset is None]
        return ClipsShown(
            render=render.id, project=render.project, version=render.version,
            clips=tuple(one for one in found if one.asset and one.shot in quote.shots),
            text=animated(len(found), left, language))

    def after_step(self, step: str, output: Any, state: State) -> tuple[Event, ...]:
        """What a step's result looks like to a person; what failed is said, not shown."""
        told = as_object(output)
        if "error" in told:
            return ()
        if step == "read_product_page" and state.page and state.page.pictures:
            return (PicturesOffered(page=state.page),)
        if state.storyboard is None or step not in CHANGING:
            return ()
        found = told.get("difference")
        difference = Difference.model_validate(found) if found else None
        return (self.board(state.storyboard, difference), *self.newest(state))

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
            events.append(self.moved(seen))
        if render and render.part == "clips" and render.status in ENDED:
            events.append(self.clips(render, state.brief.language))
        films = [one for one in quotes.renders(state.project) if one.status == "done"]
        if render and render.status in ENDED and films:
            events.append(self.film(films[-1]))
        return tuple(events)

    def _next_offer(self, state: State) -> Quote | None:
        """What was to be offered when the page was closed: the film, after its pictures."""
        render = self._production.quotes.newest_render(state.project)
        try:
            return self._production.offer_after(render) if render else None
        except AdFlowError as exc:           # said when the person asks to go on
            log.info("no offer for project %s: %s", state.project, exc.sentence())
            return None


def seen_of(progress: RenderProgress) -> frozenset[str]:
    """The jobs of a render that are made and that a board shows."""
    return frozenset(
        job.fingerprint for job in progress.jobs if job.state == "done" and job.kind in SEEN)


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
