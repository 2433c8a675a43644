"""A catalogue in a temporary folder, storyboards and quotes of hand, other processes at one go."""

import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from storage.database import Catalogue, now
from storage.projects import Projects
from storage.quotes import Quotes, new_id
from storage.records import (
    Box,
    Brief,
    Models,
    Palette,
    ProductLook,
    Quote,
    QuoteLine,
    Recipe,
    Shot,
    Storyboard,
)

PRODUCT = ProductLook(
    cutout="flood", confidence=0.9, aspect=0.5, box=Box(left=0.3, top=0.1, right=0.7, bottom=0.9),
    flat_foot=True, room=(0.3, 0.1, 0.3, 0.1),
    palette=Palette(
        dark="#101010", deep="#302010", brand="#7a4a20", mid="#c0a080", wall="#e0d0c0",
        light="#f4ece4", accent="#f0a060", ink="#201810", cool="#304050",
    ),
)
RECIPE = Recipe(
    name="product_ad", continuity="independent",
    models=Models(picture="local/p", clip="local/c", sound="local/s", music="local/m"),
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    found = Catalogue(tmp_path / "catalogue.db")
    yield found
    found.close()


@pytest.fixture
def projects(catalogue: Catalogue) -> Projects:
    return Projects(catalogue)


@pytest.fixture
def quotes(catalogue: Catalogue) -> Quotes:
    return Quotes(catalogue)


@pytest.fixture
def board() -> Callable[..., Storyboard]:
    def make(project: str, parent: int | None = None, note: str = "") -> Storyboard:
        return Storyboard(
            project=project, version=1, parent=parent, note=note, brief=Brief(name="Aurela"),
            product=PRODUCT, recipe=RECIPE, look="noir", mood="warm", aspect="9:16",
            shots=(Shot(id="a", beat="hook", seconds=7, use_case="one", picture_prompt="one"),),
        )

    return make


@pytest.fixture
def quote() -> Callable[..., Quote]:
    def make(project: str = "p", owner: str = "ann", version: int = 1) -> Quote:
        line = QuoteLine(fingerprint="0" * 64, kind="clip", shot="a", label="Clip 1",
                         price=1000, seconds=2, reused=False)
        return Quote(id=new_id(), owner=owner, project=project, version=version, lines=(line,),
                     total=1000, seconds=2, created_at=now())

    return make


@pytest.fixture
def at_once() -> Callable[..., list[Any]]:
    """Call something in many threads at the same moment; what each returned."""

    def call(count: int, work: Callable[[int], Any]) -> list[Any]:
        with ThreadPoolExecutor(count) as threads:
            return list(threads.map(work, range(count)))

    return call


@pytest.fixture
def processes() -> Callable[..., list[str]]:
    """Run a program in several processes at the same moment; what each printed."""

    def run(count: int, program: str, *arguments: object) -> list[str]:
        argv = [sys.executable, "-c", textwrap.dedent(program), *map(str, arguments)]
        started = [
            subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for _ in range(count)
        ]
        ended = [process.communicate(timeout=60) for process in started]
        assert [process.returncode for process in started] == [0] * count, ended
        return [out.strip() for out, _ in ended]

    return run
