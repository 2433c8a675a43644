"""The outline and loudness that people are shown, against FFmpeg's measure."""

import wave
from pathlib import Path

import numpy as np
import pytest

from tools.media.loudness import measure
from tools.media.waveform import heard

RATE = 48_000


def write(path: Path, sound: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.stack([sound, sound], 1) * 32767).astype("<i2").tobytes())
    return path


async def test_it_meets_ffmpegs_measure_and_shows_where_it_is_loud(tmp_path: Path) -> None:
    at = np.arange(8 * RATE) / RATE
    gate = np.where(at % 4 < 2, 0.6, 0.02)
    noise = np.random.default_rng(1).normal(0, 0.2, len(at))
    path = write(tmp_path / "a.wav", np.clip(gate * (np.sin(at * 880) * 0.5 + noise), -1, 1))
    seen = heard(path, 80)
    assert seen.loudness == pytest.approx((await measure(path)).integrated, abs=0.2)
    assert len(seen.peaks) == 80
    assert min(seen.peaks[:19]) > 5 * max(seen.peaks[21:39])


def test_silence_and_what_is_hardly_there(tmp_path: Path) -> None:
    assert heard(write(tmp_path / "a.wav", np.zeros(RATE)), 4).peaks == (0, 0, 0, 0)
    assert heard(tmp_path / "a.wav").loudness is None
    short = heard(write(tmp_path / "b.wav", np.full(3, 0.5)), 9)
    assert short == heard(tmp_path / "b.wav", 9)
    assert (short.peaks, short.loudness) == ((50, 50, 50), None)
    assert heard(write(tmp_path / "c.wav", np.zeros(0))).peaks == (0,)
