"""Tokens add up, whoever writes them."""

from collections.abc import Callable
from typing import Any

from storage.database import Catalogue
from storage.usage import Tokens, Usage, today


def test_a_day_without_tokens_is_zero(catalogue: Catalogue) -> None:
    assert Usage(catalogue).of(today()) == Tokens(0, 0, 0)


def test_models_add_up_and_days_do_not(catalogue: Catalogue) -> None:
    usage = Usage(catalogue)
    usage.add("one", Tokens(1, 100, 20))
    usage.add("two", Tokens(1, 5, 5))
    usage.add("one", Tokens(2, 10, 1))
    assert usage.of(today()) == Tokens(4, 115, 26)
    assert usage.of(today()).total == 141
    assert usage.of("2020-01-01") == Tokens(0, 0, 0)


def test_nothing_is_lost_when_many_write_at_once(
    catalogue: Catalogue, at_once: Callable[..., list[Any]]
) -> None:
    usage = Usage(catalogue)
    at_once(20, lambda _: usage.add("one", Tokens(1, 10, 1)))
    assert usage.of(today()) == Tokens(20, 200, 20)
