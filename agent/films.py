"""A finished film as it is shown: parts, scenes, sound, what it cost, its other versions."""

from collections.abc import Iterable

from agent.boards import Boards
from agent.events import FilmReady
from agent.shown import FilmVersion, Part, Scene
from storage.records import Asset, Plan, Storyboard
from tools.media.waveform import Heard
from tools.pipeline.film import Film, film_of
from tools.pipeline.hearing import hear
from tools.pipeline.production import Production


class Films:
    """Makes films' events for one owner."""

    def __init__(self, production: Production, owner: str, boards: Boards) -> None:
        self._production, self._owner, self._boards = production, owner, boards

    def film(self, board: Storyboard) -> Film:
        """A storyboard's film. Raises NotFound while a part is not made."""
        return film_of(board, self._boards.plan(board), self._production.library, self._owner)

    def hear(self, board: Storyboard) -> Heard | None:
        """What its sound looks like; the first time takes a moment."""
        sound = self._boards.asset(_mix(self._boards.plan(board)))
        return hear(self._production, sound) if sound else None

    def shown(self, render: str, board: Storyboard) -> FilmReady:
        """A finished film. Raises NotFound if a part is gone."""
        production, project = self._production, board.project
        film, sound, row = self.film(board), self.hear(board), production.projects.get(
            self._owner, project)
        takes = [production.library.take(self._owner, job.fingerprint)
                 for job in self._boards.plan(board).jobs]
        return FilmReady(
            render=render, project=project, version=board.version,
            title=row.title or board.brief.name, film=film.cut, poster=film.poster,
            parts=tuple(Part(name=name, asset=asset) for name, asset in film.parts),
            scenes=tuple(Scene(title=shot.use_case, beat=shot.beat, seconds=shot.seconds)
                         for shot in board.shots),
            cost=sum(take.cost for take in takes if take),
            spent=production.ledger.spent(self._owner, project),
            peaks=sound.peaks if sound else (), loudness=sound.loudness if sound else None,
            versions=tuple(self._versions(project)), current=row.head == board.version,
            recipe=board.recipe.name,
        )

    def _versions(self, project: str) -> Iterable[FilmVersion]:
        names = self._production.projects.version_names(project)
        for version in sorted(set(self._production.quotes.finished(project))):
            board = self._production.projects.storyboard(project, version)
            yield FilmVersion(
                version=version, name=names.get(version, ""), note=board.note,
                poster=self._poster(board),
            )

    def _poster(self, board: Storyboard) -> Asset | None:
        return self._boards.asset(self._boards.plan(board).shots[board.shots[0].id].get("picture"))


def _mix(jobs: Plan) -> str:
    """The job that is the film's whole sound."""
    return jobs.job(jobs.cut).inputs["mix"]
