"""The shell against all providers' emulators: a process on loopback, as the providers are."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.request import Request, urlopen

import pytest


@dataclass(frozen=True)
class Emulated:
    """All providers at one address, a thousand times faster than they are."""

    address: str

    @property
    def environment(self) -> dict[str, str]:
        """Leads AdFlow there."""
        return {
            "ADFLOW_OPENAI_URL": f"{self.address}/openai/v1",
            "ADFLOW_RUNWARE_URL": f"{self.address}/runware/v1",
            "ADFLOW_MIRELO_URL": f"{self.address}/mirelo",
            "ADFLOW_PACE": "0.02",
        }

    def post(self, path: str, body: Any) -> None:
        with urlopen(Request(self.address + path, data=json.dumps(body).encode()), timeout=10):
            pass

    def get(self, path: str) -> Any:
        with urlopen(self.address + path, timeout=10) as answer:
            return json.load(answer)


@pytest.fixture(scope="session")
def emulators(emulating: Any) -> Iterator[Emulated]:
    with emulating(factor=0.001, scale=0.1) as address:
        yield Emulated(address)


@pytest.fixture
def emulated(emulators: Emulated, monkeypatch: pytest.MonkeyPatch) -> Emulated:
    """Emulators that have seen nothing, and an environment that leads there, without keys."""
    emulators.post("/_reset", {})
    for name, value in emulators.environment.items():
        monkeypatch.setenv(name, value)
    return emulators
