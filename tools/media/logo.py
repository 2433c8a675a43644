"""The logo on the end card: never distorted, and always on a ground it can be seen on."""

from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from storage.errors import BadPicture
from storage.records import Box, LogoLook, Look
from tools.media.ink import BLACK, WHITE, Inks, best, contrast, worst
from tools.media.layout import Align
from tools.media.lettering import field_around
from tools.media.sprites import Bgra, blank, over, rounded, tinted
from tools.media.type_motion import Piece

_PAD = 0.22                              # air in a chip, of its inner height
_VISIBLE = 2.0                           # contrast a mark needs against what it stands on


def logo_piece(
    path: Path, seen: LogoLook, zone: Box, align: Align, look: Look, inks: Inks,
    size: tuple[int, int], start: float, enter: float,
) -> Piece:
    """The logo in its zone of a frame of `size`; raises BadPicture if the file is not a picture."""
    picture = _opened(path)
    tint, chip = _dress(seen, inks, picture)
    room = (zone.width * size[0], zone.height * size[1])
    pad = 0.0
    if chip:
        pad = room[1] * _PAD / (1 + 2 * _PAD)
    inner = (room[0] - 2 * pad, room[1] - 2 * pad)
    factor = min(inner[0] / picture.width, inner[1] / picture.height)
    wide, tall = max(1, round(picture.width * factor)), max(1, round(picture.height * factor))
    across, down = wide + 2 * pad, tall + 2 * pad
    left = zone.left * size[0] + (room[0] - across) / 2 * (align == "center")
    top = zone.top * size[1] + (room[1] - down) / 2
    field = field_around(left, top, left + across, top + down, 2)
    sprite = blank(field.wide, field.tall)
    if chip:
        box = (left - field.x, top - field.y, left - field.x + across, top - field.y + down)
        radius = {"noir": 0.12, "daylight": 0.5, "pop": 0.2}[look] * down
        if not seen.alpha:
            radius = min(radius, 1.2 * pad)      # corners of an opaque field stay inside the chip
        over(sprite, tinted(rounded(field.wide, field.tall, box, radius), chip), 0, 0)
    mark = _drawn(picture.resize((wide, tall), Image.Resampling.LANCZOS), tint)
    over(sprite, mark, round(left + pad) - field.x, round(top + pad) - field.y)
    return Piece(sprite, field.x, field.y, "pop" if look == "pop" else "slide", start, enter,
                 lift=0.25 * down, turn=-8.0)


def _opened(path: Path) -> Image.Image:
    """The logo without empty margins, RGBA."""
    try:
        with Image.open(path) as opened:
            picture = opened.convert("RGBA")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as exc:
        raise BadPicture(
            f"The logo {path.name} cannot be read as a picture.", "Upload it again as PNG or JPEG."
        ) from exc
    box = picture.getchannel("A").point(lambda alpha: 255 if alpha > 8 else 0).getbbox()
    return picture.crop(box) if box else picture


def _dress(seen: LogoLook, inks: Inks, picture: Image.Image) -> tuple[str | None, str | None]:
    """The tint of the mark and the colour of the chip behind it; None for neither."""
    if not seen.alpha:
        return None, _border(picture)
    light_ground = contrast(WHITE, inks.shades[0]) < contrast(BLACK, inks.shades[0])
    if all(worst(colour, inks.shades) >= _VISIBLE for colour in seen.colours[:2]):
        return None, None
    if len(seen.colours) <= 1:
        return (BLACK if light_ground else WHITE), None
    return None, best((WHITE, "#141414"), seen.colours[0])


def _border(picture: Image.Image) -> str:
    """The colour around an opaque logo."""
    pixels = np.asarray(picture.convert("RGB"), np.float32)
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    red, green, blue = (round(float(part)) for part in np.median(edge, axis=0))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _drawn(picture: Image.Image, tint: str | None) -> Bgra:
    pixels = np.asarray(picture, np.float32)
    if tint is not None:
        return tinted(np.asarray(pixels[..., 3], np.uint8), tint)
    alpha = pixels[..., 3:]
    colour = pixels[..., 2::-1] * (alpha / 255)
    return np.asarray(np.rint(np.concatenate([colour, alpha], axis=2)), np.uint8)


