"""From a provider's ticket to the take in the library: collected, kept, recorded, in this order.

Whatever is stopped meanwhile stops, unless it is paid for anyway. Errors leave with a whole
sentence, for that is all that DBOS keeps of them beside their name.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from dbos import DBOS

from storage.database import now
from storage.errors import AdFlowError, JobFailed
from storage.records import Take
from tools.pipeline.command import FRACTION, Order
from tools.pipeline.workshop import Workshop, current
from tools.providers.interface import Request, Ticket

STATUS_EVERY = 0.7                       # seconds between looks at how a job stands
MOST_RECOVERIES = 60


async def brought(
    order: Order, request: Request, ticket: Ticket, workflow: str
) -> dict[str, Any]:
    """The job's Take, from the library or from its provider.

    Where its job is cancelled it stops, unless it is paid for anyway: then it is brought in.
    """
    shop = current()
    if made := shop.library.take(order.owner, order.job.fingerprint):
        return made.model_dump(mode="json")
    await _raise_if_deadly(workflow)
    shop.journal.add("start", order.id, order.job.fingerprint)
    seen = [0.0]
    work = asyncio.create_task(_collect(shop, order, request, ticket, seen))
    watch = asyncio.create_task(_attend(work, shop, order, ticket, workflow, seen))
    try:
        with one_sentence():
            take = await work
    except asyncio.CancelledError as exc:
        raise JobFailed("It was stopped.") from exc
    finally:
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch
    return take.model_dump(mode="json")


async def _raise_if_deadly(workflow: str) -> None:
    """A job during which the worker died again and again is not tried for ever."""
    status = await DBOS.get_workflow_status_async(workflow)
    if status is not None and (status.recovery_attempts or 0) > MOST_RECOVERIES:
        raise JobFailed(
            f"The worker died {MOST_RECOVERIES} times while it was being made. "
            "See the worker's log in the data folder, then start the render again."
        )


async def _collect(
    shop: Workshop, order: Order, request: Request, ticket: Ticket, seen: list[float]
) -> Take:
    """Collect into a workspace, then keep: media first, take after it."""
    provider, began = shop.catalog.provider(order.job.provider), time.monotonic()

    def report(fraction: float) -> None:
        seen[0] = max(seen[0], min(1.0, fraction))

    with shop.workspace() as folder:
        made = await provider.collect(request, ticket, shop.library, folder, report)
        asset = await asyncio.to_thread(shop.keep, made.path, made.media_type)
    take = Take(
        fingerprint=order.job.fingerprint, asset=asset, cost=made.cost,
        estimated=made.estimated, provider_id=ticket.provider_id, purchase=order.bought_as,
        made_at=now(),
        seconds_taken=round(time.monotonic() - began, 3),
    )
    shop.library.record(order.owner, take)
    shop.news.tell()
    shop.journal.add("kept", order.id, order.job.fingerprint)
    return take


async def _attend(
    work: asyncio.Task[Take], shop: Workshop, order: Order, ticket: Ticket, workflow: str,
    seen: list[float],
) -> None:
    """Pass progress on, twice a second, and stop the work when its job is cancelled."""
    # `submit` has told already that the job is under way.
    told, stoppable = -1.0 if order.here or order.purchase.ticket else 0.0, True
    while True:
        if seen[0] != told:
            told = seen[0]
            await tell_fraction(workflow, told)
        await asyncio.sleep(STATUS_EVERY)
        if not stoppable:
            continue
        status = await DBOS.get_workflow_status_async(order.id)
        if status is not None and status.status == "CANCELLED":
            stoppable = await shop.catalog.provider(order.job.provider).cancel(ticket)
            if stoppable:
                work.cancel()


async def tell_fraction(workflow: str, fraction: float) -> None:
    """Say how far a workflow is, from 0 to 1; before the first time it has not begun."""
    await DBOS.update_workflow_attributes_async(workflow, {FRACTION: round(fraction, 3)})


@contextmanager
def one_sentence() -> Iterator[None]:
    """Lets an error out with its whole sentence as its text; what is no JobFailed becomes one."""
    try:
        yield
    except AdFlowError as exc:
        kind = type(exc) if isinstance(exc, JobFailed) else JobFailed
        raise kind(exc.sentence()) from exc
