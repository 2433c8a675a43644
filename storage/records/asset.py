"""An asset is bytes in the library, named by their content: equal bytes are one asset."""

from storage.records.base import Record

SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "video/mp4": ".mp4",
    "audio/wav": ".wav",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "application/x-subrip": ".srt",
    "font/ttf": ".ttf",
    "font/otf": ".otf",
}


class Asset(Record):
    """A reference to stored bytes.

    `sha256` is hex; `size` in bytes; `width` and `height` in pixels as shown (rotation applied);
    `seconds` of a clip or sound. Unknown measures are None.
    """

    sha256: str
    media_type: str
    size: int
    width: int | None = None
    height: int | None = None
    seconds: float | None = None

    @property
    def suffix(self) -> str:
        """The file ending that goes with the media type."""
        return SUFFIXES[self.media_type]
