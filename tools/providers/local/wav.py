"""WAV files of 16 bits: written with dither, read back as floats.

Equal samples give equal bytes: the dither comes from a fixed seed.
"""

import wave
from pathlib import Path

import numpy as np

from storage.errors import MediaFailed
from tools.providers.local.synth import SAMPLE_RATE, Sound

_PEAK = 32_767
_DITHER_SEED = 20_240
_CHUNK = SAMPLE_RATE * 10


def save_wav(path: Path, samples: Sound) -> None:
    """Write stereo `samples` (n, 2), full scale ±1, as 16-bit PCM with TPDF dither.

    Raises MediaFailed if the samples are not stereo or not finite.
    """
    if samples.ndim != 2 or samples.shape[1] != 2 or not np.isfinite(samples).all():
        raise MediaFailed(
            f"Cannot write {path.name}: the sound is not finite stereo.", "Render the sound again."
        )
    rng = np.random.default_rng(_DITHER_SEED)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        for start in range(0, len(samples), _CHUNK):
            chunk = samples[start : start + _CHUNK]
            # Two uniform draws make triangular noise of ±1 step: the error loses its tone.
            dither = rng.random(chunk.shape, np.float32) - rng.random(chunk.shape, np.float32)
            steps = np.where(chunk == 0, 0, np.rint(chunk * (_PEAK - 1) + dither))
            file.writeframes(np.clip(steps, -_PEAK, _PEAK).astype("<i2").tobytes())


def load_wav(path: Path) -> Sound:
    """Read a 16-bit stereo WAV at 48 kHz as float32 (n, 2). Raises MediaFailed for any other."""
    try:
        with wave.open(str(path), "rb") as file:
            shape = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            data = file.readframes(file.getnframes())
    except (wave.Error, EOFError, OSError) as exc:
        raise MediaFailed(f"Cannot read the sound {path.name}.", "Render it again.") from exc
    if shape != (2, 2, SAMPLE_RATE):
        raise MediaFailed(
            f"{path.name} is not 16-bit stereo at {SAMPLE_RATE} Hz.", "Render the sound again."
        )
    return np.frombuffer(data, "<i2").reshape(-1, 2).astype(np.float32) / np.float32(_PEAK)
