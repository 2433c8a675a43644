"""Drawing a spec to a file: a PNG for a picture, an MP4 for a clip.

The clip is an intermediate: the master decodes it, lays the words on it and encodes it again. So
it is encoded fast and near-transparent. Equal specs and files give equal frames.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path

import cv2

from storage.errors import MediaFailed
from tools.media.encode import BITEXACT, BT709_TAGS, TIMESCALE
from tools.media.ffmpeg import frame_sink
from tools.providers.local.scene import Scene
from tools.providers.local.spec import ClipSpec, PictureSpec

QUANTISER = 18                      # constant: 45 dB, and cheaper than crf at the same quality
TELL_EVERY = 6                      # frames
ENCODER = (
    "-an", "-c:v", "libx264", "-preset", "ultrafast", "-qp", str(QUANTISER),
    "-pix_fmt", "yuv420p", "-threads", "1", *BT709_TAGS, *BITEXACT,
    "-video_track_timescale", str(TIMESCALE), "-movflags", "+faststart", "-f", "mp4",
)
Report = Callable[[float], None]


def render_picture(spec: PictureSpec, photo: Path | None, target: Path) -> None:
    """Draw the scene's first strong moment as a PNG. Raises MediaFailed, BadPicture, OSError."""
    try:
        cv2.setNumThreads(1)
        scene = Scene(spec, photo)
        done, data = cv2.imencode(".png", scene.frame(scene.still_time).bgr())
    except (cv2.error, ValueError) as exc:
        raise undrawn(spec) from exc
    if not done:
        raise undrawn(spec)
    target.write_bytes(data.tobytes())


def render_clip(spec: ClipSpec, photo: Path | None, target: Path, report: Report) -> None:
    """Draw `spec.frames` frames into an MP4; `report` gets fractions 0–1.

    Raises MediaFailed, DiskFull, BadPicture.
    """
    cv2.setNumThreads(1)
    asyncio.run(draw_clip(spec, photo, target, report))


async def draw_clip(spec: ClipSpec, photo: Path | None, target: Path, report: Report) -> None:
    """As `render_clip`, within a running event loop."""
    try:
        scene = Scene(spec, photo)
        size = (spec.width, spec.height)
        async with frame_sink(target, size, spec.fps, "yuv420p", ENCODER) as sink:
            for number in range(spec.frames):
                sink.write(scene.frame(number / spec.fps).planes)
                if number % TELL_EVERY == 0:
                    report(number / spec.frames)
    except (cv2.error, ValueError) as exc:
        raise undrawn(spec) from exc
    report(1.0)


def undrawn(spec: PictureSpec) -> MediaFailed:
    """The error for a scene that could not be drawn."""
    return MediaFailed(
        f"The {spec.look} {spec.beat} scene could not be drawn.",
        "Try another take or another product photo.",
    )
