"""`adflow ad`: the whole way from a photo to a folder, in the shell.

The same production, library and worker as the chat's. What the person did not answer is asked;
nothing is made before a yes, but for `--yes`.
"""

import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console

from agent.faces import cli_draw
from agent.faces.cli_folder import (
    folder_of,
    show_pictures,
    tell_clips,
    tell_film,
    write_clips,
    write_film,
)
from agent.faces.cli_run import goes_on_with
from agent.guided.writer import TemplateWriter
from agent.keys import check_keys
from agent.serve import a_worker
from storage.errors import AdFlowError, BadInput, Undecided
from storage.records import Asset, Quote, Storyboard
from storage.settings import Settings
from tools.media.binary import find_ffmpeg
from tools.pipeline import briefing
from tools.pipeline.export import make_folder
from tools.pipeline.keyring import with_kept_keys
from tools.pipeline.price import in_dollars
from tools.pipeline.production import Production, open_production
from tools.pipeline.storyboarding import first_storyboard
from tools.pipeline.writing import Writer
from tools.providers.product_page import read_product_page
from tools.providers.registry import catalog_of


@dataclass(frozen=True)
class AdRequest:
    """What was asked for on the command line; `fields` are those of the brief."""

    photo: str
    logo: str | None
    track: Path | None
    out: Path | None
    yes: bool
    as_json: bool
    fields: dict[str, Any] = field(default_factory=dict)


async def make_ad(settings: Settings, owner: str, request: AdRequest, screen: Console) -> int:
    """From photo to folder. Returns the exit code."""
    fields = {name: value for name, value in request.fields.items() if value not in ("", None, ())}
    briefing.checked_brief(fields)
    find_ffmpeg()                        # before anything is kept: without it there is no film
    catalog = catalog_of(settings)
    with with_kept_keys(settings, owner):
        check_keys(settings, catalog)
    async with open_production(settings, catalog) as production:
        photo, title = await _photo(production, owner, request.photo)
        fields = {"name": title, **fields, "photo": photo.sha256}
        if request.logo:
            fields["logo"] = (await _file(production, owner, request.logo)).sha256
        if request.track:
            track = briefing.take_in(production, owner, request.track, request.track.name)
            fields["track"] = track.sha256
        project = production.projects.create(owner, str(uuid.uuid4())).id
        briefing.change_brief(production, owner, project, fields)
        board = await first_storyboard(production, owner, project, writer_of(production, owner))
        quote = production.offer(owner, board)
        return await make_and_export(production, owner, board, quote, request.out, screen,
                           yes=request.yes, as_json=request.as_json)


def writer_of(production: Production, owner: str) -> Writer:
    """Who writes the scenes. For the guide, the SDK of language models is not loaded: 2 seconds."""
    if production.settings.chosen_brain == "guided":
        return TemplateWriter()
    from agent.brains import brain_of

    with production.keys.of(owner):
        return brain_of(production.settings, production.usage, production.catalog).writer


async def make_and_export(
    production: Production, owner: str, board: Storyboard, quote: Quote, out: Path | None,
    screen: Console, *, yes: bool, as_json: bool,
) -> int:
    """Show the storyboard and its quote, ask, render, write the folder. Returns the exit code."""
    goes_on_with(f"adflow approve {board.project[:8]}")
    if not as_json:
        cli_draw.storyboard(screen, board)
        cli_draw.quote(screen, quote)
    if not yes and not _asked(screen):
        production.quotes.decide(quote.id, "declined", owner)
        return 3
    paid = quote.total
    if quote.part == "pictures":
        await _render(production, owner, board, quote, screen, as_json=as_json)
        quote = production.offer(owner, board, "film")
        if not as_json:
            show_pictures(production, owner, board, screen)
            cli_draw.quote(screen, quote)
        if not yes and not _asked(screen):
            production.quotes.decide(quote.id, "declined", owner)
            return 3
        paid += quote.total
    folder = folder_of(board, out)
    make_folder(folder)
    if quote.part == "clips":
        return await _clips(production, owner, board, quote, folder, screen, as_json=as_json)
    await _render(production, owner, board, quote, screen, as_json=as_json)
    files = await write_film(production, owner, board, folder)
    if as_json:
        cli_draw.out({
            "project": board.project, "version": board.version, "folder": str(folder),
            "film": str(folder / "ad.mp4"), "files": [file.name for file in files],
            "made": len(quote.made), "reused": len(quote.lines) - len(quote.made),
            "price": paid,
        })
    else:
        tell_film(folder, board, screen)
    return 0


async def _clips(
    production: Production, owner: str, board: Storyboard, quote: Quote, folder: Path,
    screen: Console, *, as_json: bool,
) -> int:
    """Make the clips of a quote and write them. Returns the exit code."""
    await _render(production, owner, board, quote, screen, as_json=as_json)
    files = write_clips(production, owner, board, quote.shots, folder)
    if as_json:
        cli_draw.out({
            "project": board.project, "version": board.version, "folder": str(folder),
            "files": [file.name for file in files], "made": list(quote.clips(reused=False)),
            "reused": list(quote.clips(reused=True)), "price": quote.total,
        })
    else:
        tell_clips(files, production, owner, board, screen)
    return 0


def _asked(screen: Console) -> bool:
    return cli_draw.confirmed("Make it?", screen, default=True, do="accept the quote")


async def _render(
    production: Production, owner: str, board: Storyboard, quote: Quote, screen: Console,
    *, as_json: bool,
) -> None:
    if not quote.made:
        await production.approve(owner, quote.id, by=owner)
        return
    async with a_worker(production.settings):
        await production.approve(owner, quote.id, by=owner)
        with cli_draw.Bars(Console(quiet=True) if as_json else screen, board) as bars:
            async for progress in production.rendering.follow(quote.id):
                bars.move(progress)
    row = production.quotes.render(quote.id)
    uncertain = production.uncertain(owner, board.project)
    if row.status != "done" and uncertain:
        amount = in_dollars(sum(one.amount for one in uncertain))
        raise Undecided(
            f"{row.problem} May or may not have been bought: {amount}, which stays reserved.",
            f"Decide: adflow decide {board.project[:8]} check, again, or lost.",
        )
    if row.status != "done":
        raise AdFlowError(
            row.problem or "The film was not finished.",
            f"What was finished is kept. Go on: adflow quote {board.project[:8]}",
        )


async def _photo(production: Production, owner: str, given: str) -> tuple[Asset, str]:
    """The photo and a name for it: a file, a picture's address, or a product page's.

    Of a product page the first picture is taken.
    """
    if not _is_address(given):
        return await _file(production, owner, given), ""
    try:
        return await _file(production, owner, given), ""
    except BadInput:
        page = await read_product_page(given)
        return await _file(production, owner, page.pictures[0]), briefing.name_from(page)


async def _file(production: Production, owner: str, given: str) -> Asset:
    if not _is_address(given):
        return briefing.take_in(production, owner, Path(given), Path(given).name)
    return await briefing.take_in_address(production, owner, given)


def _is_address(given: str) -> bool:
    return "://" in given
