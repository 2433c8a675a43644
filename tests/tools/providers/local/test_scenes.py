"""Every scene, small: it stays in its zone, it moves, looks and takes differ, it repeats itself."""

from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest

from storage.records import Aspect, Beat, Look
from tools.providers.local.scene import Scene
from tools.providers.local.spec import PictureSpec

LOOKS, ASPECTS, BEATS = get_args(Look), get_args(Aspect), get_args(Beat)


def frames_of(scene: Scene, times: Any) -> list[np.ndarray]:
    return [scene.frame(float(t)).y.copy() for t in times]


@pytest.mark.parametrize("beat", BEATS)
@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("look", LOOKS)
def test_the_product_stays_in_its_zone_and_something_moves(
    photo: Path, make_spec: Any, look: Look, aspect: Aspect, beat: Beat
) -> None:
    spec = make_spec(photo, look, aspect, beat)
    scene = Scene(spec, photo)
    times = np.arange(0, spec.frames / spec.fps, 0.25)
    pictures = []
    for t in times:
        pictures.append(scene.frame(float(t)).y.copy())
        zone, box = scene.framing_at(t).product, scene.product_box(float(t))
        assert (zone is None) == (box is None)
        if zone and box:
            assert box.left >= zone.left * spec.width - 1
            assert box.top >= zone.top * spec.height - 1
            assert box.right <= zone.right * spec.width + 1
            assert box.bottom <= zone.bottom * spec.height + 1
    assert all((a != b).any() for a, b in pairwise(pictures))


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("look", LOOKS)
def test_a_photo_that_is_not_cut_out_stays_in_the_zone_too(
    busy_photo: Path, make_spec: Any, look: Look, aspect: Aspect
) -> None:
    for beat in ("hook", "solution", "cta"):
        spec = make_spec(busy_photo, look, aspect, beat)
        scene = Scene(spec, busy_photo)
        for t in np.linspace(0, 4, 7):
            scene.frame(float(t))
            zone, box = scene.framing_at(t).product, scene.product_box(float(t))
            assert zone is not None
            assert box is not None
            assert box.left >= zone.left * spec.width - 2
            assert box.right <= zone.right * spec.width + 2
            assert box.top >= zone.top * spec.height - 2
            assert box.bottom <= zone.bottom * spec.height + 2


@pytest.mark.parametrize("camera", ["pull back", "pan left", "tilt up", "orbit", "handheld"])
def test_camera_words_keep_to_the_zone_and_change_the_picture(
    photo: Path, make_spec: Any, camera: str
) -> None:
    spec = make_spec(photo, camera=camera, energy=1.0)
    scene, plain = Scene(spec, photo), Scene(make_spec(photo, energy=1.0), photo)
    for t in np.linspace(0, 4.4, 9):
        box, zone = scene.product_box(float(t)), scene.framing_at(float(t)).product
        assert box is not None
        assert zone is not None
        assert box.left >= zone.left * spec.width - 1
        assert box.right <= zone.right * spec.width + 1
    assert np.abs(scene.frame(1.9).y.astype(int) - plain.frame(1.9).y).mean() > 0.2


def test_the_first_frame_of_a_hook_shows_the_product_lit(photo: Path, make_spec: Any) -> None:
    for look in LOOKS:
        spec = make_spec(photo, look)
        scene = Scene(spec, photo)
        box = scene.product_box(0)
        assert box is not None
        window = np.s_[max(0, int(box.top)) : int(box.bottom), int(box.left) : int(box.right)]
        first = scene.frame(0).y[window].astype(float).mean() - 16
        later = scene.frame(1.6).y[window].astype(float).mean() - 16
        assert first >= 0.45 * later


def test_looks_differ_in_light_and_in_layout(photo: Path, make_spec: Any) -> None:
    shown = {look: Scene(make_spec(photo, look), photo) for look in LOOKS}
    histograms = {}
    for look, scene in shown.items():
        counts = np.histogram(scene.frame(1.0).y, bins=16, range=(0, 256))[0]
        histograms[look] = counts / counts.sum()
    boxes = {look: scene.product_box(1.0) for look, scene in shown.items()}
    for one, other in (("noir", "daylight"), ("noir", "pop"), ("daylight", "pop")):
        assert np.abs(histograms[one] - histograms[other]).sum() > 0.5
        first, second = boxes[one], boxes[other]
        assert first is not None
        assert second is not None
        assert max(abs(first.left - second.left), abs(first.top - second.top)) > 15


def test_words_of_light_and_symbols_are_seen(photo: Path, make_spec: Any) -> None:
    plain = Scene(make_spec(photo, "daylight"), photo).frame(1.0).bgr().astype(int)
    cool = Scene(make_spec(photo, "daylight", lighting="cool, dark"), photo).frame(1.0).bgr()
    drops = Scene(make_spec(photo, "daylight", particles=("leaves",)), photo).frame(1.0).bgr()
    assert cool.mean() < plain.mean() - 8
    assert (cool[..., 0].mean() / cool[..., 2].mean()) > plain[..., 0].mean() / plain[..., 2].mean()
    assert (np.abs(drops - plain).max(2) > 25).mean() > 0.005


@pytest.mark.parametrize("look", LOOKS)
def test_takes_differ_and_equal_specs_give_equal_frames(
    photo: Path, make_spec: Any, look: Look
) -> None:
    first, again = (Scene(make_spec(photo, look), photo).frame(1.0) for _ in range(2))
    other = Scene(make_spec(photo, look, take=2), photo).frame(1.0)
    moved = Scene(make_spec(photo, look, clip_take=2), photo).frame(0.2)
    still = Scene(make_spec(photo, look), photo).frame(0.2)
    for one, two in zip(first.planes, again.planes, strict=True):
        assert (one == two).all()
    assert np.abs(first.y.astype(int) - other.y).mean() > 1
    assert (moved.y != still.y).mean() > 0.02


def test_any_frame_can_be_drawn_by_itself(photo: Path, make_spec: Any) -> None:
    spec = make_spec(photo, "daylight")
    running = Scene(spec, photo)
    frames_of(running, np.arange(0, 3, 0.25))
    alone = Scene(spec, photo)
    assert (running.frame(3.0).y == alone.frame(3.0).y).all()


@pytest.mark.parametrize("seconds", [1.0, 60.0])
def test_very_short_and_very_long_shots(photo: Path, make_spec: Any, seconds: float) -> None:
    for beat in BEATS:
        spec = make_spec(photo, "daylight", seconds=seconds, beat=beat)
        scene = Scene(spec, photo)
        ends = frames_of(scene, (0, seconds / 2, seconds, seconds + 0.45))
        assert all((a != b).any() for a, b in pairwise(ends))
    views = {scene.view_at(t).index for t in np.linspace(0, seconds, 200)}
    assert max(scene.view_at(t).seconds for t in np.linspace(0, seconds, 200)) <= 7.5
    assert len(views) >= seconds / 8


def test_a_picture_knows_nothing_of_camera_and_length(photo: Path, make_spec: Any) -> None:
    spec = make_spec(photo)
    given = {name: getattr(spec, name) for name in PictureSpec.model_fields}
    scene = Scene(PictureSpec.model_validate(given), photo)
    assert scene.frame(scene.still_time).bgr().shape == (spec.height, spec.width, 3)
