"""Lock files: one holder, and none once its process is gone, however it went."""

import subprocess
import sys
from pathlib import Path

import pytest

from storage.errors import AlreadyRunning
from storage.lock import held, is_held

HOLDER = """
import sys, time
from pathlib import Path
from storage.lock import held
with held(Path(sys.argv[1]), "AdFlow"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_lock_is_held_by_one_and_free_again(tmp_path: Path) -> None:
    lock = tmp_path / "serve.lock"
    assert not is_held(lock)
    with held(lock, "AdFlow"):
        assert is_held(lock)
        with pytest.raises(AlreadyRunning) as caught, held(lock, "AdFlow"):
            pass
        assert "AdFlow is already running" in str(caught.value)
        assert str(tmp_path) in str(caught.value)
        assert "ADFLOW_HOME" in caught.value.next_step
    assert not is_held(lock)


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    lock = tmp_path / "worker.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(lock)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        assert is_held(lock)
        assert lock.read_text() == str(holder.pid)
        holder.kill()
        holder.wait()
    assert not is_held(lock)


def test_looking_does_not_touch_what_the_holder_wrote(tmp_path: Path) -> None:
    lock = tmp_path / "worker.lock"
    assert not is_held(lock)
    assert not lock.exists()
    lock.write_text("123")
    assert not is_held(lock)
    assert lock.read_text() == "123"
