"""All workflows, made one after another by the shell's own commands; prints a table of each film.

`make workflows` runs it: each recipe on the built-in studio without keys, by a command and by
talking with the guide, then on the emulators of the providers that it is named for, all in one data
folder. `--quick` makes short, small ones, and does not talk. A film whose length, size, parts or
ledger is not what was asked for ends the run with an error; what the emulators charged for it has
to be what the ledger says, to the microdollar.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from conftest import emulators_at

from storage.settings import Settings
from tools.media.probe import probe
from tools.pipeline.production import Production
from tools.providers.registry import catalog_of

HERE = Path(__file__).parent.parent
PACE, SCALE = 0.002, 0.25                # of the providers' latencies, of their pictures' sides
PATHS = {"openai": "/openai/v1", "runware": "/runware/v1"} | {
    name: f"/{name}" for name in (
        "bfl", "comfyui", "elevenlabs", "fal", "getimg", "google", "mirelo", "runway")}
THIRD = str(HERE / "docs/film.jpg")       # a picture besides the examples'
PROJECT = "PROJECT"
CLIPS_THEN_FILM = (("animate", "--project", PROJECT), ("quote", PROJECT), ("approve", PROJECT))
TALE = ("A little fox wakes up in the forest. Snow falls on the mountains. He finds a rabbit in the"
        " meadow. They look at the stars. They walk home to their house at night.")


@dataclass(frozen=True)
class Run:
    """One film: its name, its command, and what it has to have.

    `parts` says how many files begin with what, besides the pictures. `says`: it is made by
    talking, in these lines. `then`: commands that follow, about `PROJECT`; the last makes the film.
    """

    name: str
    command: tuple[str, ...]
    seconds: float
    size: tuple[int, int]
    pictures: int
    parts: Mapping[str, int] = field(default_factory=dict)
    says: tuple[str, ...] = ()
    then: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Seen:
    """What became of a run: its film, the folder's files, what the ledger says, wall seconds."""

    film: Path
    files: tuple[str, ...]
    spent: int
    wall: float


def photo_and_logo() -> tuple[str, str]:
    """The examples' pictures."""
    return str(HERE / "examples/serum.jpg"), str(HERE / "examples/logo.png")


def runs(*, quick: bool) -> tuple[Run, ...]:
    """What the studio makes: full lengths and sizes, or short and small."""
    photo, logo = photo_and_logo()
    size = ("--size", "320x180") if quick else ()
    flow, tale = (15, 10) if quick else (30, 30)
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
        Run("W5 shot 2, the missing ones, film", ("animate", photo, logo, THIRD, "--seconds", "5",
            "--shot", "2", *size), 15, small if quick else (1280, 720), 3, {"scene_": 3},
            then=CLIPS_THEN_FILM),
        Run("W5 as stills", ("animate", photo, photo, "--seconds", "5", "--stills", *size), 10,
            small if quick else (1280, 720), 2),
    ]
    if not quick:
        found.insert(0, Run("W1 product ad", ("ad", photo, "--logo", logo, "--name", "Aurela"), 30,
                            (1080, 1920), 4))
    return tuple(found)


def talks() -> tuple[Run, ...]:
    """The same by talking with the guide, on the studio; a talk knows whole sizes only."""
    photo, logo = photo_and_logo()

    def talk(name: str, seconds: float, size: tuple[int, int], pictures: int, *says: str) -> Run:
        return Run(f"{name}, by talking", ("chat",), seconds, size, pictures, says=(*says, "yes"))

    return (
        talk("W1 product ad", 30, (1080, 1920), 4, f"{photo} {logo} it is called Aurela",
             "a serum for tired skin: light texture, smells of oranges", *["skip"] * 3, "9:16"),
        talk("W2 continuous flow", 10, (1024, 576), 3,
             "make a 10 second anime continuous flow of a sailing boat at sunset"),
        talk("W3 clip studio", 10, (1280, 720), 2,
             "clips of a red car in the city at night; a balloon over hills"),
        talk("W4 timed pictures", 10, (1280, 720), 5,
             f"timed pictures, 10 seconds, 0.5 pictures per second for this text: {TALE}"),
        talk("W5 animate shots", 10, (1280, 720), 2,
             f"animate these pictures: slow push in {photo} {logo}"),
    )


def provider_runs(*, quick: bool) -> tuple[Run, ...]:
    """The same on the providers that each workflow is named for.

    The other sound of W1's second film is all that it buys: pictures and clips are there.
    """
    photo, logo = photo_and_logo()
    small = ("--size", "320x180") if quick else ()
    wide = (320, 180) if quick else (1280, 720)
    flow, tale = (15, 10) if quick else (30, 30)
    ad = ("ad", photo, "--logo", logo, "--name", "Aurela", "--providers")
    ad_parts = {"scene_": 4, "audio_": 4}
    found = [
        Run("W2 openai, google, getimg", (
            "flow", "a sailing boat passes islands at sunset", "--seconds", str(flow), *small,
            "--model", "picture=openai/gpt-image-1-mini",
            "--model", "future=google/gemini-3.1-flash-image",
            "--model", "clip=getimg/seedance-v1-pro"),
            flow, (320, 180) if quick else (1024, 576), flow // 5 + 1, {"scene_": flow // 5}),
        Run("W3 bfl, runway, elevenlabs", (
            "clip", "a red car in the city at night", "a balloon over hills", "--script",
            "We drive by night. And fly by day.", "--seed", "7", *small,
            "--providers", "bfl,runway,elevenlabs"),
            10, wide, 2, {"scene_": 2, "voice_": 2}),
        Run("W4 comfyui", ("pictures", TALE, "--seconds", str(tale), "--rate", "0.5",
            "--providers", "comfyui", *small), tale, wide, tale // 2, {"scene_": 0}),
        Run("W5 fal", ("animate", photo, logo, "--seconds", "5", "--motion", "slow push in",
            "--providers", "fal", *small), 10, wide, 2, {"scene_": 2}),
        Run("W5 fal, shot 2, the missing ones", ("animate", photo, logo, THIRD, "--seconds", "5",
            "--motion", "slow pull out", "--providers", "fal", "--shot", "2", *small), 15, wide, 3,
            {"scene_": 3}, then=CLIPS_THEN_FILM),
    ]
    if not quick:
        found[:0] = [
            Run("W1 runware", (*ad, "runware"), 30, (1080, 1920), 4, ad_parts),
            Run("W1 runware, mirelo", (*ad, "runware,mirelo"), 30, (1080, 1920), 4, ad_parts),
        ]
    return tuple(found)


def emulated(address: str) -> dict[str, str]:
    """The environment in which all providers are the emulators at this address."""
    found = {"ADFLOW_BRAIN": "guided", "ADFLOW_PACE": str(PACE)}
    for name, path in PATHS.items():
        found |= {f"{name.upper()}_API_KEY": f"{name}-key",
                  f"ADFLOW_{name.upper()}_URL": f"{address}{path}"}
    return found


def charged(address: str) -> int:
    """What the emulators have charged, in microdollars."""
    told = httpx.get(f"{address}/_charges", trust_env=False).json()
    return int(told["total"])


def make(run: Run, folder: Path, address: str = "") -> Seen:
    """Make one film, by the emulators at an address if one is given, and check it.

    Raises ValueError for one that is not as it was asked for.
    """
    began, home = time.monotonic(), folder / "home"
    before = charged(address) if address else 0
    out = folder / re.sub(r"[^a-z0-9]+", "-", run.name.lower())

    def shell(*words: str) -> list[dict[str, Any]]:
        done = subprocess.run(
            [sys.executable, "-c", "from agent.faces.cli import main; main()", *words, "--json"],
            input="\n".join(run.says), capture_output=True, text=True, cwd=folder,
            env={**os.environ, "ADFLOW_BRAIN": "guided", "PYTHONPATH": str(HERE),
                 "ADFLOW_HOME": str(home), **(emulated(address) if address else {})},
            check=False)
        if done.returncode:
            raise ValueError(f"{run.name}: {done.stderr.strip()}")
        return [json.loads(line) for line in done.stdout.splitlines()]

    where = ("--out", str(out))
    lines = shell(*run.command, *(() if run.says else ("--yes",)), *where)
    told = said(run, lines) if run.says else lines[-1]
    price = int(told["price"])
    for words in run.then:
        makes = () if words[0] == "quote" else ("--yes", *where)
        told = shell(*(told["project"] if one == PROJECT else one for one in words), *makes)[-1]
        price += int(told["price"]) if makes else 0
    settings = Settings(home=home)
    spent = Production(settings, catalog_of(settings)).ledger.spent("local", told["project"])
    seen = Seen(Path(told["film"]), tuple(map(str, told["files"])), spent,
                time.monotonic() - began)
    check(run, seen, price, charged(address) - before if address else 0)
    return seen


def said(run: Run, events: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What a talk's events tell, as the other commands tell it."""
    last = {event["event"]: event for event in events}
    if "Folder" not in last:
        words = "".join(event["text"] for event in events if event["event"] == "Said")
        raise ValueError(f"{run.name}: no film; the last words are {words[-300:]!r}")
    folder = Path(last["Folder"]["folder"])
    return {**last["Folder"], "files": sorted(one.name for one in folder.iterdir()),
            "price": last["QuoteShown"]["quote"]["total"]}


def check(run: Run, seen: Seen, price: int, bought: int) -> None:
    """Raises ValueError unless length, size, parts, ledger and charges are as they have to be."""
    film = probe(seen.film)
    counted = {start: sum(name.startswith(start) for name in seen.files)
               for start in ("image_", *run.parts)}
    wrong = {
        "seconds": abs(film.seconds - run.seconds) > 0.001 and film.seconds,
        "size": (film.width, film.height) != run.size and (film.width, film.height),
        "parts": counted != {"image_": run.pictures, **run.parts} and counted,
        "ledger": seen.spent != bought and (seen.spent, bought),
        "quote": price < bought and (price, bought),
    }
    if any(wrong.values()):
        raise ValueError(f"{run.name}: { {name: one for name, one in wrong.items() if one} }")


def tell(line: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def told_row(run: Run, seen: Seen) -> str:
    """A film's row in the table."""
    film = probe(seen.film)
    return (f"{run.name:34}{film.seconds:8.2f}s{f'{film.width}x{film.height}':>12}"
            f"{run.pictures:>10}{len(seen.files):>7}{f'${seen.spent / 1e6:.4f}':>10}"
            f"{seen.wall:7.1f}s")


def main() -> None:
    """Make them all and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", nargs="+", default=[""], help="beginnings of the films' names")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    wanted = tuple(given.only)
    folder = (given.out or Path(tempfile.mkdtemp(prefix="adflow-workflows-"))).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    tell(f"{'workflow':34}{'length':>9}{'size':>12}{'pictures':>10}{'parts':>7}{'ledger':>10}"
         f"{'wall':>8}")
    try:
        for run in runs(quick=given.quick):
            if run.name.startswith(wanted):
                tell(told_row(run, make(run, folder)))
        for run in talks():
            if run.name.startswith(wanted) and not given.quick:
                tell(told_row(run, make(run, folder)))
        with emulators_at(factor=PACE, scale=SCALE) as address:
            for run in provider_runs(quick=given.quick):
                if run.name.startswith(wanted):
                    tell(told_row(run, make(run, folder, address)))
    except ValueError as exc:
        sys.exit(str(exc))
    tell(f"The films are in {folder}")


if __name__ == "__main__":
    main()
