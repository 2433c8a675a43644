"""Black Forest Labs' answers: refusals in several shapes, a task's states, its own address."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from storage.errors import JobFailed, ProviderRefused
from tools.providers.client import Answer
from tools.providers.delivery import Seen
from tools.providers.prices import microdollars
from tools.providers.redact import said
from tools.providers.refusals import by_status
from tools.providers.refusals import failure as refused
from tools.providers.transport import Transport, in_trouble

CREDIT = Decimal("0.01")                 # dollars
UNKNOWN = "Task not found"
_MODERATED = ("Request Moderated", "Content Moderated")
_FAILED = ("Error", "Failed")
_OWN_DOMAINS = (".bfl.ai", ".bfl.ml")


def field(answer: Answer, name: str) -> Any:
    """A field of the answer's object, or None."""
    return answer.data.get(name) if isinstance(answer.data, dict) else None


def failure(line: Transport, answer: Answer, what: str) -> JobFailed:
    """The error for a refusal: `detail` as a text or a list, else `message`, else `error`."""
    detail = field(answer, "detail")
    if isinstance(detail, list):
        detail = "; ".join(f"{'.'.join(map(str, one.get('loc', ())))}: {one.get('msg')}"
                           for one in detail if isinstance(one, dict))
    reason = detail or field(answer, "message") or field(answer, "error")
    return refused(line, by_status(answer.status), what, said(reason or f"HTTP {answer.status}"))


def ask_again(answer: Answer) -> bool:
    """A question may be repeated, unless a status is told, whatever HTTP code it comes with."""
    return not isinstance(status(answer), str) and in_trouble(answer)


def status(answer: Answer) -> Any:
    """The task's status, or None where the answer tells none."""
    return field(answer, "status")


def task_failure(answer: Answer) -> JobFailed | None:
    """The failure of a task that has ended without a picture."""
    told, details = status(answer), field(answer, "details")
    if told in _MODERATED:
        reasons = details.get("Moderation Reasons") if isinstance(details, dict) else None
        why = ", ".join(map(str, reasons)) if isinstance(reasons, list) and reasons else told
        return ProviderRefused(f"Black Forest Labs' content check refuses this picture: "
                               f"{said(why)}", "Change the words of the shot, or its pictures.")
    if told in _FAILED:
        return JobFailed(f"Black Forest Labs could not make this picture: "
                         f"{said(details or 'no reason given')}",
                         "Start it again; if it fails again, choose another model.")
    return None


def seen(answer: Answer) -> Seen:
    """How a task stands that has not failed."""
    result, progress = field(answer, "result"), field(answer, "progress")
    if status(answer) == "Ready" and isinstance(result, dict) and result.get("sample"):
        return Seen(url=str(result["sample"]))
    return Seen(fraction=float(progress) if isinstance(progress, int | float) else 0.0)


def cost(answer: Answer) -> int | None:
    """What an accepted task costs, in microdollars; they tell it in credits, or not at all."""
    credits = field(answer, "cost")
    if isinstance(credits, bool) or not isinstance(credits, int | float):
        return None
    return microdollars(Decimal(str(credits)) * CREDIT)


def may_be_asked(url: str, base: str) -> bool:
    """Whether the key may go to this address: the one we speak to, or another of their own."""
    asked, own = urlsplit(url), urlsplit(base)
    if (asked.scheme, asked.netloc) == (own.scheme, own.netloc):
        return True
    return asked.scheme == "https" and (asked.hostname or "").endswith(_OWN_DOMAINS)
