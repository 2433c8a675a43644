"""Puts changes into an order in which each one means what the person meant.

People number shots as they see them now; changes are applied one after another. So what stays in
its place goes first, and the numbers of what moves shots are counted anew after each move. What is
about a shot that is only made in the same sentence, or about one that was copied or divided before
it was said, comes last, by the number the shot has then.
"""

from collections.abc import Sequence

from agent.guided.scope import NEW
from storage.records import (
    AddShot,
    Change,
    DuplicateShot,
    MoveShot,
    RemoveShot,
    SetLength,
    SetLight,
    SetMakers,
    SetModels,
    SplitShot,
)

STRUCTURE = (MoveShot, RemoveShot, AddShot, DuplicateShot, SplitShot)
Placed = MoveShot | RemoveShot | DuplicateShot | SplitShot


class MoveBeside(MoveShot):
    """A move that is said by a neighbour; `to` holds while nothing else moves."""

    mark: int
    behind: bool


def arranged(changes: Sequence[Change], count: int) -> tuple[Change, ...]:
    """The changes in order of application, for a film of `count` shots."""
    order: list[int] = list(range(1, count + 1))     # who stands where
    first: list[Change] = []
    moving: list[Change] = []
    last: list[Change] = []
    parted: set[int] = set()                         # copied or divided by now
    made = 0
    for one in changes:
        if isinstance(one, AddShot | DuplicateShot | SplitShot):
            moving += _making(one, order, NEW + made)
            parted.add(getattr(one, "shot", 0))
            made += 1
        elif isinstance(one, MoveShot | RemoveShot) and one.shot in order:
            moving += _moved(one, order)
        elif isinstance(one, STRUCTURE):
            moving.append(one)
        else:
            shot = getattr(one, "shot", None)
            late = (shot is not None and (shot in parted or NEW <= shot < NEW + made))
            (last if late else first).append(one)
    if moving:                                       # the film's length is that of what is left
        last += [one for one in first if isinstance(one, SetLength)]
        first = [one for one in first if not isinstance(one, SetLength)]
    return (*_makers_joined(_lights_joined(first)), *moving, *_placed(_lights_joined(last), order))


def _making(change: AddShot | DuplicateShot | SplitShot, order: list[int], new: int
            ) -> list[Change]:
    """The change with present numbers; the new shot stands in `order` as `new`."""
    if isinstance(change, AddShot):
        known = change.after in order
        after = order.index(change.after) + 1 if known else min(change.after, len(order))
        order.insert(after, new)
        return [change.model_copy(update={"after": after})]
    if change.shot not in order:
        return [change]
    place = order.index(change.shot)
    order.insert(place + 1, new)
    return [change.model_copy(update={"shot": place + 1})]


def _moved(change: MoveShot | RemoveShot, order: list[int]) -> list[Change]:
    """The change with the shot's present number; none if the shot is there already."""
    place = order.index(change.shot)
    shot = order.pop(place)
    if isinstance(change, RemoveShot):
        return [RemoveShot(shot=place + 1)]
    to = change.to
    if isinstance(change, MoveBeside) and change.mark in order:
        to = order.index(change.mark) + 1 + change.behind
    to = min(to, len(order) + 1) if to >= 1 else to
    order.insert(to - 1, shot)
    return [] if to == place + 1 else [MoveShot(shot=place + 1, to=to)]


def _placed(changes: Sequence[Change], order: list[int]) -> list[Change]:
    """Changes by the numbers their shots have in the end; none for a shot that is gone."""
    placed: list[Change] = []
    for one in changes:
        shot = getattr(one, "shot", None)
        if shot is None:
            placed.append(one)
        elif shot in order:
            placed.append(one.model_copy(update={"shot": order.index(shot) + 1}))
    return placed


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
