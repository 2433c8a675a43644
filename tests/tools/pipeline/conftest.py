"""Storyboards for the pipeline, made by hand."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
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
from storage.settings import load_settings
from tools.pipeline.production import Production, open_production
from tools.pipeline.recipes import PRODUCT_AD
from tools.providers.registry import catalog_of

ROOT = Path(__file__).parents[3]

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
def saved(production: Production) -> Storyboard:
    """The storyboard, saved in a project of its own."""
    project = production.projects.create("local", "thread")
    return production.projects.save(board(project.id))


@pytest.fixture
async def desk(emulating: Any, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    """The emulators, with a key for Black Forest Labs."""
    with emulating(factor=0.001, scale=0.1) as address:
        for name, value in {"BFL_API_KEY": "bfl-1", "ADFLOW_BFL_URL": f"{address}/bfl",
                            "ADFLOW_PACE": "0.001"}.items():
            monkeypatch.setenv(name, value)
        async with httpx.AsyncClient(base_url=address, trust_env=False) as found:
            yield found


@pytest.fixture
async def working(desk: httpx.AsyncClient, private_home: Path) -> AsyncIterator[Production]:
    """A production on them, with a worker of its own."""
    settings = load_settings()
    settings.prepare()
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from agent.work import main; main()", cwd=ROOT,
        env={**os.environ, "ADFLOW_PARENT": str(os.getpid())})
    async with open_production(settings, catalog_of(settings)) as production:
        yield production
    worker.terminate()
    await worker.wait()
