"""What a person chose for one ad beside its brief: its makers, its price, how it is made."""

from pydantic import Field

from storage.records.base import Record


class Choices(Record):
    """Choices of one project; what is None or empty is as the settings say.

    `makers` are the providers of a new storyboard, `clip_model` (`provider/model`) the clip model
    in place of theirs. `budget` in microdollars is a hard limit for all that the project may cost.
    `still_gate`: pictures that have to be bought are shown before clips are bought. `captions`:
    spoken lines are written into the picture. `recipe` names a recipe other than the product ad's;
    `art_style` is how its pictures look, kept for the next film of the conversation until reset.
    """

    makers: tuple[str, ...] = ()
    clip_model: str = ""
    budget: int | None = Field(default=None, ge=0)
    still_gate: bool | None = None
    captions: bool = False
    recipe: str = ""
    art_style: str = ""
