"""A provider that AdFlow does not know: what `docs/add-a-provider.md` asks for, and nothing else.

Its module is this class, its prices `PRICE`, its catalogue entry the line in `catalog_with_pretend`
and its settings key `PRETEND_API_KEY`. It sells pictures of one colour. Run as a program it is a
worker that has it beside all others.
"""

import asyncio
import sys
from pathlib import Path

from PIL import Image

from storage.errors import BadInput, BadKey
from storage.records import JobKind, Shot, Storyboard
from storage.settings import Settings
from tools.pipeline.worker import run_worker
from tools.providers.catalog import Catalog
from tools.providers.client import setting
from tools.providers.interface import (
    Account,
    Capability,
    Files,
    Made,
    Needs,
    Report,
    Request,
    Ticket,
)
from tools.providers.prices import Price
from tools.providers.registry import providers_of

MODEL, KEY = "pretend/colour-1", "PRETEND_API_KEY"
PRICE = Price(price=12_345, date="2026-11-01", source="made up")
COLOUR = (200, 60, 20)


class Pretend:
    """The provider `pretend`."""

    name, title = "pretend", "Pretend"

    def capabilities(self) -> tuple[Capability, ...]:
        return (Capability(model=MODEL, kind="picture", client_id=True, **PRICE.told()),)

    def needs(self, kind: JobKind, storyboard: Storyboard, shot: Shot | None) -> Needs:
        if kind != "picture" or shot is None:
            raise BadInput(f"Pretend makes no {kind}.", "Choose another model for it.")
        return Needs(params={"prompt": shot.picture_prompt, "size": storyboard.size}, files={})

    def missing_keys(self) -> tuple[str, ...]:
        return () if setting(KEY) else (KEY,)

    async def check(self) -> Account:
        return Account(credits=1)

    async def prepare(self, request: Request) -> None:
        pass

    async def submit(self, request: Request) -> Ticket:
        if setting(KEY) != "pretend-key":
            raise BadKey("Pretend refuses the key.", "Correct it.")
        return Ticket(provider_id=request.client_id)

    async def collect(
        self, request: Request, ticket: Ticket, files: Files, workspace: Path, report: Report
    ) -> Made:
        target = workspace / "picture.png"
        Image.new("RGB", tuple(request.job.params["size"]), COLOUR).save(target)
        return Made(path=target, media_type="image/png", cost=PRICE.price)

    async def cancel(self, ticket: Ticket) -> bool:
        return True


def catalog_with_pretend(settings: Settings) -> Catalog:
    return Catalog((*providers_of(settings), Pretend()))


if __name__ == "__main__":
    found = Settings()
    asyncio.run(run_worker(found, catalog_with_pretend(found), parent=int(sys.argv[1])))
