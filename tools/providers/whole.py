"""Whether a file is whole, told by what its own format says of its length.

A connection that breaks is noticed by the transport; this finds a file that was cut before it was
sent. Formats that say nothing of their length count as whole.
"""

import struct
from pathlib import Path

from tools.media.probe import boxes
from tools.media.sniff import JPEG, MP3, MP4, PNG, WAV, WEBP, Kind

_HEAD = 8192


def is_whole(path: Path, kind: Kind) -> bool:
    """Whether nothing is missing at the end of the file."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(max(0, size - 64))
        tail = file.read()
    if kind is PNG:
        return b"IEND" in tail[-16:]
    if kind is JPEG:
        return tail.rstrip(b"\0").endswith(b"\xff\xd9")
    if kind in (WEBP, WAV):
        said = int.from_bytes(head[4:8], "little")
        return said in (0, 0xFFFFFFFF) or said + 8 <= size
    if kind is MP4:
        return _mp4_is_whole(path, size)
    return kind is not MP3 or _said_by_mp3(head) <= size


def _mp4_is_whole(path: Path, size: int) -> bool:
    found = dict(boxes(path))
    return b"moov" in found and sum(length for _, length in boxes(path)) <= size


def _said_by_mp3(head: bytes) -> int:
    """Bytes of the stream as its Xing or Info header says; 0 where it does not."""
    at = max(head.find(b"Xing"), head.find(b"Info"))
    if at < 0 or len(head) < at + 16:
        return 0
    flags, _, said = struct.unpack(">III", head[at + 4 : at + 16])
    return said if flags & 3 == 3 else 0
