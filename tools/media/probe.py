"""What is in a media file, read with PyAV (FFmpeg from pip brings no ffprobe).

Invariant: nothing is guessed silently; what the file does not say is None or "".
"""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av.container
import av.error

from storage.errors import MediaFailed
from storage.records import Record
from tools.media.foreign import opened

SD_HEIGHT = 576                          # at most: what says nothing is BT.601, larger is BT.709

# FFmpeg's numbers for colour tags (ITU-T H.273) by FFmpeg's names; others are not told.
MATRICES = {1: "bt709", 5: "bt470bg", 6: "smpte170m", 7: "smpte240m", 9: "bt2020nc"}
PRIMARIES = {1: "bt709", 5: "bt470bg", 6: "smpte170m", 9: "bt2020", 12: "smpte432"}
TRANSFERS = {
    1: "bt709", 4: "bt470m", 5: "bt470bg", 6: "smpte170m", 8: "linear", 13: "iec61966-2-1",
    14: "bt2020-10", 16: "smpte2084", 18: "arib-std-b67",
}
RANGES = {1: "tv", 2: "pc"}


class Colour(Record):
    """Colour tags by FFmpeg's names (`bt709`, `tv` …), "" where the file says nothing."""

    matrix: str = ""
    primaries: str = ""
    transfer: str = ""
    range: str = ""


class Probe(Record):
    """What a file holds. Values of a missing stream are None, 0 or "".

    `width` and `height` in pixels as shown (rotation and pixel aspect applied); `rotation` in
    degrees counterclockwise; `seconds` of the video, or of the sound if there is none; `frames`
    as the file says, else estimated; `fps` the average; `faststart`: the index comes first.
    """

    format: str
    seconds: float
    width: int | None = None
    height: int | None = None
    rotation: int = 0
    fps: Fraction | None = None
    frames: int = 0
    video_codec: str = ""
    pix_fmt: str = ""
    colour: Colour = Colour()
    audio_codec: str = ""
    audio_rate: int = 0
    audio_channels: int = 0
    audio_seconds: float = 0.0
    faststart: bool = False

    @property
    def matrix(self) -> str:
        """The matrix to decode with: as tagged, else by the usual rule of size."""
        if self.colour.matrix:
            return self.colour.matrix
        return "bt601" if min(self.width or 0, self.height or 0) <= SD_HEIGHT else "bt709"


def probe(path: Path) -> Probe:
    """Look into a file. Raises MediaFailed if it cannot be opened or holds no film and no sound."""
    with opened(path) as container:
        found: dict[str, Any] = {"format": container.format.name}
        if container.duration:
            found["seconds"] = container.duration / 1_000_000
        if container.streams.audio:
            found |= _sound(container)
        if container.streams.video:
            found |= _picture(container)
    if not found.get("seconds"):
        raise MediaFailed(f"{path.name} holds no film and no sound.", "Use another file.")
    return Probe(**found, faststart=_faststart(path))


def audible(path: Path) -> bool:
    """Whether a file has a sound track. Raises MediaFailed if it cannot be opened."""
    with opened(path) as container:
        return bool(container.streams.audio)


def _sound(container: av.container.InputContainer) -> dict[str, Any]:
    stream = container.streams.audio[0]
    seconds = _length(stream) or (container.duration or 0) / 1_000_000
    return {
        "audio_codec": stream.codec_context.name,
        "audio_rate": stream.codec_context.sample_rate,
        "audio_channels": stream.codec_context.channels,
        "audio_seconds": seconds,
        "seconds": seconds,
    }


def _picture(container: av.container.InputContainer) -> dict[str, Any]:
    stream = container.streams.video[0]
    context = stream.codec_context
    rotation = _rotation(container)
    width = round(context.width * (stream.sample_aspect_ratio or 1))
    shown = (context.height, width) if rotation % 180 else (width, context.height)
    seconds = _length(stream) or (container.duration or 0) / 1_000_000
    fps = stream.average_rate or stream.guessed_rate
    return {
        "seconds": seconds,
        "width": shown[0],
        "height": shown[1],
        "rotation": rotation,
        "fps": fps,
        "frames": stream.frames or round(seconds * (fps or 0)),
        "video_codec": context.name,
        "pix_fmt": context.pix_fmt or "",
        "colour": Colour(
            matrix=MATRICES.get(context.colorspace, ""),
            primaries=PRIMARIES.get(context.color_primaries, ""),
            transfer=TRANSFERS.get(context.color_trc, ""),
            range=RANGES.get(context.color_range, ""),
        ),
    }


def _length(stream: Any) -> float:
    return float(stream.duration * stream.time_base) if stream.duration else 0.0


def _rotation(container: av.container.InputContainer) -> int:
    try:
        frame = next(container.decode(video=0), None)
    except av.error.FFmpegError:
        return 0                         # a broken first frame: others may decode
    return int(frame.rotation) if frame else 0


def _faststart(path: Path) -> bool:
    for name, _ in boxes(path):
        if name in (b"moov", b"mdat"):
            return name == b"moov"
    return False


def boxes(path: Path) -> Iterator[tuple[bytes, int]]:
    """The top-level boxes of an MP4 as (name, size in bytes); nothing for other files."""
    with path.open("rb") as file:
        while len(head := file.read(8)) == 8:
            size, name = int.from_bytes(head[:4]), head[4:]
            header = 8
            if size == 1:
                size, header = int.from_bytes(file.read(8)), 16
            if not name.isalnum() or 0 < size < header:
                return
            yield name, size
            if size == 0:                # to the end of the file
                return
            file.seek(size - header, 1)
