"""Which brain speaks: for now the guided one, which needs no key and no network."""

from dataclasses import dataclass

from agents import Model

from agent.guided.model import GuidedModel
from agent.guided.writer import TemplateWriter
from storage.settings import Settings
from tools.pipeline.writing import Writer


@dataclass(frozen=True)
class Brain:
    """A model that talks, a writer of scenes, and a name to tell people."""

    name: str
    model: Model
    writer: Writer


def brain_of(settings: Settings) -> Brain:
    """The brain the settings ask for."""
    return Brain(name="the built-in guide", model=GuidedModel(), writer=TemplateWriter())
