"""What `adflow keys …` does. A key that is given is tried at once, by a call that costs nothing."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass

from rich.console import Console
from rich.table import Table

from agent.faces import cli_draw
from storage.database import opened
from storage.settings import Settings
from tools.pipeline.keyring import Keyring
from tools.providers import client
from tools.providers.registry import catalog_of


@contextmanager
def _keyring(settings: Settings) -> Iterator[Keyring]:
    with opened(settings) as catalogue:
        yield Keyring(catalogue, settings, catalog_of(settings))


async def list_keys(settings: Settings, owner: str, screen: Console, *, as_json: bool) -> int:
    """The names of an owner's keys. Returns the exit code."""
    with _keyring(settings) as keys:
        found = keys.own.names(owner)
    if as_json:
        cli_draw.out([one.model_dump() for one in found])
        return 0
    if not found:
        screen.print("You have given no keys; those of the installation are used.")
        return 0
    table = Table()
    for heading in ("Key", "Since (UTC)"):
        table.add_column(heading)
    for one in found:
        table.add_row(one.name, one.since[:16].replace("T", " "))
    screen.print(table)
    return 0


async def set_key(
    settings: Settings, owner: str, provider: str, screen: Console, *, as_json: bool
) -> int:
    """Keep a key, if its provider does not refuse it. Returns the exit code."""
    with _keyring(settings) as keys:
        name = keys.name_of(provider)
        given = getpass(f"{name}: ") if sys.stdin.isatty() else sys.stdin.readline()
        try:
            says = await keys.keep(owner, provider, given)
        finally:
            await client.close()
    if as_json:
        cli_draw.out({"kept": name, "says": says})
    else:
        screen.print(f"{name} is kept, encrypted: {says}.")
    return 0


async def remove_key(
    settings: Settings, owner: str, provider: str, screen: Console, *, as_json: bool
) -> int:
    """Forget a key. Returns the exit code."""
    with _keyring(settings) as keys:
        name = keys.name_of(provider)
        keys.own.remove(owner, name)
    if as_json:
        cli_draw.out({"removed": name})
    else:
        screen.print(f"{name} is forgotten; the installation's is used, if it has one.")
    return 0
