"""Changes of a shot's words, and how a single shot is changed at all. Pure."""

from typing import Any

from storage.errors import BadInput
from storage.records import Overlay, SetText, Shot, Storyboard


def shot_of(storyboard: Storyboard, number: int) -> Shot:
    """The shot with this number, from 1. Raises BadInput."""
    if not 1 <= number <= len(storyboard.shots):
        raise BadInput(
            f"There is no shot {number}.", f"The film has shots 1 to {len(storyboard.shots)}."
        )
    return storyboard.shots[number - 1]


def with_shot(storyboard: Storyboard, number: int, **values: Any) -> Storyboard:
    """The storyboard with one shot changed. Raises BadInput."""
    changed = Shot.model_validate({**shot_of(storyboard, number).__dict__, **values})
    shots = (*storyboard.shots[: number - 1], changed, *storyboard.shots[number:])
    return storyboard.model_copy(update={"shots": shots})


def set_text(board: Storyboard, change: SetText) -> Storyboard:
    """Write, replace or drop words. Raises BadInput when there are no such words."""
    shot = shot_of(board, change.shot)
    if change.role == "caption":
        return with_shot(board, change.shot, caption=change.text)
    if change.replaces:
        overlay = _replaced(shot.overlay, change)
    elif change.role in ("headline", "point"):
        name = f"{change.role}s"
        lines = list(getattr(shot.overlay, name))
        overlay = shot.overlay.model_copy(update={name: _line_set(lines, change)})
    else:
        overlay = shot.overlay.model_copy(update={change.role: change.text})
    return with_shot(board, change.shot, overlay=overlay)


def _line_set(lines: list[str], change: SetText) -> tuple[str, ...]:
    if not 1 <= change.index <= len(lines) + 1:
        raise BadInput(
            f"Shot {change.shot} has {len(lines)} lines there, not {change.index}.",
            "Name one of them, or the next one to add a line.",
        )
    lines[change.index - 1 : change.index] = [change.text] if change.text else []
    return tuple(lines)


def _replaced(overlay: Overlay, change: SetText) -> Overlay:
    wanted = change.replaces.casefold().strip()
    new = (change.text,) if change.text else ()
    for name in ("headlines", "points"):
        lines: tuple[str, ...] = getattr(overlay, name)
        for at, line in enumerate(lines):
            if wanted in line.casefold():
                return overlay.model_copy(update={name: (*lines[:at], *new, *lines[at + 1 :])})
    for name in ("kicker", "offer", "button", "address"):
        if wanted and wanted in getattr(overlay, name).casefold():
            return overlay.model_copy(update={name: change.text})
    raise BadInput(
        f"Shot {change.shot} does not say “{change.replaces}”.",
        "Quote words that it shows, or name the line: headline, point, button …",
    )
