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

from storage.errors import JobFailed
from tools.providers import google_wire as wire
from tools.providers.client import Answer
from tools.providers.google_wire import MODELS
from tools.providers.inline import base64_of
from tools.providers.interface import Account, Files, Request
from tools.providers.models import seed_field
from tools.providers.own_models import BUILT_IN, Own
from tools.providers.pace import Pace
from tools.providers.pictures import Bought, PictureProvider, given_pictures
from tools.providers.transport import Transport

ADDRESS = "https://generativelanguage.googleapis.com"
VERSION = "v1"


class Google(PictureProvider):
    """The provider `google`. `files` are read when sending, `folder` keeps what was bought."""

    name, title = "google", "Google"
    retired = wire.RETIRED

    def __init__(
        self, files: Files, folder: Path, own: Own = BUILT_IN, pace: Pace | None = None,
    ) -> None:
        line = Transport(self.name, self.title, ADDRESS, pace)
        super().__init__(line, MODELS, files, folder, own)

    async def check(self) -> Account:
        """Whether the key is good, by the free list of models. Raises BadKey, ProviderBusy."""
        answer = await self.line.safe("GET", f"/{VERSION}/models", headers=self._headers())
        if not answer.good:
            raise self._refusal(answer, "question")
        return Account()

    async def _asked(self, request: Request) -> Answer:
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

    def _bought(self, answer: Answer, model: str) -> Bought:
        return wire.bought(self.line, answer, model)

    def _refusal(self, answer: Answer, what: str) -> JobFailed:
        return wire.refusal(self.line, answer, what)

    def _headers(self) -> dict[str, str]:
        return {"x-goog-api-key": self.line.key()}
