"""The catalogue: one SQLite file in WAL mode, opened by several processes and threads.

A connection belongs to one thread. Every write is inside `db.atomic()`, so it is whole or not
there at all.
"""

import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from storage.errors import EnvironmentProblem
from storage.migrations import migrations


class Catalogue:
    """Hands every thread its own connection to the same file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        try:
            self.db.enable_wal()
            migrations.apply(self.db)
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
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA foreign_keys=ON")
            self._local.db = Database(connection)
        database: Database = self._local.db
        return database

    def close(self) -> None:
        """Close this thread's connection."""
        if hasattr(self._local, "db"):
            self._local.db.close()
            del self._local.db


def now() -> str:
    """The time as it is stored: ISO 8601, UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
