"""fal on loopback: the queue, the store and its CDN, all under `/fal`.

Built from `shared/contracts/fal.md`. Verified there: submit, status, result and cancel with their
answers, that the last three name only `owner/app`, that a failed run is COMPLETED and its result
answers with the error, both ways to upload, the models' fields. Assumed here: 401 for a bad key,
403 with a text for an empty balance, 200 for a status while it runs, that a run which fails is not
billed (fal says so of 5xx only), how long a run waits in the queue (a fifth of its time). What a
model does not take is accepted by the queue and refused by the run, as at fal. fal knows no id of a
client's: a request that is repeated is paid twice, and so it is here.

Endpoints for faults: `fal.token`, `fal.initiate`, `fal.upload`, `fal.submit`, `fal.status`,
`fal.result`, `fal.cancel`, `fal.download`. Keys that start with `bad` are refused.
"""

import io
import json
import math
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web
from desk import DESK, Desk, Making, answered, json_body
from drawn import clip, sounding
from PIL import Image

Check = Callable[[Any], bool]
Body = dict[str, Any]
LATENCY = 90.0
QUEUED = 20                              # per cent of the time that a run waits
DATA = "data:"


class Refusal(Exception):
    """An answer other than the one hoped for: status, and the body as fal words it."""

    def __init__(self, status: int, body: Body) -> None:
        super().__init__(str(body))
        self.status, self.body = status, body


def text(most: int = 100_000) -> Check:
    return lambda value: isinstance(value, str) and len(value) <= most


def words(most: int) -> Check:
    return lambda value: isinstance(value, str) and 0 < len(value) <= most


def one_of(*values: Any) -> Check:
    return lambda value: type(value) is not bool and value in values


def is_a(kind: type) -> Check:
    return lambda value: type(value) is kind


def between(least: float, most: float, *kinds: type) -> Check:
    return lambda value: type(value) in (kinds or (int, float)) and least <= value <= most


def is_size(value: Any) -> bool:
    presets = ("auto", "square_hd", "square", "portrait_4_3", "portrait_16_9", "landscape_4_3",
               "landscape_16_9")
    return value in presets if isinstance(value, str) else (
        isinstance(value, dict) and set(value) == {"width", "height"}
        and all(type(one) is int and 64 <= one <= 4096 for one in value.values()))


BOOL, SEED = is_a(bool), between(0, 2**32, int)
_VEO: dict[str, Check] = {
    "prompt!": words(20_000), "aspect_ratio": one_of("auto", "16:9", "9:16"),
    "duration": one_of("4s", "6s", "8s"), "resolution": one_of("720p", "1080p", "4k"),
    "generate_audio": BOOL, "negative_prompt": text(), "seed": SEED, "auto_fix": BOOL,
    "safety_tolerance": one_of(*"123456"),
}
# Per endpoint its fields; a name that ends with `!` is required.
FIELDS: dict[str, dict[str, Check]] = {
    "fal-ai/ltx-2-19b/image-to-video": {
        "prompt!": words(20_000), "image_url!": text(), "end_image_url": text(),
        "num_frames": between(9, 481, int), "fps": between(1, 60), "video_size": is_size,
        "generate_audio": BOOL, "use_multiscale": BOOL,
        "acceleration": one_of("none", "regular", "high", "full"), "camera_lora": text(),
        "camera_lora_scale": between(0, 4), "num_inference_steps": between(1, 100, int),
        "guidance_scale": between(0, 20), "negative_prompt": text(), "seed": SEED,
        "sync_mode": BOOL, "enable_prompt_expansion": BOOL, "enable_safety_checker": BOOL,
        "interpolation_direction": text(), "image_strength": between(0, 1),
        "end_image_strength": between(0, 1), "video_output_type": text(),
        "video_quality": text(), "video_write_mode": text(),
    },
    "fal-ai/kling-video/v2.6/pro/image-to-video": {
        "prompt!": words(20_000), "start_image_url!": text(), "end_image_url": text(),
        "duration": one_of("5", "10"), "generate_audio": BOOL, "negative_prompt": text(),
        "voice_ids": is_a(list),
    },
    "fal-ai/veo3.1/image-to-video": {**_VEO, "image_url!": text()},
    "fal-ai/veo3.1/first-last-frame-to-video": {
        **_VEO, "first_frame_url!": text(), "last_frame_url!": text()},
    "wan/v2.6/image-to-video": {
        "prompt!": words(1500), "image_url!": text(), "duration": one_of("5", "10", "15"),
        "resolution": one_of("720p", "1080p"), "audio_url": text(), "negative_prompt": text(500),
        "enable_prompt_expansion": BOOL, "multi_shots": BOOL, "seed": SEED,
        "enable_safety_checker": BOOL,
    },
}
FIRST = ("image_url", "start_image_url", "first_frame_url")
LAST = ("end_image_url", "last_frame_url")


def routes() -> list[web.RouteDef]:
    """The store, the CDN, then the queue."""
    run = "/fal/{owner}/{app}/requests/{id}"
    return [
        web.post("/fal/storage/auth/token", _handler("fal.token", _token)),
        web.post("/fal/storage/upload/initiate", _handler("fal.initiate", _initiate)),
        web.put("/fal/_upload/{file}", _handler("fal.upload", _upload)),
        web.post("/fal/files/upload", _handler("fal.upload", _cdn_upload)),
        web.get(f"{run}/status", _handler("fal.status", _status)),
        web.get(run, _handler("fal.result", _result)),
        web.put(f"{run}/cancel", _handler("fal.cancel", _cancel)),
        web.post("/fal/{owner}/{app}/{rest:.+}", _handler("fal.submit", _submit)),
    ]


def _handler(endpoint: str, work: Any) -> Any:
    def problem(kind: str, status: int) -> web.Response:
        if kind == "moderation":
            return web.json_response(_detail("prompt", "The prompt was flagged.",
                                             "content_policy_violation"), status=422)
        if kind == "no_credit":
            return web.json_response({"detail": "User is locked. Reason: Exhausted balance."},
                                     status=403)
        return web.json_response({"detail": kind.replace("_", " ")}, status=status)

    async def handle(request: web.Request) -> web.StreamResponse:
        sends = request.method == "POST" and endpoint != "fal.upload"
        body = await json_body(request) if sends else None
        request.app[DESK].see(request, endpoint, body)

        async def accept() -> web.Response:
            try:
                if endpoint != "fal.upload":
                    _authenticate(request)
                answer: web.Response = await work(request, body)
            except Refusal as refusal:
                return web.json_response(refusal.body, status=refusal.status)
            return answer

        return await answered(request, endpoint, accept, problem)

    return handle


def _authenticate(request: web.Request) -> None:
    kind, _, key = request.headers.get("Authorization", "").partition(" ")
    if kind != "Key" or not key.strip() or key.startswith("bad"):
        raise Refusal(401, {"detail": "Cannot access application. Authentication is required."})
    if request.method == "POST" and request.content_type != "application/json":
        raise Refusal(422, _detail("", "The body must be JSON.", "json_invalid"))


def _detail(field: str, message: str, kind: str) -> Body:
    return {"detail": [{"loc": ["body", field], "msg": message, "type": kind}]}


def _files(desk: Desk) -> dict[str, Body]:
    found: dict[str, Body] = desk.memory.setdefault("fal.files", {})
    return found


def _new_file(request: web.Request, media_type: str, data: bytes = b"") -> tuple[str, str]:
    name = uuid.uuid4().hex
    url = f"{request.url.origin()}/fal/files/b/{name}"
    _files(request.app[DESK])[url] = {"type": media_type, "data": data, "name": name}
    return name, url


async def _token(request: web.Request, body: Any) -> web.Response:
    until = datetime.now(UTC) + timedelta(hours=1)
    return web.json_response({
        "token": uuid.uuid4().hex, "token_type": "Bearer",
        "base_url": f"{request.url.origin()}/fal", "expires_at": until.isoformat()})


async def _initiate(request: web.Request, body: Any) -> web.Response:
    if not isinstance(body, dict) or set(body) != {"file_name", "content_type"}:
        raise Refusal(422, _detail("file_name", "file_name and content_type", "missing"))
    if request.query.get("storage_type") not in ("fal-cdn-v3", "gcs"):
        raise Refusal(422, _detail("storage_type", "unknown storage", "literal_error"))
    name, url = _new_file(request, body["content_type"])
    place = f"{request.url.origin()}/fal/_upload/{name}?signature={uuid.uuid4().hex}"
    return web.json_response({"upload_url": place, "file_url": url})


async def _upload(request: web.Request, body: Any) -> web.Response:
    """A signed address; the type must be the declared one. fal's own SDK sends the key here too."""
    found = [one for one in _files(request.app[DESK]).values()
             if one["name"] == request.match_info["file"]]
    if not found or "signature" not in request.query:
        raise Refusal(403, {"detail": "SignatureDoesNotMatch"})
    if request.content_type != found[0]["type"]:
        raise Refusal(403, {"detail": "SignatureDoesNotMatch"})
    found[0]["data"] = await request.read()
    return web.Response(status=200)


async def _cdn_upload(request: web.Request, body: Any) -> web.Response:
    if not request.headers.get("Authorization", "").startswith("Bearer "):
        raise Refusal(401, {"detail": "No token."})
    _, url = _new_file(request, request.content_type, await request.read())
    return web.json_response({"access_url": url})


async def _submit(request: web.Request, body: Any) -> web.Response:
    desk, match = request.app[DESK], request.match_info
    endpoint = f"{match['owner']}/{match['app']}/{match['rest']}"
    if endpoint not in FIELDS:
        raise Refusal(404, {"detail": f"Path /{match['rest']} not found"})
    if not isinstance(body, dict):
        raise Refusal(422, _detail("", "The body must be an object.", "dict_type"))
    wrong = _wrong(desk, endpoint, body)
    price = 0 if wrong else _price(endpoint, body)
    if not desk.can_pay("fal", price):
        raise Refusal(403, {"detail": "User is locked. Reason: Exhausted balance. Top up."})
    name = str(uuid.uuid4())
    desk.start("fal", name, "fal.submit", LATENCY,
               (lambda: b"") if wrong else _maker(desk, endpoint, body), "video/mp4", ".mp4",
               wrong=wrong, body=body, path=endpoint)
    if not wrong:
        desk.charge("fal", name, endpoint, price)
    base = f"{request.url.origin()}/fal/{match['owner']}/{match['app']}/requests/{name}"
    return web.json_response({
        "request_id": name, "status": "IN_QUEUE", "queue_position": 0, "status_url":
        f"{base}/status", "response_url": base, "cancel_url": f"{base}/cancel"})


def _wrong(desk: Desk, endpoint: str, body: Body) -> Body | None:
    """What the run will say of a request that its model does not take."""
    known = FIELDS[endpoint]
    checks = {name.rstrip("!"): check for name, check in known.items()}
    for name in known:
        if name.endswith("!") and name[:-1] not in body:
            return _detail(name[:-1], "Field required", "missing")
    for name, value in body.items():
        if name not in checks:
            return _detail(name, "Extra inputs are not permitted", "extra_forbidden")
        if not checks[name](value):
            return _detail(name, "Input is not valid", "value_error")
        if name in (*FIRST, *LAST) and _picture(desk, value) is None:
            return _detail(name, "Failed to download the file.", "file_download_error")
    return None


def _picture(desk: Desk, url: str) -> bytes | None:
    """The uploaded picture at an address, None where there is none."""
    found = _files(desk).get(url)
    data: bytes = found["data"] if found else b""
    try:
        Image.open(io.BytesIO(data)).verify()
    except (OSError, SyntaxError):
        return None
    return data


def _given(body: Body, names: tuple[str, ...]) -> str:
    return next((body[name] for name in names if name in body), "")


def _seconds(endpoint: str, body: Body) -> float:
    if "ltx" in endpoint:
        return float(body.get("num_frames", 121) / body.get("fps", 25))
    return float(str(body.get("duration", "8s" if "veo" in endpoint else "5")).rstrip("s"))


def _size(endpoint: str, body: Body, first: tuple[int, int]) -> tuple[int, int]:
    """What it makes: as asked, else in the shape of its first frame."""
    size = body.get("video_size", "auto")
    if isinstance(size, dict):
        return size["width"], size["height"]
    if body.get("aspect_ratio") in ("16:9", "9:16"):
        return (1920, 1080) if body["aspect_ratio"] == "16:9" else (1080, 1920)
    factor = 1080 / min(first)
    return round(first[0] * factor / 2) * 2, round(first[1] * factor / 2) * 2


def _price(endpoint: str, body: Body) -> int:
    """In microdollars, by fal's own model pages; Wan's is assumed."""
    seconds, heard = _seconds(endpoint, body), body.get("generate_audio", True)
    if "ltx" in endpoint:
        width, height = _size(endpoint, body, (1280, 720))
        return math.ceil(width * height * body.get("num_frames", 121) / 1e6) * 1800
    if "kling" in endpoint:
        return round(seconds * (140_000 if heard else 70_000))
    if "veo" in endpoint:
        four = body.get("resolution") == "4k"
        return round(seconds * ((600_000 if four else 400_000) if heard
                                else (400_000 if four else 200_000)))
    return round(seconds * (150_000 if body.get("resolution", "1080p") == "1080p" else 100_000))


def _maker(desk: Desk, endpoint: str, body: Body) -> Callable[[], bytes]:
    first = _picture(desk, _given(body, FIRST)) or b""
    last = _picture(desk, _given(body, LAST)) if _given(body, LAST) else None
    size = _size(endpoint, body, Image.open(io.BytesIO(first)).size)
    seconds, fps = _seconds(endpoint, body), round(body.get("fps", 25 if "ltx" in endpoint else 24))
    heard = "wan" not in endpoint and body.get("generate_audio", True)

    def make() -> bytes:
        film = clip(size, body["prompt"], seconds, fps, first, last, desk.scale)
        return sounding(film, body["prompt"], seconds) if heard else film

    return make


def _run(request: web.Request) -> Making:
    job = request.app[DESK].job("fal", request.match_info["id"])
    owner_app = f"{request.match_info['owner']}/{request.match_info['app']}/"
    if job is None or not job.about["path"].startswith(owner_app):
        raise Refusal(404, {"detail": "Request not found"})
    return job


def _state(job: Making) -> str:
    if job.about.get("stopped"):
        return "COMPLETED"
    if job.state != "running":
        return "COMPLETED"
    return "IN_QUEUE" if job.progress < QUEUED else "IN_PROGRESS"


def _failure(desk: Desk, job: Making) -> Refusal | None:
    """Why a run that has ended gave nothing; it is not billed then."""
    found = None
    if job.about["wrong"]:
        found = Refusal(422, job.about["wrong"])
    elif job.about.get("stopped"):
        found = Refusal(499, {"detail": "Client cancelled", "error_type": "client_cancelled"})
    elif job.fate == "moderated":
        found = Refusal(422, _detail("prompt", "The content was flagged.",
                                     "content_policy_violation"))
    elif job.state == "failed":
        found = Refusal(500, _detail("", "The generation failed.", "internal_server_error"))
    if found:
        desk.refund("fal", job.id)
    return found


async def _status(request: web.Request, body: Any) -> web.Response:
    job = _run(request)
    state, told = _state(job), {"request_id": job.id, "response_url": str(request.url.parent)}
    if state == "IN_QUEUE":
        return web.json_response({"status": state, "queue_position": 0, **told})
    if state == "IN_PROGRESS":
        return web.json_response({"status": state, "logs": [], **told})
    failure = _failure(request.app[DESK], job)
    failed = {"error": json.dumps(failure.body), "error_type": "model_error"} if failure else {}
    return web.json_response({"status": state, "logs": [], "metrics": {"inference_time": 1.0},
                              **told, **failed})


async def _result(request: web.Request, body: Any) -> web.Response:
    job = _run(request)
    if _state(job) != "COMPLETED":
        raise Refusal(400, {"detail": "Request is still in progress"})
    if failure := _failure(request.app[DESK], job):
        raise failure
    data, given = await job.work, job.about["body"]
    video: Body = {"url": request.app[DESK].url(request, job), "content_type": "video/mp4",
                   "file_name": "out.mp4", "file_size": len(data)}
    if "ltx" in job.about["path"]:
        width, height = _size(job.about["path"], given, (1280, 720))
        frames, fps = given.get("num_frames", 121), given.get("fps", 25)
        video |= {"width": width, "height": height, "fps": fps, "num_frames": frames,
                  "duration": frames / fps}
    more = {"seed": given.get("seed", 1)} if "kling" not in job.about["path"] else {}
    return web.json_response({"video": video, **more})


async def _cancel(request: web.Request, body: Any) -> web.Response:
    job, desk = _run(request), request.app[DESK]
    state = _state(job)
    if state == "COMPLETED":
        return web.json_response({"status": "ALREADY_COMPLETED"}, status=400)
    job.about["stopped"] = True
    if state == "IN_QUEUE":
        desk.refund("fal", job.id)
        return web.json_response({"status": "OK"})
    return web.json_response({"status": "CANCELLATION_REQUESTED"}, status=202)
