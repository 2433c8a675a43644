"""Any decoded picture as 8-bit sRGB: mode RGB, or RGBA where some pixel is not opaque.

An embedded colour profile is honoured before it is dropped; one that is broken or belongs to
another kind of picture is ignored, and said.
"""

import io

import numpy as np
from PIL import Image, ImageCms

PROFILE_IGNORED = "Its colour profile is broken, so its colours may differ a little."
CMYK_ESTIMATED = "It is made for print (CMYK) without a profile, so its colours are estimated."

_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
_PLAIN = {"RGB", "RGBA", "L", "LA", "CMYK", "LAB"}


def to_8_bit(image: Image.Image) -> Image.Image:
    """The picture in one of the modes RGB, RGBA, L, LA, CMYK or LAB; its profile is kept.

    Raises ValueError for 32-bit and floating-point pictures, which have no agreed white.
    """
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I;16"):
        wide = np.asarray(image).astype(np.uint32)
        image = Image.fromarray(((wide * 255 + 32767) // 65535).astype(np.uint8))
    elif image.mode in ("I", "F"):
        raise ValueError("32 bits a channel")
    elif image.has_transparency_data and image.mode != "LA":
        image = image.convert("RGBA")
    elif image.mode == "1":
        image = image.convert("L")
    elif image.mode not in _PLAIN:
        image = image.convert("RGB")
    if profile:
        image.info["icc_profile"] = profile
    return image


def to_srgb(image: Image.Image) -> tuple[Image.Image, tuple[str, ...]]:
    """An 8-bit picture as RGB or RGBA in sRGB, and what is worth saying about it."""
    profile = image.info.get("icc_profile")
    alpha = image.getchannel("A") if image.mode in ("RGBA", "LA") else None
    colours = image.convert(image.mode.removesuffix("A")) if alpha is not None else image
    colours, notes = _convert(colours, profile)
    if alpha is not None and alpha.getextrema() != (255, 255):
        colours.putalpha(alpha)
    return colours, notes


def _convert(image: Image.Image, profile: bytes | None) -> tuple[Image.Image, tuple[str, ...]]:
    if image.mode == "LAB":
        return _through(image, _LAB), ()
    notes: tuple[str, ...] = ()
    if profile:
        try:
            return _through(image, ImageCms.ImageCmsProfile(io.BytesIO(profile))), ()
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            notes = (PROFILE_IGNORED,)
    if image.mode == "CMYK" and not notes:
        notes = (CMYK_ESTIMATED,)
    return image.convert("RGB"), notes


def _through(image: Image.Image, source: ImageCms.ImageCmsProfile) -> Image.Image:
    done = ImageCms.profileToProfile(
        image,
        source,
        _SRGB,
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    if done is None:                     # only with inPlace, which is not asked for
        raise ValueError("no picture came back")
    return done
