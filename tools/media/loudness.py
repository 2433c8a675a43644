"""Loudness: measured by EBU R 128, brought to the level that platforms play at.

Measured first, because one pass is 1.5 LU off: mostly a plain gain and a limiter are enough, else
loudnorm narrows it. Invariant: what `normalise` writes measures −14 ± 0.5 LUFS with a true peak of
at most −1 dBTP, also after AAC; silence stays silence.
"""

import math
import re
from pathlib import Path

import ffmpeg

from storage.errors import MediaFailed
from storage.records import Record
from tools.media.ffmpeg import run
from tools.media.foreign import foreign_input, own_input

TARGET = -14.0                           # LUFS
PEAK = -1.0                              # dBTP, the promise
HEADROOM = 1.0                           # dB more, because AAC overshoots
SPREAD = 11.0                            # LU, loudness range that may stay
SILENCE = -60.0                          # LUFS; below it there is nothing to bring up
CLOSE = 0.2                              # LU beside the target that are left
CORRECTIONS = 4                          # at most
RATE = 48000
MAX_SECONDS = 600.0
WITHIN = 120.0                           # wall seconds a pass may take


class Loudness(Record):
    """Loudness of a sound, −inf if silent.

    `integrated` and the gate's `threshold` in LUFS, `range` in LU, `peak` in dBTP.
    """

    integrated: float
    range: float
    peak: float
    threshold: float

    @property
    def silent(self) -> bool:
        """Whether there is nothing to hear."""
        return self.integrated < SILENCE

    def fits(self, gain: float) -> bool:
        """Whether a plain gain (dB) is enough: it neither clips nor leaves the range too wide."""
        return self.peak + gain <= PEAK - HEADROOM and self.range <= SPREAD


async def measure(path: Path) -> Loudness:
    """Measure a sound file, or the sound of a film. Raises MediaFailed if it has none."""
    sound = foreign_input(path, MAX_SECONDS).audio.filter("ebur128", peak="true", framelog="quiet")
    args = ffmpeg.output(sound, "-", f="null").get_args()
    summary = (await run(args, within=WITHIN, log="info")).rpartition("Summary:")[2]
    return Loudness(
        integrated=_number(summary, r"I:\s+(\S+) LUFS"),
        range=_number(summary, r"LRA:\s+(\S+) LU"),
        peak=_number(summary, r"Peak:\s+(\S+) dBFS"),
        threshold=_number(summary, r"Threshold:\s+(\S+) LUFS"),
    )


def _number(summary: str, pattern: str) -> float:
    found = re.search(pattern, summary)
    if not found:
        raise MediaFailed("The loudness could not be measured.", "Use another sound.")
    value = float(found[1])
    return -math.inf if math.isnan(value) or value <= -70 else value


async def normalise(source: Path, target: Path, samples: int) -> Loudness:
    """Bring our own WAV `source` to −14 LUFS in `target`: 48 kHz stereo 16 bit, `samples` long.

    Returns what was measured of the result. A silent source is written as it is. Raises
    MediaFailed, DiskFull.
    """
    before = await measure(source)
    if before.silent:
        await _write(own_input(source).audio, target, samples)
        return before
    narrowed = target.with_name(f"{target.stem}.narrowed.wav")
    try:
        levelled, gain = source, TARGET - before.integrated
        if not before.fits(gain):
            levelled = narrowed
            await _write(_narrowed(source, before), levelled, samples, codec="pcm_f32le")
            gain = TARGET - (await measure(levelled)).integrated
        # The limiter takes a little: what is missing is added until it is close.
        for _ in range(CORRECTIONS):
            sound = own_input(levelled).audio.filter("volume", f"{gain:.2f}dB")
            await _write(_limited(sound), target, samples)
            after = await measure(target)
            if abs(TARGET - after.integrated) <= CLOSE:
                break
            gain += TARGET - after.integrated
    finally:
        narrowed.unlink(missing_ok=True)
    return after


def _narrowed(source: Path, before: Loudness) -> ffmpeg.Stream:
    """loudnorm in its dynamic mode, for what a plain gain would clip or leave too wide."""
    return own_input(source).audio.filter(
        "loudnorm", I=TARGET, TP=PEAK - HEADROOM, LRA=SPREAD, linear="true", offset=0,
        measured_I=before.integrated, measured_TP=before.peak, measured_LRA=before.range,
        measured_thresh=before.threshold,
    )


def _limited(sound: ffmpeg.Stream) -> ffmpeg.Stream:
    """Peaks held under the promise; four times oversampled, so true peaks are seen."""
    ceiling = 10 ** ((PEAK - HEADROOM) / 20)
    return sound.filter("aresample", RATE * 4).filter(
        "alimiter", limit=f"{ceiling:.4f}", attack=2, release=60, level="false"
    )


async def _write(
    sound: ffmpeg.Stream, target: Path, samples: int, codec: str = "pcm_s16le"
) -> None:
    exact = (
        sound.filter("aresample", RATE)
        .filter("aformat", channel_layouts="stereo")
        .filter("apad")
        .filter("atrim", end_sample=samples)
    )
    args = ffmpeg.output(
        exact, f"file:{target}", acodec=codec, map_metadata=-1, fflags="+bitexact", f="wav"
    ).get_args()
    await run(args, within=WITHIN)
