"""A storyboard as a board: how each shot stands, what can be played of it, which takes it has."""

from agent.events import StoryboardShown
from agent.shown import Prompt, ShotShown, TakeShown
from storage.records import Asset, Difference, Plan, RenderProgress, Shot, Storyboard, TakeKind
from tools.pipeline.gathering import KINDS, highest_takes
from tools.pipeline.production import Production
from tools.pipeline.shots import Standing, standings
from tools.providers.models import seed_of

MOST_TAKES = 6                           # shown of a part: the newest


def _length(clip: Asset | None, shot: Shot) -> float:
    return (clip.seconds or shot.seconds) if clip else 0.0


class Boards:
    """Makes boards for one owner. Plans are pure, so each is made once."""

    def __init__(self, production: Production, owner: str) -> None:
        self._production, self._owner = production, owner
        self._plans: dict[tuple[str, int], Plan] = {}

    def plan(self, board: Storyboard) -> Plan:
        """A saved storyboard's jobs."""
        key = (board.project, board.version)
        if key not in self._plans:
            self._plans[key] = self._production.plan(board)
        return self._plans[key]

    def asset(self, fingerprint: str | None) -> Asset | None:
        """What a job became, if it is made."""
        take = fingerprint and self._production.library.take(self._owner, fingerprint)
        return take.asset if take else None

    def standings(self, board: Storyboard, seen: RenderProgress | None) -> dict[str, Standing]:
        """How each shot stands; `seen` is the newest render of this version."""
        return standings(
            self.plan(board), lambda name: self._production.is_made(self._owner, name), seen)

    def shown(self, board: Storyboard, difference: Difference | None = None) -> StoryboardShown:
        """The board of a saved storyboard."""
        projects, quotes = self._production.projects, self._production.quotes
        jobs = self.plan(board)
        stand = self.standings(board, quotes.last_progress_of(board.project, board.version))
        highest = highest_takes(projects.versions(board.project))
        shots, pictures = {}, {}
        for shot in board.shots:
            made = {kind: self.asset(name) for kind, name in jobs.shots[shot.id].items()}
            if picture := made.get("picture"):
                pictures[shot.id] = picture
            shots[shot.id] = ShotShown(
                standing=stand[shot.id], play=made.get("master") or made.get("clip"),
                parts=_parts(jobs, shot),
                clip=_length(made["clip"], shot) if "clip" in made else None,
                prompts=_prompts(jobs, shot),
                takes={kind: self._takes(board, shot, kind, count) for kind in KINDS
                       if (count := highest.get((shot.id, kind), 1)) > 1},
            )
        return StoryboardShown(
            storyboard=board, pictures=pictures, shots=shots, difference=difference,
            current=projects.get(self._owner, board.project).head == board.version,
            redo=projects.child(board.project, board.version),
            name=projects.version_names(board.project).get(board.version, ""),
        )

    def _takes(
        self, board: Storyboard, shot: Shot, kind: TakeKind, count: int
    ) -> tuple[TakeShown, ...]:
        """The newest takes of a shot's part, by what they became where they are made."""
        return tuple(
            TakeShown(number=number, asset=self._take(board, shot, kind, number))
            for number in range(max(1, count - MOST_TAKES + 1), count + 1)
        )

    def _take(self, board: Storyboard, shot: Shot, kind: TakeKind, number: int) -> Asset | None:
        other = shot.model_copy(update={"takes": shot.takes.model_copy(update={kind: number})})
        shots = tuple(other if one.id == shot.id else one for one in board.shots)
        jobs = self._production.plan(board.model_copy(update={"shots": shots}))
        return self.asset(jobs.shots[shot.id].get(kind))


def _parts(jobs: Plan, shot: Shot) -> tuple[TakeKind, ...]:
    """What of a shot another take can be made of: its own jobs that a model makes.

    A picture that was given, or imagined from the one before, is none of them.
    """
    found = {name: jobs.job(fingerprint) for name, fingerprint in jobs.shots[shot.id].items()}
    return tuple(kind for kind in KINDS if kind in found and found[kind].kind == kind
                 and found[kind].provider != "house")


def _prompts(jobs: Plan, shot: Shot) -> tuple[Prompt, ...]:
    """What models are told for a shot, part by part; those that are told nothing in words, not."""
    found = (jobs.job(jobs.shots[shot.id][kind]) for kind in KINDS if kind in jobs.shots[shot.id])
    return tuple(
        Prompt(kind=job.kind, model=job.model, words=words, seed=seed_of(job))
        for job in found if (words := str(job.params.get("prompt", ""))))
