"""`adflow user …`: the commands. Each imports its work when it is called."""

from typing import Annotated

import typer

from agent.faces.cli_run import Json, run, screen
from agent.faces.cli_token import app as token_app
from storage.settings import load_settings

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="Let people in. Next: adflow user add NAME",
)
app.add_typer(token_app, name="token")
Name = Annotated[str, typer.Argument(help="The name to sign in with.")]


@app.command()
def add(
    name: Name,
    take_over: Annotated[
        bool, typer.Option("--take-over", help="Give them what was made without accounts.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Let somebody in by a password, which is asked for.

    While there are no accounts, only this machine is let in. Next: adflow serve
    """
    from agent.faces.cli_accounts import add_user

    run(lambda: add_user(load_settings(), name, screen, take_over=take_over, as_json=as_json),
        as_json=as_json)


@app.command("list")
def list_(as_json: Json = False) -> None:
    """List the accounts.

    Next: adflow user add NAME
    """
    from agent.faces.cli_accounts import list_users

    run(lambda: list_users(load_settings(), screen, as_json=as_json), as_json=as_json)


@app.command()
def remove(
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: Json = False,
) -> None:
    """End an account.

    Its projects stay, for whoever is given that name again. To delete them, next:
    ADFLOW_USER=NAME adflow projects delete PROJECT
    """
    from agent.faces.cli_accounts import remove_user

    run(lambda: remove_user(load_settings(), name, screen, yes=yes, as_json=as_json),
        as_json=as_json)


@app.command()
def password(name: Name, as_json: Json = False) -> None:
    """Give an account another password.

    Who is signed in has to do so again. Next: adflow user list
    """
    from agent.faces.cli_accounts import change_password

    run(lambda: change_password(load_settings(), name, screen, as_json=as_json), as_json=as_json)


@app.command()
def reports(as_json: Json = False) -> None:
    """List what people reported of made content.

    Next: adflow projects delete PROJECT
    """
    from agent.faces.cli_accounts import list_reports

    run(lambda: list_reports(load_settings(), screen, as_json=as_json), as_json=as_json)
