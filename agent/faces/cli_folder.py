"""Where the shell puts a film and its parts, and how it says so."""

from pathlib import Path

from rich.console import Console

from agent.faces.cli_draw import plain
from storage.records import Storyboard
from tools.pipeline.export import write_folder
from tools.pipeline.film import film_of, slug
from tools.pipeline.production import Production


def folder_of(board: Storyboard, out: Path | None) -> Path:
    """The folder that was asked for, or one below `out/` here."""
    return out or Path.cwd() / "out" / f"{slug(board.brief.name or 'ad')}-{board.project[:8]}"


async def write_film(
    production: Production, owner: str, board: Storyboard, folder: Path
) -> tuple[Path, ...]:
    """Write a version's film and its parts. Raises NotFound while it is not rendered."""
    film = film_of(board, production.plan(board), production.library, owner)
    return await write_folder(production, film, folder)


def tell_film(folder: Path, board: Storyboard, screen: Console) -> None:
    """Where the film is, and how to go on from it."""
    screen.print(f"The film is at [bold]{plain(str(folder / 'ad.mp4'))}[/]", soft_wrap=True)
    screen.print(f"Change it: adflow revise {board.project[:8]} \"make shot 2 warmer\"")


def show_pictures(
    production: Production, owner: str, board: Storyboard, screen: Console
) -> None:
    """Where the pictures are, so that somebody can look before the clips are bought."""
    pictures = production.pictures(owner, board)
    for number, shot in enumerate(board.shots, start=1):
        if shot.id in pictures:
            path = plain(str(production.path(pictures[shot.id])))
            screen.print(f"Picture {number}: {path}", soft_wrap=True)
