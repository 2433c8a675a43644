"""All that a face can be told. A conversation yields these; a face draws them and decides nothing.

Events carry records and ids, never widgets or markup beyond light Markdown in `Said`.
"""

from storage.records import Asset, Quote, Record, RenderProgress, Storyboard, Uncertain
from storage.records.page import ProductPage


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
    """A storyboard to look at. `pictures` maps a shot's id to its picture where it is made."""

    storyboard: Storyboard
    pictures: dict[str, Asset]


class PicturesOffered(Record):
    """A product page's pictures; the person names one by its number, from 1."""

    page: ProductPage


class QuoteShown(Record):
    """A quote that waits for a yes. `summary` says in one or two sentences what it buys."""

    quote: Quote
    summary: str


class QuoteSettled(Record):
    """A quote that no longer waits: buttons for it go away."""

    quote: str
    approved: bool


class RenderMoved(Record):
    """A render's newest state; a face shows the highest `seq` it has seen."""

    progress: RenderProgress


class Part(Record):
    """One file of the finished ad under the name it has in the parts folder."""

    name: str
    asset: Asset


class FilmReady(Record):
    """A finished film, its poster picture and its parts."""

    render: str
    project: str
    version: int
    title: str
    film: Asset
    poster: Asset | None
    parts: tuple[Part, ...]


class UncertainShown(Record):
    """Jobs that may have been bought, all that are open now: a person decides about each."""

    jobs: tuple[Uncertain, ...]


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
    | QuoteSettled
    | RenderMoved
    | FilmReady
    | UncertainShown
    | Problem
)
