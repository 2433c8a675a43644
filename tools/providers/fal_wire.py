"""fal's answers: both error shapes, the states of a request, and what they mean for us.

There is no failed state: a run that failed is COMPLETED, and its result answers 4xx or 5xx with the
model's own words. Verified: `detail` as a list of `{loc, msg, type}` or as a text beside
`error_type`, and the types below. Unverified: the status and words for a bad key, a locked account
and an empty balance; 401, 402 and 403 are taken to mean what they say.
"""

from typing import Any

from storage.errors import JobFailed
from tools.providers.client import Answer
from tools.providers.redact import said
from tools.providers.refusals import by_status, failure, of_a_question
from tools.providers.transport import Transport

_GONE = ("file_download_error", "image_load_error")
_CREDIT = ("balance", "exhausted", "credit", "payment", "billing")


def field(answer: Answer, name: str) -> Any:
    """A field of the answer's object, or None."""
    return answer.data.get(name) if isinstance(answer.data, dict) else None


def type_and_reason(answer: Answer) -> tuple[str, str]:
    """The error's type and its words."""
    detail = field(answer, "detail")
    if isinstance(detail, list) and detail and isinstance(detail[0], dict):
        first = detail[0]
        place = ".".join(str(one) for one in first.get("loc") or () if one != "body")
        words = first.get("msg") or first.get("type")
        return str(first.get("type") or ""), said(f"{place}: {words}" if place else words)
    kind = str(field(answer, "error_type") or "")
    return kind, said(detail or field(answer, "error") or kind or f"HTTP {answer.status}")


def refusal(line: Transport, answer: Answer, what: str) -> JobFailed:
    """The error for a refusal of a request."""
    kind, reason = type_and_reason(answer)
    family = by_status(answer.status)
    if answer.status == 403 and any(word in reason.lower() for word in _CREDIT):
        family = "credit"
    if kind == "content_policy_violation":
        family = "content"
    return failure(line, family, what, reason)


def names_lost_file(answer: Answer) -> bool:
    """The run could not read a picture that was uploaded."""
    return type_and_reason(answer)[0] in _GONE


def run_failure(line: Transport, answer: Answer) -> JobFailed:
    """The failure of an accepted run, as its result tells it. fal bills no 5xx, but may a 422."""
    kind, reason = type_and_reason(answer)
    if answer.status in (401, 403, 404, 410):
        return of_a_question(refusal(line, answer, "clip"))
    if answer.status == 499:
        return JobFailed("The clip was stopped at fal.")
    if kind in _GONE:
        return JobFailed(f"fal could not read the clip's first picture: {reason}",
                         "Start it again: the picture is sent anew.")
    if answer.status >= 500 or kind == "no_media_generated":
        return JobFailed(f"fal could not make this clip: {reason}",
                         "Start it again; if it fails again, choose another model.")
    return refusal(line, answer, "clip")


def has_failed(answer: Answer) -> bool:
    """A status that says the run has ended without a result."""
    return bool(field(answer, "error") or field(answer, "error_type"))


def put_again(answer: Answer) -> bool:
    """An upload may be repeated: the store's trouble; its answer need be no JSON."""
    return answer.status in (408, 425, 429) or answer.status >= 500


def ask_again(answer: Answer) -> bool:
    """A result may be asked for again: only where the answer is not the failed run's own."""
    if answer.status in (408, 425, 429) or answer.data is None:
        return True
    return answer.status >= 500 and field(answer, "detail") is None
