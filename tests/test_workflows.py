"""A part of `make workflows`: films of three workflows on the emulators of their providers.

Length, size, parts, and that the ledger is what the emulators charged, is checked by the program
itself; here, that it tells so, and that segments join on the frames they were pinned to, those of
the studio and those of a provider.
"""

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from tools.media.decode import decoded
from tools.media.probe import probe

PROGRAM = Path(__file__).with_name("workflows.py")
MARK = 0.07                              # of the height: the emulators' strip, different in each
MOVES = 0.5                              # a clip that stands still shows nothing of its joins


@pytest.mark.slow
def test_three_workflows_are_made_by_their_providers(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, str(PROGRAM), "--quick", "--out", str(tmp_path / "films"), "--only",
         "W2", "W3 bfl", "W4 comfyui"],
        capture_output=True, text=True, check=False, timeout=220,
        env={**os.environ, "PYTHONPATH": str(PROGRAM.parents[1])},
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    rows = [line for line in ran.stdout.splitlines() if line.startswith("W")]
    assert [(row[:34].strip(), "320x180" in row, row[34:43].strip(), "$0.0000" in row)
            for row in rows] == [
        ("W2 continuous flow", True, "15.00s", True),
        ("W2 openai, google, getimg", True, "15.00s", False),
        ("W3 bfl, runway, elevenlabs", True, "10.00s", False),
        ("W4 comfyui", True, "10.00s", True),    # one's own server costs nothing
    ]
    first = json.loads((tmp_path / "films/w3-bfl-runway-elevenlabs/shots.json").read_text())[0]
    assert (first["model"], first["duration"], first["seed"]) == ("runway/gen4_turbo", 5.0, 7)
    assert first["id"]
    assert "red car" in first["motion_prompt"]
    check_joins(tmp_path / "films" / "w2-continuous-flow")
    check_joins(tmp_path / "films" / "w2-openai-google-getimg")


def check_joins(folder: Path) -> None:
    """From a clip to the next the picture changes less than from frame to frame within each; in the
    film no more than where else a key frame stands."""
    clips = [steps_of(folder / f"scene_{number}.mp4") for number in (1, 2, 3)]
    for before, after in pairwise(clips):
        within = min(before.steps.mean(), after.steps.mean())
        assert within > MOVES
        assert apart(before.last, after.first) < within
    film = steps_of(folder / "ad.mp4").steps
    joins = [round(number * len(film) / 3) - 1 for number in (1, 2)]
    assert max(film[joins]) < 1.1 * max(np.delete(film, joins))


class Steps(NamedTuple):
    """A film's ends, and how far each frame is from the one before it, in steps of luma."""

    first: np.ndarray
    last: np.ndarray
    steps: np.ndarray


def steps_of(film: Path) -> Steps:
    frames = [luma_below_mark(planes[0]) for planes in decoded(film)]
    return Steps(frames[0], frames[-1], np.array([apart(*two) for two in pairwise(frames)]))


def luma_below_mark(luma: np.ndarray) -> np.ndarray:
    return luma[round(luma.shape[0] * MARK):].astype(np.float32)


def apart(one: np.ndarray, two: np.ndarray) -> float:
    return float(np.abs(one - two).mean())


@pytest.mark.slow
def test_one_shot_is_animated_then_the_missing_ones_and_the_film_buys_nothing(
    tmp_path: Path, emulating: Callable[..., AbstractContextManager[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By the shell, at fal: what is charged after each command is as many clips as it made."""
    monkeypatch.syspath_prepend(str(PROGRAM.parent))
    program = importlib.import_module("workflows")
    photo, logo = program.photo_and_logo()
    with emulating(factor=program.PACE, scale=program.SCALE) as address:

        def shell(*words: str) -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                [sys.executable, "-c", "from agent.faces.cli import main; main()", *words,
                 "--json"],
                capture_output=True, text=True, cwd=tmp_path, check=False, timeout=120,
                env={**os.environ, "PYTHONPATH": str(PROGRAM.parents[1]),
                     **program.emulated(address)})

        def told(*words: str) -> dict[str, Any]:
            done = shell(*words)
            assert done.returncode == 0, done.stderr[-3000:]
            found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
            return found

        first = told("animate", photo, logo, program.THIRD, "--seconds", "5", "--size", "320x180",
                     "--providers", "fal", "--shot", "2", "--yes")
        assert (first["made"], first["files"]) == ([2], ["scene_2.mp4"])
        clip = program.charged(address)
        assert 0 < clip <= first["price"]        # it is billed by the pixels that come
        project = first["project"]
        offered = told("quote", project, "--shot", "1", "--shot", "2")
        assert (offered["part"], offered["shots"], offered["price"]) == (
            "clips", [1, 2], first["price"])
        refused = shell("animate", "--project", project, "--shot", "9")
        assert refused.returncode == 1
        assert "There is no shot 9: the film has 3." in refused.stderr
        missing = shell("export", project, "--shot", "3")
        assert "not made yet" in missing.stderr
        rest = told("animate", "--project", project, "--yes")
        assert (rest["made"], program.charged(address)) == ([1, 3], 3 * clip)
        film = told("quote", project)
        assert (film["part"], film["price"]) == ("film", 0)
        assert told("approve", project, "--yes")["film"].endswith("ad.mp4")
        assert program.charged(address) == 3 * clip
        one = told("export", project, "--shot", "3", "--out", str(tmp_path / "one"))
        assert one["files"] == ["scene_3.mp4"]
        assert probe(tmp_path / "one" / "scene_3.mp4").seconds == pytest.approx(5, abs=0.3)
