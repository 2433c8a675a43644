"""Colour arithmetic of the studio: hex, BGR and Lab.

A colour is a float32 array of three values 0–255 in the order blue, green, red (as OpenCV has it),
never clipped before it is quantised. Lab is the CIE space with L* 0–100.
"""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

# OpenCV's stubs widen every element type, so these names tell the reader, not the type checker.
Colour = NDArray[Any]               # three float32
Floats = NDArray[Any]               # float32
Bytes = NDArray[Any]                # uint8


def from_hex(text: str) -> Colour:
    """`#rrggbb` as BGR 0–255."""
    red, green, blue = (int(text[i : i + 2], 16) for i in (1, 3, 5))
    return np.array([blue, green, red], np.float32)


def to_hex(colour: Colour) -> str:
    """BGR 0–255 as `#rrggbb`, clipped."""
    blue, green, red = (round(float(value)) for value in np.clip(colour, 0, 255))
    return f"#{red:02x}{green:02x}{blue:02x}"


def to_lab(bgr: Bytes | Floats) -> Floats:
    """A BGR picture (h, w, 3), 0–255, as Lab float32."""
    return np.asarray(cv2.cvtColor(bgr.astype(np.float32) / 255, cv2.COLOR_BGR2Lab), np.float32)


def lab(lightness: float, a: float, b: float) -> Colour:
    """One Lab colour as BGR 0–255, clipped to what a screen shows."""
    pixel = cv2.cvtColor(np.array([[[lightness, a, b]]], np.float32), cv2.COLOR_Lab2BGR)[0, 0]
    return np.asarray(np.clip(pixel * 255, 0, 255), np.float32)


def mix(first: Floats, second: Floats, amount: float | Floats) -> Floats:
    """From `first` (amount 0) to `second` (1); a 2-D amount mixes colours into a picture."""
    if isinstance(amount, np.ndarray):
        amount = amount[..., None]
    return np.asarray(first * (1 - amount) + second * amount, np.float32)


def smoothstep(values: Floats, low: float, high: float) -> Floats:
    """0 below `low`, 1 above `high`, smooth between; `low` may be above `high`."""
    x = np.clip((values - low) / (high - low), 0, 1)
    return np.asarray(x * x * (3 - 2 * x), np.float32)
