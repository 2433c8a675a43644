from pathlib import Path

import cv2
import numpy as np
import pytest

from storage.errors import BadPicture
from tools.providers.local.colour import from_hex, to_lab
from tools.providers.local.cutout import cut_out
from tools.providers.local.product import look_at_logo, look_at_product


def lab_of(text: str) -> np.ndarray:
    return to_lab(from_hex(text)[None, None])[0, 0]


def test_a_product_on_a_plain_backdrop_is_cut_out_along_its_outline(
    drawn: tuple[np.ndarray, np.ndarray],
) -> None:
    picture, truth = drawn
    cut = cut_out(picture)
    found = cut.alpha > 0.5
    assert cut.method == "flood"
    assert (found & truth).sum() / (found | truth).sum() > 0.975


def test_no_backdrop_colour_is_left_under_the_edge(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    picture, truth = drawn
    cut = cut_out(picture)
    soft = (cut.alpha > 0.2) & (cut.alpha < 0.8)
    side = soft & (np.arange(len(truth)) > 720)[:, None] & (np.arange(len(truth)) < 770)[:, None]
    assert cut.bgr[side][:, 0].max() < 120              # red glass: the grey would be above 200


def test_the_same_picture_gives_the_same_cutout(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    first, second = cut_out(drawn[0]), cut_out(drawn[0])
    assert (first.alpha == second.alpha).all()
    assert (first.bgr == second.bgr).all()


def test_an_alpha_channel_is_believed(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    picture, truth = drawn
    cut = cut_out(np.dstack([picture, truth.astype(np.uint8) * 255]))
    assert cut.method == "alpha"
    assert ((cut.alpha > 0.5) == truth).all()


def test_a_busy_photo_stays_a_card(busy_photo: Path) -> None:
    look = look_at_product(busy_photo)
    assert look.cutout == "card"
    assert look.box.width == look.box.height == 1
    assert not look.flat_foot


def test_what_is_seen_in_the_photo(photo: Path) -> None:
    look = look_at_product(photo)
    assert look.cutout == "flood"
    assert look.flat_foot
    assert look.aspect == pytest.approx(240 / 670, abs=0.02)
    assert look.box.left == pytest.approx(240 / 720, abs=0.01)
    assert look.room[3] == pytest.approx(1 - 790 / 900, abs=0.01)


def test_the_palette_has_the_products_hue_and_fixed_lightnesses(photo: Path) -> None:
    palette = look_at_product(photo).palette
    glass = lab_of("#be4628")
    for name, lightness in (("dark", 6), ("brand", 33), ("accent", 66), ("light", 91)):
        assert lab_of(getattr(palette, name))[0] == pytest.approx(lightness, abs=3)
    brand = lab_of(palette.brand)
    turn = np.angle(complex(*brand[1:]) / complex(*glass[1:]))
    assert abs(np.degrees(turn)) < 15


def test_a_colourless_product_gets_a_warm_neutral_and_still_an_accent(tmp_path: Path) -> None:
    grey = np.full((300, 300, 3), 235, np.uint8)
    cv2.rectangle(grey, (100, 60), (200, 250), (60, 60, 60), -1)
    path = tmp_path / "grey.png"
    cv2.imwrite(str(path), grey)
    palette = look_at_product(path).palette
    brand, accent = lab_of(palette.brand), lab_of(palette.accent)
    assert np.hypot(*brand[1:]) < 16
    assert np.hypot(*accent[1:]) > 35


def test_logos(tmp_path: Path) -> None:
    mark = np.zeros((60, 200, 4), np.uint8)
    mark[10:50, 20:180] = (90, 30, 20, 255)
    cv2.imwrite(str(tmp_path / "dark.png"), mark)
    dark = look_at_logo(tmp_path / "dark.png")
    assert (dark.alpha, dark.dark, dark.colours) == (True, True, ("#141e5a",))
    assert dark.aspect == pytest.approx(4)
    field = np.full((60, 200, 3), 40, np.uint8)
    field[20:40, 60:140] = 240
    cv2.imwrite(str(tmp_path / "field.png"), field)
    light = look_at_logo(tmp_path / "field.png")
    assert (light.alpha, light.dark) == (False, False)


def test_a_file_that_is_no_picture_is_refused_with_a_next_step(tmp_path: Path) -> None:
    path = tmp_path / "broken.png"
    path.write_bytes(b"\x89PNG but not really")
    with pytest.raises(BadPicture) as caught:
        look_at_product(path)
    assert caught.value.next_step
