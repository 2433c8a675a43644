"""Settlement: what a render held becomes what its jobs cost, as they end. Idempotent, as all here.

Done again after any crash, it finds only the holds that are still open.
"""

from collections.abc import Mapping

from storage.audit import Audit, AuditEvent, generations
from storage.ledger import Ledger
from storage.library import Library
from storage.quotes import Render
from storage.records import JobState, Quote
from tools.pipeline.command import job_id
from tools.pipeline.progress import Sighting


def settle(
    ledger: Ledger, library: Library, render: Render, sightings: Mapping[str, Sighting],
    *, ended: bool = False,
) -> None:
    """Settle jobs that were made, release those that were not; with `ended`, all but two kinds.

    What is uncertain or still on its way when its render has ended stays held. A job that was in
    the library before this render began was not bought for it.
    """
    for hold in ledger.open_holds(render.id):
        name = hold.fingerprint
        take = library.take(render.owner, name)
        seen = sightings.get(name)
        state = seen.state if seen else "waiting"
        not_made = state in ("failed", "cancelled") or (
            ended and state not in ("uncertain", "running"))
        if take and name in render.attempts:
            job = take.purchase or job_id(render.owner, name, render.attempts[name])
            ledger.settle(hold, job, take.cost, estimated=take.estimated)
        elif take or not_made:
            ledger.release(hold)


_EVENTS: dict[JobState, AuditEvent] = {
    "done": "made", "failed": "failed", "cancelled": "stopped", "uncertain": "uncertain",
}


def note_outcomes(
    audit: Audit, library: Library, quote: Quote, sightings: Mapping[str, Sighting]
) -> None:
    """Write down what became of each generation of a render, as far as it is known."""
    for line in generations(quote):
        seen = sightings.get(line.fingerprint)
        take = library.take(quote.owner, line.fingerprint)
        if take is not None:
            audit.note(quote, line.fingerprint, "made", amount=take.cost,
                       provider_id=take.provider_id)
        elif seen is not None and seen.state in _EVENTS:
            audit.note(quote, line.fingerprint, _EVENTS[seen.state], problem=seen.problem)
