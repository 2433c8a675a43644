"""Google: pictures by Gemini's image models, from words, from references, and from a frame.

`generateContent` answers at once with the picture inline; there is no job, no id of ours and
nothing to cancel, so a call that buys is sent once. A refusal by its content check is HTTP 200
without a picture. Verified in `shared/contracts/google.md`: path, header, the fields of the request
and of `imageConfig`, aspects, the reasons for no picture. Unverified and tolerated: the names of
error states, 400 for a bad key, how many references a model takes (3 is ours), whether a refusal is
billed (we book nothing), prices by the token (Google's as others quote them; what an answer's
`usageMetadata` costs by them is booked, as estimated). Gemini 2.5's and the preview image models
are retired.
"""

from pathlib import Path
from typing import Any

from storage.errors import BadInput
from storage.records import JobKind, Shot, Storyboard
from tools.providers import google_wire as wire
from tools.providers.client import Answer
from tools.providers.google_wire import MODELS
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
from tools.providers.models import model_of, picture_needs, seed_field
from tools.providers.own_models import BUILT_IN, Own
from tools.providers.pace import Pace
from tools.providers.pictures import Kept, future_needs, given_pictures, imagining
from tools.providers.refusals import raise_if_unclear
from tools.providers.transport import Transport

ADDRESS = "https://generativelanguage.googleapis.com"
VERSION = "v1"
AT_ONCE = 4


class Google:
    """The provider `google`. `files` are read when sending, `folder` keeps what was bought."""

    name = "google"
    retired = wire.RETIRED

    def __init__(
        self, files: Files, folder: Path, own: Own = BUILT_IN, pace: Pace | None = None,
    ) -> None:
        self.line = Transport("google", "Google", ADDRESS, pace)
        self.files, self.prices = files, own.prices
        self.kept = Kept(self.line, folder)

    def capabilities(self) -> tuple[Capability, ...]:
        """The models, for pictures and for imagined frames."""
        return tuple(model.told(self.prices, AT_ONCE, None)
                     for models in (MODELS, imagining(MODELS)) for model in models.values())

    def needs(self, kind: JobKind, storyboard: Storyboard, shot: Shot | None) -> Needs:
        """What the job depends on; BadInput for what it cannot do."""
        model = model_of(imagining(MODELS) if kind == "future" else MODELS, kind, storyboard,
                         "Google")
        if shot is None:
            raise BadInput("Google makes pictures of shots only.", "Choose another model for it.")
        return (future_needs if kind == "future" else picture_needs)(model, storyboard, shot)

    def missing_keys(self) -> tuple[str, ...]:
        """`GOOGLE_API_KEY`, if it is not set."""
        return self.line.missing_keys()

    async def check(self) -> Account:
        """Whether the key is good, by the free list of models. Raises BadKey, ProviderBusy."""
        answer = await self.line.safe("GET", f"/{VERSION}/models", headers=self._headers())
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
        return await self.kept.keep(request, wire.bought(self.line, answer, request.job.model))

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
        """The one request that costs money; pictures go before the words."""
        parts: list[dict[str, Any]] = [
            {"inlineData": {"mimeType": asset.media_type,
                            "data": await base64_of(self.files, asset)}}
            for asset in given_pictures(request)]
        job = request.job
        return await self.line.once(
            "POST", f"/{VERSION}/models/{job.model.partition('/')[2]}:generateContent",
            headers=self._headers(), again=wire.send_again,
            seconds=2 * self.line.pace.generate, body={
                "contents": [{"role": "user", "parts": [*parts, {"text": job.params["prompt"]}]}],
                "generationConfig": {
                    "responseModalities": ["IMAGE"], **seed_field(request),
                    "imageConfig": {"aspectRatio": job.params["aspect"],
                                    "imageSize": wire.IMAGE_SIZES[job.model]}},
            })

    def _headers(self) -> dict[str, str]:
        return {"x-goog-api-key": self.line.key()}
