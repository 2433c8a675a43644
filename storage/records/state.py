"""What is known of one project at one moment: all that a brain needs to decide what comes next."""

from typing import Literal

from storage.records.base import Record
from storage.records.brand import BrandKit
from storage.records.brief import Brief, ProductLook
from storage.records.choices import Choices
from storage.records.page import ProductPage
from storage.records.quote import Quote, RenderProgress, Uncertain
from storage.records.storyboard import Storyboard
from storage.records.wish import Wish

Question = Literal[
    "photo", "name", "purpose", "audience", "action", "tone", "aspect", "logo"
]
QUESTIONS: tuple[Question, ...] = (
    "photo", "name", "purpose", "audience", "action", "tone", "aspect", "logo"
)


class State(Record):
    """One project as the catalogue knows it.

    `answered` are the questions that were answered or skipped; `page` a product page whose picture
    has not been chosen yet. `quote` is the newest one waiting for a yes, `render` the newest
    render. `versions` counts all storyboards, `newest` is the highest version (undo and redo move
    `storyboard` between them). `film` is a film without a product that is being asked about.
    `spent` in microdollars. `brands` are the names of the user's brand kits; `brand` is the
    storyboard's, or, while there is none, the one it will be written with.
    """

    project: str
    title: str
    brief: Brief = Brief()
    choices: Choices = Choices()
    product: ProductLook | None = None
    film: Wish | None = None
    answered: tuple[Question, ...] = ()
    page: ProductPage | None = None
    storyboard: Storyboard | None = None
    newest: int = 0
    can_undo: bool = False
    can_redo: bool = False
    quote: Quote | None = None
    render: RenderProgress | None = None
    film_version: int | None = None          # version of the newest finished film
    spent: int = 0
    brands: tuple[str, ...] = ()
    brand: BrandKit | None = None
    uncertain: tuple[Uncertain, ...] = ()    # jobs that may have been bought: the person decides

    @property
    def next_question(self) -> Question | None:
        """The first question neither answered, skipped nor known from the brand; None if none."""
        known = {"tone", "action", "logo"} if self.brand else set()
        return next((
            one for one in QUESTIONS if one not in self.answered
            and not (one in known and getattr(self.brand, one))
        ), None)
