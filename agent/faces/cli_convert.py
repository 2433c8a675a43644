"""`adflow convert`: a finished film in another file format, size or with a watermark."""

import asyncio
from pathlib import Path

from rich.console import Console

from agent.faces import cli_draw
from storage.records import Options
from storage.settings import Settings
from tools.media.deliver import Delivery, deliver
from tools.pipeline.export import make_folder
from tools.pipeline.film import film_of, slug
from tools.pipeline.production import Production
from tools.pipeline.projects import found
from tools.pipeline.storyboarding import current
from tools.providers.registry import catalog_of


async def convert_film(
    settings: Settings, owner: str, project: str, wanted: Delivery, out: Path | None,
    screen: Console, *, as_json: bool,
) -> int:
    """Write a project's present film as wanted. Raises NotFound while it is not rendered."""
    Options(watermark=wanted.watermark)
    production = Production(settings, catalog_of(settings))
    row = found(production, owner, project)
    board = current(production, owner, row.id)
    film = film_of(board, production.plan(board), production.library, owner)
    name = f"{slug(board.brief.name or 'film')}-{row.id[:8]}"
    target = out or Path.cwd() / "out" / f"{name}.{wanted.format}"
    if await asyncio.to_thread(target.is_dir):
        target = target / f"{name}.{wanted.format}"
    make_folder(target.parent)
    draft = target.with_name(f".{target.name}")
    await deliver(production.path(film.cut), wanted, draft, lambda _: None)
    await asyncio.to_thread(draft.replace, target)
    if as_json:
        size = (await asyncio.to_thread(target.stat)).st_size
        cli_draw.out({"project": row.id, "file": str(target), "bytes": size,
                      **wanted.model_dump()})
    else:
        screen.print(f"The film is at [bold]{cli_draw.plain(str(target))}[/]", soft_wrap=True)
    return 0
