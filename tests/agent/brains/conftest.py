"""Brains over OpenAI's wire format: the emulator is a process on loopback, as the provider is."""

import importlib.util
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from storage.records import Box, Palette, ProductLook

SERVER = Path(__file__).parents[2] / "emulators" / "server.py"
KEY = "sk-planted-4711-secret"
PRODUCT = ProductLook(
    cutout="flood", confidence=0.9, aspect=0.5, box=Box(left=0.3, top=0.1, right=0.7, bottom=0.9),
    flat_foot=True, room=(0.3, 0.1, 0.3, 0.1),
    palette=Palette(
        dark="#101010", deep="#302010", brand="#7a4a20", mid="#c0a080", wall="#e0d0c0",
        light="#f4ece4", accent="#f0a060", ink="#201810", cool="#304050",
    ),
)


@dataclass(frozen=True)
class OpenAI:
    """The emulated provider: what it plays, what strikes it, what it heard."""

    address: str

    @property
    def url(self) -> str:
        return f"{self.address}/openai/v1"

    def _call(self, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        with urlopen(Request(self.address + path, data=data), timeout=10) as answer:
            return json.load(answer)

    def reset(self) -> None:
        self._call("/_reset", {})

    def plays(self, *steps: dict[str, Any], pace: float = 0) -> None:
        self._call("/openai/_script", {"steps": list(steps), "pace": pace})

    def strikes(self, endpoint: str, kind: str, **given: Any) -> None:
        self._call("/_faults", {"endpoint": endpoint, "kind": kind, **given})

    def heard(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._call("/openai/_heard")
        return found

    def charges(self) -> dict[str, Any]:
        found: dict[str, Any] = self._call("/_charges")
        return found


@pytest.fixture(scope="session")
def provider(emulating: Any) -> Iterator[OpenAI]:
    with emulating() as address:
        yield OpenAI(address)


@pytest.fixture
def openai(provider: OpenAI, monkeypatch: pytest.MonkeyPatch) -> OpenAI:
    """The provider as new, and an environment in which AdFlow speaks with it."""
    provider.reset()
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("ADFLOW_OPENAI_URL", provider.url)
    return provider


@pytest.fixture
def compatible(provider: OpenAI, monkeypatch: pytest.MonkeyPatch) -> OpenAI:
    """The same provider as a server that somebody runs themselves."""
    provider.reset()
    monkeypatch.setenv("ADFLOW_BRAIN_URL", provider.url)
    monkeypatch.setenv("ADFLOW_BRAIN_MODEL", "local-model")
    return provider


@pytest.fixture
def product() -> ProductLook:
    return PRODUCT


@pytest.fixture
def planted() -> str:
    """The key that must not be found anywhere."""
    return KEY


@pytest.fixture
def canned() -> Callable[[str], Any]:
    """What the emulated model fills in by itself, to be changed by a test."""
    scope: dict[str, Any] = {}
    source = SERVER.with_name("openai_canned.py").read_text()
    exec(compile(source, "openai_canned.py", "exec"), scope)

    def form(name: str) -> Any:
        return json.loads(json.dumps(scope["FORMS"][name]))

    return form


@pytest.fixture
def found_in_home(private_home: Path) -> Callable[[str], bool]:
    """Whether any file of the data folder holds a text."""

    def found(text: str) -> bool:
        files = [one for one in private_home.rglob("*") if one.is_file()]
        assert files
        return any(text.encode() in one.read_bytes() for one in files)

    return found


@pytest.fixture(scope="session")
def eval_cases() -> tuple[Any, ...]:
    """The director's test set."""
    spec = importlib.util.spec_from_file_location("evals", Path(__file__).with_name("evals.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["evals"] = module            # dataclasses look their module up
    spec.loader.exec_module(module)
    cases: tuple[Any, ...] = module.CASES
    return cases
