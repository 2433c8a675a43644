"""getimg.ai: pictures, answered when they are made, and clips between a first and a last frame.

It knows no id of ours, so a request that buys is sent once; if its answer is lost, a person is
asked. Nothing can be cancelled. What something cost stands in the answer and is booked.

Verified in `shared/contracts/getimg.md` and by the official SDK: paths, header, fields, states,
usage, balance; the models `seedream-5-lite` at 2K and `seedance-v1-pro` at 1080p with 10 s are from
its own examples. Unverified and tolerated: the shape of refusals (`error.message`, else `message`,
else `detail`), 402 for missing credit, that `seedance-v1-pro` takes both frames, how many
references a model takes, the longest prompt, prices of the table (what they tell is booked).
"""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from storage.errors import BadInput, JobFailed
from storage.records import JobKind, Shot, Storyboard
from tools.media.sniff import Group
from tools.providers.client import Answer
from tools.providers.delivery import Seen, at_once, deliver, evenly
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
from tools.providers.models import Model, clip_needs, frames_of, model_of, picture_needs, table
from tools.providers.own_models import BUILT_IN, Own
from tools.providers.pace import Pace
from tools.providers.prices import cost_of, microdollars
from tools.providers.redact import said
from tools.providers.refusals import by_status, of_a_question, raise_if_unclear
from tools.providers.refusals import failure as refused
from tools.providers.transport import Transport

ADDRESS = "https://api.getimg.ai"
PICTURES, CLIPS = "/v2/images/generations", "/v2/videos/generations"
LONGEST = 2000                           # characters of a prompt; not documented
CONCURRENCY = 4                          # no limit is documented
RESULT_LIFETIME = 3600.0                 # told with each result; fetched at once

MODELS = table(
    Model("getimg/seedream-5-lite", "picture", LONGEST, speed=15.0, references=2),
    Model("getimg/gemini-3-1-flash-image", "picture", LONGEST, speed=20.0, references=2),
    Model("getimg/z-image-turbo", "picture", LONGEST, speed=5.0),
    Model("getimg/seedance-v1-pro", "clip", LONGEST, speed=60.0, speed_per_second=8.0,
          lengths=(5, 10), first_frame=True, last_frame=True),
)
RESOLUTIONS = {"getimg/seedream-5-lite": "2K", "getimg/seedance-v1-pro": "1080p"}
_FILES: dict[str, tuple[str, str, Group]] = {
    "picture": ("picture.png", "image/png", "picture"), "clip": ("clip.mp4", "video/mp4", "video"),
}


class Getimg:
    """The provider `getimg`. `files` are read when sending."""

    name, title = "getimg", "getimg.ai"

    def __init__(self, files: Files, own: Own = BUILT_IN, pace: Pace | None = None) -> None:
        self.line = Transport(self.name, self.title, ADDRESS, pace)
        self.files, self.prices = files, own.prices

    def capabilities(self) -> tuple[Capability, ...]:
        """Models for pictures and clips."""
        return tuple(model.told(self.prices, CONCURRENCY, RESULT_LIFETIME)
                     for model in MODELS.values())

    def needs(self, kind: JobKind, storyboard: Storyboard, shot: Shot | None) -> Needs:
        """What the job depends on; BadInput for what the model cannot do."""
        if shot is None:
            raise BadInput(f"getimg.ai makes no {kind}.", "Choose another model for it.")
        model = model_of(MODELS, kind, storyboard, "getimg.ai")
        found = (picture_needs if kind == "picture" else clip_needs)(model, storyboard, shot)
        params = {**found.params, "aspect": storyboard.aspect}
        if model.name in RESOLUTIONS:
            params["resolution"] = RESOLUTIONS[model.name]
        return Needs(params=params, files=found.files)

    def missing_keys(self) -> tuple[str, ...]:
        """`GETIMG_API_KEY`, if it is not set."""
        return self.line.missing_keys()

    async def check(self) -> Account:
        """The account's balance, by a free call. Raises BadKey, ProviderBusy."""
        answer = await self.line.safe("GET", "/v2/billing/balance", headers=self._headers())
        if not answer.good:
            raise self._failure(answer, "question")
        return Account(balance=microdollars(_field(answer, "balance")))

    async def prepare(self, request: Request) -> None:
        """Nothing: pictures travel inside the request."""

    async def submit(self, request: Request) -> Ticket:
        """Buy it. Raises ProviderLost if it is not known whether that was accepted."""
        kind = request.job.kind
        path = PICTURES if kind == "picture" else CLIPS
        answer = await self.line.once("POST", path, headers=self._headers(),
                                      body=await self._body(request),
                                      seconds=self.line.pace.generate)
        raise_if_unclear(self.line, answer)
        if not answer.good:
            raise self._failure(answer, kind)
        name, url = _field(answer, "id"), _url(answer)
        if not isinstance(name, str) or not name or (kind == "picture" and not url):
            raise self.line.lost("answers without a result")
        return Ticket(provider_id=name, url=url, cost=_cost(answer))

    async def collect(
        self, request: Request, ticket: Ticket, files: Files, workspace: Path, report: Report
    ) -> Made:
        """Wait for the clip, or take the picture that is made. ProviderLost beyond the deadline."""
        kind, costs = request.job.kind, [ticket.cost]

        async def look() -> Seen:
            if kind == "picture":
                return Seen(url=ticket.url)
            answer = await self.line.safe(
                "GET", f"{CLIPS}/{quote(ticket.provider_id, safe='')}", headers=self._headers())
            if not answer.good:
                raise of_a_question(self._failure(answer, kind))
            if _field(answer, "status") == "failed":
                raise JobFailed(f"getimg.ai could not make this {kind}: {_reason(answer)}",
                                "Start it again; if it fails again, choose another model.")
            costs.append(_cost(answer))
            return Seen(url=_url(answer))

        name, media_type, group = _FILES[kind]
        target = workspace / name
        waits = at_once if kind == "picture" else evenly
        await deliver(self.line, look, target, group, report, what=kind, waits=waits(self.line))
        if costs[-1] is not None:
            return Made(path=target, media_type=media_type, cost=costs[-1])
        return Made(path=target, media_type=media_type, estimated=True, cost=cost_of(
            self.prices[request.job.model], float(request.job.params.get("seconds", 0))))

    async def cancel(self, ticket: Ticket) -> bool:
        """There is no way to stop a job: what was accepted is made and billed."""
        return False

    async def _body(self, request: Request) -> dict[str, Any]:
        """The whole request, its pictures inside it."""
        job, model = request.job, MODELS[request.job.model]
        body: dict[str, Any] = {
            "model": model.own_name, "prompt": job.params["prompt"],
            "aspect_ratio": job.params["aspect"],
        }
        if "resolution" in job.params:
            body["resolution"] = job.params["resolution"]
        if job.kind == "picture":
            images = [{"url": await data_uri(self.files, job.files[role])}
                      for role in job.params["references"]]
            body["output_format"] = "png"
        else:
            images = [{"role": f"{position}_frame", "url": await data_uri(self.files, asset)}
                      for position, asset in frames_of(model, request).items()]
            body["duration"] = int(job.params["seconds"])
        return body | ({"images": images} if images else {})

    def _failure(self, answer: Answer, what: str) -> JobFailed:
        reason = _reason(answer)
        content = 400 <= answer.status < 500 and (
            "moderat" in reason.lower() or "policy" in reason.lower())
        family = "content" if content else by_status(answer.status)
        return refused(self.line, family, what, reason)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.line.key()}"}


def _field(answer: Answer, name: str) -> Any:
    return answer.data.get(name) if isinstance(answer.data, dict) else None


def _reason(answer: Answer) -> str:
    error = _field(answer, "error")
    told = error.get("message") or error.get("code") if isinstance(error, dict) else error
    return said(told or _field(answer, "message") or _field(answer, "detail")
                or f"HTTP {answer.status}")


def _url(answer: Answer) -> str:
    """The first finished file's address, else empty."""
    data = _field(answer, "data")
    first = data[0] if isinstance(data, list) and data else None
    return str(first.get("url") or "") if isinstance(first, dict) else ""


def _cost(answer: Answer) -> int | None:
    usage = _field(answer, "usage")
    return microdollars(usage.get("total_cost")) if isinstance(usage, dict) else None
