"""The shell, quickly; all providers' emulators and Slack's, as they are: across HTTP."""

import asyncio
import importlib.util
import json
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.request import Request as Asking
from urllib.request import urlopen

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from agent.conversation import Conversation
from agent.faces.slack import SlackFace
from storage.settings import Settings
from tools.pipeline.production import open_production
from tools.providers.catalog import Catalog


@dataclass(frozen=True)
class Emulated:
    """All providers at one address, a thousand times faster than they are."""

    address: str

    @property
    def environment(self) -> dict[str, str]:
        """Leads AdFlow there."""
        return {
            "ADFLOW_OPENAI_URL": f"{self.address}/openai/v1",
            "ADFLOW_RUNWARE_URL": f"{self.address}/runware/v1",
            "ADFLOW_MIRELO_URL": f"{self.address}/mirelo",
            "ADFLOW_PACE": "0.02",
        }

    def post(self, path: str, body: Any) -> None:
        with urlopen(Asking(self.address + path, data=json.dumps(body).encode()), timeout=10):
            pass

    def get(self, path: str) -> Any:
        with urlopen(self.address + path, timeout=10) as answer:
            return json.load(answer)


@pytest.fixture(scope="session")
def emulators(emulating: Any) -> Iterator[Emulated]:
    with emulating(factor=0.001, scale=0.1) as address:
        yield Emulated(address)


@pytest.fixture
def emulated(emulators: Emulated, monkeypatch: pytest.MonkeyPatch) -> Emulated:
    """Emulators that have seen nothing, and an environment that leads there, without keys."""
    emulators.post("/_reset", {})
    for name, value in emulators.environment.items():
        monkeypatch.setenv(name, value)
    return emulators


# Slack


def load_slack() -> ModuleType:
    path = Path(__file__).parents[2] / "emulators" / "slack_emulator.py"
    spec = importlib.util.spec_from_file_location("slack_emulator", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module                            # its data classes look for it there
    spec.loader.exec_module(module)
    return module


SLACK = load_slack()


class Server(uvicorn.Server):
    """Serves in a test's loop and leaves the process's signals alone."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@dataclass
class Bot:
    """The web app's Slack side: started and stopped as a process would be, on one data folder."""

    slack: Any
    catalog: Catalog
    production: Any = None
    face: Any = None
    stack: AsyncExitStack | None = None

    async def start(self) -> None:
        settings = Settings()
        self.stack = AsyncExitStack()
        self.production = await self.stack.enter_async_context(
            open_production(settings, self.catalog))
        production = self.production
        self.face = SlackFace(production, lambda *whose: Conversation(production, *whose))
        await self.stack.enter_async_context(self.face.opened())
        if settings.slack_over_http:
            await self.stack.enter_async_context(self._served())
        else:
            await self.slack.until(lambda: self.slack.sockets, what="the socket")

    async def stop(self) -> None:
        assert self.stack
        self.slack.sockets.clear()
        await self.stack.aclose()

    @asynccontextmanager
    async def _served(self) -> AsyncIterator[None]:
        async def answer(request: Request) -> Response:
            answered: Response = await self.face.doors.answer(request)
            return answered

        app = Starlette(routes=[Route("/slack/events", answer, methods=["POST"])])
        with closing(socket.socket()) as listening:
            listening.bind(("127.0.0.1", 0))
            server = Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
            serving = asyncio.create_task(server.serve([listening]))
            while not server.started:  # noqa: ASYNC110  (nothing tells when it is)
                await asyncio.sleep(0.01)
            self.slack.target = f"http://127.0.0.1:{listening.getsockname()[1]}/slack/events"
            yield
            server.should_exit = True
            await serving


@pytest.fixture
async def slack(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Any]:
    """A workspace, and settings that lead the bot there over HTTP."""
    found = SLACK.FakeSlack()
    close = await SLACK.serve(found)
    monkeypatch.setenv("ADFLOW_SLACK_URL", f"{found.address}/api/")
    monkeypatch.setenv("ADFLOW_SLACK_BOT_TOKEN", SLACK.BOT_TOKEN)
    monkeypatch.setenv("ADFLOW_SLACK_SIGNING_SECRET", SLACK.SECRET)
    yield found
    await close()


@pytest.fixture
async def bot(slack: Any, catalog: Catalog) -> AsyncIterator[Bot]:
    """The bot; a test starts it once its settings are as they shall be."""
    found = Bot(slack, catalog)
    yield found
    if found.stack:
        await found.stop()


@pytest.fixture
def bottle(photo: Path) -> tuple[tuple[str, bytes], ...]:
    return (("bottle.png", photo.read_bytes()),)


# The shell

# Each command is a process of its own, split off one that has the imports behind it: a tenth of the
# time of a fresh one.
PRELOADED = """
import gc, json, os, sys
from agent.faces import cli, cli_ad, cli_brand, cli_doctor, cli_film, cli_money, cli_projects
from agent.faces import cli_chat, cli_revise
cli_ad.find_ffmpeg()
{preload}
gc.freeze()
for line in sys.stdin:
    words, environment, out, err = json.loads(line)
    child = os.fork()
    if not child:
        for number, place in ((0, os.devnull), (1, out), (2, err)):
            os.dup2(os.open(place, os.O_RDWR | os.O_CREAT, 0o600), number)
        os.environ.update(environment)
        sys.argv = ["adflow", *words]
        cli.main()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def preload() -> str:
    """What else is done before commands are split off."""
    return ""


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory, preload: str) -> Iterator[Shell]:
    """Runs `adflow` quickly; for commands that start no worker."""
    place = tmp_path_factory.mktemp("shell")
    out, err = place / "out", place / "err"
    with subprocess.Popen(
        [sys.executable, "-c", PRELOADED.replace("{preload}", preload)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "COLUMNS": "80"},
    ) as process:
        stdin, stdout = process.stdin, process.stdout
        assert stdin
        assert stdout

        def run(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
            for path in (out, err):
                path.write_text("")
            now = {name: os.environ[name] for name in ("ADFLOW_HOME", "PAPER")
                   if name in os.environ}
            order = (list(map(str, words)), {**now, **environment}, str(out), str(err))
            stdin.write(json.dumps(order) + "\n")
            stdin.flush()
            return subprocess.CompletedProcess(
                words, int(stdout.readline()), out.read_text(), err.read_text()
            )

        yield run
        stdin.close()
