"""The mix: music bed, the shots' effects and a voice become one sound of the film's exact length.

Sounds are never joined after compression: each comes as it is, is placed in time, and everything
is mixed once. Under a voice the rest is ducked. Invariant: the WAV is 48 kHz stereo 16 bit, has
exactly round(seconds × 48000) samples and measures −14 LUFS; with nothing to hear it is silent.
"""

import asyncio
import itertools
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ffmpeg
from pydantic import Field

from storage.records import Record
from tools.media.ffmpeg import Limits, Report, run
from tools.media.foreign import foreign_input
from tools.media.loudness import RATE, Loudness, normalise
from tools.media.probe import probe

WITHIN = 180.0                           # wall seconds
MANY = Limits(handles=256)              # a film may have 60 shots, each with a sound
QUEUE = 64                               # packets, and more for each further sound
SAME = 0.5                               # seconds: a bed this close to the film is made for it
FADE_IN, FADE_OUT = 0.05, 1.5            # seconds, of a track that was not made for the film
EFFECT_FADE = 0.08                       # seconds, where an effect is cut off
CROSSFADE = 1.0                          # seconds, where a short track begins again
SHORTEST_TRACK = 4.0                     # seconds; below it is looped without a cross-fade
DUCKING = {"threshold": 0.05, "ratio": 3, "attack": 15, "release": 350}      # −8 dB under a voice
VOICE = {"threshold": "-20dB", "ratio": 3, "attack": 8, "release": 120, "makeup": 2}


class Placed(Record):
    """A sound in the film: its file, when it begins in seconds, its gain in dB.

    It is cut off after `seconds`, if given.
    """

    path: Path
    at: float = Field(default=0.0, ge=0)
    gain: float = 0.0
    seconds: float | None = Field(default=None, gt=0)


async def make_mix(
    bed: Path | None,
    effects: Sequence[Placed],
    voices: Sequence[Placed],
    seconds: float,
    target: Path,
    report: Report,
) -> Loudness:
    """Mix to the WAV `target` of `seconds`; report fractions 0–1; return the measured loudness.

    `bed` is music of any length: made for the film (within 0.5 s of it) it is used as it is, a
    longer one is faded out, a shorter one begins again with a cross-fade. If all is silent or there
    is nothing, the mix is silent. Raises MediaFailed, DiskFull.
    """
    raw = target.with_name(f"{target.stem}.raw.wav")
    samples = round(seconds * RATE)
    layers = [_silence(seconds)]
    if bed:
        layers.append(await _bed(bed, seconds))
    numbered = itertools.count(QUEUE)
    layers += [_placed(effect, seconds, next(numbered)) for effect in effects]
    mixed = _mixed(layers)
    if voices:
        mixed = _ducked(mixed, [_placed(voice, seconds, next(numbered)) for voice in voices])
    exact = mixed.filter("apad").filter("atrim", end_sample=samples)
    args = ffmpeg.output(exact, f"file:{raw}", acodec="pcm_f32le", f="wav").get_args()
    try:
        await run(
            args, within=WITHIN, limits=MANY, duration=seconds,
            report=lambda done: report(done * 0.5),
        )
        loudness = await normalise(raw, target, samples)
    finally:
        raw.unlink(missing_ok=True)
    report(1.0)
    return loudness


def _silence(seconds: float) -> Any:
    return ffmpeg.input(f"anullsrc=r={RATE}:cl=stereo", f="lavfi", t=seconds).audio


def _stereo(sound: Any) -> Any:
    return sound.filter("aresample", RATE).filter(
        "aformat", sample_fmts="fltp", channel_layouts="stereo"
    )


def _mixed(layers: Sequence[Any]) -> Any:
    if len(layers) == 1:
        return layers[0]
    return ffmpeg.filter(layers, "amix", inputs=len(layers), normalize=0, duration="first")


async def _bed(path: Path, seconds: float) -> Any:
    """The music at the film's length."""
    length = (await asyncio.to_thread(probe, path)).audio_seconds
    track = _stereo(foreign_input(path, seconds + SAME).audio)
    if abs(length - seconds) <= SAME:
        return track
    if length < seconds:
        track = _repeated(track, length, seconds)
    end = max(0.0, seconds - FADE_OUT)
    return (
        track.filter("atrim", end_sample=round(seconds * RATE))
        .filter("afade", t="in", d=FADE_IN)
        .filter("afade", t="out", st=end, d=FADE_OUT)
    )


def _repeated(track: Any, length: float, seconds: float) -> Any:
    if length < SHORTEST_TRACK:
        return track.filter("aloop", loop=-1, size=max(1, int(length * RATE)))
    times = math.ceil((seconds - CROSSFADE) / (length - CROSSFADE))
    copies = track.filter_multi_output("asplit", times)
    joined = copies[0]
    for index in range(1, times):
        joined = ffmpeg.filter([joined, copies[index]], "acrossfade", d=CROSSFADE)
    return joined


def _placed(sound: Placed, film: float, queue: int) -> Any:
    """A sound at its time and level; what lies beyond the film's end is not read.

    `queue`, the length of its input queue, differs for each: ffmpeg-python takes equal inputs with
    equal filters for one, and two shots may well have the same sound.
    """
    longest = max(0.01, min(film - sound.at, sound.seconds or film))
    made = _stereo(foreign_input(sound.path, longest, thread_queue_size=queue).audio)
    if sound.seconds:
        made = made.filter("afade", t="out", st=max(0, longest - EFFECT_FADE), d=EFFECT_FADE)
    if sound.gain:
        made = made.filter("volume", f"{sound.gain:.2f}dB")
    return made.filter("adelay", delays=round(sound.at * 1000), all=1)


def _ducked(rest: Any, voices: Sequence[Any]) -> Any:
    """The voice on top, and the rest lowered while it speaks."""
    first, *others = [voice.filter("highpass", f=90) for voice in voices]
    voice = _mixed([first.filter("apad"), *others])          # a mix lasts as long as its first
    both = voice.filter("acompressor", **VOICE).filter_multi_output("asplit", 2)
    lowered = ffmpeg.filter([rest, both[0]], "sidechaincompress", **DUCKING)
    return _mixed([lowered, both[1]])
