"""How fast is the cut, whole and after one change, against MoviePy 2 and against a single pass?

Four mixed clips (sizes, rates, codecs, one without sound) become 30 s at 1920×1080, 24 fps, with
three transitions. All three ways run in one go, in turn, with the same FFmpeg and the same x264
settings; the median of the runs counts. MoviePy lives in its own environment in a cache folder.

    python -m benchmarks.assembly [--runs 3] [--cache FOLDER]
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import tempfile
import time
import venv
from collections.abc import Awaitable, Callable
from pathlib import Path

from benchmarks.report import append_section, machine
from tools.media.conform import MasterSpec, make_master
from tools.media.cut import Piece, cut
from tools.media.ffmpeg import find_ffmpeg
from tools.media.mix import Placed, make_mix
from tools.media.probe import probe

SIZE, FPS = (1920, 1080), 24
SECONDS = (7, 7, 10, 6)
TRANSITIONS = ("zoom", "light", "push", "cut")
CROSSFADE = 0.5
CHANGED = 1                              # the second clip is replaced
MOVIEPY = "moviepy==2.2.1"
X264 = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-pix_fmt", "yuv420p")
CLIPS: dict[str, tuple[str, ...]] = {
    "1.mp4": ("testsrc2=s=1920x1080:r=30:d=8", "sine=f=220:d=8", *X264, "-c:a", "aac"),
    "2.mp4": ("testsrc2=s=1280x720:r=25:d=8", "", *X264),
    "3.webm": (
        "testsrc2=s=1920x1080:r=24:d=11", "sine=f=330:d=11", "-c:v", "libvpx-vp9", "-b:v", "4M",
        "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus",
    ),
    "4.mp4": (
        "testsrc2=s=1080x1350:r=60:d=7", "sine=f=440:d=7", "-c:v", "libx265", "-preset",
        "ultrafast", "-pix_fmt", "yuv420p", "-tag:v", "hvc1", "-x265-params", "log-level=error",
        "-c:a", "aac",
    ),
    "other.mp4": ("testsrc2=s=1280x720:r=30:d=8,hue=h=90", "", *X264),
}
MOVIEPY_SCRIPT = '''
import sys
from moviepy import CompositeVideoClip, VideoFileClip, vfx
width, height, fps, fade = map(float, sys.argv[1:5])
target = sys.argv[5]
made, start = [], 0.0
for spec in sys.argv[6:]:
    path, seconds = spec.rsplit(":", 1)
    last = spec == sys.argv[-1]
    clip = VideoFileClip(path)
    clip = clip.resized(max(width / clip.w, height / clip.h))
    clip = clip.cropped(x_center=clip.w / 2, y_center=clip.h / 2, width=width, height=height)
    clip = clip.subclipped(0, float(seconds) + (0 if last else fade)).with_start(start)
    made.append(clip.with_effects([vfx.CrossFadeIn(fade)]) if made else clip)
    start += float(seconds)
film = CompositeVideoClip(made, size=(int(width), int(height)))
film.write_videofile(target, fps=fps, codec="libx264", audio_codec="aac", preset="veryfast",
                     threads=2, ffmpeg_params=["-crf", "18", "-pix_fmt", "yuv420p"], logger=None)
'''


def ffmpeg(*args: str) -> None:
    """Run FFmpeg or stop the benchmark."""
    program = str(find_ffmpeg().path)
    subprocess.run([program, "-v", "error", "-nostdin", "-y", *args], check=True)


def make_clips(folder: Path) -> list[Path]:
    """The source clips, made once and kept in the cache."""
    for name, (picture, sound, *encoder) in CLIPS.items():
        if not (folder / name).exists():
            inputs = ["-f", "lavfi", "-i", picture]
            inputs += ["-f", "lavfi", "-i", sound] if sound else []
            ffmpeg(*inputs, *encoder, str(folder / name))
    return [folder / name for name in CLIPS]


def moviepy_python(cache: Path) -> Path:
    """The Python of MoviePy's own environment, made when it is missing."""
    home = cache / "moviepy"
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", MOVIEPY], check=True)
    return python


class House:
    """Our way: masters two at a time, one mix, the cut."""

    def __init__(self, clips: list[Path], work: Path) -> None:
        self._clips, self._work = clips, work

    async def whole(self) -> Path:
        """Everything from the clips."""
        turn = asyncio.Semaphore(2)
        async with asyncio.TaskGroup() as group:
            for index in range(len(SECONDS)):
                group.create_task(self._master(index, self._clips[index], turn))
            group.create_task(self._mix())
        return await self._cut()

    async def changed(self) -> Path:
        """One clip replaced: its master again, and the cut."""
        await self._master(CHANGED, self._clips[-1], asyncio.Semaphore(1))
        return await self._cut()

    async def _master(self, index: int, clip: Path, turn: asyncio.Semaphore) -> None:
        handle = 12 if TRANSITIONS[index] != "cut" else 0
        spec = MasterSpec(
            width=SIZE[0], height=SIZE[1], fps=FPS, seconds=SECONDS[index], handle=handle
        )
        async with turn:
            await make_master(clip, spec, None, self._work / f"{index}.mp4", silent)

    async def _mix(self) -> None:
        sounds = [
            Placed(path=clip, at=sum(SECONDS[:index]), seconds=SECONDS[index])
            for index, clip in enumerate(self._clips[: len(SECONDS)])
            if probe(clip).audio_codec
        ]
        await make_mix(None, sounds, [], sum(SECONDS), self._work / "mix.wav", silent)

    async def _cut(self) -> Path:
        pieces = [
            Piece(
                master=self._work / f"{index}.mp4", frames=seconds * FPS,
                handle=12 if transition != "cut" else 0, transition=transition,
            )
            for index, (seconds, transition) in enumerate(zip(SECONDS, TRANSITIONS, strict=True))
        ]
        await cut(pieces, self._work / "mix.wav", self._work / "film.mp4", silent)
        return self._work / "film.mp4"


def silent(_: float) -> None:
    """Nobody watches."""


def single_pass(clips: list[Path], target: Path) -> None:
    """The usual way with FFmpeg alone: one graph that scales, crossfades and encodes everything."""
    width, height = SIZE
    inputs, graph = [], ""
    for index, seconds in enumerate(SECONDS):
        last = index == len(SECONDS) - 1
        length = seconds + (0 if last else CROSSFADE)
        inputs += ["-i", str(clips[index])]
        graph += (
            f"[{index}:v]scale={width}:{height}:force_original_aspect_ratio=increase,"
            f"crop={width}:{height},setsar=1,fps={FPS},trim=end_frame={round(length * FPS)},"
            f"settb=1/{FPS},setpts=N,format=yuv420p[v{index}];"
        )
    film, start = "[v0]", 0
    for index in range(1, len(SECONDS)):
        start += SECONDS[index - 1]
        graph += f"{film}[v{index}]xfade=fade:duration={CROSSFADE}:offset={start}[x{index}];"
        film = f"[x{index}]"
    heard = [i for i in range(len(SECONDS)) if probe(clips[i]).audio_codec]
    for index in heard:
        graph += (
            f"[{index}:a]aresample=48000,atrim=end={SECONDS[index]},"
            f"adelay={sum(SECONDS[:index]) * 1000}:all=1[a{index}];"
        )
    graph += "".join(f"[a{i}]" for i in heard) + f"amix=inputs={len(heard)}:normalize=0[a];"
    graph += f"{film}format=yuv420p[v]"
    ffmpeg(
        *inputs, "-filter_complex", graph, "-map", "[v]", "-map", "[a]", *X264, "-threads", "2",
        "-c:a", "aac", "-movflags", "+faststart", str(target),
    )


def moviepy(python: Path, clips: list[Path], target: Path) -> None:
    """MoviePy 2 with cross-fades, the same x264 settings and the same FFmpeg."""
    numbers = [str(number) for number in (*SIZE, FPS, CROSSFADE)]
    parts = [f"{clip}:{seconds}" for clip, seconds in zip(clips, SECONDS, strict=False)]
    subprocess.run(
        [python, "-W", "ignore", "-c", MOVIEPY_SCRIPT, *numbers, str(target), *parts],
        check=True, env={**os.environ, "IMAGEIO_FFMPEG_EXE": str(find_ffmpeg().path)},
    )


def timed(work: Callable[[], object]) -> float:
    """Wall seconds of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def awaited(work: Callable[[], Awaitable[object]]) -> Callable[[], object]:
    """An async piece of work as a plain one."""

    async def waited() -> object:
        return await work()

    return lambda: asyncio.run(waited())


def main() -> None:
    """Run all ways in turn, print and keep the ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=3)
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "adflow-benchmarks"
    options.add_argument("--cache", type=Path, default=cache)
    chosen = options.parse_args()
    chosen.cache.mkdir(parents=True, exist_ok=True)
    clips, python = make_clips(chosen.cache), moviepy_python(chosen.cache)
    with tempfile.TemporaryDirectory(prefix="adflow-assembly-") as folder:
        work = Path(folder)
        house = House(clips, work)
        ways = {
            "AdFlow, everything from the clips": awaited(house.whole),
            "AdFlow, after one clip of 7 s was replaced": awaited(house.changed),
            "one FFmpeg pass that crossfades everything": lambda: single_pass(
                clips, work / "pass.mp4"
            ),
            "MoviePy 2.2.1": lambda: moviepy(python, clips, work / "moviepy.mp4"),
        }
        times: dict[str, list[float]] = {name: [] for name in ways}
        for run in range(chosen.runs):
            for name, way in ways.items():
                times[name].append(timed(way))
                print(f"run {run + 1}: {name}: {times[name][-1]:.1f} s", flush=True)
        frames = {
            name: probe(work / f"{name}.mp4").frames for name in ("film", "pass", "moviepy")
        }
    tell(times, frames)


def tell(times: dict[str, list[float]], frames: dict[str, int]) -> None:
    """Print the ratios to the slowest honest work, and append them to results.md."""
    median = {name: statistics.median(runs) for name, runs in times.items()}
    changed = median["AdFlow, after one clip of 7 s was replaced"]
    lines = [
        f"30 s, 1920×1080, 24 fps, four mixed clips, three transitions. {machine()} "
        f"Median of {len(next(iter(times.values())))}. Frames in the film: "
        + ", ".join(f"{name} {count}" for name, count in frames.items()) + ".",
        "",
        "| way | seconds | × the time after one change |",
        "|---|---:|---:|",
    ]
    lines += [f"| {name} | {value:.1f} | {value / changed:.1f} |" for name, value in median.items()]
    lines += ["", "MoviePy and the single pass reuse nothing: after a change they run whole again."]
    text = "\n".join(lines)
    print(text)
    append_section("Assembly", text)


if __name__ == "__main__":
    main()
