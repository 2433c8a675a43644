"""`adflow ad`: the whole way from a photo to a folder, in the shell.

The same production, library and worker as the chat's. What the person did not answer is asked;
nothing is made before a yes, but for `--yes`.
"""

import signal
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.prompt import Confirm

from agent.faces import cli_draw
from agent.guided.writer import TemplateWriter
from agent.keys import check_keys
from agent.serve import a_worker
from storage.errors import AdFlowError, BadInput, Undecided
from storage.records import Asset, Quote, Storyboard
from storage.settings import Settings
from tools.media.binary import find_ffmpeg
from tools.pipeline import briefing
from tools.pipeline.export import make_folder, write_folder
from tools.pipeline.film import film_of, slug
from tools.pipeline.keyring import with_kept_keys
from tools.pipeline.price import in_dollars
from tools.pipeline.production import Production, open_production
from tools.pipeline.storyboarding import first_storyboard
from tools.pipeline.writing import Writer
from tools.providers.product_page import fetch_picture, read_product_page
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
        project = production.projects.create(owner, f"shell-{uuid.uuid4().hex}").id
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
            await _show_pictures(production, owner, board, screen)
            cli_draw.quote(screen, quote)
        if not yes and not _asked(screen):
            production.quotes.decide(quote.id, "declined", owner)
            return 3
        paid += quote.total
    folder = out or Path.cwd() / "out" / f"{slug(board.brief.name or 'ad')}-{board.project[:8]}"
    make_folder(folder)
    await _render(production, owner, board, quote, screen, as_json=as_json)
    film = film_of(board, production.plan(board), production.library, owner)
    files = await write_folder(production, film, folder)
    if as_json:
        cli_draw.out({
            "project": board.project, "version": board.version, "folder": str(folder),
            "film": str(folder / "ad.mp4"), "files": [file.name for file in files],
            "made": len(quote.made), "reused": len(quote.lines) - len(quote.made),
            "price": paid,
        })
    else:
        where = cli_draw.plain(str(folder / "ad.mp4"))
        screen.print(f"The film is at [bold]{where}[/]", soft_wrap=True)
        screen.print(f"Change it: adflow revise {board.project[:8]} \"make shot 2 warmer\"")
    return 0


async def _show_pictures(
    production: Production, owner: str, board: Storyboard, screen: Console
) -> None:
    """Where the pictures are, so that somebody can look before the clips are bought."""
    pictures = production.pictures(owner, board)
    for number, shot in enumerate(board.shots, start=1):
        if shot.id in pictures:
            path = cli_draw.plain(str(production.path(pictures[shot.id])))
            screen.print(f"Picture {number}: {path}", soft_wrap=True)


def _asked(screen: Console) -> bool:
    """The person's answer. Ctrl-C while it waits leaves at once, as the loop's own would not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return Confirm.ask("Make it?", console=screen, default=True)
    except EOFError as exc:
        raise BadInput("Nobody is there to answer.", "Add --yes to accept the quote.") from exc
    finally:
        signal.signal(signal.SIGINT, before)


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
            "What was finished is kept: the same command goes on from there.",
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
    name = given.rsplit("/", 1)[-1]
    return briefing.take_in(production, owner, await fetch_picture(given), name)


def _is_address(given: str) -> bool:
    return "://" in given
