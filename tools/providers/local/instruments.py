"""The pitched instruments: one function a note, dry, mono unless said, about −12 dBFS loud.

Struck and plucked ones are lists of partials whose higher members die sooner, which is what
makes wood sound like wood. A note is made once and kept; callers must not write into it.
"""

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from tools.providers.local.synth import (
    Partial,
    Sound,
    band,
    clock,
    count,
    decay,
    ensemble,
    noise,
    pitch,
    ring,
    saturate,
    swell,
)

Instrument = Callable[[int], Sound]


def _levelled(sound: Sound, peak: float = 0.25) -> Sound:
    sound = sound * np.float32(peak / max(float(np.abs(sound).max()), 1e-9))
    sound.flags.writeable = False
    return sound


def _string(note: int, bright: float, length: float, count_: int, stiff: float) -> list[Partial]:
    """Partials of two strings a hair apart; `bright` is the power of the roll-off."""
    hz = pitch(note)
    life = length * 2 ** ((60 - note) / 24)
    partials: list[Partial] = []
    for n in range(1, count_ + 1):
        stretched = hz * n * float(np.sqrt(1 + stiff * n * n))
        for cents, share in ((-0.6, 0.55), (0.7, 0.45)):
            partials.append(
                (stretched * 2 ** (cents / 1200), share * n**-bright, life / (1 + 0.32 * n))
            )
    return partials


@lru_cache(maxsize=48)
def felt(note: int) -> Sound:
    """A felt piano: soft hammer, dark, with the thump of the key."""
    tone = ring(_string(note, 1.5, 2.6, 12, 4e-4), 2.4)
    tone *= np.clip(clock(2.4) / 0.006, 0, 1)
    thump = band(noise(2.4, 11), 90, 700, 2) * decay(2.4, 0.018) * 0.16
    return _levelled(tone + thump)


@lru_cache(maxsize=48)
def nylon(note: int) -> Sound:
    """A nylon guitar, plucked at an eighth of the string."""
    hz = pitch(note)
    partials = [
        (hz * n, abs(float(np.sin(np.pi * n * 0.127))) * n**-1.15, 1.1 / (1 + 0.22 * n))
        for n in range(1, 19)
    ]
    finger = band(noise(1.6, 12), 900, 4200, 1) * decay(1.6, 0.006) * 0.05
    return _levelled(ring(partials, 1.6) + finger)


@lru_cache(maxsize=48)
def kalimba(note: int) -> Sound:
    """A thumb piano: nearly a sine, with a short metal knock."""
    hz = pitch(note)
    partials = [(hz, 1, 0.42), (hz * 2.01, 0.22, 0.2), (hz * 5.42, 0.14, 0.035)]
    return _levelled(ring(partials, 1.2))


@lru_cache(maxsize=48)
def vibraphone(note: int) -> Sound:
    """A vibraphone with its slow tremolo."""
    hz = pitch(note)
    tone = ring([(hz, 1, 1.3), (hz * 3.98, 0.18, 0.35), (hz * 9.7, 0.05, 0.05)], 2.6)
    return _levelled(tone * (1 + 0.16 * np.sin(2 * np.pi * 4.6 * clock(2.6))).astype(np.float32))


@lru_cache(maxsize=48)
def glass(note: int) -> Sound:
    """A struck glass: inharmonic, clear, long."""
    hz = pitch(note)
    partials = [
        (hz, 1, 0.9), (hz * 1.003, 0.5, 1.1), (hz * 2.32, 0.3, 0.5), (hz * 4.25, 0.14, 0.25),
        (hz * 6.63, 0.06, 0.12),
    ]
    return _levelled(ring(partials, 2.2))


@lru_cache(maxsize=48)
def marimba(note: int) -> Sound:
    """A wooden bar under a soft mallet."""
    hz = pitch(note)
    knock = band(noise(0.9, 13), 300, 1800, 1) * decay(0.9, 0.008) * 0.12
    bar = ring([(hz, 1, 0.26), (hz * 3.93, 0.25, 0.07), (hz * 9.2, 0.1, 0.02)], 0.9)
    return _levelled(bar + knock)


@lru_cache(maxsize=48)
def synth_pluck(note: int) -> Sound:
    """Three detuned saws through a filter that snaps shut; stereo."""
    hz = pitch(note)
    sides = []
    for cents in ((-9, 2, 7), (-6, -1, 10)):
        partials = [
            (hz * 2 ** (c / 1200) * n, n**-1.0, 0.34 / (1 + 0.16 * n) + 0.02)
            for c in cents for n in range(1, 17)
        ]
        sides.append(ring(partials, 1.0))
    return _levelled(np.stack(sides, 1))


@lru_cache(maxsize=48)
def stab(note: int) -> Sound:
    """A wide, brassy synthesiser stab; stereo."""
    hz = pitch(note)
    sides = []
    for cents in ((-14, -3, 8), (-8, 3, 14)):
        partials = [
            (hz * 2 ** (c / 1200) * n, n**-0.9, 0.75 / (1 + 0.1 * n)) for c in cents
            for n in range(1, 15)
        ]
        sides.append(saturate(ring(partials, 1.4) * np.float32(0.3), 1.5) * swell(1.4, 0.012, 0.3))
    return _levelled(np.stack(sides, 1))


@lru_cache(maxsize=64)
def round_bass(note: int, seconds: float) -> Sound:
    """A bass played with the thumb: sine and a little wood, held for `seconds`."""
    hz = pitch(note)
    partials = [(hz, 1, 1.8), (hz * 2, 0.42, 0.7), (hz * 3, 0.2, 0.3), (hz * 4, 0.1, 0.14)]
    tone = ring(partials, seconds)
    return _levelled(saturate(tone, 1.3) * swell(seconds, 0.007, 0.05), 0.4)


@lru_cache(maxsize=64)
def driven_bass(note: int, seconds: float) -> Sound:
    """A synthesiser bass whose filter closes; driven, so that phones can be heard to play it."""
    hz = pitch(note)
    partials = [(hz, 0.6, 1.5)]
    partials += [(hz * n, n**-0.8, 0.6 / n**0.6) for n in range(2, 15)]
    return _levelled(saturate(ring(partials, seconds), 2.2) * swell(seconds, 0.004, 0.04), 0.4)


_TILT = {"dark": 2.3, "warm": 1.7, "open": 1.05}


@lru_cache(maxsize=32)
def _section(note: int, colour: str) -> Sound:
    levels = [n ** -_TILT[colour] for n in range(1, 25)]
    loop = ensemble(pitch(note), levels, 11.0, 1000 + note)
    loop.flags.writeable = False
    return loop


def pad(notes: tuple[int, ...], seconds: float, colour: str, attack: float = 0.35) -> Sound:
    """A chord (n, 2) held by a soft ensemble; `colour` is dark, warm or open."""
    wanted = np.arange(count(seconds))
    chord = np.zeros((len(wanted), 2), np.float32)
    for index, note in enumerate(notes):
        loop = _section(note, colour)
        chord += np.take(loop, wanted + index * 9_973, axis=0, mode="wrap")
    middle = chord.mean(1, keepdims=True)
    narrowed = middle + (chord - middle) * np.float32(0.75)     # still there when summed to mono
    shape = swell(seconds, attack, min(0.5, seconds / 3)) * (0.07 / len(notes) ** 0.5)
    return np.asarray(narrowed * shape[:, None], dtype=np.float32)
