"""Watching over children: what cannot stay up is told, also to the one who waits for its work."""

import asyncio
import time
from collections.abc import Callable

import pytest

from agent import serve
from agent.serve import Watched, a_worker
from storage.errors import EnvironmentProblem
from storage.lock import held, worker_lock
from storage.settings import Settings


async def until(true: Callable[[], bool], within: float = 20) -> None:
    """Look again and again until it is true."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if true():
            return
        await asyncio.sleep(0.05)
    pytest.fail("it did not come true in time")


async def test_who_waits_for_a_worker_that_cannot_stay_up_is_told(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "WORKER", ("-c", "import sys; sys.exit('no luck today')"))
    with pytest.raises(EnvironmentProblem, match="no luck today") as caught:
        async with a_worker(settings):
            await asyncio.sleep(60)                            # a render that nobody makes
    assert "worker.log" in caught.value.next_step
    task = asyncio.current_task()
    assert task
    assert not task.cancelling()


async def test_cancelling_who_waits_is_no_error_of_the_worker(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "WORKER", ("-c", "import time; time.sleep(60)"))

    async def wait() -> None:
        async with a_worker(settings):
            await asyncio.sleep(60)

    waiting = asyncio.create_task(wait())
    await asyncio.sleep(0.5)
    began = time.monotonic()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert time.monotonic() - began < 5


async def test_no_worker_is_started_beside_another(settings: Settings) -> None:
    with held(worker_lock(settings), "another"):
        async with a_worker(settings):
            await asyncio.sleep(0.5)
    assert not (settings.logs / "worker.log").exists()


async def test_a_child_that_does_not_listen_is_ended(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "STOP_WITHIN", 0.3)
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); " \
           "time.sleep(60)"
    child = Watched("deaf", ("-c", deaf), settings)
    running = asyncio.create_task(child.run())
    await until(lambda: child.log.exists() and "up" in child.log.read_text())
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await child.stop()
    assert child.process
    assert child.process.returncode == -9
    await child.stop()                                         # again: nothing to do
