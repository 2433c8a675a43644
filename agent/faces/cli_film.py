"""What is done with one project in the shell: quote, approve, cancel, versions, export."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from rich.console import Console
from rich.table import Table

from agent.faces import cli_draw
from agent.faces.cli_ad import make_and_export
from agent.faces.cli_folder import folder_of, tell_clips, tell_film, write_clips, write_film
from agent.faces.cli_projects import production_of
from agent.wording import animated
from storage.errors import BadInput, NotFound
from storage.projects import Project
from storage.records import ENDED, Quote, QuotePart
from storage.settings import Settings
from tools.media.binary import find_ffmpeg
from tools.pipeline.archive import members, write_zip
from tools.pipeline.clips import missing
from tools.pipeline.production import Production, open_production
from tools.pipeline.projects import found
from tools.pipeline.storyboarding import current, version_named
from tools.providers.registry import catalog_of

STOPS_WITHIN = 10.0                      # seconds; what takes longer stops by itself


async def quote_film(
    settings: Settings, owner: str, project: str, screen: Console, *, as_json: bool,
    part: QuotePart | None = None, shots: Sequence[int] = (),
) -> int:
    """A new quote for what is shown, or a part of it, waiting for a yes. Nothing is made."""
    with production_of(settings) as production:
        row = found(production, owner, project)
        board = current(production, owner, row.id)
        offered = production.offer(owner, board, part, shots)
    if as_json:
        cli_draw.out({
            "project": row.id, "quote": offered.id, "version": offered.version,
            "part": offered.part, "shots": offered.shots,
            "price": offered.total, "seconds": offered.seconds,
            "made": len(offered.made), "reused": len(offered.lines) - len(offered.made),
            "lines": [one.model_dump(exclude={"fingerprint", "prompt"}) for one in offered.lines],
        })
        return 0
    cli_draw.storyboard(screen, board)
    cli_draw.quote(screen, offered)
    screen.print(f"Buy it: adflow approve {row.id[:8]}   Not: adflow cancel {row.id[:8]}")
    return 0


async def approve(
    settings: Settings, owner: str, project: str, out: Path | None, screen: Console,
    *, yes: bool, as_json: bool,
) -> int:
    """A yes to the quote that waits, or on with the render that had one; then the folder."""
    find_ffmpeg()
    async with open_production(settings, catalog_of(settings)) as production:
        row = found(production, owner, project)
        quote, approved = _to_go_on(production, row)
        board = production.projects.storyboard(row.id, quote.version)
        return await make_and_export(
            production, owner, board, quote, out, screen, yes=yes or approved, as_json=as_json)


def _to_go_on(production: Production, row: Project) -> tuple[Quote, bool]:
    """What waits for a yes, or had one and is not finished; and which. Raises BadInput."""
    quote, render = production.quotes.pending(row.id), production.quotes.newest_render(row.id)
    if quote is None and render is not None and render.status not in ENDED:
        return production.quotes.get(row.owner, render.id)[0], True
    quote = quote or (production.offer_after(render) if render else None)
    if quote is None:
        done = render is not None and render.whole and render.status == "done"
        raise BadInput(
            f"Nothing of {row.title or row.id[:8]} waits for a yes.",
            f"Its film: adflow export {row.id[:8]}" if done else
            f"Ask for the price: adflow quote {row.id[:8]}",
        )
    return quote, False


async def cancel(
    settings: Settings, owner: str, project: str, screen: Console, *, as_json: bool
) -> int:
    """Stop the render that is under way, or say no to the quote that waits."""
    async with open_production(settings, catalog_of(settings)) as production:
        row = found(production, owner, project)
        render = next((one for one in production.quotes.unended() if one.project == row.id), None)
        waiting = production.quotes.pending(row.id)
        if render is not None:
            await production.stop(owner, render.id)
            with suppress(TimeoutError):
                async with asyncio.timeout(STOPS_WITHIN):
                    async for _ in production.rendering.follow(render.id):
                        pass
            told = {"project": row.id, "render": render.id,
                    "status": production.quotes.render(render.id).status}
            said = "Stopped. What was finished is kept, and what is bought already comes in."
            if render.part == "clips":
                board = production.projects.storyboard(row.id, render.version)
                left = missing(board, production.plan(board),
                               lambda name: production.is_made(owner, name))
                said = f"{said} {animated(len(board.shots), left, 'en')}"
        elif waiting is not None:
            production.quotes.decide(waiting.id, "declined", f"shell:{owner}")
            told = {"project": row.id, "quote": waiting.id, "status": "declined"}
            said = "The offer is withdrawn; nothing was bought."
        else:
            raise BadInput(f"Nothing of {row.title or row.id[:8]} is under way.",
                           f"See it: adflow show {row.id[:8]}")
    if as_json:
        cli_draw.out(told)
    else:
        screen.print(said)
        screen.print(f"Go on: adflow quote {row.id[:8]}")
    return 0


async def list_versions(
    settings: Settings, owner: str, project: str, screen: Console, *, as_json: bool
) -> int:
    """All versions of a project's storyboard, oldest first."""
    with production_of(settings) as production:
        row = found(production, owner, project)
        names = production.projects.version_names(row.id)
        films = production.quotes.finished(row.id)
        rows = [
            {"version": one.version, "parent": one.parent, "name": names.get(one.version, ""),
             "note": one.note, "seconds": one.seconds, "film": one.version in films,
             "shown": one.version == row.head}
            for one in production.projects.versions(row.id)
        ]
    if as_json:
        cli_draw.out(rows)
        return 0
    if not rows:
        screen.print(f"There is no storyboard yet. Talk about it: adflow chat {row.id[:8]}")
        return 0
    table = Table()
    for heading in ("", "Version", "Called", "What changed", "Seconds", "Film"):
        table.add_column(heading)
    for one in rows:
        table.add_row(
            "→" if one["shown"] else "", str(one["version"]), cli_draw.plain(str(one["name"])),
            cli_draw.plain(str(one["note"])), f"{one['seconds']:g}", "yes" if one["film"] else "—")
    screen.print(table)
    screen.print(f"Go to one: adflow revise {row.id[:8]} \"go to version 1\"   "
                 f"Its film: adflow export {row.id[:8]} --version 1")
    return 0


async def animate(
    settings: Settings, owner: str, project: str, shots: Sequence[int], out: Path | None,
    screen: Console, *, yes: bool, as_json: bool,
) -> int:
    """The clips of some shots of a project, or all that are missing; without the film."""
    find_ffmpeg()
    async with open_production(settings, catalog_of(settings)) as production:
        row = found(production, owner, project)
        board = current(production, owner, row.id)
        quote = production.offer(owner, board, "clips", shots)
        return await make_and_export(
            production, owner, board, quote, out, screen, yes=yes, as_json=as_json)


async def export_clips(
    settings: Settings, owner: str, project: str, version: str, shots: Sequence[int],
    out: Path | None, screen: Console, *, as_json: bool,
) -> int:
    """Write the clips of some shots that are made. Nothing is made anew."""
    with production_of(settings) as production:
        row = found(production, owner, project)
        board = current(production, owner, row.id)
        if version:
            board = production.projects.storyboard(
                row.id, version_named(production, row.id, version))
        folder = folder_of(board, out)
        files = write_clips(production, owner, board, shots, folder)
        if as_json:
            cli_draw.out({"project": row.id, "version": board.version, "folder": str(folder),
                          "files": [one.name for one in files]})
        else:
            tell_clips(files, production, owner, board, screen)
    return 0


async def export(
    settings: Settings, owner: str, project: str, version: str, out: Path | None,
    archive: Path | None, screen: Console, *, as_json: bool,
) -> int:
    """Write a film that is made and its parts, into a folder or a ZIP. Nothing is made anew."""
    find_ffmpeg()
    with production_of(settings) as production:
        row = found(production, owner, project)
        films = production.quotes.finished(row.id)
        if not films:
            raise NotFound(f"{row.title or row.id[:8]} has no film yet.",
                           f"Make it: adflow approve {row.id[:8]}")
        wanted = version_named(production, row.id, version) if version else (
            row.head if row.head in films else films[-1])
        if wanted not in films:
            raise NotFound(f"Version {wanted} has no film.",
                           f"Versions with one: {', '.join(map(str, sorted(set(films))))}.")
        board = production.projects.storyboard(row.id, wanted)
        if archive is not None:
            render = next(one for one in reversed(production.quotes.renders(row.id))
                          if one.status == "done" and one.version == wanted)
            files = await members(production, owner, render.id)
            await asyncio.to_thread(write_zip, files, archive)
            names = tuple(name for name, _ in files)
        else:
            folder = folder_of(board, out)
            names = tuple(one.name for one in await write_film(production, owner, board, folder))
    told: dict[str, object] = {"project": row.id, "version": wanted, "files": list(names)}
    if as_json:
        where = {"zip": str(archive)} if archive else {
            "folder": str(folder), "film": str(folder / "ad.mp4")}
        cli_draw.out({**told, **where})
    elif archive is not None:
        screen.print(f"All of it is in [bold]{cli_draw.plain(str(archive))}[/]", soft_wrap=True)
    else:
        tell_film(folder, board, screen)
    return 0
