"""A short run of the kill driver: both processes killed at random, nothing lost, nothing twice."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

DRIVER = Path(__file__).with_name("kill_driver.py")


@pytest.mark.slow
@pytest.mark.timeout(500)
def test_fifteen_kills_over_paid_renders() -> None:
    ran = subprocess.run(
        [sys.executable, str(DRIVER), "--kills", "15", "--seed", "11",
         "--providers", "runware,mirelo/runware"],
        capture_output=True, text=True, check=False, timeout=480,
        env={**os.environ, "PYTHONPATH": str(DRIVER.parents[1])},
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    assert "no partial file" in ran.stdout
    sys.stdout.write(ran.stdout)
