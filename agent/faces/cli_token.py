"""`adflow user token …`: the commands. Each imports its work when it is called."""

from typing import Annotated

import typer

from agent.faces.cli_run import Json, run, screen
from storage.settings import load_settings

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="Tokens for programs (HTTP API, MCP). Next: adflow user token add",
)


@app.command()
def add(
    name: Annotated[
        str, typer.Argument(help="Whom it speaks for; without accounts, the one person here.")
    ] = "local",
    scope: Annotated[
        list[str] | None,
        typer.Option(help="What it may do: read, create, approve; repeat for more."),
    ] = None,
    label: Annotated[str, typer.Option("--for", help="What it is used for.")] = "",
    as_json: Json = False,
) -> None:
    """Make a token and show it, this once.

    Without --scope it may read and create, not approve. Next: adflow user token list
    """
    from agent.faces.cli_tokens import add_token

    run(lambda: add_token(load_settings(), name, scope or ["read", "create"], label, screen,
                          as_json=as_json), as_json=as_json)


@app.command("list")
def list_(as_json: Json = False) -> None:
    """List the tokens, not their texts.

    Next: adflow user token revoke ID
    """
    from agent.faces.cli_tokens import list_tokens

    run(lambda: list_tokens(load_settings(), screen, as_json=as_json), as_json=as_json)


@app.command()
def revoke(
    token: Annotated[str, typer.Argument(help="The token's id, from the list.")],
    as_json: Json = False,
) -> None:
    """End a token: it opens nothing from now on.

    Next: adflow user token list
    """
    from agent.faces.cli_tokens import revoke_token

    run(lambda: revoke_token(load_settings(), token, screen, as_json=as_json), as_json=as_json)
