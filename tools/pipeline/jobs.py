"""Jobs as durable workflows: whatever dies, a job goes on where it was, and is made once.

    render   starts its jobs, first those that need no other, and waits for them
    job      waits for its inputs, then makes what is made here, or waits for the provider's
    call     takes one of the provider's places: submit, then collect into the library

The library is the memo: every step looks there first, so nothing whose asset is there runs again.
Steps run at least once; submitting and collecting are steps of their own, so the provider's id is
kept before anything else happens. Where the provider takes no id of ours, the intent to buy is
recorded before: if the worker dies between the two, the job is uncertain and is not bought again.
Errors leave here under their own names with a whole sentence: that is all DBOS keeps of them.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dbos import DBOS, PortableWorkflowError, SetWorkflowID

from storage.errors import (
    BadKey,
    InputMissing,
    JobFailed,
    NoCredit,
    ProviderLost,
    job_error,
)
from storage.records import Asset
from tools.pipeline.collecting import STATUS_EVERY, brought, one_sentence, tell_fraction
from tools.pipeline.command import STOPPED, Command, Order
from tools.pipeline.workshop import current
from tools.providers.interface import Request, Ticket

POLL, RENDERS_EVERY = 0.05, 0.1
CALLS_EVERY = 0.3                        # what needs a call's result sees it in the library at once
INPUTS_EVERY = 2.0
INPUTS_WITHIN = 24 * 3600.0


@DBOS.workflow(name="render", max_recovery_attempts=None)
async def render(command: dict[str, Any]) -> list[str]:
    """Make a command's jobs; returns the ids of those that failed."""
    orders = Command.model_validate(command).orders
    current().warm_up()
    await _start([order for order in orders if not order.inputs])
    await beginning()
    await _start([order for order in orders if order.inputs])
    return await failures([order.id for order in orders])


async def _start(orders: list[Order]) -> None:
    for order in orders:
        with SetWorkflowID(order.id):
            await DBOS.start_workflow_async(make_job, order.model_dump(mode="json"))


@DBOS.step()
async def beginning() -> None:
    """Let the jobs that wait for nothing get under way before the many that wait for them."""
    await current().news.wait(STATUS_EVERY)


@DBOS.step()
async def failures(ids: list[str]) -> list[str]:
    """Wait until all jobs have ended; which of them did not succeed."""
    waiting, failed = set(ids), list[str]()
    while True:
        found = await DBOS.list_workflows_async(
            workflow_ids=sorted(waiting), load_input=False, load_output=False)
        ended = [one for one in found if one.status in (*STOPPED, "SUCCESS")]
        waiting -= {one.workflow_id for one in ended}
        failed += [one.workflow_id for one in ended if one.status != "SUCCESS"]
        if not waiting:
            return sorted(failed)
        await current().news.wait(STATUS_EVERY if len(waiting) > 1 else POLL)


@DBOS.workflow(name="job", max_recovery_attempts=None)
async def make_job(data: dict[str, Any]) -> dict[str, Any]:
    """Make one job; returns its Take."""
    order, shop = Order.model_validate(data), current()
    with _own_errors():
        with one_sentence():
            order.grant.check(shop.settings.grant_key, order.owner, order.job.fingerprint)
        # Not a step: whatever of it was done before a crash, what follows is the same.
        if made := shop.library.take(order.owner, order.job.fingerprint):
            return made.model_dump(mode="json")
        inputs = await inputs_of(data) if order.job.inputs else {}
        if order.here:
            return await make_here(data, inputs)
        with SetWorkflowID(order.purchase.call):
            handle = await DBOS.start_workflow_async(call, data, inputs)
        return await handle.get_result(polling_interval_sec=CALLS_EVERY)


@DBOS.step()
async def inputs_of(data: dict[str, Any]) -> dict[str, Any]:
    """Wait for the inputs: role → Asset.

    A step and not a wait between workflows, so that the next job starts at once.
    """
    order, shop = Order.model_validate(data), current()
    deadline, ask_at = time.monotonic() + INPUTS_WITHIN, 0.0
    while True:
        kept = shop.news.next()              # before looking, so that nothing is missed
        takes = {
            role: shop.library.take(order.owner, name) for role, name in order.job.inputs.items()
        }
        if all(takes.values()):
            return {role: take.asset.model_dump(mode="json")
                    for role, take in takes.items() if take}
        if time.monotonic() > ask_at:
            ask_at = time.monotonic() + INPUTS_EVERY
            await _raise_if_stopped(order, [n for r, n in order.job.inputs.items() if not takes[r]])
        if time.monotonic() > deadline:
            raise JobFailed("The parts it needs were not ready within a day. Start it again.")
        await shop.news.wait(INPUTS_EVERY, kept)


async def _raise_if_stopped(order: Order, missing: list[str]) -> None:
    for name in missing:
        id_ = order.inputs.get(name)
        status = await DBOS.get_workflow_status_async(id_) if id_ else None
        if id_ is None or (status and status.status in STOPPED):
            raise InputMissing("A part it needs could not be made.")


@DBOS.step()
async def make_here(data: dict[str, Any], inputs: dict[str, Any]) -> dict[str, Any]:
    """Make what this machine makes; returns its Take. Doing it again is free."""
    order, shop = Order.model_validate(data), current()
    provider, request = shop.catalog.provider(order.job.provider), _request(order, inputs)
    async with shop.place(order.job):
        with one_sentence():
            await _raise_if_cancelled(order)
            ticket = await provider.submit(request)
        return await brought(order, request, ticket, order.id)


@DBOS.workflow(name="call", max_recovery_attempts=None)
async def call(data: dict[str, Any], inputs: dict[str, Any]) -> dict[str, Any]:
    """The provider's part of a job, from handing in to the finished asset; returns a Take."""
    order, intent = Order.model_validate(data), ""
    with _own_errors():
        if order.purchase.ticket is not None:            # it has its place there already
            return await collect(data, inputs, order.purchase.ticket.model_dump(mode="json"))
        async with current().place(order.job):
            if not order.client_id:
                await prepare(data, inputs)
                intent = await intend()
            ticket = await submit(data, inputs, intent)
            return await collect(data, inputs, ticket)


def _request(order: Order, inputs: dict[str, Any]) -> Request:
    assets = {role: Asset.model_validate(asset) for role, asset in inputs.items()}
    # Not only the job's id: another installation on the same account, or this one after its data
    # folder was wiped, must not be taken for it.
    installation = current().settings.secret("installation").decode()[:16]
    return Request(client_id=f"{installation}:{order.bought_as}", job=order.job, inputs=assets)


@DBOS.step()
async def prepare(data: dict[str, Any], inputs: dict[str, Any]) -> None:
    """What is free and may be repeated, so that little stands between intent and purchase."""
    order, shop = Order.model_validate(data), current()
    with one_sentence(), shop.keys.of(order.owner):
        await shop.catalog.provider(order.job.provider).prepare(_request(order, inputs))


@DBOS.step()
async def intend() -> str:
    """Record who is about to buy: the process that may do it, once."""
    return current().name


@DBOS.step()
async def submit(data: dict[str, Any], inputs: dict[str, Any], intent: str) -> dict[str, Any]:
    """Hand the job in; returns the Ticket.

    Raises ProviderLost when an earlier process died with the intent to buy it. Once an account has
    no credit or its key is refused, nothing more is asked of it for the same render.
    """
    order, shop = Order.model_validate(data), current()
    provider = shop.catalog.provider(order.job.provider)
    refusing = (order.grant.quote, provider.name)
    # From here on it may be bought; before, a job that is stopped is certainly not.
    await tell_fraction(order.purchase.call, 0.0)
    with one_sentence(), shop.keys.of(order.owner):
        if intent and intent != shop.name:
            raise ProviderLost(
                f"The worker died while {order.job.label or 'this'} was being bought; it is not "
                "known whether the provider took it.", "Look into your account there, then decide."
            )
        await _raise_if_cancelled(order)
        if refusing in shop.refused:
            raise shop.refused[refusing]
        request = _request(order, inputs)
        if order.client_id:
            await provider.prepare(request)
        try:
            ticket = await provider.submit(request)
        except (NoCredit, BadKey) as exc:
            shop.refused[refusing] = exc
            raise
    return ticket.model_dump(mode="json")


async def _raise_if_cancelled(order: Order) -> None:
    """A stopped job is not handed in any more."""
    status = await DBOS.get_workflow_status_async(order.id)
    if status is not None and status.status == "CANCELLED":
        raise JobFailed("It was stopped.")


@DBOS.step()
async def collect(
    data: dict[str, Any], inputs: dict[str, Any], ticket: dict[str, Any]
) -> dict[str, Any]:
    """Bring the job's file into the library; returns its Take."""
    order = Order.model_validate(data)
    with one_sentence(), current().keys.of(order.owner):
        return await brought(
            order, _request(order, inputs), Ticket.model_validate(ticket), order.purchase.call)


@contextmanager
def _own_errors() -> Iterator[None]:
    """What DBOS has read back from its database becomes the error again that it was."""
    try:
        yield
    except PortableWorkflowError as exc:
        raise job_error(exc.name, exc.message) from exc
