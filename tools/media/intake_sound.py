"""The door for a seller's own music: a track comes in as plain samples, or a sentence says why not.

Invariant: what leaves here is 48 kHz stereo 16-bit WAV written by us, 3–180 s long. The demuxer is
forced by the file's first bytes and reads from memory, so a track can never pull in another file.
"""

import io
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import av.error
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Disposition

from storage.errors import BadSound
from tools.media.given import call, read_given
from tools.media.sniff import MIDI, MP4, Kind, sniff

RATE = 48_000                            # samples a second
MIN_SECONDS, MAX_SECONDS = 3, 20 * 60
KEPT_SECONDS = 180
BYTES_A_SAMPLE = 4                       # two channels of 16 bits

_GIVE = "Give an MP3, WAV, M4A, Ogg or FLAC track instead."
_INSTEAD = {MIDI: "Export it as WAV or MP3 and give that."}


@dataclass(frozen=True)
class Sound:
    """A clean track: `data` is a WAV file, 48 kHz, stereo, 16 bits; `seconds` its length.

    `notes` are sentences for the seller on what was done to it.
    """

    data: bytes
    seconds: float
    notes: tuple[str, ...] = ()
    media_type: str = "audio/wav"


def take_in_sound(given: bytes | Path, *, name: str = "") -> Sound:
    """Make a clean track of an upload or a file; `name` is only used to speak of it.

    Limits: 50 MB, 3 s to 20 min; the first 180 s are kept. Raises BadSound. Takes up to some
    seconds: call it in a thread.
    """
    what = call(name, given)
    data = read_given(given, BadSound, name)
    kind = sniff(data)
    if not kind.decoder or not (kind.group == "sound" or kind is MP4):
        raise BadSound(f"{what} is {kind.title}.", _INSTEAD.get(kind, _GIVE))
    samples, longer = _decode(data, kind, what)
    seconds = len(samples) / BYTES_A_SAMPLE / RATE
    if seconds < MIN_SECONDS:
        raise BadSound(
            f"{what} has only {seconds:.1f} s of sound that can be played.",
            f"Give a track of at least {MIN_SECONDS} s, better 30.",
        )
    if not np.frombuffer(samples, np.int16).any():
        raise BadSound(f"{what} is silent.", "Check the export and give the track again.")
    notes = (f"Its first {KEPT_SECONDS // 60} minutes were kept.",) if longer else ()
    return Sound(_wav(samples), seconds, notes)


def _decode(data: bytes, kind: Kind, what: str) -> tuple[bytes, bool]:
    """Interleaved samples of the first 180 s, and whether there is more."""
    try:
        with av.open(
            io.BytesIO(data), "r", format=kind.decoder, options={"protocol_whitelist": "file"}
        ) as container:
            stream = _track(container, what)
            _check_length(container, stream, what)
            samples = bytearray()
            for block in _blocks(container, stream):
                samples += block
                if len(samples) > KEPT_SECONDS * RATE * BYTES_A_SAMPLE:
                    break
    except (av.error.FFmpegError, ValueError, OverflowError, MemoryError) as exc:
        raise BadSound(
            f"{what} is {kind.title} that cannot be decoded; it is damaged or incomplete.",
            "Export it again as MP3 or WAV and give that.",
        ) from exc
    kept = bytes(samples[: KEPT_SECONDS * RATE * BYTES_A_SAMPLE])
    return kept, len(samples) > len(kept)


def _track(container: InputContainer, what: str) -> AudioStream:
    moving = [
        stream for stream in container.streams.video
        if not stream.disposition & Disposition.attached_pic
    ]
    if moving:
        raise BadSound(f"{what} is a video.", "Export its music as MP3 or WAV and give that.")
    if not container.streams.audio:
        raise BadSound(f"{what} holds no sound.", _GIVE)
    stream = container.streams.audio[0]
    if not stream.codec_context:         # there is no decoder for it
        raise BadSound(f"{what} holds sound of an unknown coding.", _GIVE)
    if not 8_000 <= stream.codec_context.sample_rate <= 384_000:
        raise BadSound(f"{what} has an unusable sample rate.", "Export it at 44.1 or 48 kHz.")
    return stream


def _check_length(container: InputContainer, stream: AudioStream, what: str) -> None:
    """By what the file claims; what it holds is bounded by decoding 180 s at most."""
    seconds = 0.0
    if stream.duration and stream.time_base:
        seconds = float(stream.duration * stream.time_base)
    elif container.duration:
        seconds = container.duration / av.time_base
    if seconds > MAX_SECONDS:
        raise BadSound(
            f"{what} is longer than {MAX_SECONDS // 60} minutes.",
            "Cut out the part you want and give that.",
        )


def _blocks(container: InputContainer, stream: AudioStream) -> Iterator[bytes]:
    """The track's samples in order. Damaged packets are left out, as players do."""
    resampler = av.AudioResampler(format="s16", layout="stereo", rate=RATE)
    for packet in container.demux(stream):
        try:
            frames = packet.decode()
        except av.error.InvalidDataError:
            continue
        for frame in frames:
            assert isinstance(frame, AudioFrame)
            frame.pts = None             # samples follow each other; gaps in the clock do not count
            yield from _samples(resampler.resample(frame))
    yield from _samples(resampler.resample(None))


def _samples(frames: list[AudioFrame]) -> Iterator[bytes]:
    for frame in frames:
        yield frame.to_ndarray().tobytes()


def _wav(samples: bytes) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples)
    return out.getvalue()
