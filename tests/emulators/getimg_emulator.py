"""getimg.ai's v2 on loopback, under `/getimg`.

Built from `shared/contracts/getimg.md` and the official SDK. Verified there: paths, header, fields,
data URLs and their sizes, states, usage, balance. Assumed here: 402 for missing credit, 400 with
`{"error": {code, message}}` for refusals, the models' references, lengths and prices, that a failed
clip is not billed. Stricter than the provider: unknown fields are refused.

Endpoints for faults: `getimg.images`, `getimg.videos`, `getimg.video`, `getimg.balance`,
`getimg.download`. Keys that start with `bad` are refused.
"""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web
from checks import Fields, decoded, is_a, one_of, picture_size, text, wrong
from desk import DESK, answered, json_body
from drawn import clip, picture

ASPECTS = {"9:16": (1080, 1920), "1:1": (1440, 1440), "16:9": (1920, 1080)}
MOST_PICTURE, MOST_JSON, FPS = 10 * 1024**2, 25 * 1024**2, 24
PICTURE_SECONDS, CLIP_SECONDS = 15.0, 90.0
PICTURES: Fields = {
    "model": is_a(str), "prompt": text(1, 10_000), "aspect_ratio": one_of(*ASPECTS),
    "resolution": one_of("1K", "2K"), "output_format": one_of("png", "jpeg", "webp"),
    "images": is_a(list),
}
CLIPS: Fields = {
    "model": is_a(str), "prompt": text(1, 10_000), "aspect_ratio": one_of(*ASPECTS),
    "resolution": one_of("480p", "720p", "1080p"), "duration": one_of(5, 10),
    "sound": is_a(bool), "images": is_a(list),
}
# References and microdollars of a picture; roles and microdollars of a second of a clip.
PICTURE_MODELS = {"seedream-5-lite": (4, 35_000), "gemini-3-1-flash-image": (4, 67_000),
                  "z-image-turbo": (0, 5_000)}
CLIP_MODELS = {"seedance-v1-pro": (("first_frame", "last_frame"), 124_000)}


class Refusal(Exception):
    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code


def routes() -> list[web.RouteDef]:
    """Pictures, clips, balance."""
    return [
        web.post("/getimg/v2/images/generations", _handler("getimg.images", _images)),
        web.post("/getimg/v2/videos/generations", _handler("getimg.videos", _videos)),
        web.get("/getimg/v2/videos/generations/{id}", _handler("getimg.video", _video)),
        web.get("/getimg/v2/billing/balance", _handler("getimg.balance", _balance)),
    ]


def _handler(endpoint: str, work: Any) -> Any:
    def problem(kind: str, status: int) -> web.Response:
        words = {"moderation": "The prompt was stopped by moderation."}
        return _refusal(Refusal(status, kind, words.get(kind, kind.replace("_", " "))))

    async def handle(request: web.Request) -> web.StreamResponse:
        body = await json_body(request) if request.method == "POST" else None
        request.app[DESK].see(request, endpoint, body)

        async def accept() -> web.Response:
            try:
                kind, _, key = request.headers.get("Authorization", "").partition(" ")
                if kind != "Bearer" or not key.strip() or key.startswith("bad"):
                    raise Refusal(401, "unauthorized", f"The API key {key} is not valid.")
                if (request.content_length or 0) > MOST_JSON:
                    raise Refusal(413, "too_large", "The request is larger than 25 MiB.")
                answer: web.Response = await work(request, body)
            except Refusal as refusal:
                return _refusal(refusal)
            return answer

        return await answered(request, endpoint, accept, problem)

    return handle


def _refusal(refusal: Refusal) -> web.Response:
    return web.json_response({"error": {"code": refusal.code, "message": str(refusal)}},
                             status=refusal.status)


def _check(body: Any, known: Fields) -> None:
    if found := wrong(body, known, ("model", "prompt")):
        raise Refusal(422, "validation", f"{found[0]} {found[1]}")


def _picture(value: Any) -> bytes:
    """A data URL's picture; bare base64 is refused, and so is one that is too large."""
    data = decoded(value) if str(value).startswith("data:image/") else None
    if data is None or picture_size(data) is None or len(data) > MOST_PICTURE:
        raise Refusal(422, "validation", "images takes pictures as data URLs up to 10 MiB")
    return data


async def _images(request: web.Request, body: Any) -> web.Response:
    _check(body, PICTURES)
    desk, model = request.app[DESK], body["model"]
    if model not in PICTURE_MODELS:
        raise Refusal(404, "model_not_found", f"There is no model {model}.")
    most, price = PICTURE_MODELS[model]
    given = body.get("images", [])
    if len(given) > most or any(wrong(one, {"url": is_a(str)}, ("url",)) for one in given):
        raise Refusal(422, "validation", f"images takes up to {most} of {{url}}")
    references = [_picture(one["url"]) for one in given]
    form = body.get("output_format", "jpeg")
    suffix = {"png": ".png", "jpeg": ".jpg", "webp": ".webp"}[form]
    name = _accept(request, model, price)
    job = desk.start(
        "getimg", name, "getimg.images", PICTURE_SECONDS,
        lambda: picture(ASPECTS[body.get("aspect_ratio", "1:1")], body["prompt"], references,
                        desk.scale, suffix), f"image/{form}", suffix)
    await job.ended()
    if job.state == "failed":
        desk.refund("getimg", name)
        if job.fate == "moderated":
            raise Refusal(400, "moderation", "The picture was stopped by moderation.")
        raise Refusal(500, "generation_failed", "The generation failed.")
    return web.json_response({
        "id": name, "status": "completed", "model": model, "usage": _usage("image", 1, price),
        "data": [{"url": desk.url(request, job), "mime_type": f"image/{form}",
                  "deletes_at": _later()}]})


async def _videos(request: web.Request, body: Any) -> web.Response:
    _check(body, CLIPS)
    desk, model = request.app[DESK], body["model"]
    if model not in CLIP_MODELS:
        raise Refusal(404, "model_not_found", f"There is no model {model}.")
    roles, rate = CLIP_MODELS[model]
    frames: dict[str, bytes] = {}
    for one in body.get("images", []):
        if wrong(one, {"role": one_of(*roles), "url": is_a(str)}, ("role", "url")):
            raise Refusal(422, "validation", f"images takes {{role, url}} with {roles}")
        if one["role"] in frames:
            raise Refusal(422, "validation", "one picture a role")
        frames[one["role"]] = _picture(one["url"])
    seconds = body.get("duration", 5)
    name = _accept(request, model, rate * seconds)
    size = ASPECTS[body.get("aspect_ratio", "16:9")]
    desk.start(
        "getimg", name, "getimg.videos", CLIP_SECONDS,
        lambda: clip(size, body["prompt"], seconds, FPS, frames.get("first_frame"),
                     frames.get("last_frame"), desk.scale),
        "video/mp4", ".mp4", model=model, length=seconds, rate=rate)
    return web.json_response({"id": name, "status": "pending"}, status=202)


def _accept(request: web.Request, model: str, price: int) -> str:
    desk, name = request.app[DESK], str(uuid.uuid4())
    if not desk.can_pay("getimg", price):
        raise Refusal(402, "insufficient_balance", "The balance does not suffice.")
    desk.charge("getimg", name, model, price)
    return name


async def _video(request: web.Request, body: Any) -> web.Response:
    desk = request.app[DESK]
    job = desk.job("getimg", request.match_info["id"])
    if job is None:
        raise Refusal(404, "not_found", "There is no such generation.")
    if job.state == "running":
        return web.json_response({"id": job.id, "status": "pending"})
    if job.state == "failed":
        desk.refund("getimg", job.id)
        return web.json_response({"id": job.id, "status": "failed", "error": {
            "code": "generation_failed", "message": "The generation failed."}})
    seconds, rate = job.about["length"], job.about["rate"]
    return web.json_response({
        "id": job.id, "status": "completed", "model": job.about["model"],
        "usage": _usage("second", seconds, rate),
        "data": [{"url": desk.url(request, job), "mime_type": "video/mp4", "deletes_at": _later(),
                  "duration": seconds, "fps": FPS, "has_sound": False}]})


def _usage(unit: str, quantity: int, price: int) -> dict[str, Any]:
    return {"billable_unit": unit, "quantity": quantity, "unit_price": price / 1e6,
            "total_cost": round(price * quantity / 1e6, 6)}


def _later() -> str:
    return (datetime.now(UTC) + timedelta(hours=1)).isoformat()


async def _balance(request: web.Request, body: Any) -> web.Response:
    left = request.app[DESK].left("getimg")
    return web.json_response({"balance": f"{left / 1e6:.6f}", "currency": "USD"})
