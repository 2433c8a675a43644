"""A watermark: a few words, small and half seen, in the corner of every frame."""

import numpy as np

from tools.media.composite import Patch
from tools.media.fonts import clean, even_down, even_up, text_mask, unsupported, width
from tools.media.sprites import shadowed, tinted
from tools.media.type import STYLES, unit_of

SIZE, MARGIN, SEEN = 0.034, 0.05, 0.62   # of the frame's unit; how much of it covers


def watermark(text: str, size: tuple[int, int]) -> Patch:
    """The words at the lower right of a frame of `size` (w, h)."""
    missing = unsupported(text)
    words = clean("".join(ch for ch in text if ch not in missing)) or "AdFlow"
    unit, face = unit_of(size), STYLES["noir"].caption.face
    letters = SIZE * unit
    while width(words, face) * letters > size[0] * 0.6:
        letters *= 0.9
    pad = letters * 0.4
    wide = even_up(width(words, face) * letters + 2 * pad)
    tall = even_up(letters * 1.4 + 2 * pad)
    mask = text_mask(words, face, letters, (tall, wide), pad, tall - pad - letters * 0.3)
    sprite = shadowed(tinted(mask, "#ffffff"), letters * 0.12, 0.7)
    x = even_down(size[0] - MARGIN * unit - wide)
    y = even_down(size[1] - MARGIN * unit - tall)
    return Patch(x, y, np.rint(sprite * SEEN).astype(np.uint8))
