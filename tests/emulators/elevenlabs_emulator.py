"""ElevenLabs on loopback, under `/elevenlabs`.

Built from `shared/contracts/elevenlabs.md` and the official SDK. Verified there: paths, headers,
fields and ranges, raw audio as the answer, timestamps, voices, 401 `quota_exceeded`. Assumed here:
status and code of moderation (400 `content_against_policy`) and of too many requests, the header
`character-cost`, prices, that the same words of a wrong voice are 400 `voice_not_found`. Stricter
than the provider: unknown fields and query parameters are refused.

Endpoints for faults: `elevenlabs.voice`, `elevenlabs.sound`, `elevenlabs.music`,
`elevenlabs.voices`, `elevenlabs.subscription`. Keys that start with `bad` are refused.
"""

import base64
import itertools
import math
import uuid
from collections.abc import Sequence
from typing import Any

from aiohttp import web
from checks import Fields, is_a, number, one_of, text, whole, wrong
from desk import DESK, answered, json_body
from drawn import sound

CREDIT = 100                             # microdollars
PACE = 15.0                              # characters spoken in a second, about
SLOW = {"a": 1.5, "e": 1.4, "i": 1.3, "o": 1.6, "u": 1.5, "t": 0.6, "d": 0.7, "p": 0.6}
STOPS = {",": 0.3, ";": 0.3, ":": 0.3, ".": 0.7, "!": 0.7, "?": 0.7}      # seconds of silence
LEAD = 0.1                               # seconds before the first word
VOICES = {"JBFqnCBsd6RMkjVDRZzb": "George - Warm, Captivating Storyteller",
          "EXAVITQu4vr4xnSDxMaL": "Sarah - Mature, Reassuring, Confident",
          "onwK4e9ZLuTAKqWW03F9": "Daniel"}
FORMATS = one_of("mp3_44100_128", "mp3_44100_64", "mp3_22050_32")
LONGEST = {"eleven_multilingual_v2": 10_000, "eleven_flash_v2_5": 40_000, "eleven_v3": 3_000}
RATES = {"eleven_multilingual_v2": 100, "eleven_flash_v2_5": 50, "eleven_v3": 100}
SOUND_RATE, MUSIC_RATE = 2_000, 13_334   # microdollars a second
SPEECH_SECONDS, SOUND_SECONDS, MUSIC_SECONDS = 4.0, 8.0, 30.0


def settings(value: Any) -> bool:
    return wrong(value, {"stability": number(0, 1), "similarity_boost": number(0, 1),
                         "style": number(0, 1), "speed": number(0.7, 1.2),
                         "use_speaker_boost": is_a(bool)}) is None


SPEECH: Fields = {
    "text": text(1, 40_000), "model_id": one_of(*RATES), "language_code": one_of("en", "de"),
    "voice_settings": settings, "seed": whole(0, 2**32 - 1), "previous_text": text(0, 5000),
    "next_text": text(0, 5000), "apply_text_normalization": one_of("auto", "on", "off"),
}
SOUND: Fields = {
    "text": text(1, 450), "duration_seconds": number(0.5, 30), "prompt_influence": number(0, 1),
    "loop": is_a(bool), "model_id": one_of("eleven_text_to_sound_v2"),
}
MUSIC: Fields = {
    "prompt": text(1, 2000), "composition_plan": is_a(dict),
    "music_length_ms": whole(3000, 600_000), "model_id": one_of("music_v1", "music_v2"),
    "seed": whole(0, 2**32 - 1), "force_instrumental": is_a(bool),
}


class Refusal(Exception):
    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code


def routes() -> list[web.RouteDef]:
    """Speech with timestamps, sounds, music, and what costs nothing."""
    return [
        web.post("/elevenlabs/v1/text-to-speech/{voice}/with-timestamps",
                 _handler("elevenlabs.voice", _speech)),
        web.post("/elevenlabs/v1/sound-generation", _handler("elevenlabs.sound", _sound)),
        web.post("/elevenlabs/v1/music", _handler("elevenlabs.music", _music)),
        web.get("/elevenlabs/v2/voices", _handler("elevenlabs.voices", _voices)),
        web.get("/elevenlabs/v1/user/subscription",
                _handler("elevenlabs.subscription", _subscription)),
    ]


def _handler(endpoint: str, work: Any) -> Any:
    def problem(kind: str, status: int) -> web.Response:
        status = {"no_credit": 401}.get(kind, status)
        codes = {"no_credit": "quota_exceeded", "bad_key": "invalid_api_key",
                 "rate_limited": "too_many_concurrent_requests", "unavailable": "system_busy",
                 "moderation": "content_against_policy"}
        return _refusal(Refusal(status, codes.get(kind, "server_error"), kind.replace("_", " ")))

    async def handle(request: web.Request) -> web.StreamResponse:
        body = await json_body(request) if request.method == "POST" else None
        request.app[DESK].see(request, endpoint, body)

        async def accept() -> web.Response:
            try:
                key = request.headers.get("xi-api-key", "")
                if not key.strip() or key.startswith("bad") or "Authorization" in request.headers:
                    raise Refusal(401, "invalid_api_key", f"The API key {key} is not valid.")
                answer: web.Response = await work(request, body)
            except Refusal as refusal:
                return _refusal(refusal)
            return answer

        return await answered(request, endpoint, accept, problem)

    return handle


def _refusal(refusal: Refusal) -> web.Response:
    detail: Any = {"status": refusal.code, "message": str(refusal)}
    if refusal.status == 422:
        detail = [{"loc": ["body", refusal.code], "msg": str(refusal), "type": "value_error"}]
    return web.json_response({"detail": detail}, status=refusal.status)


def _check(request: web.Request, body: Any, known: Fields, required: tuple[str, ...]) -> None:
    if found := wrong(body, known, required):
        raise Refusal(422, *found)
    query = dict(request.query)
    if wrong(query, {"output_format": FORMATS, "enable_logging": one_of("true", "false")}):
        raise Refusal(422, "output_format", f"unknown query {query}")


async def _made(
    request: web.Request, kind: str, model: str, words: str, seconds: float, price: int,
    latency: float, pauses: Sequence[tuple[float, float]] = (),
) -> tuple[bytes, dict[str, str]]:
    """Accept, bill and make one sound; the call lasts until it is made."""
    desk = request.app[DESK]
    if not desk.can_pay("elevenlabs", price):
        raise Refusal(401, "quota_exceeded", "This request exceeds your quota of credits.")
    name = str(uuid.uuid4())
    job = desk.start("elevenlabs", name, f"elevenlabs.{kind}", latency,
                     lambda: sound(words, seconds, ".mp3", pauses), "audio/mpeg", ".mp3")
    desk.charge("elevenlabs", name, model, price)
    await job.ended()
    if job.state == "failed":
        desk.refund("elevenlabs", name)
        if job.fate == "moderated":
            raise Refusal(400, "content_against_policy", "The words were flagged.")
        raise Refusal(500, "server_error", "The generation failed.")
    return await job.work, {"request-id": name, "character-cost": str(math.ceil(price / CREDIT))}


async def _speech(request: web.Request, body: Any) -> web.Response:
    _check(request, body, SPEECH, ("text",))
    model = body.get("model_id", "eleven_multilingual_v2")
    if request.match_info["voice"] not in VOICES:
        raise Refusal(400, "voice_not_found", "There is no such voice.")
    if len(body["text"]) > LONGEST[model]:
        raise Refusal(400, "max_character_limit_exceeded", "The text is too long.")
    if "language_code" in body and model == "eleven_multilingual_v2":
        raise Refusal(400, "unsupported_language", "This model takes no language_code.")
    words = body["text"]
    times = said(words)
    silent = [(0, LEAD), *(time for ch, time in zip(words, times, strict=True) if ch.isspace())]
    data, headers = await _made(request, "voice", model, words, times[-1][1],
                                RATES[model] * len(words), SPEECH_SECONDS, silent)
    alignment = {
        "characters": list(words),
        "character_start_times_seconds": [start for start, _ in times],
        "character_end_times_seconds": [end for _, end in times],
    }
    return web.json_response({"audio_base64": base64.b64encode(data).decode(),
                              "alignment": alignment, "normalized_alignment": alignment},
                             headers=headers)


def said(words: str) -> list[tuple[float, float]]:
    """When each character is spoken: vowels last, and between sentences nothing is heard."""
    found, at = list[tuple[float, float]](), LEAD
    for before, ch in itertools.pairwise(f" {words}"):
        pause = STOPS.get(before, 0.0) if ch.isspace() else 0.0
        end = round(at + SLOW.get(ch.lower(), 1.0) / PACE + pause, 3)
        found.append((at, end))
        at = end
    return found


async def _sound(request: web.Request, body: Any) -> web.Response:
    _check(request, body, SOUND, ("text",))
    seconds = body.get("duration_seconds", 5)
    data, headers = await _made(request, "sound", "eleven_text_to_sound_v2", body["text"], seconds,
                                round(SOUND_RATE * seconds), SOUND_SECONDS)
    return web.Response(body=data, content_type="audio/mpeg", headers=headers)


async def _music(request: web.Request, body: Any) -> web.Response:
    _check(request, body, MUSIC, ())
    if ("prompt" in body) == ("composition_plan" in body):
        raise Refusal(422, "prompt", "exactly one of prompt and composition_plan")
    if "prompt" in body and "seed" in body:
        raise Refusal(422, "seed", "not together with prompt")
    seconds = body.get("music_length_ms", 30_000) / 1000
    data, headers = await _made(request, "music", body.get("model_id", "music_v1"),
                                body.get("prompt", ""), seconds, round(MUSIC_RATE * seconds),
                                MUSIC_SECONDS)
    return web.Response(body=data, content_type="audio/mpeg", headers=headers)


async def _voices(request: web.Request, body: Any) -> web.Response:
    """Two voices a page, however many were asked for: who wants all has to turn pages."""
    if unknown := set(request.query) - {"page_size", "next_page_token", "search"}:
        raise Refusal(422, "query", f"unknown {unknown}")
    begin = int(request.query.get("next_page_token", "0"))
    listed = [{"voice_id": id_, "name": name} for id_, name in VOICES.items()]
    more = begin + 2 < len(listed)
    return web.json_response({
        "voices": listed[begin : begin + 2], "has_more": more, "total_count": len(listed),
        "next_page_token": str(begin + 2) if more else None})


async def _subscription(request: web.Request, body: Any) -> web.Response:
    left = request.app[DESK].left("elevenlabs") // CREDIT
    return web.json_response({"tier": "creator", "character_count": 1000,
                              "character_limit": 1000 + left,
                              "max_credit_limit_extension": 0, "status": "active"})
