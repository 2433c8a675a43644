"""The clips of a film's shots, one by one: which are asked for, which are made, which are missing.

A clip that is made for itself is the film's own: the film is joined from it and buys it no more.
"""

from collections.abc import Callable, Sequence
from typing import Literal

from storage.errors import BadInput
from storage.library import Library
from storage.records import Asset, Plan, Record, Remark, Storyboard
from tools.media.probe import audible

ClipState = Literal["done", "missing"]


class ClipTold(Record):
    """What is told of one shot's clip. `model` makes it by the words `motion_prompt`; `seconds` is
    its length, of a missing one how long it will be. `has_audio` and `generated_at` (ISO 8601 UTC)
    are None while it is missing."""

    shot: int
    title: str
    state: ClipState
    seconds: float
    model: str
    motion_prompt: str
    has_audio: bool | None
    generated_at: str | None


class Clip(ClipTold):
    """A clip as it lies in the library: `asset` is None while it is missing, `picture` is what it
    begins on, if that is made."""

    asset: Asset | None = None
    picture: Asset | None = None


def clips_of(board: Storyboard, jobs: Plan, library: Library, owner: str) -> tuple[Clip, ...]:
    """Each shot's clip, made or missing, in the film's order. Raises BadInput where there are
    none."""
    check_clips(board)
    found = list[Clip]()
    for number, shot in enumerate(board.shots, start=1):
        job = jobs.job(jobs.shots[shot.id]["clip"])
        take = library.take(owner, job.fingerprint)
        begins = library.take(owner, jobs.shots[shot.id].get("picture", ""))
        clip = Clip(
            shot=number, title=shot.use_case, state="missing", model=job.model,
            seconds=float(job.params.get("seconds", shot.seconds)),
            motion_prompt=str(job.params.get("prompt", "")), has_audio=None, generated_at=None,
            picture=begins.asset if begins else None,
        )
        if take is not None:
            clip = clip.model_copy(update={
                "state": "done", "asset": take.asset, "generated_at": take.made_at,
                "seconds": take.asset.seconds or clip.seconds,
                "has_audio": audible(library.path(take.asset)),
            })
        found.append(clip)
    return tuple(found)


def check_clips(board: Storyboard) -> None:
    """Raises BadInput for a film that has no clips."""
    if board.recipe.stills:
        moves = "Let the pictures move first: say “animate the pictures”."
        raise BadInput("This film holds its pictures: its shots have no clips.",
                       moves if board.recipe.models.clip else
                       "Ask for the film, or bring the pictures to life in a new one.")


def asked_for(
    board: Storyboard, jobs: Plan, is_made: Callable[[str], bool], shots: Sequence[int]
) -> tuple[int, ...]:
    """The numbers of the shots that are meant, rising; with none named those whose clip is missing.

    Raises BadInput where there is no such shot, or nothing is missing.
    """
    check_clips(board)
    count = len(board.shots)
    if wrong := [one for one in shots if not 1 <= one <= count]:
        raise BadInput(f"There is no shot {wrong[0]}: the film has {count}.",
                       f"Name shots from 1 to {count}.")
    if shots:
        return tuple(sorted(set(shots)))
    left = missing(board, jobs, is_made)
    if not left:
        raise BadInput("No clip is missing: every shot is animated.",
                       "Ask for the film; these clips go into it as they are.")
    return left


def missing(board: Storyboard, jobs: Plan, is_made: Callable[[str], bool]) -> tuple[int, ...]:
    """The numbers of the shots whose clip is not made, of a film that has clips."""
    return tuple(number for number, shot in enumerate(board.shots, start=1)
                 if not is_made(jobs.shots[shot.id]["clip"]))


def of_clips(remarks: Sequence[Remark], jobs: Plan) -> tuple[Remark, ...]:
    """The remarks that are about clips among these jobs."""
    made = {job.shot for job in jobs.jobs if job.kind == "clip"}
    shots = list(jobs.shots)
    return tuple(one for one in remarks if one.kind in ("bought_longer", "shortened")
                 and shots[one.shot - 1] in made)
