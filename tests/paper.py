"""A provider for tests of the machinery: it makes small pictures of paper, of every kind of job.

Each call counts in a file, so that runs can be counted across processes. It is slow, fails or waits
when a job's parameters or its own files say so. Run as a program it is a worker with two of them.
"""

import asyncio
import os
import sys
from pathlib import Path

from PIL import Image

from storage.errors import ProviderRefused
from storage.records import Asset, JobKind, Shot, Storyboard
from storage.settings import Settings
from tools.pipeline.worker import run_worker
from tools.providers.catalog import Catalog
from tools.providers.house import House
from tools.providers.interface import Capability, Files, Made, Needs, Report, Request, Ticket

KINDS: tuple[JobKind, ...] = ("picture", "clip", "sound", "music")


class Paper:
    """Makes paper for the studio's models, at a price if told so."""

    def __init__(self, folder: Path, name: str = "local", price: int = 0) -> None:
        self.folder, self.name, self.price = folder, name, price

    def capabilities(self) -> tuple[Capability, ...]:
        if self.name == "house":
            return tuple(
                Capability(
                    model=f"house/{one.kind}", kind=one.kind, renderer="paper", concurrency=2
                )
                for one in House().capabilities()
            )
        return tuple(
            Capability(model=f"local/studio-{kind}", kind=kind, renderer="paper",
                       price=self.price if kind == "clip" else 0, concurrency=2)
            for kind in KINDS
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

    async def submit(self, request: Request) -> Ticket:
        return Ticket(provider_id=f"paper-{request.client_id}")

    async def collect(
        self, request: Request, ticket: Ticket, files: Files, workspace: Path, report: Report
    ) -> Made:
        job = request.job
        for role, asset in {**request.inputs, **job.files}.items():
            assert files.path(asset).stat().st_size == asset.size, role
        if (self.folder / f"refuse-{job.kind}").exists():
            raise ProviderRefused("The paper provider refuses.", "Allow it again.")
        pause = float(os.environ.get("PAPER_SECONDS", "0.02"))
        for part in range(4):
            await asyncio.sleep(pause / 4)
            report((part + 1) / 4)
        shade = int(job.fingerprint[:2], 16)
        path = workspace / "paper.png"
        Image.new("RGB", (64, 64), (shade, int(job.fingerprint[2:4], 16), job.take)).save(path)
        return Made(path=path, media_type="image/png", cost=self.price)

    async def cancel(self, ticket: Ticket) -> None:
        (self.folder / "cancelled").write_text(ticket.provider_id)


def paper_catalog(folder: Path, price: int = 0) -> Catalog:
    return Catalog((Paper(folder, price=price), Paper(folder, name="house")))


if __name__ == "__main__":
    settings = Settings()
    asyncio.run(run_worker(settings, paper_catalog(settings.home.parent), parent=int(sys.argv[1])))
