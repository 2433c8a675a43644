"""A film's pictures by ComfyUI on a real worker: its server dies midway."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager
from subprocess import Popen
from typing import Any
from urllib.request import ProxyHandler, build_opener

import pytest

from storage.records import Storyboard
from tools.pipeline.production import Production

Worker = Callable[..., AbstractContextManager[Popen[bytes]]]
Ended = Callable[[str], Awaitable[str]]
SERVER = "ADFLOW_COMFYUI_URL"


@pytest.fixture
def dying(emulating: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[AbstractContextManager[str]]:
    """A server that takes more than a second for a picture; leaving it kills it."""
    monkeypatch.setenv("ADFLOW_PACE", "0.02")
    server = emulating(factor=0.15, scale=0.1)
    monkeypatch.setenv(SERVER, f"{server.__enter__()}/comfyui")
    yield server
    server.__exit__(None, None, None)


async def test_a_server_that_dies_midway_is_said_and_only_what_is_missing_is_made(
    dying: Any, production: Production, saved: Storyboard, worker: Worker, ended: Ended,
    emulating: Any, monkeypatch: pytest.MonkeyPatch,
) -> None:
    models = saved.recipe.models.model_copy(update={"picture": "comfyui/workflow"})
    recipe = saved.recipe.model_copy(update={"models": models})
    board = production.projects.save(saved.model_copy(update={"recipe": recipe}))
    pictures = [job.fingerprint for job in production.plan(board).jobs if job.kind == "picture"]
    quote = production.offer("local", board)
    assert quote.total == 0

    def made() -> list[str]:
        return [name for name in pictures if production.library.take("local", name)]

    with worker():
        await production.approve("local", quote.id, "local")
        for _ in range(1500):
            if made():
                break
            await asyncio.sleep(0.02)
        dying.__exit__(None, None, None)
        assert await ended(quote.id) == "failed"
    kept = made()
    assert 0 < len(kept) < len(pictures)
    last = production.quotes.last_progress(quote.id)
    assert last
    problems = {job.problem for job in last.jobs if job.fingerprint in set(pictures) - set(kept)}
    assert all("ComfyUI at http" in one and "only what is missing is made" in one
               for one in problems), problems

    with emulating(factor=0.001, scale=0.1) as address:
        monkeypatch.setenv(SERVER, f"{address}/comfyui")
        again = production.offer("local", board)
        with worker():
            await production.approve("local", again.id, "local")
            assert await ended(again.id) == "done"
        asked = json.load(await asyncio.to_thread(
            build_opener(ProxyHandler({})).open, f"{address}/_requests"))
    sent = [one for one in asked if one["endpoint"] == "comfyui.prompt"]
    assert len(sent) == len(pictures) - len(kept)
    assert made() == pictures
