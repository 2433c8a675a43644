"""A melody that can be remembered: two bars of motif, repeated, answered, fitted to the chords.

The take invents a rhythm and a contour once. Each bar snaps the contour to its own chord on the
strong steps and to the scale elsewhere, so repeating it is never wrong.
"""

from dataclasses import dataclass

import numpy as np

from tools.providers.local.moods import Chord, Mood

_FORM = (0, 1, 0, 2)               # the idea of each bar: call, answer, call, close


@dataclass(frozen=True)
class Note:
    """A note of the melody: its step in the bar, its MIDI number."""

    step: int
    pitch: int


@dataclass(frozen=True)
class Motif:
    """Rhythms and contours (semitones around the centre) of three one-bar ideas."""

    ideas: tuple[tuple[tuple[int, float], ...], ...]
    scale: tuple[int, ...]
    centre: int

    def bar(self, index: int, steps: int, chord: Chord) -> list[Note]:
        """The notes of bar `index`, as far as they fall into its first `steps` steps."""
        notes = []
        for step, height in self.ideas[_FORM[index % 4]]:
            if step < min(steps, 16):
                strong = step % 8 == 0
                allowed = {n % 12 for n in chord.notes} if strong else set(self.scale)
                notes.append(Note(step, _nearest(self.centre + height, allowed)))
        return notes


def _nearest(height: float, allowed: set[int]) -> int:
    around = range(int(height) - 7, int(height) + 8)
    return min((n for n in around if n % 12 in allowed), key=lambda n: (abs(n - height), n))


def invent(mood: Mood, rng: np.random.Generator) -> Motif:
    """The motif of a take."""
    call, answer = rng.choice(len(mood.motifs), 2, replace=False)
    ideas = []
    for rhythm, drift in ((call, 1.5), (answer, -1.5), (answer, -3.0)):
        steps = [i for i, mark in enumerate(mood.motifs[int(rhythm)]) if mark == "n"]
        height = float(rng.uniform(-2, 3))
        contour = []
        for step in steps:
            contour.append((step, height))
            height = float(np.clip(height + rng.choice((-3, -2, 2, 2, 3, 5)) + drift * 0.5, -6, 9))
        ideas.append(tuple(contour))
    return Motif(tuple(ideas), mood.scale, mood.centre)
