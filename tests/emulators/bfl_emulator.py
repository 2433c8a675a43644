"""Black Forest Labs on loopback, under `/bfl`.

Built from `shared/contracts/bfl.md`. Verified there: paths, `x-key`, fields and ranges by model,
task states, `polling_url`, prices. Assumed here: `{"detail"}` as the shape of refusals, 403 for a
wrong key, that begun megapixels are billed and a failed or refused task is not, `/v1/credits`. A
task is known only at the polling address that was told, which is another path than the submit
host's; a task is unknown at its first question. Stricter than the provider: unknown fields are
refused, pictures with a side under 256 pixels too.

Endpoints for faults: `bfl.submit`, `bfl.get_result`, `bfl.credits`, `bfl.download`. Keys that start
with `bad` are refused.
"""

import math
import uuid
from typing import Any

from aiohttp import web
from checks import Fields, decoded, is_a, number, one_of, picture_size, text, whole, wrong
from desk import DESK, Making, answered, json_body
from drawn import picture

CREDIT = 10_000                          # microdollars
LATENCY, REGION, MEGAPIXEL = 12.0, "us4", 1024 * 1024
COMMON: Fields = {
    "prompt": text(1, 10_000), "seed": whole(0, 2**31), "output_format": one_of("jpeg", "png"),
    "prompt_upsampling": is_a(bool), "safety_tolerance": whole(0, 6),
}
SIZED: Fields = {"width": whole(256, 1440, 32), "height": whole(256, 1440, 32)}
SIZED_2: Fields = {"width": whole(64, 4096, 16), "height": whole(64, 4096, 16)}
SHAPED: Fields = {"aspect_ratio": one_of("9:16", "1:1", "16:9", "3:4", "4:3", "21:9", "9:21")}


def images(count: int) -> Fields:
    names = ["input_image", *(f"input_image_{number_}" for number_ in range(2, count + 1))]
    return dict.fromkeys(names, is_a(str))


STEPS: Fields = {"steps": whole(1, 50)}
KONTEXT = COMMON | SHAPED | images(4)
FLUX_2 = COMMON | SIZED_2
# Fields, price, price of each further megapixel, in microdollars.
MODELS: dict[str, tuple[Fields, int, int]] = {
    "flux-pro-1.1": (COMMON | SIZED, 40_000, 0),
    "flux-pro-1.1-ultra": (COMMON | SHAPED | {"raw": is_a(bool)}, 60_000, 0),
    "flux-dev": (COMMON | SIZED | STEPS | {"guidance": number(1.5, 5)}, 25_000, 0),
    "flux-kontext-pro": (KONTEXT, 40_000, 0),
    "flux-kontext-max": (KONTEXT, 80_000, 0),
    "flux-2-pro": (FLUX_2 | images(8), 30_000, 15_000),
    "flux-2-max": (FLUX_2 | images(8), 70_000, 30_000),
    "flux-2-flex": (FLUX_2 | images(8) | STEPS | {"guidance": number(1.5, 10)}, 50_000, 50_000),
    "flux-2-klein-4b": (FLUX_2 | images(4), 14_000, 1_000),
    "flux-2-klein-9b": (FLUX_2 | images(4), 15_000, 2_000),
}
SHAPES = {"9:16": (752, 1392), "1:1": (1024, 1024), "16:9": (1392, 752)}


class Refusal(Exception):
    def __init__(self, status: int, detail: Any) -> None:
        super().__init__(str(detail))
        self.status, self.detail = status, detail


def routes() -> list[web.RouteDef]:
    """Submitting, asking at the told address, credits."""
    return [
        web.post("/bfl/v1/{model}", _handler("bfl.submit", _submit)),
        web.get(f"/bfl/{REGION}/v1/get_result", _handler("bfl.get_result", _get_result)),
        web.get("/bfl/v1/get_result", _handler("bfl.get_result", _elsewhere)),
        web.get("/bfl/v1/credits", _handler("bfl.credits", _credits)),
    ]


def _handler(endpoint: str, work: Any) -> Any:
    def problem(kind: str, status: int) -> web.Response:
        status = {"bad_key": 403, "moderation": 422}.get(kind, status)
        return web.json_response({"detail": kind.replace("_", " ")}, status=status)

    async def handle(request: web.Request) -> web.StreamResponse:
        body = await json_body(request) if request.method == "POST" else None
        request.app[DESK].see(request, endpoint, body)

        async def accept() -> web.Response:
            try:
                key = request.headers.get("x-key", "")
                if not key.strip() or key.startswith("bad"):
                    raise Refusal(403, f"Not authenticated: {key}")
                answer: web.Response = await work(request, body)
            except Refusal as refusal:
                return web.json_response({"detail": refusal.detail}, status=refusal.status)
            return answer

        return await answered(request, endpoint, accept, problem)

    return handle


async def _submit(request: web.Request, body: Any) -> web.Response:
    desk, model = request.app[DESK], request.match_info["model"]
    if model not in MODELS:
        raise Refusal(404, "Not Found")
    fields, price, further = MODELS[model]
    if found := wrong(body, fields, ("prompt",)):
        raise Refusal(422, [{"loc": ["body", found[0]], "msg": found[1], "type": "value_error"}])
    names = [name for name in body if name.startswith("input_image")]
    pictures = [_picture(name, body[name]) for name in names]
    size = SHAPES.get(body.get("aspect_ratio", ""),
                      (body.get("width", 1024), body.get("height", 768)))
    more = _megapixels(size) - 1 + sum(_megapixels(picture_size(one)) for one in pictures)
    cost = price + further * more
    if not desk.can_pay("bfl", cost):
        raise Refusal(402, "Insufficient credits.")
    name, form = str(uuid.uuid4()), body.get("output_format", "jpeg")
    suffix = ".png" if form == "png" else ".jpg"
    desk.start("bfl", name, "bfl.submit", LATENCY,
               lambda: picture(size, body["prompt"], pictures, desk.scale, suffix),
               f"image/{form}", suffix, seed=body.get("seed", 1), prompt=body["prompt"], asked=0)
    desk.charge("bfl", name, model, cost)
    return web.json_response({
        "id": name, "cost": cost / CREDIT, "output_mp": _megapixels(size),
        "polling_url": f"{request.url.origin()}/bfl/{REGION}/v1/get_result?id={name}"})


def _megapixels(size: tuple[int, int] | None) -> int:
    return max(1, math.ceil(size[0] * size[1] / MEGAPIXEL)) if size else 1


def _picture(name: str, value: str) -> bytes:
    data = None if value.startswith("data:") else decoded(value)
    size = picture_size(data)
    if data is None or size is None or len(data) > 20_000_000:
        raise Refusal(422, [{"loc": ["body", name], "msg": "no picture", "type": "value_error"}])
    if min(size) < 256:
        raise Refusal(422, [{"loc": ["body", name], "msg": f"too small: {size}", "type": "size"}])
    return data


async def _get_result(request: web.Request, body: Any) -> web.Response:
    name = request.query.get("id", "")
    job = request.app[DESK].job("bfl", name)
    said: dict[str, Any] = {"id": name, "result": None, "progress": None, "details": None}
    if job is None:
        return web.json_response(said | {"status": "Task not found"}, status=404)
    job.about["asked"] += 1
    if job.about["asked"] == 1:
        return web.json_response(said | {"status": "Task not found"})
    return _state(request, job, said)


def _state(request: web.Request, job: Making, said: dict[str, Any]) -> web.Response:
    if job.state == "running":
        return web.json_response(said | {"status": "Pending", "progress": job.progress / 100})
    if job.state == "failed":
        request.app[DESK].refund("bfl", job.id)
        if job.fate == "moderated":
            return web.json_response(said | {
                "status": "Content Moderated", "details": {"Moderation Reasons": ["Violence"]}},
                status=503)
        return web.json_response(said | {"status": "Error"})
    return web.json_response(said | {"status": "Ready", "progress": 1, "result": {
        "sample": request.app[DESK].url(request, job), "seed": job.about["seed"],
        "prompt": job.about["prompt"]}})


async def _elsewhere(request: web.Request, body: Any) -> web.Response:
    """The submit host does not know tasks of a region's."""
    return web.json_response({"id": request.query.get("id", ""), "status": "Task not found"})


async def _credits(request: web.Request, body: Any) -> web.Response:
    return web.json_response({"credits": request.app[DESK].left("bfl") / CREDIT})
