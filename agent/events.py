"""All that a face can be told. A conversation yields these; a face draws them and decides nothing.

Events carry records and ids, never widgets or markup beyond light Markdown in `Said`.
"""

from pydantic import Field

from agent.shown import AtStakeShown, FilmVersion, Part, Row, Scene, ShotShown, Way
from storage.ledger import Left
from storage.records import (
    Asset,
    Difference,
    Quote,
    Record,
    RenderProgress,
    Storyboard,
    Uncertain,
)
from storage.records.page import ProductPage
from tools.pipeline.clips import Clip
from tools.pipeline.projects import Listed as ListedProject
from tools.pipeline.shots import Standing


class Said(Record):
    """A piece of what the director says, Markdown; pieces of one message share `message`."""

    message: str
    text: str


class Working(Record):
    """The director does something that takes a moment; `label` is a short phrase for people."""

    label: str


class FileTaken(Record):
    """A file the person gave was taken in; `name` is the name it came with."""

    name: str
    asset: Asset


class StoryboardShown(Record):
    """A storyboard to look at. `pictures` and `shots` map a shot's id to its picture, where it is
    made, and to how it stands.

    `current`: it is the version that is worked on. `redo` is the version that leads forward again,
    `name` what the person called this one, `difference` what the change that led here touches.
    """

    storyboard: Storyboard
    pictures: dict[str, Asset]
    shots: dict[str, ShotShown] = Field(default_factory=dict)
    current: bool = True
    redo: int | None = None
    name: str = ""
    difference: Difference | None = None


class PicturesOffered(Record):
    """A product page's pictures; the person names one by its number, from 1."""

    page: ProductPage


class QuoteShown(Record):
    """A quote that waits for a yes. `summary` says in one or two sentences what it buys.

    `reused` are the numbers of shots of which nothing is made anew; `left` what the budgets that
    are set have left before it; `cheaper`: whether it makes sense to ask for cheaper ways.
    """

    quote: Quote
    summary: str
    reused: tuple[int, ...] = ()
    left: tuple[Left, ...] = ()
    cheaper: bool = False


class CheaperShown(Record):
    """The cheaper ways there are to what a quote offers, the dearest first; there may be none."""

    quote: str
    ways: tuple[Way, ...]


class QuoteSettled(Record):
    """A quote that no longer waits: buttons for it go away."""

    quote: str
    approved: bool


class RenderMoved(Record):
    """A render's newest state; a face shows the highest `seq` it has seen.

    `shots` says how each shot of that version stands, by its id; `links` which kinds of jobs go
    into which.
    """

    progress: RenderProgress
    project: str = ""
    version: int = 0
    shots: dict[str, Standing] = Field(default_factory=dict)
    links: tuple[tuple[str, str], ...] = ()


class FilmReady(Record):
    """A finished film, its poster picture and its parts.

    `cost` is what its parts cost, `spent` what the project did, in microdollars. `peaks` are the
    loudest samples of equal stretches of its sound, 0–100; `loudness` in LUFS where it was
    measured. `versions` are all of the project whose film is made, this one included.
    """

    render: str
    project: str
    version: int
    title: str
    film: Asset
    poster: Asset | None
    parts: tuple[Part, ...]
    scenes: tuple[Scene, ...] = ()
    cost: int = 0
    spent: int = 0
    peaks: tuple[int, ...] = ()
    loudness: float | None = None
    versions: tuple[FilmVersion, ...] = ()
    current: bool = True
    recipe: str = "product-ad"


class ClipsShown(Record):
    """Clips that a render made for themselves, without the film. `text` tells in a sentence how
    many of the film's shots have theirs, and which are missing."""

    render: str
    project: str
    version: int
    clips: tuple[Clip, ...]
    text: str


class Listed(Record):
    """Something that was looked up, as a table. Without `columns` its first cells are names."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    project: str = ""


class ProjectsShown(Record):
    """The person's projects, newest first; `here` is the one that is talked about.

    `again`: the card that stands is changed. `asking` is what a yes would delete.
    """

    here: str
    projects: tuple[ListedProject, ...]
    again: bool = False
    asking: AtStakeShown | None = None


class UncertainShown(Record):
    """Jobs that may have been bought, all that are open now: a person decides about each."""

    jobs: tuple[Uncertain, ...]


class Noted(Record):
    """Something small was done; it is told in passing and is no part of the talk."""

    text: str


class Problem(Record):
    """Something could not be done: what and where, and what to do next."""

    message: str
    next_step: str = ""


Event = (
    Said
    | Working
    | FileTaken
    | StoryboardShown
    | PicturesOffered
    | QuoteShown
    | CheaperShown
    | QuoteSettled
    | RenderMoved
    | FilmReady
    | ClipsShown
    | Listed
    | ProjectsShown
    | Noted
    | UncertainShown
    | Problem
)
