"""What `web` sends to the worker: an order for a job, a command for a render. JSON both ways."""

from storage.records import Job, Record
from storage.settings import Settings
from tools.pipeline.grant import Grant

APPLICATION = "adflow"
VERSION = "1"                            # of the workflows: pinned, or jobs stay pending for ever
RENDER_QUEUE = "renders"
# How DBOS calls a workflow that ended without a result.
STOPPED = ("ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")


def database_url(settings: Settings) -> str:
    """Where DBOS keeps its workflows."""
    return f"sqlite:///{settings.jobs_database}"


def job_id(owner: str, fingerprint: str, attempt: int) -> str:
    """The id of one attempt at one job; it runs at most once to an end."""
    return f"{owner}:{fingerprint}:{attempt}"


def call_id(job: str) -> str:
    """The id of the provider's part of a job, which waits in the provider's queue."""
    return f"{job}:call"


class Order(Record):
    """One job to make. `inputs` maps each input's fingerprint to its job's id."""

    owner: str
    job: Job
    attempt: int
    inputs: dict[str, str]
    grant: Grant

    @property
    def id(self) -> str:
        """The id of this attempt."""
        return job_id(self.owner, self.job.fingerprint, self.attempt)


class Command(Record):
    """One render: the jobs that have to be made, in the plan's order."""

    render: str
    orders: tuple[Order, ...]
