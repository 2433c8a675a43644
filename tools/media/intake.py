"""The door for pictures: whatever a seller drops in comes out clean, or a sentence says why not.

Invariant: bytes that leave here were encoded by us from pixels alone, in sRGB, upright, within
fixed limits; metadata, tails and tricks stay behind. Equal input gives equal bytes.
"""

import io
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

import pillow_heif
from PIL import Image, ImageOps

from storage.errors import BadPicture
from tools.media.given import call, read_given
from tools.media.sniff import BMP, GIF, HEIC, JPEG, PDF, PNG, PSD, RAW, SVG, TIFF, Kind, sniff
from tools.media.srgb import to_8_bit, to_srgb

MAX_PIXELS = 40_000_000
MIN_SIDE, MAX_SIDE = 64, 4096
JPEG_QUALITY = 94
FEW_COLOURS = 4096                       # a drawing rather than a photo: kept without loss

# A second net under the check of the header, for every decoder in this process.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
pillow_heif.register_heif_opener()

_LOSSLESS = {PNG, GIF, BMP, TIFF}
_GIVE = "Give a JPEG, PNG, WebP, GIF, BMP, TIFF, HEIC or AVIF picture instead."
_INSTEAD = {
    SVG: "Export it as a PNG of at least 1000 pixels and give that.",
    PDF: "Export the page as a PNG or JPEG and give that.",
    PSD: "Export it as a PNG and give that.",
    RAW: "Develop it and give the JPEG.",
}
# What Pillow's decoders raise on damaged bytes.
_DAMAGE = (
    OSError, SyntaxError, ValueError, EOFError, TypeError, IndexError, KeyError, AttributeError,
    OverflowError, RuntimeError, AssertionError, struct.error, zlib.error, MemoryError,
)


@dataclass(frozen=True)
class Picture:
    """A clean picture: `data` is an opaque sRGB JPEG or PNG, or an RGBA PNG, in 8 bits.

    `width` and `height` in pixels as shown, 64–4096. `notes` are sentences for the seller on what
    was done to it beyond re-encoding.
    """

    data: bytes
    media_type: str
    width: int
    height: int
    notes: tuple[str, ...] = ()


def take_in_picture(given: bytes | Path, *, name: str = "") -> Picture:
    """Make a clean picture of an upload or a file; `name` is only used to speak of it.

    Limits: 50 MB, 40 megapixels, at least 64 pixels a side; reduced to at most 4096 pixels a
    side. Raises BadPicture. Takes up to some seconds: call it in a thread.
    """
    what = call(name, given)
    data = read_given(given, BadPicture, name)
    kind = sniff(data)
    if kind.group != "picture" or not kind.decoder:
        raise BadPicture(f"{what} is {kind.title}.", _INSTEAD.get(kind, _GIVE))
    image, notes = _decode(data, kind, what)
    if max(image.size) > MAX_SIDE:
        image.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
        notes = (*notes, f"It was reduced to {image.width} × {image.height} pixels.")
    if min(image.size) < MIN_SIDE:
        raise BadPicture(f"{what} is too long and narrow for a film.", "Crop it and give that.")
    image, more = to_srgb(image)
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (0, 0):
        raise BadPicture(f"{what} is fully transparent.", "Export it again with its layers shown.")
    data, media_type = _encode(image, kind)
    return Picture(data, media_type, image.width, image.height, (*notes, *more))


def _decode(data: bytes, kind: Kind, what: str) -> tuple[Image.Image, tuple[str, ...]]:
    """The first frame, upright, in 8 bits."""
    try:
        with Image.open(io.BytesIO(data), formats=[kind.decoder]) as image:
            _check_size(image, what)
            notes = _first_of_many(image, kind)
            image.load()
            return to_8_bit(_upright(image)), notes
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as exc:
        raise _too_many_pixels(what) from exc
    except _DAMAGE as exc:
        raise BadPicture(
            f"{what} is {kind.title} that cannot be decoded; it is damaged or incomplete.",
            "Open it in a picture program, save it as a new JPEG or PNG and give that.",
        ) from exc


def _check_size(image: Image.Image, what: str) -> None:
    """By the header alone, before a pixel is decoded."""
    if image.width * image.height > MAX_PIXELS:
        raise _too_many_pixels(what)
    if min(image.size) < MIN_SIDE:
        raise BadPicture(
            f"{what} is only {image.width} × {image.height} pixels.",
            f"Give a picture of at least {MIN_SIDE}, better 1000, pixels a side.",
        )


def _too_many_pixels(what: str) -> BadPicture:
    return BadPicture(
        f"{what} has more than {MAX_PIXELS // 1_000_000} megapixels.",
        f"Save it at {MAX_SIDE} pixels on its long side and give that.",
    )


def _first_of_many(image: Image.Image, kind: Kind) -> tuple[str, ...]:
    if kind is JPEG or not getattr(image, "is_animated", False):
        return ()
    if kind in (TIFF, HEIC):
        return ("It holds several pictures; the first one was used.",)
    return ("It is an animation; its first frame was used.",)


def _upright(image: Image.Image) -> Image.Image:
    """Turned as its EXIF says; damaged EXIF says nothing."""
    try:
        return ImageOps.exif_transpose(image)
    except _DAMAGE:
        return image.copy()


def _encode(image: Image.Image, kind: Kind) -> tuple[bytes, str]:
    """Without loss where there is alpha or it is a drawing, otherwise a fine JPEG."""
    image.info.clear()
    out = io.BytesIO()
    drawing = kind in _LOSSLESS and image.getcolors(FEW_COLOURS) is not None
    if image.mode == "RGBA" or drawing:
        image.save(out, "PNG", compress_level=6)
        return out.getvalue(), "image/png"
    image.save(out, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    return out.getvalue(), "image/jpeg"
