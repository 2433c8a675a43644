"""The HTTP API as it is served: on loopback, behind the guard, on a production that makes paper."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from agent.faces.api import create_api, mounted
from agent.faces.api_parts import Counter
from agent.faces.web_guard import Guard
from storage.settings import LOCAL
from storage.tokens import SCOPES, Scope
from tools.pipeline.production import Production


class QuietServer(uvicorn.Server):
    """A server that leaves the process's signals alone."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def listening(app: Any) -> AsyncIterator[str]:
    """The app on a free port of loopback: its address."""
    server = QuietServer(uvicorn.Config(
        app, host="127.0.0.1", port=0, log_level="error", lifespan="off",
        timeout_graceful_shutdown=1, proxy_headers=False))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - nothing tells
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving


@dataclass
class ServedApi:
    """The API over HTTP, and what stands behind it."""

    address: str
    counter: Counter
    app: Any
    photo: Path

    @property
    def production(self) -> Production:
        return self.counter.production

    def client(self, token: str = "", **headers: str) -> httpx.AsyncClient:
        """A program with a token, or none."""
        if token:
            headers["Authorization"] = f"Bearer {token}"
        return httpx.AsyncClient(
            base_url=f"{self.address}/api/v1", headers=headers, timeout=60, verify=False)

    def token(self, account: str = LOCAL, *scopes: Scope) -> str:
        return self.counter.tokens.create(account, scopes or SCOPES)[1]


@pytest.fixture
def behind_guard() -> Callable[..., Any]:
    """The API as `app.py` mounts it."""

    def behind(counter: Counter, *, open_here: bool) -> tuple[Any, Any]:
        api = create_api(lambda: counter, open_here=open_here)
        guard = Middleware(Guard, this_machine_only=open_here)
        return Starlette(routes=[mounted("/api/v1", api)], middleware=[guard]), api

    return behind


@pytest.fixture
def listen() -> Callable[[Any], AbstractAsyncContextManager[str]]:
    return listening


@pytest.fixture
async def api(
    production: Production, photo: Path, behind_guard: Callable[..., Any]
) -> AsyncIterator[ServedApi]:
    """Without accounts: the one person on this machine."""
    counter = Counter(production)
    whole, app = behind_guard(counter, open_here=True)
    async with listening(whole) as address:
        yield ServedApi(address, counter, app, photo)


@pytest.fixture
async def http(api: ServedApi) -> AsyncIterator[httpx.AsyncClient]:
    async with api.client() as client:
        yield client


@pytest.fixture
def ordered(api: ServedApi, http: httpx.AsyncClient) -> Callable[..., Any]:
    """One shot that is brought to life, ordered: its project and its quote."""

    async def order(**given: Any) -> Any:
        came = await http.post("/media", content=api.photo.read_bytes())
        shots = [{"prompt": "A bottle turns", "seconds": 2, "picture": came.json()["sha256"]}]
        answer = await http.post(
            "/films", json={"recipe": "animate-shots", "shots": shots}, **given)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return order


@pytest.fixture(scope="module")
def loaded_paper(request: pytest.FixtureRequest) -> Any:
    """The module of the provider on paper, for what outlives a test."""
    above = Path(__file__).parents[3] / "conftest.py"
    found: Any = request.config.pluginmanager.get_plugin(str(above))
    return found.PAPER
