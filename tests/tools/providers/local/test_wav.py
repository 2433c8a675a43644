import wave

import numpy as np
import pytest

from storage.errors import MediaFailed
from tools.providers.local.synth import SAMPLE_RATE
from tools.providers.local.wav import load_wav, save_wav


def tone(seconds=1.0):
    t = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return np.stack([np.sin(t * 2764), 0.5 * np.sin(t * 1382)], 1).astype(np.float32)


def test_reads_back_what_was_written_within_two_steps(tmp_path):
    save_wav(tmp_path / "a.wav", tone())
    assert np.abs(load_wav(tmp_path / "a.wav") - tone()).max() < 3 / 32767


def test_equal_samples_are_equal_bytes_and_silence_stays_silence(tmp_path):
    for name in ("a", "b"):
        save_wav(tmp_path / f"{name}.wav", tone(11))
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()
    save_wav(tmp_path / "c.wav", np.zeros((480, 2), np.float32))
    assert not load_wav(tmp_path / "c.wav").any()


def test_dither_frees_the_error_from_the_tone(tmp_path):
    faint = tone() * np.float32(0.4 / 32767)                    # under half a step
    save_wav(tmp_path / "a.wav", faint)
    heard, played = load_wav(tmp_path / "a.wav")[:, 0], faint[:, 0]
    assert np.dot(heard, played) / np.dot(played, played) == pytest.approx(1, abs=0.2)


def test_says_what_it_cannot_write_or_read(tmp_path):
    with pytest.raises(MediaFailed, match="stereo"):
        save_wav(tmp_path / "a.wav", np.zeros(10, np.float32))
    with pytest.raises(MediaFailed, match="finite"):
        save_wav(tmp_path / "a.wav", np.full((10, 2), np.nan, np.float32))
    (tmp_path / "b.wav").write_bytes(b"no sound")
    with pytest.raises(MediaFailed):
        load_wav(tmp_path / "b.wav")
    with wave.open(str(tmp_path / "c.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(44100)
        file.writeframes(b"\0\0")
    with pytest.raises(MediaFailed, match="48000"):
        load_wav(tmp_path / "c.wav")
