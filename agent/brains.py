"""Which brain speaks: OpenAI by key, a server compatible with it by address, or the guided one.

The guided brain needs no key and no network. A brain that is asked for but not fully named is not
replaced by another: its first word is what is missing.
"""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from agents import Model, ModelSettings, OpenAIChatCompletionsModel, OpenAIResponsesModel
from agents.models import get_default_model_settings
from openai import AsyncOpenAI, Timeout

from agent.guided.model import GuidedModel
from agent.guided.writer import TemplateWriter
from agent.served import AbsentModel, ServedModel, Server
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
    kind = settings.brain
    if kind == "auto":
        key = settings.openai_api_key.get_secret_value()
        kind = "compatible" if settings.brain_url else "openai" if key else "guided"
    if kind == "guided":
        return Brain(name=GUIDE, model=GuidedModel(), writer=TemplateWriter())
    try:
        server, model, how = _openai(settings) if kind == "openai" else _compatible(settings)
    except BrainProblem as exc:
        return _brain("a model that is not set up", AbsentModel(exc), ModelSettings(), settings)
    served = ServedModel(model, server, usage, settings.brain_tokens_a_day)
    return _brain(f"{server.model} ({server.name})", served, how, settings)


def _brain(name: str, model: Model, how: ModelSettings, settings: Settings) -> Brain:
    writer = LLMWriter(model, how, Library(settings.library).path)
    # One call at a time: steps of one answer would run at once, and they change one project.
    one_by_one = how.resolve(ModelSettings(parallel_tool_calls=False))
    return Brain(name=name, model=model, writer=writer, settings=one_by_one)


def _openai(settings: Settings) -> tuple[Server, Model, ModelSettings]:
    key = settings.openai_api_key.get_secret_value()
    if not key:
        raise BrainProblem(
            "There is no key for OpenAI.", "Set OPENAI_API_KEY, or ADFLOW_BRAIN=guided."
        )
    name = settings.brain_model or OPENAI_MODEL
    server = Server("OpenAI", name, "OPENAI_API_KEY", "ADFLOW_OPENAI_URL")
    client = _client(key, settings.openai_url, server.url_setting)
    return server, OpenAIResponsesModel(name, client), get_default_model_settings(name)


def _compatible(settings: Settings) -> tuple[Server, Model, ModelSettings]:
    if not settings.brain_url or not settings.brain_model:
        missing = "ADFLOW_BRAIN_MODEL" if settings.brain_url else "ADFLOW_BRAIN_URL"
        raise BrainProblem(
            "The language model's server is not fully named.",
            f"Set {missing}, or ADFLOW_BRAIN=guided.",
        )
    key = settings.brain_key.get_secret_value() or "none"
    client = _client(key, settings.brain_url, "ADFLOW_BRAIN_URL")
    server = Server(_host(settings.brain_url), settings.brain_model, "ADFLOW_BRAIN_KEY",
                    "ADFLOW_BRAIN_URL")
    model = OpenAIChatCompletionsModel(settings.brain_model, client)
    return server, model, ModelSettings(include_usage=True)


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
