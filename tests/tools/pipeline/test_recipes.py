"""Recipes are values; the length bought is the shortest that covers the shot."""

import pytest

from storage.errors import BadInput
from storage.records import Storyboard
from tools.pipeline.recipes import PRODUCT_AD, product_ad, with_lengths
from tools.providers.catalog import Catalog
from tools.providers.interface import Capability


class Clips(Catalog):
    """A catalogue whose clips are 5 or 10 seconds long."""

    def __init__(self) -> None:
        super().__init__(())

    def capability(self, kind: str, model: str) -> Capability:
        return Capability(model=model, kind="clip", lengths=(10, 5))


def test_lengths_are_bought_as_they_are_sold(storyboard: Storyboard, catalog: Catalog) -> None:
    assert [s.clip_seconds for s in with_lengths(storyboard, Clips()).shots] == [10, 10, 10, 10]
    short = storyboard.shots[0].model_copy(update={"seconds": 4.5})
    board = storyboard.model_copy(update={"shots": (short,)})
    assert with_lengths(board, Clips()).shots[0].clip_seconds == 5
    assert with_lengths(board, catalog).shots[0].clip_seconds is None
    long = short.model_copy(update={"seconds": 11})
    with pytest.raises(BadInput, match="longest clip is 10 s"):
        with_lengths(storyboard.model_copy(update={"shots": (long,)}), Clips())


def test_who_makes_a_product_ad() -> None:
    assert product_ad(["local"]) == PRODUCT_AD
    assert product_ad([]) == PRODUCT_AD
    assert product_ad(["runware"]).continuity == "hand_off"
    assert product_ad(["runware", "mirelo"]).models.sound.startswith("mirelo/")
    with pytest.raises(BadInput, match="alone"):
        product_ad(["mirelo"])
