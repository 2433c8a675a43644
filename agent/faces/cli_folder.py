"""Where the shell puts a film and its parts, and how it says so."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from rich.console import Console

from agent.faces.cli_draw import plain
from agent.wording import animated
from storage.errors import NotFound
from storage.records import Asset, Storyboard
from tools.pipeline.clips import asked_for, missing
from tools.pipeline.export import copy_changed, make_folder, write_folder
from tools.pipeline.film import film_of, scene_file, slug
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


def write_clips(
    production: Production, owner: str, board: Storyboard, shots: Sequence[int], folder: Path
) -> tuple[Path, ...]:
    """Write the clips of these shots, named as in the film's folder. Raises NotFound where one is
    not made, BadInput where there is no such shot, DiskFull, EnvironmentProblem."""
    jobs = production.plan(board)
    made = dict[int, Asset]()
    for number in asked_for(board, jobs, partial(production.is_made, owner), shots):
        take = production.library.take(owner, jobs.shots[board.shots[number - 1].id]["clip"])
        if take is None:
            raise NotFound(f"The clip of shot {number} is not made yet.",
                           f"Make it: adflow animate --project {board.project[:8]} "
                           f"--shot {number}")
        made[number] = take.asset
    make_folder(folder)
    for number, asset in made.items():
        copy_changed(production.path(asset), folder / scene_file(number))
    return tuple(folder / scene_file(number) for number in made)


def show_clips(files: Sequence[Path], screen: Console) -> None:
    """Where clips are that were made without the film."""
    for file in files:
        screen.print(f"The clip is at [bold]{plain(str(file))}[/]", soft_wrap=True)


def tell_clips(
    files: Sequence[Path], production: Production, owner: str, board: Storyboard, screen: Console
) -> None:
    """Where the clips are, and how many of the shots have theirs."""
    show_clips(files, screen)
    left = missing(board, production.plan(board), partial(production.is_made, owner))
    screen.print(animated(len(board.shots), left, "en"))
    project = board.project[:8]
    screen.print(f"The missing ones: adflow animate --project {project}" if left else
                 f"Join them: adflow quote {project}, then adflow approve {project}")


def show_pictures(
    production: Production, owner: str, board: Storyboard, screen: Console
) -> None:
    """Where the pictures are, so that somebody can look before the clips are bought."""
    pictures = production.pictures(owner, board)
    for number, shot in enumerate(board.shots, start=1):
        if shot.id in pictures:
            path = plain(str(production.path(pictures[shot.id])))
            screen.print(f"Picture {number}: {path}", soft_wrap=True)
