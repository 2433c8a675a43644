"""One thread's page in all its tabs: what is put on it is kept, and sent to every tab showing it.

A message or an element has an id; putting the same id again changes it in place. So whoever draws
with ids that follow from what is drawn can draw again at any time, from anywhere, without doubles.
"""

import uuid
from typing import Any

from chainlit.session import ws_sessions_id

from agent.faces.web_own import OwnStore
from agent.faces.web_store import ChatStore
from storage.database import now

AUTHOR = "AdFlow"
_SPACE = uuid.UUID("5b0a6c1e-8a0f-4a52-9d43-ad0f10a0ad01")


def stable_id(*parts: object) -> str:
    """An id that follows from what it names."""
    return str(uuid.uuid5(_SPACE, "\n".join(map(str, parts))))


class Page:
    """What can be put on a thread's page."""

    def __init__(self, store: ChatStore, owner: str, thread: str) -> None:
        self.store = OwnStore(store, owner)
        self.owner = owner
        self.thread = thread
        self._texts: dict[str, dict[str, Any]] = {}          # messages being spoken, by id

    async def emit(self, event: str, data: Any, *, but: str = "") -> None:
        """Send to every tab that shows this thread; `but` is a session that knows already."""
        for session in list(ws_sessions_id.values()):
            mine = session.user is not None and session.user.identifier == self.owner
            if mine and session.thread_id == self.thread and session.id != but:
                # Chainlit declares no result, but it is a coroutine.
                await session.emit(event, data)  # type: ignore[misc]

    def message(self, message: str, text: str = "") -> dict[str, Any]:
        """A message of the director's, as the page understands it."""
        at = now().replace("+00:00", "Z")
        return {
            "id": message, "threadId": self.thread, "name": AUTHOR, "type": "assistant_message",
            "output": text, "createdAt": at, "start": at, "end": at, "streaming": False,
            "isError": False, "waitForAnswer": False, "metadata": {},
        }

    async def say(self, message: str, text: str) -> None:
        """Add to a message that is being spoken."""
        if step := self._texts.get(message):
            step["output"] += text
            await self.emit("stream_token", {"id": message, "token": text, "isSequence": False})
            return
        self._texts[message] = self.message(message, text)
        await self.emit("stream_start", {**self._texts[message], "streaming": True})

    async def finish_saying(self) -> None:
        """All that was being spoken is said, for now: a message may be taken up again."""
        for step in list(self._texts.values()):              # others may begin to speak meanwhile
            await self.store.save_step(step)
            await self.emit("update_message", step)

    def forget_saying(self) -> None:
        """No message will be taken up again."""
        self._texts.clear()

    def element(self, name: str, ident: str, message: str, props: dict[str, Any]) -> dict[str, Any]:
        """A custom element (public/elements/<name>.jsx), as the page understands it."""
        return {
            "id": ident, "threadId": self.thread, "forId": message, "type": "custom",
            "name": name, "display": "inline", "mime": "application/json", "props": props,
            "url": None, "chainlitKey": None,
        }

    async def show(
        self, name: str, ident: str, props: dict[str, Any], *, key: str, keep: bool = True
    ) -> None:
        """Put an element on the page, in a message of its own, or change the one with this id."""
        message = stable_id("message", ident)
        step, element = self.message(message), self.element(name, ident, message, props)
        if keep:
            known = await self.store.elements(self.thread, name)
            if any(one["id"] == ident for one in known):
                await self.change(element, key=key)
                return
            await self.store.save_step(step)
            await self.store.save_element(element, key)
        await self.emit("new_message", step)
        await self.emit("element", element)

    async def change(self, element: dict[str, Any], *, key: str) -> None:
        """Change an element that is on the page."""
        await self.store.save_element(element, key)
        await self.emit("element", element)

    async def picture(self, ident: str, message: str, name: str, url: str, media_type: str) -> None:
        """Show a file the person gave, in the message it came with."""
        kind = media_type.partition("/")[0]
        element = {
            "id": ident, "threadId": self.thread, "forId": message,
            "type": kind if kind in ("image", "audio") else "file", "name": name,
            "display": "inline", "size": "medium", "mime": media_type, "url": url, "props": None,
            "chainlitKey": None,
        }
        await self.store.save_element(element)
        await self.emit("element", element)

    async def take_away(self, ident: str) -> None:
        """Remove an element that was not kept, with its message."""
        await self.emit("remove_element", {"id": ident})
        await self.emit("delete_message", {"id": stable_id("message", ident)})

    async def rename(self, title: str) -> None:
        """Give the thread a name; the list of threads is read again by every tab."""
        await self.store.name_thread(self.thread, title)
        await self.emit("first_interaction", {"interaction": title, "thread_id": self.thread})
