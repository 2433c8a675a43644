"""The logo keeps its shape, lies in its zone, and stands on something it can be seen on."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from storage.records import Box, LogoLook, Palette
from tools.media.ink import inks
from tools.media.logo import logo_piece
from tools.media.type_motion import Piece

PALETTE = Palette(
    dark="#1c1108", deep="#2f1e14", brand="#704228", mid="#d7bbad", wall="#e8d3c8",
    light="#f2e2da", accent="#d6915c", ink="#312016", cool="#303a43",
)
ZONE = Box(left=0.1, top=0.1, right=0.5, bottom=0.2)
SIZE = (1080, 1080)


def drawn(path: Path, colours: tuple[str, ...], alpha: bool = True) -> Piece:
    seen = LogoLook(alpha=alpha, aspect=2, colours=colours, dark=True)
    ground = inks("noir", "brand", PALETTE)
    return logo_piece(path, seen, ZONE, "left", "noir", ground, SIZE, 0.0, 0.5)


def mark(path: Path, colour: str, size: tuple[int, int] = (300, 150)) -> Path:
    picture = Image.new("RGBA", (size[0] + 80, size[1] + 80), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((40, 40, 39 + size[0], 39 + size[1]), fill=colour)
    picture.save(path)
    return path


def seen_part(piece: Piece) -> tuple[float, float, float, float]:
    rows, columns = (piece.sprite[..., 3] > 100).nonzero()
    return (
        (piece.x + columns.min()) / SIZE[0], (piece.y + rows.min()) / SIZE[1],
        (piece.x + columns.max()) / SIZE[0], (piece.y + rows.max()) / SIZE[1],
    )


@pytest.mark.parametrize("size", [(300, 150), (100, 100), (900, 60), (40, 400)])
def test_it_keeps_its_shape_and_its_place(tmp_path: Path, size: tuple[int, int]) -> None:
    left, top, right, bottom = seen_part(
        drawn(mark(tmp_path / "logo.png", "#ffffff", size), ("#ffffff",))
    )
    assert left >= ZONE.left - 0.003
    assert right <= ZONE.right + 0.003
    assert top >= ZONE.top - 0.003
    assert bottom <= ZONE.bottom + 0.003
    assert (right - left) / (bottom - top) == pytest.approx(size[0] / size[1], rel=0.12)


def test_a_dark_mark_of_one_colour_turns_white(tmp_path: Path) -> None:
    piece = drawn(mark(tmp_path / "logo.png", "#5a3018"), ("#5a3018",))
    middle = piece.sprite[piece.sprite.shape[0] // 2, piece.sprite.shape[1] // 2]
    assert (middle == 255).all()


def test_a_dark_mark_of_many_colours_stands_on_a_white_chip(tmp_path: Path) -> None:
    piece = drawn(mark(tmp_path / "logo.png", "#5a3018"), ("#5a3018", "#303090"))
    middle = piece.sprite.shape[0] // 2
    assert (piece.sprite[middle, 8] == 255).all()
    assert (piece.sprite[middle, piece.sprite.shape[1] // 2][:3] == (24, 48, 90)).all()


def test_an_opaque_logo_gets_a_chip_of_its_own_ground(tmp_path: Path) -> None:
    path = tmp_path / "logo.jpg"
    picture = Image.new("RGB", (300, 150), "#fafafa")
    ImageDraw.Draw(picture).rectangle((100, 50, 200, 100), fill="#204080")
    picture.save(path, quality=95)
    piece = drawn(path, ("#fafafa", "#204080"), alpha=False)
    edge = piece.sprite[piece.sprite.shape[0] // 2, 6].astype(int)
    assert np.abs(edge - (250, 250, 250, 255)).max() <= 3
    assert piece.sprite[3, 3, 3] < 255                      # rounded corners
