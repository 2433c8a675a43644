"""The product ad as a seller orders it in the shell, on the emulators: real providers' contracts.

One command makes W1's folder and a 30-second film with sound; what the emulators charged, by their
own price table, is what the ledger says.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import httpx
import numpy as np
import pytest
from PIL import Image

from tools.media.frames import frame_shown
from tools.media.layout import framings
from tools.media.loudness import measure
from tools.media.probe import probe

ROOT = Path(__file__).parents[3]
ADFLOW = (sys.executable, "-c", "from agent.faces.cli import main; main()")
ORDER = (
    "ad", "examples/serum.jpg", "--logo", "examples/logo.png", "--name", "Aurela",
    "--for", "a vitamin C serum", "--brain", "openai", "--yes", "--budget", "10", "--json",
)
PRICE = 4 * 40_000 + 4 * 700_000 + 4 * 100_000        # pictures, clips of 10 s, their sounds


@pytest.fixture(scope="module")
def emulators(emulating: Any) -> Iterator[str]:
    with emulating(factor=0.002, scale=0.25) as address:
        yield address


def order(address: str, providers: str, out: Path) -> dict[str, Any]:
    """Run the command; what it printed."""
    keys = {"OPENAI_API_KEY": "sk-w1", "RUNWARE_API_KEY": "rw-w1", "MIRELO_API_KEY": "mi-w1"}
    urls = {"ADFLOW_OPENAI_URL": f"{address}/openai/v1", "ADFLOW_PACE": "0.002",
            "ADFLOW_RUNWARE_URL": f"{address}/runware/v1", "ADFLOW_MIRELO_URL": f"{address}/mirelo"}
    done = subprocess.run(
        [*ADFLOW, *ORDER, "--providers", providers, "--out", str(out)], cwd=ROOT,
        capture_output=True, text=True, check=False, timeout=220,
        env={**os.environ, **keys, **urls},
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def charged(address: str) -> dict[str, int]:
    found: dict[str, int] = httpx.get(f"{address}/_charges", trust_env=False).json()["by_provider"]
    return found


def spent() -> dict[str, int]:
    done = subprocess.run([*ADFLOW, "spend", "--by", "provider", "--json"], capture_output=True,
                          text=True, check=True)
    told = json.loads(done.stdout)
    lines = told["lines"] if isinstance(told, dict) else told
    assert all(line["held"] == 0 for line in lines)
    return {line["name"]: line["spent"] for line in lines}


@pytest.mark.slow
async def test_with_runware_and_then_with_mirelo_for_the_sound(
    emulators: str, tmp_path: Path
) -> None:
    first = order(emulators, "runware", tmp_path / "first")
    assert first["price"] == PRICE
    assert charged(emulators) == spent() == {"runware": PRICE}
    names = {name for name in first["files"] if name[:5] in ("image", "scene", "audio")}
    assert len([name for name in names if name.startswith("image_")]) == 4
    assert {name for name in names if name.startswith("scene_")} == {
        f"scene_{number}.mp4" for number in range(1, 5)
    }
    assert len([name for name in names if name.endswith("_scene.mp3")]) == 4
    film = Path(first["film"])
    found = probe(film)
    assert abs(found.seconds - 30) <= 1 / 24
    assert (found.width, found.height) == (1080, 1920)
    assert abs((await measure(film)).integrated + 14) < 0.6
    assert likeness(frame_shown(film, 28.5), ROOT / "examples" / "logo.png") > 0.9

    second = order(emulators, "runware,mirelo", tmp_path / "second")
    sounds = 7 + 7 + 10 + 6                            # Mirelo's are as long as their scenes
    assert second["price"] == sounds * 10_000          # pictures and clips are there already
    assert charged(emulators) == spent() == {"runware": PRICE, "mirelo": sounds * 10_000}
    assert abs(probe(Path(second["film"])).seconds - 30) <= 1 / 24


def likeness(frame: np.ndarray, logo: Path) -> float:
    """How well the logo is found in its zone of the end card, at any size: 0 to 1."""
    zone = framings("daylight", "9:16", "cta", photographic=True)[0].logo
    assert zone
    height, width = frame.shape[:2]
    part = frame[round(zone.top * height) : round(zone.bottom * height),
                 round(zone.left * width) : round(zone.right * width)]
    with Image.open(logo).convert("RGBA") as whole:
        mark = whole.crop(whole.getchannel("A").getbbox())
        ground = Image.new("RGBA", mark.size, "white")
        ground.alpha_composite(mark)
    grey = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY)
    best = 0.0
    for wide in range(90, part.shape[1], 4):
        high = round(ground.height * wide / ground.width)
        if high < part.shape[0]:
            small = np.array(ground.convert("L").resize((wide, high), Image.Resampling.LANCZOS))
            found = cv2.matchTemplate(grey, small, cv2.TM_CCOEFF_NORMED)
            best = max(best, float(found.max()))
    return best
