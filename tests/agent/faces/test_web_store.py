import asyncio
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agent.faces.web_store import ChatStore, is_thread_id
from storage.errors import EnvironmentProblem

THREAD = "5f0e2d61-9b0c-4f43-8f6e-2a7c1d9be3a4"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ChatStore]:
    store = ChatStore(tmp_path / "chat.db")
    yield store
    store.close()


async def begin(store: ChatStore, thread: str = THREAD) -> None:
    await store.write(
        "insert into threads values (?, 'local', 'u1', 'New ad', '{}', '[]', '2026', '2026')",
        thread,
    )


def step(ident: str, output: str, thread: str = THREAD, **more: Any) -> dict[str, Any]:
    return {"id": ident, "threadId": thread, "output": output, "createdAt": "2026-01-01", **more}


def element(ident: str, props: dict[str, Any], thread: str = THREAD) -> dict[str, Any]:
    return {"id": ident, "threadId": thread, "name": "QuoteCard", "props": props}


@pytest.mark.parametrize("text", ["", "1", "x' or 1=1 --", THREAD.upper() + "'", None, 7])
def test_only_a_uuid_is_a_thread(text: object) -> None:
    assert not is_thread_id(text)
    assert is_thread_id(THREAD)


async def test_a_thread_comes_back_as_it_was(store: ChatStore) -> None:
    await begin(store)
    await store.save_step(step("a", "Hällo", metadata={"list": [1, 2]}))
    await store.save_step(step("a", "Hällo!"))                # said on: the rest stays
    await store.save_element(element("e", {"status": "pending", "lines": [1]}), "q1")
    thread = await store.thread(THREAD)
    assert thread is not None
    assert thread["steps"] == [step("a", "Hällo!", metadata={"list": [1, 2]})]
    assert thread["elements"][0]["props"] == {"status": "pending", "lines": [1]}
    assert await store.elements(THREAD, "QuoteCard", "q2") == []
    assert len(await store.elements(THREAD, "QuoteCard", "q1")) == 1
    assert await store.thread(str(uuid.uuid4())) is None


async def test_another_threads_ids_cannot_be_overwritten(store: ChatStore) -> None:
    other = str(uuid.uuid4())
    await store.save_step(step("a", "mine"))
    await store.save_step(step("a", "theirs", other))
    await store.save_element(element("e", {"by": "me"}), "q1")
    await store.save_element(element("e", {"by": "them"}, other), "q1")
    assert (await store.elements(THREAD, "QuoteCard"))[0]["props"] == {"by": "me"}
    rows = await store.rows("select json from steps")
    assert '"mine"' in rows[0]["json"]


async def test_writes_keep_their_order(store: ChatStore) -> None:
    await begin(store)
    await asyncio.gather(*(store.save_step(step("a", str(n))) for n in range(50)))
    thread = await store.thread(THREAD)
    assert thread
    assert thread["steps"][0]["output"] == "49"


async def test_errors_are_said_not_swallowed(store: ChatStore) -> None:
    with pytest.raises(EnvironmentProblem, match="could not be used"):
        await store.rows("select * from nothing")


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(EnvironmentProblem, match=r"chat\.db"):
        ChatStore(path)


def test_a_store_opens_again(tmp_path: Path) -> None:
    for _ in range(2):
        ChatStore(tmp_path / "chat.db").close()
    assert sqlite3.connect(tmp_path / "chat.db").execute("select count(*) from steps").fetchone()
