"""The band: plays the parts of a mood onto the desk, bar by bar, and marks every cut.

A take (its seed) chooses progressions, grooves and patterns, and invents the melody. What is
chosen is chosen once, so that a part that comes back is recognised.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tools.providers.local import drums
from tools.providers.local.grid import Span
from tools.providers.local.instruments import driven_bass, pad, round_bass
from tools.providers.local.melody import Note, invent
from tools.providers.local.mixer import Desk
from tools.providers.local.moods import Chord, Groove, Mood, Part
from tools.providers.local.synth import Sound

_LOUD = {"X": 1.0, "x": 0.7, "o": 0.38}
_KIT: dict[str, tuple[Callable[[], Sound], float, float]] = {    # sound, pan, send
    "clap": (drums.clap, 0.5, 0.22),
    "snare": (drums.snare, 0.5, 0.16),
    "snap": (drums.snap, 0.56, 0.25),
    "rim": (drums.rim, 0.4, 0.3),
    "brush": (drums.brush, 0.45, 0.2),
    "hat": (drums.hat, 0.6, 0.03),
    "open": (drums.open_hat, 0.62, 0.06),
    "shaker": (drums.shaker, 0.34, 0.05),
    "tambourine": (drums.tambourine, 0.68, 0.12),
    "tick": (drums.tick, 0.58, 0.25),
    "tom": (drums.low_tom, 0.44, 0.2),
}


@dataclass(frozen=True)
class Choice:
    """What a take plays in one beat of the film."""

    progression: tuple[Chord, ...]
    groove: Groove
    bass_line: str
    key_pattern: str
    arpeggio: str


def choose(part: Part, rng: np.random.Generator) -> Choice:
    """One of everything the part offers."""
    def one(count_: int) -> int:
        return int(rng.integers(count_))

    return Choice(
        part.progressions[one(len(part.progressions))],
        part.grooves[one(len(part.grooves))],
        part.bass_lines[one(len(part.bass_lines))],
        part.key_patterns[one(len(part.key_patterns))],
        part.arpeggios[one(len(part.arpeggios))],
    )


class Band:
    """Plays one take of a mood; `stop` is when the ending falls, in seconds."""

    def __init__(self, desk: Desk, mood: Mood, seed: int, stop: float) -> None:
        """Make all choices of the take."""
        self.desk, self.mood, self.stop = desk, mood, stop
        self.rng = np.random.default_rng(seed)
        self.choices: dict[str, Choice] = {
            beat: choose(part, self.rng) for beat, part in mood.parts.items()
        }
        self.motif = invent(mood, self.rng)

    def section(self, span: Span, bars_before: int, last: bool, turning: bool) -> None:
        """Play one section; `bars_before` bars of its beat were heard, `turning`: it leads on."""
        part, choice = self.mood.parts[span.beat_name], self.choices[span.beat_name]
        bars = span.bars()
        for index, (start, beats) in enumerate(bars):
            if start >= self.stop - 0.01:
                break
            final = index == len(bars) - 1
            heard = bars_before + index
            chord = choice.progression[heard % len(choice.progression)]
            if final and turning and len(bars) > 1:
                chord = part.turn
            bar = _Bar(start, beats, span.beat, heard, lift=2 * index >= len(bars) > 1)
            filling = final and turning and not last and beats > 1
            self._drums(bar, part, choice.groove, filling)
            self._bass(bar, part, chord, choice.bass_line)
            self._chords(bar, part, chord, choice)
            self._lead(bar, part, chord)

    def _drums(self, bar: "_Bar", part: Part, groove: Groove, filling: bool) -> None:
        steps = bar.steps - (4 if filling else 0)
        for voice, pattern in groove.items():
            for step in range(steps):
                self._hit(voice, pattern[step % 16], bar.at(step, self.mood.swing), part.drums)
        if filling:
            for voice, pattern in self.mood.fill.items():
                for step, mark in enumerate(pattern):
                    grown = part.drums * (0.55 + 0.15 * step)
                    self._hit(voice, mark, bar.at(steps + step, self.mood.swing), grown)

    def _hit(self, voice: str, mark: str, at: float, level: float) -> None:
        if mark not in _LOUD or at >= self.stop - 0.02:
            return
        gain = _LOUD[mark] * level * float(self.rng.uniform(0.9, 1.06))
        if voice == "kick":
            style = self.mood.palette.kick if level > 0.9 else "deep"
            self.desk.kick(drums.kick(style), at, gain * 0.62)
        else:
            sound, pan, send = _KIT[voice]
            self.desk.drum(sound(), at, gain, pan, send)

    def _bass(self, bar: "_Bar", part: Part, chord: Chord, line: str) -> None:
        play = driven_bass if self.mood.palette.driven else round_bass
        step = 0
        while step < bar.steps:
            mark = line[step % 16]
            length = 1
            while step + length < bar.steps and line[(step + length) % 16] == "-":
                length += 1
            at = bar.at(step, 0)
            if mark in "rfo" and at < self.stop - 0.02:
                note = chord.bass + {"r": 0, "f": 7, "o": 12}[mark]
                seconds = min(length * bar.step, self.stop - at)
                self.desk.low(play(note, round(seconds, 2)), at, 0.36 * part.bass)
            step += length

    def _chords(self, bar: "_Bar", part: Part, chord: Chord, choice: Choice) -> None:
        palette = self.mood.palette
        seconds = min(bar.seconds, self.stop - bar.start) + 0.3
        colour = "open" if bar.lift and part.colour == "warm" else part.colour
        attack = 0.04 if part.drums >= 1 else 0.18
        self.desk.play(pad(chord.notes, seconds, colour, attack), bar.start, part.pad, send=0.3)
        ladder = chord.notes + tuple(n + 12 for n in chord.notes)
        for step in range(bar.steps):
            at = bar.at(step, self.mood.swing)
            if at >= self.stop - 0.02:
                break
            key, arp = choice.key_pattern[step % 16], choice.arpeggio[step % 16]
            if key == "C":
                for index, note in enumerate(chord.notes):
                    loose = 0.012 * index * (palette.keys is not palette.accent)
                    self.desk.play(palette.keys(note), at + loose, 0.5 * part.keys * self._touch(),
                                   0.35 + 0.1 * index, 0.3)
            elif key.isdigit():
                self._pluck(palette.keys(ladder[int(key)]), at, step, 0.75 * part.keys, 0.42)
            if arp.isdigit() and part.arp:
                note = ladder[int(arp) % len(ladder)] + (12 if int(arp) < 4 and bar.lift else 0)
                self._pluck(palette.arp(note), at, step, 0.75 * part.arp,
                            0.7 - 0.4 * (step // 2 % 2))

    def _pluck(self, sound: Sound, at: float, step: int, gain: float, pan: float) -> None:
        late = 0.0 if step == 0 else abs(float(self.rng.normal(0, 0.004)))
        accent = 1.0 if step % 4 == 0 else 0.8
        self.desk.play(sound, at + late, gain * accent * self._touch(), pan)

    def _touch(self) -> float:
        return float(self.rng.uniform(0.88, 1.08))

    def _lead(self, bar: "_Bar", part: Part, chord: Chord) -> None:
        if not part.lead:
            return
        for note in self.motif.bar(bar.heard, bar.steps, chord):
            at = bar.at(note.step, self.mood.swing)
            if at < self.stop - 0.02:
                self._sing(note, at, part.lead, bar.lift)

    def _sing(self, note: Note, at: float, level: float, lift: bool) -> None:
        lead = self.mood.palette.lead
        gain = level * self._touch()
        self.desk.play(lead(note.pitch), at, gain, 0.52, 0.5)
        if lift:
            self.desk.play(lead(note.pitch + 12), at, gain * 0.4, 0.44, 0.6)


@dataclass(frozen=True)
class _Bar:
    start: float
    beats: int
    beat: float
    heard: int                                  # bars of this part before this one
    lift: bool                                  # the second half of a section opens up

    @property
    def step(self) -> float:
        return self.beat / 4

    @property
    def steps(self) -> int:
        return self.beats * 4

    @property
    def seconds(self) -> float:
        return self.beats * self.beat

    def at(self, step: int, swing: float) -> float:
        return self.start + (step + swing * (step % 2)) * self.step
