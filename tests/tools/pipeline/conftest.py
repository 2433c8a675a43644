"""Storyboards, paper providers and a real worker in this process or another."""

import asyncio
import importlib.util
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen
from types import ModuleType

import pytest

from storage.records import (
    Asset,
    Box,
    Brief,
    Overlay,
    Palette,
    ProductLook,
    Shot,
    Storyboard,
)
from storage.settings import Settings
from tools.pipeline.production import Production
from tools.pipeline.recipes import PRODUCT_AD
from tools.providers.catalog import Catalog

HERE = Path(__file__).parent


def load_paper() -> ModuleType:
    spec = importlib.util.spec_from_file_location("paper", HERE / "paper.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAPER = load_paper()

PALETTE = Palette(
    dark="#101010", deep="#302010", brand="#7a4a20", mid="#c0a080", wall="#e0d0c0",
    light="#f4ece4", accent="#f0a060", ink="#201810", cool="#304050",
)
PRODUCT = ProductLook(
    cutout="flood", confidence=0.9, aspect=0.5, box=Box(left=0.3, top=0.1, right=0.7, bottom=0.9),
    flat_foot=True, palette=PALETTE, room=(0.3, 0.1, 0.3, 0.1),
)
BEATS = (("hook", 7), ("problem", 7), ("solution", 10), ("cta", 6))


def board(project: str = "p", photo: Asset | None = None) -> Storyboard:
    shots = tuple(
        Shot(id=f"shot-{n}", beat=beat, seconds=seconds, use_case=f"Scene {n}",
             picture_prompt=f"picture {n}", transition="zoom",
             overlay=Overlay(headlines=(f"Headline {n}",)))
        for n, (beat, seconds) in enumerate(BEATS, start=1)
    )
    return Storyboard(
        project=project, version=1, brief=Brief(photo=photo, name="Aurela"), product=PRODUCT,
        recipe=PRODUCT_AD, look="noir", mood="warm", aspect="9:16", shots=shots,
    )


@pytest.fixture
def storyboard() -> Storyboard:
    return board()


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
async def production(settings: Settings, catalog: Catalog) -> AsyncIterator[Production]:
    """A production on paper, going on with its renders as `web` does."""
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


@pytest.fixture
def worker() -> Callable[..., object]:
    return paper_worker


@pytest.fixture
def saved(production: Production) -> Storyboard:
    """The storyboard, saved in a project of its own."""
    project = production.projects.create("local", "thread")
    return production.projects.save(board(project.id))


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
def paper() -> ModuleType:
    return PAPER
