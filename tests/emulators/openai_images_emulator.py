"""OpenAI's pictures on loopback, under `/openai/v1/images`: generations and edits.

Built from `shared/contracts/openai.md`. Verified there: paths, fields and their values, the
multipart form of edits with `image` for one and `image[]` for several, base64 in the answer with
its `usage`, the envelope of errors. Assumed here: `moderation_blocked` and `insufficient_quota` as
codes, how many tokens a picture counts, prices by the token. Stricter than the provider in one
thing: a field that no source knows is refused. A request that is repeated is paid twice.

Endpoints for faults: `openai.images`, `openai.edits`. Keys that start with `bad` are refused.
"""

import base64
import io
import math
import re
import time
import uuid
from collections.abc import Callable
from typing import Any

from aiohttp import web
from desk import DESK, answered, json_body
from drawn import answered_picture
from openai_rules import Refused, check_key, wrong
from PIL import Image

Check = Callable[[Any], bool]
Body = dict[str, Any]
LATENCY = 40.0
OLD = ("gpt-image-1-mini", "gpt-image-1.5")
MODELS = (*OLD, "gpt-image-2")
OLD_SIZES = ("auto", "1024x1024", "1536x1024", "1024x1536")
# Dollars for a million tokens: text in, pictures in, pictures out.
TOKENS = {"gpt-image-1-mini": (2, 2.5, 8), "gpt-image-1.5": (5, 8, 32), "gpt-image-2": (5, 8, 30)}
QUALITY = {"low": 0.25, "medium": 1.0, "high": 3.94, "auto": 1.0}
PER_SIDE, PER_REFERENCE, FAITHFUL = 1056 / 1024**2, 600, 4000
MOST_FILES, MOST_BYTES = 16, 50_000_000


def one_of(*values: Any) -> Check:
    return lambda value: value in values


FIELDS: dict[str, Check] = {
    "prompt": lambda value: isinstance(value, str) and 0 < len(value) <= 32_000,
    "model": one_of(*MODELS), "n": lambda value: 1 <= int(value) <= 10,
    "size": lambda value: isinstance(value, str), "quality": one_of(*QUALITY),
    "background": one_of("transparent", "opaque", "auto"),
    "output_format": one_of("png", "webp", "jpeg"),
    "output_compression": lambda value: 0 <= int(value) <= 100,
    "partial_images": lambda value: 0 <= int(value) <= 3,
    "safety_identifier": lambda value: isinstance(value, str), "stream": one_of(False, "false"),
}
ONLY_NEW = {"moderation": one_of("low", "auto")}
ONLY_EDIT = {"input_fidelity": one_of("high", "low")}


def routes() -> list[web.RouteDef]:
    """Both ways to a picture."""
    return [
        web.post("/openai/v1/images/generations", _handler("openai.images", _generate)),
        web.post("/openai/v1/images/edits", _handler("openai.edits", _edit)),
    ]


def _handler(endpoint: str, work: Any) -> Any:
    def problem(kind: str, status: int) -> web.Response:
        codes = {"rate_limited": "rate_limit_exceeded", "no_credit": "insufficient_quota",
                 "bad_key": "invalid_api_key", "moderation": "moderation_blocked"}
        words = {"moderation": "Your request was rejected by the safety system."}
        refused = Refused(429 if kind == "no_credit" else status, codes.get(kind),
                          words.get(kind, kind.replace("_", " ")))
        return web.json_response(refused.body(), status=refused.status)

    async def handle(request: web.Request) -> web.StreamResponse:
        fields, files = await _read(request)
        request.app[DESK].see(request, endpoint, {
            **fields, **({"files": [name for name, _ in files]} if files else {})})

        async def accept() -> web.Response:
            try:
                check_key(request.headers.get("Authorization", ""))
                answer: web.Response = await work(request, fields, files)
            except Refused as refused:
                return web.json_response(refused.body(), status=refused.status)
            return answer

        return await answered(request, endpoint, accept, problem)

    return handle


async def _read(request: web.Request) -> tuple[Body, list[tuple[str, bytes]]]:
    if request.content_type != "multipart/form-data":
        body = await json_body(request)
        return (body if isinstance(body, dict) else {}), []
    given = await request.post()
    files = [(name, one.file.read()) for name, one in given.items()
             if isinstance(one, web.FileField)]
    return {name: one for name, one in given.items() if isinstance(one, str)}, files


async def _generate(request: web.Request, body: Body, files: Any) -> web.Response:
    if request.content_type != "application/json" or files:
        raise wrong("The body must be JSON.")
    _check(body, {**FIELDS, **ONLY_NEW})
    return await _answer(request, "openai.images", body, [])


async def _edit(request: web.Request, body: Body, files: Any) -> web.Response:
    if request.content_type != "multipart/form-data":
        raise wrong("The body must be a form.")
    _check(body, {**FIELDS, **ONLY_EDIT})
    names = [name for name, _ in files if name != "mask"]
    if not names or len(names) > MOST_FILES:
        raise wrong("1 to 16 images are needed.", "image")
    if names != ["image"] and names != ["image[]"] * len(names):
        raise wrong(f"image for one, image[] for several, not {names}", "image")
    if body["model"] == "gpt-image-2" and "input_fidelity" in body:
        raise wrong("input_fidelity is not supported by this model.", "input_fidelity")
    for _, data in files:
        try:
            form = Image.open(io.BytesIO(data)).format
        except OSError as exc:
            raise wrong("Invalid image file.", "image", "invalid_image_file") from exc
        if form not in ("PNG", "JPEG", "WEBP") or len(data) > MOST_BYTES:
            raise wrong("Unsupported image.", "image", "invalid_image_file")
    return await _answer(request, "openai.edits", body, [data for _, data in files])


def _check(body: Body, known: dict[str, Check]) -> None:
    for name in ("prompt", "model"):
        if name not in body:
            raise wrong(f"Missing required parameter: '{name}'.", name)
    for name, value in body.items():
        if name not in known:
            raise wrong(f"Unknown parameter: '{name}'.", name, "unknown_parameter")
        if not known[name](value):
            raise wrong(f"Invalid value: '{value}'.", name, "invalid_value")
    if not _is_size(body["model"], body.get("size", "auto")):
        raise wrong(f"Invalid size '{body['size']}'.", "size", "invalid_value")


def _is_size(model: str, size: str) -> bool:
    if size in OLD_SIZES or model in OLD:
        return size in OLD_SIZES
    if not re.fullmatch(r"\d+x\d+", size):
        return False
    width, height = map(int, size.split("x"))
    return not width % 16 and not height % 16 and 1 / 3 <= width / height <= 3 and (
        max(width, height) <= 3840 and min(width, height) <= 2160)


async def _answer(
    request: web.Request, endpoint: str, body: Body, given: list[bytes]
) -> web.Response:
    """Synchronous: the answer comes when the picture is made."""
    desk, model = request.app[DESK], body["model"]
    size = (1024, 1024) if body.get("size", "auto") == "auto" else tuple(
        map(int, body["size"].split("x")))
    faithful = body.get("input_fidelity") == "high"
    usage = {
        "text": math.ceil(len(body["prompt"]) / 4),
        "image": len(given) * (FAITHFUL if faithful else PER_REFERENCE),
        "out": round(size[0] * size[1] * PER_SIDE * QUALITY[body.get("quality", "auto")]),
    }
    price = round(sum(count * rate for count, rate in
                      zip(usage.values(), TOKENS[model], strict=True)))
    if not desk.can_pay("openai", price):
        raise Refused(429, "insufficient_quota", "You exceeded your current quota, please check "
                      "your plan and billing details.", kind="insufficient_quota")
    form = body.get("output_format", "png")
    name, suffix = uuid.uuid4().hex, f".{form}".replace("jpeg", "jpg")
    job = desk.start(
        "openai", name, endpoint, LATENCY,
        lambda: answered_picture((size[0], size[1]), body["prompt"], given, desk.scale, suffix),
        f"image/{form}", suffix)
    desk.charge("openai", name, model, price)
    await job.ended()
    if job.state == "failed":
        desk.refund("openai", name)
        if job.fate == "moderated":
            raise Refused(400, "moderation_blocked", "Rejected by the safety system.")
        raise Refused(500, "server_error", "The server had an error.", kind="server_error")
    total = sum(usage.values())
    return web.json_response({
        "created": int(time.time()), "background": "opaque", "output_format": form,
        "quality": body.get("quality", "medium"), "size": f"{size[0]}x{size[1]}",
        "data": [{"b64_json": base64.b64encode(await job.work).decode()}],
        "usage": {
            "input_tokens": usage["text"] + usage["image"], "output_tokens": usage["out"],
            "total_tokens": total, "input_tokens_details": {
                "text_tokens": usage["text"], "image_tokens": usage["image"]}}})
