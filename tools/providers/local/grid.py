"""Time as music has it: beats that fall exactly on the cuts.

Every section gets a whole number of beats, so its tempo is its own; one base tempo is sought
for which all of them are nearly alike (a few per cent, which nobody hears at a cut).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np


@dataclass(frozen=True)
class Span:
    """One section on the grid: from `start` s for `seconds`, in `beats` beats of `beat` s."""

    beat_name: str
    start: float
    seconds: float
    beats: int

    @property
    def beat(self) -> float:
        """Length of one beat in seconds."""
        return self.seconds / self.beats

    @property
    def end(self) -> float:
        """When the next section cuts in, in seconds."""
        return self.start + self.seconds

    def bars(self) -> list[tuple[float, int]]:
        """The start in seconds and the number of beats (4; the last bar may have 1–7)."""
        whole = max(1, self.beats // 4)
        lengths = [4] * (whole - 1) + [self.beats - 4 * (whole - 1)]
        starts = np.concatenate(([0], np.cumsum(lengths[:-1])))
        return [(self.start + int(s) * self.beat, n) for s, n in zip(starts, lengths, strict=True)]


def _beats(seconds: float, tempo: float) -> int:
    return max(1, round(seconds * tempo / 60))


def _strain(lengths: Sequence[float], tempo: float) -> float:
    """How badly a tempo fits: stretched sections, jumps at cuts, and bars that are not whole."""
    tempi, ragged = [], 0.0
    for seconds in lengths:
        beats = _beats(seconds, tempo)
        tempi.append(60 * beats / seconds)
        ragged += 0.004 * (beats % 4 != 0) + 0.006 * (beats % 2)
    stretch = sum(abs(t / tempo - 1) for t in tempi)
    jumps = sum(abs(b / a - 1) for a, b in pairwise(tempi))
    return stretch + jumps + ragged


def lay_out(names: Sequence[str], lengths: Sequence[float], tempo: tuple[float, float]
            ) -> list[Span]:
    """Spans for sections of the given names and lengths in s; `tempo` is a range in BPM."""
    low, high = tempo
    candidates = np.arange(low, high + 0.01, 0.5)
    best = min(candidates, key=lambda bpm: _strain(lengths, float(bpm)))
    starts = np.concatenate(([0.0], np.cumsum(lengths)))
    return [
        Span(name, float(start), seconds, _beats(seconds, float(best)))
        for name, start, seconds in zip(names, starts, lengths, strict=False)
    ]
