"""OpenAI: pictures from words, and from the product, the logo or a frame by its edits.

The key and the address are those of the brain too. There is no idempotency key, so a call that buys
is sent once. Verified in `shared/contracts/openai.md`: paths, fields, sizes, the multipart form of
edits, base64 in the answer, the errors' envelope. Unverified and tolerated: the codes of refusals
by its content check and of an empty account, the longest text (far above ours), prices by the token
(other sellers' words; what an answer's `usage` costs by them is booked, as estimated).
`gpt-image-1` and `dall-e-*` are retired; so is Sora, which is not used.
"""

import asyncio
from pathlib import Path
from typing import Any

from storage.errors import BadInput
from storage.records import JobKind, Shot, Storyboard
from tools.providers import openai_wire as wire
from tools.providers.client import Answer, form
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
from tools.providers.models import model_of, picture_needs
from tools.providers.openai_wire import MODELS
from tools.providers.own_models import BUILT_IN, Own
from tools.providers.pace import Pace
from tools.providers.pictures import Kept, future_needs, given_pictures, imagining
from tools.providers.refusals import raise_if_unclear
from tools.providers.transport import Transport

ADDRESS = "https://api.openai.com/v1"
AT_ONCE = 4
PATIENCE = 2                             # times the usual, for pictures of high quality


class OpenAI:
    """The provider `openai`. `files` are read when sending, `folder` keeps what was bought."""

    name = "openai"
    retired = wire.RETIRED

    def __init__(
        self, files: Files, folder: Path, own: Own = BUILT_IN, pace: Pace | None = None,
    ) -> None:
        self.line = Transport("openai", "OpenAI", ADDRESS, pace)
        self.files, self.prices = files, own.prices
        self.kept = Kept(self.line, folder)

    def capabilities(self) -> tuple[Capability, ...]:
        """The models, for pictures and for imagined frames."""
        return tuple(model.told(self.prices, AT_ONCE, None)
                     for models in (MODELS, imagining(MODELS)) for model in models.values())

    def needs(self, kind: JobKind, storyboard: Storyboard, shot: Shot | None) -> Needs:
        """What the job depends on; BadInput for what it cannot do."""
        model = model_of(imagining(MODELS) if kind == "future" else MODELS, kind, storyboard,
                         "OpenAI")
        if shot is None:
            raise BadInput("OpenAI makes pictures of shots only.", "Choose another model for it.")
        return (future_needs if kind == "future" else picture_needs)(model, storyboard, shot)

    def missing_keys(self) -> tuple[str, ...]:
        """`OPENAI_API_KEY`, if it is not set."""
        return self.line.missing_keys()

    async def check(self) -> Account:
        """Whether the key is good, by the free list of models. Raises BadKey, ProviderBusy."""
        answer = await self.line.safe("GET", "/models", headers=self._headers(),
                                      again=wire.ask_again)
        if not answer.good:
            raise wire.refusal(self.line, answer, "question")
        return Account()

    async def prepare(self, request: Request) -> None:
        """Nothing has to be sent before."""

    async def submit(self, request: Request) -> Ticket:
        """Buy the picture and keep it here. Raises ProviderLost if it did not arrive."""
        if found := self.kept.find(request):
            return found
        answer = await self._bought(request)
        raise_if_unclear(self.line, answer)
        if not answer.good:
            raise wire.refusal(self.line, answer, "picture")
        return await self.kept.keep(
            request, wire.bought(self.line, answer, request.job.model))

    async def collect(
        self, request: Request, ticket: Ticket, files: Files, workspace: Path, report: Report
    ) -> Made:
        """Bring what was kept."""
        return await self.kept.bring(
            request, ticket, workspace, self.prices[request.job.model])

    async def cancel(self, ticket: Ticket) -> bool:
        """What has a ticket is made and paid for."""
        return False

    async def _bought(self, request: Request) -> Answer:
        """The one request that costs money: an edit where pictures go in."""
        body: dict[str, Any] = wire.body(request)
        seconds = self.line.pace.generate * PATIENCE
        given = given_pictures(request)
        if not given:
            return await self.line.once(
                "POST", "/images/generations", headers=self._headers(), body=body,
                again=wire.send_again, seconds=seconds)
        name = "image" if len(given) == 1 else "image[]"
        sent = [(name, f"{asset.sha256[:12]}.{asset.media_type.partition('/')[2]}",
                 await asyncio.to_thread(self.files.path(asset).read_bytes), asset.media_type)
                for asset in given]
        kind, content = form({field: str(value) for field, value in body.items()}, sent)
        return await self.line.once(
            "POST", "/images/edits", headers={**self._headers(), "Content-Type": kind},
            content=content, again=wire.send_again, seconds=seconds)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.line.key()}"}
