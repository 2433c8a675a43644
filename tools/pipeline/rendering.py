"""Renders, seen from `web`: start what was approved, watch it, stop it.

The approved row is the command. Starting is idempotent (the render's id is the quote's), so it is
done at once, when a process starts, and periodically; a crash between the yes and the start loses
nothing. What is seen of a render is appended to our own table, so every face sees the same.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Protocol

from dbos import DBOSClient, DBOSPortableJSONSerializer, WorkflowStatus
from sqlalchemy.exc import SQLAlchemyError

from storage.audit import Audit
from storage.errors import AdFlowError, BadInput, NotAllowed
from storage.ledger import Ledger
from storage.library import Library
from storage.quotes import Quotes, Render
from storage.records import ENDED, JobState, Plan, Quote, RenderProgress, RenderStatus
from storage.settings import Settings
from tools.pipeline.command import (
    APPLICATION,
    RENDER_QUEUE,
    STOPPED,
    VERSION,
    database_url,
    job_id,
)
from tools.pipeline.handing_in import check_made_anew, command_of
from tools.pipeline.looking import Lookout
from tools.pipeline.news import News
from tools.pipeline.progress import Sighting, outcome, progress_of, still_uncertain
from tools.pipeline.settling import note_outcomes, settle
from tools.providers.catalog import Catalog

LOOK_EVERY, LAST_LOOK = 0.3, 0.05       # seconds; the shorter where one job is left
RECONCILE_EVERY = 3.0
log = logging.getLogger(__name__)


class Plans(Protocol):
    """Knows the plan a render was quoted for."""

    def plan_of(self, render: Render) -> Plan:
        """The plan, or the part of it, that this render makes."""
        ...


class Rendering:
    """Starts, watches and stops renders through the job database; never executes a job."""

    def __init__(
        self, settings: Settings, quotes: Quotes, library: Library, ledger: Ledger, audit: Audit,
        catalog: Catalog,
    ) -> None:
        self._settings, self._quotes, self._library = settings, quotes, library
        self._ledger, self._audit, self._catalog = ledger, audit, catalog
        self._watchers: dict[str, asyncio.Task[None]] = {}
        self._news = News()
        self._client: DBOSClient | None = None

    @property
    def client(self) -> DBOSClient:
        """The job database, opened when it is first needed."""
        if self._client is None:
            self._client = DBOSClient(
                system_database_url=database_url(self._settings),
                serializer=DBOSPortableJSONSerializer(),
                application_name=APPLICATION,
                lazy=True,
                retry_connection_errors=False,
            )
        return self._client

    @property
    def _lookout(self) -> Lookout:
        return Lookout(self.client)

    async def close(self) -> None:
        """Stop watching; the renders go on."""
        for watcher in self._watchers.values():
            watcher.cancel()
        await asyncio.gather(*self._watchers.values(), return_exceptions=True)
        if self._client is not None:
            await asyncio.to_thread(self._client.destroy)

    async def reconcile_for_ever(self, plans: Plans) -> None:
        """Start and watch every approved render that has not ended, again and again."""
        while True:
            for render in self._quotes.unended():
                try:
                    await self.go_on(render, plans)
                except AdFlowError as exc:      # it waits; the others must not wait for it
                    log.warning("render %s cannot go on now: %s", render.id, exc.sentence())
            for name in self._ledger.renders_left_open():
                await self._settle_late(self._quotes.render(name))
            await asyncio.sleep(RECONCILE_EVERY)

    async def _settle_late(self, render: Render) -> None:
        """What was still on its way when its render ended, or uncertain, may have come since."""
        quote, _ = self._quotes.get(render.owner, render.id)
        last = self._quotes.last_progress(render.id)
        if last is not None and not any(job.state == "running" for job in last.jobs):
            self._settle(quote, render, still_uncertain(last))
            return
        try:
            seen = await self._lookout.sightings(render.owner, render.attempts)
        except SQLAlchemyError as exc:
            log.info("render %s is settled later: %s", render.id, exc)
            return
        self._settle(quote, render, seen)
        self._see(quote, seen, render.status, render.problem)

    async def go_on(self, render: Render, plans: Plans) -> None:
        """Start a render if it is not started, and see that it is watched."""
        quote, _ = self._quotes.get(render.owner, render.id)
        if self._finish_if_made(render, quote):
            return
        try:
            plan = plans.plan_of(render)
        except BadInput as exc:             # for instance a model that is not offered any more
            self._end_unstarted(quote, "failed", exc.sentence())
            return
        if self._quotes.last_progress(render.id) is None:   # seen at once, also without a worker
            waiting = {line.fingerprint: Sighting("waiting") for line in quote.made}
            self._see(quote, waiting, "approved")
        try:
            await self._start(render, quote, plan)
        except SQLAlchemyError as exc:      # the worker has not made its database yet
            log.info("render %s waits for the worker: %s", render.id, exc)
            return
        if render.id not in self._watchers or self._watchers[render.id].done():
            self._watchers[render.id] = asyncio.create_task(self._watch(render.id, quote))

    def _finish_if_made(self, render: Render, quote: Quote) -> bool:
        """A render of which everything is in the library is done; no worker is needed."""
        if not all(self._library.take(quote.owner, line.fingerprint) for line in quote.lines):
            return False
        self._settle(quote, render, {})
        self._conclude(quote, dict.fromkeys(render.attempts, Sighting("done", 1.0)), "done")
        return True

    def _end_unstarted(self, quote: Quote, status: RenderStatus, problem: str = "") -> None:
        """End a render of which no job was begun, so no watcher will see it end."""
        state: JobState = "failed" if status == "failed" else "cancelled"
        seen = {line.fingerprint: Sighting(state, problem=problem) for line in quote.made}
        self._settle(quote, self._quotes.render(quote.id), seen)
        self._conclude(quote, seen, status, problem)

    async def _start(self, render: Render, quote: Quote, plan: Plan) -> None:
        if render.status != "approved":
            return
        made = [job for job in plan.jobs
                if not self._library.take(quote.owner, job.fingerprint)]
        left = self._ledger.left_open(quote.owner)
        try:
            check_made_anew(self._catalog, quote, made, left)
        except NotAllowed as exc:
            self._end_unstarted(quote, "failed", exc.sentence())
            return
        attempts = render.attempts or self._quotes.fix_attempts(
            render.id,
            await self._lookout.next_attempts(quote.owner, [job.fingerprint for job in made]),
        )
        try:
            purchases = await self._lookout.purchases(quote, attempts, left)
        except NotAllowed as exc:
            self._end_unstarted(quote, "failed", exc.sentence())
            return
        command = command_of(self._settings, self._catalog, quote, plan, attempts, purchases)
        await self.client.enqueue_async(
            {"queue_name": RENDER_QUEUE, "workflow_name": "render", "workflow_id": render.id,
             "app_version": VERSION},
            command.model_dump(mode="json"),
        )
        self._quotes.set_status(render.id, "running")
        started = self._quotes.render(render.id)
        if started.status == "cancelled":       # stopped while it was being started
            await self.stop(started, self._quotes.unended())
            return
        self._see(quote, dict.fromkeys(attempts, Sighting("waiting")))

    async def _watch(self, render: str, quote: Quote) -> None:
        """Look at a render until it has ended; there is one such watcher a render."""
        while row := next((one for one in self._quotes.unended() if one.id == render), None):
            sightings = await self._lookout.sightings(quote.owner, row.attempts)
            whole = await self.client.list_workflows_async(workflow_ids=[render])
            ended = bool(whole) and whole[0].status in (*STOPPED, "SUCCESS")
            settle(self._ledger, self._library, row, sightings)
            if ended:
                self._settle(quote, row, sightings)
                self._end(quote, sightings, whole[0])
            else:
                self._see(quote, sightings)
            left = sum(one.state != "done" for one in sightings.values())
            await asyncio.sleep(LOOK_EVERY if left > 1 else LAST_LOOK)

    def _settle(self, quote: Quote, render: Render, seen: Mapping[str, Sighting]) -> None:
        """Close the account of a render that goes on no more."""
        settle(self._ledger, self._library, render, seen, ended=True)
        note_outcomes(self._audit, self._library, quote, seen)

    def _see(
        self, quote: Quote, sightings: dict[str, Sighting], status: RenderStatus = "running",
        problem: str = "",
    ) -> None:
        """Append what was seen, if it differs from the last."""
        last = self._quotes.last_progress(quote.id)
        seen = progress_of(quote, sightings, last.seq if last else 0, status, problem)
        if seen != last:
            self._quotes.add_progress(seen.model_copy(update={"seq": seen.seq + 1}))
            self._news.tell()

    def _end(
        self, quote: Quote, sightings: dict[str, Sighting], whole: WorkflowStatus
    ) -> None:
        made = all(self._library.take(quote.owner, line.fingerprint) for line in quote.lines)
        status, problem = outcome(
            quote, sightings, made=made, stopped=whole.status == "CANCELLED")
        self._conclude(quote, sightings, status, problem)

    def _conclude(
        self, quote: Quote, sightings: dict[str, Sighting], status: RenderStatus,
        problem: str = "",
    ) -> None:
        """The last that is seen of a render, then its end: who follows it misses nothing."""
        self._see(quote, sightings, status, problem)
        self._quotes.set_status(quote.id, status, problem)
        self._news.tell()

    async def follow(self, render: str, after: int = 0) -> AsyncIterator[RenderProgress]:
        """What was and will be seen of a render, from a sequence number on, until it has ended."""
        while True:
            seen = self._news.next()
            ended = self._quotes.render(render).status in ENDED
            for progress in self._quotes.progress(render, after):
                after = progress.seq
                yield progress
            if ended:
                return
            await self._news.wait(LOOK_EVERY, seen)

    async def stop(self, render: Render, others: Iterable[Render]) -> None:
        """Cancel a render and those of its jobs that no other unended render needs.

        What is handed in at a provider that cannot stop it is paid for, and is kept when it comes.
        """
        needed = {
            job_id(other.owner, name, attempt)
            for other in others if other.id != render.id
            for name, attempt in other.attempts.items()
        }
        mine = {job_id(render.owner, name, n) for name, n in render.attempts.items()} - needed
        try:
            await self.client.cancel_workflows_async([render.id, *mine])
        except SQLAlchemyError as exc:          # no worker has made its database yet
            log.info("render %s was not begun: %s", render.id, exc)
        if render.status == "approved":
            quote, _ = self._quotes.get(render.owner, render.id)
            self._end_unstarted(quote, "cancelled")
