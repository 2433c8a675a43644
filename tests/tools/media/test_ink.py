import itertools
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.records import Look, Palette
from tools.media.ink import (
    HEADLINE_CONTRAST,
    TEXT_CONTRAST,
    contrast,
    inks,
    mix,
    readable,
    worst,
)
from tools.media.layout import Ground

colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
PALETTES = {
    "brown": "#1c1108 #2f1e14 #704228 #d7bbad #e8d3c8 #f2e2da #d6915c #312016 #303a43",
    "blue": "#080c16 #0e1a33 #1d4f91 #a8c0dc #c9d8ea #e2ebf5 #4fa3ef #0c1a33 #2c3a46",
    "grey": "#101010 #1e1e1e #4e4a44 #c3beb8 #d7d3cf #e6e4e1 #a8a097 #222020 #353b40",
}


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(colours, colours)
def test_a_colour_becomes_readable_wherever_that_is_possible(colour: str, ground: str) -> None:
    assert contrast(readable(colour, (ground,), 4.5), ground) >= 4.5


def test_a_readable_colour_is_left_alone() -> None:
    assert readable("#ffe0b0", ("#201008",), 4.5) == "#ffe0b0"
    assert mix("#000000", "#ffffff", 0.5) == "#808080"


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize(
    ("look", "ground"), list(itertools.product(get_args(Look), get_args(Ground)))
)
def test_every_look_can_be_read_on_every_ground(name: str, look: Look, ground: Ground) -> None:
    parts = PALETTES[name].split()
    palette = Palette.model_validate(dict(zip(Palette.model_fields, parts, strict=True)))
    for photographic in (False, True):
        chosen = inks(look, ground, palette, photographic)
        assert worst(chosen.text, chosen.shades) >= TEXT_CONTRAST
        assert worst(chosen.quiet, chosen.shades) >= TEXT_CONTRAST
        assert worst(chosen.small, chosen.shades) >= TEXT_CONTRAST
        assert worst(chosen.accent, chosen.shades) >= HEADLINE_CONTRAST
        assert contrast(chosen.on_chip, chosen.chip) >= TEXT_CONTRAST
        assert contrast(chosen.on_button, chosen.button) >= TEXT_CONTRAST
