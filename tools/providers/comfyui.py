"""ComfyUI: pictures by a workflow on the user's own server, a whole film's prompts as one batch.

It costs nothing and knows neither credit nor moderation, but it is not this machine: its jobs wait
in their own queue, and our id is the prompt's, so that a prompt is looked for before it is sent
again. Invariants: nothing here is ever lost in a way that a person must decide, because nothing is
bought; only prompts of our own are stopped; a server that died or hangs ends in an error that says
so, and a later render sends only what is missing. Verified in `shared/contracts/comfyui.md`: paths,
fields, the order of events, that one id sent twice is made twice (so we look first). Unverified and
tolerated: outputs of other packs' nodes, whether an old server tells cached outputs.
"""

import asyncio
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from storage.errors import (
    BadInput,
    BadKey,
    JobFailed,
    ProviderBusy,
    ProviderLost,
    ProviderRefused,
)
from storage.records import Asset, JobKind, Shot, Storyboard
from tools.media.sniff import JPEG, PNG, WEBP, sniff
from tools.providers import comfyui_wire as wire
from tools.providers.client import Answer, form, setting
from tools.providers.comfyui_watch import Watch
from tools.providers.comfyui_workflow import Workflow, built_in
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
from tools.providers.models import Model, model_of, picture_needs, seed_field
from tools.providers.own_models import BUILT_IN, Own
from tools.providers.pace import Pace
from tools.providers.prices import cost_of
from tools.providers.transport import Transport
from tools.providers.uploads import Uploads, account_digest

ADDRESS = "http://127.0.0.1:8188"
ADDRESS_NAME = "ADFLOW_COMFYUI_URL"
MODEL = "comfyui/workflow"
SIZES = ((1344, 768), (1024, 1024), (768, 1344))
BATCH = 32                               # prompts in the server's queue at a time
AGAIN = ("Start it again (or correct ADFLOW_COMFYUI_URL), then go on with the render: "
         "what is made is kept, only what is missing is made.")
_OURS = uuid.UUID("5c8f0f9e-7f0d-4f57-9a39-0c6a55f1f7d2")
_TYPES = {PNG: "image/png", JPEG: "image/jpeg", WEBP: "image/webp"}


class ComfyUI:
    """The provider `comfyui`. `files` are read when uploading, `folder` remembers uploads."""

    name, title = "comfyui", "ComfyUI"

    def __init__(
        self, files: Files, folder: Path, own: Own = BUILT_IN, pace: Pace | None = None,
        workflow: Workflow | None = None,
    ) -> None:
        self.line = Transport(self.name, self.title, ADDRESS, pace)
        self.files, self.uploads, self.prices = files, Uploads(folder), own.prices
        self.workflow = workflow or built_in()
        self.model = Model(
            MODEL, "picture", 4000, speed=20.0, sizes=SIZES,
            references=len(self.workflow.pictures), options=self.workflow.options)

    def capabilities(self) -> tuple[Capability, ...]:
        """The one workflow; the server makes a batch's pictures one after another."""
        return (self.model.told(self.prices, BATCH, None).model_copy(
            update={"client_id": True, "one_by_one": True}),)

    def needs(self, kind: JobKind, storyboard: Storyboard, shot: Shot | None) -> Needs:
        """What the job depends on, the workflow too; BadInput for what it cannot do."""
        model = model_of({MODEL: self.model}, kind, storyboard, "ComfyUI")
        if shot is None:
            raise BadInput("ComfyUI makes no music here.", "Choose another model for it.")
        found = picture_needs(model, storyboard, shot)
        return Needs(params={**found.params, "workflow": self.workflow.digest}, files=found.files)

    def missing_keys(self) -> tuple[str, ...]:
        """The server's address, if it is not set; a key is needed by nobody but a proxy."""
        return () if setting(ADDRESS_NAME) else (ADDRESS_NAME,)

    async def check(self) -> Account:
        """Whether the server is there. Raises ProviderBusy."""
        answer = await self._asked("GET", "/system_stats")
        if not answer.good:
            raise self._away(f"answers {answer.status}")
        return Account()

    async def prepare(self, request: Request) -> None:
        """Upload the pictures that the workflow loads."""
        await self._pictures(request)

    async def submit(self, request: Request) -> Ticket:
        """Put the prompt into the server's queue, unless it is there already."""
        prompt = str(uuid.uuid5(_OURS, request.client_id))
        if await self._is_known(prompt):
            return Ticket(provider_id=prompt)
        answer = await self._handed_in(request, prompt)
        if answer is not None and answer.status == 400 and wire.lacks_file(answer):
            for asset in request.job.files.values():
                self.uploads.forget(asset.sha256)
            answer = await self._handed_in(request, prompt)
        if answer is not None and answer.status == 400:
            raise wire.refusal(answer)
        unclear = answer is None or not answer.good
        if unclear and not await self._is_known(prompt):
            raise self._away("did not take the picture")
        return Ticket(provider_id=prompt)

    async def collect(
        self, request: Request, ticket: Ticket, files: Files, workspace: Path, report: Report
    ) -> Made:
        """Watch until it is made, and bring it. Raises JobFailed if the server hangs or dies."""
        prompt, pace, asked, stood = ticket.provider_id, self.line.pace, 0, ""
        watch = Watch(self.line.base, prompt, self._headers(), pace.connect, report)
        async with watch.listening():
            while (entry := await self._entry(prompt)) is None:
                standing = await self._stands(prompt)
                if standing != stood:
                    watch.sign()
                stood = standing
                runs = standing == "running" and watch.connected
                if watch.silent > (pace.silence if runs else pace.until(clip=True)):
                    await self.cancel(ticket)
                    raise ProviderBusy(
                        f"ComfyUI at {self.line.base} hangs: it gave no sign of life for "
                        f"{watch.silent:.0f} s while it was to make this picture.", AGAIN)
                await watch.until(pace.polls(asked))
                asked += 1
        if failed := wire.failure(entry):
            raise failed
        return await self._brought(entry, request, workspace)

    async def cancel(self, ticket: Ticket) -> bool:
        """Take it out of the queue, or stop it if it runs; nobody else's prompt is touched."""
        prompt = ticket.provider_id
        with suppress(JobFailed):
            await self._asked("POST", "/queue", body={"delete": [prompt]})
            if await self._queued(prompt) == "running":
                await self._asked("POST", "/interrupt", body={"prompt_id": prompt})
        return True

    async def _handed_in(self, request: Request, prompt: str) -> Answer | None:
        """The answer to the prompt, None where there was none."""
        job, workflow = request.job, self.workflow
        if job.params["workflow"] != workflow.digest:
            raise ProviderRefused("The ComfyUI workflow is another one than when it was quoted.",
                                  "Ask for the price again.")
        seed = seed_field(request).get("seed", int(job.fingerprint[:8] or "0", 16) + job.take)
        width, height = job.params["size"]
        graph = workflow.filled(
            job.params["prompt"], seed, (width, height), job.params, await self._pictures(request))
        try:
            return await self.line.once("POST", "/prompt", headers=self._headers(), body={
                "prompt": graph, "client_id": prompt, "prompt_id": prompt})
        except ProviderLost:
            return None
        except ProviderBusy as exc:
            raise self._away(self._why(exc)) from exc

    async def _is_known(self, prompt: str) -> bool:
        """Whether it waits, runs or has ended; one that ends meanwhile is in the history after."""
        return bool(await self._queued(prompt)) or await self._entry(prompt) is not None

    async def _entry(self, prompt: str) -> wire.Item | None:
        return wire.entry_of(await self._asked("GET", f"/history/{prompt}"), prompt)

    async def _queued(self, prompt: str) -> str:
        return wire.stands(await self._asked("GET", "/queue"), prompt)

    async def _stands(self, prompt: str) -> str:
        """How it stands in the queue, empty if it has just ended. Raises JobFailed if gone."""
        standing = await self._queued(prompt)
        if not standing and await self._entry(prompt) is None:
            raise JobFailed(
                f"ComfyUI at {self.line.base} does not know this picture any more: it was started "
                "anew, or its queue was emptied.", AGAIN)
        return standing

    async def _brought(self, entry: wire.Item, request: Request, workspace: Path) -> Made:
        found, target = wire.first_picture(entry), workspace / "picture"
        if found is None:
            raise JobFailed("The ComfyUI workflow saved no picture.",
                            "Its last node has to save one, such as SaveImage.")
        query = urlencode({name: found.get(name) or "" for name in
                           ("filename", "subfolder", "type")})
        try:
            there = await self.line.download(
                f"{self.line.base}/view?{query}", target, "picture", headers=self._headers())
        except ProviderBusy as exc:
            raise self._away(self._why(exc)) from exc
        if not there:
            raise JobFailed("ComfyUI has not kept the picture it made.", AGAIN)
        with target.open("rb") as file:
            media_type = _TYPES.get(sniff(file.read(4096)), "image/png")
        return Made(path=target, media_type=media_type, cost=cost_of(self.prices[MODEL], 0))

    async def _pictures(self, request: Request) -> dict[str, str]:
        """What the server calls the pictures that the workflow loads, by their role."""
        return {role: await self._uploaded(asset) for role, asset in request.job.files.items()
                if role in self.workflow.pictures}

    async def _uploaded(self, asset: Asset) -> str:
        async def send() -> str:
            data = await asyncio.to_thread(self.files.path(asset).read_bytes)
            name = f"adflow-{asset.sha256[:16]}.{asset.media_type.partition('/')[2]}"
            kind, content = form(
                {"type": "input", "overwrite": "true"}, [("image", name, data, asset.media_type)])
            answer = await self._asked("POST", "/upload/image", content=content, kind=kind)
            told = answer.data if answer.good and isinstance(answer.data, dict) else {}
            if not told.get("name"):
                raise self._away(f"did not take a picture ({answer.status})")
            folder = told.get("subfolder")
            return f"{folder}/{told['name']}" if folder else str(told["name"])

        account = account_digest(self.line.base, setting(self.line.key_name))
        return await self.uploads.name_of(asset.sha256, account, send)

    async def _asked(self, method: str, path: str, *, body: Any = None,
                     content: bytes | None = None, kind: str = "") -> Answer:
        """A call that may be repeated. Raises ProviderBusy, BadKey with what to do about it."""
        headers = {**self._headers(), **({"Content-Type": kind} if kind else {})}
        try:
            answer = await self.line.safe(
                method, path, headers=headers, body=body, content=content)
        except ProviderBusy as exc:
            raise self._away(self._why(exc)) from exc
        if answer.status in (401, 403):
            raise BadKey(f"ComfyUI at {self.line.base} does not let us in ({answer.status}).",
                         f"Set {self.line.key_name} to what its proxy asks for.")
        return answer

    def _why(self, exc: ProviderBusy) -> str:
        return str(exc).removeprefix("ComfyUI ").rstrip(".")

    def _away(self, why: str) -> ProviderBusy:
        return ProviderBusy(f"ComfyUI at {self.line.base} {why}.", AGAIN)

    def _headers(self) -> dict[str, str]:
        """A key only where one is set, for a server behind a proxy that asks for it."""
        return {"Authorization": f"Bearer {self.line.key()}"} if setting(self.line.key_name) else {}
