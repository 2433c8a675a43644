"""A launcher that FFmpeg is started through: it sets limits, then becomes the program.

Run as `python -I -S confine.py PARENT MEMORY CPU FILE HANDLES -- program arguments…`. It is its own
program, not a `preexec_fn`, because running Python between fork and exec is unsafe in a process
with threads. Invariant: what it starts dies with the process that asked for it (Linux) and can
neither eat the machine's memory nor its disk, whatever a hostile file makes it do.
"""

import contextlib
import ctypes
import os
import resource
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with(parent: int) -> None:
    """Ask Linux to kill us when the process `parent` ends; leave now if it has ended already."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit(1)


def limit(memory: int, cpu: int, file: int, handles: int) -> None:
    """Set hard limits: address space in bytes, CPU seconds, file size in bytes, open files.

    0 leaves a limit as it is; one that this system does not know or allow is left as well.
    """
    wanted = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: cpu,
        resource.RLIMIT_FSIZE: file,
        resource.RLIMIT_NOFILE: handles,
    }
    for kind, value in wanted.items():
        if value:
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (value, value))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)   # the write then fails with a readable error


def main() -> None:
    """Set up, then replace this process by the program."""
    parent, *limits = (int(word) for word in sys.argv[1:6])
    if sys.platform == "linux":
        die_with(parent)
    limit(*limits)
    program = sys.argv[7:]
    os.execv(program[0], program)


if __name__ == "__main__":
    main()
