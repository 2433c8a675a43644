from pathlib import Path

import pytest

from storage.errors import EnvironmentProblem
from tools.providers.mirelo import Mirelo
from tools.providers.prices import PRICES, cost_of, microdollars, prices
from tools.providers.runware import Runware


def test_every_model_has_a_price_with_its_date_and_source(
    runware: Runware, mirelo: Mirelo
) -> None:
    for capability in (*runware.capabilities(), *mirelo.capabilities()):
        price = PRICES[capability.model]
        assert price.price + price.price_per_second > 0
        assert price.date
        assert price.source


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


def test_a_persons_own_figures_come_first(tmp_path: Path) -> None:
    own = tmp_path / "prices.json"
    own.write_text('{"runware/klingai:6@1": {"price_per_second": 0.065, "date": "2026-11-20"},'
                   ' "runware/new:1@1": {"price": 0.1}}')
    table = prices(own)
    assert table["runware/klingai:6@1"].price_per_second == 65_000
    assert table["runware/new:1@1"].price == 100_000
    assert table["runware/bfl:3@1"] == PRICES["runware/bfl:3@1"]
    assert prices(tmp_path / "none.json") == PRICES


@pytest.mark.parametrize("text", ["{", "[]", '{"a": 1}', '{"a": {"prize": 1}}'])
def test_a_bad_price_file_is_said(tmp_path: Path, text: str) -> None:
    own = tmp_path / "prices.json"
    own.write_text(text)
    with pytest.raises(EnvironmentProblem, match="cannot be read") as bad:
        prices(own)
    assert bad.value.next_step
