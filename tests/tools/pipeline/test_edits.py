"""Edits on the providers' emulators: what each buys, what it leaves alone, and what it cost.

For every way shots connect one film is bought, then edited again and again. After each edit the
emulators' own count of paid calls has to be what the contract said, the ledger has to have grown
by the price that was announced, and the masters of untouched shots have to be the same bytes.
"""

import asyncio
import os
import sys
import time
import wave
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest

from agent.guided.writer import TemplateWriter
from storage.library import hash_file
from storage.records import (
    FRAME_SIZES,
    Asset,
    Change,
    MoveShot,
    SetCaptions,
    SetMotion,
    SetMusic,
    SetPicture,
    SetSeconds,
    SetText,
    Storyboard,
)
from storage.settings import Settings
from tools.pipeline import briefing, storyboarding
from tools.pipeline.production import Production, open_production
from tools.providers.registry import catalog_of

ROOT = Path(__file__).parents[3]
SMALL = "from storage.records import FRAME_SIZES; FRAME_SIZES['9:16'] = (270, 480); "
KINDS = {"bfl:3@1": "picture", "klingai:6@1": "clip", "klingai:5@2": "clip", "mirelo:1@1": "sound"}
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def emulators(emulating: Any) -> Iterator[str]:
    with emulating(factor=0.001, scale=0.1) as address:
        yield address


@dataclass
class Studio:
    """A production on the emulators with a worker of its own."""

    production: Production
    address: str

    async def calls(self) -> Counter[str]:
        """Paid calls so far, by kind of job."""
        async with httpx.AsyncClient(trust_env=False) as http:
            told = (await http.get(f"{self.address}/_charges")).json()
        return Counter(KINDS[one["model"]] for one in told["charges"])

    async def bought(self, quote: Any) -> None:
        await self.production.approve("ann", quote.id, "ann")
        async for _ in self.production.rendering.follow(quote.id):
            pass
        row = self.production.quotes.render(quote.id)
        assert row.status == "done", row.problem

    def spent(self, project: str) -> int:
        return self.production.ledger.spent("ann", project)

    def masters(self, board: Storyboard) -> dict[str, str]:
        """The bytes of each shot's master, by shot id."""
        found = {}
        for shot, jobs in self.production.plan(board).shots.items():
            if "master" in jobs:
                take = self.production.library.take("ann", jobs["master"])
                assert take
                found[shot] = hash_file(self.production.path(take.asset))
        return found


@pytest.fixture
async def studio(
    request: pytest.FixtureRequest, emulators: str, private_home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Studio]:
    continuity, models = request.param
    for name, value in {
        "RUNWARE_API_KEY": "rw", "ADFLOW_RUNWARE_URL": f"{emulators}/runware/v1",
        "ADFLOW_PACE": "0.001",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setitem(FRAME_SIZES, "9:16", (270, 480))
    settings = Settings(providers="runware", models=models, continuity=continuity, still_gate=False)
    settings.prepare()
    async with httpx.AsyncClient(trust_env=False) as http:
        await http.post(f"{emulators}/_reset")
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SMALL + "from agent.work import main; main()", cwd=ROOT,
        env={**os.environ, "ADFLOW_PARENT": str(os.getpid())},
    )
    async with open_production(settings, catalog_of(settings)) as production:
        yield Studio(production, emulators)
    worker.kill()
    await worker.wait()


def track(production: Production) -> Asset:
    """A sound file of the seller's."""
    path = production.settings.workspaces / "track.wav"
    tone = (np.sin(np.arange(48_000 * 12) / 20) * 8000).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(tone.tobytes())
    return briefing.take_in(production, "ann", path, path.name)


Edit = tuple[str, Callable[[Production], Change], dict[str, int], set[int]]
FREE: dict[str, int] = {}
COMMON: tuple[Edit, ...] = (
    ("words in 2", lambda _: SetText(shot=2, text="New words"), FREE, {2}),
    ("captions", lambda _: SetCaptions(burnt=True), FREE, {1, 2, 3, 4}),
    ("own music", lambda p: SetMusic(track=track(p).sha256), FREE, set()),
)
WAYS: dict[str, tuple[str, str, tuple[Edit, ...]]] = {
    "keyframes": ("keyframes", "runware/klingai:5@2", (
        ("motion of 2", lambda _: SetMotion(shot=2, action="it turns"),
         {"clip": 1, "sound": 1}, {2}),
        ("picture of 3", lambda _: SetPicture(shot=3, description="The bottle in a garden"),
         {"picture": 1, "clip": 2, "sound": 2}, {2, 3}),
        *COMMON,
    )),
    "hand_off": ("hand_off", "", (
        ("motion of 2", lambda _: SetMotion(shot=2, action="it turns"),
         {"clip": 3, "sound": 3}, {2, 3, 4}),
        ("3 a little shorter", lambda _: SetSeconds(shot=3, seconds=2.25),
         {"clip": 1, "sound": 1}, {3, 4}),
        *COMMON,
    )),
    "independent": ("independent", "", (
        ("motion of 2", lambda _: SetMotion(shot=2, action="it turns"),
         {"clip": 1, "sound": 1}, {2}),
        ("3 a little shorter", lambda _: SetSeconds(shot=3, seconds=2.25), FREE, {3}),
        ("4 before 3", lambda _: MoveShot(shot=4, to=3), FREE, set()),
        *COMMON,
    )),
}


@pytest.mark.parametrize(
    ("studio", "edits"), [(way[:2], way[2]) for way in WAYS.values()], indirect=["studio"],
    ids=list(WAYS),
)
@pytest.mark.timeout(400)
async def test_an_edit_buys_what_it_says_and_no_more(
    studio: Studio, edits: tuple[Edit, ...], record_property: Callable[[str, object], None]
) -> None:
    production = studio.production
    project = production.projects.create("ann", "t").id
    photo = briefing.take_in(production, "ann", ROOT / "examples" / "serum.jpg", "serum.jpg")
    briefing.change_brief(
        production, "ann", project, {"photo": photo.sha256, "name": "Aurela", "seconds": 10})
    board = await storyboarding.first_storyboard(production, "ann", project, TemplateWriter())
    await studio.bought(production.offer("ann", board))
    for name, change, wanted, touched in edits:
        calls, spent = await studio.calls(), studio.spent(project)
        before, numbers = studio.masters(board), {s.id: n for n, s in enumerate(board.shots, 1)}
        began = time.monotonic()
        told = await storyboarding.change(
            production, "ann", project, [change(production)], TemplateWriter())
        assert told.carried_out == (told.quote.total == 0)
        if told.carried_out:
            async for _ in production.rendering.follow(told.quote.id):
                pass
            assert production.quotes.render(told.quote.id).status == "done"
        else:
            await studio.bought(told.quote)
        board = told.storyboard
        made = dict(await studio.calls() - calls)
        assert made == wanted, name
        assert studio.spent(project) - spent == told.difference.price == told.quote.total
        after = studio.masters(board)
        changed = {numbers[shot] for shot, bytes_ in after.items() if before[shot] != bytes_}
        assert changed == touched, name
        record_property("edit", (
            f"{board.recipe.continuity:12}{name:20}"
            f"{' '.join(f'{count} {kind}' for kind, count in made.items()) or '—':32}"
            f"${told.quote.total / 1e6:<7.2f}{time.monotonic() - began:5.1f} s   "
            f"masters made anew: {sorted(changed) or 'none'}"
        ))
        back = await storyboarding.undo(production, "ann", project)
        assert back.quote.made == ()         # undo is free, and the older film is there
        board = (await storyboarding.redo(production, "ann", project)).storyboard
