"""A picture made small enough to be shown to a language model: flat, upright, JPEG."""

import io
from pathlib import Path

from PIL import Image, ImageOps

from storage.errors import BadPicture

LONG_SIDE = 1024                         # pixels
_GROUND = "#d9d9d9"                      # behind transparent pixels: neither white nor black marks
_QUALITY = 88                            # vanish on it


def small_jpeg(path: Path, long_side: int = LONG_SIDE) -> bytes:
    """The picture's bytes as JPEG, its long side at most `long_side` pixels. Raises BadPicture."""
    try:
        with Image.open(path) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except OSError as exc:
        raise BadPicture(
            "A picture of the project cannot be read any more.", "Drop it in again."
        ) from exc
    picture.thumbnail((long_side, long_side), Image.Resampling.LANCZOS)
    ground = Image.new("RGBA", picture.size, _GROUND)
    ground.alpha_composite(picture)
    out = io.BytesIO()
    ground.convert("RGB").save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
