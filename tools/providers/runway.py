"""Runway: clips from a first frame, some of them to a last one.

It knows no id of ours, so a request that buys is sent once; if its answer is lost, a person is
asked. THROTTLED is waiting for a turn, however long, and never a failure. A job that has begun is
not cancelled: it would be billed all the same, and a finished one would be deleted.

Verified in `shared/contracts/runway.md` and by the official SDK: paths, headers, the models' fields
and ranges, task states and their costs, uploads, cancelling. Unverified and tolerated: how missing
credit is said (any 4xx whose words name credits), what a credit costs ($0.01 is taken), whether a
moderated input is charged (its reported cost is not booked, as nothing is delivered), the prices of
the models of others (what the task reports is booked).
"""

import asyncio
import logging
from pathlib import Path
from typing import Any

from storage.errors import BadInput, ProviderBusy
from storage.records import Asset, JobKind, Shot, Storyboard
from tools.providers import runway_wire as wire
from tools.providers.client import Answer
from tools.providers.delivery import Seen, deliver, evenly
from tools.providers.inline import data_uri
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
from tools.providers.models import clip_needs, frames_of, model_of, refuse_retired, seed_field
from tools.providers.own_models import BUILT_IN, Own
from tools.providers.pace import Pace
from tools.providers.prices import cost_of
from tools.providers.refusals import of_a_question, raise_if_unclear
from tools.providers.runway_wire import MODELS, RETIRED
from tools.providers.transport import LATER, Transport
from tools.providers.uploads import Uploads, account_digest

ADDRESS = "https://api.dev.runwayml.com"
VERSION = "2024-11-06"
CREATE, TASKS = "/v1/image_to_video", "/v1/tasks"
MOST_INLINE = 3_500_000                  # bytes of a picture: 5 MB as a data URI
UPLOAD_LIFETIME = 20 * 3600.0            # not documented; an upload is called ephemeral
RESULT_LIFETIME = 24 * 3600.0
CONCURRENCY = 4                          # the tiers differ; above them tasks are THROTTLED
TARGET, MEDIA_TYPE = "clip.mp4", "video/mp4"

log = logging.getLogger("adflow.providers")


class Runway:
    """The provider `runway`. `files` are read when sending, `folder` remembers uploads."""

    name, title = "runway", "Runway"
    retired = RETIRED

    def __init__(
        self, files: Files, folder: Path, own: Own = BUILT_IN, pace: Pace | None = None,
    ) -> None:
        self.line = Transport(self.name, self.title, ADDRESS, pace)
        self.files, self.prices = files, own.prices
        self.uploads = Uploads(folder, UPLOAD_LIFETIME)

    def capabilities(self) -> tuple[Capability, ...]:
        """The models that can be bought now."""
        return tuple(model.told(self.prices, CONCURRENCY, RESULT_LIFETIME)
                     for model in MODELS.values())

    def needs(self, kind: JobKind, storyboard: Storyboard, shot: Shot | None) -> Needs:
        """What the job depends on. BadInput for a retired model, naming its successor."""
        refuse_retired(getattr(storyboard.recipe.models, kind, ""), RETIRED)
        if shot is None:
            raise BadInput(f"Runway makes no {kind} here.", "Choose another model for it.")
        return clip_needs(model_of(MODELS, kind, storyboard, "Runway"), storyboard, shot)

    def missing_keys(self) -> tuple[str, ...]:
        """`RUNWAY_API_KEY`, if it is not set."""
        return self.line.missing_keys()

    async def check(self) -> Account:
        """The organisation's credits, by a free call. Raises BadKey, ProviderBusy."""
        answer = await self.line.safe("GET", "/v1/organization", headers=self._headers())
        if not answer.good:
            raise wire.failure(self.line, answer, "question")
        credits = wire.field(answer, "creditBalance")
        return Account(credits=credits if isinstance(credits, int) else None)

    async def prepare(self, request: Request) -> None:
        """Upload the frames that are too large to travel in the request."""
        await self._frames(request)

    async def submit(self, request: Request) -> Ticket:
        """Buy the clip. Raises ProviderLost if it is not known whether that was accepted."""
        body = await self._body(request)
        answer = await self._buy(body)
        if wire.names_no_upload(answer) and wire.has_uploads(body):
            for asset in frames_of(MODELS[request.job.model], request).values():
                self.uploads.forget(asset.sha256)
            answer = await self._buy(await self._body(request))
        raise_if_unclear(self.line, answer)
        if not answer.good:
            raise wire.failure(self.line, answer, "clip")
        task = wire.field(answer, "id")
        if not isinstance(task, str) or not task:
            raise self.line.lost("answers without a task")
        return Ticket(provider_id=task)

    async def collect(
        self, request: Request, ticket: Ticket, files: Files, workspace: Path, report: Report
    ) -> Made:
        """Wait for the clip and bring it. Raises ProviderLost beyond the deadline."""
        costs: list[int] = []

        async def look() -> Seen:
            answer = await self._ask(ticket)
            if not answer.good:
                raise of_a_question(wire.failure(self.line, answer, "clip"))
            if failed := wire.task_failure(answer):
                raise failed
            if (cost := wire.cost(answer)) is not None:
                costs.append(cost)
            return wire.seen(answer)

        target = workspace / TARGET
        await deliver(self.line, look, target, "video", report, what="clip",
                      waits=evenly(self.line))
        if costs:
            return Made(path=target, media_type=MEDIA_TYPE, cost=costs[-1])
        return Made(path=target, media_type=MEDIA_TYPE, estimated=True, cost=cost_of(
            self.prices[request.job.model], float(request.job.params["seconds"])))

    async def cancel(self, ticket: Ticket) -> bool:
        """Stop a task whose turn has not come; True if that is done and costs nothing."""
        try:
            answer = await self._ask(ticket)
            if not answer.good or not wire.is_waiting(answer):
                return False
            gone = await self.line.safe("DELETE", f"{TASKS}/{ticket.provider_id}",
                                        headers=self._headers())
            if gone.status not in (200, 204, 404):
                return False
            answer = await self._ask(ticket)
        except ProviderBusy:
            return False
        if charged := wire.cost(answer):             # it began in between
            log.warning("runway keeps %d microdollars for the cancelled task %s",
                        charged, ticket.provider_id)
        return True

    async def _buy(self, body: dict[str, Any]) -> Answer:
        """The one request that costs money."""
        return await self.line.once("POST", CREATE, headers=self._headers(), body=body)

    async def _ask(self, ticket: Ticket) -> Answer:
        return await self.line.safe("GET", f"{TASKS}/{ticket.provider_id}",
                                    headers=self._headers())

    async def _body(self, request: Request) -> dict[str, Any]:
        """The whole request; frames that are too large inside it are uploaded on the way."""
        return wire.body(MODELS[request.job.model], request.job.params,
                         await self._frames(request)) | seed_field(request)

    async def _frames(self, request: Request) -> dict[str, str]:
        """The frames by their position, each as an address that Runway can read."""
        frames = frames_of(MODELS[request.job.model], request)
        return {position: await self._uri(asset) for position, asset in frames.items()}

    async def _uri(self, asset: Asset) -> str:
        """A small picture as a data URI; a large one is uploaded, and that once."""
        if asset.size <= MOST_INLINE:
            return await data_uri(self.files, asset)

        async def send() -> str:
            place = await self.line.safe("POST", "/v1/uploads", headers=self._headers(), body={
                "filename": f"frame{asset.suffix}", "type": "ephemeral"})
            if not place.good:
                raise wire.failure(self.line, place, "picture")
            name, url, fields = wire.upload_place(place)
            if not name or not url.startswith("http"):
                raise ProviderBusy("Runway gives no place for the picture.", LATER)
            data = await asyncio.to_thread(self.files.path(asset).read_bytes)
            content, content_type = wire.form(fields, f"frame{asset.suffix}", asset.media_type,
                                              data)
            put = await self.line.safe("POST", url, headers={"Content-Type": content_type},
                                       content=content, again=wire.put_again)
            if put.status >= 300:
                raise ProviderBusy(f"Runway did not take the picture ({put.status}).", LATER)
            return name

        account = account_digest(self.line.base, self.line.key())
        return await self.uploads.name_of(asset.sha256, account, send)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.line.key()}", "X-Runway-Version": VERSION}
