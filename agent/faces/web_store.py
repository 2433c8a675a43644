"""The web chat's threads in one SQLite file: for display only, never a source of truth.

Steps and elements are kept whole, as the JSON the page understands; every value is bound, never
pasted into SQL. All statements run one after another in one thread of their own, so what was
written first is there first, and the event loop never waits for the disk.

Invariant: a row is read and changed only by its owner (`web_own.OwnStore`), whatever ids somebody
knows: who gets hold of a thread's id, even of one that was deleted, finds nothing under it.
"""

import asyncio
import json
import logging
import sqlite3
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from storage.database import now
from storage.errors import EnvironmentProblem

log = logging.getLogger("adflow.web")
Row = dict[str, Any]
T = TypeVar("T")

_SCHEMA = """
create table if not exists users (
    id text primary key, identifier text not null unique, created_at text not null,
    metadata text not null);
create table if not exists threads (
    id text primary key, owner text, user text, name text, metadata text not null,
    tags text not null, created_at text not null, updated_at text not null);
create index if not exists threads_user on threads (user, updated_at);
create table if not exists steps (
    owner text not null, thread text not null, id text not null, created_at text not null,
    json text not null, primary key (owner, thread, id));
create table if not exists elements (
    owner text not null, thread text not null, id text not null, name text not null,
    key text not null, json text not null, primary key (owner, thread, id));
"""


def is_thread_id(text: object) -> bool:
    """Thread ids come from the page: only a UUID is one."""
    try:
        return isinstance(text, str) and str(uuid.UUID(text)) == text
    except ValueError:
        return False


class ChatStore:
    """Reads and writes users, threads, steps and elements. Errors are logged and raised."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="chat-store")
        self._closed = False
        self._db = self._thread.submit(self._open).result()

    def _open(self) -> sqlite3.Connection:
        try:
            db = sqlite3.connect(self._path, timeout=30, check_same_thread=False)
            db.row_factory = sqlite3.Row
            db.execute("pragma journal_mode=wal")
            _make_tables(db)
        except sqlite3.Error as exc:
            raise EnvironmentProblem(
                f"The chat history {self._path} cannot be opened: {exc}.",
                "Check the folder's permissions, or move that file away: it is only for display.",
            ) from exc
        return db

    async def _run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do the work in the store's thread, as one transaction."""

        def transaction() -> T:
            try:
                with self._db:
                    return work(self._db)
            except sqlite3.Error as exc:
                log.error("chat store: %s", exc)
                raise EnvironmentProblem(
                    f"The chat history {self._path} could not be used: {exc}.",
                    "Projects and films are kept elsewhere and are safe. Check the disk.",
                ) from exc

        return await asyncio.get_running_loop().run_in_executor(self._thread, transaction)

    async def rows(self, sql: str, *values: Any) -> list[Row]:
        """What a query finds."""
        return await self._run(lambda db: [dict(row) for row in db.execute(sql, values)])

    async def write(self, sql: str, *values: Any) -> None:
        """One change."""
        if not self._closed:
            await self._run(lambda db: db.execute(sql, values))

    async def thread(self, thread: str) -> Row | None:
        """A thread with all its steps and elements, as the page understands it."""
        found = await self.rows("select * from threads where id = ?", thread)
        if not found:
            return None
        steps = await self.rows(
            "select json from steps where thread = ? and owner = ? order by created_at, rowid",
            thread, found[0]["owner"],
        )
        elements = await self.rows(
            "select json from elements where thread = ? and owner = ? order by rowid",
            thread, found[0]["owner"],
        )
        return {
            **thread_head(found[0]),
            "steps": [json.loads(row["json"]) for row in steps],
            "elements": [json.loads(row["json"]) for row in elements],
        }

    async def adopt(self, thread: str, owner: str, user: str, name: str) -> None:
        """A page for a conversation that was held elsewhere; the one it has, if it has one."""
        await self.write(
            "insert or ignore into threads (id, owner, user, name, metadata, tags, created_at,"
            " updated_at) values (?, ?, ?, ?, '{}', '[]', ?, ?)",
            thread, owner, user, name, now(), now())

    def close(self) -> None:
        """Finish what is waiting. What Chainlit still writes of a closing page is let go."""
        self._closed = True
        self._thread.submit(self._db.close).result()


def _make_tables(db: sqlite3.Connection) -> None:
    """The tables, where they are not there yet. Rows from before they had owners get theirs."""
    old = [table for table in ("steps", "elements")
           if (columns := [row["name"] for row in db.execute(f"pragma table_info({table})")])
           and "owner" not in columns]
    for table in old:
        db.execute(f"alter table {table} rename to old_{table}")
    db.executescript(_SCHEMA)
    for table in old:
        also = "created_at" if table == "steps" else "name, key"
        db.execute(
            f"insert into {table} (owner, thread, id, {also}, json) select t.owner, o.thread, o.id,"
            f" {', '.join(f'o.{one}' for one in also.split(', '))}, o.json from old_{table} o"
            " join threads t on t.id = o.thread where t.owner is not null order by o.rowid")
        db.execute(f"drop table old_{table}")
    db.commit()


def thread_head(row: Row) -> Row:
    """A thread without its content, as the page understands it."""
    return {
        "id": row["id"], "createdAt": row["created_at"], "name": row["name"],
        "userId": row["user"], "userIdentifier": row["owner"],
        "tags": json.loads(row["tags"]), "metadata": json.loads(row["metadata"]),
        "steps": [], "elements": [],
    }
