"""A provider for tests of the machinery: it makes small pictures of paper, of every kind of job.

What was handed in is one line each in `submits.txt`, so that purchases can be counted across
processes. It is slow, refuses, loses or hangs where a file `<what>-<kind>` in its folder says so:
`refuse`, `no-credit`, `lose` and `hang` when handed in, `delay` when collected. `PAPER` in the
environment says what a clip (or the kind `paid`) costs and whether our ids are taken, for `web`
and worker alike. Run as
a program it is a worker with two of them.
"""

import asyncio
import json
import os
import sys
from pathlib import Path

from PIL import Image

from storage.errors import NoCredit, ProviderLost, ProviderRefused
from storage.library import Library
from storage.records import Asset, JobKind, Shot, Storyboard
from storage.settings import Settings
from tools.pipeline.worker import run_worker
from tools.providers.catalog import Catalog
from tools.providers.comfyui import ComfyUI
from tools.providers.house import House
from tools.providers.interface import Capability, Files, Made, Needs, Report, Request, Ticket

KINDS: tuple[JobKind, ...] = ("picture", "clip", "sound", "music", "voice")
SCENES: dict[str, JobKind] = {"scene": "picture", "future": "future", "move": "clip"}


class Paper:
    """Makes paper for the studio's models; clips at a price if told so."""

    def __init__(self, folder: Path, name: str = "local", price: int | None = None) -> None:
        said = json.loads(os.environ.get("PAPER", "{}"))
        self.folder, self.name, self.title = folder, name, name.title()
        self.price = said.get("price", 0) if price is None else price
        self.paid = said.get("paid", "clip")
        self.client_id = said.get("client_id", False)
        self.stops = said.get("stops", True)

    def capabilities(self) -> tuple[Capability, ...]:
        if self.name == "house":
            return tuple(
                Capability(
                    model=f"house/{one.kind}", kind=one.kind, renderer="paper", concurrency=2,
                    here=True,
                )
                for one in House().capabilities()
            )
        named: dict[str, JobKind] = {**{kind: kind for kind in KINDS}, **SCENES}
        return tuple(
            Capability(model=f"{self.name}/studio-{name}", kind=kind, renderer="paper",
                       price=self._price(kind), concurrency=2,
                       first_frame=name == "move", last_frame=name == "move",
                       client_id=self.client_id, here=not self._price(kind),
                       of_product=name in ("picture", "clip"))
            for name, kind in named.items()
        )

    def needs(self, kind: JobKind, storyboard: Storyboard, shot: Shot | None) -> Needs:
        if self.name == "house":
            return House().needs(kind, storyboard, shot)
        seconds = shot.seconds if shot else storyboard.seconds
        prompt = shot.picture_prompt if shot else storyboard.mood
        files: dict[str, Asset] = {}
        if storyboard.brief.photo:
            files["product"] = storyboard.brief.photo
        return Needs(params={"seconds": seconds, "prompt": prompt, "look": storyboard.look},
                     files=files)

    async def prepare(self, request: Request) -> None:
        pass

    async def submit(self, request: Request) -> Ticket:
        kind = request.job.kind
        if self._told("no-credit", kind):
            self._note("refused", request)
            raise NoCredit("The paper account is empty.", "Fill it.")
        self._note("submit", request)
        if self._told("hang", kind):
            await asyncio.sleep(600)
        if self._told("lose", kind):
            raise ProviderLost("The paper provider does not answer.", "Check again.")
        return Ticket(provider_id=f"paper-{request.client_id}")

    async def collect(
        self, request: Request, ticket: Ticket, files: Files, workspace: Path, report: Report
    ) -> Made:
        job = request.job
        for role, asset in {**request.inputs, **job.files}.items():
            assert files.path(asset).stat().st_size == asset.size, role
        if self._told("refuse", job.kind):
            raise ProviderRefused("The paper provider refuses.", "Allow it again.")
        if self._told("delay", job.kind):
            raise ProviderLost("The paper provider does not deliver.", "Check again.")
        pause = float(os.environ.get("PAPER_SECONDS", "0.02"))
        for part in range(4):
            await asyncio.sleep(pause / 4)
            report((part + 1) / 4)
        shade = int(job.fingerprint[:2], 16)
        path = workspace / "paper.png"
        Image.new("RGB", (64, 64), (shade, int(job.fingerprint[2:4], 16), job.take)).save(path)
        return Made(path=path, media_type="image/png", cost=self._price(job.kind))

    async def cancel(self, ticket: Ticket) -> bool:
        if self.stops:
            (self.folder / "cancelled").write_text(ticket.provider_id)
        return bool(self.stops)

    def _price(self, kind: JobKind) -> int:
        return self.price if self.name == "local" and kind == self.paid else 0

    def _told(self, what: str, kind: JobKind) -> bool:
        return (self.folder / f"{what}-{kind}").exists()

    def _note(self, what: str, request: Request) -> None:
        with (self.folder / "submits.txt").open("a") as file:
            file.write(f"{what} {request.job.kind} {request.client_id}\n")


def paper_catalog(folder: Path, price: int | None = None) -> Catalog:
    """Paper, and pictures by ComfyUI where an address of one is set."""
    own = (ComfyUI(Library(Settings().library), folder / "uploads"),)
    return Catalog((Paper(folder, price=price), Paper(folder, name="house"),
                    *(own if os.environ.get("ADFLOW_COMFYUI_URL") else ())))


if __name__ == "__main__":
    settings = Settings()
    asyncio.run(run_worker(settings, paper_catalog(settings.home.parent), parent=int(sys.argv[1])))
