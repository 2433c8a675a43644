"""Work in a child process: its result, its errors, its death and its end are the parent's."""

import asyncio
import importlib
import os
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from storage.errors import MediaFailed
from tools.providers.child import in_child

WORK = """
    import os, signal, sys, time
    from pathlib import Path
    from storage.errors import ProviderRefused
    from tools.providers.child import tell

    def add(one, two, progress):
        return one + two

    def refuse(progress):
        raise ProviderRefused("No such thing.", "Ask for another.")

    def fault(progress):
        return 1 / 0

    def die(progress):
        os.kill(os.getpid(), signal.SIGKILL)

    def slowly(place, progress):
        Path(place).write_text(str(os.getpid()))
        for part in range(1, 6):
            tell(progress, part / 5)
            time.sleep(0.3)
        time.sleep(60)
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Functions in a module that a child finds."""
    name = f"work_of_{tmp_path.name}"
    (tmp_path / f"{name}.py").write_text(textwrap.dedent(WORK))
    monkeypatch.syspath_prepend(str(tmp_path))
    module = importlib.import_module(name)
    yield module
    del sys.modules[name]


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


async def until(true: Callable[[], bool], within: float = 20) -> None:
    """Look again and again until it is true."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if true():
            return
        await asyncio.sleep(0.05)
    pytest.fail("it did not come true in time")


async def test_results_and_errors_come_out(work: ModuleType, tmp_path: Path) -> None:
    def ignore(_: float) -> None: ...

    assert await in_child(work.add, 1, 2, workspace=tmp_path, report=ignore) == 3
    with pytest.raises(Exception, match="No such thing") as caught:
        await in_child(work.refuse, workspace=tmp_path, report=ignore)
    assert caught.value.next_step == "Ask for another."
    with pytest.raises(ZeroDivisionError):
        await in_child(work.fault, workspace=tmp_path, report=ignore)
    with pytest.raises(MediaFailed, match="died") as lost:
        await in_child(work.die, workspace=tmp_path, report=ignore)
    assert "start the render again" in lost.value.next_step
    assert await in_child(work.add, 3, 4, workspace=tmp_path, report=ignore) == 7


async def test_progress_is_passed_on_and_cancelling_kills(
    work: ModuleType, tmp_path: Path
) -> None:
    told: list[float] = []
    place = tmp_path / "pid"
    task = asyncio.create_task(
        in_child(work.slowly, str(place), workspace=tmp_path, report=told.append)
    )
    await until(lambda: told[-1:] == [1.0])
    assert told == sorted(told)
    began = time.monotonic()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert time.monotonic() - began < 3
    await until(lambda: not lives(int(place.read_text())), within=3)
