"""Media made on the spot: clips whose frames carry their number, tones, and odd containers."""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import ffmpeg
import imageio_ffmpeg
import numpy as np
import pytest
from numpy.typing import NDArray

from tools.media.ffmpeg import frame_sink, frame_source
from tools.media.foreign import own_input

GRID = 4                                 # 4 × 4 cells: 12 bits and 4 of a checksum
SIDE = 0.4                               # of the frame's shorter side
Frame = NDArray[np.uint8]
PLAIN = ("-an", "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p")


def number_frame(number: int, size: tuple[int, int]) -> Frame:
    """A bgr24 frame with the number in its middle as black and white cells."""
    width, height = size
    ramp = np.linspace(60, 180, width, dtype=np.float32) + 20 * np.sin(number / 9)
    frame = np.repeat(ramp[None, :, None], height, 0).repeat(3, 2).astype(np.uint8)
    bits = number | (sum((number >> shift) & 15 for shift in (0, 4, 8)) % 16) << 12
    for cell in range(GRID * GRID):
        rows, columns = _cell(cell, size, SIDE * min(size))
        frame[rows, columns] = 235 if bits >> cell & 1 else 16
    return frame


def read_number(picture: Frame, side: float | None = None) -> int:
    """The number in a picture (gray or colour), -1 if it is not readable."""
    gray = picture if picture.ndim == 2 else picture.mean(2)
    size = (gray.shape[1], gray.shape[0])
    bits = 0
    for cell in range(GRID * GRID):
        rows, columns = _cell(cell, size, side or SIDE * min(size))
        part = gray[rows, columns]
        inner = part[part.shape[0] // 4 : -(part.shape[0] // 4) or None]
        bits |= int(inner.mean() > 125) << cell
    number = bits & 0xFFF
    return number if bits >> 12 == sum(number >> s & 15 for s in (0, 4, 8)) % 16 else -1


def _cell(cell: int, size: tuple[int, int], side: float) -> tuple[slice, slice]:
    row, column = divmod(cell, GRID)
    left, top = (size[0] - side) / 2, (size[1] - side) / 2
    step = side / GRID
    return (
        slice(round(top + row * step), round(top + (row + 1) * step)),
        slice(round(left + column * step), round(left + (column + 1) * step)),
    )


async def numbered_clip(
    target: Path,
    *,
    frames: int,
    size: tuple[int, int] = (320, 180),
    fps: int = 24,
    first: int = 0,
    encoder: Sequence[str] = PLAIN,
) -> Path:
    """A clip whose frames carry the numbers from `first` on."""
    async with frame_sink(target, size, fps, "bgr24", encoder) as sink:
        for number in range(first, first + frames):
            sink.write(number_frame(number, size))
    return target


async def numbers_in(path: Path, size: tuple[int, int], side: float | None = None) -> list[int]:
    """The numbers of all frames of one of our own files."""
    video = ffmpeg.filter(own_input(path).video, "format", "yuv420p")
    async with frame_source(video, size) as source:
        return [read_number(planes[0], side) async for planes in source]


def lavfi(target: Path, *args: str) -> Path:
    """Run the bundled FFmpeg directly on generator arguments."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y", *args, str(target)]
    subprocess.run(command, check=True, timeout=60)
    return target


@pytest.fixture(name="numbered_clip")
def _numbered_clip() -> Callable[..., object]:
    return numbered_clip


@pytest.fixture(scope="module")
def numbered_clip_module() -> Callable[..., object]:
    """The same for fixtures that live longer than a test."""
    return numbered_clip


@pytest.fixture(name="numbers_in")
def _numbers_in() -> Callable[..., object]:
    return numbers_in


@pytest.fixture(name="read_number")
def _read_number() -> Callable[..., int]:
    return read_number


@pytest.fixture(name="lavfi")
def _lavfi() -> Callable[..., Path]:
    return lavfi


@pytest.fixture(scope="session")
def tone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A WAV of 4 s: a stereo tone with some beat in it, 48 kHz."""
    return lavfi(
        tmp_path_factory.mktemp("sound") / "tone.wav",
        "-f", "lavfi", "-i", "sine=f=220:beep_factor=4:r=48000:d=4", "-ac", "2",
    )
