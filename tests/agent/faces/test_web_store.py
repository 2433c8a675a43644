import asyncio
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agent.faces.web_own import OwnStore
from agent.faces.web_store import ChatStore, is_thread_id
from storage.errors import EnvironmentProblem

THREAD = "5f0e2d61-9b0c-4f43-8f6e-2a7c1d9be3a4"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ChatStore]:
    store = ChatStore(tmp_path / "chat.db")
    yield store
    store.close()


@pytest.fixture
def own(store: ChatStore) -> OwnStore:
    return OwnStore(store, "local")


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


async def test_a_thread_comes_back_as_it_was(store: ChatStore, own: OwnStore) -> None:
    await begin(store)
    await own.save_step(step("a", "Hällo", metadata={"list": [1, 2]}))
    await own.save_step(step("a", "Hällo!"))                  # said on: the rest stays
    await own.save_element(element("e", {"status": "pending", "lines": [1]}), "q1")
    thread = await store.thread(THREAD)
    assert thread is not None
    assert thread["steps"] == [step("a", "Hällo!", metadata={"list": [1, 2]})]
    assert thread["elements"][0]["props"] == {"status": "pending", "lines": [1]}
    assert await own.elements(THREAD, "QuoteCard", "q2") == []
    assert len(await own.elements(THREAD, "QuoteCard", "q1")) == 1
    assert await store.thread(str(uuid.uuid4())) is None


async def test_the_same_ids_elsewhere_are_other_rows(store: ChatStore, own: OwnStore) -> None:
    await begin(store)
    other, stranger = str(uuid.uuid4()), OwnStore(store, "bob")
    await own.save_step(step("a", "mine"))
    await own.save_element(element("e", {"by": "me"}), "q1")
    await own.save_step(step("a", "mine, too", other))        # one project in two conversations
    await stranger.save_step(step("a", "theirs"))             # who knows all the ids
    await stranger.save_element(element("e", {"by": "them"}), "q1")
    await stranger.name_thread(THREAD, "theirs")
    await stranger.remember(THREAD, {"is_shared": True})
    await stranger.forget_one(THREAD, "a")
    await stranger.forget(THREAD)
    assert (await own.elements(THREAD, "QuoteCard"))[0]["props"] == {"by": "me"}
    thread = await store.thread(THREAD)
    assert thread
    assert [one["output"] for one in thread["steps"]] == ["mine"]
    assert (thread["name"], thread["metadata"]) == ("New ad", {})


async def test_what_was_deleted_is_not_there_for_the_next_who_takes_its_id(
    store: ChatStore, own: OwnStore
) -> None:
    await begin(store)
    await own.save_step(step("a", "mine"))
    await own.forget(THREAD)
    await own.save_element(element("e", {"by": "me"}))        # a render that was still watched
    await store.write("insert into threads values (?, 'bob', 'u2', '', '{}', '[]', '', '')", THREAD)
    thread = await store.thread(THREAD)
    assert thread
    assert thread["steps"] == thread["elements"] == []
    assert await OwnStore(store, "bob").elements(THREAD, "QuoteCard") == []


async def test_writes_keep_their_order(store: ChatStore, own: OwnStore) -> None:
    await begin(store)
    await asyncio.gather(*(own.save_step(step("a", str(n))) for n in range(50)))
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


async def test_rows_from_before_they_had_owners_get_their_threads(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    ChatStore(path).close()
    with sqlite3.connect(path) as db:
        db.execute("drop table steps")
        db.execute("drop table elements")
        db.execute("create table steps (id text primary key, thread text, created_at text,"
                   " json text)")
        db.execute("create index steps_thread on steps (thread, created_at)")
        db.execute("create table elements (id text primary key, thread text, name text, key text,"
                   " json text)")
        db.execute("insert into threads values (?, 'ann', 'u', '', '{}', '[]', '', '')", (THREAD,))
        db.execute("insert into steps values ('a', ?, '2026', '{\"output\": \"Hi\"}')", (THREAD,))
        db.execute("insert into steps values ('b', 'nobodys', '2026', '{}')")
        db.execute("insert into elements values ('e', ?, 'Film', 'k', '{\"id\": 1}')", (THREAD,))
    db.close()
    for _ in range(2):
        store = ChatStore(path)
        thread = await store.thread(THREAD)
        assert thread
        assert (thread["steps"], thread["elements"]) == ([{"output": "Hi"}], [{"id": 1}])
        assert await OwnStore(store, "ann").elements(THREAD, "Film", "k") == [{"id": 1}]
        assert await store.rows("select * from steps where thread = 'nobodys'") == []
        store.close()
