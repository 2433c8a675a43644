"""`adflow serve` as people run it: processes, signals, ports, data folders."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.lock import held, worker_lock
from storage.settings import Settings

pytestmark = pytest.mark.slow

ADFLOW = (sys.executable, "-c", "from agent.faces.cli import main; main()")
WITHIN = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children(pid: int) -> dict[str, int]:
    """The process's children by what they run: web, worker."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = path.read_text()
            argv = (path.parent / "cmdline").read_text()
        except OSError:
            continue
        if int(text.rpartition(")")[2].split()[1]) == pid:
            found["web" if "from app import" in argv else "worker" if "agent.work" in argv
                  else argv] = int(path.parent.name)
    return found


def offspring(pid: int) -> set[int]:
    below = set(children(pid).values())
    return below.union(*(offspring(child) for child in below))


def lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def until(true: Callable[[], object], within: float = WITHIN) -> float:
    """Wait for it; the seconds it took."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < within, "it did not come true in time"
        time.sleep(0.05)
    return time.monotonic() - began


def healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(json.load(answer)["ok"])
    except (OSError, urllib.error.URLError, ValueError):
        return False


class Serving:
    """A running `adflow serve` and all it has said."""

    def __init__(self, port: int) -> None:
        self.said = ""
        self.process = subprocess.Popen(
            [*ADFLOW, "serve", "--port", str(port)], stderr=subprocess.PIPE, text=True,
            env={**os.environ, "COLUMNS": "200"},
        )
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()
        until(lambda: "AdFlow is at" in self.said or self.process.poll() is not None)
        address = re.search(r"http://127\.0\.0\.1:(\d+)", self.said)
        assert address, self.said
        self.port = int(address[1])

    def _listen(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.said += line

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self._listener.join()
        assert self.process.stderr
        self.process.stderr.close()


@pytest.fixture
def serve() -> Iterator[Callable[[int], Serving]]:
    running: list[Serving] = []

    def start(port: int) -> Serving:
        running.append(Serving(port))
        return running[-1]

    yield start
    for one in running:
        one.end()


def test_it_serves_restarts_what_dies_and_leaves_whole(
    serve: Callable[[int], Serving], private_home: Path
) -> None:
    port = free_port()
    serving = serve(port)
    assert serving.port == port
    until(lambda: healthy(port))
    pid = serving.process.pid
    until(lambda: set(children(pid)) == {"web", "worker"})

    second = subprocess.run(
        [*ADFLOW, "serve", "--port", str(free_port())], capture_output=True, text=True,
        check=False, timeout=WITHIN,
    )
    assert second.returncode == 1
    assert "already running" in second.stderr
    assert "ADFLOW_HOME" in second.stderr
    assert "Traceback" not in second.stderr

    lock = worker_lock(Settings())
    until(lambda: lock.exists() and lock.read_text() == str(children(pid)["worker"]))
    for name in ("worker", "web"):
        before = children(pid)[name]
        os.kill(before, signal.SIGKILL)
        took = until(lambda name=name, before=before: children(pid).get(name, before) != before)
        assert took < 5
    until(lambda: healthy(port))
    until(lambda: lock.read_text() == str(children(pid)["worker"]))

    all_of_them = offspring(pid)
    assert len(all_of_them) >= 2
    serving.process.terminate()
    assert serving.process.wait(20) == 0
    assert not [one for one in all_of_them if lives(one)]
    assert not healthy(port)
    assert "Traceback" not in serving.said


def test_it_finds_a_port_lets_another_worker_finish_and_ends_with_ctrl_c(
    serve: Callable[[int], Serving], private_home: Path
) -> None:
    settings = Settings()
    settings.prepare()
    with held(worker_lock(settings), "the worker of a shell"):
        serving = serve(0)
        until(lambda: healthy(serving.port))
        assert set(children(serving.process.pid)) == {"web"}
    until(lambda: set(children(serving.process.pid)) == {"web", "worker"})
    pids = offspring(serving.process.pid)
    serving.process.send_signal(signal.SIGINT)
    assert serving.process.wait(20) == 0
    assert not [one for one in pids if lives(one)]
    assert "Traceback" not in serving.said


def test_when_it_is_killed_its_children_leave() -> None:
    serving = subprocess.Popen([*ADFLOW, "serve", "--port", "0"], stderr=subprocess.DEVNULL)
    until(lambda: set(children(serving.pid)) == {"web", "worker"})
    pids = offspring(serving.pid)
    serving.kill()
    serving.wait()
    until(lambda: not [one for one in pids if lives(one)])


def test_what_is_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        cases = {
            "not free": (["--port", port], {}),
            "cannot be written": ([], {"ADFLOW_HOME": str(tmp_path / "file" / "home")}),
            "let anyone in": (["--host", "0.0.0.0"], {}),
            "cannot listen on": (["--host", "no.such.host.invalid"], {"ADFLOW_PASSWORD": "x"}),
            "ADFLOW_PORT cannot be": ([], {"ADFLOW_PORT": "abc"}),
            "cannot be started": ([], {"ADFLOW_FFMPEG": "/nonexistent"}),
        }
        running = {
            sentence: subprocess.Popen(
                [*ADFLOW, "serve", *arguments], stderr=subprocess.PIPE, text=True,
                env={**os.environ, "COLUMNS": "200", "ADFLOW_PORT": "0",
                     "ADFLOW_HOME": str(tmp_path / f"home-{number}"), **environment},
            )
            for number, (sentence, (arguments, environment)) in enumerate(cases.items())
        }
        for sentence, process in running.items():
            _, said = process.communicate(timeout=WITHIN)
            assert process.returncode == 1, said
            assert sentence in said
            assert len(said.splitlines()) == 2                 # what happened, what to do
            assert "Traceback" not in said
