"""Puts changes into an order in which each one means what the person meant.

People number shots as they see them now; changes are applied one after another. So what stays in
its place goes first, and the numbers of what moves shots are counted anew after each move.
"""

from collections.abc import Sequence

from storage.records import AddShot, Change, MoveShot, RemoveShot, SetLight


def arranged(changes: Sequence[Change], count: int) -> tuple[Change, ...]:
    """The changes in order of application, for a film of `count` shots."""
    structure = (MoveShot, RemoveShot, AddShot)
    resting = [one for one in changes if not isinstance(one, structure)]
    order: list[int] = list(range(1, count + 1))     # who stands where; 0 is a new shot
    moving: list[Change] = []
    for one in changes:
        if isinstance(one, MoveShot | RemoveShot) and one.shot in order:
            moving += _moved(one, order)
        elif isinstance(one, AddShot):
            after = order.index(one.after) + 1 if one.after in order else min(one.after, len(order))
            order.insert(after, 0)
            moving.append(one.model_copy(update={"after": after}))
        elif isinstance(one, structure):
            moving.append(one)
    return (*_lights_joined(resting), *moving)


def _moved(change: MoveShot | RemoveShot, order: list[int]) -> list[Change]:
    """The change with the shot's present number; none if the shot is there already."""
    place = order.index(change.shot)
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
            lights[one.shot] = f"{before}, {one.lighting}" if before else one.lighting
    joined: list[Change] = []
    for one in changes:
        if not isinstance(one, SetLight):
            joined.append(one)
        elif one.shot in lights:
            joined.append(SetLight(shot=one.shot, lighting=lights.pop(one.shot)[:120]))
    return joined
