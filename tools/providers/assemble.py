"""The house's work itself: frame, master and cut run in a child process.

A mix is all FFmpeg's, so the worker waits for it itself and no drawing holds it up.
"""

import asyncio
import itertools
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

from storage.records import JobKind, LogoLook, Overlay, Palette, Record
from tools.media.conform import MasterSpec, make_master, make_still_master
from tools.media.cut import Piece, cut
from tools.media.ffmpeg import Report
from tools.media.frames import frame_shown, save_png
from tools.media.loudness import measure
from tools.media.mix import Placed, make_mix
from tools.media.overlay import OverlaySpec, overlay_painter
from tools.media.probe import audible
from tools.media.small import save_covering
from tools.media.spoken import words_of
from tools.providers.child import tell

EFFECTS_GAIN = -2.0                      # dB: effects sit just behind the music
VOICE_LEVEL = -16.0                      # LUFS of each spoken line, before the mix is levelled


class Assembly(Record):
    """What to assemble: the job's kind and parameters, files by role, where to write."""

    kind: JobKind
    params: dict[str, Any]
    files: dict[str, Path]
    target: Path


def assemble(assembly: Assembly, progress: Path) -> None:
    """Make what is drawn. Runs in a child process; errors are those of `storage.errors`."""

    def report(fraction: float) -> None:
        tell(progress, fraction)

    if assembly.kind in ("picture", "frame"):
        _still(assembly)
        return
    work = _master if assembly.kind == "master" else _cut
    asyncio.run(_finish(work(assembly, report)))


def _still(assembly: Assembly) -> None:
    """A given picture in the film's shape, a frame of a clip, or a frame that is kept as it is."""
    if assembly.kind == "picture":
        width, height = assembly.params["size"]
        save_covering(assembly.files["picture"], (width, height), assembly.target)
    elif "frame" in assembly.files:
        assembly.target.write_bytes(assembly.files["frame"].read_bytes())
    else:
        save_png(frame_shown(assembly.files["clip"], assembly.params["at"]), assembly.target)


async def _finish(work: Awaitable[object]) -> None:
    await work


def _master(assembly: Assembly, report: Report) -> Awaitable[object]:
    given = assembly.params
    width, height = given["size"]
    logo_look = given["logo_look"]
    painter = overlay_painter(OverlaySpec(
        size=(width, height), fps=given["fps"], seconds=given["seconds"], beat=given["beat"],
        look=given["look"], aspect=given["aspect"],
        palette=Palette.model_validate(given["palette"]),
        overlay=Overlay.model_validate(given["overlay"]),
        logo=assembly.files.get("logo"), photographic=not given["ours"],
        logo_look=LogoLook.model_validate(logo_look) if logo_look else None,
        font=assembly.files.get("font"), spoken=given.get("spoken", ""),
        words=words_of(assembly.files["voice"]) if "voice" in assembly.files else (),
        watermark=given.get("watermark", ""), alone=given.get("alone", False),
    ))
    spec = MasterSpec(
        width=width, height=height, fps=given["fps"], seconds=given["seconds"],
        skip=given["skip"], handle=given["handle"], hold=given["hold"], ours=given["ours"],
    )
    if "clip" not in assembly.files:
        return make_still_master(
            assembly.files["picture"], spec, painter, assembly.target, report)
    return make_master(assembly.files["clip"], spec, painter, assembly.target, report)


async def mix(assembly: Assembly, report: Report) -> None:
    """Make a mix; the errors are those of `storage.errors`."""
    given, at, effects = assembly.params, 0.0, []
    for number, seconds in enumerate(given["shots"], start=1):
        path: Path | None = assembly.files.get(f"sound-{number}")
        if path is not None and await asyncio.to_thread(audible, path):
            effects.append(Placed(path=path, at=at, gain=EFFECTS_GAIN, seconds=seconds))
        at += seconds
    bed = assembly.files.get("track") or assembly.files.get("music")
    voices = await _voices(assembly)
    await make_mix(bed, effects, voices, given["seconds"], assembly.target, report)


async def _voices(assembly: Assembly) -> list[Placed]:
    """The spoken lines, all as loud as each other; one that is too long ends as the next begins."""
    begins = list(itertools.accumulate(assembly.params["shots"], initial=0.0))
    spoken = [(at, assembly.files[f"voice-{number}"]) for number, at in enumerate(begins, start=1)
              if f"voice-{number}" in assembly.files]
    ends = [*(at for at, _ in spoken), assembly.params["seconds"]][1:]
    found = []
    for (at, path), end in zip(spoken, ends, strict=True):
        heard = await measure(path)
        gain = 0.0 if heard.silent else VOICE_LEVEL - heard.integrated
        found.append(Placed(path=path, at=at, gain=gain, seconds=end - at))
    return found


def _cut(assembly: Assembly, report: Report) -> Awaitable[object]:
    given = assembly.params
    pieces = [
        Piece(
            master=assembly.files[f"master-{number}"],
            frames=round(seconds * given["fps"]),
            handle=given["handle"],
            transition=transition,
        )
        for number, (seconds, transition) in enumerate(given["pieces"], start=1)
    ]
    return cut(pieces, assembly.files["mix"], assembly.target, report)
