"""Where the web app is: where it may listen, and where the one that runs is found.

It may listen only on this machine where it could not tell people apart. The one of a data folder
holds a lock and writes its address beside it; an address without its lock is an old one.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.database import opened
from storage.errors import AlreadyRunning, EnvironmentProblem
from storage.lock import held, is_held
from storage.settings import Settings
from storage.users import Users

ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}         # one cannot go there


def check_host(settings: Settings) -> None:
    """Raises EnvironmentProblem where the web app should not listen."""
    if settings.for_this_machine or settings.trusted_header:
        return
    with opened(settings) as catalogue:
        users = Users(catalogue).all()
    if not users:
        raise EnvironmentProblem(
            f"Listening on {settings.host} would let anyone in: there are no users.",
            "Add one with `adflow user add NAME`, set ADFLOW_TRUSTED_HEADER, or listen on "
            "127.0.0.1.",
        )


def _lock(settings: Settings) -> Path:
    return settings.home / "serve.lock"


def _note(settings: Settings) -> Path:
    return settings.home / "address"


def chat_address(settings: Settings) -> str:
    """Where people reach the chat that runs on the data folder; empty where none does."""
    try:
        noted = _note(settings).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    return (settings.public_url.rstrip("/") or noted) if is_held(_lock(settings)) else ""


@contextmanager
def the_chat(settings: Settings) -> Iterator[None]:
    """Be the data folder's one chat for as long as this lasts. Raises AlreadyRunning."""
    try:
        with held(_lock(settings), "AdFlow"):
            _note(settings).unlink(missing_ok=True)          # of one that was killed
            try:
                yield
            finally:
                _note(settings).unlink(missing_ok=True)
    except AlreadyRunning as exc:
        if not (address := chat_address(settings)):
            raise
        raise AlreadyRunning(
            f"AdFlow is already running at {address}.",
            f"Open {address}, stop it first, or set ADFLOW_HOME to another folder.",
        ) from exc


async def note_address(settings: Settings) -> str:
    """Wait until the chat answers at the settings' address, note that and return it."""
    while True:
        try:
            _, writer = await asyncio.open_connection(settings.host, settings.port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            _note(settings).write_text(own_address(settings), encoding="utf-8")
            return own_address(settings)


def own_address(settings: Settings) -> str:
    """Where this machine reaches a chat that listens as the settings say."""
    host = ANYWHERE.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"
