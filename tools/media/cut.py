"""The cut: masters, transitions and one mix become the film, by copying.

Only the overlaps (12 frames each, where the outgoing shot's handle meets the incoming shot's first
frames) are drawn and encoded; all other video packets are copied, and the sound is encoded once.
Invariant: the film has exactly the sum of its pieces' frames, every one once, and equal inputs
give equal bytes.
"""

import asyncio
import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import ffmpeg

from storage.errors import DiskFull, MediaFailed
from storage.records import Record, Transition
from tools.media.conform import OVERLAP
from tools.media.decode import decoded
from tools.media.encode import TIMESCALE, aac, h264
from tools.media.ffmpeg import Report, Sink, frame_sink, run
from tools.media.foreign import own_input
from tools.media.join import REMAKE, Part, join
from tools.media.probe import Probe, probe
from tools.media.transitions import TRANSITIONS

AT_ONCE = 2                              # overlaps encoded side by side
SOUND_SECONDS = 120                      # wall time the sound may take


class Piece(Record):
    """A shot in the cut.

    `frames` is its time in the film; `handle` the frames its master holds beyond; `transition`
    leads into the next piece and is ignored on the last.
    """

    master: Path
    frames: int
    handle: int = OVERLAP
    transition: Transition = "cut"


async def cut(pieces: Sequence[Piece], mix: Path, target: Path, report: Report) -> None:
    """Join `pieces` and the WAV `mix` to the MP4 `target`; `report` gets fractions 0–1.

    Temporary files stand beside `target`. Raises MediaFailed if masters do not fit together (with
    the next step to make them again) and DiskFull.
    """
    looks = await asyncio.gather(*(asyncio.to_thread(probe, piece.master) for piece in pieces))
    fps = _check(pieces, looks)
    size = (looks[0].width or 0, looks[0].height or 0)
    sound = target.with_name(f"{target.stem}.sound.mp4")
    overlaps = {
        index: target.with_name(f"{target.stem}.overlap{index}.mp4")
        for index, piece in enumerate(pieces[:-1])
        if piece.transition != "cut"
    }
    turn = asyncio.Semaphore(AT_ONCE)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(_encode_sound(mix, sound))
            for index, path in overlaps.items():
                before, after = pieces[index], pieces[index + 1]
                group.create_task(_overlap(before, after, path, size, fps, turn))
        report(0.7)
        await asyncio.to_thread(join, list(_parts(pieces, overlaps)), sound, target, fps)
    except* (MediaFailed, DiskFull) as failures:
        raise failures.exceptions[0] from None
    finally:
        for path in (sound, *overlaps.values()):
            path.unlink(missing_ok=True)
    report(1.0)


def _check(pieces: Sequence[Piece], looks: Sequence[Probe]) -> int:
    """The film's rate, once the masters are sure to fit together."""
    first = looks[0]
    fps = first.fps or Fraction(0)
    if fps.denominator != 1 or not fps or TIMESCALE % fps:
        raise MediaFailed(f"A master at {fps} frames a second cannot be cut.", REMAKE)
    for number, (piece, look) in enumerate(zip(pieces, looks, strict=True), start=1):
        if (look.width, look.height, look.fps) != (first.width, first.height, first.fps):
            raise MediaFailed(f"Shot {number} has another size or rate than shot 1.", REMAKE)
        if look.frames != piece.frames + piece.handle:
            raise MediaFailed(
                f"The master of shot {number} has {look.frames} frames, not "
                f"{piece.frames + piece.handle}.",
                REMAKE,
            )
        leaving = piece.transition != "cut" and number < len(pieces)
        if leaving and (piece.handle < OVERLAP or pieces[number].frames <= OVERLAP):
            raise MediaFailed(
                f"There is no room for the transition after shot {number}.",
                "Use a hard cut there, or make the shots longer.",
            )
    return int(fps)


def _parts(pieces: Sequence[Piece], overlaps: dict[int, Path]) -> Iterator[Part]:
    for index, piece in enumerate(pieces):
        entered = index - 1 in overlaps
        yield Part(path=piece.master, first=OVERLAP if entered else 0, end=piece.frames)
        if index in overlaps:
            yield Part(path=overlaps[index], first=0, end=OVERLAP)


async def _encode_sound(mix: Path, target: Path) -> None:
    args = ffmpeg.output(own_input(mix).audio, f"file:{target}").get_args()
    await run([*args[:-1], *aac(), args[-1]], within=SOUND_SECONDS)


async def _overlap(
    before: Piece,
    after: Piece,
    target: Path,
    size: tuple[int, int],
    fps: int,
    turn: asyncio.Semaphore,
) -> None:
    async with turn, frame_sink(target, size, fps, "yuv420p", h264(threads=2)) as sink:
        await asyncio.to_thread(_draw, before, after, sink)


def _draw(before: Piece, after: Piece, sink: Sink) -> None:
    transition, number = TRANSITIONS[before.transition], 0
    leaving = itertools.islice(decoded(before.master, before.frames), OVERLAP)
    arriving = itertools.islice(decoded(after.master), OVERLAP)
    for number, (last, first) in enumerate(zip(leaving, arriving, strict=True), start=1):
        sink.write(transition(last, first, number / (OVERLAP + 1)))
    if number < OVERLAP:
        raise MediaFailed("A master ends within a transition.", REMAKE)
