"""What the pipeline asks of whoever writes: with templates, or with an LLM.

Declared here so that tools never import the agent; the run context supplies it.
"""

from typing import Protocol

from storage.records import (
    Beat,
    Brief,
    Look,
    Mood,
    Plot,
    ProductLook,
    Shot,
    Storyboard,
    Wish,
)


class Writer(Protocol):
    """Writes the scenes of an ad."""

    async def write(self, brief: Brief, product: ProductLook) -> tuple[Shot, ...]:
        """Hook, Problem, Solution and CTA for the brief, in its language and length."""
        ...

    async def add(self, storyboard: Storyboard, after: int, beat: Beat, text: str) -> Shot:
        """One more shot for this film that says `text`; its id is new."""
        ...

    async def rewrite(self, storyboard: Storyboard, shot: Shot, because: str) -> Shot:
        """The shot described anew: picture, movement, light, sounds. Its words need not be kept."""
        ...

    async def plot(self, wish: Wish, lengths: tuple[float, ...]) -> Plot:
        """The scenes of a film without a product, as many as lengths in seconds, and their style:
        the one the wish names, else one that suits its text."""
        ...

    def ending(self, brief: Brief, product: ProductLook) -> str:
        """The picture on which the film ends, in words; asked after its scenes are written."""
        ...

    def look(self, brief: Brief) -> Look:
        """The look that suits a brief which names none; asked after its scenes are written."""
        ...

    def mood(self, brief: Brief) -> Mood:
        """The music that suits a brief which names none; asked after its scenes are written."""
        ...
