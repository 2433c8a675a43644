"""Providers against emulators: real HTTP on loopback, real media, a real library."""

import dataclasses
import importlib.util
import io
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import numpy as np
import pytest
from PIL import Image

from storage.library import Library
from storage.records import (
    Asset,
    AudioDesign,
    Box,
    Brief,
    Job,
    JobKind,
    Models,
    Motion,
    Palette,
    ProductLook,
    Recipe,
    Shot,
    Storyboard,
)
from tools.media.measure import measured
from tools.providers import client
from tools.providers.bfl import BlackForestLabs
from tools.providers.comfyui import ComfyUI
from tools.providers.elevenlabs import ElevenLabs
from tools.providers.fal import Fal
from tools.providers.getimg import Getimg
from tools.providers.google import Google
from tools.providers.interface import Needs, Provider, Request
from tools.providers.mirelo import Mirelo
from tools.providers.openai import OpenAI
from tools.providers.pace import Pace
from tools.providers.runware import Runware
from tools.providers.runway import Runway

EMULATORS = Path(__file__).parents[2] / "emulators"
KEYS = {
    "BFL_API_KEY": "bfl-planted-8C6d", "ELEVENLABS_API_KEY": "el-planted-5T1n",
    "FAL_API_KEY": "fal-planted-3H8w", "GETIMG_API_KEY": "gi-planted-2M9v",
    "GOOGLE_API_KEY": "goog-planted-5T1p", "MIRELO_API_KEY": "sk-planted-9X4k",
    "OPENAI_API_KEY": "sk-planted-2M6c", "RUNWARE_API_KEY": "rw-planted-7Q2z",
    "RUNWAY_API_KEY": "key-planted-3R8w",
}
PATHS = {
    "BFL": "/bfl", "COMFYUI": "/comfyui", "ELEVENLABS": "/elevenlabs", "FAL": "/fal",
    "GETIMG": "/getimg", "GOOGLE": "/google", "MIRELO": "/mirelo", "OPENAI": "/openai/v1",
    "RUNWARE": "/runware/v1", "RUNWAY": "/runway",
}
PACE = Pace(
    connect=2, request=0.6, download=1.5, generate=0.8, first_wait=0.01, longest_wait=0.04,
    attempts=3, patience=3, first_poll=0.01, growth=1.4, longest_poll=0.05,
    steady_poll=0.05, deadline=8, for_clips=1, between=0,
)


@dataclass
class Desk:
    """The emulators' own truth."""

    url: str
    http: httpx.Client

    def charges(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._get("/_charges")["charges"]
        return found

    def struck(self) -> dict[str, int]:
        found: dict[str, int] = self._get("/_faults")["struck"]
        return found

    def requests(self, endpoint: str) -> list[dict[str, Any]]:
        return [one for one in self._get("/_requests") if one["endpoint"] == endpoint]

    def arm(self, endpoint: str, kind: str, count: int = 1, **more: float) -> None:
        self._post("/_faults", {"endpoint": endpoint, "kind": kind, "count": count,
                                "seconds": 4, **more})

    def disarm(self) -> None:
        self.http.delete(f"{self.url}/_faults").raise_for_status()

    def balance(self, provider: str, dollars: float) -> None:
        self._post("/_balance", {provider: dollars})

    def reset(self) -> None:
        self._post("/_reset", {})

    def _get(self, path: str) -> Any:
        return self.http.get(f"{self.url}{path}").json()

    def _post(self, path: str, body: Any) -> None:
        self.http.post(f"{self.url}{path}", json=body).raise_for_status()


@pytest.fixture(scope="session")
def emulators(emulating: Any) -> Iterator[str]:
    """The address of a server of our own, at a thousandth of the providers' latencies."""
    with emulating(factor=0.001, scale=0.1) as address:
        yield address


@pytest.fixture(scope="session")
def http() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False, timeout=20) as found:
        yield found


@pytest.fixture
def desk(emulators: str, http: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Emulators that have seen nothing, good keys, and all providers led there."""
    for name, path in PATHS.items():
        monkeypatch.setenv(f"ADFLOW_{name}_URL", f"{emulators}{path}")
    for name, key in KEYS.items():
        monkeypatch.setenv(name, key)
    found = Desk(emulators, http)
    found.reset()
    return found


@pytest.fixture(scope="session")
def drawn() -> ModuleType:
    """What the emulators draw with, to read their marks."""
    spec = importlib.util.spec_from_file_location("drawn", EMULATORS / "drawn.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def clip_bytes(drawn: ModuleType) -> bytes:
    data: bytes = drawn.clip((720, 1280), "given", 5, 30, None, None, 0.1)
    return data


@dataclass
class Bench:
    """Given files in a library, a storyboard, and how a job is made from both."""

    library: Library
    storyboard: Storyboard
    photo: Asset
    logo: Asset
    frame: Asset
    clip: Asset

    def request(
        self, provider: Provider, kind: JobKind, client_id: str = "me:abc:1",
        inputs: dict[str, Asset] | None = None, shot: int = 0, model: str = "",
    ) -> Request:
        board = self.with_model(kind, model) if model else self.storyboard
        needs: Needs = provider.needs(kind, board, board.shots[shot] if kind != "music" else None)
        if inputs is None:
            inputs = {"clip": {"picture": self.frame}, "future": {"picture": self.frame},
                      "sound": {"clip": self.clip}}.get(kind, {})
        job = Job(fingerprint="abc", kind=kind, model=getattr(board.recipe.models, kind),
                  params=needs.params, files=needs.files)
        return Request(client_id=client_id, job=job, inputs=inputs)

    def with_model(self, kind: JobKind, model: str) -> Storyboard:
        models = self.storyboard.recipe.models.model_copy(update={kind: model})
        recipe = self.storyboard.recipe.model_copy(update={"models": models})
        return self.storyboard.model_copy(update={"recipe": recipe})


@pytest.fixture(scope="session")
def given(tmp_path_factory: pytest.TempPathFactory, clip_bytes: bytes) -> Bench:
    folder = tmp_path_factory.mktemp("given")
    library = Library(folder / "library")

    def picture(value: int, size: tuple[int, int]) -> Asset:
        out = io.BytesIO()
        Image.fromarray(np.full((size[1], size[0], 3), value, np.uint8)).save(out, "PNG")
        draft = Asset(sha256="", size=0, media_type="image/png", width=size[0], height=size[1])
        return library.keep_bytes(out.getvalue(), draft)

    path = folder / "given.mp4"
    path.write_bytes(clip_bytes)
    photo, logo = picture(200, (600, 600)), picture(90, (300, 100))
    return Bench(
        library=library, storyboard=storyboard(photo, logo), photo=photo, logo=logo,
        frame=picture(60, (360, 640)), clip=library.keep(path, measured(path, "video/mp4")),
    )


@pytest.fixture
def bench(given: Bench) -> Bench:
    """The given files, and a storyboard that a test may change."""
    return dataclasses.replace(given)


def storyboard(photo: Asset, logo: Asset) -> Storyboard:
    shots = tuple(
        Shot(id=f"s{number}", beat="hook", seconds=seconds, use_case=f"Scene {number}",
             picture_prompt=f"A candle on marble, scene {number}", lighting="warm dusk",
             motion=Motion(camera_language="slow push in", energy=0.8, environment="a loft"),
             audio=AudioDesign(music="soft piano", effects="a match is struck",
                               dialogue="A woman says: breathe."),
             voice_line=f"Breathe in, {number}.")
        for number, seconds in enumerate((7.0, 5.0, 10.0, 6.0), start=1)
    )
    colours = dict.fromkeys(Palette.model_fields, "#302010")
    product = ProductLook(
        cutout="flood", confidence=0.9, aspect=0.5, flat_foot=True, palette=Palette(**colours),
        box=Box(left=0.3, top=0.1, right=0.7, bottom=0.9), room=(0.3, 0.1, 0.3, 0.1),
    )
    models = Models(picture="runware/bfl:3@1", clip="runware/klingai:6@1",
                    sound="runware/mirelo:1@1", music="local/studio-music")
    return Storyboard(
        project="p", version=1, brief=Brief(photo=photo, logo=logo, name="Aurela"),
        product=product, recipe=Recipe(name="ad", continuity="hand_off", models=models),
        look="noir", mood="warm", aspect="9:16", shots=shots,
    )


@pytest.fixture
async def line() -> AsyncIterator[None]:
    """Closes the HTTP client of the test's event loop."""
    yield
    await client.close()


@pytest.fixture
def runware(bench: Bench, tmp_path: Path, desk: Desk, line: None) -> Runware:
    return Runware(bench.library, tmp_path / "uploads" / "runware", pace=PACE)


@pytest.fixture
def comfyui(bench: Bench, tmp_path: Path, desk: Desk, line: None) -> ComfyUI:
    return ComfyUI(bench.library, tmp_path / "uploads" / "comfyui", pace=PACE)


@pytest.fixture
def fal(bench: Bench, tmp_path: Path, desk: Desk, line: None) -> Fal:
    return Fal(bench.library, tmp_path / "uploads" / "fal", pace=PACE)


@pytest.fixture
def google(bench: Bench, tmp_path: Path, desk: Desk, line: None) -> Google:
    return Google(bench.library, tmp_path / "answers" / "google", pace=PACE)


@pytest.fixture
def openai(bench: Bench, tmp_path: Path, desk: Desk, line: None) -> OpenAI:
    return OpenAI(bench.library, tmp_path / "answers" / "openai", pace=PACE)


@pytest.fixture
def mirelo(bench: Bench, tmp_path: Path, desk: Desk, line: None) -> Mirelo:
    return Mirelo(bench.library, tmp_path / "uploads" / "mirelo", pace=PACE)


@pytest.fixture
def bfl(bench: Bench, desk: Desk, line: None) -> BlackForestLabs:
    return BlackForestLabs(bench.library, pace=PACE)


@pytest.fixture
def getimg(bench: Bench, desk: Desk, line: None) -> Getimg:
    return Getimg(bench.library, pace=PACE)


@pytest.fixture
def elevenlabs(tmp_path: Path, desk: Desk, line: None) -> ElevenLabs:
    return ElevenLabs(tmp_path / "answers" / "elevenlabs", pace=PACE)


@pytest.fixture
def runway(bench: Bench, tmp_path: Path, desk: Desk, line: None) -> Runway:
    return Runway(bench.library, tmp_path / "uploads" / "runway", pace=PACE)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    folder.mkdir()
    return folder
