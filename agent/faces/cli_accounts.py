"""What `adflow user …` does. A password is typed twice unseen, or is one line from a pipe."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass

from rich.console import Console
from rich.table import Table

from agent.faces import cli_draw
from storage.database import opened
from storage.errors import BadInput
from storage.lock import is_held
from storage.reports import Reports
from storage.settings import Settings
from storage.users import Users, checked_name


@contextmanager
def _users(settings: Settings) -> Iterator[Users]:
    with opened(settings) as catalogue:
        yield Users(catalogue)


async def add_user(
    settings: Settings, name: str, screen: Console, *, take_over: bool, as_json: bool
) -> int:
    """A new account. Returns the exit code."""
    name = checked_name(name)
    with _users(settings) as users:
        first = not users.all()
        user = users.add(name, _new_password(), take_over=take_over)
    if as_json:
        cli_draw.out(user.model_dump(exclude={"mark"}))
        return 0
    screen.print(f"{name} can sign in, and has "
                 f"{'all that was made here so far' if take_over else 'no projects yet'}.")
    if first and is_held(settings.home / "serve.lock"):
        screen.print("Start `adflow serve` again: the one that runs asks nobody for a password.")
    return 0


async def list_reports(settings: Settings, screen: Console, *, as_json: bool) -> int:
    """What was reported, by all users, newest first."""
    with opened(settings) as catalogue:
        found = Reports(catalogue).all()
    if as_json:
        cli_draw.out([one.model_dump() for one in found])
        return 0
    if not found:
        screen.print("Nothing was reported.")
        return 0
    table = Table()
    for heading in ("When (UTC)", "User", "Project", "Media", "Reason", "Words"):
        table.add_column(heading, overflow="fold")
    for one in found:
        table.add_row(one.created_at[:16].replace("T", " "), one.owner, one.project[:8],
                      one.media[:12], one.reason, cli_draw.plain(one.words))
    screen.print(table)
    return 0


async def list_users(settings: Settings, screen: Console, *, as_json: bool) -> int:
    """All accounts, by name."""
    with _users(settings) as users:
        found = users.all()
    if as_json:
        cli_draw.out([one.model_dump(exclude={"mark"}) for one in found])
        return 0
    if not found:
        screen.print("There are no users. Add one: adflow user add NAME")
        return 0
    table = Table()
    for heading in ("User", "Has the projects of", "Since (UTC)"):
        table.add_column(heading)
    for one in found:
        table.add_row(one.name, one.owner, one.created_at[:16].replace("T", " "))
    screen.print(table)
    return 0


async def remove_user(
    settings: Settings, name: str, screen: Console, *, yes: bool, as_json: bool
) -> int:
    """End an account; what is open in its name answers no more."""
    if not yes and not cli_draw.confirmed(f"Remove the user {cli_draw.plain(name)}?", screen):
        return 3
    with _users(settings) as users:
        user = users.remove(name)
    if as_json:
        cli_draw.out({"removed": user.name})
        return 0
    screen.print(f"{user.name} cannot sign in any more. The projects of {user.owner!r} are kept.")
    return 0


async def change_password(
    settings: Settings, name: str, screen: Console, *, as_json: bool
) -> int:
    """Another password for an account."""
    with _users(settings) as users:
        users.set_password(name, _new_password())
    if as_json:
        cli_draw.out({"changed": name})
        return 0
    screen.print(f"{cli_draw.plain(name)} has a new password.")
    return 0


def _new_password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass("Password: ")
    if getpass("Again: ") != first:
        raise BadInput("The two passwords are not the same.", "Try again.")
    return first
