"""What a provider is: capabilities, and submit → collect → cancel with typed errors.

Submitting and collecting are separate because they are separate durable steps: the provider's id
is stored as soon as it is known, and a crash between the two never buys a thing twice. The
built-in studio goes the same way, at the price 0.
"""

import math
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from pydantic import Field

from storage.records import Asset, Job, JobKind, Record, Shot, Storyboard

Report = Callable[[float], None]


class Capability(Record):
    """What one model of a provider can do, and what it costs.

    `lengths` in seconds that a clip may have (empty: any); `sizes` in pixels (empty: any);
    `references` how many reference pictures it takes. Prices are integer microdollars: `price` a
    call plus `price_per_second` of its length, words and large pictures by their own measure;
    `price_date` (ISO 8601) and `price_source` say where they are from, `price_sure` whether that is
    official. `speed` is the wall seconds one call takes plus `speed_per_second` of its length, for
    estimates only. `concurrency` calls at a time;
    `one_by_one`: it takes as many but makes one after another.
    `word_times`: what it speaks says inside the file when each word comes (`media.spoken`).
    `client_id`: the provider takes our id for a job, so sending it again is safe. `here`: made on
    this machine, for nothing, so doing it again costs only time. `of_product`: it shows products
    and nothing else.
    `result_lifetime` in seconds, None if results stay.
    """

    model: str                               # as `provider/model`
    kind: JobKind
    renderer: str = ""                       # version of our own code, part of the fingerprint
    lengths: tuple[float, ...] = ()
    sizes: tuple[tuple[int, int], ...] = ()
    first_frame: bool = False
    last_frame: bool = False
    references: int = 0
    from_clip: bool = False                  # a sound model that watches the shot's clip
    native_sound: bool = False
    word_times: bool = False
    seed: bool = False
    price: int = 0
    price_per_second: int = 0
    price_per_character: int = 0             # of what is spoken
    price_per_megapixel: int = 0             # beyond the first, of what goes in and comes out
    price_date: str = ""
    price_source: str = ""
    price_sure: bool = True
    speed: float = 1.0
    speed_per_second: float = 0.0
    concurrency: int = 1
    one_by_one: bool = False
    client_id: bool = False
    here: bool = False
    of_product: bool = False
    result_lifetime: float | None = None

    @property
    def provider(self) -> str:
        """Whose model it is."""
        return self.model.partition("/")[0]

    @property
    def told_lengths(self) -> str:
        """Its lengths for people: `5, 10` or `2–10`, empty where any goes."""
        found = [f"{length:g}" for length in self.lengths]
        steps = {after - before for before, after in pairwise(self.lengths)}
        return f"{found[0]}–{found[-1]}" if len(found) > 3 and steps == {1} else ", ".join(found)

    @property
    def rates(self) -> tuple[tuple[int, str], ...]:
        """What it costs, for people: microdollars and the unit, a call where that is empty."""
        found = (
            (self.price, ""), (self.price_per_second, "s"),
            (self.price_per_character * 1000, "1k chars"), (self.price_per_megapixel, "MP"),
        )
        return tuple(rate for rate in found if rate[0])

    def price_of(self, params: Mapping[str, Any]) -> int:
        """What a job with these params is quoted at, in microdollars."""
        return (
            self.price + math.ceil(self.price_per_second * float(params.get("seconds", 0)))
            + self.price_per_character * len(str(params.get("text", "")))
            + self.price_per_megapixel * int(params.get("more_megapixels", 0))
        )

    @property
    def queue(self) -> str:
        """Where its jobs wait for each other: at its provider; on this machine, at the model."""
        return self.model if self.here else self.provider


class Request(Record):
    """One job, ready to be made: its inputs are assets now.

    `client_id` is the same for every sending of the same attempt. `inputs` maps a role of
    `job.inputs` to the asset that was made for it.
    """

    client_id: str
    job: Job
    inputs: dict[str, Asset]


class Ticket(Record):
    """The provider's own id for an accepted job.

    `url` is where the finished file lies, for providers that answer only when it is made, or where
    the job is to be asked for, for those that say so. `cost` in microdollars, where they bill on
    accepting. `links` are further addresses that the provider gave for this job, by what they do.
    """

    provider_id: str
    url: str = ""
    cost: int | None = None
    links: dict[str, str] = Field(default_factory=dict)


class Made(Record):
    """What a provider made: a file in the workspace, its type, its cost in microdollars.

    `estimated`: the provider did not say what it cost; `cost` is our table's price.
    """

    path: Path
    media_type: str
    cost: int
    estimated: bool = False


class Account(Record):
    """What a provider tells of the account behind a key.

    `balance` in microdollars, `credits` in the provider's own unit; None where it does not say.
    """

    balance: int | None = None
    credits: int | None = None


class Needs(Record):
    """What a model has to know of the storyboard to make one job: all of that, and only that.

    `params` is JSON; `files` are given pictures and sounds by role. Both go into the fingerprint,
    so what is left out may change without remaking the job.
    """

    params: dict[str, Any]
    files: dict[str, Asset]


class Files(Protocol):
    """How a provider reads stored assets."""

    def path(self, asset: Asset) -> Path:
        """Where the asset's bytes are."""
        ...


@runtime_checkable
class Accountable(Protocol):
    """A provider that has to be paid: it needs a key and can tell whether the key is good."""

    def missing_keys(self) -> tuple[str, ...]:
        """Names of the environment variables that are not set."""
        ...

    async def check(self) -> Account:
        """Ask for the account by a free call. Raises BadKey, ProviderBusy."""
        ...


class Provider(Protocol):
    """Makes jobs. Errors are those of `storage.errors` under `JobFailed`.

    `name` is the one in settings and models, `title` the one people know.
    """

    name: str
    title: str

    def capabilities(self) -> tuple[Capability, ...]:
        """The models it offers now."""
        ...

    def needs(self, kind: JobKind, storyboard: Storyboard, shot: Shot | None) -> Needs:
        """Pure: what the job of this kind depends on; `shot` is None for music."""
        ...

    async def prepare(self, request: Request) -> None:
        """Do what is free and may be repeated, such as uploads, before the job is handed in."""
        ...

    async def submit(self, request: Request) -> Ticket:
        """Hand the job in. Raises ProviderRefused, ProviderBusy (not accepted), ProviderLost."""
        ...

    async def collect(
        self, request: Request, ticket: Ticket, files: Files, workspace: Path, report: Report
    ) -> Made:
        """Wait for the job and bring its file into `workspace`; report fractions 0–1."""
        ...

    async def cancel(self, ticket: Ticket) -> bool:
        """Stop it if the provider can; False if it goes on there and is billed anyway."""
        ...
