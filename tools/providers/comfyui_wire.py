"""ComfyUI's answers: why a workflow is refused, where a prompt stands, what became of it.

Verified in `shared/contracts/comfyui.md`: the shapes of errors, queue and history. A failed prompt
says why only in the messages of its status; outputs may have any name, so every list of files in
them is looked at.
"""

from typing import Any

from storage.errors import JobFailed, ProviderRefused
from tools.providers.client import Answer
from tools.providers.redact import said

Item = dict[str, Any]
PICTURES = (".png", ".jpg", ".jpeg", ".webp")


def refusal(answer: Answer) -> ProviderRefused:
    """The error for a graph that the server does not take, by its first node's error."""
    data = answer.data if isinstance(answer.data, dict) else {}
    reason, missing = data.get("error"), ""
    words = reason.get("message") if isinstance(reason, dict) else reason
    for node, told in _items(data.get("node_errors")):
        for one in told.get("errors") or ():
            if isinstance(one, dict):
                kind = told.get("class_type")
                words = f"{kind} ({node}): {one.get('message')}: {one.get('details')}"
                missing = str(one.get("type"))
                break
    step = ("Give the server that model or file, or set ADFLOW_COMFYUI_CHECKPOINT to one it has."
            if missing == "value_not_in_list" else
            "Correct the workflow, or install the nodes that it needs at the server.")
    return ProviderRefused(
        f"ComfyUI does not take the workflow: {said(words or f'HTTP {answer.status}')}", step)


def lacks_file(answer: Answer) -> bool:
    """Whether a picture that was uploaded is not there any more."""
    data = answer.data if isinstance(answer.data, dict) else {}
    return any(told.get("class_type") == "LoadImage" for _, told in _items(data.get("node_errors")))


def stands(answer: Answer, prompt: str) -> str:
    """How a prompt stands in the queue: `running`, `waiting <how many before it>`, or empty."""
    data = answer.data if isinstance(answer.data, dict) else {}
    running, pending = (
        [one for one in data.get(name) or () if isinstance(one, list) and len(one) > 1]
        for name in ("queue_running", "queue_pending"))
    if any(one[1] == prompt for one in running):
        return "running"
    order = sorted(pending, key=lambda one: float(one[0]))
    places = [place for place, one in enumerate(order, start=len(running)) if one[1] == prompt]
    return f"waiting {places[0]}" if places else ""


def entry_of(answer: Answer, prompt: str) -> Item | None:
    """The history's entry of a prompt that has ended."""
    found = answer.data.get(prompt) if isinstance(answer.data, dict) else None
    return found if isinstance(found, dict) else None


def failure(entry: Item) -> JobFailed | None:
    """Why a prompt that has ended made nothing."""
    status = entry.get("status") or {}
    if status.get("status_str") != "error":
        return None
    for event in status.get("messages") or ():
        kind, data = (event[0], event[1]) if isinstance(event, list) and len(event) > 1 else ("", 0)
        if kind == "execution_interrupted":
            return JobFailed("The picture was stopped at ComfyUI.", "Go on with the render.")
        if kind == "execution_error" and isinstance(data, dict):
            words = said(data.get("exception_message") or data.get("exception_type"))
            oom = "memory" in f"{words} {data.get('exception_type')}".lower()
            return JobFailed(
                f"ComfyUI could not make this picture, in {data.get('node_type')}: {words}",
                "Its graphics card has too little memory: use a smaller model." if oom else
                "See the server's log, then start it again.")
    return JobFailed("ComfyUI could not make this picture and does not say why.",
                     "See the server's log, then start it again.")


def first_picture(entry: Item) -> Item | None:
    """The first picture among a prompt's outputs, saved ones before previews."""
    outputs = entry.get("outputs") or {}
    files = [
        one for _, node in _items(outputs) for found in node.values() if isinstance(found, list)
        for one in found if isinstance(one, dict)
        and str(one.get("filename", "")).lower().endswith(PICTURES)
    ]
    return next((one for one in files if one.get("type") == "output"), files[0] if files else None)


def _items(value: Any) -> list[tuple[str, Item]]:
    found = value.items() if isinstance(value, dict) else ()
    return [(key, one) for key, one in found if isinstance(one, dict)]
