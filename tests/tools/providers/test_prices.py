import pytest

from tools.providers.mirelo import Mirelo
from tools.providers.prices import PRICES, cost_of, microdollars
from tools.providers.runware import Runware


def test_every_model_has_a_price_with_its_date_and_source(
    runware: Runware, mirelo: Mirelo
) -> None:
    for capability in (*runware.capabilities(), *mirelo.capabilities()):
        price = PRICES[capability.model]
        assert price.price + price.price_per_second > 0
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
