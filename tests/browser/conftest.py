"""The web app as a process on a free port, and a browser that reports what it should not do."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).parents[2]
SCREENS = ROOT / "out" / "screens"
ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]
# Chainlit's own remarks; nothing is wrong.
HARMLESS = (
    "is not a valid MIME type",
    "Missing `Description` or `aria-describedby",              # its settings dialog has none
    "WebSocket is closed before the connection",              # it connects anew to resume a thread
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Remember on the test whether it failed, so that its tabs can be photographed."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


FAILED = pytest.StashKey[bool]()


@dataclass
class Served:
    """A running web app. `stop` and `start` keep its data folder and port."""

    argv: list[str]
    home: Path
    port: int
    env: dict[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        log = (self.home.parent / f"served-{self.port}.log").open("ab")
        env = {**os.environ, "ADFLOW_HOME": str(self.home), "ADFLOW_PORT": str(self.port),
               **self.env}
        self.process = subprocess.Popen(
            self.argv, env=env, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
        )
        log.close()
        for _ in range(600):
            assert self.process.poll() is None, self.log()
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:
                    if b"true" in answer.read():
                        return
            except (urllib.error.URLError, OSError):
                pass
            time.sleep(0.1)
        raise AssertionError(f"the web app does not answer: {self.log()}")

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def kill_both(self) -> None:
        """Kill what `serve` started, web and worker, with no chance to tidy up."""
        assert self.process
        ours = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = int(stat.read_text().rpartition(")")[2].split()[1])
            except OSError:                                   # it has just ended
                continue
            if parent == self.process.pid:
                ours.append(int(stat.parent.name))
        assert len(ours) == 2, ours
        for pid in ours:
            os.kill(pid, signal.SIGKILL)

    @contextmanager
    def held(self) -> Iterator[None]:
        """The script stands still: what passes quickly is there for as long as this lasts."""
        hold = self.home / "held"
        hold.touch()
        try:
            yield
        finally:
            hold.unlink()

    def log(self) -> str:
        logs = [self.home.parent / f"served-{self.port}.log", *self.home.glob("logs/*.log")]
        return "\n".join(f"{log.name}: {log.read_text()[-2000:]}" for log in logs)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Ends with its file: while Playwright runs, its event loop does, and no other can."""
    path = os.environ.get("ADFLOW_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    if not Path(path).exists():
        pytest.skip("no Chromium here: install one or set ADFLOW_CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def scripted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The face with a scripted conversation behind it."""
    script = Path(__file__).parent / "scripted_app.py"
    home = tmp_path_factory.mktemp("web") / "home"
    served = Served([sys.executable, str(script)], home, free_port())
    served.start()
    yield served
    served.stop()


SERVE = [sys.executable, "-c", "from agent.faces.cli import main; main()", "serve"]


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real thing: `adflow serve`, web and worker, on an empty data folder."""
    home = tmp_path_factory.mktemp("studio") / "home"
    served = Served(SERVE, home, free_port())
    served.start()
    yield served
    served.stop()
    SCREENS.mkdir(parents=True, exist_ok=True)
    (SCREENS / "studio.log").write_text(served.log())


@pytest.fixture(scope="module")
def emulators(emulating: Any) -> Iterator[str]:
    """The providers' emulators; clips take some seconds, so that things can happen meanwhile."""
    with emulating(factor=0.05, scale=0.2) as address:
        yield address


@pytest.fixture(scope="module")
def paid_studio(tmp_path_factory: pytest.TempPathFactory, emulators: str) -> Iterator[Served]:
    """The real thing with makers who want money: Runware's emulator."""
    served = Served(SERVE, tmp_path_factory.mktemp("paid") / "home", free_port(), env={
        "RUNWARE_API_KEY": "browser", "ADFLOW_RUNWARE_URL": f"{emulators}/runware/v1",
        "ADFLOW_PROVIDERS": "runware", "ADFLOW_PACE": "0.05", "ADFLOW_BUDGET_PROJECT": "20",
    })
    served.start()
    yield served
    served.stop()
    SCREENS.mkdir(parents=True, exist_ok=True)
    (SCREENS / "paid.log").write_text(served.log())


@pytest.fixture(scope="module")
def paper_studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The web app on paper that costs money, without a worker: a yes is kept for one."""
    script = ROOT / "tests" / "agent" / "faces" / "paper_app.py"
    served = Served([sys.executable, str(script)], tmp_path_factory.mktemp("paper") / "home",
                    free_port(), env={"PAPER": '{"price": 250000}', "PYTHONPATH": str(ROOT)})
    served.start()
    yield served
    served.stop()


@pytest.fixture(scope="module")
def paper_pictures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The web app on paper whose pictures cost money, without a worker."""
    script = ROOT / "tests" / "agent" / "faces" / "paper_app.py"
    price = '{"price": 40000, "paid": "picture"}'
    served = Served([sys.executable, str(script)], tmp_path_factory.mktemp("pictures") / "home",
                    free_port(), env={"PAPER": price, "PYTHONPATH": str(ROOT)})
    served.start()
    yield served
    served.stop()


@dataclass
class Tab:
    """A page, and what it did that it should not have."""

    page: Page
    name: str
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("request", lambda request: self._request(request.url))

    def _console(self, message: ConsoleMessage) -> None:
        loud = message.type in ("error", "warning")
        if loud and not any(known in message.text for known in HARMLESS):
            url = message.location.get("url", "")
            self.faults.append(f"console {message.type}: {message.text} {url}")

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            self.faults.append(f"request to {url}")

    def say(self, text: str) -> None:
        """Type and send; while the director speaks, the page takes nothing: it is waited for."""
        self.page.click("#chat-input")
        self.page.keyboard.type(text)
        self.page.click("#chat-submit", timeout=90_000)

    def rest(self) -> None:
        """The director has said all; the page is not drawn anew under one's fingers."""
        self.page.wait_for_selector("#stop-button", state="detached", timeout=90_000)

    def give(self, path: Path, text: str = "") -> None:
        self.page.set_input_files("#upload-button-input, input[type=file]", str(path))
        self.page.wait_for_selector("#chat-submit:not([disabled])")
        if text:
            self.page.click("#chat-input")
            self.page.keyboard.type(text)
        self.page.click("#chat-submit")

    def screen(self, label: str) -> None:
        SCREENS.mkdir(parents=True, exist_ok=True)
        # A busy machine takes its time to draw a page that is being written on.
        self.page.screenshot(path=str(SCREENS / f"{self.name}-{label}.png"), timeout=120_000)


OpenTab = Callable[..., Tab]


@pytest.fixture
def open_tab(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[OpenTab]:
    """Opens tabs of one browser; at the end none may have complained or left this machine."""
    contexts: list[BrowserContext] = []
    tabs: list[Tab] = []

    def opens(
        url: str, *, size: tuple[int, int] = (1280, 900), theme: str = "dark",
        locale: str = "en-US", beside: Tab | None = None,
    ) -> Tab:
        if beside:
            context = beside.page.context
        else:
            context = chromium.new_context(
                viewport={"width": size[0], "height": size[1]}, locale=locale,
                service_workers="block", reduced_motion="reduce",   # drawing it takes a core
            )
            context.set_default_timeout(30_000)
            context.add_init_script(
                f"self.origin === 'null' || localStorage.setItem('vite-ui-theme', '{theme}')")
            contexts.append(context)
        tab = Tab(context.new_page(), request.node.name)
        tabs.append(tab)
        tab.page.goto(url)
        return tab

    yield opens
    if request.node.stash.get(FAILED, False):
        for number, tab in enumerate(tabs):
            tab.screen(f"failed-{number}")
    for context in contexts:
        context.close()
    faults = [fault for tab in tabs for fault in tab.faults]
    assert not faults, "\n".join(faults)
