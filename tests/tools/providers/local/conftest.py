"""Drawn products: one on a plain backdrop with a known outline, one in a busy photo."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from storage.records import Aspect, Beat, Look
from tools.providers.local.product import look_at_product
from tools.providers.local.spec import ClipSpec

SMALL: dict[Aspect, tuple[int, int]] = {"9:16": (216, 384), "1:1": (240, 240), "16:9": (384, 216)}
MakeSpec = Callable[..., ClipSpec]


def bottle(high: int = 900, wide: int = 720) -> tuple[np.ndarray, np.ndarray]:
    """A bottle with a label on a soft grey backdrop with its shadow, and its true alpha (bool)."""
    rows, columns = np.mgrid[:high, :wide].astype(np.float32)
    light = 225 - 18 * ((columns / wide - 0.4) ** 2 + (rows / high - 0.3) ** 2)
    picture = np.repeat(light[..., None], 3, 2) * (0.97, 1.0, 1.0)
    fall = np.exp(-(((columns - 380) / 200) ** 2) - ((rows - 790) / 22) ** 2)
    picture *= (1 - 0.5 * fall)[..., None]
    mask = np.zeros((high, wide), np.uint8)
    cv2.rectangle(mask, (240, 330), (480, 790), 255, -1)
    cv2.ellipse(mask, (360, 330), (120, 90), 0, 180, 360, 255, -1)
    cv2.rectangle(mask, (315, 120), (405, 260), 255, -1)
    solid = mask > 0
    shade = 0.75 + 0.4 * np.exp(-(((columns - 300) / 40) ** 2))
    picture[solid] = (np.array([40, 70, 190]) * shade[..., None])[solid]
    cv2.rectangle(picture, (255, 480), (465, 700), (235, 240, 240), -1)
    for left in range(285, 440, 40):
        cv2.rectangle(picture, (left, 550), (left + 22, 610), (30, 30, 30), -1)
    noise = np.random.default_rng(1).normal(0, 1.2, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8), solid


@pytest.fixture(scope="session")
def drawn() -> tuple[np.ndarray, np.ndarray]:
    return bottle()


@pytest.fixture(scope="session")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("photo") / "bottle.png"
    cv2.imwrite(str(path), bottle()[0])
    return path


@pytest.fixture(scope="session")
def busy_photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rng = np.random.default_rng(2)
    picture = cv2.resize(rng.uniform(20, 235, (14, 11, 3)), (700, 900))
    for _ in range(60):
        centre = tuple(int(v) for v in rng.uniform(0, 900, 2))
        colour = tuple(float(v) for v in rng.uniform(0, 255, 3))
        cv2.circle(picture, centre, int(rng.uniform(10, 90)), colour, -1)
    path = tmp_path_factory.mktemp("photo") / "busy.png"
    cv2.imwrite(str(path), np.clip(picture, 0, 255).astype(np.uint8))
    return path


@pytest.fixture(scope="session")
def make_spec() -> MakeSpec:
    looks = {}

    def make(
        photo: Path, look: Look = "noir", aspect: Aspect = "9:16", beat: Beat = "hook",
        seconds: float = 4.0, fps: int = 12, **more: object,
    ) -> ClipSpec:
        if photo not in looks:
            looks[photo] = look_at_product(photo)
        width, height = SMALL[aspect]
        usual: dict[str, object] = {
            "width": width, "height": height, "aspect": aspect, "look": look, "beat": beat,
            "palette": looks[photo].palette, "product": looks[photo], "fps": fps,
            "frames": round(seconds * fps) + 12, "seconds": seconds,
        }
        return ClipSpec.model_validate({**usual, **more})

    return make
