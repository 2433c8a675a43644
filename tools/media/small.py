"""Pictures brought into another size: small for a language model, or into a film's frame."""

import io
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


def save_covering(path: Path, size: tuple[int, int], target: Path) -> None:
    """The picture as PNG of `size`, filling it and cropped around its centre. Raises BadPicture."""
    fitted = ImageOps.fit(_flat(_opened(path)), size, Image.Resampling.LANCZOS)
    fitted.save(target, "PNG", compress_level=4)


def _opened(path: Path) -> Image.Image:
    try:
        with Image.open(path) as opened:
            return ImageOps.exif_transpose(opened).convert("RGBA")
    except OSError as exc:
        raise BadPicture(
            "A picture of the project cannot be read any more.", "Drop it in again."
        ) from exc


def _flat(picture: Image.Image) -> Image.Image:
    ground = Image.new("RGBA", picture.size, _GROUND)
    ground.alpha_composite(picture)
    return ground.convert("RGB")
