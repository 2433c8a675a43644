"""Pictures brought into another size: for a language model, a film's frame, or a receiver."""

import io
import math
from pathlib import Path

from PIL import Image, ImageOps

from storage.errors import BadPicture

LONG_SIDE = 1024                         # pixels
_GROUND = "#d9d9d9"                      # behind transparent pixels: neither white nor black marks
_QUALITY = 88                            # vanish on it


def small_jpeg(path: Path, long_side: int = LONG_SIDE) -> bytes:
    """The picture's bytes as JPEG, its long side at most `long_side` pixels. Raises BadPicture."""
    picture = _opened(path)
    picture.thumbnail((long_side, long_side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    _flat(picture).save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def within(path: Path, media_type: str, *, least_side: int, most_bytes: int) -> tuple[bytes, str]:
    """A picture's bytes and media type, changed only where a receiver would not take them.

    One whose short side is under `least_side` is enlarged; one with more than `most_bytes` becomes
    a JPEG, smaller and smaller until it fits. Raises BadPicture.
    """
    data = path.read_bytes()
    if min(_size(path)) >= least_side and len(data) <= most_bytes:
        return data, media_type
    picture = _opened(path)
    if min(picture.size) < least_side:
        factor = least_side / min(picture.size)
        size = (math.ceil(picture.width * factor), math.ceil(picture.height * factor))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
        data, media_type = _saved(picture, "PNG"), "image/png"
    while len(data) > most_bytes:
        data, media_type = _saved(_flat(picture), "JPEG"), "image/jpeg"
        picture = picture.reduce(2)
    return data, media_type


def save_covering(path: Path, size: tuple[int, int], target: Path) -> None:
    """The picture as PNG of `size`, filling it and cropped around its centre. Raises BadPicture."""
    fitted = ImageOps.fit(_flat(_opened(path)), size, Image.Resampling.LANCZOS)
    fitted.save(target, "PNG", compress_level=4)


def _saved(picture: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **({"quality": 92} if form == "JPEG" else {"compress_level": 4}))
    return out.getvalue()


def _size(path: Path) -> tuple[int, int]:
    try:
        with Image.open(path) as opened:
            return opened.size
    except OSError as exc:
        raise _unreadable() from exc


def _opened(path: Path) -> Image.Image:
    try:
        with Image.open(path) as opened:
            return ImageOps.exif_transpose(opened).convert("RGBA")
    except OSError as exc:
        raise _unreadable() from exc


def _unreadable() -> BadPicture:
    return BadPicture("A picture of the project cannot be read any more.", "Drop it in again.")


def _flat(picture: Image.Image) -> Image.Image:
    ground = Image.new("RGBA", picture.size, _GROUND)
    ground.alpha_composite(picture)
    return ground.convert("RGB")
