"""Mirelo on loopback: the legacy interface and v2, under `/mirelo`.

Built from `shared/contracts/mirelo.md`. Verified there: paths, headers, field names and ranges,
201 of the legacy generation, 201/202 of v2, job states, v2's error codes. Assumed here: the status
and wording of legacy errors beyond 400/401/403/500 (402 and 429 are played in the same shape), and
that v2 takes no 429 of a shape of its own. Neither interface knows a client's id: a repeated
request is a second paid generation, and so it is here. A job that fails is not billed.

Endpoints for faults: `mirelo.asset`, `mirelo.upload`, `mirelo.sfx` (legacy), `mirelo.jobs`,
`mirelo.job`, `mirelo.me`, `mirelo.preflight`, `mirelo.download`. Keys that start with `bad` are
refused.
"""

import io
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import av
from aiohttp import web
from desk import DESK, Desk, Making, answered, json_body
from drawn import sound

Check = Callable[[Any], bool]
Work = Any

PRICE_PER_SECOND = 10_000                # microdollars that Mirelo's own bill says
CREDITS_PER_SECOND = 0.2                 # 2 credits for 10 s
CREDIT = 50_000                          # microdollars a credit
LATENCY = 45.0
V2 = "/mirelo/v2/video-to-sfx/v1.5"


class Refusal(Exception):
    """An answer other than the one hoped for: status, v2 code, legacy field."""

    def __init__(self, status: int, code: str, message: str, field: str = "") -> None:
        super().__init__(message)
        self.status, self.code, self.field = status, code, field


def between(least: float, most: float, *kinds: type) -> Check:
    return lambda value: type(value) in (kinds or (int, float)) and least <= value <= most


def one_of(*values: Any) -> Check:
    return lambda value: type(value) is not bool and value in values


def is_a(kind: type) -> Check:
    return lambda value: isinstance(value, kind)


LEGACY: dict[str, Check] = {
    "customer_asset_id": is_a(str), "video_url": is_a(str), "text_prompt": is_a(str),
    "model_version": one_of("1.5", "1.0"), "num_samples": between(1, 4, int),
    "duration": between(1, 10), "creativity_coef": between(1, 10),
    "return_audio_only": is_a(bool), "start_offset": between(0, 300),
    "steps": between(1, 30, int), "seed": is_a(int),
}
JOBS: dict[str, Check] = {
    "video": is_a(dict), "duration_ms": between(1000, 600_000, int),
    "start_offset_ms": between(0, 600_000, int), "num_samples": between(1, 4, int),
    "output": one_of("audio", "video"),
}


def routes() -> list[web.RouteDef]:
    """Legacy paths, v2 paths, and the address that uploads go to."""
    return [
        web.post("/mirelo/create-customer-asset", _handler("mirelo.asset", _legacy_asset, False)),
        web.post("/mirelo/video-to-sfx", _handler("mirelo.sfx", _legacy_sfx, False)),
        web.put("/mirelo/_upload/{asset}", _handler("mirelo.upload", _upload, False)),
        web.post("/mirelo/v2/assets", _handler("mirelo.asset", _asset, True)),
        web.post(f"{V2}/jobs", _handler("mirelo.jobs", _jobs, True)),
        web.get(f"{V2}/jobs/{{job}}", _handler("mirelo.job", _job, True)),
        web.get(f"{V2}/preflight", _handler("mirelo.preflight", _preflight, True)),
        web.get("/mirelo/v2/me", _handler("mirelo.me", _me, True)),
    ]


def _handler(endpoint: str, work: Work, v2: bool) -> Any:
    """A handler that plays faults and words refusals as its generation of the interface does."""

    def problem(kind: str, status: int) -> web.Response:
        codes = {"rate_limited": "rate_limited", "no_credit": "insufficient_credits",
                 "bad_key": "unauthorized", "moderation": "invalid_request"}
        words = {"moderation": "The prompt was flagged: violence."}
        return _refusal(Refusal(status, codes.get(kind, "server_error"),
                                words.get(kind, kind.replace("_", " "))), v2)

    async def handle(request: web.Request) -> web.StreamResponse:
        body = await json_body(request) if request.method == "POST" else None
        request.app[DESK].see(request, endpoint, body)

        async def accept() -> web.Response:
            try:
                if endpoint != "mirelo.upload":
                    _authenticate(request, v2)
                answer: web.Response = await work(request, body)
            except Refusal as refusal:
                return _refusal(refusal, v2)
            return answer

        return await answered(request, endpoint, accept, problem)

    return handle


def _refusal(refusal: Refusal, v2: bool) -> web.Response:
    if v2:
        return web.json_response({"error": {
            "code": refusal.code, "message": str(refusal), "http_status": refusal.status,
        }}, status=refusal.status)
    said = {"errors": {refusal.field: [str(refusal)]}} if refusal.field else {
        "detail": str(refusal)}
    return web.json_response(said, status=refusal.status)


def _authenticate(request: web.Request, v2: bool) -> None:
    if v2:
        kind, _, key = request.headers.get("Authorization", "").partition(" ")
        good = kind == "Bearer"
    else:
        key = request.headers.get("x-api-key", "")
        good = "Authorization" not in request.headers
    if not good or not key.strip() or key.startswith("bad"):
        raise Refusal(401, "unauthorized", f"The API key {key} is not valid.")
    if request.method == "POST" and request.content_type != "application/json":
        raise Refusal(400, "invalid_request", "The body must be JSON.")


def _check(body: Any, known: dict[str, Check], required: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise Refusal(400, "invalid_request", "The body must be a JSON object.")
    for name in required:
        if name not in body:
            raise Refusal(400, "invalid_request", f"{name} is required", name)
    for name, value in body.items():
        if name not in known:
            raise Refusal(400, "invalid_request", f"{name} is unknown", name)
        if not known[name](value):
            raise Refusal(400, "invalid_request", f"{name} has an invalid value", name)
    return body


def _assets(desk: Desk) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = desk.memory.setdefault("mirelo.assets", {})
    return found


def _new_asset(request: web.Request, media_type: str) -> tuple[str, str]:
    name = str(uuid.uuid4())
    _assets(request.app[DESK])[name] = {"type": media_type, "data": b""}
    return name, f"{request.url.origin()}/mirelo/_upload/{name}?signature={uuid.uuid4().hex}"


async def _legacy_asset(request: web.Request, body: Any) -> web.Response:
    given = _check(body, {"contentType": one_of("video/mp4")}, ("contentType",))
    name, url = _new_asset(request, given["contentType"])
    return web.json_response({"customer_asset_id": name, "upload_url": url})


async def _asset(request: web.Request, body: Any) -> web.Response:
    given = _check(body, {"content_type": one_of("video/mp4")}, ("content_type",))
    name, url = _new_asset(request, given["content_type"])
    return web.json_response({"asset_id": name, "upload_url": url}, status=201)


async def _upload(request: web.Request, body: Any) -> web.Response:
    """A signed address: the key does not belong here, and the type must be the declared one."""
    asset = _assets(request.app[DESK]).get(request.match_info["asset"])
    if asset is None or "signature" not in request.query:
        raise Refusal(403, "forbidden", "SignatureDoesNotMatch")
    if "x-api-key" in request.headers or "Authorization" in request.headers:
        raise Refusal(400, "invalid_request", "Only one auth mechanism allowed")
    if request.content_type != asset["type"]:
        raise Refusal(403, "forbidden", "SignatureDoesNotMatch")
    asset["data"] = await request.read()
    return web.Response(status=200)


async def _legacy_sfx(request: web.Request, body: Any) -> web.Response:
    """Synchronous: the answer comes when the sound is made."""
    given = _check(body, LEGACY, ("model_version",))
    if ("customer_asset_id" in given) == ("video_url" in given):
        raise Refusal(400, "invalid_request", "exactly one of both", "customer_asset_id")
    if not given.get("return_audio_only", False):
        raise Refusal(400, "invalid_request", "this emulator makes sound only",
                      "return_audio_only")
    desk = request.app[DESK]
    _length(desk, given.get("customer_asset_id"))
    seconds = given.get("duration", 10)
    count = given.get("num_samples", 1)
    if not desk.can_pay("mirelo", _price(seconds) * count):
        raise Refusal(402, "insufficient_credits", "Not enough credits")
    name = str(uuid.uuid4())
    job = desk.start("mirelo", name, "mirelo.sfx", LATENCY, lambda: sound(
        given.get("text_prompt", ""), seconds, ".mp3"), "audio/mpeg", ".mp3")
    desk.charge("mirelo", name, "sfx-1.5", _price(seconds) * count)
    await job.ended()
    if job.state == "failed":
        desk.refund("mirelo", name)
        raise Refusal(500, "generation_failed", "The generation failed.")
    return web.json_response({"output_paths": [desk.url(request, job) for _ in range(count)]},
                             status=201)


async def _jobs(request: web.Request, body: Any) -> web.Response:
    given = _check(body, JOBS, ("video", "duration_ms"))
    desk, video = request.app[DESK], given["video"]
    if set(video) != {"type", "asset_id"} or video["type"] != "asset":
        raise Refusal(422, "invalid_asset", "video must name an asset")
    _length(desk, video["asset_id"])
    seconds = given["duration_ms"] / 1000
    if not desk.can_pay("mirelo", _price(seconds) * given.get("num_samples", 1)):
        raise Refusal(402, "insufficient_credits", "Not enough credits.")
    name = str(uuid.uuid4())
    job = desk.start("mirelo", name, "mirelo.jobs", LATENCY, lambda: sound("", seconds, ".mp3"),
                     "audio/mpeg", ".mp3", price=_price(seconds) * given.get("num_samples", 1),
                     created=datetime.now(UTC).isoformat(), given=given)
    desk.charge("mirelo", name, "sfx-1.5", job.about["price"])
    finished = datetime.now(UTC) + timedelta(seconds=job.seconds)
    return web.json_response({
        "job_id": name, "job_url": f"/v2/video-to-sfx/v1.5/jobs/{name}",
        "estimated_ms": round(job.seconds * 1000),
        "estimated_completion_at": finished.isoformat(),
    }, status=202)


async def _job(request: web.Request, body: Any) -> web.Response:
    desk = request.app[DESK]
    job = desk.job("mirelo", request.match_info["job"])
    if job is None:
        raise Refusal(404, "job_not_found", "There is no such job.")
    return web.json_response({
        "created_at": job.about["created"], "request": job.about["given"],
        **_state(request, desk, job),
    })


def _state(request: web.Request, desk: Desk, job: Making) -> dict[str, Any]:
    if job.state == "running":
        return {"status": "processing", "progress_percent": job.progress}
    if job.state == "failed":
        desk.refund("mirelo", job.id)
        return {"status": "errored", "error": {
            "code": "generation_failed", "message": "The generation failed.", "http_status": 502}}
    return {"status": "succeeded", "completed_at": datetime.now(UTC).isoformat(),
            "result": {"result_urls": [desk.url(request, job)]}}


async def _preflight(request: web.Request, body: Any) -> web.Response:
    milliseconds = request.query.get("duration_ms", "")
    if not milliseconds.isdecimal():
        raise Refusal(400, "invalid_request", "duration_ms is required")
    seconds = int(milliseconds) / 1000
    return web.json_response({"credits": max(1, round(seconds * CREDITS_PER_SECOND)),
                              "estimated_ms": round(LATENCY * 1000)})


async def _me(request: web.Request, body: Any) -> web.Response:
    left = request.app[DESK].left("mirelo")
    return web.json_response({"id": "1", "email": "seller@example.com",
                              "credits_available": left // CREDIT, "overage_enabled": False})


def _price(seconds: float) -> int:
    return round(seconds * PRICE_PER_SECOND)


def _length(desk: Desk, name: Any) -> float:
    """Seconds of an uploaded clip; refused where nothing was uploaded or it is no film."""
    asset = _assets(desk).get(str(name))
    if asset is None or not asset["data"]:
        raise Refusal(422, "invalid_asset", "unknown asset", "customer_asset_id")
    try:
        with av.open(io.BytesIO(asset["data"])) as film:
            return round((film.duration or 0) / 1e6, 3)
    except av.error.FFmpegError as exc:
        raise Refusal(422, "invalid_video", "not a video", "customer_asset_id") from exc
