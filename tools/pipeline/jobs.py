"""Jobs as durable workflows: whatever dies, a job goes on where it was, and is made once.

    render   starts its jobs in the plan's order and waits for them
    job      waits for its inputs, then for the provider
    call     holds a place in the provider's queue: submit, then collect into the library

The library is the memo: every step looks there first, so nothing whose asset is there runs again.
Steps run at least once; submitting and collecting are steps of their own, so the provider's id is
kept before anything else happens. Errors leave here as one `JobFailed` with a whole sentence.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from dbos import DBOS, SetWorkflowID

from storage.database import now
from storage.errors import AdFlowError, JobFailed
from storage.records import Asset, Take
from tools.pipeline.command import STOPPED, Command, Order, call_id
from tools.pipeline.workshop import Workshop, current
from tools.providers.interface import Request, Ticket

POLL = 0.1
STATUS_EVERY = 0.7
MOST_RECOVERIES = 60
INPUTS_WITHIN = 24 * 3600.0


@DBOS.workflow(name="render", max_recovery_attempts=None)
async def render(command: dict[str, Any]) -> list[str]:
    """Make a command's jobs; returns the ids of those that failed."""
    orders = Command.model_validate(command).orders
    for order in orders:
        with SetWorkflowID(order.id):
            await DBOS.start_workflow_async(make_job, order.model_dump(mode="json"))
    return await failures([order.id for order in orders])


@DBOS.step()
async def failures(ids: list[str]) -> list[str]:
    """Wait until all jobs have ended; which of them did not succeed."""
    waiting, failed = dict.fromkeys(ids), []
    while waiting:
        for id_ in list(waiting):
            status = await DBOS.get_workflow_status_async(id_)
            if status is not None and status.status in (*STOPPED, "SUCCESS"):
                del waiting[id_]
                failed += [id_] if status.status != "SUCCESS" else []
        await asyncio.sleep(3 * POLL)
    return failed


@DBOS.workflow(name="job", max_recovery_attempts=None)
async def make_job(data: dict[str, Any]) -> dict[str, Any]:
    """Make one job; returns its Take."""
    order = Order.model_validate(data)
    ready = await inputs_of(data)
    if ready["made"]:
        return dict(ready["made"])
    with SetWorkflowID(call_id(order.id)):
        handle = await DBOS.enqueue_workflow_async(
            order.job.provider, call, data, ready["inputs"]
        )
    return await handle.get_result(polling_interval_sec=POLL)


@DBOS.step()
async def inputs_of(data: dict[str, Any]) -> dict[str, Any]:
    """Check the grant, then wait for the inputs: `{"made": Take | None, "inputs": role → Asset}`.

    A step and not a wait between workflows, so that the next job starts within a tenth of a second.
    """
    order, shop = Order.model_validate(data), current()
    with _one_sentence():
        order.grant.check(shop.settings.grant_key, order.owner, order.job.fingerprint)
    if made := shop.library.take(order.owner, order.job.fingerprint):
        return {"made": made.model_dump(mode="json"), "inputs": {}}
    deadline, ask_at = time.monotonic() + INPUTS_WITHIN, 0.0
    while True:
        takes = {
            role: shop.library.take(order.owner, name) for role, name in order.job.inputs.items()
        }
        if all(takes.values()):
            found = {role: take.asset for role, take in takes.items() if take}
            return {"made": None, "inputs": _as_json(found)}
        if time.monotonic() > ask_at:
            ask_at = time.monotonic() + STATUS_EVERY
            await _raise_if_stopped(order, [n for r, n in order.job.inputs.items() if not takes[r]])
        if time.monotonic() > deadline:
            raise JobFailed("The parts it needs were not ready within a day. Start it again.")
        await asyncio.sleep(POLL)


def _as_json(assets: dict[str, Asset]) -> dict[str, Any]:
    return {role: asset.model_dump(mode="json") for role, asset in assets.items()}


async def _raise_if_stopped(order: Order, missing: list[str]) -> None:
    for name in missing:
        id_ = order.inputs.get(name)
        status = await DBOS.get_workflow_status_async(id_) if id_ else None
        if id_ is None or (status and status.status in STOPPED):
            raise JobFailed("A part it needs could not be made.")


@DBOS.workflow(name="call", max_recovery_attempts=None)
async def call(data: dict[str, Any], inputs: dict[str, Any]) -> dict[str, Any]:
    """The provider's part of a job, from handing in to the finished asset; returns a Take."""
    ticket = await submit(data, inputs)
    return await collect(data, inputs, ticket)


def _request(order: Order, inputs: dict[str, Any]) -> Request:
    assets = {role: Asset.model_validate(asset) for role, asset in inputs.items()}
    # Not only the job's id: another installation on the same account, or this one after its data
    # folder was wiped, must not be taken for it.
    installation = current().settings.secret("installation").decode()[:16]
    return Request(client_id=f"{installation}:{order.id}", job=order.job, inputs=assets)


@DBOS.step()
async def submit(data: dict[str, Any], inputs: dict[str, Any]) -> dict[str, Any]:
    """Hand the job in; returns the Ticket."""
    order, shop = Order.model_validate(data), current()
    with _one_sentence():
        provider = shop.catalog.provider(order.job.provider)
        ticket = await provider.submit(_request(order, inputs))
    return ticket.model_dump(mode="json")


@DBOS.step()
async def collect(
    data: dict[str, Any], inputs: dict[str, Any], ticket: dict[str, Any]
) -> dict[str, Any]:
    """Bring the job's file into the library; returns its Take. Stops when it is cancelled."""
    order, shop = Order.model_validate(data), current()
    if made := shop.library.take(order.owner, order.job.fingerprint):
        return made.model_dump(mode="json")
    await _raise_if_deadly(order)
    shop.journal.add("start", order.id, order.job.fingerprint)
    seen = [0.0]
    work = asyncio.create_task(
        _collect(shop, order, _request(order, inputs), Ticket.model_validate(ticket), seen)
    )
    watch = asyncio.create_task(_attend(work, call_id(order.id), seen))
    try:
        with _one_sentence():
            take = await work
    except asyncio.CancelledError as exc:
        await shop.catalog.provider(order.job.provider).cancel(Ticket.model_validate(ticket))
        raise JobFailed("It was stopped.") from exc
    finally:
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch
    return take.model_dump(mode="json")


async def _raise_if_deadly(order: Order) -> None:
    """A job during which the worker died again and again is not tried for ever."""
    status = await DBOS.get_workflow_status_async(call_id(order.id))
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
        estimated=made.estimated, provider_id=ticket.provider_id, made_at=now(),
        seconds_taken=round(time.monotonic() - began, 3),
    )
    shop.library.record(order.owner, take)
    shop.journal.add("kept", order.id, order.job.fingerprint)
    return take


async def _attend(work: asyncio.Task[Take], id_: str, seen: list[float]) -> None:
    """Pass progress on, twice a second, and stop the work when its job is cancelled."""
    told = -1.0
    while True:
        if seen[0] != told:
            told = seen[0]
            await DBOS.set_event_async("fraction", round(told, 3))
        await asyncio.sleep(STATUS_EVERY)
        status = await DBOS.get_workflow_status_async(id_)
        if status is not None and status.status == "CANCELLED":
            work.cancel()


@contextmanager
def _one_sentence() -> Iterator[None]:
    """Lets an error out as a JobFailed whose text is the whole sentence: DBOS keeps only that."""
    try:
        yield
    except AdFlowError as exc:
        raise JobFailed(exc.sentence()) from exc
