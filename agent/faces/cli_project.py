"""`adflow projects …`: the commands. Each imports its work when it is called."""

from typing import Annotated

import typer

from agent.faces.cli_run import Json, Project, owner, run, screen
from storage.settings import load_settings

app = typer.Typer(
    invoke_without_command=True, add_completion=False, pretty_exceptions_enable=False,
    help="List your projects, newest first. Next: adflow show PROJECT",
)


@app.callback()
def projects(ctx: typer.Context, as_json: Json = False) -> None:
    """List the projects, unless a command follows."""
    if ctx.invoked_subcommand is None:
        list_(as_json=as_json)


@app.command("list")
def list_(as_json: Json = False) -> None:
    """List your projects, newest first.

    Next: adflow show PROJECT
    """
    from agent.faces.cli_projects import list_projects

    run(lambda: list_projects(load_settings(), owner(), screen, as_json=as_json), as_json=as_json)


@app.command()
def rename(
    project: Project, title: Annotated[str, typer.Argument(help="Its new title.")],
    as_json: Json = False,
) -> None:
    """Give a project another title.

    Next: adflow projects
    """
    from agent.faces.cli_projects import rename_project

    run(lambda: rename_project(load_settings(), owner(), project, title, screen, as_json=as_json),
        as_json=as_json)


@app.command()
def duplicate(
    project: Project,
    title: Annotated[str, typer.Option(help="The copy's title.")] = "",
    as_json: Json = False,
) -> None:
    """Copy a project with all its versions; costs nothing.

    Next: adflow revise PROJECT "…"
    """
    from agent.faces.cli_projects import duplicate_project

    run(lambda: duplicate_project(
        load_settings(), owner(), project, title, screen, as_json=as_json), as_json=as_json)


@app.command()
def delete(
    project: Project,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: Json = False,
) -> None:
    """Delete a project, and media that nothing else uses.

    You are asked before. What it cost stays in the books. Next: adflow spend
    """
    from agent.faces.cli_projects import delete_project

    run(lambda: delete_project(
        load_settings(), owner(), project, screen, yes=yes, as_json=as_json), as_json=as_json)
