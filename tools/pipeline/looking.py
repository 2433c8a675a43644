"""What the job database knows: how jobs stand, and what earlier attempts left at a provider.

Read-only. A job that was bought, or may have been, is never bought anew because its render ended:
the next attempt asks for it again, with the provider's ticket or under the id it was bought as.
"""

from collections.abc import Iterable, Mapping

from dbos import DBOSClient, WorkflowStatus

from storage.errors import InputMissing, NotAllowed, ProviderLost
from storage.ledger import Hold
from storage.records import Quote
from tools.pipeline.command import FRACTION, STOPPED, Purchase, call_id, job_id
from tools.pipeline.progress import Sighting
from tools.providers.interface import Ticket

_ENDED = (*STOPPED, "SUCCESS")


class Lookout:
    """Looks at jobs for one process."""

    def __init__(self, client: DBOSClient) -> None:
        self._client = client

    async def sightings(self, owner: str, attempts: Mapping[str, int]) -> dict[str, Sighting]:
        """How each job stands, by fingerprint; `attempts` says which attempt is meant."""
        ids = {job_id(owner, name, attempt): name for name, attempt in attempts.items()}
        found = await self._client.list_workflows_async(
            workflow_ids=[*ids, *map(call_id, ids)], load_input=False, load_output=True
        )
        by_id = {one.workflow_id: one for one in found}
        return {
            name: await self._sighting(by_id.get(id_), by_id.get(call_id(id_)))
            for id_, name in ids.items()
        }

    async def _sighting(
        self, job: WorkflowStatus | None, call: WorkflowStatus | None
    ) -> Sighting:
        if job is None:
            return Sighting("waiting")
        if job.status == "SUCCESS":
            return Sighting("done", 1.0)
        for one in (call, job):              # a worker that begins anew lets them wait for a moment
            if one and one.status not in _ENDED and (fraction := _fraction(one)) is not None:
                return Sighting("running", fraction)
        ended = call if call is not None and call.status in STOPPED else job
        error = getattr(ended.error, "name", "")
        if error == ProviderLost.__name__:
            ticket, named = await self._ticket(ended.workflow_id)
            return Sighting("uncertain", problem=str(ended.error), error=error,
                            can_check=named or ticket is not None)
        if job.status not in STOPPED:
            return Sighting("waiting")
        if job.status == "CANCELLED":
            return Sighting("cancelled")
        if error == InputMissing.__name__:
            return Sighting("failed", error=error)           # the part's own problem says why
        return Sighting("failed", problem=str(job.error or "It could not be made."), error=error)

    async def _ticket(self, name: str) -> tuple[Ticket | None, bool]:
        """The provider's answer to a call, if there was one; whether it knows our id for it.

        Of a job it is the call that it waited for, which may be that of an earlier attempt.
        """
        steps = await self._client.list_workflow_steps_async(name)
        calls = [call for one in steps if (call := one["child_workflow_id"])]
        if calls:
            return await self._ticket(calls[0])
        given = {step["function_name"].rpartition(".")[2]: step for step in steps}
        submitted = given.get("submit")
        ticket = submitted["output"] if submitted else None
        return (Ticket.model_validate(ticket) if ticket else None), "intend" not in given

    async def next_attempts(self, owner: str, names: Iterable[str]) -> dict[str, int]:
        """The attempt to make of each job: joins one that runs, follows one that has ended."""
        attempts = dict.fromkeys(names, 1)
        if not attempts:
            return attempts
        earlier = await self._client.list_workflows_async(
            workflow_id_prefix=[f"{owner}:{name}:" for name in attempts], name="job",
            load_input=False, load_output=False,
        )
        for one in earlier:
            whose, name, attempt = one.workflow_id.rsplit(":", 2)
            if one.status in _ENDED and whose == owner:      # to DBOS a `_` is any character
                attempts[name] = max(attempts[name], int(attempt) + 1)
        return attempts

    async def purchases(
        self, quote: Quote, attempts: Mapping[str, int], left: Mapping[str, Hold]
    ) -> dict[str, Purchase]:
        """How each attempt gets its job: bought, or asked for again where a provider may have it.

        Raises NotAllowed where there is nothing to ask with: handing it in would buy it, perhaps a
        second time.
        """
        labels = {line.fingerprint: line.label for line in quote.lines}
        found: dict[str, Purchase] = {}
        for name, attempt in attempts.items():
            hold = left.get(name)
            bought = hold.attempt if hold else None
            purchase = await self._purchase(quote.owner, name, attempt, bought)
            if purchase is None:
                raise NotAllowed(
                    f"It is not known whether {labels[name]} was bought, so it is not bought "
                    "again.", "Ask for the price again in a moment, and decide then.",
                )
            found[name] = purchase
        return found

    async def _purchase(
        self, owner: str, name: str, attempt: int, bought: int | None
    ) -> Purchase | None:
        """Of one attempt; `bought` is the one that may have bought it. None: nothing is known."""
        fresh = call_id(job_id(owner, name, attempt))
        if bought is None:
            return Purchase(attempt=attempt, call=fresh)
        earlier = call_id(job_id(owner, name, bought))
        found = await self._client.list_workflows_async(
            workflow_ids=[earlier], load_input=False, load_output=True
        )
        if found and found[0].status not in _ENDED:
            return Purchase(attempt=bought, call=earlier)
        ticket, named = await self._ticket(earlier)
        lost = bool(found) and getattr(found[0].error, "name", "") == ProviderLost.__name__
        if found and ticket is None and not (named and lost):
            return None
        return Purchase(attempt=bought, call=fresh, ticket=ticket)


def _fraction(workflow: WorkflowStatus) -> float | None:
    """How far a workflow says it is; None if it has not begun."""
    told = (workflow.attributes or {}).get(FRACTION)
    return None if told is None else float(told)
