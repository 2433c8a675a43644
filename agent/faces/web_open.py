"""The route that opens a conversation that was held elsewhere, as in Slack, in the web chat.

Conversations of all faces are named alike, so only a page is missing; what was made is drawn on it
from the catalogue. Invariant: a page is made only for who owns a project in that conversation.
"""

from collections.abc import Callable
from typing import Annotated

from chainlit.auth import get_current_user, get_token_from_cookies
from chainlit.user import PersistedUser
from fastapi import Depends, FastAPI, HTTPException
from fastapi.requests import Request
from fastapi.responses import RedirectResponse

from agent.faces.web_store import ChatStore, is_thread_id

Titles = Callable[[str, str], str | None]


async def _who(request: Request) -> PersistedUser | None:
    """Who is signed in; None for nobody, who is asked to."""
    try:
        user = await get_current_user(get_token_from_cookies(request.cookies) or "")
    except HTTPException:
        return None
    return user if isinstance(user, PersistedUser) else None


async def signed_in(user: Annotated[PersistedUser | None, Depends(_who)]) -> str | None:
    """The owner who is signed in; None for nobody."""
    return user.identifier if user else None


def to_sign_in(wanted: str) -> RedirectResponse:
    """To where one signs in; `public/adflow.js` then goes on to what was wanted."""
    return RedirectResponse(f"/login?next={wanted}", 303)


def add_open_route(app: FastAPI, titles: Titles, store: ChatStore) -> None:
    """Add the route; `titles` says what an owner's conversation is about, None for no such."""

    @app.get("/open/{thread}")
    async def open_thread(
        thread: str, user: Annotated[PersistedUser | None, Depends(_who)]
    ) -> RedirectResponse:
        """To the page of a conversation."""
        if user is None:
            return to_sign_in(f"/open/{thread}" if is_thread_id(thread) else "/")
        title = titles(user.identifier, thread) if is_thread_id(thread) else None
        if title is None:
            raise HTTPException(404)
        await store.adopt(thread, user.identifier, user.id, title)
        return RedirectResponse(f"/thread/{thread}", 303)
