"""No test touches the network beyond loopback, a real home folder or a real key.

Productions here are real but for their providers, which make paper; the worker is a process.
"""

import asyncio
import importlib.util
import io
import os
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from subprocess import PIPE, Popen
from types import ModuleType
from typing import Any

import pytest
from PIL import Image

from agent.guided.writer import TemplateWriter
from storage.database import now
from storage.records import Asset, Storyboard, Take, Wish
from storage.settings import Settings
from tools.pipeline.filming import begin_film
from tools.pipeline.production import Production
from tools.providers.catalog import Catalog

_REAL_CONNECT = socket.socket.connect
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def private_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary data folder, and no keys from the environment."""
    home = tmp_path / "home"
    monkeypatch.setenv("ADFLOW_HOME", str(home))
    for name in [name for name in os.environ if name.endswith("_API_KEY")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("ADFLOW_COMFYUI_URL", raising=False)
    return home


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connecting anywhere but to this machine fails at once."""

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in _LOOPBACK:
            raise AssertionError(f"a test tried to reach {address[0]}")
        _REAL_CONNECT(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


HERE = Path(__file__).parent


def load_paper() -> ModuleType:
    spec = importlib.util.spec_from_file_location("paper", HERE / "paper.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAPER = load_paper()


@pytest.fixture
def paper_folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def catalog(paper_folder: Path) -> Catalog:
    found: Catalog = PAPER.paper_catalog(paper_folder)
    return found


@pytest.fixture
def settings() -> Settings:
    found = Settings()
    found.prepare()
    return found


@pytest.fixture
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for pictures that nobody makes."""
    monkeypatch.setattr("tools.pipeline.production.PICTURES_WITHIN", 0.05)


@pytest.fixture
async def production(
    settings: Settings, catalog: Catalog, request: pytest.FixtureRequest
) -> AsyncIterator[Production]:
    """A production on paper, going on with its renders as `web` does."""
    if "worker" not in request.fixturenames:
        request.getfixturevalue("no_worker")
    found = Production(settings, catalog)
    going_on = asyncio.create_task(found.rendering.reconcile_for_ever(found))
    yield found
    going_on.cancel()
    await asyncio.gather(going_on, return_exceptions=True)
    await found.rendering.close()


@contextmanager
def paper_worker(pause: float = 0.02) -> Iterator[Popen[bytes]]:
    """A worker process on paper; killed at the end, whatever it does."""
    process = Popen(
        [sys.executable, str(HERE / "paper.py"), str(os.getpid())],
        env={**os.environ, "PAPER_SECONDS": str(pause)},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def emulators_at(**options: float) -> Iterator[str]:
    """The providers' emulators as a process of their own: their address.

    Options as their program has them: `factor` of real latencies, `scale` of pictures' sides.
    """
    given = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    with Popen(
        [sys.executable, str(HERE / "emulators" / "server.py"), "--port", "0", *given],
        stdout=PIPE, text=True, env={**os.environ, "PYTHONWARNINGS": "default"},
    ) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


@pytest.fixture(scope="session")
def emulating() -> Callable[..., AbstractContextManager[str]]:
    """Starts emulators; see `emulators_at`."""
    return emulators_at


@pytest.fixture
def worker() -> Callable[..., object]:
    return paper_worker


Rendered = Callable[[str], Awaitable[str]]


@pytest.fixture
def ended(production: Production) -> Rendered:
    """Wait until a render has ended; its status."""

    async def wait(render: str) -> str:
        async with asyncio.timeout(60):
            async for _ in production.rendering.follow(render):
                pass
        return production.quotes.render(render).status

    return wait


@pytest.fixture
def flow(production: Production) -> Callable[..., Awaitable[Storyboard]]:
    """A continuous-flow film in words; `made`: its start picture is in the owner's library."""

    async def begun(
        text: str, owner: str = "ann", thread: str = "", *, made: bool = False,
        style: str = "anime", at: Production | None = None, **more: Any,
    ) -> Storyboard:
        here = at or production
        project = here.projects.create(owner, thread or f"thread-{text}-{style}-{more}").id
        wish = Wish.model_validate({"recipe": "continuous-flow", "text": text, "seconds": 5,
                                    "options": {"style": style}, **more})
        board = await begin_film(here, owner, project, wish, TemplateWriter())
        if made:
            picture = io.BytesIO()
            Image.new("RGB", (64, 36), "teal").save(picture, "PNG")
            asset = here.library.keep_bytes(picture.getvalue(), Asset(
                sha256="", size=0, media_type="image/png", width=64, height=36))
            here.library.record(owner, Take(
                fingerprint=here.plan(board).shots[board.shots[0].id]["picture"],
                asset=asset, made_at=now()))
        return board

    return begun


@pytest.fixture
def paper() -> ModuleType:
    return PAPER


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """One process runs the fast tests first; of several, none should begin a long test last."""
    for item in items:
        if "worker" in getattr(item, "fixturenames", ()):      # a process that starts takes seconds
            item.add_marker(pytest.mark.slow)
    items.sort(reverse=hasattr(config, "workerinput"), key=lambda item: (
        item.get_closest_marker("browser") is not None,
        item.get_closest_marker("slow") is not None,
    ))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tables of what was run, noted by tests in whatever process: faults, and edits."""
    rows: dict[str, list[str]] = {}
    edits: list[str] = []
    for report in (one for found in terminalreporter.stats.values() for one in found):
        if getattr(report, "when", "") == "call":
            for row, fault in (value for name, value in report.user_properties if name == "fault"):
                rows.setdefault(row, []).append(fault)
            edits += [str(value) for name, value in report.user_properties if name == "edit"]
    if edits:
        terminalreporter.section("edits: what they buy, cost and take")
    for line in edits:
        terminalreporter.line(line)
    if rows:
        terminalreporter.section("faults that pass, and with … those that stay")
    for row, faults in sorted(rows.items()):
        terminalreporter.line(f"{row}{', '.join(faults)}")
