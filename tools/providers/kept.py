"""What was bought from providers whose call answers with the thing itself, until it is collected.

It lies in a folder of ours from the moment it arrives, under our id of the job, so handing the same
job in again finds it there instead of buying it anew. There is no job at the provider, nothing to
ask for and nothing to cancel: a call whose answer is lost is left to a person.
"""

import asyncio
import hashlib
import shutil
import time
import uuid
from pathlib import Path

from storage.errors import ProviderLost
from tools.providers.interface import Request, Ticket
from tools.providers.transport import Transport

LIFETIME = 14 * 24 * 3600.0              # seconds that something stays here after it was bought


class Kept:
    """The folder of what one provider has answered. `line` words its errors."""

    def __init__(self, line: Transport, folder: Path, suffix: str = "") -> None:
        self.line, self.folder, self.suffix = line, folder, suffix

    def find(self, request: Request) -> Ticket | None:
        """The ticket of what was bought for this very request before, if it is here."""
        name = self._name(request)
        return Ticket(provider_id=name, url=name) if (self.folder / name).exists() else None

    def draft(self) -> Path:
        """A place to write what arrives; what was collected long ago is gone from beside it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in self.folder.iterdir():
            if time.time() - old.stat().st_mtime > LIFETIME:
                old.unlink(missing_ok=True)
        return self.folder / f".{uuid.uuid4().hex}"

    def keep(self, request: Request, draft: Path, id: str = "", cost: int | None = None) -> Ticket:
        """The draft is what was bought; `id` is the provider's for it, `cost` what it told."""
        name = self._name(request)
        draft.replace(self.folder / name)
        return Ticket(provider_id=id or name, url=name, cost=cost)

    async def bring(self, request: Request, ticket: Ticket, target: Path) -> None:
        """Copy what was kept to `target`. Raises ProviderLost where it is not here any more."""
        try:
            await asyncio.to_thread(shutil.copyfile, self.folder / ticket.url, target)
        except FileNotFoundError as exc:
            raise ProviderLost(
                f"{self.line.title} made this {request.job.kind}, but its file is not here any "
                "more.", "Restore the data folder's provider_answers, or make it again.") from exc

    def _name(self, request: Request) -> str:
        return hashlib.sha256(request.client_id.encode()).hexdigest()[:32] + self.suffix
