"""The route that hands out a film with all its parts as one ZIP, to its owner."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated
from urllib.parse import quote

from chainlit.auth import get_current_user
from chainlit.user import User
from fastapi import Depends, FastAPI, HTTPException, Query
from fastapi.responses import StreamingResponse

from storage.errors import AdFlowError, NotFound
from tools.pipeline.archive import Member, zipped

Members = Callable[[str, str], Awaitable[Sequence[Member]]]


def add_film_routes(app: FastAPI, members: Members, safe_name: Callable[[str], str]) -> None:
    """Add the route; `members` gives a render's files for an owner or raises NotFound."""

    @app.get("/films/{render}.zip")
    async def archive(
        render: str,
        user: Annotated[User, Depends(get_current_user)],
        name: Annotated[str, Query(max_length=200)] = "",
    ) -> StreamingResponse:
        """A film and all it was made of, while it is read from the disk."""
        try:
            files = await members(user.identifier, render)
        except NotFound as exc:
            raise HTTPException(404) from exc
        except AdFlowError as exc:
            raise HTTPException(503, exc.sentence()) from exc
        named = quote(safe_name(name) or "ad.zip")
        return StreamingResponse(
            zipped(files), media_type="application/zip",
            headers={"Content-Disposition": f"attachment; filename*=utf-8''{named}",
                     "Cache-Control": "no-store"},
        )
