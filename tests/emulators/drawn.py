"""Real pictures, clips and sounds, made quickly, that carry a mark of what was asked.

The mark is a strip of black and white cells along the top: 16 cells for a 16-bit number (a hash
of the prompt), then 8 for the seconds, then 12 for the frame's number (0 in a picture), highest bit
first. Text below says the same for people. `read_mark` reads it back from pixels.
"""

import io
import math
import subprocess
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from PIL import Image, ImageDraw, ImageOps

BITS = (16, 8, 12)
CELLS = sum(BITS)
STRIP = 0.045                            # of the height
RATE = 44_100
DRIFT = 0.12                             # of the width, that a clip's camera goes aside
SPOT, MOTTLE = 8, 70                     # a spot's side in pixels; from its darkest to its lightest
ALIKE = 0.2                              # shapes that differ less are the same, cropped


def number_of(prompt: str) -> int:
    """The 16-bit number that stands for a prompt."""
    return zlib.crc32(prompt.encode()) & 0xFFFF


def scaled(size: tuple[int, int], scale: float) -> tuple[int, int]:
    """A smaller even size of the same shape, at least 72 pixels a side."""
    scale = min(1.0, max(scale, 72 / min(size)))
    return round(size[0] * scale / 2) * 2, round(size[1] * scale / 2) * 2


def _mark(width: int, height: int, prompt: str, seconds: float, frame: int) -> np.ndarray:
    """The strip, as grey pixels."""
    values = (number_of(prompt), round(seconds * 10), frame)
    bits = "".join(f"{value & (1 << n) - 1:0{n}b}" for value, n in zip(values, BITS, strict=True))
    row = np.array([255 if bit == "1" else 0 for bit in bits], np.uint8)
    cells = row[np.arange(width) * CELLS // width]
    return np.repeat(cells[None, :], max(6, round(height * STRIP)), axis=0)


def read_mark(pixels: np.ndarray) -> tuple[int, float, int]:
    """The prompt's number, the seconds and the frame's number, from a grey or RGB frame."""
    grey = pixels.mean(axis=2) if pixels.ndim == 3 else pixels
    height, width = grey.shape
    line = grey[max(3, round(height * STRIP / 2))]
    centres = ((np.arange(CELLS) + 0.5) * width / CELLS).astype(int)
    bits = "".join("1" if line[at] > 127 else "0" for at in centres)
    number, tenths, frame = (
        int(bits[sum(BITS[:n]) : sum(BITS[: n + 1])], 2) for n in range(len(BITS))
    )
    return number, tenths / 10, frame


def answered_picture(
    size: tuple[int, int], prompt: str, given: list[bytes], scale: float, suffix: str
) -> bytes:
    """What an image model makes of pictures and words: of one in the shape that is asked for, the
    same a little later, to the side; else a new one with them in it."""
    if len(given) == 1:
        frame = Image.open(io.BytesIO(given[0])).convert("RGB")
        if abs(frame.width / frame.height / (size[0] / size[1]) - 1) < ALIKE:
            pixels = np.array(ImageOps.fit(frame, scaled(size, scale)))
            pixels = _drifted(pixels, 1)
            strip = _mark(pixels.shape[1], pixels.shape[0], prompt, 0, 0)
            pixels[: strip.shape[0]] = strip[:, :, None]
            return _saved(pixels, suffix)
    return picture(size, prompt, given, scale, suffix)


def picture(
    size: tuple[int, int], prompt: str, references: list[bytes], scale: float, suffix: str
) -> bytes:
    """A picture: the product below or at the right, the logo in a corner, the first words."""
    size = scaled(size, scale)
    number = number_of(prompt)
    canvas = _ground(size, number)
    # Where the prompts ask for them: in the lower half, or at the right of a wide frame.
    product = (0.42, 0.85, 0.76, 0.5) if size[0] > 1.2 * size[1] else (0.8, 0.5, 0.5, 0.69)
    boxes = [product, (0.25, 0.12, 0.85, 0.94)]
    for data, (wide, high, x, y) in zip(references, boxes, strict=False):
        one = ImageOps.contain(Image.open(io.BytesIO(data)).convert("RGBA"),
                               (round(size[0] * wide), round(size[1] * high)))
        canvas.paste(one, (round(size[0] * x - one.width / 2),
                           round(size[1] * y - one.height / 2)), one)
    _write(canvas, prompt, 0)
    pixels = np.array(canvas)
    strip = _mark(*size, prompt, 0, 0)
    pixels[: strip.shape[0]] = strip[:, :, None]
    return _saved(pixels, suffix)


def _ground(size: tuple[int, int], number: int) -> Image.Image:
    """The number's colour under a mottle of its own: what moves over it is seen to move."""
    colour = np.array([60 + (number >> shift & 0x7F) for shift in (0, 4, 8)], np.float32)
    spots = Image.fromarray(np.random.default_rng(number).integers(
        0, 256, (max(2, size[1] // SPOT), max(2, size[0] // SPOT)), np.uint8))
    light = np.array(spots.resize(size, Image.Resampling.BICUBIC), np.float32) / 255 - 0.5
    return Image.fromarray(np.clip(colour + light[..., None] * MOTTLE, 0, 255).astype(np.uint8))


def _saved(pixels: np.ndarray, suffix: str) -> bytes:
    out = io.BytesIO()
    kind = {".png": "PNG", ".jpg": "JPEG", ".webp": "WEBP"}[suffix]
    Image.fromarray(pixels).save(out, kind, quality=92)
    return out.getvalue()


def _write(canvas: Image.Image, text: str, line: int) -> None:
    size = max(9, canvas.height // 40)
    at = (canvas.width // 30, round(canvas.height * STRIP) + 8 + line * (size + 4))
    words = text[: max(8, canvas.width * 2 // size)]
    ImageDraw.Draw(canvas).text(at, words, "white", font_size=size, stroke_width=1,
                                stroke_fill="black")


def clip(
    size: tuple[int, int], prompt: str, seconds: float, fps: int, first: bytes | None,
    last: bytes | None, scale: float,
) -> bytes:
    """An MP4 that starts on the first picture, drifts, and ends on the last one if it is given."""
    size = scaled(size, scale)
    begin = _still(first, size, prompt)
    end = _still(last, size, prompt) if last else None
    frames = round(seconds * fps)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "clip.mp4"
        command = [
            imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-f", "rawvideo",
            "-pix_fmt", "rgb24", "-s", f"{size[0]}x{size[1]}", "-r", str(fps), "-i", "-",
            "-c:v", "libx264", "-preset", "ultrafast", "-crf", "14", "-pix_fmt", "yuv420p",
            "-movflags", "+faststart", "-threads", "1", str(target),
        ]
        with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
            assert process.stdin
            for frame in range(frames):
                process.stdin.write(
                    _frame(begin, end, frame, frames, prompt, seconds).tobytes()
                )
        return target.read_bytes()


def sounding(film: bytes, prompt: str, seconds: float) -> bytes:
    """The clip with a tone of the prompt's pitch in it."""
    with tempfile.TemporaryDirectory() as folder:
        silent, tone, target = (Path(folder) / name for name in ("c.mp4", "t.mp3", "out.mp4"))
        silent.write_bytes(film)
        tone.write_bytes(sound(prompt, seconds, ".mp3"))
        subprocess.run(
            [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-i", str(silent), "-i",
             str(tone), "-map", "0:v", "-map", "1:a", "-c:v", "copy", "-c:a", "aac", "-shortest",
             "-movflags", "+faststart", str(target)], check=True)
        return target.read_bytes()


def _still(data: bytes | None, size: tuple[int, int], prompt: str) -> np.ndarray:
    if data is None:
        return np.full((size[1], size[0], 3), 90 + number_of(prompt) % 100, np.uint8)
    return np.array(ImageOps.fit(Image.open(io.BytesIO(data)).convert("RGB"), size))


def _drifted(pixels: np.ndarray, passed: float) -> np.ndarray:
    """A copy of a picture, moved to the side as far as it goes in `passed` of a clip."""
    shift = passed * DRIFT * pixels.shape[1]
    whole = math.floor(shift)
    near, far = (np.roll(pixels, whole + one, axis=1) for one in (0, 1))
    return (near + (far.astype(np.float32) - near) * (shift - whole)).astype(np.uint8)


def _frame(
    begin: np.ndarray, end: np.ndarray | None, frame: int, frames: int, prompt: str,
    seconds: float,
) -> np.ndarray:
    """One frame: the first picture on its way into the last, if there is one, under its mark."""
    passed = frame / max(1, frames - 1)
    pixels = _drifted(begin, passed)
    if end is not None:
        pixels = (pixels * (1 - passed) + _drifted(end, passed - 1) * passed).astype(np.uint8)
    strip = _mark(pixels.shape[1], pixels.shape[0], prompt, seconds, frame)
    pixels[: strip.shape[0]] = strip[:, :, None]
    return pixels


def sound(
    prompt: str, seconds: float, suffix: str, pauses: Sequence[tuple[float, float]] = ()
) -> bytes:
    """A tone whose pitch is the prompt's number (200–1000 Hz), as MP3, WAV, FLAC or OGG.

    It is silent during the pauses, each from one second to another.
    """
    pitch = 200 + number_of(prompt) % 800
    time = np.arange(round(seconds * RATE)) / RATE
    wave = (np.sin(2 * np.pi * pitch * time) * 0.2 * 32767).astype("<i2")
    for begin, end in pauses:
        wave[round(begin * RATE) : round(end * RATE)] = 0
    codec = {".mp3": "libmp3lame", ".wav": "pcm_s16le", ".flac": "flac", ".ogg": "libvorbis"}
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"sound{suffix}"
        subprocess.run(
            [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-f", "s16le", "-ar",
             str(RATE), "-ac", "1", "-i", "-", "-c:a", codec[suffix], str(target)],
            input=wave.tobytes(), check=True,
        )
        return target.read_bytes()
