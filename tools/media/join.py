"""Joining by copying: video packets of several files become one stream, timed anew.

Invariant: every frame of every part is in the film once, one tick apart, with decoding times that
only rise; parts that were encoded differently are refused, never joined.
"""

import errno
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import av.error

from storage.errors import DiskFull, MediaFailed
from storage.records import Record
from tools.media.encode import TIMESCALE
from tools.media.foreign import opened

REMAKE = "Make the shot's master again."
Packet = Any                             # PyAV's packets are generic in their stream


class Part(Record):
    """Frames `first` up to `end` of a file, to be copied; `first` is a key frame."""

    path: Path
    first: int
    end: int


def join(parts: Sequence[Part], sound: Path, target: Path, fps: int) -> None:
    """Copy `parts` and the AAC of the file `sound` into the MP4 `target`, index first.

    Raises MediaFailed if the parts do not fit together, DiskFull; then there is no target.
    """
    options = {
        "movflags": "+faststart", "video_track_timescale": str(TIMESCALE), "fflags": "+bitexact",
    }
    try:
        with av.open(str(target), "w", format="mp4", options=options) as film:
            with opened(parts[0].path) as first:
                video = film.add_stream_from_template(first.streams.video[0])
                head = first.streams.video[0].codec_context.extradata
            packets = _video_packets(parts, head, video, fps) + _audio_packets(sound, film)
            for packet in sorted(packets, key=_when):
                film.mux(packet)
    except av.error.FFmpegError as exc:
        target.unlink(missing_ok=True)
        if exc.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(
                "There is no room left to write the film.", "Free some space, then try again."
            ) from exc
        raise MediaFailed(f"The film cannot be joined: {exc.strerror}.", "Try again.") from exc
    except MediaFailed:
        target.unlink(missing_ok=True)
        raise


def _when(packet: Packet) -> Fraction:
    return (packet.dts or 0) * (packet.time_base or Fraction(1))


def _video_packets(
    parts: Sequence[Part], head: bytes | None, stream: Any, fps: int
) -> list[Packet]:
    """All video packets in decoding order, timed anew: one tick a frame, no gap, none twice."""
    found: list[tuple[int, Packet]] = []
    start = 0
    for part in parts:
        found += [(start + frame, packet) for frame, packet in _copied(part, head, fps)]
        start += part.end - part.first
    # How far a frame may be decoded ahead of its turn is the delay that keeps dts below pts.
    delay = max(order - frame for order, (frame, _) in enumerate(found))
    tick = TIMESCALE // fps
    stream.time_base = Fraction(1, TIMESCALE)
    for order, (frame, packet) in enumerate(found):
        packet.time_base = Fraction(1, TIMESCALE)
        packet.pts, packet.dts, packet.duration = frame * tick, (order - delay) * tick, tick
        packet.stream = stream
    return [packet for _, packet in found]


def _copied(part: Part, head: bytes | None, fps: int) -> list[tuple[int, Packet]]:
    """The packets of a part with their frame numbers, counted from its start."""
    with opened(part.path) as container:
        stream = container.streams.video[0]
        if stream.codec_context.extradata != head:
            raise MediaFailed(f"{part.path.name} was encoded differently from shot 1.", REMAKE)
        found = []
        for packet in container.demux(stream):
            if packet.pts is None or packet.time_base is None:
                continue                 # the flush at the end
            frame = round(packet.pts * packet.time_base * fps) - part.first
            if 0 <= frame < part.end - part.first:
                found.append((frame, packet))
    whole = sorted(frame for frame, _ in found) == list(range(part.end - part.first))
    if not whole or not found[0][1].is_keyframe or found[0][0] != 0:
        raise MediaFailed(f"{part.path.name} cannot be entered at frame {part.first}.", REMAKE)
    return found


def _audio_packets(sound: Path, film: Any) -> list[Packet]:
    """The packets of the encoded mix as they are, with the encoder's lead-in before time 0."""
    with opened(sound) as container:
        stream = film.add_stream_from_template(container.streams.audio[0])
        packets = [packet for packet in container.demux(audio=0) if packet.pts is not None]
    for packet in packets:
        packet.stream = stream
    return packets
