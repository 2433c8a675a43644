"""What `web` sends to the worker: an order for a job, a command for a render. JSON both ways."""

from storage.records import Job, Record
from storage.settings import Settings
from tools.pipeline.grant import Grant
from tools.providers.interface import Ticket

APPLICATION = "adflow"
VERSION = "1"                            # of the workflows: pinned, or jobs stay pending for ever
RENDER_QUEUE = "renders"
# How DBOS calls a workflow that ended without a result.
FRACTION = "fraction"                    # the attribute of a workflow that says how far it is
STOPPED = ("ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")


def database_url(settings: Settings) -> str:
    """Where DBOS keeps its workflows."""
    return f"sqlite:///{settings.jobs_database}"


def job_id(owner: str, fingerprint: str, attempt: int) -> str:
    """The id of one attempt at one job; it runs at most once to an end."""
    return f"{owner}:{fingerprint}:{attempt}"


def call_id(job: str) -> str:
    """The id of the provider's part of a job, which waits for one of the provider's places."""
    return f"{job}:call"


class Purchase(Record):
    """Where to buy a job, or to ask again for what may have been bought already.

    `attempt` is the one whose id the provider knows the job by; `call` the id of the workflow that
    buys it: of an earlier attempt where that one is still at it. `ticket` is the provider's answer
    to an earlier attempt, with which the job only has to be collected.
    """

    attempt: int
    call: str
    ticket: Ticket | None = None


class Order(Record):
    """One job to make. `inputs` maps each input's fingerprint to its job's id.

    `client_id`: the provider takes our id for the job, so handing it in again is safe. `here`: it
    is made on this machine, by a step of the job itself.
    """

    owner: str
    job: Job
    attempt: int
    inputs: dict[str, str]
    grant: Grant
    purchase: Purchase
    client_id: bool
    here: bool

    @property
    def id(self) -> str:
        """The id of this attempt."""
        return job_id(self.owner, self.job.fingerprint, self.attempt)

    @property
    def bought_as(self) -> str:
        """The id that the provider knows the job by."""
        return job_id(self.owner, self.job.fingerprint, self.purchase.attempt)


class Command(Record):
    """One render: the jobs that have to be made, in the plan's order."""

    render: str
    orders: tuple[Order, ...]
