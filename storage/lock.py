"""Lock files: one `serve` and one worker a data folder. The lock ends with its process, however."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import AlreadyRunning
from storage.settings import Settings


@contextmanager
def held(lock: Path, what: str) -> Iterator[None]:
    """Hold a lock file for as long as this process lives. Raises AlreadyRunning."""
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            raise AlreadyRunning(
                f"{what} is already running on the data folder {lock.parent}.",
                "Use the one that runs, stop it first, or set ADFLOW_HOME to another folder.",
            ) from exc
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        yield
    finally:
        os.close(descriptor)


def is_held(lock: Path) -> bool:
    """Whether a living process holds the lock. Looking changes nothing."""
    try:
        with lock.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def worker_lock(settings: Settings) -> Path:
    """The worker's lock file."""
    return settings.home / "worker.lock"
