"""Recipes are values; how shots connect follows from the clip model."""

from pathlib import Path

import pytest

from storage.errors import BadInput
from storage.records import Choices
from storage.settings import Settings
from tools.pipeline.recipes import (
    PRODUCT_AD,
    makers_at_hand,
    makers_of,
    product_ad,
    recipe_of,
)
from tools.providers.catalog import Catalog
from tools.providers.registry import catalog_of

KEYFRAMED = "runware/klingai:5@2"


@pytest.fixture
def models(tmp_path: Path) -> Catalog:
    return catalog_of(Settings(home=tmp_path))


def test_who_makes_a_product_ad(models: Catalog) -> None:
    assert product_ad(["local"], models) == PRODUCT_AD
    assert product_ad([], models) == PRODUCT_AD
    assert product_ad(["runware"], models).continuity == "hand_off"
    assert product_ad(["runware", "mirelo"], models).models.sound.startswith("mirelo/")
    with pytest.raises(BadInput, match="alone"):
        product_ad(["mirelo"], models)


def test_another_model_replaces_the_one_of_its_kind(models: Catalog) -> None:
    made = product_ad(["runware"], models, [KEYFRAMED, "mirelo/v2-sfx-1.5"])
    assert made.models.clip == KEYFRAMED
    assert made.models.sound == "mirelo/v2-sfx-1.5"
    assert made.models.picture == "runware/bfl:3@1"
    with pytest.raises(BadInput, match="No model is called 'runware/none'"):
        product_ad(["runware"], models, ["runware/none"])


def test_shots_connect_as_the_clip_model_can(models: Catalog) -> None:
    assert product_ad(["runware"], models, [KEYFRAMED]).continuity == "keyframes"
    chained = product_ad(["runware"], models, [KEYFRAMED], "hand_off")
    assert chained.continuity == "hand_off"
    with pytest.raises(BadInput, match="takes no last frame") as told:
        product_ad(["runware"], models, (), "keyframes")
    assert told.value.next_step == "It can do: hand_off, independent."
    with pytest.raises(BadInput, match="takes no first frame"):
        product_ad([], models, (), "hand_off")


def test_what_was_chosen_for_an_ad_comes_before_the_settings(models: Catalog) -> None:
    theirs = Settings(providers="runware", models=KEYFRAMED, continuity="keyframes")
    assert recipe_of(theirs, models).models.clip == KEYFRAMED
    assert recipe_of(theirs, models, Choices()) == recipe_of(theirs, models)
    assert recipe_of(theirs, models, Choices(makers=("local",))) == PRODUCT_AD
    only_clip = recipe_of(Settings(), models, Choices(clip_model=KEYFRAMED))
    assert (only_clip.models.clip, only_clip.continuity) == (KEYFRAMED, "keyframes")
    assert only_clip.models.picture == "local/studio-picture"


def test_makers_are_at_hand_with_all_their_keys(
    models: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert makers_at_hand(models) == (("local",),)
    monkeypatch.setenv("MIRELO_API_KEY", "k")
    assert makers_at_hand(models) == (("local",),)
    monkeypatch.setenv("RUNWARE_API_KEY", "k")
    every = makers_at_hand(models)
    assert every == (("local",), ("runware",), ("runware", "mirelo"))
    assert [makers_of(product_ad(one, models)) for one in every] == list(every)
    mixed = product_ad(["runware"], models, ["local/studio-picture"])
    assert makers_of(mixed) == ("local", "runware")
