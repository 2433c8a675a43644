"""Runway on loopback, under `/runway`.

Built from `shared/contracts/runway.md` and the types of the official SDK. Verified there: paths,
headers, fields and ranges by model, task states, uploads, cancelling. Assumed here: that missing
credit is a 400 whose words name credits, that a failed or refused task is not billed, that flagged
words fail the task or are a 400, the wording of errors. At most `AT_ONCE` tasks run: those above it
are THROTTLED until a place is free. Stricter than the provider: unknown fields are refused.

Endpoints for faults: `runway.image_to_video`, `runway.task`, `runway.delete`, `runway.uploads`,
`runway.store`, `runway.organization`, `runway.download`. Keys that start with `bad` are refused.
"""

import math
import time
import uuid
from datetime import UTC, datetime
from typing import Any

from aiohttp import web
from checks import Check, Fields, decoded, is_a, one_of, picture_size, text, whole, wrong
from desk import DESK, Desk, Making, answered, json_body
from drawn import clip

CREDIT = 10_000                          # microdollars
AT_ONCE = 3
FPS, PENDING = 24, 0.05                  # of the simulated time that a task is PENDING
MOST_URI = 5_000_000
GEN4 = ("1280:720", "720:1280", "1104:832", "832:1104", "960:960", "1584:672")
VEO = ("1280:720", "720:1280", "1080:1920", "1920:1080")


def prompt_text(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value.encode("utf-16-le")) // 2 <= 1000


def moderation(value: Any) -> bool:
    return wrong(value, {"publicFigureThreshold": one_of("auto", "low")}) is None


COMMON: Fields = {"model": is_a(str), "promptImage": is_a(str | list), "promptText": prompt_text}
SEED: Check = whole(0, 2**32 - 1)
GEN: Fields = COMMON | {"ratio": one_of(*GEN4), "duration": whole(2, 10), "seed": SEED,
                        "contentModeration": moderation}
VEO_FIELDS: Fields = COMMON | {"ratio": one_of(*VEO), "duration": one_of(4, 6, 8), "seed": SEED,
                               "audio": is_a(bool), "negativePrompt": text(1, 1000)}
# Fields, required ones, positions of frames, credits a second, usual seconds of work.
MODELS: dict[str, tuple[Fields, tuple[str, ...], tuple[str, ...], int, float]] = {
    "gen4_turbo": (GEN, ("promptImage", "ratio"), ("first",), 5, 60.0),
    "gen4.5": (GEN, ("promptImage", "promptText", "ratio", "duration"), ("first",), 12, 120.0),
    "veo3.1": (VEO_FIELDS, ("promptImage", "ratio"), ("first", "last"), 20, 120.0),
    "veo3.1_fast": (VEO_FIELDS, ("promptImage", "ratio"), ("first", "last"), 10, 90.0),
    "kling2.5_turbo_pro": (COMMON | {"duration": one_of(5, 10), "cfgScale": is_a(float)},
                           ("promptImage", "promptText"), ("first", "last"), 7, 120.0),
}
SOUND_FACTOR = {"veo3.1": 2.0, "veo3.1_fast": 1.5}


class Refusal(Exception):
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def routes() -> list[web.RouteDef]:
    """What the client uses of Runway's interface."""
    return [
        web.post("/runway/v1/image_to_video", _handler("runway.image_to_video", _create)),
        web.get("/runway/v1/tasks/{task}", _handler("runway.task", _task)),
        web.delete("/runway/v1/tasks/{task}", _handler("runway.delete", _delete)),
        web.post("/runway/v1/uploads", _handler("runway.uploads", _uploads)),
        web.post("/runway/_store/{upload}", _handler("runway.store", _store)),
        web.get("/runway/v1/organization", _handler("runway.organization", _organization)),
    ]


def _handler(endpoint: str, work: Any) -> Any:
    def problem(kind: str, status: int) -> web.Response:
        words = {"moderation": "Content moderation: the prompt was flagged.", "no_credit":
                 "You do not have enough credits to run this task.", "bad_key": "Invalid API key."}
        status = 400 if kind == "no_credit" else status
        return _refusal(status, words.get(kind, kind.replace("_", " ")))

    async def handle(request: web.Request) -> web.StreamResponse:
        is_json = request.method == "POST" and endpoint != "runway.store"
        body = await json_body(request) if is_json else None
        request.app[DESK].see(request, endpoint, body)

        async def accept() -> web.Response:
            try:
                if endpoint != "runway.store":
                    _authenticate(request)
                answer: web.Response = await work(request, body)
            except Refusal as refusal:
                return _refusal(refusal.status, str(refusal))
            return answer

        return await answered(request, endpoint, accept, problem)

    return handle


def _refusal(status: int, message: str) -> web.Response:
    return web.json_response({"error": message}, status=status)


def _authenticate(request: web.Request) -> None:
    kind, _, key = request.headers.get("Authorization", "").partition(" ")
    if kind != "Bearer" or not key.strip() or key.startswith("bad"):
        raise Refusal(401, f"The API key {key} is not valid.")
    if request.headers.get("X-Runway-Version") != "2024-11-06":
        raise Refusal(400, "X-Runway-Version is missing or unknown.")


async def _create(request: web.Request, body: Any) -> web.Response:
    desk = request.app[DESK]
    model = body.get("model") if isinstance(body, dict) else None
    if model not in MODELS:
        raise Refusal(400, f"Validation of body failed: model {model} is not available.")
    fields, required, positions, credits, latency = MODELS[model]
    if found := wrong(body, fields, ("model", *required)):
        raise Refusal(400, f"Validation of body failed: {found[0]} {found[1]}.")
    frames = _frames(desk, body["promptImage"], positions)
    seconds = body.get("duration", 8 if "audio" in fields else 5)
    factor = SOUND_FACTOR.get(model, 1.0) if body.get("audio", True) else 1.0
    price = round(credits * seconds * factor) * CREDIT
    if not desk.can_pay("runway", price):
        raise Refusal(400, "You do not have enough credits to run this task.")
    size = _shape(body.get("ratio"), frames["first"])
    name = str(uuid.uuid4())
    job = desk.start(
        "runway", name, "runway.image_to_video", latency,
        lambda: clip(size, body.get("promptText", ""), seconds, FPS, frames["first"],
                     frames.get("last"), desk.scale),
        "video/mp4", ".mp4", price=price, created=datetime.now(UTC).isoformat())
    _queue(desk, job)
    desk.charge("runway", name, model, price)
    return web.json_response({"id": name, "estimatedCost": {"credits": price / CREDIT}})


def _queue(desk: Desk, job: Making) -> None:
    """A task begins when fewer than `AT_ONCE` others are at work."""
    others = sorted((math.inf if one.fate == "stuck" else one.due for one in desk.jobs.values()
                     if one.provider == "runway" and one is not job
                     and "cancelled" not in one.about), reverse=True)
    now = time.monotonic()
    job.about["begins"] = max(now, others[AT_ONCE - 1] if len(others) >= AT_ONCE else now)
    job.due = job.about["begins"] + job.seconds


def _shape(ratio: str | None, first: bytes) -> tuple[int, int]:
    if ratio is None:
        return picture_size(first) or (1280, 720)
    width, _, height = ratio.partition(":")
    return int(width), int(height)


def _frames(desk: Desk, given: Any, positions: tuple[str, ...]) -> dict[str, bytes]:
    listed = [{"uri": given, "position": "first"}] if isinstance(given, str) else given
    found: dict[str, bytes] = {}
    for one in listed:
        if wrong(one, {"uri": is_a(str), "position": one_of(*positions)}, ("uri", "position")):
            raise Refusal(400, f"Validation of body failed: promptImage takes {positions}.")
        if one["position"] in found:
            raise Refusal(400, "Validation of body failed: one picture a position.")
        found[one["position"]] = _picture(desk, one["uri"])
    if "first" not in found:
        raise Refusal(400, "Validation of body failed: a first frame is required.")
    return found


def _picture(desk: Desk, uri: str) -> bytes:
    if uri.startswith("runway://"):
        upload = _memory(desk).get(uri)
        if not upload:
            raise Refusal(400, f"Invalid asset: there is no upload {uri}.")
        return upload
    if len(uri) > MOST_URI:
        raise Refusal(400, "Invalid asset: a data URI has at most 5 MB.")
    data = decoded(uri) if uri.startswith("data:image/") else None
    if picture_size(data) is None or data is None:
        raise Refusal(400, "Invalid asset: this is no picture.")
    return data


def _memory(desk: Desk) -> dict[str, bytes]:
    found: dict[str, bytes] = desk.memory.setdefault("runway.uploads", {})
    return found


async def _uploads(request: web.Request, body: Any) -> web.Response:
    if found := wrong(body, {"filename": text(3, 255), "type": one_of("ephemeral")},
                      ("filename", "type")):
        raise Refusal(400, f"Validation of body failed: {found[0]} {found[1]}.")
    name = uuid.uuid4().hex
    _memory(request.app[DESK])[f"runway://{name}"] = b""
    return web.json_response({
        "runwayUri": f"runway://{name}", "fields": {"key": name, "policy": "signed"},
        "uploadUrl": f"{request.url.origin()}/runway/_store/{name}"})


async def _store(request: web.Request, body: Any) -> web.Response:
    """A signed form: the key does not belong here, its fields have to stand before the file."""
    if "Authorization" in request.headers:
        raise Refusal(400, "Only one auth mechanism allowed.")
    uri = f"runway://{request.match_info['upload']}"
    form = await request.post()
    if form.get("key") != request.match_info["upload"] or form.get("policy") != "signed":
        raise Refusal(403, "SignatureDoesNotMatch")
    file = form.get("file")
    if uri not in _memory(request.app[DESK]) or not isinstance(file, web.FileField):
        raise Refusal(400, "There is no file.")
    _memory(request.app[DESK])[uri] = file.file.read()
    return web.Response(status=204)


def _found(request: web.Request) -> Making:
    job = request.app[DESK].job("runway", request.match_info["task"])
    if job is None or "deleted" in job.about:
        raise Refusal(404, "There is no such task.")
    return job


async def _task(request: web.Request, body: Any) -> web.Response:
    return web.json_response(_state(request, _found(request)))


def _state(request: web.Request, job: Making) -> dict[str, Any]:
    desk, now = request.app[DESK], time.monotonic()
    said: dict[str, Any] = {"id": job.id, "createdAt": job.about["created"]}
    if "cancelled" in job.about:
        return said | {"status": "CANCELLED", "cost": {"credits": job.about["cancelled"]}}
    estimated = {"estimatedCost": {"credits": job.about["price"] / CREDIT}}
    if now < job.about["begins"]:
        return said | estimated | {"status": "THROTTLED"}
    if job.state == "running":
        if now < job.about["begins"] + PENDING * job.seconds:
            return said | estimated | {"status": "PENDING"}
        return said | estimated | {"status": "RUNNING", "progress": job.progress / 100}
    if job.state == "failed":
        desk.refund("runway", job.id)
        code, words = (("SAFETY.INPUT.TEXT", "The text was flagged.") if job.fate == "moderated"
                       else ("INTERNAL.BAD_OUTPUT.CODE01", "The model failed."))
        return said | {"status": "FAILED", "failure": words, "failureCode": code,
                       "cost": {"credits": 0}}
    return said | {"status": "SUCCEEDED", "output": [desk.url(request, job)],
                   "cost": {"credits": job.about["price"] // CREDIT}}


async def _delete(request: web.Request, body: Any) -> web.Response:
    """Cancels what is not done, and without a charge only what has not begun; deletes the rest."""
    job = _found(request)
    status = _state(request, job)["status"]
    if status in ("SUCCEEDED", "FAILED", "CANCELLED"):
        job.about["deleted"] = True
    else:
        job.about["cancelled"] = job.about["price"] // CREDIT if status == "RUNNING" else 0
        if status != "RUNNING":
            request.app[DESK].refund("runway", job.id)
    return web.Response(status=204)


async def _organization(request: web.Request, body: Any) -> web.Response:
    left = request.app[DESK].left("runway")
    limits = {"maxConcurrentGenerations": AT_ONCE, "maxDailyGenerations": 500}
    return web.json_response({
        "creditBalance": left // CREDIT,
        "tier": {"maxMonthlyCreditSpend": 100_000, "models": {"gen4_turbo": limits}},
        "usage": {"models": {"gen4_turbo": {"dailyGenerations": 0}}}})
