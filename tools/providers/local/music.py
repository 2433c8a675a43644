"""The music bed of a film, composed to its sections: `compose(mood, sections, seed)`.

Every cut falls on a beat and is marked by a hit; the piece ends with an ending, at the last
sample. Equal arguments give equal samples.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from storage.errors import MediaFailed
from tools.providers.local import drums
from tools.providers.local.arrange import Band
from tools.providers.local.grid import Span, lay_out
from tools.providers.local.instruments import driven_bass, pad, round_bass
from tools.providers.local.mixer import Desk
from tools.providers.local.moods import TABLE, Mood
from tools.providers.local.synth import SAMPLE_RATE, Sound

__all__ = ["MOODS", "SAMPLE_RATE", "Section", "compose"]

MOODS: tuple[str, ...] = tuple(TABLE)

_RING = 1.7                                     # seconds at least that the ending rings
_FADE = 0.35                                    # seconds of fade at the very end
_WEIGHT = {"hook": 0.45, "problem": 0.6, "solution": 0.85, "cta": 0.6}    # of the hit on its cut


@dataclass(frozen=True)
class Section:
    """A stretch of the film: its beat (hook, problem, solution, cta) and its length in s."""

    beat: str
    seconds: float


def compose(mood: str, sections: Sequence[Section], seed: int) -> Sound:
    """Stereo music (n, 2) for the sections, n = round(total · 48000), within ±1.

    `mood` is one of MOODS; `seed` is the take: other melody, patterns, fills in the same mood.
    Raises MediaFailed for an unknown mood or no sections.
    """
    if mood not in TABLE or not sections:
        raise MediaFailed(
            f"No music can be composed in the mood “{mood}” for {len(sections)} sections.",
            f"Choose one of {', '.join(MOODS)} and at least one section.",
        )
    style = TABLE[mood]
    spans = lay_out([s.beat for s in sections], [s.seconds for s in sections], style.tempo)
    total = sum(s.seconds for s in sections)
    desk = Desk(total)
    stop = _ending(spans[-1])
    band = Band(desk, style, seed, stop)
    bars_heard: dict[str, int] = {}
    for index, span in enumerate(spans):
        following = spans[index + 1] if index + 1 < len(spans) else None
        turning = following is None or following.beat_name != span.beat_name
        band.section(span, bars_heard.get(span.beat_name, 0), following is None, turning)
        bars_heard[span.beat_name] = bars_heard.get(span.beat_name, 0) + len(span.bars())
        new = index == 0 or spans[index - 1].beat_name != span.beat_name
        _hit(desk, style, span, new)
        if following and turning:
            _lead_in(desk, style, span, following)
    _button(desk, style, stop, total)
    return _faded(desk.mixdown(style.room, style.pump, seed=7))


def _ending(span: Span) -> float:
    """When the last chord falls: on an even beat of the last section, in seconds."""
    beats = span.beats - int(np.ceil(_RING / span.beat))
    return span.start + max(0, beats - beats % 2) * span.beat


def _hit(desk: Desk, mood: Mood, span: Span, new: bool) -> None:
    """Mark the cut at which `span` begins; softly where the beat of the film stays the same."""
    palette = mood.palette
    weight = _WEIGHT[span.beat_name] * (1.0 if new else 0.45)
    desk.kick(drums.kick(palette.kick), span.start, 0.34 + 0.25 * weight)
    desk.drum(drums.impact(palette.impact), span.start, weight * 0.55, send=0.25)
    desk.drum(drums.crash(), span.start, weight * palette.crash, send=0.3)
    chord = mood.parts[span.beat_name].progressions[0][0]
    desk.play(palette.accent(chord.notes[-1] + 12), span.start, weight * 0.8, 0.5, 0.6)


def _lead_in(desk: Desk, mood: Mood, span: Span, following: Span) -> None:
    """Wind and a reversed cymbal that suck the ear into the next part."""
    weight = _WEIGHT[following.beat_name] * mood.palette.riser
    seconds = min(2.4, span.seconds * 0.45)
    if seconds < 0.4:
        return
    desk.play(drums.riser(seconds), following.start - seconds, weight, send=0.15)
    back = drums.crash()[::-1][-int(seconds * SAMPLE_RATE):]
    desk.play(back, following.start - len(back) / SAMPLE_RATE, weight * 0.5, send=0.1)


def _button(desk: Desk, mood: Mood, at: float, total: float) -> None:
    """The ending: the home chord, struck by everybody and left to ring."""
    palette, home = mood.palette, mood.home
    ringing = total - at
    desk.kick(drums.kick(palette.kick), at, 0.7)
    desk.drum(drums.impact(palette.impact), at, 0.5, send=0.3)
    desk.drum(drums.crash(), at, 0.5 * palette.crash, send=0.3)
    bass = driven_bass if palette.driven else round_bass
    desk.low(bass(home.bass, round(ringing, 2)), at, 0.36)
    desk.play(pad(home.notes, ringing + 0.4, "open", 0.03), at, 1.0, send=0.4)
    for index, note in enumerate(home.notes):
        pan = 0.3 + 0.4 * index / len(home.notes)
        desk.play(palette.keys(note), at + 0.014 * index, 0.8, pan, 0.5)
        desk.play(palette.arp(note + 12), at + 0.03 * index, 0.5, 1 - pan, 0.6)
    desk.play(palette.lead(home.notes[1] + 12), at, 0.8, 0.5, 0.6)


def _faded(sound: Sound) -> Sound:
    """`sound` with its last moments brought to exactly zero."""
    size = min(len(sound), int(_FADE * SAMPLE_RATE))
    curve = np.cos(np.linspace(0, np.pi / 2, size)) ** 2
    curve[-1] = 0.0
    sound[len(sound) - size :] *= curve.astype(np.float32)[:, None]
    return sound
