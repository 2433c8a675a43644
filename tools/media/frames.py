"""Single frames of a clip, exactly: the last one, or the one with a number.

The last frame is what a hand-over continues from, so "about the end" will not do. Seek to the last
key frame, decode to the end, tolerate broken packets, and keep the latest; step further back when
nothing decodes. Invariant: the answer is the frame a player would have on screen at the end.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import av
import av.container
import av.error
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation
from numpy.typing import NDArray
from PIL import Image

from storage.errors import MediaFailed
from tools.media.foreign import opened
from tools.media.probe import SD_HEIGHT

Picture = NDArray[np.uint8]              # (height, width, 3), RGB

# H.273's number of a matrix → the scaler's. It has to be told: by itself it takes BT.601 for all.
SCALER_MATRICES = {1: 1, 4: 4, 5: 5, 6: 5, 7: 7, 9: 9, 10: 9}
EXACT = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT
FIRST_STEP, STEP_FACTOR = 1.0, 4.0       # seconds to go back


def last_frame(path: Path) -> Picture:
    """The last frame that decodes, upright. Raises MediaFailed if none does."""
    with opened(path) as container:
        stream = _video(container, path)
        start = stream.start_time or 0
        length = _length(container, stream)
        back = 0.0
        while back <= length:
            container.seek(
                start + int((length - back) / stream.time_base), stream=stream, backward=True
            )
            frame = _latest(container, stream)
            if frame is not None:
                return _picture(frame)
            back = max(FIRST_STEP, back * STEP_FACTOR)
        container.seek(0)
        frame = _latest(container, stream)
    if frame is None:
        raise MediaFailed(f"No frame of {path.name} can be decoded.", "Make the clip again.")
    return _picture(frame)


def frame_at(path: Path, number: int) -> Picture:
    """The frame `number`, counted from 0 as shown, upright. Raises MediaFailed if it has fewer."""
    with opened(path) as container:
        stream = _video(container, path)
        count = -1
        for count, frame in enumerate(_decoded(container, stream)):
            if count == number:
                return _picture(frame)
    raise MediaFailed(
        f"{path.name} has only {count + 1} frames, not {number + 1}.", "Make the clip again."
    )


def frame_shown(path: Path, seconds: float) -> Picture:
    """The frame on screen at `seconds` from the clip's start, upright; past the end the last one.

    So a clip at any rate hands over the frame that its master keeps last. Raises MediaFailed.
    """
    return next(frames_shown(path, [seconds]))


def frames_shown(path: Path, times: Sequence[float]) -> Iterator[Picture]:
    """The frames on screen at rising `times` in seconds, decoded in one pass; as `frame_shown`."""
    with opened(path) as container:
        stream = _video(container, path)
        start, shown, waiting = 0.0, None, list(times)
        for frame in _decoded(container, stream):
            if shown is None:
                start = frame.time or 0.0
            while shown and waiting and (frame.time or 0.0) - start > waiting[0] + 1e-6:
                yield _picture(shown)
                waiting.pop(0)
            shown = frame
            if not waiting:
                return
    if shown is None:
        raise MediaFailed(f"No frame of {path.name} can be decoded.", "Make the clip again.")
    for _ in waiting:
        yield _picture(shown)


def save_png(picture: Picture, target: Path) -> None:
    """Write a picture (height, width, 3; RGB) as PNG."""
    Image.fromarray(picture).save(target, "PNG", compress_level=4)


def _video(container: av.container.InputContainer, path: Path) -> Any:
    if not container.streams.video:
        raise MediaFailed(f"There is no picture in {path.name}.", "Use a video clip.")
    stream = container.streams.video[0]
    stream.thread_type = "AUTO"
    return stream


def _length(container: av.container.InputContainer, stream: Any) -> float:
    if stream.duration:                  # of the video: sound may be longer
        return float(stream.duration * stream.time_base)
    return (container.duration or 0) / 1_000_000


def _latest(container: av.container.InputContainer, stream: Any) -> VideoFrame | None:
    latest: VideoFrame | None = None
    for frame in _decoded(container, stream):
        if latest is None or frame.pts is None or latest.pts is None or frame.pts >= latest.pts:
            latest = frame
    return latest


def _decoded(container: av.container.InputContainer, stream: Any) -> Iterator[VideoFrame]:
    """All frames from here on; packets that are broken are passed over, the decoder is flushed."""
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
        except av.error.FFmpegError:
            packet = None                # the container is cut off here: only flush
        try:
            yield from stream.codec_context.decode(packet)
        except av.error.FFmpegError:
            if packet is None:
                return
        if packet is None:
            return


def _picture(frame: VideoFrame) -> Picture:
    usual = 5 if min(frame.width, frame.height) <= SD_HEIGHT else 1
    matrix = SCALER_MATRICES.get(int(frame.colorspace), usual)
    picture = frame.reformat(
        format="rgb24", src_colorspace=matrix, interpolation=EXACT
    ).to_ndarray().astype(np.uint8, copy=False)
    return np.ascontiguousarray(np.rot90(picture, frame.rotation // 90))
