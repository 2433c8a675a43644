"""Kill `worker` and `web` at random moments of many renders, then check that nothing was lost.

    python tests/kill_driver.py [--kills 100] [--seed 7] [--providers runware/runware,mirelo/local]

Product ads are rendered one after another, by turns with each of the given providers (between
slashes), on the emulators, at tiny frames. Both processes are killed with SIGKILL and started
again until enough kills are done. Then everything is left to end, and checked:

- every render is finished, or waits on uncertain jobs that are reported;
- what the emulators charged is what the ledger has settled, and each job was bought once;
- a job of a provider that takes no id of ours was never bought again by itself;
- no finished job was begun again; the library holds whole files only; films have their length.
"""

import argparse
import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from agent.guided.writer import TemplateWriter
from storage.library import hash_file
from storage.records import ENDED, FRAME_SIZES, Quote, Takes
from storage.settings import Settings
from tools.media.probe import probe
from tools.pipeline import briefing
from tools.pipeline.film import film_of
from tools.pipeline.production import Production, open_production
from tools.pipeline.storyboarding import first_storyboard
from tools.providers.registry import catalog_of

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
OWNER = "local"
FACTOR = 1 / 100                         # of the providers' latencies
FRAMES = (270, 480)
SECONDS = 8
LONGEST_RENDER = 600.0                   # seconds, kills included
SMALL = "from storage.records import FRAME_SIZES; FRAME_SIZES['9:16'] = (270, 480); "
WORKER = SMALL + "from agent.work import main; main()"
WEB = SMALL + (
    "import asyncio; from storage.settings import load_settings;"
    "from tools.pipeline.production import open_production;"
    "from tools.providers.registry import catalog_of\n"
    "async def main():\n"
    "    settings = load_settings()\n"
    "    async with open_production(settings, catalog_of(settings)):\n"
    "        await asyncio.Event().wait()\n"
    "asyncio.run(main())"
)


@dataclass
class Pair:
    """`web` and `worker`, of which either may be killed at any time."""

    settings: Settings
    chance: random.Random
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)

    def start(self) -> None:
        """Start what does not run."""
        for name, code in (("worker", WORKER), ("web", WEB)):
            process = self.running.get(name)
            if process is None or process.poll() is not None:
                with (self.settings.logs / f"{name}.log").open("ab") as log:
                    self.running[name] = subprocess.Popen(
                        [sys.executable, "-c", code], stdout=log, stderr=log, cwd=HERE.parent,
                        env={**os.environ, "ADFLOW_HOME": str(self.settings.home)},
                    )

    def kill(self) -> None:
        """Kill one of the two, the worker more often."""
        name = self.chance.choice(("worker", "worker", "worker", "web"))
        self.running[name].send_signal(signal.SIGKILL)
        self.running[name].wait()
        self.kills[name] += 1

    def stop(self) -> None:
        """Kill both, for good."""
        for process in self.running.values():
            process.kill()
            process.wait()


async def one_render(pair: Pair, production: Production, number: int, kills: int) -> Quote:
    """Order a new ad and kill until it has ended, or enough were killed."""
    project = production.projects.create(OWNER, f"kills-{number}").id
    files = {role: briefing.take_in(production, OWNER, EXAMPLES / name, name).sha256
             for role, name in (("photo", "serum.jpg"), ("logo", "logo.png"))}
    briefing.change_brief(production, OWNER, project, {**files, "seconds": SECONDS})
    board = await first_storyboard(production, OWNER, project, TemplateWriter())
    new = Takes(picture=number, clip=number, sound=number)        # nothing of it was made before
    board = production.projects.save(board.model_copy(update={
        "shots": tuple(shot.model_copy(update={"takes": new}) for shot in board.shots),
        "music_take": number,
    }))
    quote = production.offer(OWNER, board)
    assert production.quotes.decide(quote.id, "approved", "driver")      # and `web` dies here
    async with asyncio.timeout(LONGEST_RENDER):
        while production.quotes.render(quote.id).status not in ENDED:
            pair.start()
            await asyncio.sleep(pair.chance.uniform(1.0, 12.0))
            if pair.kills.total() < kills:
                pair.kill()
    return quote


def check(production: Production, quotes: list[Quote], charged: dict[str, Any]) -> str:
    """All that must hold; raises AssertionError, else says what was found."""
    uncertain = production.uncertain(OWNER)
    finished = 0
    for quote in quotes:
        row = production.quotes.render(quote.id)
        open_jobs = [one for one in uncertain if one.render == quote.id]
        assert row.status == "done" or open_jobs, row.problem
        finished += row.status == "done"
        if row.status == "done":
            board = production.projects.storyboard(row.project, row.version)
            film = film_of(board, production.plan(board), production.library, OWNER)
            length = probe(production.path(film.cut)).seconds
            assert abs(length - board.seconds) < 1 / 24, length
    spent = {line.name: line for line in production.ledger.account(OWNER, "provider")}
    charges, made = Counter[str](), Counter[str]()
    for charge in charged["charges"]:
        charges[charge["provider"]] += 1
    for quote in quotes:
        for line in quote.made:
            take = production.library.take(OWNER, line.fingerprint)
            made[line.model.partition("/")[0]] += bool(line.price and take)
    # An uncertain job may or may not have been charged; all others were, once.
    doubtful = Counter(one.model.partition("/")[0] for one in uncertain)
    for name in charges:
        assert made[name] <= charges[name] <= made[name] + doubtful[name], (name, charges, made)
    assert not doubtful["runware"]
    if "runware" in spent:
        assert spent["runware"].spent == charged["by_provider"]["runware"], spent
    assert sum(one.amount for one in uncertain) == sum(one.held for one in spent.values()), spent
    begun = journal(production.settings)
    whole(production.settings)
    return (
        f"{len(quotes)} renders: {finished} finished, {len(quotes) - finished} wait on "
        f"{len(uncertain)} uncertain jobs; {sum(begun.values())} starts of {len(begun)} jobs; "
        f"{sum(charges.values())} charges, ${charged['total'] / 1e6:.2f}; ledger "
        f"${sum(one.spent for one in spent.values()) / 1e6:.2f}; no partial file"
    )


def journal(settings: Settings) -> Counter[str]:
    """How often each job was begun; none after its asset was kept."""
    kept: set[str] = set()
    begun: Counter[str] = Counter()
    for text in (settings.logs / "jobs.jsonl").read_text().splitlines():
        entry = json.loads(text)
        if entry["event"] == "kept":
            kept.add(entry["fingerprint"])
        else:
            assert entry["fingerprint"] not in kept, f"{entry['fingerprint']} ran again"
            begun[entry["fingerprint"]] += 1
    return begun


def whole(settings: Settings) -> None:
    """No temporary file is left, and every medium is what its name says."""
    for path in settings.library.rglob("*"):
        if path.is_file():
            assert not path.name.startswith("."), f"partial file {path}"
            if path.parent.parent.name == "media":
                assert hash_file(path) == path.stem, f"{path} is not whole"


async def settled(production: Production) -> None:
    """Wait until only uncertain jobs hold money."""
    async with asyncio.timeout(60):
        while len(production.ledger.left_open(OWNER)) > len(  # noqa: ASYNC110 - others do it
            production.uncertain(OWNER)
        ):
            await asyncio.sleep(0.2)


@contextmanager
def emulators() -> Iterator[str]:
    """The emulators on a free port."""
    with subprocess.Popen(
        [sys.executable, str(HERE / "emulators" / "server.py"), "--port", "0",
         "--factor", str(FACTOR), "--scale", "0.1"], stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().decode().strip()
        finally:
            process.kill()


async def main(home: Path, address: str, kills: int, seed: int, turns: list[str]) -> None:
    FRAME_SIZES["9:16"] = FRAMES
    settings, quotes = Settings(home=home, generations_a_minute=0, still_gate=False), list[Quote]()
    settings.prepare()
    pair = Pair(settings, random.Random(seed))
    try:
        while pair.kills.total() < kills or len(quotes) < len(turns):
            chosen = settings.model_copy(
                update={"providers": turns[len(quotes) % len(turns)]})
            # Only for ordering and looking: what is ordered is started by the `web` beside it.
            production = Production(chosen, catalog_of(chosen))
            quotes.append(await one_render(pair, production, len(quotes) + 1, kills))
            await production.rendering.close()
        async with open_production(settings, catalog_of(settings)) as production:
            await settled(production)
            async with httpx.AsyncClient(trust_env=False) as http:
                charged = (await http.get(f"{address}/_charges")).json()
            told = check(production, quotes, charged)
    finally:
        pair.stop()
    kills_of = ", ".join(f"{name} {count} times" for name, count in sorted(pair.kills.items()))
    sys.stdout.write(f"killed {kills_of}; {told}\n")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--providers", default="runware/runware,mirelo/local")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, emulators() as url:
        os.environ |= {
            "RUNWARE_API_KEY": "kills", "MIRELO_API_KEY": "kills", "ADFLOW_PACE": str(FACTOR),
            "ADFLOW_RUNWARE_URL": f"{url}/runware/v1", "ADFLOW_MIRELO_URL": f"{url}/mirelo",
        }
        asyncio.run(main(Path(folder), url, given.kills, given.seed, given.providers.split("/")))
