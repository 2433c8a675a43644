"""The raw material of the studio's sound: tones, noise, filters, rooms, all from numpy.

A sound is float32: shape (n,) when mono, (n, 2) when stereo, full scale ±1, at SAMPLE_RATE.
Nothing here keeps state: chance comes from a seed that is given, so a sound is always the same.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 48_000
Sound = NDArray[np.float32]
Partial = tuple[float, float, float]          # frequency in Hz, level, decay in seconds

_STRIDE = 256                                 # samples per row in ring()
_BLOCK = 1 << 18                              # samples per transform in convolve()
_CYCLE = 1 << 17                              # samples in the loop of ensemble()
_TOP = 15_000.0                               # Hz; nothing is synthesised above it


def pitch(note: float) -> float:
    """The frequency in Hz of a MIDI note number (69 is A4, 440 Hz)."""
    return float(440.0 * 2 ** ((note - 69) / 12))


def count(seconds: float) -> int:
    """How many samples `seconds` are."""
    return round(seconds * SAMPLE_RATE)


def clock(seconds: float) -> Sound:
    """The time in seconds of every sample, shape (n,)."""
    return (np.arange(count(seconds)) / SAMPLE_RATE).astype(np.float32)


def decay(seconds: float, tau: float, attack: float = 0.002) -> Sound:
    """An envelope (n,): a raised attack, then exponential decay with time constant `tau`."""
    t = clock(seconds)
    tail = np.clip((seconds - t) / min(0.02, seconds / 4), 0, 1)
    return np.asarray(np.clip(t / attack, 0, 1) * np.exp(-t / tau) * tail, dtype=np.float32)


def swell(seconds: float, attack: float, release: float) -> Sound:
    """An envelope (n,) that rises over `attack` s, holds, and falls over the last `release` s."""
    t = clock(seconds)
    up = np.clip(t / max(attack, 1e-4), 0, 1)
    down = np.clip((seconds - t) / max(release, 1e-4), 0, 1)
    return np.asarray(np.sin(up * np.pi / 2) ** 2 * np.sin(down * np.pi / 2) ** 2, np.float32)


def ring(partials: Iterable[Partial], seconds: float) -> Sound:
    """The sum of damped sines (n,): the sound of anything struck or plucked.

    A damped sine is a power series of one complex number, so rows and columns of its values
    are an outer product: no sine is computed per sample.
    """
    rows = -(-count(seconds) // _STRIDE)
    total = np.zeros((rows, _STRIDE), np.float32)
    for hz, level, tau in partials:
        if hz > _TOP:
            continue
        step = complex(-1 / tau, 2 * np.pi * hz) / SAMPLE_RATE
        fine = np.exp(step * np.arange(_STRIDE)).astype(np.complex64)
        coarse = (level * np.exp(step * _STRIDE * np.arange(rows))).astype(np.complex64)
        total += np.outer(coarse.imag, fine.real) + np.outer(coarse.real, fine.imag)
    sound = total.reshape(-1)[: count(seconds)]
    edge = min(len(sound), 480)
    sound[len(sound) - edge :] *= np.linspace(1, 0, edge, dtype=np.float32)
    return sound


def glide(hz: Sound) -> Sound:
    """A sine (n,) whose frequency in Hz is given for every sample."""
    return np.sin(2 * np.pi * np.cumsum(hz, dtype=np.float64) / SAMPLE_RATE).astype(np.float32)


def noise(seconds: float, seed: int) -> Sound:
    """White noise (n,) of standard deviation 1."""
    rng = np.random.default_rng(seed)
    hiss: Sound = rng.standard_normal(count(seconds), dtype=np.float32)
    return hiss


def wind(seconds: float, low: float, high: float, octaves: float, seed: int) -> Sound:
    """Noise (n, 2) in a band `octaves` wide that glides from `low` to `high` Hz, peak 1.

    Drawn as random short spectra laid over one another, so the band moves without steps.
    """
    size, hop = 1024, 256
    frames = count(seconds) // hop + 5
    rng = np.random.default_rng(seed)
    centre = np.geomspace(low, high, frames, dtype=np.float32)[:, None]
    hz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE).astype(np.float32)[None, :] + 20
    gain = np.exp(-((np.log2(hz / centre) / (octaves / 2)) ** 2)) * (300 / centre) ** 0.3
    window = np.hanning(size + 1)[:-1].astype(np.float32)
    sides = []
    for _ in range(2):
        shape = (frames, hz.shape[1])
        re, im = (rng.standard_normal(shape, dtype=np.float32) for _ in range(2))
        grains = np.fft.irfft((re + 1j * im) * gain, size, axis=1) * window
        side = np.zeros(((frames + 3) * hop,), np.float32)
        for part in range(4):
            piece = grains[:, part * hop : (part + 1) * hop].reshape(-1)
            side[part * hop : part * hop + len(piece)] += piece
        sides.append(side[3 * hop : 3 * hop + count(seconds)])
    out = np.stack(sides, 1)
    return np.asarray(out / max(float(np.abs(out).max()), 1e-9), dtype=np.float32)


def ensemble(hz: float, levels: Sequence[float], cents: float, seed: int) -> Sound:
    """A seamless stereo loop, shape (131072, 2), RMS 1: many players on one note.

    Every harmonic is a narrow bell of bins with random phases, as in a section of strings:
    `levels` of the harmonics 1, 2, 3 …, `cents` how far the players stray from the pitch.
    """
    rng = np.random.default_rng(seed)
    spectrum = np.zeros(_CYCLE // 2 + 1)
    bins_per_hz = _CYCLE / SAMPLE_RATE
    for harmonic, level in enumerate(levels, start=1):
        centre = hz * harmonic
        if centre > _TOP:
            break
        sigma = max(centre * (2 ** (cents / 1200) - 1), 0.4) * bins_per_hz
        first = max(1, int(centre * bins_per_hz - 4 * sigma))
        bins = np.arange(first, int(centre * bins_per_hz + 4 * sigma) + 2)
        bell = np.exp(-(((bins - centre * bins_per_hz) / sigma) ** 2) / 2)
        spectrum[bins] += level * bell / np.sqrt((bell**2).sum())
    phases = rng.uniform(0, 2 * np.pi, (2, len(spectrum)))
    loop = np.fft.irfft(spectrum * np.exp(1j * phases), _CYCLE)
    loop /= np.sqrt((loop**2).mean(1, keepdims=True))
    return np.asarray(loop.T, np.float32)


def band(sound: Sound, low: float | None, high: float | None, slope: int = 2) -> Sound:
    """`sound` (n,) between `low` and `high` Hz; `slope` is the order of each edge."""
    size = 1 << (len(sound) * 2 - 1).bit_length()
    hz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE).astype(np.float32) + 1.0
    gain = np.ones_like(hz)
    if high:
        gain /= np.sqrt(1 + (hz / high) ** (2 * slope))
    if low:
        gain /= np.sqrt(1 + (low / hz) ** (2 * slope))
    spectrum = np.fft.rfft(sound, size)
    return np.asarray(np.fft.irfft(spectrum * gain, size)[: len(sound)], dtype=np.float32)


def saturate(sound: Sound, drive: float) -> Sound:
    """Soft clipping towards ±1 that leaves small signals as loud as they were."""
    return np.asarray(np.tanh(sound * drive) / drive, dtype=np.float32)


def place(track: Sound, sound: Sound, at: float, gain: float = 1.0, pan: float = 0.5) -> None:
    """Add `sound` to the stereo `track` (n, 2) in place, `at` seconds; what sticks out is cut.

    A mono sound is panned at equal power, 0 left to 1 right; a stereo one keeps its sides.
    """
    start = round(at * SAMPLE_RATE)
    skip = max(0, -start)
    piece = sound[skip : max(skip, len(track) - start)]
    target = track[start + skip : start + skip + len(piece)]
    if sound.ndim == 2:
        target += piece * np.float32(gain)
        return
    for side, share in enumerate((np.cos(pan * np.pi / 2), np.sin(pan * np.pi / 2))):
        target[:, side] += piece * np.float32(gain * share * np.sqrt(2))


@lru_cache(maxsize=8)
def room(seconds: float, tau: float, low: float, high: float, seed: int) -> Sound:
    """The impulse response (n, 2) of a room, energy 1: highs die first, sides are independent."""
    sides = []
    for side in (0, 1):
        hiss = noise(seconds, seed * 2 + side)
        dark = band(hiss, low, high / 3, 1) * decay(seconds, tau, 0.015)
        air = band(hiss, high / 3, high, 1) * decay(seconds, tau * 0.5, 0.006)
        sides.append(dark + air * 0.8)
    response = np.stack(sides, 1)
    return np.asarray(response / np.sqrt((response**2).sum(0)), dtype=np.float32)


def convolve(sound: Sound, response: Sound) -> Sound:
    """`sound` (n, 2) in the room `response` (m, 2), cut to (n, 2); in blocks, to spare memory."""
    hop = _BLOCK - len(response) + 1
    spectrum = np.fft.rfft(response, _BLOCK, axis=0)
    out = np.zeros_like(sound)
    for start in range(0, len(sound), hop):
        block = np.fft.rfft(sound[start : start + hop], _BLOCK, axis=0)
        wet = np.fft.irfft(block * spectrum, _BLOCK, axis=0)[: len(sound) - start]
        out[start : start + len(wet)] += wet
    return out
