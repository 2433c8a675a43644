"""Runware's wire format: task ids, envelopes, and what its errors mean for us.

Verified by the official SDK and the documentation of 2025–26: the envelope `{"data": […]}` or
`{"errors": […]}` whatever the HTTP status, items that carry `taskUUID`, the error codes' families,
the rule for "done". Tolerated although unverified: `data` as one object, the singular `error`, both
keys at once, an error item inside `data`, and any code we do not know.
"""

import uuid
from dataclasses import dataclass
from typing import Any, Literal

from storage.errors import (
    BadKey,
    JobFailed,
    NoCredit,
    ProviderBusy,
    ProviderLost,
    ProviderRefused,
)
from tools.providers.client import Answer
from tools.providers.redact import said
from tools.providers.transport import CHECK, LATER, in_trouble

Item = dict[str, Any]
Family = Literal[
    "conflict", "key", "credit", "busy", "moderation", "timeout", "gone", "invalid", "failed"
]

_OURS = uuid.UUID("6f0d3a1e-52c4-4a0e-9d67-2b7a51c90af3")
_MODERATION = {
    "contentpolicyviolation", "providercontentpolicyviolation", "sensitivecontentdetected",
    "unsafecontentdetected", "nsfwcontentdetected", "promptblocked", "imageblocked",
    "moderationfailed", "invalidprovidercontent",
}
_INVALID = ("invalid", "missing", "unsupported", "conflict", "max", "value", "array")
_BY_STATUS: dict[int, Family] = {401: "key", 402: "credit", 429: "busy", 504: "timeout"}
_RESULT_KEYS = ("URL", "Base64Data", "DataURI")


def task_id(client_id: str) -> str:
    """The id for a job, the same at every sending; Runware wants the form of a UUID v4."""
    return str(uuid.UUID(bytes=uuid.uuid5(_OURS, client_id).bytes, version=4))


@dataclass(frozen=True)
class Trouble:
    """One error item. `named`: it names the task that was asked about."""

    code: str
    message: str
    status: int
    named: bool

    @property
    def ours(self) -> bool:
        """It is the task's own trouble, not that of the question about it."""
        return self.named and self.family not in ("key", "busy")

    @property
    def family(self) -> Family:
        """What kind of trouble it is; by the code, else by the HTTP status."""
        code = self.code.lower()
        if code == "conflicttaskuuid":
            return "conflict"
        if "apikey" in code or "unauthorized" in code:
            return "key"
        if any(one in code for one in ("credits", "quota", "balance", "paymentrequired")):
            return "credit"
        if "ratelimit" in code:
            return "busy"
        if code in _MODERATION:
            return "moderation"
        if "timeout" in code:
            return "timeout"
        if code.endswith(("notfound", "expired", "taskcancelled")):
            return "gone"
        if code.startswith(_INVALID):
            return "invalid"
        return _BY_STATUS.get(self.status, "failed")


def results(answer: Answer, task: str) -> list[Item]:
    """The items about a task that are no errors; the order of items means nothing."""
    return [one for one in _items(answer, "data") if _about(one, task) and not _is_error(one)]


def trouble(answer: Answer, task: str) -> Trouble | None:
    """The first error item about the task, else one about none, else that of a bare status."""
    found = _items(answer, "errors") + _items(answer, "error")
    found += [one for one in _items(answer, "data") if _is_error(one)]
    mine = [one for one in found if _about(one, task)] or [
        one for one in found if not one.get("taskUUID")
    ]
    if mine:
        inner = mine[0].get("error")
        item = {**mine[0], **inner} if isinstance(inner, dict) else mine[0]
        return Trouble(str(item.get("code") or ""), said(item.get("message") or "no reason given"),
                       answer.status, _about(mine[0], task))
    if answer.good:
        return None
    return Trouble("", f"HTTP {answer.status}", answer.status, False)


def is_done(item: Item) -> bool:
    """Whether a polled item is a finished result."""
    return item.get("status") == "success" or any(key.endswith(_RESULT_KEYS) for key in item)


def is_accepted(answer: Answer, task: str) -> bool:
    """Whether a paid call's answer says that the task is there now, or was there before."""
    found = trouble(answer, task)
    return bool(results(answer, task)) or (found is not None and found.family == "conflict")


def is_unclear(answer: Answer, found: Trouble) -> bool:
    """Whether nobody can tell from a paid call's answer that the task was not accepted."""
    if found.family == "timeout" or (not found.code and answer.status < 400):
        return True
    return answer.status >= 500 and not _says_no(answer)


def ask_again(answer: Answer) -> bool:
    """A safe call may be repeated, unless the trouble is a failed task's own."""
    if answer.status in (401, 402) or _says_no(answer):
        return False
    return in_trouble(answer) or _is_busy(answer)


def send_again(answer: Answer) -> bool:
    """A paid call was not accepted because of too many requests."""
    return answer.status == 429 or _is_busy(answer)


def failure(found: Trouble, what: str) -> JobFailed:
    """The error for a trouble, in words that fit any job; `what` is a picture, clip or sound."""
    reason = found.message
    if found.family == "key":
        return BadKey(f"Runware does not accept the key: {reason}", "Set RUNWARE_API_KEY anew.")
    if found.family == "credit":
        return NoCredit(f"Runware's account cannot pay for this {what}: {reason}",
                        "Add credit at Runware, then go on; all that was made is kept.")
    if found.family == "busy":
        return ProviderBusy(f"Runware takes no more requests now: {reason}", LATER)
    if found.family == "moderation":
        return ProviderRefused(f"Runware's content check refuses this {what}: {reason}",
                               "Change the words of the shot, or its pictures.")
    if found.family in ("gone", "conflict"):
        return ProviderLost(f"Runware does not have this {what} any more: {reason}", CHECK)
    if found.family == "invalid":
        return ProviderRefused(f"Runware refuses the request for this {what}: {reason}",
                               "Choose another model for it, or change the shot.")
    return ProviderBusy(f"Runware could not make this {what}: {reason}",
                        "Start it again; if it fails again, choose another model.")


def _items(answer: Answer, key: str) -> list[Item]:
    found = answer.data.get(key) if isinstance(answer.data, dict) else None
    found = found if isinstance(found, list) else [found]
    return [one for one in found if isinstance(one, dict)]


def _about(item: Item, task: str) -> bool:
    return bool(item.get("taskUUID") == task)


def _is_error(item: Item) -> bool:
    return item.get("status") == "error" or isinstance(item.get("error"), dict)


def _errors(answer: Answer) -> list[Trouble]:
    return [
        Trouble(str(one.get("code") or ""), "", answer.status, True)
        for one in _items(answer, "errors") + _items(answer, "error")
    ]


def _says_no(answer: Answer) -> bool:
    """An error that is surely an answer to the task, whatever HTTP status it came with."""
    sure: set[Family] = {"conflict", "key", "credit", "moderation", "invalid"}
    return any(one.code and one.family in sure for one in _errors(answer))


def _is_busy(answer: Answer) -> bool:
    return any(one.family == "busy" for one in _errors(answer))
