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

from storage.errors import JobFailed
from tools.providers import openai_wire as wire
from tools.providers.client import Answer, form
from tools.providers.interface import Account, Files, Request
from tools.providers.openai_wire import MODELS
from tools.providers.own_models import BUILT_IN, Own
from tools.providers.pace import Pace
from tools.providers.pictures import Bought, PictureProvider, given_pictures
from tools.providers.transport import Transport

ADDRESS = "https://api.openai.com/v1"
PATIENCE = 2                             # times the usual, for pictures of high quality


class OpenAI(PictureProvider):
    """The provider `openai`. `files` are read when sending, `folder` keeps what was bought."""

    name, title = "openai", "OpenAI"
    retired = wire.RETIRED

    def __init__(
        self, files: Files, folder: Path, own: Own = BUILT_IN, pace: Pace | None = None,
    ) -> None:
        line = Transport(self.name, self.title, ADDRESS, pace)
        super().__init__(line, MODELS, files, folder, own)

    async def check(self) -> Account:
        """Whether the key is good, by the free list of models. Raises BadKey, ProviderBusy."""
        answer = await self.line.safe("GET", "/models", headers=self._headers(),
                                      again=wire.ask_again)
        if not answer.good:
            raise self._refusal(answer, "question")
        return Account()

    async def _asked(self, request: Request) -> Answer:
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

    def _bought(self, answer: Answer, model: str) -> Bought:
        return wire.bought(self.line, answer, model)

    def _refusal(self, answer: Answer, what: str) -> JobFailed:
        return wire.refusal(self.line, answer, what)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.line.key()}"}
