"""`adflow brand …`: the commands and their options. As in `cli`, each imports its own work."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from agent.faces.cli_run import Json, owner, run, screen
from storage.settings import load_settings

app = typer.Typer(
    no_args_is_help=True,
    help="What all ads of a brand share. Next: adflow brand set NAME",
)
Name = Annotated[str, typer.Argument(help="The brand's name.")]


@app.command("list")
def list_brands(as_json: Json = False) -> None:
    """List your brand kits; new ads take the marked one.

    Next: adflow brand set NAME
    """
    from agent.faces.cli_brand import show_kits

    run(lambda: show_kits(load_settings(), owner(), screen, as_json=as_json), as_json=as_json)


@app.command("set")
def set_brand(
    name: Name,
    logo: Annotated[Path | None, typer.Option(help="Its logo: a picture file.")] = None,
    font: Annotated[Path | None, typer.Option(help="Its typeface: a TTF or OTF file.")] = None,
    primary: Annotated[str | None, typer.Option(help="Main colour, '#b4232a'.")] = None,
    accent: Annotated[str | None, typer.Option(help="Second colour, '#ffb000'.")] = None,
    tone: Annotated[
        Literal["warm", "bold", "elegant", "playful"] | None, typer.Option(help="How it speaks.")
    ] = None,
    cta: Annotated[str | None, typer.Option(help="What viewers should do.")] = None,
    offer: Annotated[str | None, typer.Option(help="An offer for the end card.")] = None,
    address: Annotated[str | None, typer.Option(help="Web address on the end card.")] = None,
    never: Annotated[
        list[str] | None,
        typer.Option(help="A word its ads never say, 'cheap*' with any ending; repeat for more."),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(help="Take a value away: logo, font, offer …; repeat for more."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Make a brand kit, or change what is given of one.

    New ads take your only kit, or the marked one. Next: adflow brand default NAME
    """
    from agent.faces.cli_brand import KitRequest, set_kit_up

    request = KitRequest(
        name=name, logo=logo, font=font, without=tuple(without or ()),
        fields={"primary": primary, "accent": accent, "tone": tone, "action": cta, "offer": offer,
                "address": address, "never": tuple(never) if never else None},
    )
    run(lambda: set_kit_up(load_settings(), owner(), request, screen, as_json=as_json),
        as_json=as_json)


@app.command("default")
def prefer(name: Name, as_json: Json = False) -> None:
    """Mark the brand kit that new ads take.

    Next: adflow ad PHOTO
    """
    from agent.faces.cli_brand import prefer_kit

    run(lambda: prefer_kit(load_settings(), owner(), name, screen, as_json=as_json),
        as_json=as_json)


@app.command("remove")
def remove(name: Name, as_json: Json = False) -> None:
    """Remove a brand kit; ads made with it keep it.

    Next: adflow brand list
    """
    from agent.faces.cli_brand import remove_kit

    run(lambda: remove_kit(load_settings(), owner(), name, screen, as_json=as_json),
        as_json=as_json)
