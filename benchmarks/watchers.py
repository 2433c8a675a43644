"""What watching costs: one render with nobody watching it, and the same with 200 watchers.

The web process serves the HTTP API in its one event loop; a worker process makes the film with the
studio, in tiny frames; a third process holds the watchers, half by server-sent events, half by
WebSocket. Lag is how late a timer of 5 ms comes in the web process: while the watchers come, one
every 5 ms, and then until the film is finished and all have gone. The worker's CPU seconds are the
kernel's, with its children. Each way is warm by one film that is not counted.

    python benchmarks/watchers.py [--watchers 200] [--runs 3]
"""

import argparse
import asyncio
import gc
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
import websockets
from starlette.applications import Starlette
from starlette.routing import Mount

from agent.faces.api import create_api
from agent.faces.api_parts import Counter
from agent.guided.writer import TemplateWriter
from benchmarks.report import append_section, machine
from storage.records import FRAME_SIZES, AnotherTake, Storyboard
from storage.settings import Settings
from tools.pipeline import briefing, storyboarding
from tools.pipeline.gathering import gathered
from tools.pipeline.production import Production, open_production
from tools.pipeline.worker import run_worker
from tools.providers.registry import catalog_of

ROOT = Path(__file__).parents[1]
FRAMES = (108, 192)                      # pixels
OWNER, TICK = "local", 0.005             # seconds
HERE = "/api/v1/renders"


@dataclass(frozen=True)
class Measured:
    """One render: lags in ms, the largest while watchers came, the worker's CPU and wall seconds,
    events the least one got."""

    lags: tuple[float, ...]
    coming: float
    cpu: float
    wall: float
    events: int = 0

    def lag(self, share: float) -> float:
        """The lag that this share of all ticks kept to."""
        return sorted(self.lags)[min(len(self.lags) - 1, int(len(self.lags) * share))]


def main() -> None:
    """Measure both ways and print them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--watchers", type=int, default=200)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    options.add_argument("--at", default="", help=argparse.SUPPRESS)
    given = options.parse_args()
    FRAME_SIZES["9:16"] = FRAMES
    if given.worker:
        asyncio.run(run_worker(settings := Settings(), catalog_of(settings)))
    elif given.at:
        asyncio.run(watch_all(given.at, given.watchers))
    else:
        with tempfile.TemporaryDirectory() as folder:
            found = asyncio.run(measure(Settings(home=Path(folder)), given.watchers, given.runs))
        report(found, given.watchers)


async def measure(settings: Settings, watchers: int, runs: int) -> dict[int, list[Measured]]:
    """All runs with nobody and with so many watching; the first film of each is not counted."""
    async with open_production(settings, catalog_of(settings)) as production:
        worker = await started(settings, "--worker")
        board = await first_board(production)
        found: dict[int, list[Measured]] = {0: [], watchers: []}
        try:
            async with served(production) as address:
                for _ in range(runs + 1):
                    for many, kept in found.items():
                        board = await another(production, board)
                        kept.append(await one_film(production, board, address, many, worker.pid))
        finally:
            worker.terminate()
            await worker.wait()
    return {many: kept[1:] for many, kept in found.items()}


async def started(settings: Settings, *words: str) -> asyncio.subprocess.Process:
    """This program again, as another process of the same data folder."""
    return await asyncio.create_subprocess_exec(
        sys.executable, __file__, *words, stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE, env={
            **os.environ, "ADFLOW_HOME": str(settings.home), "PYTHONPATH": str(ROOT)})


@asynccontextmanager
async def served(production: Production) -> AsyncIterator[str]:
    """The API in this process's loop."""
    counter = Counter(production)
    app = Starlette(routes=[Mount("/api/v1", create_api(lambda: counter, open_here=True))])
    server = uvicorn.Server(uvicorn.Config(
        app, port=0, log_level="error", lifespan="off", timeout_graceful_shutdown=1))
    gc.collect()                                              # as app.py does
    gc.freeze()
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - nothing tells
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving


async def first_board(production: Production) -> Storyboard:
    """A storyboard of our example."""
    project = production.projects.create(OWNER, "bench").id
    photo = ROOT / "examples" / "serum.jpg"
    asset = briefing.take_in(production, OWNER, photo, photo.name)
    briefing.change_brief(production, OWNER, project, {"photo": asset.sha256})
    return await storyboarding.first_storyboard(production, OWNER, project, TemplateWriter())


async def another(production: Production, board: Storyboard) -> Storyboard:
    """The same film with new takes of everything."""
    changes = [AnotherTake(shot=number, kind=kind) for number in range(1, len(board.shots) + 1)
               for kind in ("picture", "clip", "sound")]
    material = await gathered(production, OWNER, board, changes, TemplateWriter())
    return production.projects.save(
        storyboarding.revised(production, board, changes, material))


async def one_film(
    production: Production, board: Storyboard, address: str, many: int, worker: int
) -> Measured:
    """Make the film once, watched by so many."""
    quote = production.offer(OWNER, board, "film")
    watching = await started(production.settings, "--at", address, "--watchers", str(many))
    assert watching.stdin
    assert watching.stdout
    await watching.stdout.readline()                          # it is up
    before, began = cpu_of(worker), time.monotonic()
    await production.approve(OWNER, quote.id, OWNER)
    watching.stdin.write(f"{quote.id}\n".encode())
    await watching.stdin.drain()
    coming: list[float] = [0.0]
    lags: list[float] = []
    ticking = asyncio.create_task(tick(coming))
    await watching.stdout.readline()                          # all have come
    ticking.cancel()
    ticking = asyncio.create_task(tick(lags))
    async for _ in production.rendering.follow(quote.id):
        pass
    wall, used = time.monotonic() - began, cpu_of(worker) - before
    await asyncio.sleep(0.3)                                   # they are told the end, and go
    ticking.cancel()
    least = json.loads(await watching.stdout.readline())
    await watching.wait()
    assert production.quotes.render(quote.id).status == "done"
    if many:
        assert least == len(production.quotes.progress(quote.id)), "a watcher missed something"
    return Measured(tuple(lags), max(coming), used, wall, least)


async def tick(lags: list[float]) -> None:
    """How late a timer comes, in ms, again and again."""
    while True:
        due = time.perf_counter() + TICK
        await asyncio.sleep(TICK)
        lags.append((time.perf_counter() - due) * 1000)


def cpu_of(pid: int) -> float:
    """CPU seconds of a process and its finished children."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


async def watch_all(address: str, many: int) -> None:
    """The watchers' process: says that it is up, is told the render, says what the least got."""
    print("up", flush=True)
    render = (await asyncio.to_thread(sys.stdin.readline)).strip()
    came, watching = asyncio.Semaphore(0), []
    for number in range(many):
        by = by_events if number % 2 else by_socket
        watching.append(asyncio.create_task(by(address, render, came)))
        await asyncio.sleep(TICK)
    for _ in range(many):
        await came.acquire()
    print("all", flush=True)
    got = await asyncio.gather(*watching)
    print(json.dumps(min(got, default=0)), flush=True)


async def by_socket(address: str, render: str, came: asyncio.Semaphore) -> int:
    """How many states came over a WebSocket."""
    count, url = 0, f"{address.replace('http', 'ws', 1)}{HERE}/{render}/ws"
    async with websockets.connect(url) as socket:
        async for _ in socket:
            count += 1
            if count == 1:
                came.release()
    return count - 1                                           # the last one is the end


async def by_events(address: str, render: str, came: asyncio.Semaphore) -> int:
    """How many states came as server-sent events."""
    where = urlsplit(address)
    reader, writer = await asyncio.open_connection(where.hostname, where.port, limit=1 << 24)
    writer.write(f"GET {HERE}/{render}/events HTTP/1.1\r\nHost: {where.netloc}\r\n"
                 "Connection: close\r\n\r\n".encode())
    count = 0
    async for line in reader:
        count += (told := line.startswith(b"event: progress"))
        if told and count == 1:
            came.release()
    writer.close()
    return count


def report(found: dict[int, list[Measured]], watchers: int) -> None:
    """Print the figures and keep them."""
    lines = ["| watchers | lag p50 | lag p99 | lag max | max while they come | worker CPU s |"
             " film s |", "|---:|---:|---:|---:|---:|---:|---:|"]
    for many, kept in found.items():
        p50, p99, most = (statistics.median(one.lag(share) for one in kept)
                          for share in (0.5, 0.99, 1))
        coming, cpu, wall = (statistics.median(getattr(one, name) for one in kept)
                             for name in ("coming", "cpu", "wall"))
        lines.append(f"| {many} | {p50:.1f} ms | {p99:.1f} ms | {most:.1f} ms | {coming:.1f} ms | "
                     f"{cpu:.1f} | {wall:.1f} |")
    cpus = [statistics.median(one.cpu for one in found[many]) for many in (0, watchers)]
    ratio = f"worker CPU watched / unwatched = {cpus[1] / cpus[0]:.2f}"
    events = min(one.events for one in found[watchers])
    text = (f"{machine()} Median of {len(found[0])}. Every watcher got every state "
            f"({events} or more of a film).\n\n" + "\n".join(lines) + f"\n\n{ratio}")
    print(text)
    append_section("Watchers", text)


if __name__ == "__main__":
    main()
