"""Kill the worker at random moments of one real render on the built-in studio, then check it all.

    python tests/kill_driver.py [kills] [seed]

Prints how often each job was begun, and fails if a job whose asset was in the library ran again, if
the library holds a partial file, or if the film is not whole.
"""

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from agent.guided.writer import TemplateWriter
from agent.serve import WORKER, environment
from storage.library import hash_file
from storage.settings import Settings
from tools.media.probe import probe
from tools.pipeline import briefing
from tools.pipeline.film import film_of
from tools.pipeline.production import Production, open_production
from tools.pipeline.storyboarding import first_storyboard
from tools.providers.registry import catalog_of

PHOTO = Path(__file__).parents[1] / "examples" / "serum.jpg"


def start_worker(settings: Settings) -> subprocess.Popen[bytes]:
    log = (settings.logs / "worker.log").open("ab")
    return subprocess.Popen(
        [sys.executable, *WORKER], env={**os.environ, **environment(settings)},
        stdout=log, stderr=log,
    )


async def kill_again_and_again(
    production: Production, quote: str, kills: int, chance: random.Random
) -> int:
    """Let workers live for random times; returns how many were killed while the render ran."""
    done = 0
    while done < kills and production.quotes.render(quote).status in ("approved", "running"):
        worker = start_worker(production.settings)
        await asyncio.sleep(chance.uniform(2.0, 9.0))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        done += 1
    return done


def check(settings: Settings, production: Production) -> Counter[str]:
    """The invariants; returns how often each kind of job was begun."""
    lines = (settings.logs / "jobs.jsonl").read_text().splitlines()
    entries = [json.loads(line) for line in lines]
    kept: set[str] = set()
    begun: Counter[str] = Counter()
    for entry in entries:
        if entry["event"] == "kept":
            kept.add(entry["fingerprint"])
        else:
            assert entry["fingerprint"] not in kept, f"{entry['fingerprint']} ran again"
            begun[entry["fingerprint"]] += 1
    files = [path for path in settings.library.rglob("*") if path.is_file()]
    assert not [path for path in files if path.name.startswith(".")], "partial file"
    for path in files:
        if path.parent.parent.name == "media":
            assert hash_file(path) == path.stem, f"{path} is not whole"
    return begun


async def main(kills: int, seed: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home))
        async with open_production(settings, catalog_of(settings)) as production:
            project = production.projects.create("local", "kills").id
            photo = briefing.take_in(production, "local", PHOTO, PHOTO.name)
            briefing.change_brief(production, "local", project, {"photo": photo.sha256})
            board = await first_storyboard(production, "local", project, TemplateWriter())
            quote = production.offer("local", board)
            assert production.quotes.decide(quote.id, "approved", "driver")   # `web` dies here
            killed = await kill_again_and_again(production, quote.id, kills, random.Random(seed))
            worker = start_worker(settings)
            async for _ in production.rendering.follow(quote.id):
                pass
            worker.terminate()
            worker.wait()
            row = production.quotes.render(quote.id)
            assert row.status == "done", row.problem
            film = film_of(board, production.plan(board), production.library, "local")
            found = probe(production.path(film.cut))
            assert abs(found.seconds - board.seconds) < 1 / 24, found
            begun = check(settings, production)
            sys.stdout.write(
                f"killed {killed} times; {len(begun)} jobs begun {sum(begun.values())} times "
                f"(at most {max(begun.values())} times one); film {found.seconds:.2f} s; "
                "no finished job ran again; no partial file\n"
            )


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    asyncio.run(main(*(given + [20, 7][len(given):])))
