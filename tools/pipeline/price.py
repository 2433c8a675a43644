"""The price: a second pure function, of a plan and the catalogue. Money is integer microdollars."""

import math
from collections.abc import Callable, Collection

from storage.records import Plan, Quote, QuoteLine
from tools.providers.catalog import Catalog

AT_A_TIME = 2


def price_line(
    plan: Plan, fingerprint: str, catalog: Catalog, *, reused: bool, paid: bool = False
) -> QuoteLine:
    """Price and expected wall seconds of one job; a reused one has neither, a paid one no price."""
    job = plan.job(fingerprint)
    length = float(job.params.get("seconds", 0))
    model = catalog.capability(job.kind, job.model)
    price = 0 if reused or paid else model.price + math.ceil(model.price_per_second * length)
    seconds = 0.0 if reused else model.speed + model.speed_per_second * length
    return QuoteLine(
        fingerprint=fingerprint, kind=job.kind, model=job.model, shot=job.shot,
        label=job.label, price=price, seconds=round(seconds, 2), reused=reused, paid=paid,
    )


def quote(
    plan: Plan, catalog: Catalog, is_made: Callable[[str], bool],
    *, id: str, owner: str, project: str, version: int, created_at: str,
    paid: Collection[str] = (),
) -> Quote:
    """The exact list of a plan's jobs with their prices; `is_made` says what the library has.

    `paid` are jobs that were bought before, or may have been, and only have to be asked for.
    """
    made = {job.fingerprint: is_made(job.fingerprint) for job in plan.jobs}
    lines = tuple(
        price_line(plan, name, catalog, reused=made[name], paid=name in paid and not made[name])
        for name in made
    )
    return Quote(
        id=id, owner=owner, project=project, version=version, lines=lines,
        total=sum(line.price for line in lines), seconds=expected_seconds(lines),
        created_at=created_at,
    )


def expected_seconds(lines: tuple[QuoteLine, ...]) -> float:
    """Wall time: jobs run two at a time, and none is over before its longest job is."""
    work = [line.seconds for line in lines if not line.reused]
    return round(max([sum(work) / AT_A_TIME, *work], default=0.0), 1)


def in_dollars(amount: int) -> str:
    """Microdollars as people write them: `$0.35`, `$0.0042`, `free`."""
    if amount == 0:
        return "free"
    dollars = amount / 1_000_000
    return f"${dollars:.2f}" if amount % 10_000 == 0 or dollars >= 1 else f"${dollars:.4f}"
