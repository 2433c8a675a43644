"""Our own video, decoded in this process: for files that we encoded and that need no conversion.

A pipe from FFmpeg costs two copies of every frame; what comes from us and fits as it is can do
without. Foreign files go through `ffmpeg.frame_source`, within its limits.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Generator
from pathlib import Path

import numpy as np
from av.video.frame import VideoFrame

from storage.errors import MediaFailed
from tools.media.ffmpeg import Planes
from tools.media.foreign import opened


def decoded(path: Path, first: int = 0) -> Generator[Planes, None, None]:
    """The planes of all frames from `first` on, which is a key frame; yours to change.

    Raises MediaFailed if the file cannot be decoded.
    """
    with opened(path) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO" if first else "SLICE"
        time_base, fps = stream.time_base, stream.average_rate
        if time_base is None or fps is None:
            raise MediaFailed(f"{path.name} has no frame rate.", "Make it again.")
        if first:
            container.seek(int(first / fps / time_base), stream=stream)
        for frame in container.decode(stream):
            if round((frame.pts or 0) * time_base * fps) >= first:
                yield _planes(frame)


def _planes(frame: VideoFrame) -> Planes:
    luma, blue, red = (
        np.frombuffer(memoryview(plane), np.uint8)
        .reshape(plane.height, plane.line_size)[:, : plane.width]
        .copy()
        for plane in frame.planes
    )
    return luma, blue, red


@contextlib.asynccontextmanager
async def own_source(path: Path, frames: int) -> AsyncIterator[AsyncIterator[Planes]]:
    """Like `ffmpeg.frame_source`: at most `frames`, the next decoded while one is worked on."""
    async with contextlib.aclosing(_ahead(path, frames)) as planes:
        yield planes


async def _ahead(path: Path, frames: int) -> AsyncGenerator[Planes, None]:
    loop, left = asyncio.get_running_loop(), decoded(path)
    pending = loop.run_in_executor(None, next, left, None)
    try:
        for _ in range(frames):
            planes = await asyncio.shield(pending)
            if planes is None:
                return
            pending = loop.run_in_executor(None, next, left, None)
            yield planes
    finally:
        await asyncio.wait([pending])
        left.close()
