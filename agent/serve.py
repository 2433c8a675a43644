"""`adflow serve`: the web app and the worker, started together and watched over.

A worker that dies is started again; Ctrl-C or SIGTERM stops both cleanly. One `serve` a data
folder, and one worker: the shell uses the one that runs, or starts its own while it needs it.
"""

import asyncio
import errno
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from agent.address import chat_address, note_address, the_chat
from storage.errors import AlreadyRunning, EnvironmentProblem
from storage.lock import is_held, worker_lock
from storage.settings import Settings
from tools.media.binary import find_ffmpeg
from tools.providers.own_models import read_own

# Not `-m`: child processes of the worker load its main module again, and would load all of this.
# Imports make no garbage. Looking for it while they are loaded, and again at the end, would take
# a third of a process's start and a second of its end: each `main` turns it on for what follows.
WORKER = ("-c", "import gc; gc.disable(); from agent.work import main; main()")
WEB = ("-c", "import gc; gc.disable(); from app import main; main()")
STOP_WITHIN = 8.0
LOOK_EVERY = 0.3
START_WITHIN = 45.0
QUICK = 5.0                              # a process that lives shorter than this is in trouble
MOST_QUICK_DEATHS = 4


class Watched:
    """A child process that is started again when it dies.

    It waits while another process holds `lock`: then someone else's child does the work.
    """

    def __init__(
        self, name: str, argv: tuple[str, ...], settings: Settings, lock: Path | None = None
    ) -> None:
        self.name, self.argv, self.settings, self.lock = name, argv, settings, lock
        self.process: asyncio.subprocess.Process | None = None
        self.log: Path = settings.logs / f"{name}.log"

    async def run(self) -> None:
        """Keep it running until cancelled. Raises EnvironmentProblem if it cannot stay up."""
        quick_deaths = 0
        while True:
            # nothing tells us when it goes
            while self.lock is not None and is_held(self.lock):  # noqa: ASYNC110
                await asyncio.sleep(LOOK_EVERY)
            began = time.monotonic()
            await self._start()
            assert self.process is not None
            await self.process.wait()
            quick_deaths = quick_deaths + 1 if time.monotonic() - began < QUICK else 0
            if quick_deaths >= MOST_QUICK_DEATHS:
                raise EnvironmentProblem(
                    f"The {self.name} process stops at once: {self._last_line()}",
                    f"See {self.log}, or run `adflow doctor`.",
                )
            await asyncio.sleep(0.2 * 2**quick_deaths)

    async def _start(self) -> None:
        own = {**environment(self.settings), "ADFLOW_PARENT": str(os.getpid())}
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, *self.argv,
                stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log,
                env={**os.environ, **own},
                start_new_session=True,      # Ctrl-C reaches us only, and we stop them in order
            )

    def _last_line(self) -> str:
        lines = [one for one in self.log.read_text(errors="replace").splitlines() if one.strip()]
        return lines[-1].strip()[:200] if lines else "it says nothing"

    async def stop(self) -> None:
        """Ask it to end, and end it if it does not."""
        if self.process is None or self.process.returncode is not None:
            return
        self.process.terminate()
        try:
            await asyncio.wait_for(self.process.wait(), STOP_WITHIN)
        except TimeoutError:
            self.process.kill()
            await self.process.wait()


def environment(settings: Settings) -> Mapping[str, str]:
    """The settings as a child process reads them."""
    return {
        "ADFLOW_HOME": str(settings.home), "ADFLOW_HOST": settings.host,
        "ADFLOW_PORT": str(settings.port),
    }


def free_address(settings: Settings) -> Settings:
    """The settings with a port that is free now. Raises EnvironmentProblem if theirs is not."""
    host, port = settings.host, settings.port
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as exc:
            if exc.errno in (errno.EADDRINUSE, errno.EACCES):
                raise EnvironmentProblem(
                    f"Port {port} on {host} is not free: {exc.strerror}.",
                    "Choose another with `adflow serve --port` or ADFLOW_PORT.",
                ) from exc
            raise EnvironmentProblem(
                f"This machine cannot listen on {host}: {exc.strerror}.",
                "Choose another with `adflow serve --host`; 127.0.0.1 always works.",
            ) from exc
        return settings.model_copy(update={"port": probe.getsockname()[1]})


async def serve(settings: Settings, ready: Callable[[str], None]) -> None:
    """Run both until told to stop; `ready` is called with the address when the chat answers."""
    settings.prepare()
    find_ffmpeg()
    read_own(settings.own_models)
    with the_chat(settings):
        settings = free_address(settings)
        told = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, told.set)
        children = [Watched("web", WEB, settings), the_worker(settings)]
        tasks = [asyncio.create_task(child.run()) for child in children]
        tasks.append(asyncio.create_task(_announced(settings, ready)))
        stop = asyncio.create_task(told.wait())
        try:
            done, _ = await asyncio.wait(
                [stop, *tasks[:2]], return_when=asyncio.FIRST_COMPLETED
            )
            for task in done - {stop}:
                task.result()
        finally:
            for task in (*tasks, stop):
                task.cancel()
            await asyncio.gather(*tasks, stop, return_exceptions=True)
            await asyncio.gather(*(child.stop() for child in children))


async def _announced(settings: Settings, ready: Callable[[str], None]) -> None:
    ready(await note_address(settings))


def the_worker(settings: Settings) -> Watched:
    """The data folder's worker."""
    return Watched("worker", WORKER, settings, worker_lock(settings))


@asynccontextmanager
async def a_worker(settings: Settings) -> AsyncIterator[None]:
    """See that a worker runs: the one of `serve`, or one of our own for as long as this lasts.

    Raises EnvironmentProblem if it cannot stay up: nobody should wait for it then.
    """
    worker, waiting = the_worker(settings), asyncio.current_task()
    assert waiting is not None
    running = asyncio.create_task(worker.run())
    running.add_done_callback(lambda ended: ended.cancelled() or waiting.cancel())
    try:
        yield
    except asyncio.CancelledError:
        if running.done():
            waiting.uncancel()
            running.result()
        raise
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await worker.stop()


@asynccontextmanager
async def a_chat(settings: Settings) -> AsyncIterator[Callable[[], Awaitable[str]]]:
    """Gives the web chat's address: of the `serve` that runs, or of one that is started when it is
    first asked for, and kept for as long as this lasts."""
    one_at_a_time = asyncio.Lock()
    async with AsyncExitStack() as ours:

        async def address() -> str:
            try:
                async with one_at_a_time, asyncio.timeout(START_WITHIN):
                    while not (found := chat_address(settings)):
                        try:
                            ours.enter_context(the_chat(settings))
                        except AlreadyRunning:           # another is about to say where it is
                            await asyncio.sleep(LOOK_EVERY)
                        else:
                            await ours.enter_async_context(_web(settings))
            except TimeoutError as exc:
                raise EnvironmentProblem("The web chat does not start.",
                                         f"See {settings.logs / 'web.log'}.") from exc
            return found

        yield address


@asynccontextmanager
async def _web(settings: Settings) -> AsyncIterator[None]:
    """The web app alone, on the settings' port or on a free one."""
    try:
        settings = free_address(settings)
    except EnvironmentProblem:
        settings = free_address(settings.model_copy(update={"port": 0}))
    web = Watched("web", WEB, settings)
    running = asyncio.create_task(web.run())
    try:
        await note_address(settings)
        yield
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await web.stop()
