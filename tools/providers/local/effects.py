"""The sound effects of one shot: what its pictures do, heard.

The times are those at which the studio's scenes move: the transition in, the change of framing,
words, points, the reveal, the button. A look decides what everything is made of.
Tuned sounds play only D, E, A and B, which fit the keys of all moods (see moods.py).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tools.providers.local import drums
from tools.providers.local.instruments import (
    Instrument,
    glass,
    kalimba,
    marimba,
    synth_pluck,
    vibraphone,
)
from tools.providers.local.synth import (
    Sound,
    clock,
    convolve,
    count,
    decay,
    glide,
    place,
    room,
    saturate,
    wind,
)

_GLITTER = (74, 76, 81, 83, 86, 88, 93, 95)         # MIDI notes of the button's shimmer
_REFRAMING = {"hook": 0.5, "solution": 0.45}        # share of the shot


@dataclass(frozen=True)
class Kit:
    """What a look's effects are made of; whoosh edges in Hz, lengths and decays in seconds."""

    whoosh: tuple[float, float]
    octaves: float
    length: float
    strike: Callable[[int], Sound]
    chime: Instrument
    chord: tuple[int, ...]      # MIDI notes of the chimes, rising
    chime_level: float
    shimmer: Instrument
    impact: str
    tau: float                  # of the room
    wet: float


def _slash(seed: int) -> Sound:
    """Noir's strike: a blade through dark air, a low knock after it (n, 2)."""
    out = wind(0.5, 3200, 260, 1.6, seed) * (decay(0.5, 0.09, 0.03) * np.float32(0.55))[:, None]
    place(out, drums.tom(62), 0.07, 0.35)
    return out


def _rustle(seed: int) -> Sound:
    """Daylight's strike: paper, and a wooden tap (n, 2)."""
    out = wind(0.4, 2200, 5200, 1.4, seed) * (decay(0.4, 0.06, 0.025) * np.float32(0.5))[:, None]
    place(out, marimba((57, 62, 64)[seed % 3]), 0.06, 0.6)
    return out


def _tape_stop(seed: int) -> Sound:
    """Pop's strike: a record being stopped, then a click (n, 2)."""
    hz = np.asarray(120 + (520 + seed % 3 * 60) * np.exp(-clock(0.36) / 0.07), np.float32)
    groove = saturate(glide(hz) * np.float32(1.5), 1.5) * decay(0.36, 0.1, 0.004)
    out = np.repeat((groove * np.float32(0.3))[:, None], 2, axis=1)
    place(out, drums.rim(), 0.0, 0.8)
    return out


KITS = {
    "noir": Kit(
        whoosh=(140, 2600), octaves=2.2, length=0.9, strike=_slash,
        chime=vibraphone, chord=(62, 64, 69, 71), chime_level=0.6, shimmer=glass,
        impact="deep", tau=0.7, wet=0.7,
    ),
    "daylight": Kit(
        whoosh=(500, 5200), octaves=1.6, length=0.8, strike=_rustle,
        chime=glass, chord=(74, 76, 81, 83), chime_level=0.65, shimmer=glass,
        impact="soft", tau=0.4, wet=0.5,
    ),
    "pop": Kit(
        whoosh=(380, 6800), octaves=1.2, length=0.45, strike=_tape_stop,
        chime=synth_pluck, chord=(76, 81, 83, 86), chime_level=1.0, shimmer=kalimba,
        impact="punch", tau=0.16, wet=0.3,
    ),
}


def design(
    beat: str, seconds: float, *, look: str, energy: float, seed: int, points: int = 3
) -> Sound:
    """The effects of a shot (n, 2), n = round(seconds · 48000), within ±1.

    `beat` is hook, problem, solution or cta; `look` one of KITS; `energy` 0–1 is how loud;
    `seed` is the take; `points` how many words are struck or points ticked. Starts and ends in
    silence, so shots can be joined.
    """
    kit = KITS[look]
    rng = np.random.default_rng(seed)
    dry = np.zeros((count(seconds), 2), np.float32)
    _whooshes(dry, kit, beat, seconds, rng)
    if beat == "problem":
        for at in 0.25 + np.arange(points) * max(0.0, seconds * 0.6 - 0.25) / max(1, points):
            place(dry, kit.strike(int(rng.integers(1000))), float(at), 0.9)
    elif beat == "solution":
        _impact(dry, kit, 0.2, 0.85)
        for index, share in enumerate(np.linspace(0.5, 0.85, points)):
            _point(dry, kit, float(share) * seconds, index, rng)
    elif beat == "hook":
        _impact(dry, kit, 0.02, 0.7)
    else:
        _impact(dry, kit, 0.2, 0.5)
        _button(dry, kit, 1.15, rng)
    space = room(1.6, kit.tau, 220, 7500, 5)
    mix = dry + convolve(dry, space) * np.float32(kit.wet * 0.4)
    mix *= np.float32(0.35 + 0.65 * energy)
    return _edged(saturate(mix, 1.0))


def _whooshes(track: Sound, kit: Kit, beat: str, seconds: float, rng: np.random.Generator) -> None:
    """In at the start, over the change of framing, and off towards the next shot."""
    low, high = kit.whoosh
    _whoosh(track, kit, 0.14, (high, low), 0.5, rng)
    if beat in _REFRAMING:
        _whoosh(track, kit, seconds * _REFRAMING[beat], (low * 1.5, high * 0.8), 0.42, rng)
    if beat != "cta" and seconds > 1.5:
        _whoosh(track, kit, seconds - 0.03, (low, high), 0.34, rng)


def _whoosh(
    track: Sound, kit: Kit, peak: float, sweep: tuple[float, float], gain: float,
    rng: np.random.Generator,
) -> None:
    """Air rushing past from one side to the other, loudest at `peak` seconds."""
    before, after = kit.length * 0.6, kit.length * 0.4
    t = clock(before + after) - before
    shape = np.where(t < 0, np.exp(t / (before * 0.35)), np.exp(-t / (after * 0.45)))
    air = wind(before + after, *sweep, kit.octaves, int(rng.integers(1 << 30)))
    across = np.clip(0.5 + t / kit.length, 0, 1) * 0.7 + 0.15
    if rng.integers(2):
        across = 1 - across
    sides = np.stack([np.cos(across * np.pi / 2), np.sin(across * np.pi / 2)], 1)
    edge = np.clip((t + before) / 0.05, 0, 1) * np.clip((after - t) / 0.03, 0, 1)
    moving = air * sides * (shape * edge)[:, None]
    place(track, np.asarray(moving, np.float32), peak - before, gain * 2)


def _impact(track: Sound, kit: Kit, at: float, gain: float) -> None:
    """The product arrives."""
    if kit.impact == "punch":
        place(track, drums.kick("punch"), at, gain * 0.6)
        place(track, drums.clap(), at, gain * 0.8)
        hz = np.asarray(300 + 1500 * np.exp(-clock(0.25) / 0.03), np.float32)
        place(track, glide(hz) * decay(0.25, 0.05), at, gain * 0.12)
        return
    place(track, drums.impact(kit.impact), at, gain * 0.55)
    place(track, drums.crash(), at, gain * (0.4 if kit.impact == "deep" else 0.25))


def _point(track: Sound, kit: Kit, at: float, index: int, rng: np.random.Generator) -> None:
    """One of the product's points appears: a tick and a chime, each higher than the last."""
    pan = 0.35 + 0.15 * (index % 3)
    place(track, drums.tick(), at, 0.5, pan)
    place(track, kit.chime(kit.chord[index % len(kit.chord)]), at + 0.01, kit.chime_level, pan)
    place(track, kit.chime(kit.chord[(index + 1) % len(kit.chord)] + 12), at + 0.09,
          kit.chime_level * float(rng.uniform(0.25, 0.4)), 1 - pan)


def _button(track: Sound, kit: Kit, at: float, rng: np.random.Generator) -> None:
    """The button lights up: a quick glitter upwards."""
    for index, note in enumerate(_GLITTER):
        place(track, kit.shimmer(note), at + 0.055 * index, 0.42 * 0.88**index,
              float(rng.uniform(0.2, 0.8)))
    place(track, drums.tick(), at, 0.6)


def _edged(sound: Sound) -> Sound:
    """`sound` with edges too short to hear that begin and end at zero."""
    rise, fall = min(len(sound) // 2, 96), min(len(sound) // 2, 960)
    sound[:rise] *= np.linspace(0, 1, rise, dtype=np.float32)[:, None]
    sound[len(sound) - fall :] *= np.linspace(1, 0, fall, dtype=np.float32)[:, None]
    return sound
