"""The commands of films without a product: their options, and what is said of them in `--help`."""

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from agent.faces.cli_run import Json, Out, Project, Shots, Yes, owner, run, screen
from storage.settings import load_settings
from tools.pipeline.film_options import FILM_OPTIONS, read


def _option(name: str, *flags: str) -> Any:
    """An option of the table, with its limits and help."""
    one = FILM_OPTIONS[name]
    low, high = one.limits
    whole = one.typed == "whole"
    return typer.Option(
        *flags, help=one.help("en"),
        min=int(low) if whole and low is not None else low,
        max=int(high) if whole and high is not None else high)


Style = Annotated[str, _option("style")]
Seed = Annotated[int | None, _option("seed")]
Size = Annotated[str, typer.Option(help="Size in pixels: 1280x720, 1920x1080, 720x1280 …")]
Aspect = Annotated[
    str, typer.Option(help="Shape: 16:9, 9:16, 1:1; or horizontal, vertical, square.")]
Script = Annotated[str, typer.Option(help="What a voice says; captions where there is no voice.")]
Voice = Annotated[str, _option("voice")]
Stability = Annotated[float | None, _option("stability")]
Similarity = Annotated[float | None, _option("similarity")]
Watermark = Annotated[str, _option("watermark")]
Captions = Annotated[bool, typer.Option("--captions", help="Write spoken lines into the picture.")]
Preview = Annotated[bool, _option("preview", "--preview")]
Providers = Annotated[
    str, typer.Option(help="Who makes what they can, with commas between; else the studio.")]
Model = Annotated[
    list[str] | None, typer.Option(help="A model for what it makes, or KIND=MODEL; repeat.")]
Template = Annotated[
    str, typer.Option(help="A story template by name; `adflow stories` lists them.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (flow, clip, pictures, animate, stories, convert):
        app.command()(command)


def _make(recipe: str, values: dict[str, Any], options: dict[str, Any], *, as_json: bool,
          **more: Any) -> None:
    from agent.faces.cli_recipes import FilmRequest, make_film

    models = tuple(more.pop("model") or ())
    request = FilmRequest(recipe=recipe, values=values, options=options, models=models,
                          as_json=as_json, **more)
    run(lambda: make_film(load_settings(), owner(), request, screen), as_json=as_json)


def flow(
    prompt: Annotated[str, typer.Argument(help="What the film shows.")] = "",
    seconds: Annotated[int, typer.Option(help="Length: 5, 10, 15, 30 or 60.")] = 30,
    style: Style = "", seed: Seed = None, size: Size = "", aspect: Aspect = "",
    script: Script = "", voice: Voice = "", stability: Stability = None,
    similarity: Similarity = None, captions: Captions = False, watermark: Watermark = "",
    preview: Preview = False, template: Template = "", providers: Providers = "",
    model: Model = None, out: Out = None, yes: Yes = False, as_json: Json = False,
) -> None:
    """Make one long, continuous film from a prompt.

    It comes in segments of five seconds. Styles: cinematic, cartoon, realistic, anime,
    3D render. Next: adflow revise PROJECT "add two more segments"
    """
    _make("continuous-flow",
          {"text": prompt, "seconds": seconds, "aspect": aspect, "script": script,
           "captions": captions, "preview": preview},
          {"style": style, "seed": seed, "size": size, "voice": voice, "stability": stability,
           "similarity": similarity, "watermark": watermark},
          template=template, providers=providers, model=model, out=out, yes=yes, as_json=as_json)


def clip(
    prompts: Annotated[list[str], typer.Argument(help="What each clip shows; one a clip.")],
    motion: Annotated[str, typer.Option(help="What happens in them; else from the prompt.")] = "",
    seconds: Annotated[float, typer.Option(min=1, max=60, help="Length of each clip.")] = 5,
    style: Style = "", size: Size = "", aspect: Aspect = "", seed: Seed = None,
    steps: Annotated[int | None, _option("steps")] = None,
    guidance: Annotated[float | None, _option("guidance")] = None,
    script: Script = "", voice: Voice = "", stability: Stability = None,
    similarity: Similarity = None, captions: Captions = False, watermark: Watermark = "",
    preview: Preview = False, providers: Providers = "", model: Model = None,
    out: Out = None, yes: Yes = False, as_json: Json = False,
) -> None:
    """Make a picture, a clip and a voice for each prompt; one film.

    Styles: photorealistic, artistic, anime, 3D. Next: adflow convert PROJECT --to webm
    """
    _make("clip-studio",
          {"clips": tuple(prompts), "motion": motion, "seconds": seconds, "aspect": aspect,
           "script": script, "captions": captions, "preview": preview},
          {"style": style, "seed": seed, "size": size, "steps": steps, "guidance": guidance,
           "voice": voice, "stability": stability, "similarity": similarity,
           "watermark": watermark},
          providers=providers, model=model, out=out, yes=yes, as_json=as_json)


def pictures(
    text: Annotated[str, typer.Argument(help="What is told: a text, or a file with one.")],
    seconds: Annotated[float, _option("seconds")] = 30,
    rate: Annotated[float, _option("images_per_second", "--rate")] = 0.5,
    style: Style = "", seed: Seed = None, size: Size = "", aspect: Aspect = "",
    session: Annotated[
        str, typer.Option(help="Films of one session share the art style chosen first.")] = "",
    new_style: Annotated[
        bool, typer.Option("--new-style", help="Choose the session's art style anew.")] = False,
    voice: Voice = "", stability: Stability = None, similarity: Similarity = None,
    captions: Captions = False, watermark: Watermark = "",
    preview: Preview = False, providers: Providers = "", model: Model = None,
    out: Out = None, yes: Yes = False, as_json: Json = False,
) -> None:
    """Make a film of pictures on a timeline from a text.

    It is exactly as long as asked for. Next: adflow convert PROJECT --to mp4
    """
    told = Path(text)
    if len(text) < 200 and told.suffix in (".txt", ".md") and told.is_file():
        text = told.read_text(encoding="utf-8")
    _make("timed-pictures",
          {"text": text, "seconds": seconds, "aspect": aspect, "captions": captions,
           "preview": preview},
          {"style": style, "seed": seed, "size": size, "images_per_second": rate, "voice": voice,
           "stability": stability, "similarity": similarity, "watermark": watermark},
          session=session, new_style=new_style, providers=providers, model=model, out=out, yes=yes,
          as_json=as_json)


def animate(
    picture: Annotated[
        list[Path] | None, typer.Argument(help="Pictures, in the film's order.")] = None,
    meta: Annotated[
        Path | None, typer.Option(help="JSON list of shots: picture, seconds, camera_language,"
                                       " energy, environment, symbolic_elements.")] = None,
    seconds: Annotated[float, typer.Option(min=1, max=60, help="Length of each shot.")] = 5,
    motion: Annotated[str, typer.Option(help="What happens in all of them.")] = "",
    camera: Annotated[str, _option("camera_language", "--camera")] = "",
    energy: Annotated[float | None, _option("energy")] = None,
    environment: Annotated[str, _option("environment")] = "",
    symbols: Annotated[str, _option("symbolic_elements", "--symbols")] = "",
    stills: Annotated[bool, _option("stills", "--stills")] = False,
    size: Size = "", aspect: Aspect = "", watermark: Watermark = "", preview: Preview = False,
    providers: Providers = "", model: Model = None, shot: Shots = None,
    project: Annotated[str, typer.Option(
        help="Animate shots of this project: those of --shot, else all missing ones.")] = "",
    out: Out = None, yes: Yes = False, as_json: Json = False,
) -> None:
    """Bring pictures to life: a clip for each, and one film.

    With --shot only that clip, with --project clips of a project that is there; the film takes
    them over. Next: adflow revise PROJECT "shot 2 slower"
    """
    if project:
        from agent.faces import cli_film

        if picture or meta:
            raise typer.BadParameter("Give pictures, or --project, but not both.")
        run(lambda: cli_film.animate(load_settings(), owner(), project, tuple(shot or ()), out,
                                     screen, yes=yes, as_json=as_json), as_json=as_json)
    _make("animate-shots",
          {"seconds": seconds, "motion": motion, "aspect": aspect, "stills": stills,
           "preview": preview},
          {"size": size, "watermark": watermark},
          moves={"camera_language": camera, "energy": energy, "environment": environment,
                 "symbolic_elements": read(FILM_OPTIONS["symbolic_elements"], symbols)},
          pictures=tuple(picture or ()), meta=meta, shots=tuple(shot or ()),
          providers=providers, model=model, out=out, yes=yes, as_json=as_json)


def convert(
    project: Project,
    to: Annotated[
        Literal["mp4", "mov", "webm", "gif"], typer.Option(help="Kind of file.")] = "mp4",
    quality: Annotated[
        Literal["low", "medium", "high"], typer.Option(help="480, 720 or all pixels.")] = "high",
    watermark: Watermark = "",
    out: Annotated[Path | None, typer.Option(help="The file, or a folder for it.")] = None,
    as_json: Json = False,
) -> None:
    """Write a finished film as MP4, MOV, WebM or GIF.

    Next: adflow export PROJECT for its parts
    """
    from agent.faces.cli_convert import convert_film
    from tools.media.deliver import Delivery

    wanted = Delivery(format=to, quality=quality, watermark=watermark)
    run(lambda: convert_film(load_settings(), owner(), project, wanted, out, screen,
                             as_json=as_json), as_json=as_json)


def stories(as_json: Json = False) -> None:
    """List the story templates.

    Your own are JSON files in the data folder's `stories`. Next: adflow flow --template NAME
    """
    from agent.faces import cli_draw
    from tools.pipeline.templates import stories as known

    async def show() -> int:
        found = known(load_settings().home)
        if as_json:
            cli_draw.out([one.model_dump() for one in found])
            return 0
        for one in found:
            screen.print(f"[bold]{cli_draw.plain(one.name)}[/]  {cli_draw.plain(one.title)}")
        return 0

    run(show, as_json=as_json)
