"""All workflows, made one after another by the shell's own commands; prints a table of each film.

`make workflows` runs it: each recipe on the built-in studio without keys, in a data folder of its
own. `--quick` makes short, small ones. A film whose length, size or ledger is not what was asked
for ends the run with an error.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from storage.settings import Settings
from tools.media.probe import probe
from tools.pipeline.production import Production
from tools.providers.registry import catalog_of

HERE = Path(__file__).parent.parent
TALE = ("A little fox wakes up in the forest. Snow falls on the mountains. He finds a rabbit in the"
        " meadow. They look at the stars. They walk home to their house at night.")


@dataclass(frozen=True)
class Run:
    """One film: its name, command, the seconds and size it has to have, how many pictures."""

    name: str
    command: tuple[str, ...]
    seconds: float
    size: tuple[int, int]
    pictures: int


def runs(*, quick: bool) -> tuple[Run, ...]:
    """What is made: full lengths and sizes, or short and small."""
    photo, logo = str(HERE / "examples/serum.jpg"), str(HERE / "examples/logo.png")
    size = ("--size", "320x180") if quick else ()
    flow, tale = (10, 10) if quick else (30, 30)
    small = (320, 180)
    found = [
        Run("W2 continuous flow", ("flow", "a sailing boat passes islands at sunset", "--seconds",
            str(flow), "--style", "anime", *size), flow, small if quick else (1024, 576),
            flow // 5 + 1),
        Run("W3 clip studio", ("clip", "a red car in the city at night", "a balloon over hills",
            "--script", "We drive by night. And fly by day.", *size), 10,
            small if quick else (1280, 720), 2),
        *(Run(f"W4 timed pictures, {rate}/s", ("pictures", TALE, "--seconds", str(tale), "--rate",
              str(rate), "--captions", *size), tale, small if quick else (1280, 720),
              int(tale * rate + 0.5))
          for rate in ((0.5,) if quick else (0.33, 0.5, 1.0))),
        Run("W5 animate shots", ("animate", photo, photo, "--seconds", "5", "--motion",
            "slow push in", *size), 10, small if quick else (1280, 720), 2),
        Run("W5 as stills", ("animate", photo, photo, "--seconds", "5", "--stills", *size), 10,
            small if quick else (1280, 720), 2),
    ]
    if not quick:
        found.insert(0, Run("W1 product ad", ("ad", photo, "--logo", logo, "--name", "Aurela"), 30,
                            (1080, 1920), 4))
    return tuple(found)


def made(run: Run, folder: Path, extra: tuple[str, ...]) -> tuple[dict[str, object], float]:
    """Make one film; what the command told, and the wall seconds."""
    began = time.monotonic()
    out = folder / run.name.split(",")[0].replace(" ", "-").lower() / str(run.pictures)
    done = subprocess.run(
        [sys.executable, "-c", "from agent.faces.cli import main; main()", *run.command, *extra,
         "--yes", "--json", "--out", str(out)],
        capture_output=True, text=True, cwd=folder,
        env={**os.environ, "PYTHONPATH": str(HERE), "ADFLOW_HOME": str(folder / "home")},
        check=False)
    if done.returncode:
        sys.exit(f"{run.name}: {done.stderr.strip()}")
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return told, time.monotonic() - began


def tell(line: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Make them all and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    folder = given.out or Path(tempfile.mkdtemp(prefix="adflow-workflows-"))
    folder.mkdir(parents=True, exist_ok=True)
    tell(f"{'workflow':28}{'length':>9}{'size':>12}{'pictures':>10}{'parts':>7}{'ledger':>9}"
         f"{'wall':>8}")
    for run in runs(quick=given.quick):
        told, wall = made(run, folder.resolve(), ())
        film = probe(Path(str(told["film"])))
        files = [str(name) for name in told["files"]]        # type: ignore[attr-defined]
        pictures = sum(name.startswith("image_") for name in files)
        production = Production(Settings(home=folder.resolve() / "home"),
                                catalog_of(Settings(home=folder.resolve() / "home")))
        spent = production.ledger.spent("local", str(told["project"]))
        if (abs(film.seconds - run.seconds) > 0.001 or (film.width, film.height) != run.size
                or pictures != run.pictures or spent != told["price"]):
            sys.exit(f"{run.name}: {film.seconds} s, {film.width}x{film.height}, {pictures} "
                     f"pictures, ${spent / 1e6} spent of ${told['price']}")
        tell(f"{run.name:28}{film.seconds:8.2f}s{f'{film.width}x{film.height}':>12}{pictures:>10}"
             f"{len(files):>7}{f'${spent / 1e6:.2f}':>9}{wall:7.1f}s")
    tell(f"The films are in {folder}")


if __name__ == "__main__":
    main()
