"""Files that appear whole or not at all, and failures of the disk as sentences."""

import errno
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import DiskFull, EnvironmentProblem


def draft_of(target: Path) -> Path:
    """A temporary name beside the target that says whose it is."""
    return target.with_name(f".{os.getpid()}-{uuid.uuid4().hex}")


def lives(pid: int) -> bool:
    """Whether a process of this machine is there."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def write_whole(target: Path, data: bytes) -> None:
    """Write a file whole, with all that leads to it. Raises DiskFull, EnvironmentProblem."""
    with disk_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = draft_of(target)
        try:
            temporary.write_bytes(data)
            sync(temporary)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        sync(target.parent)


def sync(path: Path) -> None:
    """See a file or folder onto the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def disk_errors(target: Path) -> Iterator[None]:
    """Turns a failure of the disk or its permissions into a sentence."""
    try:
        yield
    except OSError as exc:
        if exc.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskFull(
                f"The disk is full: {target.parent} has no room.",
                "Free some space and start again: everything finished so far is kept.",
            ) from exc
        raise EnvironmentProblem(
            f"{target.parent} cannot be used: {exc.strerror}.",
            "Check the folder's permissions, or set ADFLOW_HOME to another folder.",
        ) from exc
