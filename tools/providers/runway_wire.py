"""Runway's models, the body of a request, and what its answers mean for us.

Fields differ by model: `ratio` is one of the model's own sizes and is not sent to one that follows
its first frame; a seed goes to those that take one; Veo would make sound, which costs more and is
not used, so it is told not to.
"""

import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from storage.errors import JobFailed, ProviderRefused
from tools.providers.client import Answer
from tools.providers.delivery import Seen
from tools.providers.models import Model, table
from tools.providers.prices import microdollars
from tools.providers.redact import said
from tools.providers.refusals import Family, by_status
from tools.providers.refusals import failure as refused
from tools.providers.transport import Transport

CREDIT = Decimal("0.01")                 # dollars
LONGEST = 1000                           # UTF-16 units; characters beyond that plane count twice
GEN4 = ((1280, 720), (720, 1280), (1104, 832), (832, 1104), (960, 960), (1584, 672))
VEO = ((1280, 720), (720, 1280), (1080, 1920), (1920, 1080))
WHOLE = tuple(float(seconds) for seconds in range(2, 11))

MODELS = table(
    Model("runway/gen4_turbo", "clip", LONGEST, speed=40.0, speed_per_second=4.0, lengths=WHOLE,
          sizes=GEN4, first_frame=True, options=("seed",)),
    Model("runway/gen4.5", "clip", LONGEST, speed=80.0, speed_per_second=10.0, lengths=WHOLE,
          sizes=GEN4, first_frame=True, options=("seed",)),
    Model("runway/veo3.1", "clip", LONGEST, speed=90.0, speed_per_second=10.0, lengths=(4, 6, 8),
          sizes=VEO, first_frame=True, last_frame=True, options=("seed",)),
    Model("runway/veo3.1_fast", "clip", LONGEST, speed=60.0, speed_per_second=6.0,
          lengths=(4, 6, 8), sizes=VEO, first_frame=True, last_frame=True, options=("seed",)),
    Model("runway/kling2.5_turbo_pro", "clip", LONGEST, speed=100.0, speed_per_second=10.0,
          lengths=(5, 10), first_frame=True, last_frame=True),
)
RETIRED = {"runway/gen3a_turbo": "runway/gen4_turbo", "runway/veo3": "runway/veo3.1"}
_SILENT = ("veo3.1", "veo3.1_fast")


def body(model: Model, params: Mapping[str, Any], frames: Mapping[str, str]) -> dict[str, Any]:
    """A request for a clip; `frames` are addresses by their position."""
    found: dict[str, Any] = {
        "model": model.own_name, "promptText": _cut(str(params["prompt"])),
        "promptImage": [{"uri": uri, "position": position} for position, uri in frames.items()],
        "duration": int(params["seconds"]),
    }
    if "size" in params:
        found["ratio"] = "{}:{}".format(*params["size"])
    if model.own_name in _SILENT:
        found["audio"] = False
    return found


def field(answer: Answer, name: str) -> Any:
    """A field of the answer's object, or None."""
    return answer.data.get(name) if isinstance(answer.data, dict) else None


def failure(line: Transport, answer: Answer, what: str) -> JobFailed:
    """The error for a refusal."""
    reason = said(field(answer, "error") or f"HTTP {answer.status}")
    family: Family = by_status(answer.status)
    if 400 <= answer.status < 500 and "credit" in reason.lower():
        family = "credit"
    elif answer.status == 400 and "moderation" in reason.lower():
        family = "content"
    return refused(line, family, what, reason)


def seen(answer: Answer) -> Seen:
    """How a task stands that has not failed."""
    status, output = field(answer, "status"), field(answer, "output")
    if status == "SUCCEEDED" and isinstance(output, list) and output:
        return Seen(url=str(output[0]))
    progress = field(answer, "progress")
    return Seen(fraction=float(progress) if isinstance(progress, int | float) else 0.0,
                queued=status == "THROTTLED")


def is_waiting(answer: Answer) -> bool:
    """Whether a task's turn has not come, so that nothing of it is billed when it is cancelled."""
    return field(answer, "status") in ("PENDING", "THROTTLED")


def task_failure(answer: Answer) -> JobFailed | None:
    """The failure of a task that has ended without a clip, by the family of its code."""
    status = field(answer, "status")
    if status == "CANCELLED":
        return JobFailed("Runway has cancelled this clip.", "Start it again.")
    if status != "FAILED":
        return None
    code, reason = str(field(answer, "failureCode") or ""), said(field(answer, "failure") or "")
    if code.startswith("SAFETY"):
        return ProviderRefused(f"Runway's content check refuses this clip: {reason or code}",
                               "Change the words of the shot, or its pictures.")
    if code.startswith("ASSET"):
        return ProviderRefused(f"Runway cannot use this clip's frames: {reason or code}",
                               "Give the shot another picture.")
    return JobFailed(f"Runway could not make this clip: {reason or code or 'no reason given'}",
                     "Start it again; if it fails again, choose another model.")


def cost(answer: Answer) -> int | None:
    """What an ended task costs, in microdollars."""
    told = field(answer, "cost")
    credits = told.get("credits") if isinstance(told, dict) else None
    if isinstance(credits, bool) or not isinstance(credits, int | float):
        return None
    return microdollars(Decimal(str(credits)) * CREDIT)


def has_uploads(given: Mapping[str, Any]) -> bool:
    """Whether a request names files that were uploaded before."""
    return any(not one["uri"].startswith("data:") for one in given["promptImage"])


def names_no_upload(answer: Answer) -> bool:
    """An uploaded file is not known there any more; nothing was bought."""
    reason = str(field(answer, "error") or "").lower()
    return answer.status in (400, 404) and ("asset" in reason or "upload" in reason)


def upload_place(answer: Answer) -> tuple[str, str, dict[str, str]]:
    """An upload's name, the address to send it to, and the fields that go with it."""
    fields = field(answer, "fields")
    return (
        str(field(answer, "runwayUri") or ""), str(field(answer, "uploadUrl") or ""),
        {str(key): str(one) for key, one in fields.items()} if isinstance(fields, dict) else {},
    )


def form(
    fields: Mapping[str, str], filename: str, media_type: str, data: bytes
) -> tuple[bytes, str]:
    """A form with one file, and its content type."""
    mark = uuid.uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = (f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{filename}"\r\n'
            f"Content-Type: {media_type}\r\n\r\n").encode()
    return (b"".join((*parts, head, data, f"\r\n--{mark}--\r\n".encode())),
            f"multipart/form-data; boundary={mark}")


def put_again(answer: Answer) -> bool:
    """An upload may be repeated: the store's trouble; its answer is no JSON and need not be."""
    return answer.status in (408, 425, 429) or answer.status >= 500


def _cut(text: str) -> str:
    """At most the units that Runway counts."""
    while len(text.encode("utf-16-le")) // 2 > LONGEST:
        text = text[:-1]
    return text
