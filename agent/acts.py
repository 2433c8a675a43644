"""What a person can do besides talking: clicks on cards, commands, the settings panel.

An act names things by their ids and carries nothing else that is trusted: whether the ids are this
person's, and what follows from them, is found out where it is carried out (`agent.hands`).
"""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError, field_validator

from storage.records import Aspect, Language, Record, TakeKind

Id = Annotated[str, Field(min_length=1, max_length=80)]
OptionName = Annotated[str, Field(max_length=40)]
OptionValue = (bool | float | Annotated[str, Field(max_length=200)] | None
               | Annotated[tuple[Annotated[str, Field(max_length=80)], ...], Field(max_length=20)])
Topic = Literal[
    "brief", "storyboard", "quote", "versions", "spend", "models", "brand", "projects"]
TOPICS: tuple[Topic, ...] = (
    "brief", "storyboard", "quote", "versions", "spend", "models", "brand", "projects")


class Retake(Record):
    """Make a shot's picture, clip or sound anew. `version` is the storyboard it was clicked in."""

    act: Literal["retake"] = "retake"
    project: Id
    version: int
    shot: Id
    kind: TakeKind


class UseTake(Record):
    """Use another take of a shot's part, by its number from 1."""

    act: Literal["use_take"] = "use_take"
    project: Id
    version: int
    shot: Id
    kind: TakeKind
    take: int = Field(ge=1)


class Animate(Record):
    """Ask what the clip of one shot costs, without the film; nothing is bought by it."""

    act: Literal["animate"] = "animate"
    project: Id
    version: int
    shot: Id


class GoTo(Record):
    """Go to another version: undo, redo, a film that was made before."""

    act: Literal["go_to"] = "go_to"
    project: Id
    version: int


class AskCheaper(Record):
    """Ask for cheaper ways to get what a quote offers."""

    act: Literal["cheaper"] = "cheaper"
    quote: Id


class TakeWay(Record):
    """Take a cheaper way, by the key it was shown with."""

    act: Literal["way"] = "way"
    quote: Id
    key: Id


class TakeAtHand(Record):
    """Take the picture that a quote says is at hand."""

    act: Literal["at_hand"] = "at_hand"
    quote: Id


class LookUp(Record):
    """Look something up in the books; no language model is asked."""

    act: Literal["look_up"] = "look_up"
    topic: Topic


class OpenProject(Record):
    """Go on with another project of the person's in this conversation."""

    act: Literal["open_project"] = "open_project"
    project: Id


class RenameProject(Record):
    """Give a project another title."""

    act: Literal["rename_project"] = "rename_project"
    project: Id
    title: str = Field(max_length=200)


class CopyProject(Record):
    """Copy a project with all its versions, and go on with the copy."""

    act: Literal["copy_project"] = "copy_project"
    project: Id


class AskDelete(Record):
    """Ask to delete a project: what would go is shown, nothing is deleted."""

    act: Literal["ask_delete"] = "ask_delete"
    project: Id


class DeleteProject(Record):
    """Delete the project that was asked about right before this; any other is refused."""

    act: Literal["delete_project"] = "delete_project"
    project: Id


class Arrange(Record):
    """Change what the settings panel shows; what is not given stays.

    `budget` in dollars, None for none, also as people write it; `makers` with commas between.
    `film` are options of a film without a product, by name, as they were typed.
    """

    act: Literal["arrange"] = "arrange"
    aspect: Aspect | None = None
    makers: str | None = Field(default=None, max_length=80)
    clip_model: str | None = Field(default=None, max_length=80)
    picture_model: str | None = Field(default=None, max_length=80)
    film: dict[OptionName, OptionValue] = Field(default_factory=dict, max_length=20)
    budget: float | None = Field(default=None, ge=0, le=1_000_000, allow_inf_nan=False)
    still_gate: bool | None = None
    captions: bool | None = None
    language: Language | None = None

    @field_validator("budget", mode="before")
    @classmethod
    def _amount(cls, given: object) -> object:
        """`$5`, `5,50` and nothing are amounts, too."""
        if not isinstance(given, str):
            return given
        return given.strip(" $€").replace(",", ".") or None


Act = Annotated[
    Retake | UseTake | Animate | GoTo | AskCheaper | TakeWay | TakeAtHand | LookUp | OpenProject
    | RenameProject | CopyProject | AskDelete | DeleteProject | Arrange, Field(discriminator="act")
]
_ACT: TypeAdapter[Act] = TypeAdapter(Act)


def act_of(given: object) -> Act | None:
    """An act from what a page sent; None for what is none."""
    try:
        return _ACT.validate_python(given)
    except ValidationError:
        return None


def command(text: str) -> LookUp | None:
    """The command that a message is, as `/spend`; None for all other messages."""
    name = text.strip().removeprefix("/").casefold()
    topic = next((one for one in TOPICS if one == name), None)
    return LookUp(topic=topic) if topic and text.strip().startswith("/") else None
