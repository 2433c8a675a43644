"""The web chat's threads in one SQLite file: for display only, never a source of truth.

Steps and elements are kept whole, as the JSON the page understands; every value is bound, never
pasted into SQL. All statements run one after another in one thread of their own, so what was
written first is there first, and the event loop never waits for the disk.
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
    id text primary key, thread text not null, created_at text not null, json text not null);
create index if not exists steps_thread on steps (thread, created_at);
create table if not exists elements (
    id text primary key, thread text not null, name text not null, key text not null,
    json text not null);
create index if not exists elements_thread on elements (thread, name, key);
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
            db.executescript(_SCHEMA)
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

    async def save_step(self, step: Row) -> None:
        """Keep a message; fields that are None leave what was kept before as it is."""
        await self.write(
            "insert into steps (id, thread, created_at, json) values (?, ?, ?, ?) "
            "on conflict (id) do update set json = json_patch(json, excluded.json) "
            "where thread = excluded.thread",
            step["id"], step["threadId"], step.get("createdAt") or now(),
            _json({name: value for name, value in step.items() if value is not None}),
        )
        await self.write("update threads set updated_at = ? where id = ?", now(), step["threadId"])

    async def save_element(self, element: Row, key: str = "") -> None:
        """Keep an element as it is now; `key` says what it shows, for finding it again."""
        await self.write(
            "insert into elements (id, thread, name, key, json) values (?, ?, ?, ?, ?) "
            "on conflict (id) do update set json = excluded.json, key = excluded.key "
            "where thread = excluded.thread",
            element["id"], element["threadId"], element["name"], key, _json(element),
        )

    async def elements(self, thread: str, name: str, key: str | None = None) -> list[Row]:
        """A thread's elements of one name, oldest first; with `key` only those that show it."""
        found = await self.rows(
            "select json from elements where thread = ? and name = ? and ? in (key, '*') "
            "order by rowid", thread, name, "*" if key is None else key,
        )
        return [json.loads(row["json"]) for row in found]

    async def thread(self, thread: str) -> Row | None:
        """A thread with all its steps and elements, as the page understands it."""
        found = await self.rows("select * from threads where id = ?", thread)
        if not found:
            return None
        steps = await self.rows(
            "select json from steps where thread = ? order by created_at, rowid", thread
        )
        elements = await self.rows(
            "select json from elements where thread = ? order by rowid", thread
        )
        return {
            **thread_head(found[0]),
            "steps": [json.loads(row["json"]) for row in steps],
            "elements": [json.loads(row["json"]) for row in elements],
        }

    async def name_thread(self, thread: str, name: str) -> None:
        """Give a thread the name shown in the list."""
        await self.write("update threads set name = ? where id = ?", name, thread)

    def close(self) -> None:
        """Finish what is waiting. What Chainlit still writes of a closing page is let go."""
        self._closed = True
        self._thread.submit(self._db.close).result()


def thread_head(row: Row) -> Row:
    """A thread without its content, as the page understands it."""
    return {
        "id": row["id"], "createdAt": row["created_at"], "name": row["name"],
        "userId": row["user"], "userIdentifier": row["owner"],
        "tags": json.loads(row["tags"]), "metadata": json.loads(row["metadata"]),
        "steps": [], "elements": [],
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
