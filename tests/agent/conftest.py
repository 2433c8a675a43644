"""Conversations on a production on paper, with the real guided brain."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from agents import set_tracing_disabled
from PIL import Image, ImageDraw

from agent.brains import Brain
from agent.conversation import Conversation, Upload
from agent.events import Event, Said
from agent.guided.writer import TemplateWriter
from storage.records import Quote, Storyboard
from tools.pipeline import briefing, storyboarding
from tools.pipeline.production import Production

set_tracing_disabled(True)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A bottle on a plain wall."""
    path = tmp_path / "bottle.png"
    image = Image.new("RGB", (300, 400), "#e8e2da")
    ImageDraw.Draw(image).rounded_rectangle((110, 60, 190, 370), 20, fill="#7a4a20")
    image.save(path)
    return path


@pytest.fixture
def upload(photo: Path) -> Upload:
    return Upload(name=photo.name, path=photo)


@pytest.fixture
def conversation(production: Production) -> Callable[..., Conversation]:
    def open_thread(owner: str = "ann", thread: str = "t", **given: Any) -> Conversation:
        return Conversation(given.pop("production", production), owner, thread, **given)

    return open_thread


@pytest.fixture
def scripted(conversation: Callable[..., Conversation]) -> Callable[..., Conversation]:
    """A conversation whose director is played by a model from a script."""

    def open_thread(model: Any, owner: str = "ann", thread: str = "t") -> Conversation:
        brain = Brain(name="script", model=model, writer=TemplateWriter())
        return conversation(owner, thread, brain=brain)

    return open_thread


@pytest.fixture
def drawn(production: Production, photo: Path) -> Callable[..., Any]:
    """A thread whose project has a storyboard already."""

    async def draw(owner: str = "ann", thread: str = "t") -> Storyboard:
        project = production.project(owner, thread).id
        asset = briefing.take_in(production, owner, photo, photo.name)
        fields = {"photo": asset.sha256, "name": "Aurela"}
        briefing.change_brief(production, owner, project, fields)
        return await storyboarding.first_storyboard(production, owner, project, TemplateWriter())

    return draw


@pytest.fixture
def offered(production: Production, drawn: Callable[..., Any]) -> Callable[..., Any]:
    """A thread whose project has a storyboard and a quote that waits, without a stored run."""

    async def offer(owner: str = "ann", thread: str = "t") -> Quote:
        return production.offer(owner, await drawn(owner, thread))

    return offer


@pytest.fixture
def heard() -> Callable[[AsyncIterator[Event]], Any]:
    """All events of a turn."""

    async def hear(turn: AsyncIterator[Event]) -> list[Event]:
        return [event async for event in turn]

    return hear


@pytest.fixture
def words() -> Callable[[list[Event]], str]:
    """What was said in them."""

    def said(events: list[Event]) -> str:
        return "".join(event.text for event in events if isinstance(event, Said))

    return said
