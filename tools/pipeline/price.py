"""The price: a second pure function, of a plan and the catalogue. Money is integer microdollars."""

from collections import defaultdict
from collections.abc import Callable, Collection

from storage.records import Plan, Quote, QuoteLine, QuotePart, Remark
from tools.providers.catalog import Catalog

HERE = "this machine"


def price_line(
    plan: Plan, fingerprint: str, catalog: Catalog, *, reused: bool, paid: bool = False
) -> QuoteLine:
    """Price and expected wall seconds of one job; a reused one has neither, a paid one no price."""
    job = plan.job(fingerprint)
    places = {shot: number for number, shot in enumerate(plan.shots, start=1)}
    length = float(job.params.get("seconds", 0))
    model = catalog.capability(job.kind, job.model)
    price = 0 if reused or paid else model.price_of(job.params)
    seconds = 0.0 if reused else model.speed + model.speed_per_second * length
    return QuoteLine(
        fingerprint=fingerprint, kind=job.kind, model=job.model, shot=job.shot,
        number=places.get(job.shot or ""), label=job.label, price=price,
        seconds=round(seconds, 2), reused=reused, paid=paid,
        prompt=str(job.params.get("prompt", "")), priced_on=model.price_date,
    )


def quote(
    plan: Plan, catalog: Catalog, is_made: Callable[[str], bool],
    *, id: str, owner: str, project: str, version: int, created_at: str,
    paid: Collection[str] = (), remarks: tuple[Remark, ...] = (),
    part: QuotePart = "film", shots: tuple[int, ...] = (), markup: float = 0,
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
        total=sum(line.price for line in lines), seconds=expected_seconds(plan, lines, catalog),
        created_at=created_at, remarks=remarks, part=part,
        shots=shots, markup=markup,
    )


def expected_seconds(
    plan: Plan, lines: tuple[QuoteLine, ...], catalog: Catalog
) -> float:
    """Wall seconds of a plan: of its longest chain, or of what one maker has to do if that is more.

    What is made on this machine shares its places, whoever makes it.
    """
    places = catalog.concurrency()
    work: dict[str, float] = defaultdict(float)
    ready: dict[str, float] = {}
    for line in lines:
        job = plan.job(line.fingerprint)
        begin = max((ready.get(name, 0.0) for name in job.inputs.values()), default=0.0)
        ready[line.fingerprint] = begin + line.seconds
        model = catalog.capability(job.kind, job.model)
        at_once = 1 if model.one_by_one else places[model.queue]
        work[HERE if model.here else model.queue] += line.seconds / at_once
    return round(max([*ready.values(), *work.values()], default=0.0), 1)


def in_dollars(amount: int) -> str:
    """Microdollars as people write them: `$0.35`, `$0.0042`, `free`."""
    if amount == 0:
        return "free"
    dollars = amount / 1_000_000
    return f"${dollars:.2f}" if amount % 10_000 == 0 or dollars >= 1 else f"${dollars:.4f}"
