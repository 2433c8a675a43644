"""The mixing desk: three buses, one room, a pump under the kick, a gentle master.

Drums stay as they are, bass stays in the middle, music breathes with the kick. Levels are
balanced here once, so that every piece leaves the desk equally loud; the film's loudness is
set later.
"""

from dataclasses import dataclass, field

import numpy as np

from tools.providers.local.synth import SAMPLE_RATE, Sound, convolve, count, place, room

_CEILING = 0.89
_LOUD = 0.2                     # RMS of the loudest seconds, before the master's soft clip
_MUSIC = 1.35                   # the music against drums and bass
_ENVELOPE = 480                 # samples per step of the compressor's detector (10 ms)


@dataclass(frozen=True)
class Room:
    """The space around the music: `seconds` long, dying with `tau` s, between two edges in Hz."""

    seconds: float
    tau: float
    low: float
    high: float
    level: float                # of the reverberation, against what is sent into it


@dataclass
class Desk:
    """Collects sounds of a piece of `seconds`; `mixdown` makes the stereo master of them."""

    seconds: float
    drums: Sound = field(init=False)
    bass: Sound = field(init=False)
    music: Sound = field(init=False)
    sent: Sound = field(init=False)
    kicks: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Lay out empty buses, each (n, 2)."""
        shape = (count(self.seconds), 2)
        self.drums, self.bass, self.music, self.sent = (
            np.zeros(shape, np.float32) for _ in range(4)
        )

    def drum(self, sound: Sound, at: float, gain: float, pan: float = 0.5, send: float = 0.1
             ) -> None:
        """Add a drum, not pumped."""
        place(self.drums, sound, at, gain, pan)
        if send:
            place(self.sent, sound, at, gain * send, pan)

    def kick(self, sound: Sound, at: float, gain: float) -> None:
        """Add a bass drum, and remember it for the pump."""
        place(self.drums, sound, at, gain)
        self.kicks.append(at)

    def low(self, sound: Sound, at: float, gain: float) -> None:
        """Add a bass note, in the middle and dry."""
        place(self.bass, sound, at, gain)

    def play(self, sound: Sound, at: float, gain: float, pan: float = 0.5, send: float = 0.4
             ) -> None:
        """Add anything else; `send` is its share in the room."""
        place(self.music, sound, at, gain, pan)
        place(self.sent, sound, at, gain * send, pan)

    def mixdown(self, space: Room, pump: float, seed: int) -> Sound:
        """The master (n, 2) float32; `pump` 0–1 is how far the music ducks under the kick."""
        wet = convolve(self.sent, room(space.seconds, space.tau, space.low, space.high, seed))
        wet *= np.float32(space.level)
        wet += self.music
        duck = _pump(self.kicks, len(wet), pump)[:, None]
        wet *= duck * np.float32(_MUSIC)
        wet += self.bass * (1 - (1 - duck) * np.float32(0.8))
        wet += self.drums
        return master(wet)


def _pump(kicks: list[float], size: int, depth: float) -> Sound:
    """A gain (n,) that dips by `depth` at every kick and is back within a quarter second."""
    gain = np.ones(size, np.float32)
    t = np.arange(count(0.3), dtype=np.float32) / SAMPLE_RATE
    # A short way down, or the dip itself would click.
    dip = 1 - np.float32(depth) * np.exp(-t / 0.09) * np.clip(t / 0.006, 0, 1)
    for at in kicks:
        start = round(at * SAMPLE_RATE)
        piece = gain[start : start + len(dip)]
        np.minimum(piece, dip[: len(piece)], out=piece)
    return gain


def _levels(mix: Sound, window: int) -> Sound:
    """RMS over `window` steps of 10 ms around every step, shape (steps,)."""
    power = (mix**2).mean(1)
    whole = len(power) // _ENVELOPE * _ENVELOPE
    steps = power[:whole].reshape(-1, _ENVELOPE).mean(1)
    kernel = np.hanning(window + 2)[1:-1]
    smooth = np.convolve(np.pad(steps, window // 2, mode="edge"), kernel / kernel.sum(), "same")
    return np.asarray(np.sqrt(smooth[window // 2 : window // 2 + len(steps)] + 1e-9), np.float32)


def master(mix: Sound) -> Sound:
    """Glue, level and soft clip: `mix` (n, 2) becomes, in place, a master with peaks under 0.89."""
    loud = float(np.percentile(_levels(mix, 100), 90))
    mix *= np.float32(_LOUD / max(loud, 1e-6))
    levels = _levels(mix, 16)
    over = np.maximum(levels / (_LOUD * 0.7), 1.0)
    gain = over**-0.35                                      # about 1.5:1 above the knee
    at = np.arange(len(mix), dtype=np.float32)
    mix *= np.interp(at, (np.arange(len(gain)) + 0.5) * _ENVELOPE, gain).astype(np.float32)[:, None]
    mix /= np.float32(_CEILING)
    np.tanh(mix, out=mix)
    mix *= np.float32(_CEILING)
    return mix
