"""What one owner reads and writes of the chat store: every statement here names the owner."""

import json
from typing import Any

from agent.faces.web_store import ChatStore, Row
from storage.database import now


class OwnStore:
    """What one owner keeps, and nobody else's."""

    def __init__(self, store: ChatStore, owner: str) -> None:
        self._store, self._owner = store, owner

    async def save_step(self, step: Row) -> None:
        """Keep a message; fields that are None leave what was kept before as it is."""
        await self._store.write(
            "insert into steps (owner, thread, id, created_at, json) values (?, ?, ?, ?, ?) "
            "on conflict (owner, thread, id) do update set json = json_patch(json, excluded.json)",
            self._owner, step["threadId"], step["id"], step.get("createdAt") or now(),
            _json({name: value for name, value in step.items() if value is not None}),
        )
        await self._store.write("update threads set updated_at = ? where id = ? and owner = ?",
                                now(), step["threadId"], self._owner)

    async def save_element(self, element: Row, key: str = "") -> None:
        """Keep an element as it is now; `key` says what it shows, for finding it again."""
        await self._store.write(
            "insert into elements (owner, thread, id, name, key, json) values (?, ?, ?, ?, ?, ?) "
            "on conflict (owner, thread, id) do update set json = excluded.json, "
            "key = excluded.key",
            self._owner, element["threadId"], element["id"], element["name"], key, _json(element),
        )

    async def elements(self, thread: str, name: str, key: str | None = None) -> list[Row]:
        """A thread's elements of one name, oldest first; with `key` only those that show it."""
        found = await self._store.rows(
            "select json from elements where owner = ? and thread = ? and name = ? "
            "and ? in (key, '*') order by rowid",
            self._owner, thread, name, "*" if key is None else key,
        )
        return [json.loads(row["json"]) for row in found]

    async def name_thread(self, thread: str, name: str) -> None:
        """Give a thread the name shown in the list."""
        await self._store.write(
            "update threads set name = ? where id = ? and owner = ?", name, thread, self._owner)

    async def remember(self, thread: str, metadata: Row) -> None:
        """Add to what is known of a thread."""
        await self._store.write(
            "update threads set metadata = json_patch(metadata, ?) where id = ? and owner = ?",
            _json(metadata), thread, self._owner)

    async def forget_one(self, thread: str, ident: str) -> None:
        """Remove a step or an element."""
        for table in ("steps", "elements"):
            await self._store.write(
                f"delete from {table} where owner = ? and thread = ? and id = ?",
                self._owner, thread, ident)

    async def forget(self, thread: str) -> None:
        """Remove a thread with all that was said in it."""
        for table in ("steps", "elements"):
            await self._store.write(
                f"delete from {table} where owner = ? and thread = ?", self._owner, thread)
        await self._store.write(
            "delete from threads where id = ? and owner = ?", thread, self._owner)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
