"""Runware's REST interface on loopback: one path, `/runware/v1`, the task says what is wanted.

Built from `shared/contracts/runware.md`. Verified there: the envelope, authentication, task ids and
`conflictTaskUUID`, async acknowledgement and `getResponse`, fields, sizes and lengths per model,
error items. Assumed here, because nobody could say: HTTP 200 for a `getResponse` that reports a
failed task, an empty list for an id that was never sent, `{"amount", "currency"}` inside the
`balance` object, and that a sound is billed by the length of its clip. Stricter than the
provider in one thing: a field that no source knows is refused.

Endpoints for faults: `runware.<taskType>` and `runware.download`. Every key is good but those that
start with `bad`.
"""

import base64
import binascii
import io
import math
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import av
from aiohttp import web
from checks import Check, is_a, number, one_of, text, whole
from desk import DESK, Desk, Making, answered, json_body
from drawn import clip, picture, sound
from PIL import Image

Task = dict[str, Any]

DOCS = "https://runware.ai/docs/en/getting-started/errors"
PICTURE_SECONDS, CLIP_SECONDS, SOUND_SECONDS = 45.0, 150.0, 45.0
FPS = 30
KONTEXT_SIZES = ((1568, 672), (1392, 752), (1184, 880), (1248, 832), (1024, 1024), (832, 1248),
                 (880, 1184), (752, 1392), (672, 1568))
MEDIA = {
    "PNG": ("image/png", ".png"), "JPG": ("image/jpeg", ".jpg"), "WEBP": ("image/webp", ".webp"),
    "MP4": ("video/mp4", ".mp4"), "MP3": ("audio/mpeg", ".mp3"), "WAV": ("audio/wav", ".wav"),
    "FLAC": ("audio/flac", ".flac"), "OGG": ("audio/ogg", ".ogg"),
}


class Refusal(Exception):
    """One error item, with the HTTP status that goes with it."""

    def __init__(self, code: str, message: str, parameter: str = "", status: int = 400) -> None:
        super().__init__(message)
        self.code, self.parameter, self.status = code, parameter, status


def is_uuid4(value: Any) -> bool:
    try:
        return isinstance(value, str) and uuid.UUID(value).version == 4
    except ValueError:
        return False


COMMON: dict[str, Check] = {
    "taskType": is_a(str), "taskUUID": is_uuid4, "model": is_a(str), "includeCost": is_a(bool),
    "deliveryMethod": one_of("sync", "async"), "numberResults": whole(1, 4),
    "webhookURL": is_a(str), "uploadEndpoint": is_a(str), "ttl": whole(60, 10**9),
    "routing": is_a(dict), "inputs": is_a(dict),
}
PICTURE: dict[str, Check] = COMMON | {
    "positivePrompt": text(2, 3000), "width": is_a(int), "height": is_a(int),
    "seed": whole(0, 2**63), "providerSettings": is_a(dict), "safety": is_a(dict),
    "outputType": one_of("URL", "base64Data", "dataURI"),
    "outputFormat": one_of("JPG", "PNG", "WEBP"), "outputQuality": whole(20, 99),
}
CLIP: dict[str, Check] = COMMON | {
    "positivePrompt": text(2, 2500), "negativePrompt": text(2, 2500), "width": is_a(int),
    "height": is_a(int), "duration": one_of(5, 10), "CFGScale": number(0, 1),
    "outputType": one_of("URL"), "outputFormat": one_of("MP4"), "outputQuality": whole(20, 99),
    "frameImages": is_a(list), "safety": is_a(dict), "providerSettings": is_a(dict),
}
SOUND: dict[str, Check] = COMMON | {
    "positivePrompt": text(2, 3000), "duration": number(1, 10), "seed": whole(0, 2**63),
    "steps": whole(1, 100), "settings": is_a(dict), "audioSettings": is_a(dict),
    "outputType": one_of("URL", "base64Data", "dataURI"),
    "outputFormat": one_of("MP3", "WAV", "FLAC", "OGG"),
}


@dataclass(frozen=True)
class Model:
    """What a model takes and what Runware bills for it, in microdollars."""

    task: str
    fields: dict[str, Check]
    required: tuple[str, ...]
    price: int = 0
    price_per_second: int = 0
    sizes: tuple[tuple[int, int], ...] = ()
    inputs: tuple[str, ...] = ()
    references: int = 0
    frames: tuple[str, ...] = field(default=())


MODELS = {
    "bfl:2@1": Model("imageInference", PICTURE, ("positivePrompt", "width", "height"), 40_000),
    "bfl:3@1": Model("imageInference", PICTURE | {"referenceImages": is_a(list)},
                     ("positivePrompt", "width", "height"), 40_000, sizes=KONTEXT_SIZES,
                     inputs=("referenceImages",), references=2),
    "klingai:6@1": Model("videoInference", CLIP, ("positivePrompt",), price_per_second=70_000,
                         sizes=((1280, 720), (720, 720), (720, 1280)), inputs=("frameImages",),
                         frames=("first",)),
    "klingai:6@0": Model("videoInference", {name: check for name, check in CLIP.items()
                                            if name not in ("width", "height")},
                         ("positivePrompt", "inputs"), price_per_second=42_000,
                         inputs=("frameImages",), frames=("first",)),
    "klingai:5@2": Model("videoInference", CLIP, ("positivePrompt",), price_per_second=90_000,
                         sizes=((1920, 1080), (1080, 1080), (1080, 1920)),
                         inputs=("frameImages",), frames=("first", "last")),
    "mirelo:1@1": Model("audioInference", SOUND, (), price_per_second=10_000, inputs=("video",)),
}
UTILITIES: dict[str, dict[str, Check]] = {
    "imageUpload": {"image": is_a(str)},
    "mediaStorage": {"operation": one_of("upload", "delete"), "media": is_a(str)},
    "getResponse": {},
    "accountManagement": {"operation": one_of("getDetails")},
    "authentication": {"apiKey": is_a(str)},
}


def routes() -> list[web.RouteDef]:
    """The one path."""
    return [web.post("/runware/v1", _post)]


async def _post(request: web.Request) -> web.StreamResponse:
    body = await json_body(request)
    tasks = body if isinstance(body, list) and all(isinstance(one, dict) for one in body) else []
    named = [str(one.get("taskType")) for one in tasks if one.get("taskType") != "authentication"]
    endpoint = f"runware.{named[0] if named else 'none'}"
    request.app[DESK].see(request, endpoint, body)
    subject = next((one for one in tasks if one.get("taskType") != "authentication"), {})
    return await answered(
        request, endpoint, lambda: _answer(request, tasks),
        lambda kind, status: _failure([_item(_fault(kind, status), subject)], status),
    )


def _fault(kind: str, status: int) -> Refusal:
    codes = {
        "rate_limited": ("rateLimitExceeded", "Too many requests."),
        "server_error": ("internalServerError", "Something went wrong."),
        "server_error_after": ("internalServerError", "Something went wrong."),
        "unavailable": ("serviceUnavailable", "No capacity at the moment."),
        "moderation": ("contentPolicyViolation", "The prompt was flagged: violence."),
        "no_credit": ("insufficientCredits", "Insufficient credits: balance $0.10, needed $0.35."),
        "bad_key": ("invalidApiKey", "Invalid API key."),
    }
    code, message = codes.get(kind, ("internalServerError", kind))
    return Refusal(code, message, "apiKey" if kind == "bad_key" else "", status)


async def _answer(request: web.Request, tasks: list[Task]) -> web.Response:
    """Do every task: what succeeds goes into `data`, what does not into `errors`."""
    data: list[Task] = []
    errors: list[Task] = []
    status = 400
    try:
        _authenticate(request, tasks)
    except Refusal as refusal:
        return _failure([_item(refusal, {"taskType": "authentication"})], refusal.status)
    for task in tasks:
        try:
            data += await _do(request, task)
        except Refusal as refusal:
            errors.append(_item(refusal, task))
            status = refusal.status
    if errors and not data:
        return _failure(errors, status)
    return web.json_response({"data": data, **({"errors": errors} if errors else {})})


def _authenticate(request: web.Request, tasks: list[Task]) -> None:
    kind, _, key = request.headers.get("Authorization", "").partition(" ")
    for task in tasks:
        if task.get("taskType") == "authentication":
            kind, key = "Bearer", str(task.get("apiKey", ""))
    if kind != "Bearer" or not key.strip() or key.startswith("bad"):
        raise Refusal("invalidApiKey", f"Invalid API key: {key}.", "apiKey", 401)
    if request.content_type != "application/json" or not tasks:
        raise Refusal("invalidPayload", "The body must be a JSON array of tasks.", "body")


async def _do(request: web.Request, task: Task) -> list[Task]:
    kind = task.get("taskType")
    if kind == "authentication":
        return [{"taskType": kind, "connectionSessionUUID": str(uuid.uuid4())}]
    if not is_uuid4(task.get("taskUUID")):
        raise Refusal("invalidTaskUUID", "taskUUID must be a UUID v4.", "taskUUID")
    if kind in UTILITIES:
        # The official SDK sends deliveryMethod with every task, also with these.
        common = {name: COMMON[name] for name in ("taskType", "taskUUID", "deliveryMethod")}
        _check_fields(task, UTILITIES[kind] | common, tuple(UTILITIES[kind]))
        return _utility(request, task)
    if kind not in {model.task for model in MODELS.values()}:
        raise Refusal("invalidTaskType", f"Unknown taskType {kind}.", "taskType")
    return await _infer(request, task)


def _utility(request: web.Request, task: Task) -> list[Task]:
    desk, kind = request.app[DESK], task["taskType"]
    named = {"taskType": kind, "taskUUID": task["taskUUID"]}
    if kind == "getResponse":
        return _response(request, task["taskUUID"])
    if kind == "accountManagement":
        balance = {"amount": desk.left("runware") / 1e6, "currency": "USD"}
        return [{**named, "operation": "getDetails", "organizationUUID": str(uuid.UUID(int=1)),
                 "organizationName": "Loopback", "balance": balance, "team": [], "apiKeys": []}]
    _take_id(desk, task["taskUUID"])
    if kind == "mediaStorage" and task["operation"] == "delete":
        _uploads(desk).pop(task["media"], None)
        return [{**named, "operation": "delete", "mediaUUID": task["media"]}]
    what = "image" if kind == "imageUpload" else "media"
    data = _decoded(task[what], what)
    if kind == "imageUpload":
        _size_of(data, what)
    name = str(uuid.uuid4())
    _uploads(desk)[name] = data
    url = f"https://im.runware.ai/image/{name}"
    if kind == "imageUpload":
        return [{**named, "imageUUID": name, "imageURL": url}]
    return [{**named, "operation": "upload", "mediaUUID": name, "mediaURL": url}]


async def _infer(request: web.Request, task: Task) -> list[Task]:
    """Check, charge and accept a paid task; a picture may be waited for."""
    desk = request.app[DESK]
    model = MODELS.get(str(task.get("model")))
    if model is None or model.task != task["taskType"]:
        raise Refusal("invalidModel", f"Model {task.get('model')} cannot do this.", "model")
    _check_fields(task, model.fields, model.required)
    _check_size(task, model)
    make, seconds, media, length = _maker(desk, task, model)
    cost = model.price + math.ceil(model.price_per_second * length)
    cost *= task.get("numberResults", 1)
    if desk.job("runware", task["taskUUID"]):
        raise Refusal("conflictTaskUUID", "This taskUUID is already in use.", "taskUUID")
    if not desk.can_pay("runware", cost):
        raise Refusal("insufficientCredits",
                      f"Insufficient credits: balance ${desk.left('runware') / 1e6:.4f}, "
                      f"needed ${cost / 1e6:.4f}.", "", 402)
    _take_id(desk, task["taskUUID"])
    desk.charge("runware", task["taskUUID"], task["model"], cost)
    job = desk.start("runware", task["taskUUID"], f"runware.{model.task}", seconds, make,
                     *media, task=task, cost=cost)
    if task.get("deliveryMethod", "sync") == "sync" and model.task == "imageInference":
        await job.work
        return [_result(request, job)]
    return [{"taskType": task["taskType"], "taskUUID": task["taskUUID"]}]


def _maker(
    desk: Desk, task: Task, model: Model
) -> tuple[Callable[[], bytes], float, tuple[str, str], float]:
    """How the result is made, in how many seconds, its media type and ending, its length."""
    prompt = task.get("positivePrompt", "")
    inputs = dict(task.get("inputs", {}))
    for name in ("referenceImages", "frameImages"):
        if name in task:
            inputs[name] = task[name]
    if unknown := set(inputs) - set(model.inputs):
        raise Refusal("unsupportedParameter", f"Unknown input {sorted(unknown)[0]}.", "inputs")
    if model.task == "imageInference":
        size = (task["width"], task["height"])
        references = _references(desk, inputs, model)
        media = MEDIA[task.get("outputFormat", "JPG")]
        return (lambda: picture(size, prompt, references, desk.scale, media[1]),
                PICTURE_SECONDS, media, 0)
    if model.task == "videoInference":
        usual = model.sizes[0] if model.sizes else (1280, 720)
        size = (task.get("width", usual[0]), task.get("height", usual[1]))
        frames, length = _frames(desk, inputs, model), task.get("duration", 5)
        return (lambda: clip(size, prompt, length, FPS, frames.get("first"), frames.get("last"),
                             desk.scale),
                CLIP_SECONDS, MEDIA["MP4"], length)
    if "video" in inputs and "duration" in task:
        raise Refusal("invalidDuration", "duration cannot be used with inputs.video.", "duration")
    seconds = _seconds_of(_input(desk, inputs.get("video"), "inputs.video"))
    media = MEDIA[task.get("outputFormat", "MP3")]
    return lambda: sound(prompt, seconds, media[1]), SOUND_SECONDS, media, seconds


def _references(desk: Desk, inputs: Task, model: Model) -> list[bytes]:
    given = inputs.get("referenceImages", [])
    if not isinstance(given, list) or len(given) > model.references:
        raise Refusal("maxReferenceImages", f"At most {model.references} references.",
                      "inputs.referenceImages")
    pictures = [_input(desk, one, "inputs.referenceImages") for one in given]
    for one in pictures:
        _size_of(one, "inputs.referenceImages")
    return pictures


def _frames(desk: Desk, inputs: Task, model: Model) -> dict[str, bytes]:
    given = inputs.get("frameImages", [])
    if not isinstance(given, list) or len(given) > 2:
        raise Refusal("invalidFrameImages", "frameImages is a list.", "inputs.frameImages")
    names = ["first", "last"]
    found: dict[str, bytes] = {}
    for position, one in enumerate(given):
        if not isinstance(one, dict) or set(one) - {"image", "inputImage", "frame", "timestamp"}:
            raise Refusal("invalidFrameImages", "Unknown field.", "inputs.frameImages")
        name = one.get("frame", names[position])
        if name not in model.frames or name in found:
            raise Refusal("unsupportedFrame", f"This model takes no {name} frame.",
                          "inputs.frameImages.frame")
        found[name] = _input(desk, one.get("image", one.get("inputImage")), "inputs.frameImages")
        size = _size_of(found[name], "inputs.frameImages")
        if min(size) < 300 * min(1, desk.scale) or max(size) > 2048:
            raise Refusal("invalidImageSize", f"Sides of 300 to 2048 pixels, not {size}.",
                          "inputs.frameImages")
    return found


def _check_fields(task: Task, known: dict[str, Check], required: tuple[str, ...]) -> None:
    for name in required:
        if name not in task:
            raise Refusal("missingParameter", f"{name} is required.", name)
    for name, value in task.items():
        if name not in known:
            raise Refusal("unsupportedParameter", f"{name} is not supported.", name)
        if not known[name](value):
            raise Refusal("invalidParameter", f"Invalid value for {name}.", name)


def _check_size(task: Task, model: Model) -> None:
    if ("width" in task) != ("height" in task):
        raise Refusal("missingParameter", "width and height go together.", "width")
    size = (task.get("width"), task.get("height"))
    if "width" in task and model.sizes and size not in model.sizes:
        raise Refusal("invalidSize", f"{size} is none of {model.sizes}.", "width")
    if "width" in task and not model.sizes and not all(256 <= one <= 1440 for one in size):
        raise Refusal("invalidSize", "256 to 1440 pixels.", "width")


def _response(request: web.Request, name: str) -> list[Task]:
    job = request.app[DESK].job("runware", name)
    if job is None:
        return []
    task = job.about["task"]
    named = {"taskType": task["taskType"], "taskUUID": name}
    if job.state == "running":
        return [{**named, "status": "processing", "progress": job.progress}]
    if job.state == "failed":
        request.app[DESK].refund("runware", name)
        code, message = "inferenceError", "The model could not finish this task."
        if job.fate == "moderated":
            code, message = "providerContentPolicyViolation", "Flagged: violence."
        return [{**named, "status": "error", "error": {"code": code, "message": message}}]
    return [_result(request, job)]


def _result(request: web.Request, job: Making) -> Task:
    task = job.about["task"]
    kind = {"imageInference": "image", "videoInference": "video"}.get(task["taskType"], "audio")
    result = {"taskType": task["taskType"], "taskUUID": job.id, "status": "success",
              f"{kind}UUID": str(uuid.uuid5(uuid.NAMESPACE_URL, job.id)),
              f"{kind}URL": request.app[DESK].url(request, job)}
    if task.get("includeCost"):
        result["cost"] = job.about["cost"] / 1e6
    return result


def _take_id(desk: Desk, name: str) -> None:
    used: set[str] = desk.memory.setdefault("runware.ids", set())
    if name in used:
        raise Refusal("conflictTaskUUID", "This taskUUID is already in use.", "taskUUID")
    used.add(name)


def _uploads(desk: Desk) -> dict[str, bytes]:
    found: dict[str, bytes] = desk.memory.setdefault("runware.uploads", {})
    return found


def _input(desk: Desk, value: Any, where: str) -> bytes:
    """The bytes behind an uploaded id, one of our own addresses, or a data URI."""
    if not isinstance(value, str):
        raise Refusal("missingInput", f"{where} needs a UUID, a URL or a data URI.", where)
    if value in _uploads(desk):
        return _uploads(desk)[value]
    token = value.rpartition("/")[2].partition(".")[0]
    if token in _uploads(desk):
        return _uploads(desk)[token]
    if token in desk.files and desk.files[token].work.done():
        return desk.files[token].work.result()
    if not value.startswith("data:"):
        raise Refusal("imageNotFound", f"{where}: there is no {value[:60]}.", where)
    return _decoded(value, where)


def _decoded(value: str, where: str) -> bytes:
    try:
        return base64.b64decode(value.partition(",")[2] if value.startswith("data:") else value,
                                validate=True)
    except (binascii.Error, ValueError) as exc:
        raise Refusal("invalidBase64", f"{where} is no base64.", where) from exc


def _size_of(data: bytes, where: str) -> tuple[int, int]:
    try:
        with Image.open(io.BytesIO(data)) as one:
            return one.size
    except OSError as exc:
        raise Refusal("invalidImage", f"{where} is no picture.", where) from exc


def _seconds_of(data: bytes) -> float:
    try:
        with av.open(io.BytesIO(data)) as film:
            return round((film.duration or 0) / 1e6, 3)
    except av.error.FFmpegError as exc:
        raise Refusal("invalidVideo", "inputs.video is no video.", "inputs.video") from exc


def _item(refusal: Refusal, task: Task) -> Task:
    item = {"code": refusal.code, "message": str(refusal), "documentation": DOCS,
            "taskType": task.get("taskType", "authentication"), "status": "error"}
    if refusal.parameter:
        item["parameter"] = refusal.parameter
    if task.get("taskUUID"):
        item["taskUUID"] = task["taskUUID"]
    return item


def _failure(errors: list[Task], status: int) -> web.Response:
    return web.json_response({"errors": errors}, status=status)
