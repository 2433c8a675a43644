"""A part of `make workflows`: films of three workflows on the emulators of their providers.

Length, size, parts, and that the ledger is what the emulators charged, is checked by the program
itself; here, that it tells so, and that segments join on the frames they were pinned to.
"""

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tools.media.decode import decoded

PROGRAM = Path(__file__).with_name("workflows.py")
MARK = 0.07                              # of the height: the emulators' strip, different in each


@pytest.mark.slow
def test_three_workflows_are_made_by_their_providers(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, str(PROGRAM), "--quick", "--out", str(tmp_path / "films"), "--only",
         "W2 openai", "W3 bfl", "W4 comfyui"],
        capture_output=True, text=True, check=False, timeout=220,
        env={**os.environ, "PYTHONPATH": str(PROGRAM.parents[1])},
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    rows = [line for line in ran.stdout.splitlines() if line.startswith("W")]
    assert [(row[:34].strip(), "320x180" in row, "10.00s" in row, "$0.0000" in row)
            for row in rows] == [
        ("W2 openai, google, getimg", True, True, False),
        ("W3 bfl, runway, elevenlabs", True, True, False),
        ("W4 comfyui", True, True, True),        # one's own server costs nothing
    ]
    first = json.loads((tmp_path / "films/w3-bfl-runway-elevenlabs/shots.json").read_text())[0]
    assert (first["model"], first["duration"], first["seed"]) == ("runway/gen4_turbo", 5.0, 7)
    assert first["id"]
    assert "red car" in first["motion_prompt"]
    check_joins(tmp_path / "films" / "w2-openai-google-getimg")


def check_joins(folder: Path) -> None:
    """Over a join the picture changes less than from frame to frame within the segments."""
    clips = [[luma_below_mark(planes[0]) for planes in decoded(folder / f"scene_{number}.mp4")]
             for number in (1, 2)]
    before, after = clips
    within = min(np.mean([apart(*two) for two in pairwise(clip)]) for clip in clips)
    assert apart(before[-1], after[0]) < within


def luma_below_mark(luma: np.ndarray) -> np.ndarray:
    return luma[round(luma.shape[0] * MARK):].astype(np.float32)


def apart(one: np.ndarray, two: np.ndarray) -> float:
    return float(np.abs(one - two).mean())
