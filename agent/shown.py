"""The parts of what a face is shown: shots, takes, ways, files, versions, lines of a list."""

from pydantic import Field

from storage.records import Asset, Beat, JobKind, Record, TakeKind
from tools.pipeline.shots import Standing


class TakeShown(Record):
    """One take of a shot's part: its number and, where it is made, what it became."""

    number: int
    asset: Asset | None


class Prompt(Record):
    """What a model is told to make a shot's part; `seed` is None where it chooses one itself."""

    kind: JobKind
    model: str
    words: str
    seed: int | None


class ShotShown(Record):
    """One shot on the board: how it stands, what can be played of it, which of its parts can be
    made anew, its takes by kind where there are several, the prompts as they are sent. `clip` is
    how long its clip is in seconds: 0 of one that is missing, None in a film without clips."""

    standing: Standing
    play: Asset | None = None
    parts: tuple[TakeKind, ...] = ()
    clip: float | None = None
    prompts: tuple[Prompt, ...] = ()
    takes: dict[TakeKind, tuple[TakeShown, ...]] = Field(default_factory=dict)


class Way(Record):
    """A cheaper way: what it is and what it gives up, in words; price in microdollars, seconds.

    `key` names it when it is chosen; its changes are found anew then.
    """

    key: str
    title: str
    gives_up: str
    price: int
    seconds: float


class Part(Record):
    """One file of the finished ad under the name it has in the parts folder."""

    name: str
    asset: Asset


class Scene(Record):
    """A stretch of the film: `seconds` long, `title` for people."""

    title: str
    beat: Beat
    seconds: float


class FilmVersion(Record):
    """A version whose film is made. `name` is what the person called it, `note` what changed."""

    version: int
    name: str
    note: str
    poster: Asset | None


class AtStakeShown(Record):
    """What deleting a project would remove; `megabytes` of media that only it needs."""

    project: str
    versions: int
    films: int
    megabytes: float


class Row(Record):
    """One line of a list; `version` is a version that can be gone to, `marked` one that is used."""

    cells: tuple[str, ...]
    version: int | None = None
    marked: bool = False
