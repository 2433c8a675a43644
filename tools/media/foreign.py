"""How a file that we did not make is opened by FFmpeg and PyAV.

Playlists and manifests, also disguised as .mp4, pull other people's files into a render, and names
like `concat:x` are obeyed. Invariant: such a file is opened only with the demuxer its first bytes
call for, through a `file:` address, with everything that could lead elsewhere switched off.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import av
import av.container
import av.error
import ffmpeg

from storage.errors import MediaFailed
from tools.media import sniff

MAX_PIXELS = 40_000_000                  # of one frame
HEAD_BYTES = 4096
DEMUXERS = {
    sniff.MP4: "mov",
    sniff.M4A: "mov",
    sniff.MATROSKA: "matroska",
    sniff.MPEG: "mpegts",
    sniff.WAV: "wav",
    sniff.MP3: "mp3",
    sniff.OGG: "ogg",
    sniff.FLAC: "flac",
    sniff.AAC: "aac",
    sniff.PNG: "png_pipe",
    sniff.JPEG: "jpeg_pipe",
    sniff.WEBP: "webp_pipe",
    sniff.GIF: "gif",
}
WHITELIST = ",".join([*dict.fromkeys(DEMUXERS.values()), "mp4", "m4a", "3gp", "3g2", "mj2", "webm"])


def demuxer(path: Path) -> str:
    """The demuxer a file's first bytes call for. Raises MediaFailed if it is nothing we open."""
    try:
        with path.open("rb") as file:
            kind = sniff.sniff(file.read(HEAD_BYTES))
    except OSError as exc:
        raise MediaFailed(f"{path.name} cannot be read: {exc.strerror}.", "Try again.") from exc
    if kind not in DEMUXERS:
        raise MediaFailed(
            f"{path.name} is {kind.title}, not a video or a sound that AdFlow opens.",
            "Use MP4, MOV, WebM, WAV or MP3.",
        )
    return DEMUXERS[kind]


def foreign_input(path: Path, seconds: float, **options: Any) -> Any:
    """An ffmpeg-python input for a file we did not make, read for at most `seconds`.

    `options` are further input options. Raises MediaFailed if it is nothing we open.
    """
    return ffmpeg.input(
        f"file:{path}", f=demuxer(path), t=f"{seconds:.6f}", threads=2, max_pixels=MAX_PIXELS,
        protocol_whitelist="file,pipe", format_whitelist=WHITELIST, **options,
    )


def own_input(path: Path, **options: Any) -> Any:
    """An ffmpeg-python input for a file that we made; `options` are input options."""
    return ffmpeg.input(f"file:{path}", **options)


@contextmanager
def opened(path: Path) -> Iterator[av.container.InputContainer]:
    """Open a file with PyAV by what it really is; what goes wrong inside becomes MediaFailed."""
    try:
        with av.open(
            f"file:{path}", format=demuxer(path), options={"protocol_whitelist": "file"}
        ) as container:
            for stream in container.streams.video:
                if stream.codec_context.width * stream.codec_context.height > MAX_PIXELS:
                    raise MediaFailed(f"{path.name} is too large a picture.", "Use a smaller one.")
            yield container
    except av.error.FFmpegError as exc:
        raise MediaFailed(
            f"{path.name} cannot be read: {exc.strerror}.", "The file may be damaged; use another."
        ) from exc
