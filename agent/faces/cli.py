"""The shell: `adflow ad`, `chat`, `serve`, `revise`, `quote`, `approve`, `export`, `models` …

A thin face: it draws, asks and passes on. Exit codes: 0 done, 1 something went wrong (a sentence
says what), 2 wrong usage, 3 you said no, 130 interrupted (the render can be gone on with).
Each command imports its own work when it is called, so that `adflow serve` is up at once.
"""

import gc
import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from agent.faces import cli_recipe_commands as recipe_commands
from agent.faces.cli_brand_commands import app as brand_app
from agent.faces.cli_film_commands import app as film_app
from agent.faces.cli_keys import app as keys_app
from agent.faces.cli_project import app as project_app
from agent.faces.cli_run import Json, Out, Yes, owner, run, screen
from agent.faces.cli_user import app as user_app
from agent.serve import serve as serve_for_ever
from storage.settings import load_settings

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="A product photo becomes a finished ad. Next: adflow ad PHOTO, or adflow chat",
    epilog="Exit codes: 0 done, 1 a problem, 2 wrong usage, 3 you said no, 130 Ctrl-C.",
)
app.add_typer(film_app)
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
        list[str] | None, typer.Option(help="A model for what it makes, or KIND=MODEL; repeat.")
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
    """Make an ad from a product photo, after your yes to a quote.

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
def chat(
    project: Annotated[
        str | None, typer.Argument(help="A project to go on with; else a new one is begun.")
    ] = None,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Talk to the director here, in the terminal.

    A picture is given by its path, the quote is answered with yes or no, and Ctrl-C loses
    nothing. Next: adflow versions PROJECT, or adflow chat PROJECT to go on
    """
    from agent.faces.cli_chat import talk

    run(lambda: talk(load_settings(), owner(), project, out, screen, as_json=as_json),
        as_json=as_json)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    as_json: Json = False,
) -> None:
    """Open the chat in the browser, with its worker, until Ctrl-C.

    Next: open the address that it prints; adflow user add NAME lets others in
    """
    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}

    from agent.address import check_host

    async def go() -> int:
        settings = load_settings().model_copy(update=given)
        check_host(settings)
        await serve_for_ever(settings, ready)
        return 0

    def ready(address: str) -> None:
        if as_json:
            typer.echo(json.dumps({"address": address}))
        screen.print(f"AdFlow is at [bold]{address}[/]  (Ctrl-C stops it; nothing is lost)")

    run(go, as_json=as_json)


@app.command()
def worker() -> None:
    """Run only the worker; `adflow serve` starts one by itself.

    Next: adflow serve, where the chat is to be
    """
    from agent.work import main as work

    work()


@app.command("mcp")
def mcp_server() -> None:
    """Let another assistant drive AdFlow, by MCP over stdio.

    An MCP client starts this itself; docs/mcp.md has what it needs. Next: adflow doctor
    """
    from agent.faces.mcp_stdio import over_stdio  # the one place where a face starts another

    run(lambda: over_stdio(load_settings(), owner(), screen))


@app.command()
def models(as_json: Json = False) -> None:
    """List the models: what they make, their prices and lengths.

    Next: adflow ad PHOTO --model NAME
    """
    from agent.faces.cli_money import list_models

    run(lambda: list_models(load_settings(), screen, as_json=as_json), as_json=as_json)


@app.command()
def spend(
    by: Annotated[
        Literal["project", "day", "provider"], typer.Option(help="How to add it up.")
    ] = "project",
    as_json: Json = False,
) -> None:
    """Show what was spent and is held, and what budgets have left.

    Budgets are set with ADFLOW_BUDGET_DAY and its kin. Next: adflow audit
    """
    from agent.faces.cli_money import show_spend

    run(lambda: show_spend(load_settings(), owner(), by, screen, as_json=as_json), as_json=as_json)


@app.command()
def audit(
    project: Annotated[
        str | None, typer.Argument(help="A project's id, or its beginning; else all.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List all that was ordered, and what became of it.

    Next: adflow spend, or adflow decide PROJECT check
    """
    from agent.faces.cli_audit import show_audit

    run(lambda: show_audit(load_settings(), owner(), project, screen, as_json=as_json),
        as_json=as_json)


@app.command()
def doctor(as_json: Json = False) -> None:
    """Check what an ad needs: FFmpeg, disk, brain, keys, accounts.

    It costs nothing. Next: adflow ad PHOTO
    """
    from agent.faces.cli_doctor import examine

    run(lambda: examine(load_settings(), screen, as_json=as_json), as_json=as_json)


def main() -> None:
    """The `adflow` command. Its imports are not looked through for garbage: half of their time."""
    gc.disable()
    app()
