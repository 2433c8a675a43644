"""Where the shell puts a film and its parts, and how it says so."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from agent.faces.cli_draw import plain
from agent.wording import animated
from storage.errors import NotFound
from storage.records import Storyboard
from tools.pipeline.clips import asked_for, clips_of
from tools.pipeline.export import copy_changed, make_folder, write_folder
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


def write_clips(
    production: Production, owner: str, board: Storyboard, shots: Sequence[int], folder: Path
) -> tuple[Path, ...]:
    """Write the clips of these shots, named as in the film's folder. Raises NotFound where one is
    not made, BadInput where there is no such shot, DiskFull, EnvironmentProblem."""
    jobs, library = production.plan(board), production.library
    asked = asked_for(board, jobs, lambda name: production.is_made(owner, name), shots)
    clips = clips_of(board, jobs, library, owner)
    found = {one.shot: one.asset for one in clips if one.asset}
    if missing := [one for one in asked if one not in found]:
        raise NotFound(f"The clip of shot {missing[0]} is not made yet.",
                       f"Make it: adflow animate --project {board.project[:8]} "
                       f"--shot {missing[0]}")
    make_folder(folder)
    written = []
    for number in asked:
        target = folder / f"scene_{number}.mp4"
        copy_changed(production.path(found[number]), target)
        written.append(target)
    return tuple(written)


def tell_clips(
    files: Sequence[Path], production: Production, owner: str, board: Storyboard, screen: Console
) -> None:
    """Where the clips are, and how many of the shots have theirs."""
    for file in files:
        screen.print(f"The clip is at [bold]{plain(str(file))}[/]", soft_wrap=True)
    clips = clips_of(board, production.plan(board), production.library, owner)
    left = [one.shot for one in clips if one.asset is None]
    screen.print(animated(len(clips), left, "en"))
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
