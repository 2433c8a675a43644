"""Overlaps: from the one shot to the other, smoothly, and always the same."""

import time

import cv2
import numpy as np
import pytest

from tools.media.transitions import TRANSITIONS

STEPS = 12


def planes(seed: int, size: tuple[int, int], bright: int):
    rng = np.random.default_rng(seed)

    def plane(width: int, height: int, level: int):
        small = rng.integers(level - 30, level + 30, (9, 9), np.uint8)
        return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)

    width, height = size
    half = (width // 2, height // 2)
    return plane(*size, bright), plane(*half, 120), plane(*half, 136)


@pytest.mark.parametrize("size", [(180, 320), (320, 180), (240, 240)])
@pytest.mark.parametrize("name", list(TRANSITIONS))
def test_it_leads_from_one_shot_to_the_other(name, size):
    before, after = planes(1, size, 60), planes(2, size, 190)
    kept = [plane.copy() for plane in (*before, *after)]
    levels = []
    for step in range(1, STEPS + 1):
        made = TRANSITIONS[name](before, after, step / (STEPS + 1))
        assert [plane.shape for plane in made] == [plane.shape for plane in before]
        assert all(plane.dtype == np.uint8 for plane in made)
        levels.append(made[0].mean())
        again = TRANSITIONS[name](before, after, step / (STEPS + 1))
        assert all(np.array_equal(a, b) for a, b in zip(made, again, strict=True))
    assert abs(levels[0] - 60) < 15
    assert abs(levels[-1] - 190) < 15
    assert max(np.diff(levels)) < 60                         # no frame jumps
    assert min(np.diff(levels)) > -12                        # and none goes back
    inputs = (*before, *after)
    assert all(np.array_equal(a, b) for a, b in zip(kept, inputs, strict=True))


@pytest.mark.parametrize("name", list(TRANSITIONS))
def test_a_frame_is_drawn_in_time(name):
    before, after = planes(1, (1080, 1920), 60), planes(2, (1080, 1920), 190)
    spent = []
    for step in (2, 6, 9):
        start = time.perf_counter()
        TRANSITIONS[name](before, after, step / (STEPS + 1))
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.06
