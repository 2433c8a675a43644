"""The revision contract: every change is a pure function from one storyboard to the next.

Several changes are applied in order and make one new version. Nothing here makes, buys or saves.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from storage.errors import BadInput
from storage.records import (
    AddShot,
    AnotherTake,
    Asset,
    Change,
    LogoLook,
    MoveShot,
    ProductLook,
    RemoveShot,
    RewriteShot,
    SetAspect,
    SetLength,
    SetLight,
    SetLogo,
    SetLook,
    SetMotion,
    SetMusic,
    SetProduct,
    SetSeconds,
    SetText,
    SetTransition,
    Shot,
    Storyboard,
)
from storage.records.brief import MAX_SECONDS, MIN_SECONDS
from tools.pipeline.revise_text import set_text, shot_of, with_shot

MIN_SHOT, MAX_SHOTS = 1.0, 60


@dataclass(frozen=True)
class Material:
    """What changes refer to: uploads and their looks by content hash, and shots already written.

    `shots` maps the place of an AddShot or RewriteShot in the list of changes to the shot written
    for it.
    """

    assets: Mapping[str, Asset] = field(default_factory=dict)
    products: Mapping[str, ProductLook] = field(default_factory=dict)
    logos: Mapping[str, LogoLook] = field(default_factory=dict)
    shots: Mapping[int, Shot] = field(default_factory=dict)


def revise(
    storyboard: Storyboard, changes: Sequence[Change], material: Material, note: str = ""
) -> Storyboard:
    """The next storyboard. Raises BadInput when a change does not fit; then nothing changes.

    The result's `version` is still the old one: saving gives it its own.
    """
    result = storyboard
    for place, change in enumerate(changes):
        result = _APPLY[type(change)](result, change, material, place)
    shortest = min(MIN_SECONDS, storyboard.seconds)
    if not shortest <= result.seconds <= MAX_SECONDS:
        raise BadInput(
            f"The film would be {result.seconds:g} seconds long.",
            f"It can be {MIN_SECONDS} to {MAX_SECONDS} seconds; change the shots' lengths so.",
        )
    return result.model_copy(update={"parent": storyboard.version, "note": note})


def _with_brief(storyboard: Storyboard, **values: Any) -> Storyboard:
    brief = storyboard.brief.model_copy(update=values)
    return storyboard.model_copy(update={"brief": brief})


def _text(board: Storyboard, change: SetText, material: Material, place: int) -> Storyboard:
    return set_text(board, change)


def _seconds(board: Storyboard, change: SetSeconds, material: Material, place: int) -> Storyboard:
    if not MIN_SHOT <= change.seconds <= 60:
        raise BadInput(
            f"A shot cannot last {change.seconds:g} seconds.", "Choose between 1 and 60 seconds."
        )
    seconds = _on_frame(change.seconds, board)
    return with_shot(board, change.shot, seconds=seconds, shortened_from=None)


def _on_frame(seconds: float, board: Storyboard) -> float:
    """The nearest length that is a whole number of frames."""
    return round(seconds * board.recipe.fps) / board.recipe.fps


def _length(board: Storyboard, change: SetLength, material: Material, place: int) -> Storyboard:
    if not MIN_SECONDS <= change.seconds <= MAX_SECONDS:
        raise BadInput(
            f"The film cannot last {change.seconds:g} seconds.",
            f"Choose between {MIN_SECONDS} and {MAX_SECONDS} seconds.",
        )
    if change.seconds < len(board.shots) * MIN_SHOT:
        raise BadInput(
            f"{len(board.shots)} shots do not fit into {change.seconds:g} seconds.",
            "Take shots out first, or choose a longer film.",
        )
    weights = [shot.seconds for shot in board.shots]
    lengths = spread(change.seconds, weights, 1 / board.recipe.fps, MIN_SHOT)
    shots = tuple(
        shot.model_copy(update={"seconds": seconds, "shortened_from": None})
        for shot, seconds in zip(board.shots, lengths, strict=True)
    )
    return _with_brief(
        board.model_copy(update={"shots": shots}), seconds=max(MIN_SECONDS, round(change.seconds))
    )


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
            raise BadInput(
                f"{len(parts)} shots do not fit into {total:g} seconds.",
                "Take shots out first, or choose a longer film.",
            )
    return tuple(round(part * grid, 6) for part in parts)


def _move(board: Storyboard, change: MoveShot, material: Material, place: int) -> Storyboard:
    shot = shot_of(board, change.shot)
    shot_of(board, change.to)
    rest = [one for one in board.shots if one is not shot]
    rest.insert(change.to - 1, shot)
    return board.model_copy(update={"shots": tuple(rest)})


def _remove(board: Storyboard, change: RemoveShot, material: Material, place: int) -> Storyboard:
    shot = shot_of(board, change.shot)
    if len(board.shots) == 1:
        raise BadInput("The film's only shot cannot be removed.", "Add another one first.")
    return board.model_copy(
        update={"shots": tuple(one for one in board.shots if one is not shot)}
    )


def _add(board: Storyboard, change: AddShot, material: Material, place: int) -> Storyboard:
    if not 0 <= change.after <= len(board.shots):
        raise BadInput(
            f"There is no shot {change.after} to put a new one after.",
            f"The film has shots 1 to {len(board.shots)}; 0 is its start.",
        )
    if len(board.shots) >= MAX_SHOTS:
        raise BadInput(f"A film has at most {MAX_SHOTS} shots.", "Take one out first.")
    new = material.shots[place].model_copy(update={"seconds": _on_frame(change.seconds, board)})
    shots = (*board.shots[: change.after], new, *board.shots[change.after :])
    return board.model_copy(update={"shots": shots})


def _rewrite(
    board: Storyboard, change: RewriteShot, material: Material, place: int
) -> Storyboard:
    new, old = material.shots[place], shot_of(board, change.shot)
    dialogue = old.audio.dialogue
    return with_shot(
        board, change.shot, use_case=new.use_case, picture_prompt=new.picture_prompt,
        action=new.action, motion=new.motion, lighting=new.lighting,
        audio=new.audio.model_copy(update={"dialogue": dialogue}),
    )


def _take(board: Storyboard, change: AnotherTake, material: Material, place: int) -> Storyboard:
    takes = shot_of(board, change.shot).takes
    return with_shot(
        board, change.shot,
        takes=takes.model_copy(update={change.kind: getattr(takes, change.kind) + 1}),
    )


def _light(board: Storyboard, change: SetLight, material: Material, place: int) -> Storyboard:
    return with_shot(board, change.shot, lighting=change.lighting)


def _motion(board: Storyboard, change: SetMotion, material: Material, place: int) -> Storyboard:
    values = change.model_dump(include={"camera_language", "energy", "environment"})
    given = {name: value for name, value in values.items() if value is not None}
    motion = shot_of(board, change.shot).motion.model_copy(update=given)
    return with_shot(board, change.shot, motion=motion)


def _transition(
    board: Storyboard, change: SetTransition, material: Material, place: int
) -> Storyboard:
    if board.recipe.continuity != "independent" and change.transition != "cut":
        raise BadInput(
            "In this film each scene goes on from the last frame of the one before.",
            "There is no room for a transition between them.",
        )
    return with_shot(board, change.shot, transition=change.transition)


def _look(board: Storyboard, change: SetLook, material: Material, place: int) -> Storyboard:
    return _with_brief(board.model_copy(update={"look": change.look}), look=change.look)


def _aspect(board: Storyboard, change: SetAspect, material: Material, place: int) -> Storyboard:
    return _with_brief(board.model_copy(update={"aspect": change.aspect}), aspect=change.aspect)


def _music(board: Storyboard, change: SetMusic, material: Material, place: int) -> Storyboard:
    if change.mood:
        board = _with_brief(board.model_copy(update={"mood": change.mood}), mood=change.mood)
    if change.another_take:
        board = board.model_copy(update={"music_take": board.music_take + 1})
    if change.track:
        return _with_brief(board, track=material.assets[change.track])
    if change.composed or change.mood or change.another_take:
        return _with_brief(board, track=None)
    return board


def _logo(board: Storyboard, change: SetLogo, material: Material, place: int) -> Storyboard:
    logo = material.assets[change.logo] if change.logo else None
    look = material.logos[change.logo] if change.logo else None
    return _with_brief(board.model_copy(update={"logo": look}), logo=logo)


def _product(board: Storyboard, change: SetProduct, material: Material, place: int) -> Storyboard:
    seen = material.products[change.photo]
    return _with_brief(
        board.model_copy(update={"product": seen}), photo=material.assets[change.photo]
    )


_APPLY: Mapping[type, Callable[[Storyboard, Any, Material, int], Storyboard]] = {
    SetText: _text,
    SetSeconds: _seconds,
    SetLength: _length,
    MoveShot: _move,
    RemoveShot: _remove,
    AddShot: _add,
    RewriteShot: _rewrite,
    AnotherTake: _take,
    SetLight: _light,
    SetMotion: _motion,
    SetTransition: _transition,
    SetLook: _look,
    SetAspect: _aspect,
    SetMusic: _music,
    SetLogo: _logo,
    SetProduct: _product,
}
