import io
import struct
import wave
from pathlib import Path

import av
import numpy as np
import pytest

from storage.errors import BadSound
from tools.media.intake_sound import take_in_sound

KINDS = {
    "mp3": ("mp3", "libmp3lame"),
    "wav": ("wav", "pcm_s24le"),
    "m4a": ("ipod", "aac"),
    "mp4": ("mp4", "aac"),
    "ogg": ("ogg", "libopus"),
    "flac": ("flac", "flac"),
}


def tone(seconds: float, rate: int = 48_000) -> np.ndarray:
    """A 440 Hz tone at half strength, float32."""
    return (0.5 * np.sin(np.arange(int(seconds * rate)) * 2 * np.pi * 440 / rate)).astype("f4")


def encoded(samples: np.ndarray, kind: str, rate: int = 48_000, layout: str = "mono") -> bytes:
    container_format, codec = KINDS[kind]
    out = io.BytesIO()
    with av.open(out, "w", format=container_format) as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        channels = stream.layout.nb_channels
        frame = av.AudioFrame.from_ndarray(np.repeat(samples[None], channels, 0), "fltp", layout)
        frame.rate = rate
        resampler = av.AudioResampler(
            stream.format.name, layout, rate, frame_size=stream.codec_context.frame_size or 1024
        )
        for ready in (*resampler.resample(frame), *resampler.resample(None)):
            container.mux(stream.encode(ready))
        container.mux(stream.encode(None))
    return out.getvalue()


def heard(data: bytes) -> np.ndarray:
    with wave.open(io.BytesIO(data)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (48_000, 2, 2)
        return np.frombuffer(file.readframes(file.getnframes()), np.int16).reshape(-1, 2)


def pitch(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples[:48_000, 0].astype(float)))
    return float(spectrum.argmax() * 48_000 / len(samples[:48_000]))


@pytest.mark.parametrize("kind", KINDS)
def test_every_promised_kind_becomes_plain_samples(kind: str) -> None:
    data = encoded(tone(4), kind)
    sound = take_in_sound(data, name="song.exe")
    samples = heard(sound.data)
    assert sound.seconds == pytest.approx(4, abs=0.08)
    assert len(samples) == round(sound.seconds * 48_000)
    assert pitch(samples) == pytest.approx(440, abs=2)
    assert 10_000 < np.abs(samples).max() < 20_000
    assert take_in_sound(data).data == sound.data


def test_other_rates_and_layouts() -> None:
    for rate, layout in ((44_100, "stereo"), (22_050, "mono"), (96_000, "5.1")):
        sound = take_in_sound(encoded(tone(3.5, rate), "flac", rate, layout))
        assert sound.seconds == pytest.approx(3.5, abs=0.02)
        assert pitch(heard(sound.data)) == pytest.approx(440, abs=2)


def test_the_first_three_minutes_are_kept() -> None:
    sound = take_in_sound(encoded(tone(200), "mp3"))
    assert sound.seconds == 180
    assert sound.notes == ("Its first 3 minutes were kept.",)
    assert take_in_sound(encoded(tone(5), "mp3")).notes == ()


def test_lengths() -> None:
    with pytest.raises(BadSound, match=r"only 2\.\d s"):
        take_in_sound(encoded(tone(2.5), "wav"))
    with pytest.raises(BadSound, match="longer than 20 minutes"):
        take_in_sound(encoded(tone(1210, 8000), "flac", 8000))
    with pytest.raises(BadSound, match="is silent"):
        take_in_sound(encoded(tone(4) * 0, "wav"))


def test_a_cover_picture_is_no_video() -> None:
    art = b"\xff\xd8\xff\xe0" + bytes(200)
    picture = b"\0image/jpeg\0\x03\0" + art
    frame = b"APIC" + struct.pack(">IH", len(picture), 0) + picture
    size = len(frame)
    tag = b"ID3\x03\0\0" + bytes((size >> shift) & 127 for shift in (21, 14, 7, 0)) + frame
    assert take_in_sound(tag + encoded(tone(4), "mp3")).seconds == pytest.approx(4, abs=0.08)


def test_a_video_is_refused() -> None:
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=24)
        stream.width = stream.height = 64
        for _ in range(4):
            frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), "rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    with pytest.raises(BadSound, match="is a video"):
        take_in_sound(out.getvalue())


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b"#EXTM3U\nfile:///etc/passwd\n", "a playlist"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "a playlist"),
        (b"MThd\0\0\0\6", "a MIDI file"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"\x1aE\xdf\xa3", "a WebM or Matroska video"),
        (b"\xff\xf1\x50\x80", "a raw AAC stream"),
        (b"FORM\0\0\0\0AIFF", "an AIFF sound"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "cannot be decoded|no sound"),
        (b"fLaC" + bytes(100), "cannot be decoded"),
        (b"OggS" + bytes(100), "cannot be decoded"),
        (b"ID3\x03\0\0\0\0\0\0" + bytes(5000), "cannot be decoded"),
    ],
)
def test_what_is_no_track_is_named(data: bytes, what: str) -> None:
    with pytest.raises(BadSound, match=what) as error:
        take_in_sound(data, name="song.mp3")
    assert error.value.next_step


@pytest.mark.parametrize("kind", KINDS)
def test_damage_gives_a_sound_or_a_sentence(kind: str) -> None:
    source = encoded(tone(4), kind)
    random = np.random.default_rng(5)
    for attempt in range(25):
        data = bytearray(source)
        for at in random.integers(0, len(data) if attempt % 2 else 400, 6):
            data[at] = int(random.integers(256))
        try:
            sound = take_in_sound(bytes(data[: len(data) - attempt * 1000]))
        except BadSound:
            continue
        assert 3 <= sound.seconds <= 180


def test_paths(tmp_path: Path) -> None:
    good = tmp_path / "song"
    good.write_bytes(encoded(tone(4), "mp3"))
    assert take_in_sound(good).media_type == "audio/wav"
    with pytest.raises(BadSound, match="“none” was not found"):
        take_in_sound(tmp_path / "none")
