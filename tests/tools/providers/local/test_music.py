import hashlib
import subprocess
import sys
from itertools import accumulate, pairwise

import numpy as np
import pytest

from storage.errors import MediaFailed
from tools.providers.local.grid import lay_out
from tools.providers.local.moods import TABLE
from tools.providers.local.music import MOODS, SAMPLE_RATE, Section, compose

AD = [Section("hook", 7), Section("problem", 7), Section("solution", 10), Section("cta", 6)]
STEP = 240                                          # 5 ms

ODD = {
    "one of 8 s": [Section("solution", 8)],
    "sixty": [Section(("hook", "problem", "solution", "cta")[i % 4], 0.5) for i in range(60)],
    "tiny": [Section("solution", 0.3)] * 30,
    "2.37 s": [Section(b, 2.37) for b in ("hook", "problem", "solution", "cta")],
    "other order": [Section("cta", 3.21), Section("hook", 4.4), Section("problem", 5.55)],
    "one of 120 s": [Section("hook", 120)],
}


def envelope(sound):
    power = (sound[: len(sound) // STEP * STEP] ** 2).mean(1).reshape(-1, STEP).mean(1)
    return np.sqrt(power)


def cuts(sections):
    return list(accumulate((s.seconds for s in sections), initial=0.0))[:-1]


def rise_at(sound, at):
    """How much louder the 30 ms from a cut (10 ms early allowed) are than the 50 ms before."""
    steps = np.concatenate((np.full(10, 1e-4), envelope(sound)))
    i = round(at * SAMPLE_RATE / STEP) + 10
    return steps[i : i + 6].max() / (steps[max(0, i - 12) : i - 2].mean() + 1e-4)


@pytest.fixture(scope="module", params=MOODS)
def mood(request):
    return request.param


@pytest.fixture(scope="module")
def piece(mood):
    return compose(mood, AD, 1)


def test_is_exactly_as_long_as_the_film_and_clean(piece):
    assert piece.shape == (30 * SAMPLE_RATE, 2)
    assert piece.dtype == np.float32
    assert np.isfinite(piece).all()
    assert 0.3 < np.abs(piece).max() < 0.9
    assert abs(piece.mean()) < 1e-3


def test_a_hit_falls_on_every_cut(piece):
    for at in cuts(AD):
        assert rise_at(piece, at) > 1.4, at


def test_never_silent_and_ends_at_zero(piece):
    long = envelope(piece)[: -int(0.5 * 200)]
    quiet = "".join("q" if level < 0.01 else "." for level in long)
    assert "q" * 300 not in quiet                   # 1.5 s
    assert np.abs(piece[-1]).max() == 0
    assert np.abs(piece[-480:]).max() < 0.01


def test_loudness_rises_from_hook_to_solution(piece):
    marks = [*cuts(AD), 30]
    hook, problem, solution, cta = (
        20 * np.log10(np.sqrt((piece[int(a * SAMPLE_RATE) : int(b * SAMPLE_RATE)] ** 2).mean()))
        for a, b in pairwise(marks)
    )
    assert 1.5 < solution - hook < 8
    assert 1.5 < solution - problem < 8
    assert abs(solution - cta) < 3


def test_spectrum_is_balanced_and_the_bass_is_in_the_middle(piece):
    hz = np.fft.rfftfreq(len(piece), 1 / SAMPLE_RATE)
    middle, side = (np.abs(np.fft.rfft(x)) ** 2 for x in (piece.sum(1), piece[:, 0] - piece[:, 1]))
    total = middle.sum()
    assert middle[hz > 8000].sum() < 0.02 * total               # not harsh
    assert middle[hz > 2000].sum() > 0.003 * total              # not dull
    assert middle[(hz > 200) & (hz < 4000)].sum() > 0.1 * total
    assert middle[hz < 30].sum() < 0.03 * total
    assert side[hz < 100].sum() < 0.02 * middle[hz < 100].sum()
    assert side[hz > 300].sum() > 0.05 * middle[hz > 300].sum()  # but wide above


def test_moods_are_different_music():
    tempi = {m: TABLE[m].tempo for m in MOODS}
    assert tempi["calm"][1] < tempi["warm"][0] < tempi["warm"][1] < tempi["bold"][0]
    assert len({TABLE[m].home.bass % 12 for m in MOODS}) == len(MOODS)
    low = {}
    for name in MOODS:
        x = compose(name, AD, 1).mean(1)
        spectrum, hz = np.abs(np.fft.rfft(x)) ** 2, np.fft.rfftfreq(len(x), 1 / SAMPLE_RATE)
        low[name] = spectrum[hz < 120].sum() / spectrum.sum()
    assert low["bold"] > low["calm"] * 1.2


def test_takes_differ_and_are_repeatable(mood):
    short = [Section("hook", 3), Section("solution", 5)]
    first, other = compose(mood, short, 1), compose(mood, short, 2)
    assert np.abs(first - other).max() > 0.05
    assert np.array_equal(first, compose(mood, short, 1))


@pytest.mark.slow
def test_same_samples_in_another_process():
    code = (
        "import hashlib\n"
        "from tools.providers.local.music import Section, compose\n"
        "x = compose('bold', [Section('hook', 3.3), Section('cta', 5)], 4)\n"
        "import sys; sys.stdout.write(hashlib.sha256(x.tobytes()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    here = compose("bold", [Section("hook", 3.3), Section("cta", 5)], 4)
    assert digests == {hashlib.sha256(here.tobytes()).hexdigest()}


@pytest.mark.slow
@pytest.mark.parametrize("sections", ODD.values(), ids=ODD.keys())
def test_odd_lists_of_sections(sections):
    piece = compose("warm", sections, 3)
    assert len(piece) == round(sum(s.seconds for s in sections) * SAMPLE_RATE)
    assert np.isfinite(piece).all()
    assert np.abs(piece).max() < 0.9
    assert np.abs(piece[-1]).max() == 0
    quiet = "".join("q" if level < 0.005 else "." for level in envelope(piece)[:-100])
    assert "q" * 300 not in quiet


def test_every_cut_falls_on_a_beat_at_nearly_one_tempo():
    for lengths in ((7, 7, 10, 6), (5.5, 8.25, 9.1, 7.15), (4, 5, 6, 7, 8)):
        for name in MOODS:
            spans = lay_out(["hook"] * len(lengths), lengths, TABLE[name].tempo)
            tempi = [60 / s.beat for s in spans]
            assert all(s.beats == round(s.seconds / s.beat) for s in spans)
            assert max(tempi) / min(tempi) < 1.12
            assert all(0.93 < b / a < 1.07 for a, b in pairwise(tempi))
            assert sum(n for _, n in spans[0].bars()) == spans[0].beats


def test_what_cannot_be_composed_is_said():
    with pytest.raises(MediaFailed, match="sad"):
        compose("sad", AD, 1)
    with pytest.raises(MediaFailed):
        compose("warm", [], 1)
