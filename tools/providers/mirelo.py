"""Mirelo: sound for a clip, by its legacy interface (takes a prompt) or its v2 (takes none).

Neither knows an id of ours, so a request that buys is sent once; if its answer is lost, nobody can
tell whether it was accepted, and a person is asked. The legacy interface answers when the sound is
made: its ticket carries the file's address. Verified in `shared/contracts/mirelo.md`: paths,
headers, fields and their ranges, status codes of success, v2's errors and job states. Unverified
and tolerated: the legacy interface's error codes for credit and rate (402 and 429 are taken to mean
what they say), how long an asset lives there (we send it anew after 20 hours), what a credit costs
(our table's price is booked, marked as estimated), the longest prompt (1000 is ours).
"""

import asyncio
import math
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from storage.errors import BadInput, ProviderBusy, ProviderLost
from storage.records import Asset, JobKind, Shot, Storyboard
from tools.providers import mirelo_wire as wire
from tools.providers.client import Answer
from tools.providers.delivery import Seen, at_once, deliver
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
from tools.providers.mirelo_wire import LEGACY, V2
from tools.providers.own_models import BUILT_IN, Own
from tools.providers.pace import Pace
from tools.providers.prices import cost_of
from tools.providers.prompts import sound_prompt
from tools.providers.transport import CHECK, LATER, Transport
from tools.providers.uploads import Uploads, account_digest

ADDRESS = "https://api.mirelo.ai"
JOBS = "/v2/video-to-sfx/v1.5/jobs"
MOST_PROMPT = 1000
LONGEST = {LEGACY: 10, V2: 600}          # seconds of sound
ASSET_LIFETIME = 20 * 3600.0
RESULT_LIFETIME = 3600.0                 # of a result's signed address: not said, fetched at once
TARGET, MEDIA_TYPE = "sound.mp3", "audio/mpeg"


class Mirelo:
    """The provider `mirelo`. `files` are read when uploading, `folder` remembers uploads."""

    name, title = "mirelo", "Mirelo"

    def __init__(
        self, files: Files, folder: Path, own: Own = BUILT_IN, pace: Pace | None = None,
    ) -> None:
        self.line = Transport(self.name, self.title, ADDRESS, pace)
        self.files, self.prices = files, own.prices
        self.uploads = Uploads(folder, ASSET_LIFETIME)

    def capabilities(self) -> tuple[Capability, ...]:
        """The one model, by both interfaces."""
        return tuple(
            Capability(
                model=name, kind="sound", speed=45.0, concurrency=2, client_id=False,
                from_clip=True, result_lifetime=RESULT_LIFETIME, **self.prices[name].told(),
            )
            for name in (LEGACY, V2)
        )

    def needs(self, kind: JobKind, storyboard: Storyboard, shot: Shot | None) -> Needs:
        """What the job depends on; BadInput for what this interface cannot do."""
        name = getattr(storyboard.recipe.models, kind, "")
        if shot is None or kind != "sound" or name not in LONGEST:
            raise BadInput(f"Mirelo's model {name!r} makes no {kind}.",
                           f"Known are, for sound: {LEGACY}, {V2}.")
        seconds = max(1, math.ceil(shot.seconds))
        if seconds > LONGEST[name]:
            raise BadInput(
                f"Mirelo makes at most {LONGEST[name]} s of sound, the shot has {seconds} s.",
                "Shorten the shot, or choose another model for sound.")
        prompt = sound_prompt(shot, most=MOST_PROMPT)
        if prompt and name == V2:
            raise BadInput(
                "Mirelo's v2 takes no words, so the shot's audio design would be dropped.",
                f"Choose {LEGACY} or runware/mirelo:1@1 for sound, or clear the audio design.")
        return Needs(params={"prompt": prompt, "seconds": seconds}, files={})

    def missing_keys(self) -> tuple[str, ...]:
        """`MIRELO_API_KEY`, if it is not set."""
        return self.line.missing_keys()

    async def check(self) -> Account:
        """The account's credits, by a free call of v2. Raises BadKey, ProviderBusy."""
        answer = await self.line.safe("GET", "/v2/me", headers=self._headers(V2))
        if not answer.good:
            raise wire.failure(answer, "question")
        credits = wire.field(answer, "credits_available")
        return Account(credits=int(credits) if isinstance(credits, int | float) else None)

    async def prepare(self, request: Request) -> None:
        """Upload the clip."""
        await self._asset(request.inputs["clip"], request.job.model)

    async def submit(self, request: Request) -> Ticket:
        """Upload the clip, then buy. Raises ProviderLost if it is not known what was bought."""
        legacy, clip = request.job.model == LEGACY, request.inputs["clip"]
        answer = await self._buy(request, await self._asset(clip, request.job.model))
        if wire.names_no_asset(answer):
            self.uploads.forget(self._key(clip, request.job.model))
            answer = await self._buy(request, await self._asset(clip, request.job.model))
        if answer.status >= 500 or answer.data is None:
            raise self.line.lost(f"answers {answer.status}")
        if not answer.good:
            raise wire.failure(answer, "sound")
        if legacy:
            urls = wire.field(answer, "output_paths")
            if isinstance(urls, list) and urls and isinstance(urls[0], str):
                return Ticket(provider_id=urlsplit(urls[0]).path, url=urls[0])
        elif job := wire.field(answer, "job_id"):
            return Ticket(provider_id=str(job))
        raise self.line.lost("answers without a result")

    async def collect(
        self, request: Request, ticket: Ticket, files: Files, workspace: Path, report: Report
    ) -> Made:
        """Wait for the sound and bring it. Raises ProviderLost beyond the deadline."""

        async def look() -> Seen:
            return await self._seen(ticket)

        await deliver(self.line, look, workspace / TARGET, "sound", report, what="sound",
                      waits=at_once(self.line) if ticket.url else None)
        return self._made(request, workspace)

    async def cancel(self, ticket: Ticket) -> bool:
        """Mirelo has no way to stop a job: what was accepted is made and billed."""
        return False

    async def _buy(self, request: Request, asset: str) -> Answer:
        """The one request that costs money."""
        given = request.job.params
        if request.job.model == LEGACY:
            body: dict[str, Any] = {
                "customer_asset_id": asset, "model_version": "1.5", "num_samples": 1,
                "duration": given["seconds"], "return_audio_only": True,
            }
            if given["prompt"]:
                body["text_prompt"] = given["prompt"]
            return await self.line.once("POST", "/video-to-sfx", headers=self._headers(LEGACY),
                                        body=body, seconds=self.line.pace.generate)
        return await self.line.once("POST", JOBS, headers=self._headers(V2), body={
            "video": {"type": "asset", "asset_id": asset}, "num_samples": 1, "output": "audio",
            "duration_ms": int(given["seconds"]) * 1000,
        })

    async def _asset(self, clip: Asset, model: str) -> str:
        """The clip's name at Mirelo; it is sent once."""

        async def send() -> str:
            legacy = model == LEGACY
            path = "/create-customer-asset" if legacy else "/v2/assets"
            named = {"contentType" if legacy else "content_type": clip.media_type}
            answer = await self.line.safe(
                "POST", path, headers=self._headers(model), body=named)
            if not answer.good:
                raise wire.failure(answer, "clip")
            name = wire.field(answer, "customer_asset_id" if legacy else "asset_id")
            address = str(wire.field(answer, "upload_url") or "")
            if not name or not address.startswith("http"):
                raise ProviderBusy("Mirelo gives no place for the clip.", LATER)
            data = await asyncio.to_thread(self.files.path(clip).read_bytes)
            put = await self.line.safe(
                "PUT", address, content=data,
                headers={"Content-Type": clip.media_type}, again=wire.put_again)
            if put.status >= 300:
                raise ProviderBusy(f"Mirelo did not take the clip ({put.status}).", LATER)
            return str(name)

        account = account_digest(self.line.base, self.line.key())
        return await self.uploads.name_of(self._key(clip, model), account, send)

    async def _seen(self, ticket: Ticket) -> Seen:
        """How the job stands. Raises its failure."""
        if ticket.url:
            return Seen(ticket.url)
        answer = await self.line.safe(
            "GET", f"{JOBS}/{ticket.provider_id}", headers=self._headers(V2))
        if not answer.good:
            error = wire.failure(answer, "sound")
            raise error if isinstance(error, ProviderBusy) else ProviderLost(
                str(error), f"{error.next_step} {CHECK}")
        if failed := wire.job_failure(answer):
            raise failed
        progress = wire.field(answer, "progress_percent")
        return Seen(wire.result_url(answer),
                    progress / 100 if isinstance(progress, int | float) else 0.0)

    def _made(self, request: Request, workspace: Path) -> Made:
        price = self.prices[request.job.model]
        return Made(path=workspace / TARGET, media_type=MEDIA_TYPE, estimated=True,
                    cost=cost_of(price, float(request.job.params["seconds"])))

    def _headers(self, model: str) -> dict[str, str]:
        key = self.line.key()
        return {"x-api-key": key} if model == LEGACY else {"Authorization": f"Bearer {key}"}

    @staticmethod
    def _key(clip: Asset, model: str) -> str:
        """The two interfaces do not share their assets."""
        return f"{clip.sha256}-{'legacy' if model == LEGACY else 'v2'}"
