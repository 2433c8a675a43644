"""Pictures from providers whose call answers with the picture itself: what they have in common.

What was bought is kept in a folder of ours the moment it arrives, under our id of the job, with the
ticket; collecting brings it from there. There is no job at the provider, nothing to ask for and
nothing to cancel, so a call whose answer is lost is left to a person. An imagined frame is such a
picture too: the present one goes in as its first reference.
"""

import asyncio
import hashlib
import shutil
import time
import uuid
from dataclasses import dataclass, replace
from pathlib import Path

from storage.errors import ProviderLost, ProviderRefused
from storage.records import Asset, Shot, Storyboard
from tools.media.sniff import JPEG, PNG, WEBP, sniff
from tools.providers.interface import Made, Needs, Request, Ticket
from tools.providers.models import Model, nearest, options_of
from tools.providers.prices import Price, cost_of
from tools.providers.prompts import future_prompt
from tools.providers.transport import Transport
from tools.providers.whole import is_whole

LIFETIME = 14 * 24 * 3600.0              # seconds that a picture stays here after it was bought
TYPES = {PNG: "image/png", JPEG: "image/jpeg", WEBP: "image/webp"}


@dataclass(frozen=True)
class Bought:
    """What a call answered: the picture, the provider's id for it, microdollars if told."""

    data: bytes
    id: str
    cost: int | None


class Kept:
    """The folder of what one provider has answered. `line` words its errors."""

    def __init__(self, line: Transport, folder: Path) -> None:
        self.line, self.folder = line, folder

    def find(self, request: Request) -> Ticket | None:
        """The ticket of what was bought for this very request before, if it is here."""
        name = _name(request)
        return Ticket(provider_id=name, url=name) if (self.folder / name).exists() else None

    async def keep(self, request: Request, bought: Bought) -> Ticket:
        """Keep a picture. Raises ProviderLost where it is none, or cannot be written."""
        name = _name(request)
        try:
            await asyncio.to_thread(self._write, name, bought.data)
        except OSError as exc:
            raise self.line.lost("sends a picture that cannot be written here") from exc
        return Ticket(provider_id=bought.id or name, url=name, cost=bought.cost)

    async def bring(
        self, request: Request, ticket: Ticket, workspace: Path, price: Price
    ) -> Made:
        """The picture in the workspace; what it cost is ours to work out, so it is estimated."""
        target = workspace / "picture"
        try:
            await asyncio.to_thread(shutil.copyfile, self.folder / ticket.url, target)
        except FileNotFoundError as exc:
            raise ProviderLost(
                f"{self.line.title} made this {request.job.kind}, but its file is not here any "
                "more.", "Restore the data folder's provider_answers, or make it again.") from exc
        cost = cost_of(price, 0) if ticket.cost is None else ticket.cost
        with target.open("rb") as file:
            media_type = TYPES[sniff(file.read(4096))]
        return Made(path=target, media_type=media_type, cost=cost, estimated=True)

    def _write(self, name: str, data: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in self.folder.iterdir():
            if time.time() - old.stat().st_mtime > LIFETIME:
                old.unlink(missing_ok=True)
        draft = self.folder / f".{uuid.uuid4().hex}"
        draft.write_bytes(data)
        kind = sniff(data)
        if kind not in TYPES or not is_whole(draft, kind):
            draft.unlink()
            raise self.line.lost(f"sends {kind.title} instead of a whole picture")
        draft.replace(self.folder / name)


def imagining(models: dict[str, Model]) -> dict[str, Model]:
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


def _name(request: Request) -> str:
    return hashlib.sha256(request.client_id.encode()).hexdigest()[:32]
