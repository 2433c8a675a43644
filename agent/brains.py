"""Which brain speaks: OpenAI by key, a server compatible with it by address, or the guided one.

The guided brain needs no key and no network. A brain that is asked for but not fully named is not
replaced by another: its first word is what is missing.
"""

from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from agents import Model, ModelSettings, OpenAIChatCompletionsModel, OpenAIResponsesModel
from agents.models import get_default_model_settings
from openai import AsyncOpenAI, Timeout

from agent.guided.model import GuidedModel
from agent.guided.writer import TemplateWriter
from agent.served import (
    FOREIGN,
    AbsentModel,
    ServedModel,
    Server,
    problem,
    unknown_model,
)
from agent.writer import LLMWriter
from storage.errors import BrainProblem
from storage.library import Library
from storage.settings import Settings
from storage.usage import Usage
from tools.pipeline.writing import Writer

OPENAI_MODEL = "gpt-5.6-luna"            # what openai-agents 0.24 itself takes by default
GUIDE = "the built-in guide"
_PATIENCE = Timeout(180, connect=10)     # seconds
_RETRIES = 2


@dataclass(frozen=True)
class Brain:
    """A model that talks and how to ask it, a writer of scenes, and a name to tell people."""

    name: str
    model: Model
    writer: Writer
    settings: ModelSettings = field(default_factory=ModelSettings)

    @property
    def served(self) -> bool:
        """Whether it is a language model behind a server, which people should be told."""
        return isinstance(self.model, ServedModel)


def brain_of(settings: Settings, usage: Usage) -> Brain:
    """The brain the settings ask for. Never raises: what is missing is said when it is asked."""
    try:
        line = _line(settings)
    except BrainProblem as exc:
        return _brain("a model that is not set up", AbsentModel(exc), ModelSettings(), settings)
    if line is None:
        return Brain(name=GUIDE, model=GuidedModel(), writer=TemplateWriter())
    served = ServedModel(line.model, line.server, usage, settings.brain_tokens_a_day)
    return _brain(line.name, served, line.how, settings)


async def check_brain(settings: Settings) -> str:
    """The brain's name, after a call that costs nothing has shown that it can be asked.

    Raises BrainProblem: nothing set up, a refused key, an unknown model, a server out of reach.
    """
    line = _line(settings)
    if line is None:
        return GUIDE
    try:
        names = {one.id async for one in line.client.models.list()}
    except FOREIGN as exc:
        raise problem(exc, line.server) from exc
    if line.server.model not in names:
        raise unknown_model(line.server)
    return line.name


def _brain(name: str, model: Model, how: ModelSettings, settings: Settings) -> Brain:
    writer = LLMWriter(model, how, Library(settings.library).path)
    # One call at a time: steps of one answer would run at once, and they change one project.
    one_by_one = how.resolve(ModelSettings(parallel_tool_calls=False))
    return Brain(name=name, model=model, writer=writer, settings=one_by_one)


class _Line(NamedTuple):
    """The way to a served model."""

    server: Server
    client: AsyncOpenAI
    model: Model
    how: ModelSettings

    @property
    def name(self) -> str:
        return f"{self.server.model} ({self.server.name})"


def _line(settings: Settings) -> _Line | None:
    """The way to the model the settings ask for; None for the guide. Raises BrainProblem."""
    kind = settings.chosen_brain
    if kind == "guided":
        return None
    return _openai(settings) if kind == "openai" else _compatible(settings)


def _openai(settings: Settings) -> _Line:
    key = settings.openai_api_key.get_secret_value()
    if not key:
        raise BrainProblem(
            "There is no key for OpenAI.", "Set OPENAI_API_KEY, or ADFLOW_BRAIN=guided."
        )
    name = settings.brain_model or OPENAI_MODEL
    server = Server("OpenAI", name, "OPENAI_API_KEY", "ADFLOW_OPENAI_URL")
    client = _client(key, settings.openai_url, server.url_setting)
    how = get_default_model_settings(name)
    return _Line(server, client, OpenAIResponsesModel(name, client), how)


def _compatible(settings: Settings) -> _Line:
    name, url = settings.brain_model, settings.brain_url
    if not url or not name:
        raise BrainProblem(
            "The language model's server is not fully named.",
            f"Set {'ADFLOW_BRAIN_MODEL' if url else 'ADFLOW_BRAIN_URL'}, or ADFLOW_BRAIN=guided.",
        )
    client = _client(settings.brain_key.get_secret_value() or "none", url, "ADFLOW_BRAIN_URL")
    server = Server(_host(url), name, "ADFLOW_BRAIN_KEY", "ADFLOW_BRAIN_URL")
    how = ModelSettings(include_usage=True)
    return _Line(server, client, OpenAIChatCompletionsModel(name, client), how)


def _client(key: str, url: str, setting: str) -> AsyncOpenAI:
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise BrainProblem(
            f"{setting} is not an address.", "Give it as http://host:port/v1, or leave it out."
        )
    # No connection outlives its answer: nobody has to close a brain, and it serves any event loop.
    return AsyncOpenAI(
        api_key=key, base_url=url, timeout=_PATIENCE, max_retries=_RETRIES,
        default_headers={"Connection": "close"},
    )


def _host(url: str) -> str:
    """The part of an address that is fit to be shown."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)
