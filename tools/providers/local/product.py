"""Looking at the product photo and the logo: what the studio can do with them.

Input is what intake has normalised: an RGB or RGBA PNG or JPEG, at most 4096 pixels a side. The
looks are small records that go into the storyboard; pixels are cut out again when a clip is drawn.
"""

from pathlib import Path

import cv2
import numpy as np

from storage.errors import BadPicture
from storage.records import Box, LogoLook, ProductLook
from tools.providers.local.colour import Bytes, Floats, to_hex, to_lab
from tools.providers.local.cutout import Cutout, cut_out
from tools.providers.local.palette import palette_of

SHOWN = 0.3                         # alpha from which a pixel belongs to the product's box
FLAT = 0.45                         # share of the width that must stand on the ground


def read_picture(path: Path) -> Bytes:
    """A picture as BGR or BGRA uint8; BadPicture if it cannot be read."""
    try:
        data = np.frombuffer(path.read_bytes(), np.uint8)
        picture = cv2.imdecode(data, cv2.IMREAD_UNCHANGED) if data.size else None
    except (OSError, cv2.error) as exc:
        raise unreadable(path) from exc
    if picture is None or picture.dtype != np.uint8:
        raise unreadable(path)
    if picture.ndim == 2:
        picture = cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)
    return np.asarray(picture, np.uint8)


def unreadable(path: Path) -> BadPicture:
    """The error for a file that is no picture."""
    return BadPicture(
        f"The picture {path.name} could not be read.",
        "Please upload the photo again as a PNG or JPEG.",
    )


def look_at_product(path: Path) -> ProductLook:
    """What is in the product photo; BadPicture if it cannot be read."""
    cut = cut_out(read_picture(path))
    height, width = cut.alpha.shape
    left, top, right, bottom = bounds(cut.alpha)
    box = Box(left=left / width, top=top / height, right=right / width, bottom=bottom / height)
    return ProductLook(
        cutout=cut.method,
        confidence=round(cut.confidence, 3),
        aspect=round((right - left) / (bottom - top), 4),
        box=box,
        flat_foot=cut.method != "card" and stands_flat(cut.alpha[top:bottom, left:right]),
        palette=palette_of(cut.bgr, palette_mask(cut)),
        room=(box.left, box.top, 1 - box.right, 1 - box.bottom),
    )


def bounds(alpha: Floats) -> tuple[int, int, int, int]:
    """Left, top, right, bottom in pixels of what is shown; the whole picture if nothing is."""
    rows, columns = np.flatnonzero((alpha > SHOWN).any(1)), np.flatnonzero((alpha > SHOWN).any(0))
    if not rows.size:
        return 0, 0, alpha.shape[1], alpha.shape[0]
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def stands_flat(alpha: Floats) -> bool:
    """Whether the lowest 1.5 % of the product span enough of its width to be a base."""
    foot = alpha[-max(2, int(0.015 * alpha.shape[0])) :].max(0) > 0.5
    return bool(foot.mean() > FLAT)


def palette_mask(cut: Cutout) -> Floats:
    """Which pixels give the palette: the product, or the middle of a photo that stays a card."""
    if cut.method != "card":
        return cut.alpha
    height, width = cut.alpha.shape
    mask = np.zeros((height, width), np.float32)
    mask[height // 6 : height - height // 6, width // 6 : width - width // 6] = 1
    return mask


def look_at_logo(path: Path) -> LogoLook:
    """What the logo is like; BadPicture if it cannot be read."""
    picture = read_picture(path)
    see_through = picture.shape[2] == 4 and bool((picture[..., 3] < 250).mean() > 0.02)
    alpha: Floats = np.ones(picture.shape[:2], np.float32)
    if see_through:
        alpha = picture[..., 3].astype(np.float32) / 255
    left, top, right, bottom = bounds(alpha)
    colours = picture[top:bottom, left:right, :3]
    mark = mark_of(colours, alpha[top:bottom, left:right], see_through)
    return LogoLook(
        alpha=see_through,
        aspect=round((right - left) / (bottom - top), 4),
        colours=main_colours(colours[mark]),
        dark=float(to_lab(colours)[..., 0][mark].mean()) < 50,
    )


def mark_of(colours: Bytes, alpha: Floats, see_through: bool) -> np.ndarray:
    """The mark's pixels: what is opaque, or what differs from an opaque field's border colour."""
    if see_through:
        return np.asarray(alpha > 0.5)
    lab = to_lab(colours)
    border = np.concatenate([lab[0], lab[-1], lab[:, 0], lab[:, -1]])
    mark = np.linalg.norm(lab - np.median(border, axis=0), axis=2) > 18
    return mark if mark.any() else np.ones(mark.shape, bool)


def main_colours(pixels: Bytes, most: int = 3) -> tuple[str, ...]:
    """Up to three colours that make up at least 5 % of the pixels each, most used first."""
    coarse = (pixels >> 5).astype(np.int32) @ np.array([1, 8, 64])
    bins, inverse, counts = np.unique(coarse, return_inverse=True, return_counts=True)
    order = [i for i in np.argsort(-counts)[:most] if counts[i] >= 0.05 * len(coarse)]
    return tuple(
        to_hex(np.median(pixels[inverse == i], axis=0)) for i in (order or np.arange(len(bins))[:1])
    )
