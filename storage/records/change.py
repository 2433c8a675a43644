"""Changes a person may ask for: each one is an operation on a storyboard.

Shots are named by their number in the film, counted from 1, as people do. Applying them is
`tools.pipeline.revise`; several in one sentence are applied in order and make one new version.
"""

from typing import Annotated, Literal

from pydantic import Field

from storage.records.base import Record
from storage.records.brief import Aspect, Look, Mood
from storage.records.storyboard import Beat, Continuity, Transition

TextRole = Literal["kicker", "headline", "point", "offer", "button", "address", "caption"]
TakeKind = Literal["picture", "clip", "sound", "future", "voice"]


class SetText(Record):
    """Write, replace or (with an empty text) drop words of a shot.

    `index` counts from 1 within headlines or points; one past the end adds a line. `replaces`, if
    given, finds the line by its present words instead of role and index.
    """

    op: Literal["text"] = "text"
    shot: int
    role: TextRole = "headline"
    index: int = 1
    text: str = Field(max_length=120)
    replaces: str = ""


class SetSeconds(Record):
    """Change how long a shot lasts."""

    op: Literal["seconds"] = "seconds"
    shot: int
    seconds: float


class SetLength(Record):
    """Change the length of the whole film; shots keep their proportions."""

    op: Literal["length"] = "length"
    seconds: float


class MoveShot(Record):
    """Move a shot to another place in the film."""

    op: Literal["move"] = "move"
    shot: int
    to: int


class RemoveShot(Record):
    """Take a shot out of the film."""

    op: Literal["remove"] = "remove"
    shot: int


class AddShot(Record):
    """Put a new shot after shot number `after` (0: at the start), saying `text`."""

    op: Literal["add"] = "add"
    after: int
    beat: Beat = "solution"
    text: str = Field(default="", max_length=120)
    seconds: float = 5


class RewriteShot(Record):
    """Describe a shot's picture and movement anew, as after a refusal.

    `because` is what is wrong with it, in the person's or the provider's words. Its words on
    screen, its length and its place stay.
    """

    op: Literal["rewrite"] = "rewrite"
    shot: int
    because: str = Field(default="", max_length=400)


class SetPicture(Record):
    """Describe what a shot's picture shows: subject, place, composition. In English.

    Light and mood are `light`, movement is `motion`; words on screen are never part of it.
    """

    op: Literal["picture"] = "picture"
    shot: int
    description: str = Field(min_length=1, max_length=1500)


class UsePicture(Record):
    """Use a picture, uploaded or at hand (content hash), as first frame; None: a made one."""

    op: Literal["own_picture"] = "own_picture"
    shot: int
    picture: str | None


class SetSound(Record):
    """Change what is heard in a shot: music and effects in English; what is None stays."""

    op: Literal["sound"] = "sound"
    shot: int
    music: str | None = Field(default=None, max_length=300)
    effects: str | None = Field(default=None, max_length=300)


class SetVoice(Record):
    """Change the line that is spoken in a shot, in the ad's language; empty: nothing is said."""

    op: Literal["voice"] = "voice"
    shot: int
    line: str = Field(max_length=300)


class DuplicateShot(Record):
    """Put a copy of a shot after it."""

    op: Literal["duplicate"] = "duplicate"
    shot: int


class SplitShot(Record):
    """Divide a shot in two, the first lasting `seconds`; null: in the middle."""

    op: Literal["split"] = "split"
    shot: int
    seconds: float | None = None


class AnotherTake(Record):
    """Make a part of a shot anew, otherwise unchanged: its picture, clip, sound or voice, or the
    `future` picture it ends on, where that is imagined."""

    op: Literal["take"] = "take"
    shot: int
    kind: TakeKind = "picture"


class ChooseTake(Record):
    """Go back to an earlier take of a shot's part, by its number from 1."""

    op: Literal["choose_take"] = "choose_take"
    shot: int
    kind: TakeKind = "picture"
    take: int = Field(ge=1)


class KeepNext(Record):
    """Keep all shots after this one as they are, though it changes: where clips hand over their
    last frame, the next goes on from the frame it has now."""

    op: Literal["keep_next"] = "keep_next"
    shot: int


class SetLight(Record):
    """Change a shot's lighting and mood, in words: warm, cool, bright, dark, golden, neon, soft."""

    op: Literal["light"] = "light"
    shot: int
    lighting: str = Field(max_length=120)


class SetMotion(Record):
    """Change how a shot moves: camera words, energy 0–1, surroundings, what happens in it (all in
    English); what is None stays."""

    op: Literal["motion"] = "motion"
    shot: int
    camera_language: str | None = None
    energy: float | None = Field(default=None, ge=0, le=1)
    environment: str | None = None
    action: str | None = Field(default=None, max_length=600)


class SetTransition(Record):
    """Change how a shot passes into the next one."""

    op: Literal["transition"] = "transition"
    shot: int
    transition: Transition


class SetLook(Record):
    """Change the look of the whole film."""

    op: Literal["look"] = "look"
    look: Look


class SetAspect(Record):
    """Change the frame's shape."""

    op: Literal["aspect"] = "aspect"
    aspect: Aspect


class SetMusic(Record):
    """Change the music: another mood, another take of it, or the seller's own track.

    `track` is the content hash of an uploaded sound; `composed` goes back from it to the
    composed bed.
    """

    op: Literal["music"] = "music"
    mood: Mood | None = None
    another_take: bool = False
    track: str | None = None
    composed: bool = False


class SetLogo(Record):
    """Use another logo (content hash of an uploaded picture), or none."""

    op: Literal["logo"] = "logo"
    logo: str | None


class SetProduct(Record):
    """Use another product photo (content hash of an uploaded picture)."""

    op: Literal["product"] = "product"
    photo: str


class SetCaptions(Record):
    """Whether the spoken lines are written into the picture, for people who watch without sound."""

    op: Literal["captions"] = "captions"
    burnt: bool


class SetModels(Record):
    """Use other models, by name (`provider/model`), each for what it makes; for one shot's clip if
    `shot` is given. `continuity` says how shots connect; None leaves that to the clip model."""

    op: Literal["models"] = "models"
    models: tuple[str, ...] = ()
    continuity: Continuity | None = None
    shot: int | None = None


class SetMakers(Record):
    """Have other providers make the film: `local` is the built-in studio, free."""

    op: Literal["makers"] = "makers"
    providers: tuple[str, ...]


class SetBrand(Record):
    """Use one of the user's brand kits, by name, or none."""

    op: Literal["brand"] = "brand"
    brand: str | None


class AddSegments(Record):
    """Go on with a film that shows no product: more scenes like its last, which show
    `text`."""

    op: Literal["segments"] = "segments"
    count: int = Field(default=1, ge=1, le=24)
    text: str = Field(default="", max_length=1500)


class SetOptions(Record):
    """Set options: style, seed, resolution (shorter side), watermark, voice, steps,
    guidance, stability, similarity; null: as the model likes."""

    op: Literal["options"] = "options"
    options: dict[str, str | float | None]


class SetTiming(Record):
    """Tell a stills film anew."""

    op: Literal["timing"] = "timing"
    seconds: float = Field(ge=1, le=120)
    images_per_second: float = Field(default=0.5, ge=0.1, le=1)


class SetStills(Record):
    """Whether pictures are held still, or brought to life by clips."""

    op: Literal["stills"] = "stills"
    stills: bool


class SetRecipe(Record):
    """Another recipe: continuous-flow, clip-studio, timed-pictures, animate-shots. Scenes stay."""

    op: Literal["recipe"] = "recipe"
    recipe: str = Field(max_length=40)


# Told apart by `op` alone: without it, `{"shot": 2}` could be taken for a removal.
Change = Annotated[
    (
        SetText
        | SetSeconds
        | SetLength
        | MoveShot
        | RemoveShot
        | AddShot
        | RewriteShot
        | SetPicture
        | UsePicture
        | SetSound
        | SetVoice
        | DuplicateShot
        | SplitShot
        | AnotherTake
        | ChooseTake
        | KeepNext
        | SetLight
        | SetMotion
        | SetTransition
        | SetLook
        | SetAspect
        | SetMusic
        | SetLogo
        | SetProduct
        | SetCaptions
        | SetModels
        | SetMakers
        | SetBrand
        | AddSegments
        | SetOptions
        | SetTiming
        | SetStills
        | SetRecipe
    ),
    Field(discriminator="op"),
]
