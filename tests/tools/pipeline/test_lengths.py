"""Which lengths are bought for which scenes, and what is said about it."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import BadInput
from storage.records import Storyboard
from tools.pipeline.lengths import nearest_lengths, remarks, snapped, with_lengths
from tools.providers.catalog import Catalog
from tools.providers.interface import Capability


class Clips(Catalog):
    """A catalogue whose clips are 5 or 10 seconds long."""

    def __init__(self) -> None:
        super().__init__(())

    def capability(self, kind: str, model: str) -> Capability:
        return Capability(model=model, kind="clip", lengths=(10, 5))


def lasting(board: Storyboard, *seconds: float, continuity: str = "hand_off") -> Storyboard:
    shots = tuple(shot.model_copy(update={"seconds": one})
                  for shot, one in zip(board.shots, seconds, strict=True))
    recipe = board.recipe.model_copy(update={"continuity": continuity})
    return board.model_copy(update={"shots": shots, "recipe": recipe})


def test_the_shortest_that_covers_is_bought(storyboard: Storyboard, catalog: Catalog) -> None:
    board = with_lengths(lasting(storyboard, 7, 4.5, 10, 6), Clips())
    assert [shot.clip_seconds for shot in board.shots] == [10, 5, 10, 10]
    assert [shot.seconds for shot in board.shots] == [7, 4.5, 10, 6]
    assert {(one.kind, one.shot, one.wanted, one.given) for one in remarks(board, Clips())} == {
        ("bought_longer", 1, 7, 10), ("bought_longer", 2, 4.5, 5), ("bought_longer", 4, 6, 10),
    }
    assert with_lengths(board, catalog).shots[0].clip_seconds is None
    with pytest.raises(BadInput, match="longest clip is 10 s"):
        with_lengths(lasting(storyboard, 7, 7, 11, 6), Clips())


def test_a_shorter_clip_shortens_its_scene_and_says_so(storyboard: Storyboard) -> None:
    board = with_lengths(lasting(storyboard, 7, 7, 10, 6), Clips(), prefer_shorter=True)
    assert [shot.clip_seconds for shot in board.shots] == [10, 10, 10, 5]
    assert [shot.seconds for shot in board.shots] == [7, 7, 10, 5]
    (told,) = [one for one in remarks(board, Clips()) if one.kind == "shortened"]
    assert (told.shot, told.wanted, told.given) == (4, 6, 5)
    assert with_lengths(board, Clips(), prefer_shorter=True) == board


def test_pinned_scenes_are_as_long_as_clips_are_made(storyboard: Storyboard) -> None:
    pinned = lasting(storyboard, 7, 7, 10, 6, continuity="keyframes")
    board = with_lengths(snapped(pinned, Clips()), Clips())
    assert [shot.seconds for shot in board.shots] == [5, 10, 10, 5]
    assert remarks(board, Clips()) == ()
    chained = lasting(storyboard, 7, 7, 10, 6)
    assert snapped(chained, Clips()) == chained


def test_a_pinned_scene_of_another_length_ends_in_a_hard_cut(storyboard: Storyboard) -> None:
    board = with_lengths(lasting(storyboard, 7, 5, 10, 6, continuity="keyframes"), Clips())
    assert [(one.kind, one.shot) for one in remarks(board, Clips())] == [
        ("bought_longer", 1), ("hard_cut", 1), ("bought_longer", 4),
    ]


@given(
    st.lists(st.floats(1, 20), min_size=1, max_size=5),
    st.sets(st.integers(1, 12), min_size=1, max_size=3),
)
def test_nearest_lengths_are_the_nearest(wanted: list[float], lengths: set[int]) -> None:
    found = nearest_lengths(wanted, [sorted(lengths)] * len(wanted))
    best = min(abs(sum(way) - sum(wanted)) for way in product(lengths, repeat=len(wanted)))
    assert abs(sum(found) - sum(wanted)) == pytest.approx(best)
    assert set(found) <= {float(one) for one in lengths}


def test_sixty_scenes_are_no_trouble() -> None:
    assert sum(nearest_lengths([2.0] * 60, [(4, 6, 8)] * 60)) == 240
