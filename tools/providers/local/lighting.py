"""How a look lights the product: one value that the packshot and its shadow are made from."""

from dataclasses import dataclass, field

import numpy as np

from tools.providers.local.colour import Colour


@dataclass(frozen=True)
class Lighting:
    """How the product is lit.

    `gain` multiplies blue, green, red; `key` the left and right side, `fall` the top and bottom.
    `rim` is the colour of an edge light from `rim_side` (-1 left, 1 right, 0 both), `rim_width`
    and all lengths below in product heights. `shadow` 0–1 is the contact shadow in
    `shadow_colour`; `wall` the strength and (x, y) offset of a soft shadow on the wall behind;
    `reflection` 0–1 in the floor. `hard` is the offset of a flat graphic shadow, `outline` the
    width of a white cut-out edge.
    """

    gain: tuple[float, float, float] = (1.0, 1.0, 1.0)
    key: tuple[float, float] = (1.0, 1.0)
    fall: tuple[float, float] = (1.0, 1.0)
    rim: Colour | None = None
    rim_side: float = 0.0
    rim_width: float = 0.014
    shadow: float = 0.6
    shadow_colour: Colour | None = None
    wall: float = 0.0
    wall_offset: tuple[float, float] = (0.16, 0.03)
    reflection: float = 0.0
    hard: tuple[float, float] | None = None
    outline: float = 0.0
    outline_colour: Colour = field(default_factory=lambda: np.full(3, 250, np.float32))
