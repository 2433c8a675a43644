"""Black Forest Labs: FLUX pictures, from words and, where the model takes them, product and logo.

It knows no id of ours, so a request that buys is sent once; if its answer is lost, a person is
asked. A task is asked for at the very address that accepting it told, which may be another of their
hosts; the key goes to no other. A picture lies there for ten minutes and is fetched at once.

Verified in `shared/contracts/bfl.md`: paths, header, fields and ranges, task states, `polling_url`,
credits of one cent, prices of February 2026. Unverified and tolerated: the shape of refusals (three
are read), `Task not found` right after accepting (asked again for a while), states of others'
clients, how begun megapixels are billed (what they tell is booked), `GET /v1/credits`, the longest
prompt, the price of `flux-dev`.
"""

from pathlib import Path
from urllib.parse import quote

from storage.errors import BadInput, ProviderBusy, ProviderLost
from storage.records import JobKind, Shot, Storyboard
from tools.providers import bfl_models
from tools.providers import bfl_wire as wire
from tools.providers.bfl_models import LEAST_SIDE, MODELS
from tools.providers.delivery import Seen, deliver
from tools.providers.inline import base64_of
from tools.providers.interface import (
    Account,
    Capability,
    Files,
    Made,
    Needs,
    Report,
    Request,
    Ticket,
)
from tools.providers.models import seed_field
from tools.providers.own_models import BUILT_IN, Own
from tools.providers.pace import Pace
from tools.providers.prices import cost_of
from tools.providers.refusals import of_a_question, raise_if_unclear
from tools.providers.transport import CHECK, Transport

ADDRESS = "https://api.bfl.ai"
RESULT_LIFETIME = 600.0
CONCURRENCY = 8                          # they allow 24, of flux-kontext-max perhaps 6
UNKNOWN_LOOKS = 8                        # at a task they say they do not have
TARGET, MEDIA_TYPE = "picture.png", "image/png"


class BlackForestLabs:
    """The provider `bfl`. `files` are read when sending."""

    name, title = "bfl", "Black Forest Labs"

    def __init__(self, files: Files, own: Own = BUILT_IN, pace: Pace | None = None) -> None:
        self.line = Transport(self.name, self.title, ADDRESS, pace)
        self.files, self.prices = files, own.prices

    def capabilities(self) -> tuple[Capability, ...]:
        """The models of `bfl_models`."""
        return tuple(model.told(self.prices, CONCURRENCY, RESULT_LIFETIME)
                     for model in MODELS.values())

    def needs(self, kind: JobKind, storyboard: Storyboard, shot: Shot | None) -> Needs:
        """What the job depends on; BadInput for what the model cannot do."""
        if shot is None:
            raise BadInput(f"Black Forest Labs makes no {kind}.", "Choose another model for it.")
        return bfl_models.needs(kind, storyboard, shot)

    def missing_keys(self) -> tuple[str, ...]:
        """`BFL_API_KEY`, if it is not set."""
        return self.line.missing_keys()

    async def check(self) -> Account:
        """The account's credits, if they tell them. Raises BadKey, ProviderBusy."""
        answer = await self.line.safe("GET", "/v1/credits", headers=self._headers())
        if answer.status == 404:
            return Account()
        if not answer.good:
            raise wire.failure(self.line, answer, "question")
        credits = wire.field(answer, "credits")
        return Account(credits=int(credits) if isinstance(credits, int | float) else None)

    async def prepare(self, request: Request) -> None:
        """Nothing: pictures travel inside the request."""

    async def submit(self, request: Request) -> Ticket:
        """Buy the picture. Raises ProviderLost if it is not known whether that was accepted."""
        job = request.job
        pictures = [await base64_of(self.files, job.files[role], least_side=LEAST_SIDE)
                    for role in job.params["references"]]
        answer = await self.line.once(
            "POST", f"/v1/{MODELS[job.model].own_name}", headers=self._headers(),
            body=bfl_models.body(job.params, pictures) | seed_field(request))
        raise_if_unclear(self.line, answer)
        if not answer.good:
            raise wire.failure(self.line, answer, "picture")
        task, url = wire.field(answer, "id"), str(wire.field(answer, "polling_url") or "")
        if not isinstance(task, str) or not task:
            raise self.line.lost("answers without a task")
        return Ticket(provider_id=task, url=url, cost=wire.cost(answer))

    async def collect(
        self, request: Request, ticket: Ticket, files: Files, workspace: Path, report: Report
    ) -> Made:
        """Wait for the picture and bring it. Raises ProviderLost beyond the deadline."""
        unknown = 0

        async def look() -> Seen:
            nonlocal unknown
            answer = await self.line.safe("GET", self._address(ticket), headers=self._headers(),
                                          again=wire.ask_again)
            if wire.status(answer) == wire.UNKNOWN:
                unknown += 1
                if unknown > UNKNOWN_LOOKS:
                    raise ProviderLost("Black Forest Labs does not have this picture any more.",
                                       CHECK)
                raise ProviderBusy("Black Forest Labs does not know the task yet.")
            if failed := wire.task_failure(answer):
                raise failed
            if wire.status(answer) is None and not answer.good:
                raise of_a_question(wire.failure(self.line, answer, "picture"))
            return wire.seen(answer)

        target, job = workspace / TARGET, request.job
        await deliver(self.line, look, target, "picture", report, what="picture")
        if ticket.cost is not None:
            return Made(path=target, media_type=MEDIA_TYPE, cost=ticket.cost)
        return Made(path=target, media_type=MEDIA_TYPE, estimated=True, cost=cost_of(
            self.prices[job.model], 0, more_megapixels=job.params.get("more_megapixels", 0)))

    async def cancel(self, ticket: Ticket) -> bool:
        """There is no way to stop a task: what was accepted is made and billed."""
        return False

    def _address(self, ticket: Ticket) -> str:
        """Where a task is asked for: exactly as they told, unless the key may not go there."""
        if wire.may_be_asked(ticket.url, self.line.base):
            return ticket.url
        return f"/v1/get_result?id={quote(ticket.provider_id, safe='')}"

    def _headers(self) -> dict[str, str]:
        return {"x-key": self.line.key()}
