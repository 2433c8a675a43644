"""What Chainlit asks of a store of threads, answered by the chat store.

Only whole, own threads are handed out: ids are checked, and nothing is written into a thread other
than the session's own. Files a person attaches are not kept here: they are taken into the library,
and the face shows them by their address there.
"""

import json
import uuid
from typing import Any, cast

from chainlit.context import context
from chainlit.data.base import BaseDataLayer
from chainlit.element import Element, ElementDict
from chainlit.step import StepDict
from chainlit.types import (
    Feedback,
    PageInfo,
    PaginatedResponse,
    Pagination,
    ThreadDict,
    ThreadFilter,
)
from chainlit.user import PersistedUser, User

from agent.faces.web_own import OwnStore
from agent.faces.web_store import ChatStore, is_thread_id, thread_head
from storage.database import now
from storage.errors import NotAllowed


class ThreadStore(BaseDataLayer):
    """Chainlit's data layer on our chat store."""

    def __init__(self, store: ChatStore) -> None:
        self._store = store

    async def get_user(self, identifier: str) -> PersistedUser | None:
        """The user as kept, None if never seen."""
        found = await self._store.rows("select * from users where identifier = ?", identifier)
        if not found:
            return None
        row = found[0]
        return PersistedUser(
            id=row["id"], identifier=row["identifier"], createdAt=row["created_at"],
            metadata=json.loads(row["metadata"]),
        )

    async def create_user(self, user: User) -> PersistedUser | None:
        """Keep a user who signs in, or what is new about one."""
        await self._store.write(
            "insert into users (id, identifier, created_at, metadata) values (?, ?, ?, ?) "
            "on conflict (identifier) do update set metadata = excluded.metadata",
            str(uuid.uuid4()), user.identifier, now(), json.dumps(user.metadata),
        )
        return await self.get_user(user.identifier)

    async def update_thread(
        self, thread_id: str, name: str | None = None, user_id: str | None = None,
        metadata: dict[str, Any] | None = None, tags: list[str] | None = None,
    ) -> None:
        """Make a thread, or change what is given of it."""
        if not is_thread_id(thread_id):
            raise NotAllowed("That is not the id of a conversation.")
        if user_id:
            found = await self._store.rows("select identifier from users where id = ?", user_id)
            owner = found[0]["identifier"] if found else None
            await self._store.write(
                "insert into threads (id, owner, user, name, metadata, tags, created_at, "
                "updated_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set "
                "name = coalesce(nullif(excluded.name, ''), name), "
                "metadata = json_patch(metadata, excluded.metadata) where owner = excluded.owner",
                thread_id, owner, user_id, name, json.dumps(metadata or {}),
                json.dumps(tags or []), now(), now(),
            )
        elif name:                                            # its route has asked whose it is
            await (await self._authors(thread_id)).name_thread(thread_id, name)
        elif metadata:                                        # a page was closed
            await self._mine().remember(thread_id, metadata)

    async def get_thread(self, thread_id: str) -> ThreadDict | None:
        """A whole thread."""
        found = await self._store.thread(thread_id) if is_thread_id(thread_id) else None
        return cast(ThreadDict, found) if found else None

    async def get_thread_author(self, thread_id: str) -> str:
        """Who owns the thread; empty if there is none."""
        found = await self._store.rows("select owner from threads where id = ?", thread_id)
        return str(found[0]["owner"] or "") if found else ""

    async def list_threads(
        self, pagination: Pagination, filters: ThreadFilter
    ) -> PaginatedResponse[ThreadDict]:
        """A page of a user's threads, the last used first."""
        found = await self._store.rows(
            "select * from threads where user = ? and (? = '' or exists (select 1 from steps "
            "where thread = threads.id and instr(lower(json_extract(json, '$.output')), ?))) "
            "order by updated_at desc, id",
            filters.userId, (filters.search or ""), (filters.search or "").lower(),
        )
        ids = [row["id"] for row in found]
        start = ids.index(pagination.cursor) + 1 if pagination.cursor in ids else 0
        page = found[start : start + pagination.first]
        return PaginatedResponse(
            pageInfo=PageInfo(
                hasNextPage=len(found) > start + pagination.first,
                startCursor=page[0]["id"] if page else None,
                endCursor=page[-1]["id"] if page else None,
            ),
            data=[cast(ThreadDict, thread_head(row)) for row in page],
        )

    async def delete_thread(self, thread_id: str) -> None:
        """Forget what was said; the project and its films are not touched."""
        await (await self._authors(thread_id)).forget(thread_id)

    async def create_step(self, step_dict: StepDict) -> None:
        """Keep a message Chainlit made: what the person typed."""
        if step_dict.get("threadId") == context.session.thread_id:
            await self._mine().save_step(dict(step_dict))

    async def update_step(self, step_dict: StepDict) -> None:
        """Keep a changed message."""
        await self.create_step(step_dict)

    async def delete_step(self, step_id: str) -> None:
        """Forget a message of this session's thread."""
        await self._mine().forget_one(context.session.thread_id, step_id)

    async def create_element(self, element: Element) -> None:
        """Nothing: the face keeps its elements itself, and attached files go into the library."""

    async def get_element(self, thread_id: str, element_id: str) -> ElementDict | None:
        """One element of a thread."""
        found = await self._store.rows(
            "select json from elements where id = ? and thread = ? and owner = ?",
            element_id, thread_id, await self.get_thread_author(thread_id),
        )
        return cast(ElementDict, json.loads(found[0]["json"])) if found else None

    async def delete_element(self, element_id: str, thread_id: str | None = None) -> None:
        """Forget an element of this session's thread."""
        await self._mine().forget_one(context.session.thread_id, element_id)

    async def upsert_feedback(self, feedback: Feedback) -> str:
        """There are no thumbs on the page."""
        raise NotAllowed("AdFlow does not collect feedback.")

    async def delete_feedback(self, feedback_id: str) -> bool:
        """There are no thumbs on the page."""
        raise NotAllowed("AdFlow does not collect feedback.")

    async def get_favorite_steps(self, user_id: str) -> list[StepDict]:
        """There are no favourites."""
        return []

    async def build_debug_url(self) -> str:
        """There is no debugging site."""
        return ""

    def _mine(self) -> OwnStore:
        """The store of whoever's session this is."""
        user = context.session.user
        if user is None:
            raise NotAllowed("This page is not signed in.", "Reload the page.")
        return OwnStore(self._store, user.identifier)

    async def _authors(self, thread_id: str) -> OwnStore:
        """The store of whoever's thread this is."""
        return OwnStore(self._store, await self.get_thread_author(thread_id))

    async def close(self) -> None:
        """The store is closed by whoever opened it."""
