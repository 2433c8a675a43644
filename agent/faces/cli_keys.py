"""`adflow keys …`: your own keys of providers. The commands; each imports its work when called."""

from typing import Annotated

import typer

from agent.faces.cli_run import Json, owner, run, screen
from storage.settings import load_settings

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="Your own keys of providers. Next: adflow keys set PROVIDER",
)
Provider = Annotated[str, typer.Argument(help="The provider, as `adflow models` names it.")]


@app.command("list")
def list_(as_json: Json = False) -> None:
    """List which keys you have given; none is ever shown.

    Next: adflow keys set PROVIDER
    """
    from agent.faces.cli_own_keys import list_keys

    run(lambda: list_keys(load_settings(), owner(), screen, as_json=as_json), as_json=as_json)


@app.command("set")
def set_(provider: Provider, as_json: Json = False) -> None:
    """Give a provider's key: unseen, or one line from a pipe.

    It is kept encrypted and comes before the installation's own. Next: adflow ad PHOTO
    """
    from agent.faces.cli_own_keys import set_key

    run(lambda: set_key(load_settings(), owner(), provider, screen, as_json=as_json),
        as_json=as_json)


@app.command()
def remove(provider: Provider, as_json: Json = False) -> None:
    """Forget a provider's key.

    Next: adflow keys list
    """
    from agent.faces.cli_own_keys import remove_key

    run(lambda: remove_key(load_settings(), owner(), provider, screen, as_json=as_json),
        as_json=as_json)
