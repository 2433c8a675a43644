"""What the worker works with: the library, the catalogue of models, workspaces, the journal.

A job is JSON in, JSON out; all it needs besides comes from here. One workshop per process.
"""

import asyncio
import contextlib
import json
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from storage.database import Catalogue, now
from storage.errors import JobFailed
from storage.library import Library
from storage.records import Asset, Job
from storage.settings import Settings
from tools.media.measure import measured
from tools.pipeline.keyring import Keyring
from tools.pipeline.news import News
from tools.providers.catalog import Catalog
from tools.providers.child import warm_children


class Journal:
    """One line for each start of a job and each asset kept; appended, never changed."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, event: Literal["start", "kept"], job: str, fingerprint: str) -> None:
        """Append one line, in one write."""
        line = json.dumps({"at": now(), "event": event, "job": job, "fingerprint": fingerprint})
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(descriptor, f"{line}\n".encode())
        finally:
            os.close(descriptor)


class Workshop:
    """The worker's tools. Made and used in one event loop."""

    def __init__(self, settings: Settings, catalog: Catalog) -> None:
        self.settings, self.catalog = settings, catalog
        self.name = uuid.uuid4().hex                 # of this process: tells it from those before
        self.news = News()
        self._places = {
            name: asyncio.Semaphore(count) for name, count in catalog.concurrency().items()
        }
        self._warming: asyncio.Task[None] | None = None
        self.refused: dict[tuple[str, str], JobFailed] = {}      # by render and provider
        self.library = Library(settings.library)
        self.keys = Keyring(Catalogue(settings.catalogue), settings, catalog)
        self.journal = Journal(settings.logs / "jobs.jsonl")

    def place(self, job: Job) -> asyncio.Semaphore:
        """The places of a job's queue, as many as are made at a time; first come, first served."""
        return self._places[self.catalog.capability(job.kind, job.model).queue]

    def warm_up(self) -> None:
        """Have the child processes that draw and encode ready before they are needed."""
        if self._warming is None or self._warming.done():
            self._warming = asyncio.create_task(warm_children())

    @contextlib.contextmanager
    def workspace(self) -> Iterator[Path]:
        """An empty folder for unfinished files; gone afterwards."""
        folder = self.settings.workspaces / uuid.uuid4().hex
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def clear_drafts(self) -> None:
        """Remove what a killed worker left unfinished."""
        self.library.clear_drafts()
        for folder in self.settings.workspaces.iterdir():
            shutil.rmtree(folder, ignore_errors=True)

    def keep(self, path: Path, media_type: str) -> Asset:
        """Measure a finished file and put it into the library."""
        return self.library.keep(path, measured(path, media_type))


_current: list[Workshop] = []


def install(workshop: Workshop) -> None:
    """Make this the process's workshop."""
    _current[:] = [workshop]


def current() -> Workshop:
    """The process's workshop."""
    return _current[0]
