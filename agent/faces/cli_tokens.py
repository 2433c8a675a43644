"""What `adflow user token …` does. A token's text goes to standard output once, nowhere else."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table

from agent.faces import cli_draw
from storage.database import opened
from storage.errors import BadInput
from storage.settings import Settings
from storage.tokens import SCOPES, Scope, Tokens


@contextmanager
def _tokens(settings: Settings) -> Iterator[Tokens]:
    with opened(settings) as catalogue:
        yield Tokens(catalogue, guests=bool(settings.trusted_header))


async def add_token(
    settings: Settings, account: str, scopes: Sequence[str], label: str, screen: Console, *,
    as_json: bool,
) -> int:
    """A new token. Returns the exit code."""
    known: tuple[Scope, ...] = tuple(one for one in SCOPES if one in scopes)
    if unknown := [one for one in scopes if one not in SCOPES]:
        raise BadInput(f"There is no scope {unknown[0]!r}.", f"There are: {', '.join(SCOPES)}.")
    with _tokens(settings) as tokens:
        token, text = tokens.create(account, known, label)
    if as_json:
        cli_draw.out({**token.model_dump(), "token": text})
        return 0
    sys.stdout.write(f"{text}\n")
    screen.print(f"It speaks for {cli_draw.plain(token.account)} and may "
                 f"{', '.join(token.scopes)}. Keep it: it is not shown again.")
    screen.print(f"To end it: adflow user token revoke {token.id}")
    return 0


async def list_tokens(settings: Settings, screen: Console, *, as_json: bool) -> int:
    """All tokens, oldest first."""
    with _tokens(settings) as tokens:
        found = tokens.all()
    if as_json:
        cli_draw.out([one.model_dump() for one in found])
        return 0
    if not found:
        screen.print("There are no tokens. Make one: adflow user token add NAME")
        return 0
    table = Table()
    for heading in ("Id", "User", "For", "May", "Since (UTC)"):
        table.add_column(heading, overflow="fold")
    for one in found:
        table.add_row(one.id, one.account, cli_draw.plain(one.name), ", ".join(one.scopes),
                      one.created_at[:16].replace("T", " "))
    screen.print(table)
    return 0


async def revoke_token(
    settings: Settings, token: str, screen: Console, *, as_json: bool
) -> int:
    """End a token."""
    with _tokens(settings) as tokens:
        gone = tokens.revoke(token)
    if as_json:
        cli_draw.out({"revoked": gone.id})
        return 0
    screen.print(f"The token {gone.id} of {cli_draw.plain(gone.account)} opens nothing any more.")
    return 0
