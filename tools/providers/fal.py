"""fal: clips of several makers' models by its queue: handed in, asked for, fetched, cancelled.

fal knows no id of ours, so the request that buys is sent once; if its answer is lost, nobody can
tell whether it was accepted, and a person is asked. Where to ask is taken from that answer word by
word, as its paths are not those of the request; a key goes only to fal's own address. Two at a
time, because that is what a new account may have. Built from `shared/contracts/fal.md`; what is
unverified there is said in `fal_wire` and `fal_models`, and here: how long an upload lives (sent
anew after six days), whether a file's address expires (it is fetched at once).
"""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

from storage.errors import BadInput, JobFailed, ProviderBusy, ProviderLost, ProviderRefused
from storage.records import Asset, JobKind, Shot, Storyboard
from tools.providers import fal_models, fal_wire
from tools.providers.client import Answer
from tools.providers.delivery import Seen, deliver
from tools.providers.fal_models import LTX, MODELS, cost_of_video
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
from tools.providers.models import frames_of, model_of, seed_field
from tools.providers.own_models import BUILT_IN, Own
from tools.providers.pace import Pace
from tools.providers.prices import cost_of
from tools.providers.refusals import of_a_question, raise_if_unclear
from tools.providers.transport import CHECK, LATER, Transport
from tools.providers.uploads import Uploads, account_digest

QUEUE, STORE = "https://queue.fal.run", "https://rest.fal.ai"
UPLOAD_LIFETIME = 6 * 24 * 3600.0
TARGET, MEDIA_TYPE = "clip.mp4", "video/mp4"
REMOVED = "OK"                           # it was still in the queue and costs nothing


class Fal:
    """The provider `fal`. `files` are read when uploading, `folder` remembers uploads."""

    name, title = "fal", "fal"

    def __init__(
        self, files: Files, folder: Path, own: Own = BUILT_IN, pace: Pace | None = None,
    ) -> None:
        self.line = Transport(self.name, self.title, QUEUE, pace)
        self.store = Transport(self.name, self.title, STORE, pace)
        self.files, self.prices = files, own.prices
        self.uploads = Uploads(folder, UPLOAD_LIFETIME)

    def capabilities(self) -> tuple[Capability, ...]:
        """The models of `fal_models`."""
        return fal_models.capabilities(self.prices)

    def needs(self, kind: JobKind, storyboard: Storyboard, shot: Shot | None) -> Needs:
        """What the job depends on; BadInput for what the model cannot do."""
        name = model_of(MODELS, kind, storyboard, "fal").name
        if shot is None:
            raise BadInput("fal makes no music here.", "Choose another model for it.")
        return fal_models.needs(MODELS[name], storyboard, shot)

    def missing_keys(self) -> tuple[str, ...]:
        """`FAL_API_KEY`, if it is not set."""
        return self.line.missing_keys()

    async def check(self) -> Account:
        """Whether the key is good, by asking for the right to upload, which is free."""
        answer = await self.store.safe(
            "POST", "/storage/auth/token?storage_type=fal-cdn-v3", headers=self._headers(), body={})
        if not answer.good:
            raise fal_wire.refusal(self.line, answer, "question")
        return Account()

    async def prepare(self, request: Request) -> None:
        """Upload the frames."""
        await self._frames(request)

    async def submit(self, request: Request) -> Ticket:
        """Upload the frames, then buy. Raises ProviderLost if it is not known what was bought."""
        first, last = await self._frames(request)
        endpoint, body = MODELS[request.job.model].request(
            request.job.params, seed_field(request), first, last)
        answer = await self.line.once("POST", f"/{endpoint}", headers=self._headers(), body=body)
        raise_if_unclear(self.line, answer)
        if not answer.good:
            raise fal_wire.refusal(self.line, answer, "clip")
        name = fal_wire.field(answer, "request_id")
        links = {what: self._own_address(answer, f"{what}_url", endpoint, str(name))
                 for what in ("status", "response", "cancel")}
        if not name:
            raise self.line.lost("answers without an id")
        return Ticket(provider_id=str(name), links=links)

    async def collect(
        self, request: Request, ticket: Ticket, files: Files, workspace: Path, report: Report
    ) -> Made:
        """Wait for the clip and bring it. Raises ProviderLost beyond the deadline."""
        cost = cost_of(self.prices[request.job.model], float(request.job.params["seconds"]))

        async def look() -> Seen:
            nonlocal cost
            if going := await self._still_going(ticket):
                return going
            answer = await self.line.safe("GET", ticket.links["response"],
                                          headers=self._headers(), again=fal_wire.ask_again)
            if answer.status >= 400:
                if fal_wire.names_lost_file(answer):
                    self._forget(request)
                raise fal_wire.run_failure(self.line, answer)
            video = fal_wire.field(answer, "video")
            if not isinstance(video, dict) or not isinstance(video.get("url"), str):
                raise ProviderLost("fal's result has no clip in it.", CHECK)
            told = [one for name in ("width", "height", "num_frames")
                    if isinstance(one := video.get(name), int)]
            if request.job.model == LTX.name and len(told) == 3:
                cost = cost_of_video(*told)
            return Seen(url=video["url"])

        await deliver(self.line, look, workspace / TARGET, "video", report, what="clip")
        return Made(path=workspace / TARGET, media_type=MEDIA_TYPE, cost=cost, estimated=True)

    async def cancel(self, ticket: Ticket) -> bool:
        """Take it out of the queue. False where it runs: it is asked to stop and looked after."""
        try:
            answer = await self.line.safe("PUT", ticket.links["cancel"], headers=self._headers())
        except JobFailed:
            return False
        return bool(fal_wire.field(answer, "status") == REMOVED)

    async def _still_going(self, ticket: Ticket) -> Seen | None:
        """How a run stands that has not ended."""
        answer = await self.line.safe("GET", ticket.links["status"], headers=self._headers())
        if not answer.good:
            raise of_a_question(fal_wire.refusal(self.line, answer, "clip"))
        status = fal_wire.field(answer, "status")
        if status == "COMPLETED" or fal_wire.has_failed(answer):
            return None
        return Seen(queued=status == "IN_QUEUE", fraction=0.05 if status == "IN_QUEUE" else 0.4)

    async def _frames(self, request: Request) -> tuple[str, str]:
        """The addresses of the first and the last frame, the last one empty if there is none."""
        model = MODELS[request.job.model]
        frames = frames_of(model, request)
        if "first" not in frames:
            raise ProviderRefused(f"{model.name} needs a first frame.", "Choose another model.")
        urls = {name: await self._uploaded(asset) for name, asset in frames.items()}
        return urls["first"], urls.get("last", "")

    async def _uploaded(self, asset: Asset) -> str:
        """The asset's address at fal; it is sent once."""

        async def send() -> str:
            named = {"file_name": f"{asset.sha256[:16]}.{asset.media_type.partition('/')[2]}",
                     "content_type": asset.media_type}
            answer = await self.store.safe(
                "POST", "/storage/upload/initiate?storage_type=fal-cdn-v3",
                headers=self._headers(), body=named)
            if not answer.good:
                raise fal_wire.refusal(self.line, answer, "picture")
            place, url = (str(fal_wire.field(answer, name) or "")
                          for name in ("upload_url", "file_url"))
            if not place.startswith("http") or not url.startswith("http"):
                raise ProviderBusy("fal gives no place for the picture.", LATER)
            data = await asyncio.to_thread(self.files.path(asset).read_bytes)
            put = await self.store.safe("PUT", place, content=data, again=fal_wire.put_again,
                                        headers={"Content-Type": asset.media_type})
            if put.status >= 300:
                raise ProviderBusy(f"fal did not take the picture ({put.status}).", LATER)
            return url

        account = account_digest(self.store.base, self.store.key())
        return await self.uploads.name_of(asset.sha256, account, send)

    def _forget(self, request: Request) -> None:
        for asset in request.inputs.values():
            self.uploads.forget(asset.sha256)

    def _own_address(self, answer: Answer, name: str, endpoint: str, id_: str) -> str:
        """The address as fal gave it, if it is fal's; else the one it has by the documentation."""
        given = str(fal_wire.field(answer, name) or "")
        if urlsplit(given)[:2] == urlsplit(self.line.base)[:2]:
            return given
        owner, app = endpoint.split("/")[:2]
        end = {"status_url": "/status", "response_url": "", "cancel_url": "/cancel"}[name]
        return f"{self.line.base}/{owner}/{app}/requests/{id_}{end}"

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Key {self.line.key()}"}
