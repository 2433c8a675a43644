"""The measures of a finished file, for its asset record."""

from pathlib import Path

from PIL import Image

from storage.records import Asset
from tools.media.probe import probe


def measured(path: Path, media_type: str) -> Asset:
    """An asset with the file's measures; its hash and size are set when the library keeps it."""
    facts: dict[str, int | float | None] = {}
    if media_type.startswith("image/"):
        with Image.open(path) as picture:
            facts["width"], facts["height"] = picture.size
    elif media_type.startswith("video/"):
        film = probe(path)
        facts |= {"width": film.width, "height": film.height, "seconds": round(film.seconds, 3)}
    elif media_type.startswith("audio/"):
        facts["seconds"] = round(probe(path).seconds, 3)
    return Asset.model_validate({"sha256": "", "size": 0, "media_type": media_type, **facts})
