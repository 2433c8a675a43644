"""A production: everything `web` and the shell do with projects, over storage and the pipeline.

It holds the parts together and decides nothing that a pure function could. Every call names the
owner; what belongs to someone else is not found.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from storage.audit import Audit
from storage.brands import Brands
from storage.database import Catalogue, now
from storage.errors import BadInput, NotAllowed, TooMany
from storage.ledger import Ledger, Limits
from storage.library import Library
from storage.projects import Draft, Project, Projects
from storage.quotes import Quotes, Render, new_id
from storage.records import (
    Asset,
    Choices,
    Plan,
    Quote,
    QuotePart,
    Recipe,
    State,
    Storyboard,
    Uncertain,
)
from storage.reports import Reports
from storage.settings import Settings
from storage.slack import SlackBook
from storage.usage import Usage
from storage.whole_projects import WholeProjects
from tools.pipeline.approvers import check_approver
from tools.pipeline.at_hand import with_at_hand
from tools.pipeline.budgets import limits_of
from tools.pipeline.clips import asked_for, of_clips
from tools.pipeline.keyring import Keyring
from tools.pipeline.lengths import remarks, with_lengths
from tools.pipeline.plan import part_of, plan
from tools.pipeline.price import quote as price_quote
from tools.pipeline.prompt_check import PromptCheck
from tools.pipeline.recipes import recipe_of
from tools.pipeline.rendering import Rendering
from tools.pipeline.undecided import UndecidedJobs
from tools.providers.catalog import Catalog

PICTURES_WITHIN = 30.0                   # seconds to wait for free pictures of a new version

class Production:
    """One per process, over one data folder."""

    def __init__(self, settings: Settings, catalog: Catalog) -> None:
        settings.prepare()
        self.settings = settings
        self.catalogue = Catalogue(settings.catalogue)
        self.projects = Projects(self.catalogue)
        self.whole = WholeProjects(self.catalogue)
        self.brands = Brands(self.catalogue)
        self.keys = Keyring(self.catalogue, settings, catalog)
        self.quotes = Quotes(self.catalogue)
        self.usage = Usage(self.catalogue)
        self.library = Library(settings.library)
        self.catalog = catalog
        self.ledger = Ledger(self.catalogue)
        self.audit = Audit(self.catalogue)
        self.reports = Reports(self.catalogue)
        self.slack = SlackBook(self.catalogue)
        self._undecided = UndecidedJobs(
            self.ledger, self.quotes, self.is_made, catalog.title)
        self.prompts = PromptCheck(settings, catalog, self.audit)
        self.rendering = Rendering(
            settings, self.quotes, self.library, self.ledger, self.audit, catalog)

    def project(self, owner: str, thread: str, choices: Choices | None = None) -> Project:
        """The thread's project now; a new one is begun with these choices when there is none."""
        return self.projects.active(owner, thread) or self.projects.create(
            owner, thread, choices=choices)

    def begin_again(self, owner: str, thread: str) -> Project:
        """A new project in the thread, made by whom the one before it was to be made."""
        before = self.project(owner, thread).draft.choices
        return self.projects.create(owner, thread, choices=Choices(
            makers=before.makers, art_style=before.art_style))

    def state(self, owner: str, project: str) -> State:
        """All that is known of a project."""
        row = self.projects.get(owner, project)
        board = self.projects.storyboard(row.id, row.head) if row.head else None
        render = self.quotes.newest_render(row.id)
        films = self.quotes.finished(row.id)
        return State(
            project=row.id,
            title=row.title,
            brief=board.brief if board else row.draft.brief,
            choices=row.draft.choices,
            product=board.product if board else row.draft.product,
            answered=row.draft.answered,
            film=None if board else row.draft.film,
            page=row.draft.page,
            storyboard=board,
            newest=self.projects.newest(row.id),
            can_undo=bool(board and board.parent),
            can_redo=bool(board and self.projects.child(row.id, board.version)),
            quote=self.quotes.pending(row.id),
            render=self.quotes.last_progress(render.id) if render else None,
            film_version=films[-1] if films else None,
            spent=self.ledger.spent(owner, row.id),
            brands=tuple(kit.name for kit in self.brands.all(owner)),
            brand=board.brand if board else self.brands.preferred(owner),
            uncertain=self.uncertain(owner, row.id),
        )

    def save_draft(self, row: Project, draft: Draft) -> None:
        """Keep what is known before there is a storyboard; the title follows the name, unless the
        person gave it another."""
        follows = row.title in ("", row.draft.brief.name)
        self.projects.save_draft(row, draft, draft.brief.name if follows else None)

    def keep_upload(self, owner: str, data: bytes, draft: Asset, name: str) -> Asset:
        """Keep what was taken in; the same bytes are one asset."""
        asset = self.library.take_in(owner, data, draft)
        self.projects.add_upload(owner, asset, name)
        return asset

    def path(self, asset: Asset) -> Path:
        """Where an asset's bytes are."""
        return self.library.path(asset)

    # Plans, quotes and renders

    def limits_of(self, owner: str, project: str) -> Limits:
        """The budgets that hold for a project, in microdollars."""
        return limits_of(self.settings, self.projects.get(owner, project).draft.choices)

    def recipe(self, choices: Choices) -> Recipe:
        """How a product ad is made by these choices and the settings. Raises BadInput."""
        return recipe_of(self.settings, self.catalog, choices)

    def with_lengths(self, storyboard: Storyboard) -> Storyboard:
        """The storyboard with the length of each clip as the settings ask for it to be bought."""
        return with_lengths(
            storyboard, self.catalog, prefer_shorter=self.settings.prefer_shorter)

    def check_length(self, storyboard: Storyboard) -> None:
        """Raises BadInput for a film longer than the settings allow."""
        most = self.settings.seconds_per_film
        if most and storyboard.seconds > most:
            raise BadInput(
                f"The film would last {storyboard.seconds:g} seconds; {most:g} are allowed here.",
                "Make it shorter, or raise ADFLOW_SECONDS_PER_FILM.")

    def plan(self, storyboard: Storyboard) -> Plan:
        """The storyboard's jobs."""
        return plan(storyboard, self.catalog)

    def plan_of(self, render: Render) -> Plan:
        """The plan, or the part of it, that a render makes."""
        quote, _ = self.quotes.get(render.owner, render.id)
        whole = self.plan(self.projects.storyboard(render.project, render.version))
        return part_of(whole, quote.part, quote.shots)

    def is_made(self, owner: str, fingerprint: str) -> bool:
        """Whether a job's asset is in this owner's library."""
        return self.library.take(owner, fingerprint) is not None

    def offer(
        self, owner: str, storyboard: Storyboard, part: QuotePart | None = None,
        shots: Sequence[int] = (),
    ) -> Quote:
        """A new quote for a storyboard, waiting for a yes.

        Pictures that have to be bought come first, on a quote of their own, so that clips are made
        from pictures somebody has seen (`still_gate`); `part` says otherwise. `clips` are those of
        the `shots`, by number; of none: all that are missing. Raises BadInput, OverBudget,
        Undecided, and EnvironmentProblem where keys are missing.
        """
        jobs = self.plan(storyboard)
        if part == "clips":
            shots = asked_for(storyboard, jobs, lambda name: self.is_made(owner, name), shots)
        self.check_keys(owner, part_of(jobs, part or "film", shots))
        offered = self._priced(owner, storyboard, jobs, part or "film", tuple(shots))
        if part is None and self.still_gate(owner, storyboard.project) and _buys_pictures(offered):
            offered = self._priced(owner, storyboard, jobs, "pictures")
        self._undecided.check(offered)
        offered = self.prompts.by_rules(offered, storyboard.brief)
        offered = with_at_hand(
            offered, jobs, storyboard, self.projects, self.library, self.catalog,
            lambda other: self._priced(owner, other, self.plan(other), offered.part).total)
        self.ledger.check(offered, self.limits_of(owner, storyboard.project))
        self.quotes.offer(offered)
        return offered

    def still_gate(self, owner: str, project: str) -> bool:
        """Whether pictures that have to be bought are looked at before clips are bought."""
        own = self.projects.get(owner, project).draft.choices.still_gate
        return self.settings.still_gate if own is None else own

    def _priced(
        self, owner: str, storyboard: Storyboard, jobs: Plan, part: QuotePart,
        shots: tuple[int, ...] = (),
    ) -> Quote:
        told, wanted = remarks(storyboard, self.catalog), part_of(jobs, part, shots)
        return price_quote(
            wanted, self.catalog,
            lambda fingerprint: self.is_made(owner, fingerprint),
            id=new_id(), owner=owner, project=storyboard.project, version=storyboard.version,
            created_at=now(), paid=self.ledger.left_open(owner), part=part,
            remarks=of_clips(told, wanted) if part == "clips" else told, shots=shots,
            markup=self.settings.markup,
        )

    def price(self, owner: str, storyboard: Storyboard) -> Quote:
        """What a storyboard's film would cost. Nothing is offered or kept."""
        return self._priced(owner, storyboard, self.plan(storyboard), "film")

    def offer_after(self, render: Render) -> Quote | None:
        """The film's quote, once its pictures were bought and nothing else came in between.

        The one that waits already, if there is one. Raises what `offer` does.
        """
        row = self.projects.get(render.owner, render.project)
        newest = self.quotes.newest_render(render.project)
        if render.part != "pictures" or render.status != "done" or row.head != render.version or (
            newest is None or newest.id != render.id
        ):
            return None
        waiting = self.quotes.pending(render.project)
        if waiting is not None:
            return waiting
        return self.offer(
            render.owner, self.projects.storyboard(render.project, render.version), "film")

    def uncertain(self, owner: str, project: str = "") -> tuple[Uncertain, ...]:
        """Jobs of a project, or of all, of which nobody knows whether they were bought."""
        return self._undecided.of(owner, project)

    def check_keys(self, owner: str, jobs: Plan) -> None:
        """Raises EnvironmentProblem naming all keys that are missing for what has to be made."""
        self.keys.check(owner, dict.fromkeys(
            job.provider for job in jobs.jobs if not self.is_made(owner, job.fingerprint)))

    async def approve(self, owner: str, quote: str, by: str) -> bool:
        """Say yes. True for the one who did; the render is started in any case.

        Raises NotAllowed when the quote was declined or replaced by a newer one, and when it costs
        more than `by` may say yes to.
        """
        offered, status = self.quotes.get(owner, quote)
        if status == "pending":
            check_approver(self.settings, offered, by)
            with self.keys.of(owner):
                await self.prompts.by_moderation(offered, by)
        limits = self.limits_of(owner, offered.project)
        won = self.quotes.decide(quote, "approved", by, limits)
        _, status = self.quotes.get(owner, quote)
        if status != "approved":
            raise NotAllowed("This offer no longer stands.", "Ask for the price again.")
        await self.rendering.go_on(self.quotes.render(quote), self)
        return won

    async def approve_free(self, owner: str, quote: Quote, why: str) -> None:
        """Carry out a quote that buys nothing, without asking."""
        if quote.total > 0:
            raise NotAllowed("What costs money needs a yes.", "Ask the person first.")
        await self.approve(owner, quote.id, by=why)

    async def stop(self, owner: str, render: str) -> None:
        """Stop a render; what it finished is kept."""
        row = self.quotes.render(render)
        if row.owner != owner:
            raise BadInput("This render is not known.")
        await self.rendering.stop(row, self.quotes.unended())

    async def make_pictures(self, owner: str, storyboard: Storyboard) -> None:
        """Make the shots' pictures where that is free, and wait a while for them."""
        offered = self._priced(owner, storyboard, self.plan(storyboard), "pictures")
        if offered.total > 0 or not offered.made:
            return
        self.quotes.offer(offered, asked=False)
        try:
            await self.approve_free(owner, offered, why="free pictures")
        except TooMany:                      # they are made with the film, then
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(PICTURES_WITHIN):
                async for _ in self.rendering.follow(offered.id):
                    pass

    def pictures(self, owner: str, storyboard: Storyboard) -> dict[str, Asset]:
        """The shots' pictures that are made, by shot id."""
        jobs = self.plan(storyboard)
        takes = {shot: self.library.take(owner, made["picture"])
                 for shot, made in jobs.shots.items() if "picture" in made}
        return {shot: take.asset for shot, take in takes.items() if take}


def _buys_pictures(quote: Quote) -> bool:
    return any(line.kind == "picture" and line.price for line in quote.made)


@asynccontextmanager
async def open_production(settings: Settings, catalog: Catalog) -> AsyncIterator[Production]:
    """A production that starts and watches what was approved for as long as it is open."""
    production = Production(settings, catalog)
    going_on = asyncio.create_task(production.rendering.reconcile_for_ever(production))
    try:
        yield production
    finally:
        going_on.cancel()
        await asyncio.gather(going_on, return_exceptions=True)
        await production.rendering.close()
