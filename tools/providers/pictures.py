"""Pictures from providers whose call answers with the picture itself: what they have in common.

What was bought is kept the moment it arrives (`kept`), and collecting brings it from there. An
imagined frame is such a picture too: the present one goes in as its first reference.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from storage.errors import BadInput, JobFailed, ProviderRefused
from storage.records import Asset, JobKind, Shot, Storyboard
from tools.media.sniff import JPEG, PNG, WEBP, sniff
from tools.providers.client import Answer
from tools.providers.interface import Capability, Files, Made, Needs, Report, Request, Ticket
from tools.providers.kept import Kept
from tools.providers.models import Model, model_of, nearest, options_of, picture_needs
from tools.providers.own_models import Own
from tools.providers.prices import cost_of
from tools.providers.prompts import future_prompt
from tools.providers.refusals import raise_if_unclear
from tools.providers.transport import Transport
from tools.providers.whole import is_whole

AT_ONCE = 4                              # calls to one of them
TYPES = {PNG: "image/png", JPEG: "image/jpeg", WEBP: "image/webp"}


@dataclass(frozen=True)
class Bought:
    """What a call answered: the picture, the provider's id for it, microdollars if told."""

    data: bytes
    id: str
    cost: int | None


class PictureProvider(ABC):
    """All of such a provider but its own request and words.

    `models` make pictures and imagined frames; `files` are read when sending, `folder` keeps what
    was bought.
    """

    def __init__(
        self, line: Transport, models: Mapping[str, Model], files: Files, folder: Path, own: Own,
    ) -> None:
        self.line, self.files, self.prices = line, files, own.prices
        self.kept = Kept(line, folder)
        self._models = {"picture": models, "future": imagining(models)}

    def capabilities(self) -> tuple[Capability, ...]:
        """The models, for pictures and for imagined frames."""
        return tuple(model.told(self.prices, AT_ONCE, None)
                     for models in self._models.values() for model in models.values())

    def needs(self, kind: JobKind, storyboard: Storyboard, shot: Shot | None) -> Needs:
        """What the job depends on; BadInput for what it cannot do."""
        title, future = self.line.title, kind == "future"
        models = self._models["future" if future else "picture"]
        model = model_of(models, kind, storyboard, title)
        if shot is None:
            raise BadInput(f"{title} makes pictures of shots only.", "Choose another model for it.")
        return (future_needs if future else picture_needs)(model, storyboard, shot)

    def missing_keys(self) -> tuple[str, ...]:
        """The key's name, if it is not set."""
        return self.line.missing_keys()

    async def prepare(self, request: Request) -> None:  # noqa: B027  (there is nothing to do)
        """Nothing has to be sent before."""

    async def submit(self, request: Request) -> Ticket:
        """Buy the picture and keep it here. Raises ProviderLost if it did not arrive."""
        if found := self.kept.find(request):
            return found
        answer = await self._asked(request)
        raise_if_unclear(self.line, answer)
        if not answer.good:
            raise self._refusal(answer, "picture")
        bought = self._bought(answer, request.job.model)
        try:
            return await asyncio.to_thread(self._keep, request, bought)
        except OSError as exc:
            raise self.line.lost("sends a picture that cannot be written here") from exc

    async def collect(
        self, request: Request, ticket: Ticket, files: Files, workspace: Path, report: Report
    ) -> Made:
        """Bring what was kept; what it cost is ours to work out, so it is estimated."""
        target = workspace / "picture"
        await self.kept.bring(request, ticket, target)
        price = self.prices[request.job.model]
        cost = cost_of(price, 0) if ticket.cost is None else ticket.cost
        with target.open("rb") as file:
            media_type = TYPES[sniff(file.read(4096))]
        return Made(path=target, media_type=media_type, cost=cost, estimated=True)

    async def cancel(self, ticket: Ticket) -> bool:
        """What has a ticket is made and paid for."""
        return False

    @abstractmethod
    async def _asked(self, request: Request) -> Answer:
        """The one request that costs money."""

    @abstractmethod
    def _bought(self, answer: Answer, model: str) -> Bought:
        """The picture of a good answer. Raises ProviderLost where it holds none."""

    @abstractmethod
    def _refusal(self, answer: Answer, what: str) -> JobFailed:
        """The error that an answer means."""

    def _keep(self, request: Request, bought: Bought) -> Ticket:
        draft = self.kept.draft()
        draft.write_bytes(bought.data)
        kind = sniff(bought.data)
        if kind not in TYPES or not is_whole(draft, kind):
            draft.unlink()
            raise self.line.lost(f"sends {kind.title} instead of a whole picture")
        return self.kept.keep(request, draft, bought.id, bought.cost)


def imagining(models: Mapping[str, Model]) -> dict[str, Model]:
    """The same models, as those that imagine a frame."""
    return {name: replace(model, kind="future") for name, model in models.items()}


def future_needs(model: Model, storyboard: Storyboard, shot: Shot) -> Needs:
    """What the frame depends on in which a shot ends, beside the one that it begins on."""
    params = {
        "prompt": future_prompt(shot, seconds=shot.seconds, most=model.longest_prompt,
                                style=storyboard.options.style),
        "seconds": shot.seconds, **options_of(model, storyboard),
    }
    if model.sizes:
        params["size"] = list(nearest(model.sizes, storyboard.size))
    else:
        params["aspect"] = storyboard.aspect
    return Needs(params=params, files={})


def given_pictures(request: Request) -> list[Asset]:
    """What goes in: the present frame of an imagined one, the references of a picture."""
    if request.job.kind != "future":
        return [request.job.files[role] for role in request.job.params["references"]]
    frame = request.inputs.get("first_frame") or request.inputs.get("picture")
    if frame is None:
        raise ProviderRefused("There is no frame to imagine the next one from.",
                              "Make the shot's first picture before.")
    return [frame]

