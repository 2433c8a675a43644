"""The mix: exact length, things where they belong, −14 LUFS, silence left alone."""

import math
import wave

import numpy as np
import pytest

from storage.errors import MediaFailed
from tools.media.loudness import RATE, measure
from tools.media.mix import Placed, make_mix
from tools.media.probe import probe

SECONDS = 6.0


def silent(_: float) -> None:
    pass


def samples(path) -> np.ndarray:
    with wave.open(str(path)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (RATE, 2, 2)
        return np.frombuffer(sound.readframes(sound.getnframes()), "<i2").reshape(-1, 2) / 32768


def level(part: np.ndarray) -> float:
    """RMS in dBFS."""
    return float(20 * np.log10(np.sqrt((part**2).mean()) + 1e-9))


def at(sound: np.ndarray, start: float, end: float) -> np.ndarray:
    return sound[round(start * RATE) : round(end * RATE)]


SOURCES = {
    "music": ("aevalsrc=0.3*sin(691*t)*(0.6+0.4*sin(12*t))|0.2*sin(710*t):s=48000:d=6",),
    "peaks": ("aevalsrc=0.95*exp(-30*mod(t\\,0.5))*sin(2*PI*90*t):s=44100:d=6",),
    "loud": ("anoisesrc=d=6:c=pink:a=1:s=1",),
    "quiet": ("sine=f=330:d=6:r=22050,volume=-38dB",),
}


@pytest.mark.parametrize("name", SOURCES)
async def test_it_measures_as_promised_also_after_aac(name, tmp_path, lavfi):
    bed = lavfi(tmp_path / "bed.wav", "-f", "lavfi", "-i", *SOURCES[name])
    loudness = await make_mix(bed, [], [], SECONDS, tmp_path / "mix.wav", silent)
    assert len(samples(tmp_path / "mix.wav")) == SECONDS * RATE
    assert loudness.integrated == pytest.approx(-14, abs=0.5)
    coded = lavfi(tmp_path / "m.m4a", "-i", str(tmp_path / "mix.wav"), "-b:a", "192k")
    after = await measure(coded)
    assert after.integrated == pytest.approx(-14, abs=0.5)
    assert after.peak <= -1


async def test_silence_stays_silent(tmp_path, lavfi):
    still = lavfi(tmp_path / "s.wav", "-f", "lavfi", "-t", "3", "-i", "anullsrc")
    for bed in (still, None):
        loudness = await make_mix(bed, [], [], SECONDS, tmp_path / "mix.wav", silent)
        assert loudness.silent
        assert loudness.integrated == -math.inf
        sound = samples(tmp_path / "mix.wav")
        assert len(sound) == SECONDS * RATE
        assert not sound.any()


async def test_effects_stand_at_their_time(tmp_path, lavfi):
    burst = lavfi(tmp_path / "b.wav", "-f", "lavfi", "-i", "anoisesrc=d=1:a=0.5:s=1")
    effects = [Placed(path=burst, at=1), Placed(path=burst, at=3.5, gain=-12, seconds=0.5)]
    await make_mix(None, effects, [], SECONDS, tmp_path / "mix.wav", silent)
    sound = samples(tmp_path / "mix.wav")
    assert level(at(sound, 0, 0.98)) < -60
    assert level(at(sound, 1.05, 1.95)) > -20
    assert level(at(sound, 2.1, 3.4)) < -60
    assert level(at(sound, 3.55, 3.9)) > -40
    assert level(at(sound, 4.05, 6)) < -60


async def test_the_bed_is_ducked_under_a_voice(tmp_path, lavfi):
    bed = lavfi(tmp_path / "bed.wav", "-f", "lavfi", "-i", "sine=f=3000:d=6:r=48000")
    words = lavfi(tmp_path / "v.wav", "-f", "lavfi", "-i", "sine=f=300:d=2:r=48000,volume=10dB")
    await make_mix(bed, [], [Placed(path=words, at=2)], SECONDS, tmp_path / "mix.wav", silent)
    sound = samples(tmp_path / "mix.wav")[:, 0]

    def bed_level(start: float, end: float) -> float:
        part = at(sound, start, end)
        spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part)))) / len(part)
        bins = np.fft.rfftfreq(len(part), 1 / RATE)
        return float(20 * np.log10(spectrum[(bins > 2900) & (bins < 3100)].max()))

    drop = bed_level(2.5, 3.9) - bed_level(0.5, 1.9)
    assert -14 < drop < -4
    assert abs(bed_level(5.2, 5.9) - bed_level(0.5, 1.9)) < 1.5


@pytest.mark.parametrize("length", [2.0, 5.0, 20.0])
async def test_a_track_of_any_length_fits(length, tmp_path, lavfi):
    track = lavfi(tmp_path / "t.mp3", "-f", "lavfi", "-i", f"sine=f=440:d={length}:r=44100")
    await make_mix(track, [], [], 12, tmp_path / "mix.wav", silent)
    sound = samples(tmp_path / "mix.wav")
    assert len(sound) == 12 * RATE
    levels = [level(at(sound, t, t + 0.5)) for t in np.arange(0.5, 10, 0.5)]
    assert min(levels) > max(levels) - 8                     # no hole where it begins again
    assert level(at(sound, 11.9, 12)) < max(levels) - 12     # faded out


async def test_a_bed_made_for_the_film_keeps_its_end(tmp_path, lavfi):
    bed = lavfi(tmp_path / "bed.wav", "-f", "lavfi", "-i", "sine=f=440:d=6:r=48000")
    await make_mix(bed, [], [], SECONDS, tmp_path / "mix.wav", silent)
    sound = samples(tmp_path / "mix.wav")
    assert level(at(sound, 5.8, 6)) == pytest.approx(level(at(sound, 2, 4)), abs=1)


async def test_equal_inputs_give_equal_bytes(tmp_path, tone):
    effects = [Placed(path=tone, at=1, gain=-6)]
    for name in ("a.wav", "b.wav"):
        await make_mix(tone, effects, [], SECONDS, tmp_path / name, silent)
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.wav", "b.wav"]


async def test_a_clip_without_sound_cannot_be_mixed(tmp_path, numbered_clip):
    clip = await numbered_clip(tmp_path / "a.mp4", frames=10)
    with pytest.raises(MediaFailed):
        await make_mix(None, [Placed(path=clip)], [], 2, tmp_path / "mix.wav", silent)
    with pytest.raises(MediaFailed):
        await measure(clip)
    assert probe(clip).audio_codec == ""


@pytest.mark.slow
async def test_many_shots_with_the_same_sound(tmp_path, lavfi):
    burst = lavfi(tmp_path / "b.wav", "-f", "lavfi", "-i", "anoisesrc=d=0.3:a=0.5:s=1")
    effects = [Placed(path=burst, at=shot * 1.0, seconds=0.3) for shot in range(60)]
    voices = [Placed(path=burst, at=2.0), Placed(path=burst, at=2.0)]
    await make_mix(burst, effects, voices, 60, tmp_path / "mix.wav", silent)
    assert len(samples(tmp_path / "mix.wav")) == 60 * RATE
