import numpy as np
import pytest
from numpy.typing import NDArray

from tools.media.composite import Patch, Planes, composite


def planes_of(seed: int, width: int = 64, height: int = 48) -> Planes:
    noise = np.random.default_rng(seed)
    return (
        noise.integers(16, 236, (height, width), np.uint8),
        noise.integers(16, 241, (height // 2, width // 2), np.uint8),
        noise.integers(16, 241, (height // 2, width // 2), np.uint8),
    )


def picture_of(seed: int, width: int, height: int) -> NDArray[np.uint8]:
    noise = np.random.default_rng(seed)
    alpha = noise.random((height, width, 1))
    straight = noise.random((height, width, 3))
    return np.rint(np.concatenate([straight * alpha, alpha], axis=2) * 255).astype(np.uint8)


def reference(planes: Planes, patch: Patch) -> list[NDArray[np.float64]]:
    """BT.709 limited range in floats, chroma averaged over 2x2."""
    height, width = planes[0].shape
    canvas = np.zeros((height, width, 4))
    tall, wide = patch.picture.shape[:2]
    for y in range(max(0, patch.y), min(height, patch.y + tall)):
        for x in range(max(0, patch.x), min(width, patch.x + wide)):
            canvas[y, x] = patch.picture[y - patch.y, x - patch.x] / 255
    half = canvas.reshape(height // 2, 2, width // 2, 2, 4).mean(axis=(1, 3))

    def luma(c: NDArray[np.float64]) -> NDArray[np.float64]:
        return 0.0722 * c[..., 0] + 0.7152 * c[..., 1] + 0.2126 * c[..., 2]

    y = planes[0] * (1 - canvas[..., 3]) + 219 * luma(canvas) + 16 * canvas[..., 3]
    keep, around = 1 - half[..., 3], 128 * half[..., 3]
    u = planes[1] * keep + 224 * (half[..., 0] - luma(half)) / 1.8556 + around
    v = planes[2] * keep + 224 * (half[..., 2] - luma(half)) / 1.5748 + around
    return [y, u, v]


@pytest.mark.parametrize(("x", "y"), [(0, 0), (10, 8), (-6, -4), (50, 40), (-20, 30)])
def test_it_agrees_with_floats_also_across_the_edge(x: int, y: int) -> None:
    planes, patch = planes_of(1), Patch(x, y, picture_of(2, 24, 20))
    wanted = reference(planes, patch)
    composite(planes, [patch])
    for plane, want in zip(planes, wanted, strict=True):
        assert np.abs(plane - want).max() <= 2.0


def test_what_is_not_covered_is_not_touched() -> None:
    planes, before = planes_of(3), planes_of(3)
    composite(planes, [Patch(8, 8, picture_of(4, 16, 16)), Patch(100, 8, picture_of(4, 16, 16))])
    planes[0][8:24, 8:24] = before[0][8:24, 8:24]
    for plane, old in zip(planes[1:], before[1:], strict=True):
        plane[4:12, 4:12] = old[4:12, 4:12]
    assert all((plane == old).all() for plane, old in zip(planes, before, strict=True))


def test_white_and_black_are_exact() -> None:
    planes = planes_of(5)
    white = np.full((16, 16, 4), 255, np.uint8)
    black = np.zeros((16, 16, 4), np.uint8)
    black[..., 3] = 255
    composite(planes, [Patch(0, 0, white), Patch(16, 0, black)])
    assert (planes[0][:16, :16] == 235).all()
    assert (planes[0][:16, 16:32] == 16).all()
    assert np.abs(planes[1][:8, :16].astype(int) - 128).max() <= 1
    assert np.abs(planes[2][:8, :16].astype(int) - 128).max() <= 1


def test_a_patch_is_converted_once() -> None:
    patch = Patch(0, 0, picture_of(6, 16, 16))
    assert patch.ready is patch.ready
