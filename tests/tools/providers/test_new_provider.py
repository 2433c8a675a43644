"""A provider added at run time: one module, one catalogue entry, one settings key, no change else.

A film with its pictures is quoted, bought, made by a real worker and shown.
"""

import asyncio
import importlib.util
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen
from types import ModuleType

import pytest

from agent.guided.writer import TemplateWriter
from storage.errors import EnvironmentProblem
from storage.records import Options, Storyboard, Wish
from storage.settings import Settings
from tools.media.frames import frame_shown
from tools.media.probe import probe
from tools.pipeline.film import film_of
from tools.pipeline.filming import begin_film
from tools.pipeline.production import Production, open_production

MODULE = Path(__file__).parents[2] / "pretend.py"


@pytest.fixture
def pretend() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pretend", MODULE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


async def begun(production: Production) -> Storyboard:
    project = production.projects.create("local", "t").id
    wish = Wish(recipe="timed-pictures", text="A red wall. It stays red.", seconds=2,
                options=Options(images_per_second=1, resolution=180))
    return await begin_film(production, "local", project, wish, TemplateWriter(),
                            providers=("pretend",))


@pytest.mark.slow
async def test_a_provider_nobody_knew_makes_the_pictures_of_a_film(
    pretend: ModuleType, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_production(settings, pretend.catalog_with_pretend(settings)) as production:
        board = await begun(production)
        assert board.recipe.models.picture == pretend.MODEL
        with pytest.raises(EnvironmentProblem, match=pretend.KEY):
            production.offer("local", board)
        monkeypatch.setenv(pretend.KEY, "pretend-key")
        bought = production.offer("local", board)
        assert (bought.part, bought.total) == ("pictures", 2 * pretend.PRICE.price)
        with a_worker():
            assert await made(production, bought.id) == "done"
            film = production.offer("local", board, "film")
            assert film.total == 0
            assert await made(production, film.id) == "done"
        assert production.ledger.spent("local", board.project) == 2 * pretend.PRICE.price
        cut = production.path(film_of(
            board, production.plan(board), production.library, "local").cut)
        found = probe(cut)
        assert (found.seconds, found.width, found.height) == (2, 320, 180)
        middle = frame_shown(cut, 1.5)[90, 160]
        assert abs(middle.astype(int) - pretend.COLOUR).max() < 12


@contextmanager
def a_worker() -> Iterator[None]:
    with Popen([sys.executable, str(MODULE), str(os.getpid())]) as process:
        try:
            yield
        finally:
            process.kill()


async def made(production: Production, quote: str) -> str:
    await production.approve("local", quote, "local")
    async with asyncio.timeout(60):
        async for _ in production.rendering.follow(quote):
            pass
    return production.quotes.render(quote).status
