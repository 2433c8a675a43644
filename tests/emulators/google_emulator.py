"""Google's image models on loopback, under `/google/v1` and `/google/v1beta`.

Built from `shared/contracts/google.md`. Verified there: path, header, the fields of a request (only
two in `imageConfig`), aspects and sizes, that a refusal by the content check is HTTP 200 without a
picture, the envelope of errors. Assumed here: the tokens of a picture and prices by them, 400 for a
bad key, that a refusal is not billed. A request that is repeated is paid twice.

Endpoints for faults: `google.generate`, `google.models`. Keys that start with `bad` are refused.
"""

import base64
import binascii
import io
import math
import uuid
from typing import Any

from aiohttp import web
from desk import DESK, answered, json_body
from drawn import answered_picture
from PIL import Image

Body = dict[str, Any]
LATENCY = 20.0
PRO = "gemini-3-pro-image"
# Dollars for a million tokens: what goes in, pictures out. Tokens of a picture, by its size.
PRICES = {"gemini-3.1-flash-image": (0.5, 60), PRO: (2, 120)}
TOKENS = {"512": 747, "1K": 1120, "2K": 1680, "4K": 2520}
PRO_TOKENS = {"1K": 1120, "2K": 1120, "4K": 2000}
PER_REFERENCE = 1120
RETIRED = ("gemini-2.5-flash-image", "gemini-3-pro-image-preview")
SIDES = {"512": 512, "1K": 1024, "2K": 2048, "4K": 4096}
ASPECTS = ("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9")
REQUEST = {"contents", "generationConfig", "safetySettings", "systemInstruction"}
CONFIG = {"responseModalities", "imageConfig", "candidateCount", "seed", "temperature"}
# Google reads both spellings of a name, and both alphabets of base64; its own SDK sends the second.
INLINE = ({"mimeType", "data"}, {"mime_type", "data"})


class Refusal(Exception):
    """An error: HTTP status and the name of its state."""

    def __init__(self, status: int, state: str, message: str) -> None:
        super().__init__(message)
        self.status, self.state = status, state


def routes() -> list[web.RouteDef]:
    """The list of models, and the one call."""
    version = "/google/{version:v1|v1beta}"
    return [
        web.get(f"{version}/models", _handler("google.models", _models)),
        web.post(f"{version}/models/{{model:[^:/]+}}:generateContent",
                 _handler("google.generate", _generate)),
    ]


def _handler(endpoint: str, work: Any) -> Any:
    def problem(kind: str, status: int) -> web.Response:
        if kind == "moderation":
            return web.json_response({"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"},
                                      "usageMetadata": {"promptTokenCount": 9}})
        if kind == "no_credit":
            return _refusal(Refusal(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota, "
                                    "please check your plan and billing details."))
        if kind == "bad_key":
            return _refusal(Refusal(400, "INVALID_ARGUMENT", "API key not valid."))
        states = {429: "RESOURCE_EXHAUSTED", 500: "INTERNAL", 503: "UNAVAILABLE"}
        return _refusal(Refusal(status, states.get(status, "UNKNOWN"), kind.replace("_", " ")))

    async def handle(request: web.Request) -> web.StreamResponse:
        body = await json_body(request) if request.method == "POST" else None
        request.app[DESK].see(request, endpoint, body)

        async def accept() -> web.Response:
            try:
                key = request.headers.get("x-goog-api-key", "")
                if not key or key.startswith("bad") or "key" in request.query:
                    raise Refusal(400, "INVALID_ARGUMENT", f"API key not valid: {key}")
                answer: web.Response = await work(request, body)
            except Refusal as refusal:
                return _refusal(refusal)
            return answer

        return await answered(request, endpoint, accept, problem)

    return handle


def _refusal(refusal: Refusal) -> web.Response:
    details = [{"reason": "API_KEY_INVALID"}] if "API key" in str(refusal) else []
    return web.json_response({"error": {
        "code": refusal.status, "message": str(refusal), "status": refusal.state,
        "details": details}}, status=refusal.status)


async def _models(request: web.Request, body: Any) -> web.Response:
    return web.json_response({"models": [{"name": f"models/{name}"} for name in PRICES]})


async def _generate(request: web.Request, body: Any) -> web.Response:
    desk, model = request.app[DESK], request.match_info["model"]
    if model in RETIRED or model not in PRICES:
        raise Refusal(404, "NOT_FOUND", f"models/{model} is no longer available.")
    words, given = _contents(body)
    config = _config(body.get("generationConfig", {}))
    aspect, size = config.get("aspectRatio", "1:1"), config.get("imageSize", "1K")
    tokens = (PRO_TOKENS if model == PRO else TOKENS).get(size)
    if tokens is None:
        raise Refusal(400, "INVALID_ARGUMENT", f"imageSize {size} is not supported.")
    taken = math.ceil(len(words) / 4) + len(given) * PER_REFERENCE
    price = round(taken * PRICES[model][0] + tokens * PRICES[model][1])
    if not desk.can_pay("google", price):
        raise Refusal(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota, please check "
                      "your plan and billing details.")
    name = uuid.uuid4().hex
    job = desk.start(
        "google", name, "google.generate", LATENCY,
        lambda: answered_picture(_pixels(aspect, size), words, given, desk.scale, ".png"),
        "image/png", ".png")
    desk.charge("google", name, model, price)
    await job.ended()
    told = {"modelVersion": model, "responseId": name}
    if job.state == "failed":
        desk.refund("google", name)
        if job.fate == "moderated":
            return web.json_response({**told, "candidates": [
                {"finishReason": "IMAGE_SAFETY", "index": 0}],
                "usageMetadata": {"promptTokenCount": taken}})
        raise Refusal(500, "INTERNAL", "An internal error has occurred.")
    data = base64.b64encode(await job.work).decode()
    content = {"role": "model", "parts": [{"inlineData": {"mimeType": "image/png", "data": data}}]}
    return web.json_response({
        **told, "candidates": [{"index": 0, "finishReason": "STOP", "content": content}],
        "usageMetadata": {
            "promptTokenCount": taken, "candidatesTokenCount": tokens,
            "totalTokenCount": taken + tokens,
            "candidatesTokensDetails": [{"modality": "IMAGE", "tokenCount": tokens}]}})


def _contents(body: Any) -> tuple[str, list[bytes]]:
    """The words and the pictures of a request. Raises Refusal for what is not known."""
    if not isinstance(body, dict) or set(body) - REQUEST or not isinstance(
            body.get("contents"), list):
        raise Refusal(400, "INVALID_ARGUMENT", f"Invalid JSON payload: {sorted(body or ())}")
    words, given = [], []
    for content in body["contents"]:
        if set(content) - {"role", "parts"} or content.get("role", "user") not in ("user", "model"):
            raise Refusal(400, "INVALID_ARGUMENT", "Please use a valid role: user, model.")
        for part in content["parts"]:
            if set(part) == {"text"}:
                words.append(part["text"])
            elif set(part) == {"inlineData"} and set(part["inlineData"]) in INLINE:
                given.append(_picture(part["inlineData"]))
            else:
                raise Refusal(400, "INVALID_ARGUMENT", f"Unknown part {sorted(part)}")
    if not words:
        raise Refusal(400, "INVALID_ARGUMENT", "There are no words.")
    return " ".join(words), given


def _picture(inline: Body) -> bytes:
    try:
        data = base64.b64decode(inline["data"], altchars=None if "+" in inline["data"] or "/" in
                                inline["data"] else b"-_", validate=True)
        form = Image.open(io.BytesIO(data)).format or ""
    except (binascii.Error, OSError) as exc:
        raise Refusal(400, "INVALID_ARGUMENT", "Unable to process input image.") from exc
    if (inline.get("mimeType") or inline.get("mime_type")) != f"image/{form.lower()}":
        raise Refusal(400, "INVALID_ARGUMENT", "The type of the image is another one.")
    return data


def _config(config: Body) -> Body:
    image: Body = config.get("imageConfig", {})
    good = (
        not set(config) - CONFIG and not set(image) - {"aspectRatio", "imageSize"}
        and "IMAGE" in config.get("responseModalities", ())
        and image.get("aspectRatio", "1:1") in ASPECTS and image.get("imageSize", "1K") in SIDES
        and type(config.get("seed", 0)) is int
    )
    if not good:
        raise Refusal(400, "INVALID_ARGUMENT", f"Invalid generationConfig: {config}")
    return image


def _pixels(aspect: str, size: str) -> tuple[int, int]:
    wide, high = map(int, aspect.split(":"))
    factor = SIDES[size] / math.sqrt(wide * high)
    return round(wide * factor / 16) * 16, round(high * factor / 16) * 16
