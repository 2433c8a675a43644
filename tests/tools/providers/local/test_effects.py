import numpy as np
import pytest

from tools.providers.local.effects import KITS, design
from tools.providers.local.synth import SAMPLE_RATE

BEATS = ("hook", "problem", "solution", "cta")


def level(sound, start, end):
    piece = sound[int(start * SAMPLE_RATE) : int(end * SAMPLE_RATE)]
    return float(np.sqrt((piece**2).mean()))


@pytest.mark.parametrize("look", KITS)
@pytest.mark.parametrize("beat", BEATS)
@pytest.mark.parametrize("seconds", [1.0, 2.37, 7])
def test_exactly_as_long_as_the_shot_and_clean(look, beat, seconds):
    sound = design(beat, seconds, look=look, energy=1, seed=5)
    assert sound.shape == (round(seconds * SAMPLE_RATE), 2)
    assert sound.dtype == np.float32
    assert np.isfinite(sound).all()
    assert 0.05 < np.abs(sound).max() <= 1
    assert not sound[0].any()
    assert not sound[-1].any()


@pytest.mark.parametrize("look", KITS)
def test_effects_are_where_the_pictures_move(look):
    hook = design("hook", 8, look=look, energy=0.8, seed=1)
    assert level(hook, 3.9, 4.1) > 3 * level(hook, 2.8, 3.0)            # reframing at half time
    solution = design("solution", 10, look=look, energy=0.8, seed=1)
    for at in (5.0, 6.75, 8.5):
        assert level(solution, at, at + 0.1) > 1.5 * level(solution, at - 0.1, at)
    cta = design("cta", 6, look=look, energy=0.8, seed=1)
    assert level(cta, 1.15, 1.35) > 1.2 * level(cta, 1.0, 1.14)
    assert level(cta, 4.5, 6) < 0.01


def test_as_many_strikes_as_words():
    quiet = design("problem", 8, look="pop", energy=0.8, seed=1, points=0)
    struck = design("problem", 8, look="pop", energy=0.8, seed=1, points=4)
    starts = 0.25 + np.arange(4) * (8 * 0.6 - 0.25) / 4
    for at in starts:
        assert level(struck, at, at + 0.1) > level(quiet, at, at + 0.1) + 0.01


def test_energy_is_loudness_and_looks_are_timbres():
    soft, hard = (design("hook", 4, look="noir", energy=e, seed=1) for e in (0.1, 1.0))
    assert level(hard, 0, 4) > 1.8 * level(soft, 0, 4)
    centroids = {}
    for look in KITS:
        x = design("problem", 5, look=look, energy=0.7, seed=1).mean(1)
        power, hz = np.abs(np.fft.rfft(x)) ** 2, np.fft.rfftfreq(len(x), 1 / SAMPLE_RATE)
        centroids[look] = (power * hz).sum() / power.sum()
    assert centroids["daylight"] > 1.3 * centroids["noir"]
    assert abs(centroids["pop"] / centroids["noir"] - 1) > 0.1


def test_takes_differ_and_are_repeatable():
    one, two, again = (design("solution", 4, look="pop", energy=0.5, seed=s) for s in (1, 2, 1))
    assert np.array_equal(one, again)
    assert np.abs(one - two).max() > 0.01
