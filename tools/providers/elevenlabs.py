"""ElevenLabs: a line spoken, sound effects from words, music.

Its calls answer with the sound itself, so a purchase is kept in `folder` under our own id the
moment it arrives; collecting brings it from there, and handing the same job in again finds it there
instead of buying it anew. There is no job, no id of ours and nothing to cancel: a call whose answer
is lost is left to a person. A voice brings the times of its words along, inside the file.

Verified in `shared/contracts/elevenlabs.md` and by the official SDK: paths, headers, fields and
ranges, the answer with timestamps, the list of voices, 401 `quota_exceeded`. Unverified and
tolerated: the wording of 429 (both kinds are tried again), statuses of moderation (any whose code
names it), the longest words of `eleven_v3`, sounds and music, prices (our table's are booked, as
estimated; the header `character-cost` counts credits, whose price differs by plan).
"""

import asyncio
import logging
from pathlib import Path
from typing import Any
from urllib.parse import quote

from storage.errors import BadInput, ProviderRefused
from storage.records import JobKind, Shot, Storyboard
from tools.media.spoken import with_words
from tools.providers import elevenlabs_wire as wire
from tools.providers.client import Answer
from tools.providers.elevenlabs_wire import MODELS
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
from tools.providers.kept import Kept
from tools.providers.models import model_of, seed_field
from tools.providers.own_models import BUILT_IN, Own
from tools.providers.pace import Pace
from tools.providers.prices import cost_of
from tools.providers.refusals import raise_if_unclear
from tools.providers.transport import Transport
from tools.providers.uploads import account_digest

ADDRESS = "https://api.elevenlabs.io"
FORMAT = "mp3_44100_128"
MEDIA_TYPE = "audio/mpeg"
CONCURRENCY = 3                          # differs by plan; above it is a 429, tried again
MOST_PAGES = 10                          # of the account's voices, a hundred each
ID_LENGTH = 20                           # of a voice's id, letters and digits
_BUY = {"sound": "/v1/sound-generation", "music": "/v1/music"}

log = logging.getLogger("adflow.providers")


class ElevenLabs:
    """The provider `elevenlabs`. `folder` keeps what was bought until it is collected."""

    name, title = "elevenlabs", "ElevenLabs"

    def __init__(self, folder: Path, own: Own = BUILT_IN, pace: Pace | None = None) -> None:
        self.line = Transport(self.name, self.title, ADDRESS, pace)
        self.kept, self.prices = Kept(self.line, folder, ".mp3"), own.prices
        self._voices: dict[tuple[str, str], str] = {}

    def capabilities(self) -> tuple[Capability, ...]:
        """The models for voices, effects and music."""
        return tuple(
            model.told(self.prices, CONCURRENCY, None).model_copy(
                update={"word_times": model.kind == "voice"})
            for model in MODELS.values())

    def needs(self, kind: JobKind, storyboard: Storyboard, shot: Shot | None) -> Needs:
        """What the job depends on; BadInput for an empty line and for what is too long."""
        model = model_of(MODELS, kind, storyboard, "ElevenLabs")
        if kind == "music":
            return wire.music_needs(model, storyboard)
        if shot is None:
            raise BadInput(f"ElevenLabs makes a {kind} for a shot only.", "Choose another model.")
        needs_of = wire.voice_needs if kind == "voice" else wire.sound_needs
        return needs_of(model, storyboard, shot)

    def missing_keys(self) -> tuple[str, ...]:
        """`ELEVENLABS_API_KEY`, if it is not set."""
        return self.line.missing_keys()

    async def check(self) -> Account:
        """The credits that are left this month, by a free call. Raises BadKey, ProviderBusy."""
        answer = await self.line.safe("GET", "/v1/user/subscription", headers=self._headers())
        if not answer.good:
            raise wire.failure(self.line, answer, "question")
        limit, used = wire.field(answer, "character_limit"), wire.field(answer, "character_count")
        known = isinstance(limit, int) and isinstance(used, int)
        return Account(credits=max(0, limit - used) if known else None)

    async def prepare(self, request: Request) -> None:
        """Look up the voice, where it was chosen by its name."""
        if request.job.kind == "voice":
            await self._voice(request.job.params["voice"])

    async def submit(self, request: Request) -> Ticket:
        """Buy the sound and keep it here. Raises ProviderLost if it did not arrive."""
        if found := self.kept.find(request):
            return found
        draft = self.kept.draft()
        answer = await self._bought(request, draft)
        await self.line.check_bought(draft, "sound")
        log.info("elevenlabs took %s credits", answer.headers.get("character-cost", "unknown"))
        return self.kept.keep(request, draft, answer.headers.get("request-id", ""))

    async def collect(
        self, request: Request, ticket: Ticket, files: Files, workspace: Path, report: Report
    ) -> Made:
        """Bring what was kept."""
        target = workspace / f"{request.job.kind}.mp3"
        await self.kept.bring(request, ticket, target)
        params = request.job.params
        return Made(path=target, media_type=MEDIA_TYPE, estimated=True, cost=cost_of(
            self.prices[request.job.model], float(params.get("seconds", 0)),
            characters=len(params.get("text", ""))))

    async def cancel(self, ticket: Ticket) -> bool:
        """What has a ticket is made and paid for."""
        return False

    async def _bought(self, request: Request, draft: Path) -> Answer:
        """The one request that costs money; its sound lies in `draft` afterwards."""
        job, model = request.job, MODELS[request.job.model]
        if job.kind == "voice":
            voice = await self._voice(job.params["voice"])
            answer = await self._buy(f"/v1/text-to-speech/{voice}/with-timestamps", job.kind,
                                     wire.voice_body(model, job.params, seed_field(request)))
            sound = with_words(wire.spoken(answer), wire.words(answer))
            try:
                await asyncio.to_thread(draft.write_bytes, sound)
            except OSError as exc:
                raise self.line.lost("sends a file that cannot be written here") from exc
            return answer
        body = (wire.sound_body if job.kind == "sound" else wire.music_body)(model, job.params)
        return await self._buy(_BUY[job.kind], job.kind, body, draft)

    async def _buy(
        self, path: str, what: str, body: dict[str, Any], target: Path | None = None
    ) -> Answer:
        answer = await self.line.once(
            "POST", f"{path}?output_format={FORMAT}", headers=self._headers(), body=body,
            seconds=self.line.pace.generate, target=target)
        raise_if_unclear(self.line, answer)
        if not answer.good:
            raise wire.failure(self.line, answer, what)
        return answer

    async def _voice(self, wanted: str) -> str:
        """A voice's id, from its id or its name; ProviderRefused where the account has no such."""
        if len(wanted) == ID_LENGTH and wanted.isalnum():
            return wanted
        key = (account_digest(self.line.base, self.line.key()), wanted.casefold())
        if key not in self._voices:
            self._voices[key] = await self._found(wanted)
        return self._voices[key]

    async def _found(self, wanted: str) -> str:
        """Look through the account's voices; a name may go on behind a dash there."""
        voices, page = dict[str, str](), ""
        for _ in range(MOST_PAGES):
            answer = await self.line.safe("GET", f"/v2/voices?page_size=100{page}",
                                          headers=self._headers())
            if not answer.good:
                raise wire.failure(self.line, answer, "voice")
            voices |= wire.voices(answer)
            found = {name.casefold(): voice for name, voice in voices.items()}
            if voice := found.get(wire.short(wanted).casefold()):
                return voice
            if not (token := wire.field(answer, "next_page_token")):
                break
            page = f"&next_page_token={quote(str(token), safe='')}"
        raise ProviderRefused(
            f"ElevenLabs' account has no voice called “{wanted}”.",
            f"Choose one of {', '.join(sorted(voices)[:12]) or 'its own voices'}, or give its id.")

    def _headers(self) -> dict[str, str]:
        return {"xi-api-key": self.line.key()}
