"""One FFmpeg process: started within limits, watched, and certainly gone afterwards.

Invariant: when the `started` block is left, by whatever way, the whole process group has ended and
the end of its log is known.
"""

import asyncio
import contextlib
import os
import re
import signal
import sys
import threading
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from storage.errors import DiskFull, JobFailed, MediaFailed
from tools.media.binary import find_ffmpeg

LAUNCHER = Path(__file__).with_name("confine.py")     # run, never imported
TAIL_BYTES = 1 << 16
KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "TMPDIR", "SYSTEMROOT")   # no keys, no secrets
NO_ROOM = ("No space left on device", "Disk quota exceeded")
NOISE = (
    "Conversion failed", "Task finished with error", "Terminating thread", "Exiting normally",
    "Error opening input file", "Error opening output file", "Nothing was written",
)
ADDRESS = re.compile(r"^(\[[^\]]* @ 0x[0-9a-f]+\] )+")
FOLDER = re.compile(r"(?:file:)?/(?:[^\s/']+/)+")


@dataclass(frozen=True)
class Limits:
    """What one FFmpeg process may use; 0 is no limit. Not enforced on Windows.

    `memory` address space in bytes, `cpu` in seconds, `file` size of a written file in bytes,
    `handles` open files.
    """

    memory: int = 3 << 30
    cpu: int = 120
    file: int = 300 << 20
    handles: int = 64


USUAL = Limits()


class Tail(threading.Thread):
    """Drains a log so that its writer never blocks, and keeps the last 64 KB of it."""

    def __init__(self) -> None:
        super().__init__(name="ffmpeg-log", daemon=True)
        self._reader, self.writer = os.pipe()
        self._kept = b""

    def run(self) -> None:
        """Read until the last writer has closed."""
        with open(self._reader, "rb", buffering=0) as log:  # noqa: PTH123 - a descriptor
            while chunk := log.read(TAIL_BYTES):
                self._kept = (self._kept + chunk)[-TAIL_BYTES:]

    def text(self) -> str:
        """What was kept; complete once the process has ended."""
        self.join(timeout=5)
        return self._kept.decode("utf-8", "replace")


class Child:
    """A running FFmpeg process: ask `problem` how it ended."""

    def __init__(self, process: asyncio.subprocess.Process, tail: Tail) -> None:
        self.process = process
        self.tail = tail
        self.timed_out = False

    def kill(self) -> None:
        """End the process and all it has started, now."""
        if self.process.returncode is not None:
            return                       # its number may be another's by now
        with contextlib.suppress(ProcessLookupError):
            if sys.platform == "win32":
                self.process.kill()
            else:
                os.killpg(self.process.pid, signal.SIGKILL)

    def expire(self) -> None:
        """Kill it because its time is up."""
        self.timed_out = True
        self.kill()

    async def finish(self) -> None:
        """Wait for its end. Raises DiskFull or MediaFailed if it was not a good one."""
        code = await self.process.wait()
        if code or self.timed_out:
            raise self.problem()

    def problem(self) -> JobFailed | DiskFull:
        """What went wrong, as one sentence for a person."""
        log = self.tail.text()
        if any(words in log for words in NO_ROOM):
            return DiskFull(
                "There is no room left to write the film.", "Free some space, then try again."
            )
        if self.timed_out:
            return MediaFailed("FFmpeg took too long.", "Try again, or with a shorter clip.")
        if "File too large" in log:
            return MediaFailed("FFmpeg wrote more than it may.", "Use a shorter clip.")
        if "Cannot allocate memory" in log:
            return MediaFailed("FFmpeg needed more memory than it may.", "Use a smaller clip.")
        if self.process.returncode and self.process.returncode < 0:
            return MediaFailed(
                f"FFmpeg was stopped (signal {-self.process.returncode}).", "Try again."
            )
        return MediaFailed(f"FFmpeg failed: {last_words(log)}", "Try again, or use another clip.")


def last_words(log: str) -> str:
    """The last line of a log that says something, without addresses and folders."""
    lines = (FOLDER.sub("", ADDRESS.sub("", line)).strip() for line in log.splitlines())
    telling = [line for line in lines if line and not line.startswith(NOISE)]
    return telling[-1][:300] if telling else "it gave no reason"


@contextlib.asynccontextmanager
async def started(
    args: Sequence[str],
    *,
    within: float,
    limits: Limits = USUAL,
    stdin: int = asyncio.subprocess.DEVNULL,
    stdout: int = asyncio.subprocess.DEVNULL,
) -> AsyncIterator[Child]:
    """Start FFmpeg on `args`; kill it after `within` wall seconds or when the block is left.

    Descriptors given as `stdin` and `stdout` become the process's and are closed here. On Linux it
    also dies with the *thread* that starts it: call this from one that stays.
    """
    tail = Tail()
    tail.start()
    try:
        process = await asyncio.create_subprocess_exec(
            *_command(args, limits), stdin=stdin, stdout=stdout, stderr=tail.writer,
            start_new_session=True, env=environment(),
        )
    finally:
        for handle in (tail.writer, stdin, stdout):
            if handle >= 0:              # the negative ones are asyncio's constants
                os.close(handle)
    child = Child(process, tail)
    watchdog = threading.Timer(within, child.expire)
    watchdog.daemon = True
    watchdog.start()                     # a thread, since a sink's writes may block the event loop
    try:
        yield child
    finally:
        watchdog.cancel()
        if process.returncode is None:
            child.kill()
            await asyncio.shield(process.wait())
        tail.join(timeout=5)


def _command(args: Sequence[str], limits: Limits) -> list[str]:
    program = [str(find_ffmpeg().path), "-hide_banner", "-nostdin", "-y", *args]
    if sys.platform == "win32":
        return program
    numbers = (os.getpid(), limits.memory, limits.cpu, limits.file, limits.handles)
    launcher = [sys.executable, "-I", "-S", str(LAUNCHER)]
    return [*launcher, *(str(number) for number in numbers), "--", *program]


def environment() -> dict[str, str]:
    """What of the environment a child may see."""
    return {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
