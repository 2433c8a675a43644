"""Runware: pictures, clips and sound through one address, each task under an id of our own.

A task's id follows from our id of the job, so sending it again is safe: `conflictTaskUUID` means
that it was accepted before. Invariant: a finished task is fetched, however often that takes within
the deadline; it is never made anew because fetching failed. Runware cannot cancel: what was
accepted is made and billed. Built from `shared/contracts/runware.md`; what is unverified there is
said in `runware_wire` and `runware_models`.
"""

import asyncio
import base64
from pathlib import Path
from typing import Any

from storage.errors import (
    AdFlowError,
    BadInput,
    NoCredit,
    ProviderRefused,
)
from storage.records import Asset, JobKind, Shot, Storyboard
from tools.media.sniff import Group
from tools.providers import runware_models, runware_wire
from tools.providers.delivery import Seen, deliver
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
from tools.providers.models import Model
from tools.providers.own_models import BUILT_IN, Own
from tools.providers.pace import Pace
from tools.providers.prices import cost_of, microdollars
from tools.providers.runware_tasks import Tasks
from tools.providers.runware_wire import Item
from tools.providers.uploads import Uploads, account_digest

# Per kind of job: the task's type, what its result is called there, how its file is to be.
_TASKS: dict[JobKind, tuple[str, str, Group, str, str, str]] = {
    "picture": ("imageInference", "image", "picture", "PNG", "picture.png", "image/png"),
    "clip": ("videoInference", "video", "video", "MP4", "clip.mp4", "video/mp4"),
    "sound": ("audioInference", "audio", "sound", "MP3", "sound.mp3", "audio/mpeg"),
}


class Runware:
    """The provider `runware`. `files` are read when uploading, `folder` remembers uploads."""

    name, title = "runware", "Runware"

    def __init__(
        self, files: Files, folder: Path, own: Own = BUILT_IN, pace: Pace | None = None,
    ) -> None:
        self.tasks = Tasks(pace)
        self.line = self.tasks.line
        self.files, self.uploads = files, Uploads(folder)
        self.models, self.prices = runware_models.with_added(own.added), own.prices

    def capabilities(self) -> tuple[Capability, ...]:
        """The models of `runware_models`, and those a person added."""
        return runware_models.capabilities(self.models, self.prices)

    def needs(self, kind: JobKind, storyboard: Storyboard, shot: Shot | None) -> Needs:
        """What the job depends on; BadInput for a length, kind or model that cannot be."""
        if shot is None:
            raise BadInput("Runware makes no music here.", "Choose another model for it.")
        return runware_models.needs(self.models, kind, storyboard, shot)

    def missing_keys(self) -> tuple[str, ...]:
        """`RUNWARE_API_KEY`, if it is not set."""
        return self.line.missing_keys()

    async def check(self) -> Account:
        """The account's balance, by a free call. Raises BadKey, ProviderBusy."""
        task = {"taskType": "accountManagement", "operation": "getDetails"}
        item = await self.tasks.free(task, "question")
        return Account(balance=_balance(item.get("balance")))

    async def prepare(self, request: Request) -> None:
        """Upload what the task needs."""
        await self._inputs(request)

    async def submit(self, request: Request) -> Ticket:
        """Upload what the task needs, then hand it in. Costs nothing if it raises but Lost."""
        task = await self._task(request)
        try:
            found = await self.tasks.hand_in(task)
            if found is not None and found.family == "gone":
                for asset in (*request.inputs.values(), *request.job.files.values()):
                    self.uploads.forget(asset.sha256)
                task = await self._task(request)
                found = await self.tasks.hand_in(task)
            if found is not None:
                raise runware_wire.failure(found, request.job.kind)
        except NoCredit as exc:
            raise await self._with_missing(exc, request) from exc
        return Ticket(provider_id=task["taskUUID"])

    async def collect(
        self, request: Request, ticket: Ticket, files: Files, workspace: Path, report: Report
    ) -> Made:
        """Wait for the task and bring its file. Raises ProviderLost beyond the deadline."""
        kind = request.job.kind
        _, result, group, _, name, media_type = _TASKS[kind]
        target, item = workspace / name, Item()

        async def look() -> Seen:
            nonlocal item
            item = await self.tasks.poll(ticket.provider_id, kind) or Item()
            url = item.get(f"{result}URL") if runware_wire.is_done(item) else ""
            return Seen(url if isinstance(url, str) else "", _fraction(item))

        await deliver(self.line, look, target, group, report, what=kind)
        cost = microdollars(item.get("cost"))
        if cost:
            return Made(path=target, media_type=media_type, cost=cost)
        table = self.prices.get(request.job.model)       # None: a person took its entry away
        return Made(path=target, media_type=media_type, estimated=True, cost=cost_of(
            table, float(request.job.params.get("seconds", 0))) if table else 0)

    async def cancel(self, ticket: Ticket) -> bool:
        """Runware has no way to stop a task: what was accepted goes on there and is billed."""
        return False

    async def _task(self, request: Request) -> Item:
        """The whole paid task; files are uploaded on the way."""
        job, model = request.job, self._model(request)
        kind, _, _, form, _, _ = _TASKS[job.kind]
        task: Item = {
            "taskType": kind, "taskUUID": runware_wire.task_id(request.client_id),
            "model": model.own_name, "deliveryMethod": "async", "outputType": "URL",
            "outputFormat": form, "includeCost": True,
        }
        if job.params["prompt"]:
            task["positivePrompt"] = job.params["prompt"]
        if "size" in job.params:
            task["width"], task["height"] = job.params["size"]
        if job.kind == "clip":
            seconds = float(job.params["seconds"])
            task["duration"] = int(seconds) if seconds.is_integer() else seconds
        if inputs := await self._inputs(request):
            task["inputs"] = inputs
        return task

    def _model(self, request: Request) -> Model:
        """The job's model; an entry of a person's own may have gone since it was quoted."""
        if request.job.model not in self.models:
            raise ProviderRefused(
                f"The model {request.job.model} is not in the catalogue any more.",
                "Put its entry back into models.json, or choose another model.")
        return self.models[request.job.model]

    async def _inputs(self, request: Request) -> Item:
        job, model = request.job, self._model(request)
        if job.kind == "picture":
            names = [await self._uploaded(job.files[role]) for role in job.params["references"]]
            return {"referenceImages": names}
        if job.kind == "sound":
            return {"video": await self._uploaded(request.inputs["clip"])}
        first = request.inputs.get("first_frame") or request.inputs.get("picture")
        last = request.inputs.get("last_frame")
        if last is not None and not model.last_frame:
            raise ProviderRefused(f"{model.name} takes no last frame.", "Choose another model.")
        frames = [
            {"image": await self._uploaded(asset), "frame": frame}
            for frame, asset in (("first", first), ("last", last)) if asset is not None
        ]
        return {"frameImages": frames} if frames else {}

    async def _uploaded(self, asset: Asset) -> str:
        """The asset's name at Runware; it is sent once. A picture must be PNG, JPEG or WebP."""

        async def send() -> str:
            data = await asyncio.to_thread(self.files.path(asset).read_bytes)
            uri = f"data:{asset.media_type};base64,{base64.b64encode(data).decode()}"
            if asset.media_type.startswith("image/"):
                task, name = {"taskType": "imageUpload", "image": uri}, "imageUUID"
            else:
                task = {"taskType": "mediaStorage", "operation": "upload", "media": uri}
                name = "mediaUUID"
            return str((await self.tasks.free(task, "file"))[name])

        account = account_digest(self.line.base, self.line.key())
        return await self.uploads.name_of(asset.sha256, account, send)

    async def _with_missing(self, error: NoCredit, request: Request) -> NoCredit:
        """The same error, saying how much is missing where the balance can be asked."""
        try:
            balance = (await self.check()).balance
        except AdFlowError:
            return error
        price = cost_of(self.prices[request.job.model],
                        float(request.job.params.get("seconds", 0)))
        if balance is None or balance >= price:
            return error
        return NoCredit(
            f"Runware's account has ${balance / 1e6:.2f}, this {request.job.kind} needs "
            f"${price / 1e6:.2f}: ${(price - balance) / 1e6:.2f} are missing.", error.next_step)


def _fraction(item: Item) -> float:
    progress = item.get("progress")
    return progress / 100 if isinstance(progress, int | float) else 0.0


def _balance(value: Any) -> int | None:
    """Microdollars from a number, or from the first amount in an object (its fields: unknown)."""
    if not isinstance(value, dict):
        return microdollars(value)
    amounts = [value.get(key) for key in ("amount", "balance", "total", "credits", "value", "usd")]
    return next((found for one in (*amounts, *value.values())
                 if not isinstance(one, str) and (found := microdollars(one)) is not None), None)
