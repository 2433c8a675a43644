"""How long the clips are that a film buys, and what that does to its scenes. Pure.

A model sells clips of some lengths. A scene gets the shortest that covers it and its master trims
the rest. Two choices change the scenes instead: `prefer_shorter` buys a little less than a scene
wants and shortens it; films with pinned keyframes take lengths that are really made, because a clip
that is trimmed does not end on the picture it was given.
"""

from collections.abc import Sequence

from storage.errors import BadInput
from storage.records import Remark, Shot, Storyboard
from tools.providers.catalog import Catalog

MOST_SHORTENED = 0.2                     # of a scene, when the shorter clip is preferred


def with_lengths(
    storyboard: Storyboard, catalog: Catalog, *, prefer_shorter: bool = False
) -> Storyboard:
    """The storyboard with the clip length bought for each shot.

    Raises BadInput for a shot that is longer than the model's longest clip.
    """
    shots = tuple(
        _bought(number, shot, sold(storyboard, shot, catalog), prefer_shorter)
        for number, shot in enumerate(storyboard.shots, start=1)
    )
    return storyboard.model_copy(update={"shots": shots})


def snapped(storyboard: Storyboard, catalog: Catalog) -> Storyboard:
    """The storyboard with scenes as long as clips are made, its length as near as that allows.

    Only films with pinned keyframes need it; others come back as they are.
    """
    lengths = [sold(storyboard, shot, catalog) for shot in storyboard.shots]
    if storyboard.recipe.continuity != "keyframes" or not any(lengths):
        return storyboard
    found = nearest_lengths([shot.seconds for shot in storyboard.shots], lengths)
    shots = tuple(
        shot.model_copy(update={"seconds": seconds})
        for shot, seconds in zip(storyboard.shots, found, strict=True)
    )
    return storyboard.model_copy(update={"shots": shots})


def nearest_lengths(
    wanted: Sequence[float], choices: Sequence[Sequence[float]]
) -> tuple[float, ...]:
    """For each wanted one a length of its choices (any, where there are none): the sum as near
    as can be, then each as near as can be. Of equals, the one whose first scenes are shorter."""
    ways: dict[float, tuple[float, tuple[float, ...]]] = {0.0: (0.0, ())}
    for want, some in zip(wanted, choices, strict=True):
        lengths = some or (want,)
        longer: dict[float, tuple[float, tuple[float, ...]]] = {}
        for total, (off, chosen) in ways.items():
            for length in lengths:
                way = (off + abs(length - want), (*chosen, length))
                sum_ = round(total + length, 3)
                longer[sum_] = min(longer.get(sum_, way), way)
        ways = longer
    best = min(ways, key=lambda sum_: (abs(sum_ - sum(wanted)), ways[sum_]))
    return ways[best][1]


def remarks(storyboard: Storyboard, catalog: Catalog) -> tuple[Remark, ...]:
    """What a person should know before saying yes: of lengths, cuts, and lines nobody speaks."""
    last, found = len(storyboard.shots), list[Remark]()
    for number, shot in enumerate(storyboard.shots, start=1):
        bought = shot.clip_seconds
        if shot.shortened_from is not None:
            found.append(Remark(kind="shortened", shot=number, wanted=shot.shortened_from,
                                given=shot.seconds))
        elif bought is not None and bought > shot.seconds:
            found.append(Remark(kind="bought_longer", shot=number, wanted=shot.seconds,
                                given=bought))
        if number < last and _cut_hard(storyboard, number, catalog):
            found.append(Remark(kind="hard_cut", shot=number, wanted=shot.seconds,
                                given=bought or shot.seconds))
    spoken = [number for number, shot in enumerate(storyboard.shots, start=1) if shot.voice_line]
    if spoken and storyboard.product is None and not storyboard.recipe.models.voice:
        found.append(Remark(kind="no_voice", shot=spoken[0], wanted=0, given=0))
    return tuple(found)


def _cut_hard(storyboard: Storyboard, number: int, catalog: Catalog) -> bool:
    """Whether a shot does not end on the frame that the next one begins with."""
    shot, following = storyboard.shots[number - 1 : number + 1]
    if storyboard.recipe.continuity == "keyframes":
        return not shot.ends_pinned
    return following.begins_on is not None and not ends_on_next(storyboard, shot, catalog)


def ends_on_next(storyboard: Storyboard, shot: Shot, catalog: Catalog) -> bool:
    """Whether a shot's clip can be made to end on a frame that the next shot keeps."""
    model = catalog.capability("clip", storyboard.models_of(shot).clip)
    return model.last_frame and shot.ends_pinned


def sold(storyboard: Storyboard, shot: Shot, catalog: Catalog) -> tuple[float, ...]:
    """The lengths in seconds that a shot's clip model sells, rising; none where any is made, or
    where no clip is."""
    if storyboard.recipe.stills:
        return ()
    lengths = catalog.capability("clip", storyboard.models_of(shot).clip).lengths
    return tuple(sorted(lengths))


def a_little_shorter(seconds: float, lengths: Sequence[float]) -> float | None:
    """The longest of the rising `lengths` that is at most `MOST_SHORTENED` shorter, if any is."""
    fitting = [one for one in lengths if seconds * (1 - MOST_SHORTENED) <= one < seconds]
    return fitting[-1] if fitting else None


def _bought(
    number: int, shot: Shot, lengths: Sequence[float], prefer_shorter: bool
) -> Shot:
    if not lengths:
        return shot.model_copy(update={"clip_seconds": None})
    shorter = a_little_shorter(shot.seconds, lengths)
    if prefer_shorter and shorter and shot.seconds not in lengths:
        return shot.model_copy(update={
            "clip_seconds": shorter, "seconds": shorter, "shortened_from": shot.seconds,
        })
    covering = [length for length in lengths if length >= shot.seconds]
    if not covering:
        raise BadInput(
            f"Shot {number} lasts {shot.seconds:g} s; the longest clip is {max(lengths):g} s.",
            "Make the shot shorter, or split it.",
        )
    return shot.model_copy(update={"clip_seconds": covering[0]})
