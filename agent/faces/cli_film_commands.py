"""Commands on one project: `adflow show`, `quote`, `approve` … Each imports its own work."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from agent.faces.cli_run import Json, Out, Project, Shots, Yes, owner, run, screen
from storage.settings import load_settings

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def show(project: Project, as_json: Json = False) -> None:
    """Show a project's storyboard.

    Next: adflow revise PROJECT "make shot 2 warmer"
    """
    from agent.faces.cli_projects import show_project

    run(lambda: show_project(load_settings(), owner(), project, screen, as_json=as_json),
        as_json=as_json)


@app.command()
def revise(
    project: Project,
    words: Annotated[str, typer.Argument(help='What to change, e.g. "make shot 2 warmer".')],
    out: Out = None,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Change an ad in plain words; only that is made anew.

    Next: adflow revise PROJECT undo
    """
    from agent.faces.cli_revise import revise_ad

    run(lambda: revise_ad(load_settings(), owner(), project, words, out, yes, as_json, screen),
        as_json=as_json)


@app.command()
def versions(project: Project, as_json: Json = False) -> None:
    """List a project's versions and what changed in each.

    Next: adflow revise PROJECT "go to version 1"
    """
    from agent.faces.cli_film import list_versions

    run(lambda: list_versions(load_settings(), owner(), project, screen, as_json=as_json),
        as_json=as_json)


@app.command()
def quote(
    project: Project, shot: Shots = None,
    missing: Annotated[
        bool, typer.Option("--missing", help="Only the clips that are missing.")] = False,
    as_json: Json = False,
) -> None:
    """Say exactly what a project's film costs, or clips of it.

    Nothing is made or bought. Next: adflow approve PROJECT
    """
    from agent.faces.cli_film import quote_film

    run(lambda: quote_film(
        load_settings(), owner(), project, screen, as_json=as_json,
        part="clips" if shot or missing else None, shots=tuple(shot or ())), as_json=as_json)


@app.command()
def approve(
    project: Project, out: Out = None, yes: Yes = False, as_json: Json = False,
) -> None:
    """Say yes to the quote that waits, or go on after Ctrl-C.

    The film and its parts are written as adflow ad does. Next: adflow revise PROJECT "…"
    """
    from agent.faces import cli_film

    run(lambda: cli_film.approve(
        load_settings(), owner(), project, out, screen, yes=yes, as_json=as_json), as_json=as_json)


@app.command()
def cancel(project: Project, as_json: Json = False) -> None:
    """Stop what is under way, or withdraw the quote that waits.

    What is finished is kept. Next: adflow quote PROJECT
    """
    from agent.faces import cli_film

    run(lambda: cli_film.cancel(load_settings(), owner(), project, screen, as_json=as_json),
        as_json=as_json)


@app.command()
def export(
    project: Project,
    version: Annotated[str, typer.Option(help="Its number or name; else the one shown.")] = "",
    out: Out = None,
    archive: Annotated[Path | None, typer.Option("--zip", help="One ZIP file instead.")] = None,
    shot: Shots = None,
    as_json: Json = False,
) -> None:
    """Write a finished film and its parts again, or a ZIP.

    Nothing is made anew. Next: adflow versions PROJECT
    """
    from agent.faces import cli_film

    if shot:
        run(lambda: cli_film.export_clips(
            load_settings(), owner(), project, version, tuple(shot), out, screen,
            as_json=as_json), as_json=as_json)
    run(lambda: cli_film.export(
        load_settings(), owner(), project, version, out, archive, screen, as_json=as_json),
        as_json=as_json)


@app.command()
def decide(
    project: Project,
    decision: Annotated[
        Literal["check", "again", "lost"],
        typer.Argument(help="Ask the provider again, buy it anew, or go without."),
    ],
    out: Out = None,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Decide about jobs that may have been bought.

    Nothing is bought without a yes. Next: adflow revise PROJECT "…", or adflow spend
    """
    from agent.faces.cli_decide import decide_jobs

    run(lambda: decide_jobs(load_settings(), owner(), project, decision, out, yes, as_json, screen),
        as_json=as_json)
