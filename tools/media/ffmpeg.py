"""The only runner of FFmpeg: whole runs, a sink for raw frames, and a source of raw frames.

Graphs are built with ffmpeg-python and only compiled there; the processes are ours (`process.py`).
Invariant: when a call returns, fails or is cancelled its process is gone, and a target that could
not be finished is gone too.
"""

import asyncio
import contextlib
import fcntl
import io
import os
import sys
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import ffmpeg
import numpy as np
from numpy.typing import NDArray

from storage.errors import MediaFailed
from tools.media.binary import FFmpeg, find_ffmpeg
from tools.media.process import USUAL, Child, Limits, started

__all__ = ["FFmpeg", "Limits", "Planes", "Sink", "find_ffmpeg", "frame_sink", "frame_source", "run"]

Plane = NDArray[np.uint8]
Planes = tuple[Plane, Plane, Plane]      # Y (h, w), U and V (h/2, w/2); limited range, BT.709
PixelFormat = Literal["bgr24", "yuv420p"]
PIPE_BYTES = 1 << 20                     # the most Linux lets a user have
Report = Callable[[float], None]

# Colour is always said: FFmpeg would take BT.601 for RGB, and the encoder's tags from the frames.
TAGGED = "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv"
EXACT = "bicubic+accurate_rnd+full_chroma_inp"       # else everything darkens by 1.5 levels
TO_BT709 = {
    "bgr24": f"scale=flags={EXACT}:out_color_matrix=bt709:out_range=tv,format=yuv420p,{TAGGED}",
    "yuv420p": TAGGED,
}


async def run(
    args: Sequence[str],
    *,
    within: float,
    report: Report | None = None,
    duration: float | None = None,
    log: str = "error",
    limits: Limits = USUAL,
) -> str:
    """Run FFmpeg on `args` (without the program) to its end; return the end of its log.

    `within` is the wall time-out in seconds; `report` gets fractions 0–1 of `duration` seconds of
    output; `log` is FFmpeg's log level. Raises DiskFull or MediaFailed. Cancelling kills the
    process first.
    """
    options = ["-v", log, "-progress", "pipe:1", "-nostats"]
    async with started(
        [*options, *args], within=within, limits=limits, stdout=asyncio.subprocess.PIPE
    ) as child:
        assert child.process.stdout is not None
        async for line in child.process.stdout:
            key, _, value = line.decode("ascii", "replace").strip().partition("=")
            if report and duration and key == "out_time_us" and value.isdigit():
                report(min(1.0, int(value) / 1e6 / duration))
        await child.finish()
    return child.tail.text()


class Sink:
    """Takes raw frames, one `write` each, from any one thread at a time."""

    def __init__(self, handle: int, shapes: list[tuple[int, ...]]) -> None:
        self._handle = handle
        self._shapes = shapes
        self._open = True
        self._lock = threading.Lock()
        self.frames = 0

    def write(self, frame: Plane | Planes) -> None:
        """Hand one frame to the encoder: bgr24 (h, w, 3), or the three planes of yuv420p.

        Blocks until the encoder has taken it, which is faster than going through the event loop.
        In a coroutine, call it through `asyncio.to_thread` if anything else is to go on meanwhile,
        or `await asyncio.sleep(0)` between frames to stay cancellable. Raises BrokenPipeError if
        the encoder is gone: let it pass, the `frame_sink` block says why.
        """
        parts = frame if isinstance(frame, tuple) else (frame,)
        if [part.shape for part in parts] != self._shapes:
            raise ValueError(f"a frame of {[part.shape for part in parts]}, not {self._shapes}")
        with self._lock:
            if not self._open:           # cancelled meanwhile: the handle may be another file's
                raise BrokenPipeError
            for part in parts:
                left = np.ascontiguousarray(part).data.cast("B")
                while left:
                    left = left[os.write(self._handle, left) :]
        self.frames += 1

    def close(self) -> None:
        """End of the frames."""
        with self._lock:
            if self._open:
                self._open = False
                os.close(self._handle)


@contextlib.asynccontextmanager
async def frame_sink(
    target: Path,
    size: tuple[int, int],
    fps: Fraction | int,
    pix_fmt: PixelFormat,
    encoder: Sequence[str],
    *,
    within: float = 900,
    limits: Limits = USUAL,
) -> AsyncIterator[Sink]:
    """Encode raw frames of `size` (width, height) into `target` with the output args `encoder`.

    bgr24 becomes yuv420p; both are tagged BT.709 unless `encoder` brings its own `-vf`. The file is
    complete when the block is left; it is removed if the block fails. Raises DiskFull, MediaFailed.
    """
    width, height = size
    raw = ["-f", "rawvideo", "-pix_fmt", pix_fmt, "-s", f"{width}x{height}", "-r", str(fps)]
    args = ["-v", "error", *raw, "-i", "pipe:0", "-vf", TO_BT709[pix_fmt]]
    args += [*encoder, f"file:{target}"]
    reader, writer = _wide_pipe()
    sink = Sink(writer, _shapes(size, pix_fmt))
    try:
        async with started(args, within=within, limits=limits, stdin=reader) as child:
            try:
                yield sink
            except BrokenPipeError as exc:
                await child.finish()
                raise MediaFailed("FFmpeg ended too early.", "Try again.") from exc
            sink.close()
            await child.finish()
    except BaseException:
        _discard(target)
        raise
    finally:
        sink.close()


@contextlib.asynccontextmanager
async def frame_source(
    video: Any,
    size: tuple[int, int],
    *,
    frames: int | None = None,
    within: float = 900,
    limits: Limits = USUAL,
) -> AsyncIterator[AsyncIterator[Planes]]:
    """Decode an ffmpeg-python stream to planes; its graph must end at `size` in yuv420p.

    At most `frames` are given; fewer if the clip ends. Each frame is the caller's to change; the
    next one is read while the caller works on it. Iterating raises DiskFull or MediaFailed.
    """
    options: dict[str, Any] = {"f": "rawvideo", "pix_fmt": "yuv420p", "fps_mode": "passthrough"}
    if frames is not None:
        options["frames:v"] = frames
    args = ["-v", "error", *ffmpeg.output(video, "pipe:1", **options).get_args()]
    reader, writer = _wide_pipe()
    with io.FileIO(reader) as pipe:
        async with (
            started(args, within=within, limits=limits, stdout=writer) as child,
            contextlib.aclosing(_read_frames(pipe, size, child)) as planes,
        ):
            yield planes


async def _read_frames(
    pipe: io.FileIO, size: tuple[int, int], child: Child
) -> AsyncGenerator[Planes, None]:
    loop = asyncio.get_running_loop()
    pending = loop.run_in_executor(None, _read_planes, pipe, size)
    try:
        while (planes := await asyncio.shield(pending)) is not None:
            pending = loop.run_in_executor(None, _read_planes, pipe, size)
            yield planes
        await child.finish()
    finally:
        if not pending.done():           # the reading thread ends when the process's pipe does
            child.kill()
            await asyncio.wait([pending])


def _read_planes(pipe: io.FileIO, size: tuple[int, int]) -> Planes | None:
    width, height = size
    luma, chroma = width * height, width * height // 4
    data = np.empty(luma + 2 * chroma, np.uint8)
    left = data.data
    while left:
        count = pipe.readinto(left)
        if not count:
            return None
        left = left[count:]
    half = (height // 2, width // 2)
    return (
        data[:luma].reshape(height, width),
        data[luma : luma + chroma].reshape(half),
        data[luma + chroma :].reshape(half),
    )


def _wide_pipe() -> tuple[int, int]:
    """A pipe that holds a third of a frame instead of a fiftieth, where the system allows it."""
    reader, writer = os.pipe()
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    return reader, writer


def _discard(target: Path) -> None:
    if target.is_file():                 # never a device
        target.unlink()


def _shapes(size: tuple[int, int], pix_fmt: PixelFormat) -> list[tuple[int, ...]]:
    width, height = size
    if pix_fmt == "bgr24":
        return [(height, width, 3)]
    return [(height, width), (height // 2, width // 2), (height // 2, width // 2)]
