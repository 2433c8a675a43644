"""Stills held to the frame, watermarks, and voices over a bed."""

import asyncio
import wave
from pathlib import Path

import numpy as np
from PIL import Image

from tools.media.conform import MasterSpec, make_still_master
from tools.media.decode import decoded
from tools.media.probe import audible, probe
from tools.media.watermark import watermark
from tools.providers.assemble import Assembly, mix

RATE = 48000


async def test_a_still_is_held_for_exactly_its_frames(tmp_path: Path) -> None:
    picture, master, fitted = (tmp_path / one for one in ("p.png", "m.mp4", "m.still.png"))
    Image.new("RGB", (300, 200), (200, 60, 30)).save(picture)
    spec = MasterSpec(width=64, height=96, fps=24, seconds=73 / 24, handle=12)
    await make_still_master(picture, spec, None, master, lambda _: None)
    found = probe(master)
    assert (found.width, found.height, found.frames) == (64, 96, 73 + 12)
    frames = list(decoded(master))
    assert len(frames) == 85
    assert abs(frames[0][0].astype(int) - frames[-1][0].astype(int)).max() <= 2
    assert abs(int(frames[0][0].mean()) - 86) < 6            # Y of that red in BT.709, tv range
    assert not fitted.exists()


def test_a_watermark_fits_into_the_corner() -> None:
    for size in ((640, 360), (270, 480), (96, 64)):
        patch = watermark("PREVIEW, not for sale", size)
        height, width = patch.picture.shape[:2]
        assert patch.x >= 0
        assert patch.x + width <= size[0]
        assert patch.y + height <= size[1]
        assert patch.picture[..., 3].max() > 100


def tone(path: Path, seconds: float, level: float, hertz: float) -> Path:
    t = np.arange(round(seconds * RATE)) / RATE
    samples = np.rint(np.sin(2 * np.pi * hertz * t) * level * 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.repeat(samples, 2).tobytes())
    return path


def heard(path: Path, begin: float, end: float, hertz: float) -> float:
    """How much of a frequency is heard between two times."""
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")[::2] / 32768
    part = samples[round(begin * RATE) : round(end * RATE)]
    wave_ = np.exp(-2j * np.pi * hertz * np.arange(len(part)) / RATE)
    return float(abs((part * wave_).mean()) * 2)


async def test_voices_are_as_loud_as_each_other_and_the_music_goes_down_under_them(
    tmp_path: Path,
) -> None:
    files = {
        "music": tone(tmp_path / "m.wav", 12, 0.2, 220),
        "voice-1": tone(tmp_path / "a.wav", 2, 0.05, 1000),
        "voice-3": tone(tmp_path / "b.wav", 2, 0.6, 1000),
    }
    target = tmp_path / "mix.wav"
    await mix(Assembly(kind="mix", params={"seconds": 12.0, "shots": [4.0, 4.0, 4.0]},
                       files=files, target=target), lambda _: None)
    first, second = heard(target, 0.5, 1.8, 1000), heard(target, 8.5, 9.8, 1000)
    assert 0.8 < first / second < 1.25
    assert heard(target, 0.7, 1.8, 220) < 0.6 * heard(target, 5.5, 7.5, 220)
    assert await asyncio.to_thread(audible, target)


async def test_a_mix_needs_no_voice(tmp_path: Path) -> None:
    files = {"music": tone(tmp_path / "m.wav", 2, 0.2, 220)}
    await mix(Assembly(kind="mix", params={"seconds": 2.0, "shots": [1.0, 1.0]}, files=files,
                       target=tmp_path / "mix.wav"), lambda _: None)
    assert heard(tmp_path / "mix.wav", 0.5, 1.5, 220) > 0.1
