import numpy as np
import pytest

from tools.providers.local import drums, instruments
from tools.providers.local.synth import SAMPLE_RATE, pitch

STRUCK = ("felt", "nylon", "kalimba", "vibraphone", "glass", "marimba", "synth_pluck", "stab")
KIT = ("clap", "snare", "snap", "rim", "brush", "hat", "open_hat", "shaker", "tambourine", "tick",
       "low_tom", "crash", "impact")


@pytest.mark.parametrize("name", STRUCK)
@pytest.mark.parametrize("note", [52, 64, 88])
def test_notes_are_in_tune_and_have_no_edges(name, note):
    sound = getattr(instruments, name)(note)
    mono = sound if sound.ndim == 1 else sound.mean(1)
    assert abs(mono[0]) < 0.01
    assert abs(mono[-1]) < 0.002
    spectrum = np.abs(np.fft.rfft(mono, 1 << 18))
    hz = np.fft.rfftfreq(1 << 18, 1 / SAMPLE_RATE)
    near = (hz > pitch(note) * 0.9) & (hz < pitch(note) * 1.1)
    heard = hz[near][spectrum[near].argmax()]
    assert abs(1200 * np.log2(heard / pitch(note))) < 16        # cents, detuned ensembles included


@pytest.mark.parametrize("name", KIT)
def test_drums_start_and_end_in_silence(name):
    sound = getattr(drums, name)()
    assert np.isfinite(sound).all()
    assert np.abs(sound[0]).max() < 0.1
    assert np.abs(sound[-1]).max() < 0.005


@pytest.mark.parametrize("style", ["soft", "punch", "deep"])
def test_kicks_hit_at_once(style):
    assert np.abs(drums.kick(style)).argmax() < 0.03 * SAMPLE_RATE


@pytest.mark.parametrize("play", [instruments.round_bass, instruments.driven_bass])
def test_bass_notes_last_as_long_as_asked(play):
    note = play(33, 0.75)
    assert len(note) == 0.75 * SAMPLE_RATE
    assert abs(note[-1]) < 0.002


def test_kept_sounds_cannot_be_written_into():
    with pytest.raises(ValueError, match="read-only"):
        drums.kick("soft")[0] = 1


def test_pads_are_wide_but_survive_mono():
    chord = instruments.pad((57, 62, 66), 3, "warm")
    left, right = chord.T
    assert 0.1 < np.corrcoef(left, right)[0, 1] < 0.8
    assert chord.shape == (3 * SAMPLE_RATE, 2)
