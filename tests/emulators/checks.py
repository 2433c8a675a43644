"""What emulators check a request's fields with: each gives a test of one value."""

import base64
import binascii
import io
from collections.abc import Callable
from typing import Any

from PIL import Image

Check = Callable[[Any], bool]
Fields = dict[str, Check]


def text(least: int, most: int) -> Check:
    return lambda value: isinstance(value, str) and least <= len(value) <= most


def whole(least: int, most: int, multiple: int = 1) -> Check:
    return lambda value: (
        type(value) is int and least <= value <= most and value % multiple == 0)


def number(least: float, most: float) -> Check:
    return lambda value: type(value) in (int, float) and least <= value <= most


def one_of(*values: Any) -> Check:
    return lambda value: type(value) is not bool and value in values


def is_a(kind: type) -> Check:
    return lambda value: isinstance(value, kind)


def wrong(body: Any, known: Fields, required: tuple[str, ...] = ()) -> tuple[str, str] | None:
    """The first field that is missing, unknown or out of range, and what is wrong with it."""
    if not isinstance(body, dict):
        return "body", "must be a JSON object"
    for name in required:
        if name not in body:
            return name, "is required"
    for name, value in body.items():
        if name not in known:
            return name, "is not a known field"
        if not known[name](value):
            return name, f"has the invalid value {str(value)[:60]!r}"
    return None


def decoded(value: Any) -> bytes | None:
    """The bytes of base64 or of a data URI, None for what is neither."""
    try:
        text_ = value.partition(",")[2] if value.startswith("data:") else value
        return base64.b64decode(text_, validate=True)
    except (AttributeError, binascii.Error, ValueError):
        return None


def picture_size(data: bytes | None) -> tuple[int, int] | None:
    """Width and height of a picture, None for what is none."""
    try:
        with Image.open(io.BytesIO(data or b"")) as one:
            return one.size
    except OSError:
        return None
