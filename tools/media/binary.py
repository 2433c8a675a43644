"""Which FFmpeg is used, decided once per process by looking at what it can really do.

Order: `ADFLOW_FFMPEG`, the one that comes with imageio-ffmpeg, the system's. The bundled one goes
before the system's because old system builds leak local files through disguised playlists.
"""

import contextlib
import functools
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg

from storage.errors import EnvironmentProblem

OLDEST = 6
LIBAVCODEC_OFFSET = 54                   # libavcodec 60 came with FFmpeg 6
ENCODERS = ("libx264", "aac", "libmp3lame", "png")
FILTERS = ("loudnorm", "ebur128", "sidechaincompress", "amix", "scale", "gblur", "fps")
INSTALL = (
    f"Install FFmpeg {OLDEST} or newer with libx264, or `pip install imageio-ffmpeg`, or point "
    "ADFLOW_FFMPEG at one."
)


@dataclass(frozen=True)
class FFmpeg:
    """A usable FFmpeg: where it is and what it says its version is."""

    path: Path
    version: str


def find_ffmpeg() -> FFmpeg:
    """The FFmpeg to use. Raises EnvironmentProblem if there is none that can do our work."""
    return _find(os.environ.get("ADFLOW_FFMPEG", ""), os.environ.get("PATH", ""))


@functools.lru_cache(maxsize=8)
def _find(chosen: str, _path: str) -> FFmpeg:
    if chosen:                           # what a person chose is used or refused, never replaced
        return _checked(chosen)
    problems = []
    for candidate in _candidates():
        try:
            return _checked(candidate)
        except EnvironmentProblem as problem:
            problems.append(str(problem))
    raise EnvironmentProblem(" ".join(problems) or "There is no FFmpeg on this machine.", INSTALL)


def _candidates() -> list[str]:
    found = []
    with contextlib.suppress(RuntimeError):      # its wheel for this platform has no binary
        found.append(imageio_ffmpeg.get_ffmpeg_exe())
    system = shutil.which("ffmpeg")
    if system and system not in found:
        found.append(system)
    return found


def _checked(path: str) -> FFmpeg:
    text = _ask(path, "-version")
    named = re.search(r"ffmpeg version (\S+)", text)
    if not named:
        raise EnvironmentProblem(f"{path} does not answer as FFmpeg does.", INSTALL)
    version = named[1]
    if (major := _major(version, text)) < OLDEST:
        raise EnvironmentProblem(
            f"The FFmpeg at {path} is version {major or version}, which is too old.", INSTALL
        )
    missing = _missing(path)
    if missing:
        raise EnvironmentProblem(
            f"The FFmpeg at {path} was built without {', '.join(missing)}.", INSTALL
        )
    return FFmpeg(Path(path), version)


def _major(version: str, text: str) -> int:
    numbered = re.match(r"n?(\d{1,2})\.", version)
    if numbered:
        return int(numbered[1])
    library = re.search(r"libavcodec\s+(\d+)\.", text)    # builds from git carry no number
    return int(library[1]) - LIBAVCODEC_OFFSET if library else 0


def _missing(path: str) -> list[str]:
    have = {
        word
        for flag in ("-encoders", "-filters")
        for line in _ask(path, flag).splitlines()
        for word in line.split()[1:2]
    }
    return [name for name in (*ENCODERS, *FILTERS) if name not in have]


def _ask(path: str, flag: str) -> str:
    try:
        done = subprocess.run(
            [path, "-hide_banner", flag],
            capture_output=True, text=True, errors="replace", timeout=20, check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired) as exc:
        raise EnvironmentProblem(f"The FFmpeg at {path} cannot be started: {exc}", INSTALL) from exc
    return done.stdout
