"""The catalogue: one SQLite file in WAL mode, opened by several processes and threads.

A connection belongs to one thread. Every write is inside `writing()`, so it is whole or not there
at all, and writers of all threads and processes wait for each other.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from storage.errors import DiskFull, EnvironmentProblem
from storage.migrations import migrations
from storage.settings import Settings


class Catalogue:
    """Hands every thread its own connection to the same file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        try:
            self.db.enable_wal()
            with self.writing() as db:
                migrations.apply(db)
        except sqlite3.Error as exc:
            raise EnvironmentProblem(
                f"The catalogue {path} cannot be opened: {exc}.",
                "Check the folder's permissions and free space, or set ADFLOW_HOME.",
            ) from exc

    @property
    def db(self) -> Database:
        """This thread's connection."""
        if not hasattr(self._local, "db"):
            connection = sqlite3.connect(self.path, timeout=30)
            connection.execute("PRAGMA foreign_keys=ON")
            self._local.db = Database(connection)
        database: Database = self._local.db
        return database

    @contextmanager
    def writing(self, *, synced: bool = True) -> Iterator[Database]:
        """One write transaction on this thread's connection. Raises DiskFull, EnvironmentProblem.

        The write lock is taken first: a transaction that has read before it writes fails at once,
        instead of waiting, where another process wrote in between. One that is not `synced`
        survives a crash of any process at once, one of the machine only when a later one is.
        """
        db = self.db
        try:
            db.conn.execute(f"PRAGMA synchronous={'FULL' if synced else 'NORMAL'}")
            db.conn.execute("BEGIN IMMEDIATE")
            yield db
            db.commit()
        except sqlite3.OperationalError as exc:
            if exc.sqlite_errorcode == sqlite3.SQLITE_FULL:
                raise DiskFull(
                    f"The disk is full: {self.path} has no room to grow.",
                    "Free some space and start again: everything finished so far is kept.",
                ) from exc
            raise EnvironmentProblem(
                f"The catalogue {self.path} cannot be written: {exc}.",
                "Check the folder's permissions and free space, then try again.",
            ) from exc
        finally:
            db.rollback()

    def close(self) -> None:
        """Close this thread's connection."""
        if hasattr(self._local, "db"):
            self._local.db.close()
            del self._local.db


@contextmanager
def opened(settings: Settings) -> Iterator[Catalogue]:
    """A data folder's catalogue for a short while; both are made where they are not there."""
    settings.prepare()
    catalogue = Catalogue(settings.catalogue)
    try:
        yield catalogue
    finally:
        catalogue.close()


def now() -> str:
    """The time as it is stored: ISO 8601, UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
