"""What leaves the house beside the film: MP3s, copies of the parts, a contact sheet.

Invariant: a file appears under its name only when it is whole.
"""

import contextlib
import errno
import shutil
from pathlib import Path

import ffmpeg
from PIL import Image, ImageDraw, ImageFont

from storage.errors import DiskFull, EnvironmentProblem
from tools.media.ffmpeg import run
from tools.media.foreign import foreign_input
from tools.media.frames import frames_shown
from tools.media.probe import probe

MP3_BITS = 192_000
MAX_SECONDS = 600.0
WITHIN = 120.0                           # wall seconds
SHEET_EDGE, SHEET_GAP = 360, 6           # pixels: longer side of a picture, space between
SHEET_GROUND, SHEET_INK = (24, 24, 26), (235, 235, 235)


async def to_mp3(sound: Path, target: Path) -> None:
    """Write a sound file as an MP3 of 192 kbit/s, 48 kHz. Raises MediaFailed, DiskFull."""
    args = ffmpeg.output(
        foreign_input(sound, MAX_SECONDS).audio, f"file:{target}", acodec="libmp3lame",
        audio_bitrate=MP3_BITS, ar=48000, map_metadata=-1, fflags="+bitexact", f="mp3",
        **{"flags:a": "+bitexact"},
    ).get_args()
    await run(args, within=WITHIN)


def copy(source: Path, target: Path) -> None:
    """Copy a file to `target`, making its folder; replaces what is there in one step.

    Raises DiskFull, or EnvironmentProblem if it cannot be written there.
    """
    partial = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, partial)
        partial.replace(target)
    except OSError as exc:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        if exc.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(
                f"There is no room left for {target.name}.", "Free some space, then try again."
            ) from exc
        raise EnvironmentProblem(
            f"{target.name} cannot be written to {target.parent}: {exc.strerror}.",
            "Choose a folder that you may write to.",
        ) from exc


def contact_sheet(film: Path, target: Path, columns: int = 6, frames: int = 24) -> None:
    """Draw `frames` evenly spaced frames of a film with their times on one picture.

    The type follows from the ending of `target` (.png, .jpg). Raises MediaFailed.
    """
    seconds = probe(film).seconds
    times = [(number + 0.5) * seconds / frames for number in range(frames)]
    pictures = [Image.fromarray(picture) for picture in frames_shown(film, times)]
    for picture in pictures:
        picture.thumbnail((SHEET_EDGE, SHEET_EDGE), Image.Resampling.LANCZOS)
    width, height = pictures[0].size
    font = ImageFont.load_default(size=13)
    step_x, step_y = width + SHEET_GAP, height + SHEET_GAP + 18
    rows = -(-frames // columns)
    sheet = Image.new(
        "RGB", (columns * step_x + SHEET_GAP, rows * step_y + SHEET_GAP), SHEET_GROUND
    )
    pen = ImageDraw.Draw(sheet)
    for number, (picture, time) in enumerate(zip(pictures, times, strict=True)):
        row, column = divmod(number, columns)
        left, top = SHEET_GAP + column * step_x, SHEET_GAP + row * step_y
        sheet.paste(picture, (left, top + 18))
        pen.text((left, top), f"{time:.2f} s", SHEET_INK, font)
    sheet.save(target, quality=88)
