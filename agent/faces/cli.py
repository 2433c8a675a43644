"""The shell: `adflow ad`, `revise`, `brand`, `serve`, `worker`, `projects`, `show`, `models` …

A thin face: it draws, asks and passes on. Exit codes: 0 done, 1 something went wrong (a sentence
says what), 2 wrong usage, 3 you said no, 130 interrupted (the render can be gone on with).
Each command imports its own work when it is called, so that `adflow serve` is up at once.
"""

import gc
from pathlib import Path
from typing import Annotated, Literal

import typer

from agent.faces import cli_recipe_commands as recipe_commands
from agent.faces.cli_brand_commands import app as brand_app
from agent.faces.cli_keys import app as keys_app
from agent.faces.cli_project import app as project_app
from agent.faces.cli_run import Json, Out, Yes, owner, run, screen
from agent.faces.cli_user import app as user_app
from agent.serve import serve as serve_for_ever
from storage.settings import load_settings

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="A product photo becomes a finished ad. Start with: adflow ad PHOTO",
)
app.add_typer(brand_app, name="brand")
app.add_typer(keys_app, name="keys")
app.add_typer(project_app, name="projects")
app.add_typer(user_app, name="user")
recipe_commands.add_to(app)


@app.command()
def ad(
    photo: Annotated[str, typer.Argument(help="A photo, its address, or a product page's.")],
    logo: Annotated[str | None, typer.Option(help="A logo: file or address.")] = None,
    name: Annotated[str, typer.Option(help="The product's name.")] = "",
    purpose: Annotated[str, typer.Option("--for", help="What it is for.")] = "",
    audience: Annotated[str, typer.Option(help="Whom it is for.")] = "",
    benefit: Annotated[list[str] | None, typer.Option(help="A benefit; up to four times.")] = None,
    cta: Annotated[str, typer.Option(help="What the viewer should do.")] = "",
    offer: Annotated[str, typer.Option(help="An offer for the end card.")] = "",
    address: Annotated[str, typer.Option(help="Web address on the end card.")] = "",
    tone: Annotated[
        Literal["warm", "bold", "elegant", "playful"] | None, typer.Option(help="How it speaks.")
    ] = None,
    look: Annotated[
        Literal["noir", "daylight", "pop"] | None, typer.Option(help="How it looks.")
    ] = None,
    music: Annotated[
        Literal["warm", "bold", "calm"] | None, typer.Option(help="The music's mood.")
    ] = None,
    track: Annotated[Path | None, typer.Option(help="Your own music: a file.")] = None,
    aspect: Annotated[Literal["9:16", "1:1", "16:9"], typer.Option(help="Shape.")] = "9:16",
    seconds: Annotated[int, typer.Option(help="Length, 8 to 120.")] = 30,
    lang: Annotated[Literal["en", "de"], typer.Option(help="Language of the ad.")] = "en",
    brain: Annotated[
        Literal["auto", "openai", "compatible", "guided"] | None,
        typer.Option(help="Who writes; else as ADFLOW_BRAIN says."),
    ] = None,
    providers: Annotated[
        str | None, typer.Option(help="Who makes it: local, runware, or runware,mirelo.")
    ] = None,
    model: Annotated[
        list[str] | None, typer.Option(help="A model to use for what it makes; repeat for more.")
    ] = None,
    continuity: Annotated[
        Literal["independent", "hand_off", "keyframes"] | None,
        typer.Option(help="How shots connect; else as the clip model can."),
    ] = None,
    prefer_shorter: Annotated[
        bool | None, typer.Option("--prefer-shorter", help="Shorten a scene for a cheaper clip.")
    ] = None,
    budget: Annotated[
        float | None, typer.Option(help="The most this ad may cost, in dollars.")
    ] = None,
    out: Out = None,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Make an ad from a product photo: storyboard, quote, your yes, film and parts.

    The same command again makes nothing anew. Next: adflow revise PROJECT "make it square"
    """
    from agent.faces.cli_ad import AdRequest, make_ad

    request = AdRequest(
        photo=photo, logo=logo, track=track, out=out, yes=yes, as_json=as_json,
        fields={
            "name": name, "purpose": purpose, "audience": audience, "action": cta,
            "benefits": tuple(benefit or ()), "offer": offer, "address": address, "tone": tone,
            "look": look, "mood": music, "aspect": aspect, "seconds": seconds, "language": lang,
        },
    )
    given = {
        "brain": brain, "providers": providers, "budget_ad": budget, "continuity": continuity,
        "models": ",".join(model) if model else None, "prefer_shorter": prefer_shorter,
    }
    chosen = {name: value for name, value in given.items() if value is not None}
    run(lambda: make_ad(load_settings().model_copy(update=chosen), owner(), request, screen),
        as_json=as_json)


@app.command()
def revise(
    project: Annotated[str, typer.Argument(help="The project's id, or its beginning.")],
    words: Annotated[str, typer.Argument(help='What to change, e.g. "make shot 2 warmer".')],
    out: Out = None,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Change an ad in plain words; only what changes is made anew. Try also: "undo"."""
    from agent.faces.cli_revise import revise_ad

    run(lambda: revise_ad(load_settings(), owner(), project, words, out, yes, as_json, screen),
        as_json=as_json)


@app.command()
def decide(
    project: Annotated[str, typer.Argument(help="The project's id, or its beginning.")],
    decision: Annotated[
        Literal["check", "again", "lost"],
        typer.Argument(help="Ask the provider again, buy it anew, or go without."),
    ],
    out: Out = None,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Decide about jobs that may have been bought. Nothing is bought without a yes.

    Next: adflow revise PROJECT "..." or adflow spend
    """
    from agent.faces.cli_decide import decide_jobs

    run(lambda: decide_jobs(load_settings(), owner(), project, decision, out, yes, as_json, screen),
        as_json=as_json)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
) -> None:
    """Open the chat: the web app and its worker, until Ctrl-C."""
    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}

    from agent.address import check_host

    async def go() -> int:
        settings = load_settings().model_copy(update=given)
        check_host(settings)
        await serve_for_ever(settings, lambda address: screen.print(
            f"AdFlow is at [bold]{address}[/]  (Ctrl-C stops it; nothing is lost)"
        ))
        return 0

    run(go)


@app.command()
def worker() -> None:
    """Run only the worker. `adflow serve` starts one by itself."""
    from agent.work import main as work

    work()


@app.command()
def show(
    project: Annotated[str, typer.Argument(help="The project's id, or its beginning.")],
    as_json: Json = False,
) -> None:
    """Show a project's storyboard. Next: adflow revise PROJECT "…" """
    from agent.faces.cli_projects import show_project

    run(lambda: show_project(load_settings(), owner(), project, screen, as_json=as_json),
        as_json=as_json)


@app.command()
def models(as_json: Json = False) -> None:
    """List who can make what, at which price and since when. Next: adflow ad PHOTO …"""
    from agent.faces.cli_money import list_models

    run(lambda: list_models(load_settings(), screen, as_json=as_json), as_json=as_json)


@app.command()
def spend(
    by: Annotated[
        Literal["project", "day", "provider"], typer.Option(help="How to add it up.")
    ] = "project",
    as_json: Json = False,
) -> None:
    """Show what was spent and is held, and what is left of budgets (ADFLOW_BUDGET_DAY …)."""
    from agent.faces.cli_money import show_spend

    run(lambda: show_spend(load_settings(), owner(), by, screen, as_json=as_json), as_json=as_json)


@app.command()
def audit(
    project: Annotated[
        str | None, typer.Argument(help="A project's id, or its beginning; else all.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List every generation that was ordered and what became of it. See also: adflow spend"""
    from agent.faces.cli_audit import show_audit

    run(lambda: show_audit(load_settings(), owner(), project, screen, as_json=as_json),
        as_json=as_json)


@app.command()
def doctor(as_json: Json = False) -> None:
    """Check what an ad needs: FFmpeg, room on the disk, brain, keys, accounts. Costs nothing."""
    from agent.faces.cli_doctor import examine

    run(lambda: examine(load_settings(), screen, as_json=as_json), as_json=as_json)


def main() -> None:
    """The `adflow` command. Its imports are not looked through for garbage: half of their time."""
    gc.disable()
    app()
