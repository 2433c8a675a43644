"""What a person is shown of a sound: its outline, and how loud it is.

For display only: what is written is measured by FFmpeg (`loudness`), which this meets within
0.2 LU, in a fraction of its time and without another process.
"""

import math
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from storage.records import Record

ABSOLUTE, RELATIVE = -70.0, -10.0        # LUFS and LU: what quieter blocks do not count
BLOCK, STEP = 0.4, 0.1                   # seconds
Samples = NDArray[np.float32]


class Heard(Record):
    """`peaks` of equal stretches, 0–100; `loudness` in LUFS (BS.1770), None for silence."""

    peaks: tuple[int, ...]
    loudness: float | None


def heard(path: Path, stretches: int = 160) -> Heard:
    """The outline and loudness of our own WAV: 16 bit, any rate and number of channels."""
    with wave.open(str(path), "rb") as file:
        rate, channels = file.getframerate(), file.getnchannels()
        data = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    sound = (data.reshape(-1, channels).T / 32768).astype(np.float32)
    return Heard(peaks=_peaks(sound, stretches), loudness=_loudness(sound, rate))


def _peaks(sound: Samples, stretches: int) -> tuple[int, ...]:
    loudest = np.abs(sound).max(axis=0) if sound.size else np.zeros(1, np.float32)
    parts = np.array_split(loudest, min(stretches, len(loudest)))
    return tuple(min(100, math.ceil(float(part.max()) * 100)) for part in parts)


def _loudness(sound: Samples, rate: int) -> float | None:
    """Gated loudness; the weighting is applied to the whole spectrum at once."""
    length, block, step = sound.shape[1], int(BLOCK * rate), int(STEP * rate)
    if length < block:
        return None
    weights = _weighting(np.arange(length // 2 + 1) * (rate / length))
    power = np.zeros(length + 1)
    for channel in sound:
        weighted = np.fft.irfft(np.fft.rfft(channel) * weights, length)
        power[1:] += np.cumsum(weighted**2, dtype=np.float64)
    starts = np.arange(0, length - block + 1, step)
    blocks = (power[starts + block] - power[starts]) / block
    blocks = blocks[_lufs(blocks) > ABSOLUTE]
    if not blocks.size:
        return None
    blocks = blocks[_lufs(blocks) > _lufs(blocks.mean()) + RELATIVE]
    return round(float(_lufs(blocks.mean())), 1)


def _lufs(power: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(-0.691 + 10 * np.log10(np.maximum(power, 1e-12)))


def _weighting(frequencies: NDArray[np.float64]) -> Samples:
    """The K-weighting's gain: its shelf and its high-pass at 48 kHz, as BS.1770 gives them."""
    turn = np.exp(-2j * np.pi * frequencies / 48_000)
    shelf = (1.53512485958697 - 2.69169618940638 * turn + 1.19839281085285 * turn**2) / (
        1 - 1.69065929318241 * turn + 0.73248077421585 * turn**2)
    high = (1 - 2 * turn + turn**2) / (1 - 1.99004745483398 * turn + 0.99007225036621 * turn**2)
    return np.asarray(np.abs(shelf * high), np.float32)
