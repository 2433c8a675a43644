"""Conform once, copy for ever: a clip of any kind becomes a master that is only copied later.

A master has exactly the frames its shot needs and a handle of a few more for the transition that
leads out of it, drawn on by the overlay's painter. Invariant: equal clip, spec and painter give
equal bytes, and all masters of one size and rate can be joined by copying: key frames stand where
the cut may enter (after an incoming overlap) and leave (at the shot's end).
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, Literal, Protocol

import ffmpeg
from pydantic import Field

from storage.errors import MediaFailed
from storage.records import Record
from tools.media.composite import Patch, composite
from tools.media.decode import own_source
from tools.media.encode import h264
from tools.media.ffmpeg import EXACT, Planes, Report, Sink, frame_sink, frame_source
from tools.media.foreign import foreign_input, own_input
from tools.media.probe import Probe, probe
from tools.media.small import save_covering

OVERLAP = 12                             # frames of a transition, and of the usual handle
REPORT_EVERY = 12                        # frames
PAD_SCALE = 8                            # the blurred surround is computed at an eighth
PAD_BLUR, PAD_LIGHT = 5, 0.55            # pixels at an eighth; brightness kept


class MasterSpec(Record):
    """What a master has to be.

    `width` and `height` in pixels, even; `seconds` is the shot's time in the film and `handle` the
    frames kept after it. `fit`: `cover` fills the frame and crops, `contain` shows all of the clip
    on a blurred surround. `skip` drops frames at the start (1 where the clip begins on the previous
    shot's last frame); `hold` is how many frames may be made up by holding the last one.
    """

    width: int = Field(gt=0, multiple_of=2)
    height: int = Field(gt=0, multiple_of=2)
    fps: int = Field(default=24, gt=0, le=60)
    seconds: float = Field(gt=0)
    handle: int = Field(default=OVERLAP, ge=0)
    fit: Literal["cover", "contain"] = "cover"
    skip: int = Field(default=0, ge=0)
    hold: int = Field(default=0, ge=0)
    ours: bool = False                   # the clip was encoded by us, so it may be decoded here

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.width, self.height

    @property
    def frames(self) -> int:
        """Frames in the film."""
        return round(self.seconds * self.fps)

    @property
    def total(self) -> int:
        """Frames in the master: those in the film and the handle."""
        return self.frames + self.handle


class Painter(Protocol):
    """Draws the overlay of a shot; `overlay.overlay_painter` gives one."""

    def patches(self, n: int) -> list[Patch]:
        """What to lay over frame `n`, counted from 0, in this order."""
        ...


async def make_master(
    clip: Path, spec: MasterSpec, painter: Painter | None, target: Path, report: Report
) -> None:
    """Conform `clip` to `spec` in `target` (MP4 without sound), drawing the overlay on it.

    `report` gets fractions 0–1. Raises MediaFailed if the clip is unusable or too short, DiskFull.
    """
    found = await _look(clip)
    encoder = h264(key_frames=sorted({OVERLAP, spec.frames} - {0, spec.total}))
    async with (
        _frames(clip, spec, found) as source,
        frame_sink(target, spec.size, spec.fps, "yuv420p", encoder) as sink,
    ):
        still: Planes | None = None
        async for planes in source:
            if spec.hold:
                still = _copy(planes)
            await asyncio.to_thread(_lay, planes, painter, sink)
            if sink.frames % REPORT_EVERY == 0:
                report(sink.frames / spec.total)
        missing = spec.total - sink.frames
        if missing > (spec.hold if still else 0):
            raise _too_short(clip, sink.frames, spec)
        while still and sink.frames < spec.total:
            await asyncio.to_thread(_lay, _copy(still), painter, sink)
    report(1.0)


async def make_still_master(
    picture: Path, spec: MasterSpec, painter: Painter | None, target: Path, report: Report
) -> None:
    """A master that holds `picture`, filling the frame, for exactly the spec's frames.

    Raises BadPicture if the picture is unusable, MediaFailed, DiskFull.
    """
    fitted = target.with_name(f"{target.stem}.still.png")
    try:
        await asyncio.to_thread(save_covering, picture, spec.size, fitted)
        video = own_input(fitted, f="png_pipe").video.filter(
            "scale", out_color_matrix="bt709", out_range="tv", flags=EXACT,
        ).filter("format", "yuv420p")
        async with frame_source(video, spec.size, frames=1) as source:
            still = [planes async for planes in source]
    finally:
        fitted.unlink(missing_ok=True)
    encoder = h264(key_frames=sorted({OVERLAP, spec.frames} - {0, spec.total}))
    async with frame_sink(target, spec.size, spec.fps, "yuv420p", encoder) as sink:
        while sink.frames < spec.total:
            await asyncio.to_thread(_lay, _copy(still[0]), painter, sink)
    report(1.0)


def _frames(
    clip: Path, spec: MasterSpec, found: Probe
) -> AbstractAsyncContextManager[AsyncIterator[Planes]]:
    """The clip's frames as the master wants them; what is ours and fits is only decoded."""
    if spec.ours and not spec.skip and _fits(found, spec):
        return own_source(clip, spec.total)
    seconds = (spec.skip + spec.total) / spec.fps + 1
    video = conformed(foreign_input(clip, seconds).video, spec, found)
    return frame_source(video, spec.size, frames=spec.total)


def _fits(found: Probe, spec: MasterSpec) -> bool:
    return (
        (found.width, found.height) == spec.size
        and found.fps == spec.fps
        and found.pix_fmt == "yuv420p"
        and found.rotation == 0
        and (found.colour.matrix, found.colour.range) == ("bt709", "tv")
    )


def _lay(planes: Planes, painter: Painter | None, sink: Sink) -> None:
    """Draw and encode one frame, in a thread: several masters are made side by side."""
    if painter:
        composite(planes, painter.patches(sink.frames))
    sink.write(planes)


async def _look(clip: Path) -> Probe:
    found = await asyncio.to_thread(probe, clip)
    if found.width is None:
        raise MediaFailed(f"There is no picture in {clip.name}.", "Use a video clip.")
    return found


def conformed(video: Any, spec: MasterSpec, found: Probe) -> Any:
    """The graph that gives `video` the size, rate and colour of `spec`, as yuv420p."""
    video = video.filter("fps", fps=spec.fps)
    if spec.skip:
        video = video.filter("trim", start_frame=spec.skip).filter("setpts", "PTS-STARTPTS")
    video = _contained(video, spec, found) if spec.fit == "contain" else _covering(
        video, spec.size, found
    )
    return video.filter("setsar", 1).filter("format", "yuv420p")


def _covering(video: Any, size: tuple[int, int], found: Probe) -> Any:
    width, height = size
    scaled = video.filter(
        "scale",
        w=f"2*round(max({width},{height}*dar)/2)",
        h=f"2*round(max({height},{width}/dar)/2)",
        **_colour(found),
    )
    return scaled.filter("crop", width, height)


def _contained(video: Any, spec: MasterSpec, found: Probe) -> Any:
    width, height = spec.size
    branches = video.filter_multi_output("split", 2)
    small = tuple(2 * round(side / PAD_SCALE / 2) for side in spec.size)
    surround = (
        _covering(branches[0], (small[0], small[1]), found)
        .filter("gblur", sigma=PAD_BLUR)
        .filter("scale", width, height, flags="bicubic")
        .filter("format", "yuv420p")
        .filter("lutyuv", y=f"16+(val-16)*{PAD_LIGHT}")
    )
    whole = branches[1].filter(
        "scale",
        w=f"2*floor(min({width},{height}*dar)/2)",
        h=f"2*floor(min({height},{width}/dar)/2)",
        **_colour(found),
    ).filter("format", "yuv420p").filter("setsar", 1)
    return ffmpeg.filter(
        [surround.filter("setsar", 1), whole], "overlay", x="(W-w)/2", y="(H-h)/2", shortest=1
    )


def _colour(found: Probe) -> dict[str, str]:
    """Untagged film is decoded by the usual rule of size; FFmpeg would say BT.601 for all."""
    options = {"flags": EXACT, "out_color_matrix": "bt709", "out_range": "tv"}
    if not found.colour.matrix and found.pix_fmt.startswith(("yuv", "nv", "p0")):
        options["in_color_matrix"] = found.matrix
    return options


def _copy(planes: Planes) -> Planes:
    y, u, v = planes
    return y.copy(), u.copy(), v.copy()


def _too_short(clip: Path, made: int, spec: MasterSpec) -> MediaFailed:
    return MediaFailed(
        f"The clip {clip.name} gives {made} frames at {spec.fps} a second, but its shot needs "
        f"{spec.total}.",
        "Make a longer clip, or shorten the shot.",
    )
