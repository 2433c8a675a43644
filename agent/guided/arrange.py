"""Puts changes into an order in which each one means what the person meant.

People number shots as they see them now; changes are applied one after another. So what stays in
its place goes first, and the numbers of what moves shots are counted anew after each move.
"""

from collections.abc import Sequence

from storage.records import (
    AddShot,
    Change,
    DuplicateShot,
    MoveShot,
    RemoveShot,
    SetLight,
    SetMakers,
    SetModels,
    SplitShot,
)

STRUCTURE = (MoveShot, RemoveShot, AddShot, DuplicateShot, SplitShot)
Placed = MoveShot | RemoveShot | DuplicateShot | SplitShot


def arranged(changes: Sequence[Change], count: int) -> tuple[Change, ...]:
    """The changes in order of application, for a film of `count` shots."""
    resting = [one for one in changes if not isinstance(one, STRUCTURE)]
    order: list[int] = list(range(1, count + 1))     # who stands where; 0 is a new shot
    moving: list[Change] = []
    for one in changes:
        if isinstance(one, Placed) and one.shot in order:
            moving += _moved(one, order)
        elif isinstance(one, AddShot):
            after = order.index(one.after) + 1 if one.after in order else min(one.after, len(order))
            order.insert(after, 0)
            moving.append(one.model_copy(update={"after": after}))
        elif isinstance(one, STRUCTURE):
            moving.append(one)
    return (*_makers_joined(_lights_joined(resting)), *moving)


def _moved(change: Placed, order: list[int]) -> list[Change]:
    """The change with the shot's present number; none if the shot is there already."""
    place = order.index(change.shot)
    if isinstance(change, DuplicateShot | SplitShot):
        order.insert(place + 1, 0)
        return [change.model_copy(update={"shot": place + 1})]
    shot = order.pop(place)
    if isinstance(change, RemoveShot):
        return [RemoveShot(shot=place + 1)]
    order.insert(change.to - 1, shot)
    return [] if change.to == place + 1 else [MoveShot(shot=place + 1, to=change.to)]


def _lights_joined(changes: Sequence[Change]) -> list[Change]:
    """Two wishes for one shot's light are one light: "darker and warmer"."""
    lights: dict[int, str] = {}
    for one in changes:
        if isinstance(one, SetLight):
            before = lights.get(one.shot, "")
            more = [] if one.lighting in before.split(", ") else [one.lighting]
            lights[one.shot] = ", ".join([*filter(None, [before]), *more])
    joined: list[Change] = []
    for one in changes:
        if not isinstance(one, SetLight):
            joined.append(one)
        elif one.shot in lights:
            joined.append(SetLight(shot=one.shot, lighting=lights.pop(one.shot)[:120]))
    return joined


def _makers_joined(changes: Sequence[Change]) -> list[Change]:
    """ "Runware and mirelo" are one wish: the first makes the film, the second its sounds."""
    makers = [one for one in changes if isinstance(one, SetMakers)]
    sound = [one for one in changes if isinstance(one, SetModels) and one.shot is None
             and one.models and all(name.startswith("mirelo/") for name in one.models)]
    if not makers or len(makers) + len(sound) < 2:
        return list(changes)
    providers = [name for one in makers for name in one.providers] + ["mirelo"] * bool(sound)
    whole = SetMakers(providers=tuple(dict.fromkeys(providers)))
    rest = [one for one in changes if one not in makers and one not in sound]
    return [whole, *rest]
