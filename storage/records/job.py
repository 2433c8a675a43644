"""Jobs and plans: what has to be made, each thing named by the hash of all that determines it."""

from functools import cached_property
from typing import Any, Literal

from pydantic import Field

from storage.records.asset import Asset
from storage.records.base import Record

# `future` is a picture imagined some seconds after another; `voice` a line that is spoken.
JobKind = Literal[
    "picture", "future", "frame", "clip", "sound", "voice", "music", "master", "mix", "cut",
]


class Job(Record):
    """One thing to make.

    `fingerprint` hashes kind, model, params, take, renderer, the content of `files` and the
    fingerprints of `inputs` (role → fingerprint). `model` is `provider/model`; what we assemble
    ourselves has the provider `house`. `renderer` is the version of our own code that makes it,
    empty for others. `shot` and `label` name it for people and are not part of the fingerprint.
    """

    fingerprint: str
    kind: JobKind
    model: str
    params: dict[str, Any]
    take: int = 1
    renderer: str = ""
    files: dict[str, Asset] = Field(default_factory=dict)
    inputs: dict[str, str] = Field(default_factory=dict)
    shot: str | None = None
    label: str = ""

    @property
    def provider(self) -> str:
        """Who makes it."""
        return self.model.partition("/")[0]


class Plan(Record):
    """All jobs of a storyboard, inputs before the jobs that use them, no fingerprint twice.

    `shots` maps a shot's id to its jobs' fingerprints by kind; `cut` is the finished film's job.
    """

    jobs: tuple[Job, ...]
    shots: dict[str, dict[str, str]]
    cut: str

    @cached_property
    def by_fingerprint(self) -> dict[str, Job]:
        """The jobs by their fingerprint."""
        return {job.fingerprint: job for job in self.jobs}

    def job(self, fingerprint: str) -> Job:
        """The job with this fingerprint; KeyError if the plan has none."""
        return self.by_fingerprint[fingerprint]


class Take(Record):
    """A finished job in the library: which asset it became, what it cost, who made it when.

    `cost` in microdollars as the provider reported it, or, where `estimated`, as the catalogue
    prices it; `made_at` ISO 8601 UTC; `seconds_taken`
    is the wall time; `provider_id` the provider's own name for the job, `purchase` our id it was
    bought as, which no two purchases share.
    """

    fingerprint: str
    asset: Asset
    cost: int = 0
    estimated: bool = False
    provider_id: str = ""
    purchase: str = ""
    made_at: str
    seconds_taken: float = 0.0
