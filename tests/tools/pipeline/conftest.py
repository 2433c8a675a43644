"""Storyboards for the pipeline, made by hand."""

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
from tools.pipeline.production import Production
from tools.pipeline.recipes import PRODUCT_AD

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
