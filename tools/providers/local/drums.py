"""The drums and the weights of the film: one-shots, mono unless said, made once and kept.

Peaks are near full scale for the kick and lower for what is higher, as a drummer would mix them.
Callers must not write into them.
"""

from functools import lru_cache

import numpy as np

from tools.providers.local.synth import (
    Sound,
    band,
    clock,
    count,
    decay,
    glide,
    noise,
    ring,
    saturate,
    wind,
)


def _levelled(sound: Sound, peak: float) -> Sound:
    sound = np.asarray(sound * (peak / max(float(np.abs(sound).max()), 1e-9)), dtype=np.float32)
    sound.flags.writeable = False
    return sound


def _drop(seconds: float, start: float, end: float, tau: float) -> Sound:
    """A sine that falls from `start` to `end` Hz, as a drum head does."""
    return glide(np.asarray(end + (start - end) * np.exp(-clock(seconds) / tau), np.float32))


@lru_cache
def kick(style: str) -> Sound:
    """A bass drum: `soft` (felt beater), `punch` (electronic) or `deep` (a heartbeat)."""
    start, end, fall, tau, click = {
        "soft": (120.0, 52.0, 0.022, 0.13, 0.05),
        "punch": (220.0, 48.0, 0.02, 0.16, 0.16),
        "deep": (80.0, 44.0, 0.03, 0.16, 0.02),
    }[style]
    body = _drop(0.45, start, end, fall) * decay(0.45, tau, 0.001)
    beater = band(noise(0.45, 21), 900, 5000, 1) * decay(0.45, 0.004, 0.0005) * click
    return _levelled(saturate(body + beater, 1.4), 0.8)


@lru_cache
def clap() -> Sound:
    """Several hands, a moment apart."""
    t = clock(0.35)
    hands = sum(np.where(t >= d, np.exp(-(t - d) / 0.008), 0) for d in (0.0, 0.010, 0.019))
    tail = np.where(t >= 0.026, np.exp(-(t - 0.026) / 0.07), 0)
    shape = np.asarray(hands * 0.5 + tail, np.float32)
    return _levelled(band(noise(0.35, 22), 800, 5500, 2) * shape, 0.4)


@lru_cache
def snare() -> Sound:
    """A tight snare drum."""
    head = ring([(186, 1, 0.06), (331, 0.5, 0.04)], 0.3)
    wires = band(noise(0.3, 23), 1500, 8000, 1) * decay(0.3, 0.065, 0.001) * 0.7
    return _levelled(head + wires, 0.45)


@lru_cache
def snap() -> Sound:
    """Fingers snapping in a room."""
    crack = band(noise(0.25, 24), 1400, 4200, 3) * decay(0.25, 0.022, 0.001)
    return _levelled(crack + ring([(1650, 0.5, 0.012)], 0.25), 0.3)


@lru_cache
def rim() -> Sound:
    """The stick across the rim."""
    return _levelled(ring([(790, 1, 0.018), (1720, 0.7, 0.012), (2950, 0.3, 0.008)], 0.12), 0.25)


@lru_cache
def brush() -> Sound:
    """A brush sweeping the snare."""
    t = clock(0.3)
    shape = np.sin(np.pi / 2 * np.clip(1 - np.abs(t / 0.12 - 1), 0, 1)) ** 1.5
    return _levelled(band(noise(0.3, 25), 1800, 6500, 1) * shape.astype(np.float32), 0.2)


@lru_cache
def hat(opened: bool = False) -> Sound:
    """A hi-hat, closed or `opened`."""
    seconds, tau = (0.3, 0.085) if opened else (0.09, 0.02)
    metal = sum(np.sign(np.sin(2 * np.pi * hz * clock(seconds))) for hz in (3170, 4337, 5411, 6723))
    hiss = noise(seconds, 26) + np.asarray(metal, np.float32) * 0.4
    return _levelled(band(hiss, 6500, 11_500, 3) * decay(seconds, tau, 0.001), 0.24)


@lru_cache
def shaker() -> Sound:
    """One stroke of a shaker: grains that gather, then stop."""
    t = clock(0.12)
    shape = np.clip(t / 0.05, 0, 1) ** 2 * np.exp(-np.clip(t - 0.05, 0, 1) / 0.018)
    return _levelled(band(noise(0.12, 27), 4000, 10_000, 2) * shape.astype(np.float32), 0.2)


@lru_cache
def tambourine() -> Sound:
    """Jingles."""
    bells = ring([(hz, 0.3, 0.05) for hz in (5200, 6100, 7350, 8200, 9400)], 0.3)
    return _levelled(bells + band(noise(0.3, 28), 5000, 10_500, 2) * decay(0.3, 0.045) * 0.5, 0.2)


@lru_cache
def tick() -> Sound:
    """A clock's tick."""
    return _levelled(ring([(2350, 1, 0.006), (4100, 0.5, 0.004), (980, 0.4, 0.01)], 0.06), 0.2)


@lru_cache
def tom(hz: int) -> Sound:
    """A tom tuned to `hz`."""
    body = _drop(0.5, hz * 1.5, hz, 0.03) * decay(0.5, 0.15, 0.001)
    return _levelled(body + band(noise(0.5, 29), 300, 2500, 1) * decay(0.5, 0.012) * 0.1, 0.5)


@lru_cache
def crash() -> Sound:
    """A cymbal let ring; stereo."""
    sides = []
    for seed in (31, 32):
        wash = band(noise(2.2, seed), 3200, 9500, 1) * decay(2.2, 0.5, 0.002)
        sides.append(wash + band(noise(2.2, seed + 2), 5000, 11_000, 2) * decay(2.2, 0.1) * 0.6)
    return _levelled(np.stack(sides, 1), 0.3)


@lru_cache
def impact(style: str = "deep") -> Sound:
    """A cinematic hit; `deep` shakes the floor, `soft` is a big drum far away."""
    start, end, tau, wood = {
        "deep": (120.0, 36.0, 0.4, 0.22),
        "soft": (110.0, 55.0, 0.24, 0.12),
    }[style]
    body = _drop(1.8, start, end, 0.08) * decay(1.8, tau, 0.001)
    slam = band(noise(1.8, 33), 120, 2200, 1) * decay(1.8, 0.08, 0.001) * wood
    return _levelled(saturate(body + slam, 1.5), 0.8)


def riser(seconds: float, low: float = 300.0, high: float = 7000.0) -> Sound:
    """Wind (n, 2) that opens from `low` to `high` Hz over `seconds` and stops dead at the end."""
    x = np.linspace(0, 1, count(seconds), dtype=np.float32)
    shape = x**2.2 * np.clip((1 - x) * seconds / 0.012, 0, 1)
    return _levelled(wind(seconds, low, high, 2.2, 41) * shape[:, None], 0.3)


def open_hat() -> Sound:
    """The hi-hat, opened."""
    return hat(True)


def low_tom() -> Sound:
    """The tom of the fills."""
    return tom(96)
