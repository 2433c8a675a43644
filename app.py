"""The web app: our routes first, then Chainlit at `/`, whose catch-all would hide any after it.

Chainlit's folder is laid out and named in the environment before Chainlit is imported, for it reads
both on import. One app a process: Chainlit keeps its callbacks in one place.
"""

import asyncio
import gc
import logging
import os
import re
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Annotated, Protocol

import uvicorn
from fastapi import Depends, FastAPI, HTTPException, Query
from fastapi.requests import Request
from fastapi.responses import FileResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from agent.faces import web_home
from agent.faces.web_guard import Guard
from storage.records.asset import SUFFIXES
from storage.settings import Settings

SETTINGS = Settings()
web_home.prepare(SETTINGS)

from chainlit.auth import get_current_user  # noqa: E402  (Chainlit reads its folder on import)
from chainlit.user import User  # noqa: E402

from agent.conversation import Conversation  # noqa: E402
from agent.faces import mcp_http, slack_doors  # noqa: E402
from agent.faces.api import create_api, mounted  # noqa: E402
from agent.faces.api_parts import Counter  # noqa: E402
from agent.faces.slack import SlackFace  # noqa: E402
from agent.faces.web import WebFace  # noqa: E402
from agent.faces.web_doors import chainlit_doors, shut_events  # noqa: E402
from agent.faces.web_films import add_film_routes  # noqa: E402
from agent.faces.web_keys import add_keys_route  # noqa: E402
from agent.faces.web_open import add_open_route, signed_in  # noqa: E402
from agent.faces.web_signin import SignedIn, ThisMachine, door_of  # noqa: E402
from agent.faces.web_store import ChatStore  # noqa: E402
from agent.faces.web_talk import Talker  # noqa: E402
from storage.database import Catalogue  # noqa: E402
from storage.errors import AdFlowError  # noqa: E402
from storage.library import Library  # noqa: E402
from storage.users import Users  # noqa: E402
from tools.pipeline.archive import Member, members  # noqa: E402
from tools.pipeline.deleting import remove_leftovers  # noqa: E402
from tools.pipeline.finished import Ended, Endings  # noqa: E402
from tools.pipeline.notifying import Notifier  # noqa: E402
from tools.pipeline.production import Production, open_production  # noqa: E402
from tools.providers.registry import catalog_of  # noqa: E402

log = logging.getLogger("adflow.web")
API = "/api/v1"
# Who asks there has signed what is asked.
SIGNED = (slack_doors.PATH,) if SETTINGS.slack_over_http else ()
# A name and a suffix, nothing else, can reach the disk.
_MEDIA_NAME = re.compile(r"([0-9a-f]{64})(\.[a-z0-9]{1,5})")
_TYPES = {suffix: media_type for media_type, suffix in SUFFIXES.items()}


class Archive(Protocol):
    """What the media route needs of the library."""

    def owned(self, owner: str, sha256: str) -> Path | None: ...


class Backstage(Protocol):
    """What the web app needs of the studio."""

    @property
    def library(self) -> Archive: ...
    def makers(self, owner: str) -> Mapping[str, str]: ...
    @property
    def counter(self) -> Counter: ...
    @property
    def production(self) -> Production: ...
    def conversation(self, owner: str, thread: str) -> Talker: ...
    @property
    def slack(self) -> SlackFace | None: ...
    async def parts(self, owner: str, render: str) -> Sequence[Member]: ...
    def title(self, owner: str, thread: str) -> str | None: ...
    def ended(self) -> Sequence[Ended]: ...


class Studio:
    """The real thing behind the page."""

    def __init__(self, production: Production) -> None:
        self.production, self.counter = production, Counter(production)
        self.slack: SlackFace | None = None                   # where a bot is set up
        self._endings = Endings(production)

    @property
    def library(self) -> Library:
        """All finished media."""
        return self.production.library

    def conversation(self, owner: str, thread: str) -> Conversation:
        """One thread's conversation."""
        return Conversation(self.production, owner, thread)

    def makers(self, owner: str) -> dict[str, str]:
        """Who can make an owner's new ad and what they are called, those of the settings first."""
        usual = self.production.settings.chosen_providers
        at_hand = sorted(self.production.keys.makers_at_hand(owner), key=lambda one: one != usual)
        return {",".join(one): self.production.catalog.called(one) for one in at_hand}

    def title(self, owner: str, thread: str) -> str | None:
        """What a conversation is about; None if this owner has none such."""
        project = self.production.projects.active(owner, thread)
        return project.title if project else None

    def ended(self) -> tuple[Ended, ...]:
        """Renders that have ended since this was asked last."""
        return self._endings.new()

    async def parts(self, owner: str, render: str) -> tuple[Member, ...]:
        """The files of a finished film."""
        return await members(self.production, owner, render)


@asynccontextmanager
async def open_studio(settings: Settings) -> AsyncIterator[Studio]:
    """The studio on the settings' data folder; it goes on with what was approved, deleted, or is
    to be told to webhooks."""
    async with open_production(settings, catalog_of(settings)) as production:
        try:
            await asyncio.to_thread(remove_leftovers, production)
        except AdFlowError as exc:                            # it is done again the next time
            log.warning("deleted projects still have media: %s", exc.sentence())
        studio = Studio(production)
        notifying = asyncio.create_task(Notifier(production).notify_for_ever())
        try:
            async with _slack_of(studio, settings):
                yield studio
        finally:
            notifying.cancel()
            await asyncio.gather(notifying, return_exceptions=True)


@asynccontextmanager
async def _slack_of(studio: Studio, settings: Settings) -> AsyncIterator[None]:
    """The bot, where one is set up."""
    if not settings.slack_over_http and not settings.slack_over_socket:
        yield
        return
    studio.slack = SlackFace(studio.production, studio.conversation)
    async with studio.slack.opened():
        yield


Opener = Callable[[Settings], AbstractAsyncContextManager[Backstage]]


def create_app(opens: Opener = open_studio) -> FastAPI:
    """The web app on the studio that `opens` opens for as long as the app runs."""
    store = ChatStore(SETTINGS.chat_database)
    door = door_of(SETTINGS, Users(Catalogue(SETTINGS.catalogue)))
    backstage: list[Backstage] = []                           # filled while the app runs

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with opens(SETTINGS) as studio, mcp.open():
            backstage.append(studio)
            telling = asyncio.create_task(face.tell_finished(studio.ended))
            try:
                yield
            finally:
                telling.cancel()
                await asyncio.gather(telling, return_exceptions=True)
                await face.close()
                store.close()
                backstage.clear()

    face = WebFace(store, lambda *whose: backstage[0].conversation(*whose), door,
                   lambda owner: backstage[0].makers(owner))
    face.register()
    shut_events()
    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    here = isinstance(door, ThisMachine)
    app.add_middleware(
        SignedIn, door=door, open_to_all=("/healthz", *SIGNED), own_doors=(API, mcp_http.PATH))
    app.add_middleware(Guard, this_machine_only=here, signed=SIGNED)
    app.router.routes.append(mounted(API, create_api(
        lambda: backstage[0].counter, open_here=here)))
    mcp = mcp_http.McpDoor(SETTINGS, lambda: backstage[0].production, mcp_http.callers(
        lambda text: backstage[0].counter.tokens.known(text), open_here=here))
    app.router.routes.append(Route(mcp_http.PATH, mcp, methods=["GET", "POST", "DELETE"]))
    _add_routes(app, backstage)
    if SETTINGS.slack_over_http:
        _add_slack_route(app, backstage)
    add_film_routes(app, lambda *which: backstage[0].parts(*which), _safe_name)
    add_keys_route(app, lambda: backstage[0].production.keys, signed_in)
    add_open_route(app, lambda *whose: backstage[0].title(*whose), store)
    assets = StaticFiles(directory=web_home.chainlit_page() / "assets")
    app.mount("/assets", GZipMiddleware(assets))
    app.mount("/fonts", StaticFiles(directory=web_home.FONTS))
    app.mount("/", chainlit_doors)
    return app


def _add_routes(app: FastAPI, backstage: list[Backstage]) -> None:
    """Our own routes."""

    @app.get("/healthz")
    async def healthz() -> dict[str, bool]:
        return {"ok": bool(backstage)}

    @app.get("/media/{name}")
    def media(
        name: str,
        user: Annotated[User, Depends(get_current_user)],
        download: Annotated[str, Query(alias="name", max_length=200)] = "",
    ) -> FileResponse:
        """A file of the library, for its owner; parts of it on request (HTTP Range)."""
        match = _MEDIA_NAME.fullmatch(name)
        path = match and backstage[0].library.owned(user.identifier, match[1])
        if not match or not path or path.suffix != match[2] or path.suffix not in _TYPES:
            raise HTTPException(404)
        return FileResponse(
            path, media_type=_TYPES[match[2]], filename=_safe_name(download) or None,
            headers={"Cache-Control": "private, max-age=31536000, immutable"},
        )

    @app.api_route("/project/element", methods=["PUT", "DELETE"])
    async def elements() -> JSONResponse:
        """Elements are drawn by the server alone; Chainlit would let the page write any."""
        return JSONResponse({"detail": "Elements cannot be changed from the page."}, 403)


def _add_slack_route(app: FastAPI, backstage: list[Backstage]) -> None:
    """Slack's events: signed by Slack, so they need nobody to be signed in."""

    @app.post(slack_doors.PATH)
    async def events(request: Request) -> Response:
        if not backstage or backstage[0].slack is None:
            raise HTTPException(503)                          # Slack tries again
        return await backstage[0].slack.doors.answer(request)


def _safe_name(name: str) -> str:
    """A plain file name: no folders, no control characters."""
    kept = "".join(letter for letter in name if letter.isprintable() and letter not in '/\\:*?"<>|')
    return kept.strip(". ")[:120]


def main(opens: Opener = open_studio) -> None:
    """Serve until told to stop, or until the process that started us is gone."""
    gc.freeze()
    gc.enable()
    server = uvicorn.Server(uvicorn.Config(
        create_app(opens), host=SETTINGS.host, port=SETTINGS.port, log_level="warning",
        timeout_graceful_shutdown=3, server_header=False,
        proxy_headers=False,                                  # the guard looks at who really asks
    ))

    async def serve() -> None:
        parent = os.environ.get("ADFLOW_PARENT")
        watching = asyncio.create_task(_leave_with(int(parent), server)) if parent else None
        await server.serve()
        if watching:
            watching.cancel()

    try:
        asyncio.run(serve())
    except AdFlowError as error:
        sys.exit(error.sentence())


async def _leave_with(parent: int, server: uvicorn.Server) -> None:
    while os.getppid() == parent:  # noqa: ASYNC110  (nothing tells us when it goes)
        await asyncio.sleep(0.5)
    server.should_exit = True
