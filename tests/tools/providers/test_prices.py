import pytest

from storage.settings import Settings
from tools.providers.prices import PRICES, cost_of, microdollars
from tools.providers.registry import catalog_of


def test_every_model_has_a_price_with_its_date_and_source() -> None:
    sold = [one for one in catalog_of(Settings()).capabilities() if not one.here]
    assert {one.model for one in sold} == set(PRICES)
    for capability in sold:
        price = PRICES[capability.model]
        assert bool(capability.rates) == (capability.provider != "comfyui"), "only it is free"
        assert price.date
        assert price.source
        assert (capability.price, capability.price_per_second) == (
            price.price, price.price_per_second)
        assert (capability.price_date, capability.price_source) == (price.date, price.source)
        assert capability.price_sure == price.sure


@pytest.mark.parametrize(("dollars", "amount"), [
    (0.35, 350_000), (0.0006, 600), (1e-7, 0), (5e-7, 1), (0.1 + 0.2, 300_000), (0, 0),
    ("0.05", 50_000), (None, None), (True, None), ("x", None), (-1, None), (float("nan"), None),
    (float("inf"), None), ({}, None),
])
def test_dollars_become_microdollars_half_up(dollars: object, amount: int | None) -> None:
    assert microdollars(dollars) == amount


def test_cost_is_the_calls_price_and_its_length() -> None:
    assert cost_of(PRICES["runware/klingai:6@1"], 10) == 700_000
    assert cost_of(PRICES["runware/bfl:3@1"], 0) == 40_000
    assert cost_of(PRICES["elevenlabs/eleven_flash_v2_5"], 0, characters=30) == 1500
    assert cost_of(PRICES["bfl/flux-2-pro"], 0, more_megapixels=2) == 60_000
