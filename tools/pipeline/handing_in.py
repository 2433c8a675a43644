"""Handing a render in: what the worker is told to make, signed, and never more than was offered."""

from collections.abc import Iterable, Mapping

from storage.errors import NotAllowed
from storage.ledger import Hold
from storage.records import Job, Plan, Quote
from storage.settings import Settings
from tools.pipeline.command import Command, Order, Purchase, job_id
from tools.pipeline.grant import Grant
from tools.providers.catalog import Catalog


def check_made_anew(
    catalog: Catalog, quote: Quote, jobs: Iterable[Job], left: Mapping[str, Hold]
) -> None:
    """Raises NotAllowed if making these jobs would buy what the quote did not offer.

    `left` holds what earlier renders left at a provider, by fingerprint.
    """
    lines = {line.fingerprint: line for line in quote.lines}
    for job in jobs:
        model, line = catalog.capability(job.kind, job.model), lines[job.fingerprint]
        known = line.price or not model.rates
        if not known and not (line.paid and job.fingerprint in left):
            raise NotAllowed(
                f"{job.label} was to be reused, but it is not there any more.",
                "Ask for the price again.",
            )


def command_of(
    settings: Settings, catalog: Catalog, quote: Quote, plan: Plan,
    attempts: Mapping[str, int], purchases: Mapping[str, Purchase],
) -> Command:
    """The command for those of a plan's jobs that have an attempt and a way to be bought."""
    owner = quote.owner
    grant = Grant(
        quote=quote.id, owner=owner, ceiling=quote.total, fingerprints=tuple(sorted(attempts))
    ).signed(settings.grant_key)
    ids = {name: job_id(owner, name, attempt) for name, attempt in attempts.items()}
    orders = []
    for job in plan.jobs:
        if job.fingerprint in attempts:
            model = catalog.capability(job.kind, job.model)
            orders.append(Order(
                owner=owner, job=job, attempt=attempts[job.fingerprint], grant=grant,
                inputs={name: ids[name] for name in job.inputs.values() if name in ids},
                purchase=purchases[job.fingerprint], client_id=model.client_id, here=model.here,
            ))
    return Command(render=quote.id, orders=tuple(orders))
