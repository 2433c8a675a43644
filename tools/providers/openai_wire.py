"""OpenAI's picture models, requests and answers: what is sent, what it cost, why it was refused."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from storage.errors import JobFailed
from tools.providers.client import Answer
from tools.providers.interface import Request
from tools.providers.models import Model, table
from tools.providers.pictures import Bought
from tools.providers.redact import said
from tools.providers.refusals import by_status, failure
from tools.providers.transport import Transport, in_trouble

OLD_SIZES = ((1536, 1024), (1024, 1024), (1024, 1536))
SIZES = ((1792, 1008), (1024, 1024), (1008, 1792))       # divisible by 16, in the film's shapes
QUALITY = "medium"
# Microdollars a token: text in, pictures in, pictures out.
TOKENS: Mapping[str, tuple[float, float, float]] = {
    "openai/gpt-image-1-mini": (2.0, 2.5, 8.0),
    "openai/gpt-image-1.5": (5.0, 8.0, 32.0),
    "openai/gpt-image-2": (5.0, 8.0, 30.0),
}
RETIRED: Mapping[str, str] = {
    "openai/gpt-image-1": "openai/gpt-image-1.5", "openai/dall-e-3": "openai/gpt-image-2",
    "openai/dall-e-2": "openai/gpt-image-1-mini",
}
MODELS = table(*(
    Model(name, "picture", 8000, speed=speed, sizes=sizes, references=8)
    for name, speed, sizes in (
        ("openai/gpt-image-2", 50.0, SIZES), ("openai/gpt-image-1.5", 40.0, OLD_SIZES),
        ("openai/gpt-image-1-mini", 25.0, OLD_SIZES),
    )
))
FAITHFUL = ("openai/gpt-image-1.5",)     # that are told to keep what they are given
_CONTENT = ("moderation_blocked", "content_policy_violation", "image_generation_user_error")


def body(request: Request) -> dict[str, Any]:
    """All fields but the pictures."""
    job = request.job
    width, height = job.params["size"]
    sent: dict[str, Any] = {
        "model": job.model.partition("/")[2], "prompt": job.params["prompt"], "n": 1,
        "size": f"{width}x{height}", "quality": QUALITY, "output_format": "png",
    }
    takes_in = job.kind == "future" or job.params.get("references")
    if takes_in and job.model in FAITHFUL:
        sent["input_fidelity"] = "high"
    return sent


def bought(line: Transport, answer: Answer, model: str) -> Bought:
    """The picture of a good answer. Raises ProviderLost where it holds none: it is paid for."""
    items = answer.data.get("data") if isinstance(answer.data, dict) else None
    first = items[0] if isinstance(items, list) and items else None
    text = first.get("b64_json") if isinstance(first, dict) else None
    try:
        data = base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except (binascii.Error, ValueError) as exc:
        raise line.lost("sends a picture that nobody can read") from exc
    if not data:
        raise line.lost("answers without a picture")
    return Bought(data, answer.data.get("id") or "", cost_of_usage(answer, model))


def cost_of_usage(answer: Answer, model: str) -> int | None:
    """What the tokens of an answer cost, in microdollars; None where it does not tell them."""
    usage = answer.data.get("usage")
    details = usage.get("input_tokens_details") if isinstance(usage, dict) else None
    if not isinstance(usage, dict) or not isinstance(details, dict):
        return None
    counts = (details.get("text_tokens"), details.get("image_tokens"), usage.get("output_tokens"))
    told = [one for one in counts if isinstance(one, int)]
    if len(told) < len(counts):
        return None
    return round(sum(count * rate for count, rate in zip(told, TOKENS[model], strict=True)))


def refusal(line: Transport, answer: Answer, what: str) -> JobFailed:
    """The error for a refusal, by its code, else by the HTTP status."""
    error = _error(answer)
    code = str(error.get("code") or "")
    words = said(error.get("message") or f"HTTP {answer.status}")
    family = by_status(answer.status)
    if code == "insufficient_quota":
        family = "credit"
    elif code in _CONTENT or "safety system" in words:
        family = "content"
    return failure(line, family, what, words)


def send_again(answer: Answer) -> bool:
    """A paid call was not accepted because of too many requests; an empty account stays empty."""
    return answer.status == 429 and _error(answer).get("code") != "insufficient_quota"


def ask_again(answer: Answer) -> bool:
    """A free call may be repeated, unless it is the account that is empty."""
    return in_trouble(answer) and _error(answer).get("code") != "insufficient_quota"


def _error(answer: Answer) -> dict[str, Any]:
    error = answer.data.get("error") if isinstance(answer.data, dict) else None
    return error if isinstance(error, dict) else {}
