"""Google's picture models and answers: the picture, what it cost, or why there is none."""

import base64
import binascii
from collections.abc import Iterator, Mapping
from typing import Any

from storage.errors import JobFailed, ProviderRefused
from tools.providers.client import Answer
from tools.providers.models import Model, table
from tools.providers.pictures import Bought
from tools.providers.redact import said
from tools.providers.refusals import by_status, failure
from tools.providers.transport import Transport

Item = dict[str, Any]

FLASH, PRO = "google/gemini-3.1-flash-image", "google/gemini-3-pro-image"
IMAGE_SIZES: Mapping[str, str] = {FLASH: "1K", PRO: "2K"}      # 2K of the larger costs as 1K
# Microdollars a token: what goes in, text and thoughts out, pictures out.
TOKENS: Mapping[str, tuple[float, float, float]] = {
    FLASH: (0.5, 3.0, 60.0), PRO: (2.0, 12.0, 120.0)}
RETIRED: Mapping[str, str] = {
    "google/gemini-2.5-flash-image": FLASH, "google/gemini-3-pro-image-preview": PRO,
    "google/gemini-3.1-flash-image-preview": FLASH,
}
MODELS = table(*(
    Model(name, "picture", 8000, speed=speed, references=3, options=("seed",))
    for name, speed in ((FLASH, 20.0), (PRO, 35.0))
))
_ALPHABET = str.maketrans("-_", "+/")    # Google's own SDK sends the one that is safe in addresses
_NONE = ("NO_IMAGE", "IMAGE_OTHER", "OTHER", "MALFORMED_FUNCTION_CALL", "MAX_TOKENS", "LANGUAGE")


def bought(line: Transport, answer: Answer, model: str) -> Bought:
    """The picture of a good answer. Raises ProviderRefused where the content check withheld it."""
    for part in _parts(answer):
        inline = part.get("inlineData")
        if not isinstance(inline, dict) or part.get("thought"):
            continue
        try:
            text = str(inline.get("data")).translate(_ALPHABET)
            data = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as exc:
            raise line.lost("sends a picture that nobody can read") from exc
        return Bought(data, str(answer.data.get("responseId") or ""), cost_of_usage(answer, model))
    raise _withheld(line, answer)


def cost_of_usage(answer: Answer, model: str) -> int | None:
    """What the tokens of an answer cost, in microdollars; None where it does not tell them."""
    usage = answer.data.get("usageMetadata")
    if not isinstance(usage, dict) or not usage.get("candidatesTokenCount"):
        return None
    out = int(usage["candidatesTokenCount"])
    details = [one for one in usage.get("candidatesTokensDetails") or () if isinstance(one, dict)]
    pictures = sum(int(one.get("tokenCount") or 0) for one in details
                   if one.get("modality") == "IMAGE") if details else out
    thoughts = int(usage.get("thoughtsTokenCount") or 0)
    counts = (int(usage.get("promptTokenCount") or 0), out - pictures + thoughts, pictures)
    return round(sum(count * rate for count, rate in zip(counts, TOKENS[model], strict=True)))


def refusal(line: Transport, answer: Answer, what: str) -> JobFailed:
    """The error for a refusal of a request; a bad key may come as 400."""
    error = _error(answer)
    words = said(error.get("message") or f"HTTP {answer.status}")
    family = by_status(answer.status)
    if "API_KEY_INVALID" in str(error.get("details")) or "api key" in words.lower():
        family = "key"
    elif _is_empty(answer):
        family = "credit"
    return failure(line, family, what, words)


def send_again(answer: Answer) -> bool:
    """A paid call was not accepted because of too many requests; an empty account stays empty."""
    return answer.status == 429 and not _is_empty(answer)


def _is_empty(answer: Answer) -> bool:
    """Rate and quota are both 429 of one state; only a rate says when to come back."""
    error = _error(answer)
    words = str(error.get("message")).lower()
    return (answer.status == 429 and "billing" in words and "quota" in words
            and "RetryInfo" not in str(error.get("details")))


def _error(answer: Answer) -> Item:
    data = answer.data[0] if isinstance(answer.data, list) and answer.data else answer.data
    error = data.get("error") if isinstance(data, dict) else None
    return error if isinstance(error, dict) else {}


def _withheld(line: Transport, answer: Answer) -> JobFailed:
    """Why a good answer has no picture in it."""
    feedback = answer.data.get("promptFeedback")
    reason = str(feedback.get("blockReason") or "") if isinstance(feedback, dict) else ""
    for candidate in _items(answer.data.get("candidates")):
        reason = reason or str(candidate.get("finishReason") or "")
    if reason in _NONE or not reason or reason == "STOP":
        text = " ".join(str(part["text"]) for part in _parts(answer) if "text" in part)
        return ProviderRefused(
            f"{line.title} answers without a picture ({reason or 'no reason'}): {said(text)}",
            "Start it again; if it stays so, change the words of the shot.")
    return failure(line, "content", "picture", reason)


def _parts(answer: Answer) -> Iterator[Item]:
    data = answer.data if isinstance(answer.data, dict) else {}
    for candidate in _items(data.get("candidates")):
        content = candidate.get("content")
        yield from _items(content.get("parts") if isinstance(content, dict) else None)


def _items(value: Any) -> list[Item]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
