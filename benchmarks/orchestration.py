"""What the orchestration costs: a product ad on the emulators, beside the least it could take.

The providers' real latencies (picture 45 s, clip 150 s, sound 45 s) and our waits for them are
played at a fiftieth; frames are tiny, so that little is measured but waiting and arranging. In one
run, three ways, each warm by one ad that is not counted:

- `hand_off`: each clip begins on its predecessor's last frame; `keyframes`: clips run at once;
- the earlier design's schedule, by the same providers without durable jobs: pictures in parallel,
  clips one after another, sounds when all clips are there, then the assembly.

The lower bound is the plan's longest chain: each provider's pure latency, and the local work on it
as it was measured: what the house makes, handing in (uploads), measuring and keeping what came.
Prints wall / bound, earlier / wall, overhead and database writes a job.

    python benchmarks/orchestration.py [--runs 3]
"""

import argparse
import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Engine, event

from agent.guided.writer import TemplateWriter
from benchmarks.report import append_section
from storage.library import Library
from storage.records import FRAME_SIZES, Asset, Job, JobKind, Plan, Storyboard, Takes
from storage.settings import Settings
from tools.media.measure import measured
from tools.pipeline import briefing
from tools.pipeline.command import call_id, job_id
from tools.pipeline.production import Production, open_production
from tools.pipeline.storyboarding import first_storyboard
from tools.pipeline.worker import run_worker
from tools.providers.client import close
from tools.providers.interface import Request
from tools.providers.registry import catalog_of

ROOT = Path(__file__).parents[1]
FACTOR = 1 / 50
LATENCY: dict[JobKind, float] = {"picture": 45.0, "clip": 150.0, "sound": 45.0}
FRAMES = (108, 192)                      # pixels
MODELS = {"hand_off": "", "keyframes": "runware/klingai:5@2"}
OWNER = "bench"
SETTLE = 9.0                             # seconds until a worker has all its processes


@dataclass(frozen=True)
class Measured:
    """One render: wall and lower bound in seconds, jobs made, database writes a job."""

    wall: float
    bound: float
    jobs: int
    writes: float = 0.0


def main() -> None:
    """Measure all three ways and print the ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    FRAME_SIZES["9:16"] = FRAMES
    if given.worker:
        given.worker.write_text(json.dumps(asyncio.run(work())))
        return
    with tempfile.TemporaryDirectory() as folder, emulators() as address:
        os.environ |= {
            "RUNWARE_API_KEY": "bench", "ADFLOW_RUNWARE_URL": f"{address}/runware/v1",
            "ADFLOW_PACE": str(FACTOR),
        }
        report(asyncio.run(measure(Path(folder), given.runs)))


async def measure(
    folder: Path, runs: int
) -> tuple[dict[str, list[Measured]], list[float]]:
    """All runs of each way, and the earlier schedule's beside them."""
    found: dict[str, list[Measured]] = {}
    earlier: list[float] = []
    for name, model in MODELS.items():
        settings = Settings(home=folder / name, providers="runware", models=model)
        found[name] = await durable(settings, runs)
    for run in range(runs + 1):
        settings = Settings(home=folder / f"earlier-{run}", providers="runware")
        earlier.append(await by_hand(settings))
    await close()
    return found, earlier[1:]


async def durable(settings: Settings, runs: int) -> list[Measured]:
    """Ads as AdFlow makes them: a worker process, durable jobs. Its first one is not counted."""
    writes = settings.home / "writes.json"
    async with open_production(settings, catalog_of(settings)) as production:
        worker = await asyncio.create_subprocess_exec(
            sys.executable, __file__, "--worker", str(writes),
            env={**os.environ, "ADFLOW_HOME": str(settings.home), "PYTHONPATH": str(ROOT)},
        )
        try:
            while not settings.jobs_database.exists():  # noqa: ASYNC110 - another process makes it
                await asyncio.sleep(0.1)
            await asyncio.sleep(SETTLE)
            made = [await one_ad(production, take) for take in range(1, runs + 2)]
        finally:
            worker.terminate()
            await worker.wait()
    share = json.loads(writes.read_text()) / sum(one.jobs for one in made)
    return [replace(one, writes=share) for one in made[1:]]


async def one_ad(production: Production, take: int) -> Measured:
    """One ad, from the yes to the film; nothing but its music is left from earlier takes."""
    board = await storyboard(production, take)
    quote = production.offer(OWNER, board, "film")
    began = time.monotonic()
    await production.approve(OWNER, quote.id, by=OWNER)
    async for _ in production.rendering.follow(quote.id):
        pass
    wall = time.monotonic() - began
    row = production.quotes.render(quote.id)
    if row.status != "done":
        raise SystemExit(f"{row.status}: {row.problem}")
    plan = production.plan(board)
    bound = longest_chain(plan, await local_work(production, plan))
    return Measured(wall=wall, bound=bound, jobs=len(quote.made))


async def local_work(production: Production, plan: Plan) -> dict[str, float]:
    """Seconds of local work in each job, as measured: made here, or handed in elsewhere."""
    found = {}
    for job in plan.jobs:
        take = production.library.take(OWNER, job.fingerprint)
        assert take is not None
        found[job.fingerprint] = take.seconds_taken
        if job.kind in LATENCY:
            brought = await asyncio.to_thread(keeping, production, take.asset)
            steps = await production.rendering.client.list_workflow_steps_async(
                call_id(job_id(OWNER, job.fingerprint, 1)), load_output=False)
            (submit,) = [one for one in steps if one["function_name"].endswith("submit")]
            began, ended = submit["started_at_epoch_ms"], submit["completed_at_epoch_ms"]
            found[job.fingerprint] = ((ended or 0) - (began or 0)) / 1000 + brought
    return found


def keeping(production: Production, asset: Asset) -> float:
    """Seconds that measuring a file and keeping it take."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(shutil.copy(production.library.path(asset), folder))
        began = time.monotonic()
        Library(Path(folder) / "library").keep(draft, measured(draft, asset.media_type))
        return time.monotonic() - began


def longest_chain(plan: Plan, local: Mapping[str, float]) -> float:
    """Seconds of the plan's longest chain of inputs."""
    ends: dict[str, float] = {}
    for job in plan.jobs:
        pure = LATENCY.get(job.kind, 0.0) * FACTOR + local[job.fingerprint]
        ends[job.fingerprint] = pure + max((ends[one] for one in job.inputs.values()), default=0.0)
    return ends[plan.cut]


async def by_hand(settings: Settings) -> float:
    """The earlier schedule's wall seconds, the assembly after it included."""
    production = Production(settings, catalog_of(settings))
    plan = production.plan(await storyboard(production))
    made: dict[str, Asset] = {}

    def of(*kinds: JobKind) -> list[Job]:
        return [job for job in plan.jobs if job.kind in kinds]

    async def make(job: Job) -> None:
        inputs = {role: made[name] for role, name in job.inputs.items()}
        made[job.fingerprint] = await made_by_hand(production, job, inputs)

    began = time.monotonic()
    await asyncio.gather(*map(make, of("picture")))
    for job in of("clip", "frame"):          # in the plan's order: clip, frame, clip …
        await make(job)
    for stage in (of("sound"), of("master", "mix"), of("cut")):
        await asyncio.gather(*map(make, stage))
    wall = time.monotonic() - began
    await production.rendering.close()
    return wall


async def made_by_hand(production: Production, job: Job, inputs: dict[str, Asset]) -> Asset:
    """One job by its provider, kept in the library but in no database."""
    provider = production.catalog.provider(job.provider)
    request = Request(client_id=f"hand:{job.fingerprint}:{time.time_ns()}", job=job, inputs=inputs)
    with tempfile.TemporaryDirectory() as workspace:
        ticket = await provider.submit(request)
        result = await provider.collect(
            request, ticket, production.library, Path(workspace), lambda _: None)
        facts = measured(result.path, result.media_type)
        return await asyncio.to_thread(production.library.keep, result.path, facts)


async def storyboard(production: Production, take: int = 1) -> Storyboard:
    """The product ad of the example photo and logo, with pictures of its own for each take."""
    project = production.projects.create(OWNER, f"{production.settings.home.name} {take}").id
    files = {role: briefing.take_in(production, OWNER, ROOT / "examples" / name, name).sha256
             for role, name in (("photo", "serum.jpg"), ("logo", "logo.png"))}
    briefing.change_brief(production, OWNER, project, {**files, "name": "Aurela"})
    board = await first_storyboard(production, OWNER, project, TemplateWriter())
    shots = [shot.model_copy(update={"takes": Takes(picture=take)}) for shot in board.shots]
    return production.projects.save(
        board.model_copy(update={"shots": tuple(shots), "end_take": take}))


async def work() -> int:
    """The worker process; returns how many statements wrote to the job database."""
    writes = 0

    @event.listens_for(Engine, "before_cursor_execute")
    def count(conn: object, cursor: object, statement: str, *_: object) -> None:
        nonlocal writes
        writes += statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE")

    settings = Settings()
    await run_worker(settings, catalog_of(settings))
    return writes


class emulators:
    """The emulators' server on a free port, at the benchmark's factor."""

    def __enter__(self) -> str:
        self._process = subprocess.Popen(
            [sys.executable, str(ROOT / "tests" / "emulators" / "server.py"), "--port", "0",
             "--factor", str(FACTOR), "--scale", "0.1"], stdout=subprocess.PIPE,
        )
        assert self._process.stdout
        return self._process.stdout.readline().decode().strip()

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()


def report(result: tuple[dict[str, list[Measured]], Sequence[float]]) -> None:
    """Print the table and keep it."""
    found, earlier = result
    before = statistics.median(earlier)
    lines = [f"{'way':22} {'wall s':>7} {'bound s':>8} {'wall/bound':>11} {'earlier/wall':>13} "
             f"{'ms a job':>9} {'writes a job':>13}"]
    for name, runs in found.items():
        wall = statistics.median(one.wall for one in runs)
        ratio = statistics.median(one.wall / one.bound for one in runs)
        over = statistics.median((one.wall - one.bound) / one.jobs for one in runs)
        writes = statistics.median(one.writes for one in runs)
        bound = statistics.median(one.bound for one in runs)
        lines.append(f"{name:22} {wall:7.2f} {bound:8.2f} {ratio:11.3f} {before / wall:13.2f} "
                     f"{1000 * over:9.0f} {writes:13.1f}")
    lines.append(f"{'the earlier schedule':22} {before:7.2f}")
    table = "\n".join(lines)
    print(table)
    append_section("Orchestration", f"Latencies × {FACTOR:g}, median of {len(earlier)}.\n\n"
                                    f"```\n{table}\n```")


if __name__ == "__main__":
    main()
