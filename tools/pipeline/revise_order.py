"""Changes of which shots there are, in which order, and how long. Pure."""

import math
from collections.abc import Sequence

from storage.errors import BadInput
from storage.records import (
    AddShot,
    DuplicateShot,
    MoveShot,
    Overlay,
    RemoveShot,
    SetLength,
    SetSeconds,
    Shot,
    SplitShot,
    Storyboard,
)
from storage.records.brief import MAX_SECONDS, MIN_SECONDS
from tools.pipeline.material import Material
from tools.pipeline.revise_text import shot_of, with_shot

MIN_SHOT, MAX_SHOT, MAX_SHOTS = 1.0, 60.0, 60


def seconds(board: Storyboard, change: SetSeconds, material: Material, place: int) -> Storyboard:
    """One shot's time, on a whole frame."""
    if not MIN_SHOT <= change.seconds <= MAX_SHOT:
        raise BadInput(
            f"A shot cannot last {change.seconds:g} seconds.", "Choose between 1 and 60 seconds."
        )
    length = _on_frame(change.seconds, board)
    return with_shot(board, change.shot, seconds=length, shortened_from=None)


def length(board: Storyboard, change: SetLength, material: Material, place: int) -> Storyboard:
    """The film's time; shots keep their proportions."""
    if not MIN_SECONDS <= change.seconds <= MAX_SECONDS:
        raise BadInput(
            f"The film cannot last {change.seconds:g} seconds.",
            f"Choose between {MIN_SECONDS} and {MAX_SECONDS} seconds.",
        )
    if change.seconds < len(board.shots) * MIN_SHOT:
        raise _no_room(len(board.shots), change.seconds)
    weights = [shot.seconds for shot in board.shots]
    lengths = spread(change.seconds, weights, 1 / board.recipe.fps, MIN_SHOT)
    shots = tuple(
        shot.model_copy(update={"seconds": seconds, "shortened_from": None})
        for shot, seconds in zip(board.shots, lengths, strict=True)
    )
    brief = board.brief.model_copy(
        update={"seconds": max(MIN_SECONDS, round(change.seconds))})
    return board.model_copy(update={"shots": shots, "brief": brief})


def spread(
    total: float, weights: Sequence[float], grid: float, least: float
) -> tuple[float, ...]:
    """Divide `total` in proportion to `weights`, each on the grid and not under `least`.

    The sum is exactly `total` rounded to the grid: what rounding leaves over goes to the longest.
    """
    units = round(total / grid)
    floor = round(least / grid)
    whole = sum(weights)
    parts = [max(floor, round(units * weight / whole)) for weight in weights]
    while (over := sum(parts) - units) != 0:
        at = max(range(len(parts)), key=lambda i: (parts[i], -i))
        step = min(over, parts[at] - floor) if over > 0 else over
        parts[at] -= step
        if step == 0:
            raise _no_room(len(parts), total)
    return tuple(round(part * grid, 6) for part in parts)


def move(board: Storyboard, change: MoveShot, material: Material, place: int) -> Storyboard:
    """Another place in the film."""
    shot = shot_of(board, change.shot)
    shot_of(board, change.to)
    rest = [one for one in board.shots if one is not shot]
    rest.insert(change.to - 1, shot)
    return _ordered(board, rest)


def remove(board: Storyboard, change: RemoveShot, material: Material, place: int) -> Storyboard:
    """One shot less."""
    shot = shot_of(board, change.shot)
    if len(board.shots) == 1:
        raise BadInput("The film's only shot cannot be removed.", "Add another one first.")
    return _ordered(board, [one for one in board.shots if one is not shot])


def add(board: Storyboard, change: AddShot, material: Material, place: int) -> Storyboard:
    """One more shot, as it was written for this."""
    if not 0 <= change.after <= len(board.shots):
        raise BadInput(
            f"There is no shot {change.after} to put a new one after.",
            f"The film has shots 1 to {len(board.shots)}; 0 is its start.",
        )
    new = material.shots[place].model_copy(update={"seconds": _on_frame(change.seconds, board)})
    return _with(board, new, change.after)


def duplicate(
    board: Storyboard, change: DuplicateShot, material: Material, place: int
) -> Storyboard:
    """The same shot once more, after itself."""
    shot = shot_of(board, change.shot)
    return _with(board, shot.model_copy(update={"id": board.fresh_id()}), change.shot)


def split(board: Storyboard, change: SplitShot, material: Material, place: int) -> Storyboard:
    """Two shots of one: its words are shared out, what ends it stays at the end."""
    shot = shot_of(board, change.shot)
    first = _on_frame(change.seconds if change.seconds is not None else shot.seconds / 2, board)
    if not MIN_SHOT <= first <= shot.seconds - MIN_SHOT:
        raise BadInput(
            f"Shot {change.shot} lasts {shot.seconds:g} seconds, so it cannot be cut at {first:g}.",
            "Each part has to last a second at least.",
        )
    words = shot.overlay
    half = math.ceil(len(words.headlines) / 2)
    before = Overlay(kicker=words.kicker, headlines=words.headlines[:half])
    after = words.model_copy(update={"kicker": "", "headlines": words.headlines[half:]})
    head = shot.model_copy(update={
        "seconds": first, "overlay": before, "transition": "cut", "shortened_from": None})
    tail = shot.model_copy(update={
        "id": board.fresh_id(), "seconds": round(shot.seconds - first, 6), "overlay": after,
        "voice_line": "", "caption": "", "shortened_from": None, "begins_on": None,
        "audio": shot.audio.model_copy(update={"dialogue": ""}),
    })
    shots = (*board.shots[: change.shot - 1], head, *board.shots[change.shot :])
    return _with(board.model_copy(update={"shots": shots}), tail, change.shot)


def _with(board: Storyboard, new: Shot, after: int) -> Storyboard:
    if len(board.shots) >= MAX_SHOTS:
        raise no_room_for(len(board.shots) + 1)
    if board.recipe.continuity != "independent":
        new = new.model_copy(update={"transition": "cut"})
    return _ordered(board, [*board.shots[:after], new, *board.shots[after:]])


def _ordered(board: Storyboard, shots: Sequence[Shot]) -> Storyboard:
    """The shots in this order; a frame that was kept is kept only behind the same shot."""
    before = {two.id: one.id for one, two in zip(board.shots, board.shots[1:], strict=False)}
    result, last = [], ""
    for shot in shots:
        if shot.begins_on is not None and before.get(shot.id) != last:
            shot = shot.model_copy(update={"begins_on": None})
        result.append(shot)
        last = shot.id
    return board.model_copy(update={"shots": tuple(result)})


def _on_frame(seconds: float, board: Storyboard) -> float:
    """The nearest length that is a whole number of frames."""
    return round(seconds * board.recipe.fps) / board.recipe.fps


def no_room_for(count: int) -> BadInput:
    """The error for more shots than a film may have."""
    return BadInput(f"A film has at most {MAX_SHOTS} shots, not {count}.", "Take one out first.")


def _no_room(shots: int, seconds: float) -> BadInput:
    return BadInput(
        f"{shots} shots do not fit into {seconds:g} seconds.",
        "Take shots out first, or choose a longer film.",
    )
