"""Brand kits: several for each user, found however their name is written, one for new ads."""

import pytest

from storage.brands import Brands
from storage.database import Catalogue
from storage.errors import NotFound
from storage.records import BrandKit


@pytest.fixture
def brands(catalogue: Catalogue) -> Brands:
    return Brands(catalogue)


def test_a_name_is_found_however_it_is_written(brands: Brands) -> None:
    kit = BrandKit(name="Café  Größe", primary="#0b5c4a")
    brands.save("ann", kit)
    assert brands.get("ann", "CAFÉ GRÖSSE") == kit
    changed = BrandKit(name="café größe", accent="#ffb000")
    brands.save("ann", changed)
    assert brands.all("ann") == (changed,)


def test_the_only_kit_is_for_new_ads_of_two_the_marked_one(brands: Brands) -> None:
    assert brands.preferred("ann") is None
    one, two = BrandKit(name="One"), BrandKit(name="Two")
    brands.save("ann", one)
    assert brands.preferred("ann") == one
    brands.save("ann", two)
    assert brands.preferred("ann") is None
    brands.prefer("ann", "two")
    assert brands.preferred("ann") == two
    brands.save("ann", BrandKit(name="Two", tone="bold"))
    assert brands.preferred("ann") == BrandKit(name="Two", tone="bold")
    brands.prefer("ann", "one")
    assert brands.preferred("ann") == one
    brands.remove("ann", "one")
    assert [kit.name for kit in brands.all("ann")] == ["Two"]


def test_nobody_sees_or_touches_those_of_others(brands: Brands) -> None:
    brands.save("ann", BrandKit(name="One"))
    assert brands.all("bob") == ()
    assert brands.preferred("bob") is None
    for act in (brands.get, brands.prefer, brands.remove):
        with pytest.raises(NotFound, match="There is no brand"):
            act("bob", "One")
    assert brands.find("ann", "one")
