"""Mirelo's answers: both error shapes, job states, and what they mean for us."""

from typing import Any

from storage.errors import BadKey, JobFailed, NoCredit, ProviderBusy, ProviderRefused
from tools.providers.client import Answer
from tools.providers.redact import said
from tools.providers.transport import LATER

LEGACY, V2 = "mirelo/sfx-1.5", "mirelo/v2-sfx-1.5"


def field(answer: Answer, name: str) -> Any:
    """A field of the answer's object, or None."""
    return answer.data.get(name) if isinstance(answer.data, dict) else None


def put_again(answer: Answer) -> bool:
    """An upload may be repeated: the store's trouble; its answer is no JSON and need not be."""
    return answer.status in (408, 425, 429) or answer.status >= 500


def code_and_reason(answer: Answer) -> tuple[str, str]:
    """v2 says `{"error": {code, message}}`, legacy `{"detail"}` or `{"errors": {field: […]}}`."""
    error = field(answer, "error")
    if isinstance(error, dict):
        return str(error.get("code") or ""), said(error.get("message") or error.get("code"))
    errors = field(answer, "errors")
    if isinstance(errors, dict):
        told = "; ".join(f"{name}: {one}" for name, one in errors.items())
        return "", said(told)
    return "", said(field(answer, "detail") or f"HTTP {answer.status}")


def failure(answer: Answer, what: str) -> JobFailed:
    """The error for a refusal, in words that fit any job."""
    code, reason = code_and_reason(answer)
    if answer.status == 401 or code.startswith("unauthori"):
        return BadKey(f"Mirelo does not accept the key: {reason}", "Set MIRELO_API_KEY anew.")
    if answer.status == 402 or "credit" in f"{code} {reason}".lower():
        return NoCredit(f"Mirelo's account cannot pay for this {what}: {reason}",
                        "Add credit at Mirelo, then go on; all that was made is kept.")
    if answer.status == 429 or answer.status >= 500:
        return ProviderBusy(f"Mirelo could not answer for this {what}: {reason}", LATER)
    return ProviderRefused(f"Mirelo refuses this {what}: {reason}",
                           "Change the shot's audio design, or choose another model for sound.")


def names_no_asset(answer: Answer) -> bool:
    """The uploaded clip is not known there any more; nothing was bought."""
    code, reason = code_and_reason(answer)
    return 400 <= answer.status < 500 and (code == "invalid_asset" or "asset" in reason)


def job_failure(answer: Answer) -> JobFailed | None:
    """The failure of a v2 job, whose poll is answered with 200 all the same."""
    if field(answer, "status") != "errored":
        return None
    _, reason = code_and_reason(answer)
    return JobFailed(f"Mirelo could not make this sound: {reason}",
                     "Start it again; Mirelo takes credits only for what succeeds.")


def result_url(answer: Answer) -> str:
    """The first result's address of a v2 job that has succeeded, else empty."""
    result = field(answer, "result")
    urls = result.get("result_urls") if isinstance(result, dict) else None
    succeeded = field(answer, "status") == "succeeded"
    return str(urls[0]) if succeeded and isinstance(urls, list) and urls else ""
