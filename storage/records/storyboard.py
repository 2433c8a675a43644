"""The storyboard: an immutable, versioned value from which everything else follows.

All choices (models, look, lengths, texts) are resolved in it; `plan(storyboard)` adds nothing.
Every change a person asks for is a function from one storyboard to the next.
"""

from typing import Literal

from pydantic import Field

from storage.records.asset import Asset
from storage.records.base import Record
from storage.records.brand import BrandKit
from storage.records.brief import Aspect, Brief, LogoLook, Look, Mood, Palette, ProductLook
from storage.records.options import Options
from storage.records.tones import branded

Beat = Literal["hook", "problem", "solution", "cta"]
Transition = Literal["cut", "zoom", "light", "push"]
Continuity = Literal["independent", "hand_off", "keyframes"]
FirstFrame = Literal["product", "prompt", "imagined", "given"]

# Of a film that shows no product: what is written on it is white with a warm accent.
PLAIN = Palette(
    dark="#0f1216", deep="#1b222b", brand="#2f6f8f", mid="#8fa6b5", wall="#d5dde2",
    light="#f3f5f6", accent="#ffb454", ink="#12161b", cool="#4a5864",
)
FRAME_SIZES: dict[Aspect, tuple[int, int]] = {
    "9:16": (1080, 1920),
    "1:1": (1080, 1080),
    "16:9": (1920, 1080),
}


class Motion(Record):
    """How the shot moves. `energy` 0–1: above 0.7 is dynamic, below 0.3 subtle."""

    camera_language: str = Field(
        default="", description="How the camera moves, such as slow push in.")
    energy: float = Field(
        default=0.5, ge=0, le=1,
        description="How lively it moves: above 0.7 is dynamic, below 0.3 subtle.")
    environment: str = Field(default="", description="What is around, such as soft studio light.")
    symbolic_elements: tuple[str, ...] = Field(
        default=(), description="Elements that carry meaning, with commas; the first two count.")


class AudioDesign(Record):
    """What is heard in the shot, in words for a sound model and for the person."""

    music: str = ""
    effects: str = ""
    dialogue: str = ""


class Overlay(Record):
    """The words drawn over the shot, by their role. Empty roles are not drawn.

    `headlines` are shown one after another and share the shot's time; `points` are struck through
    in a problem shot and ticked in the others; `kicker` is the small line above the headline;
    `button`, `offer` and `address` belong to the end card.
    """

    kicker: str = ""
    headlines: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    offer: str = ""
    button: str = ""
    address: str = ""

    def words(self) -> tuple[str, ...]:
        """All texts that are drawn, in reading order."""
        parts = (self.kicker, *self.headlines, *self.points, self.offer, self.button, self.address)
        return tuple(part for part in parts if part)


class Takes(Record):
    """Which take of each job the shot uses. Asking for another adds one to that number."""

    picture: int = Field(default=1, ge=1)
    clip: int = Field(default=1, ge=1)
    sound: int = Field(default=1, ge=1)
    future: int = Field(default=1, ge=1)
    voice: int = Field(default=1, ge=1)


class PinnedFrame(Record):
    """A frame that is kept as it was made: the asset, under the fingerprint of the job it was."""

    fingerprint: str
    asset: Asset


class Shot(Record):
    """One scene. `id` stays the same through all versions; `seconds` is its time in the film.

    `transition` leads into the next shot. `use_case` is a short title for people and file names.
    `clip_seconds` is the length of the clip that is bought for it, None where any length is made;
    `shortened_from` the seconds it was to last where a shorter clip was preferred. `own_picture` is
    an uploaded first frame in place of a made one. `clip_model` makes this shot's clip instead of
    the recipe's. `begins_on` is the frame its clip begins on whatever the shot before it becomes.
    """

    id: str
    beat: Beat
    seconds: float = Field(ge=1, le=60)
    clip_seconds: float | None = None
    shortened_from: float | None = None
    own_picture: Asset | None = None
    clip_model: str = ""
    begins_on: PinnedFrame | None = None
    use_case: str
    picture_prompt: str
    action: str = ""                         # what happens in the clip, for a clip model
    motion: Motion = Motion()
    lighting: str = ""                       # lighting and mood
    audio: AudioDesign = AudioDesign()
    voice_line: str = ""
    overlay: Overlay = Overlay()
    caption: str = ""                        # what captions say instead of what is spoken
    transition: Transition = "cut"
    takes: Takes = Takes()

    @property
    def spoken(self) -> str:
        """What captions in the picture say; empty where nothing is said."""
        return (self.caption or self.voice_line).strip()

    @property
    def ends_pinned(self) -> bool:
        """Whether its whole clip is kept, so that it ends on the last frame its model was given."""
        return self.clip_seconds is None or self.clip_seconds == self.seconds


class Models(Record):
    """Which provider and model makes each kind of job, as `provider/model`.

    Without a music model no bed is composed: the shots' sounds bring their own. Without one for
    sounds, shots have none of their own; without one for voices, lines are captions only. `future`
    imagines the picture that a shot ends on. A film of stills needs no clip model.
    """

    picture: str
    clip: str
    sound: str
    music: str = ""
    voice: str = ""
    future: str = ""


class Recipe(Record):
    """How a kind of film is made: a value, not a code path.

    `first_frame` says how a shot's first picture comes about: from the product as reference, from
    its words alone, imagined from the one before it, or given. `stills`: no clips are made, each
    picture is held for its shot's time.
    """

    name: str
    continuity: Continuity
    models: Models
    fps: int = 24
    first_frame: FirstFrame = "product"
    stills: bool = False


class Storyboard(Record):
    """One version of a project's film.

    `version` counts from 1 within the project; `parent` is the version it was made from, None for
    the first. `note` says in a few words what changed. `end_prompt` describes the picture on which
    the film ends, for films whose clips are given their last frames too. The look, mood and aspect
    here are the resolved ones; the brief keeps what the seller said.
    """

    project: str
    version: int = Field(ge=1)
    parent: int | None = None
    note: str = ""
    brief: Brief
    product: ProductLook | None = None       # none in films that show no product
    logo: LogoLook | None = None
    recipe: Recipe
    options: Options = Options()
    look: Look
    mood: Mood
    aspect: Aspect
    music_take: int = Field(default=1, ge=1)
    end_prompt: str = ""
    end_take: int = Field(default=1, ge=1)
    captions: bool = False                   # spoken lines are written into the picture
    brand: BrandKit | None = None
    shots: tuple[Shot, ...] = Field(min_length=1, max_length=60)

    @property
    def seconds(self) -> float:
        """Length of the finished film."""
        return sum(shot.seconds for shot in self.shots)

    @property
    def size(self) -> tuple[int, int]:
        """Frame width and height in pixels, even: those of its shape, or as its options say."""
        size = FRAME_SIZES[self.aspect]
        if self.options.resolution is None:
            return size
        scale = self.options.resolution / min(size)
        return 2 * round(size[0] * scale / 2), 2 * round(size[1] * scale / 2)

    @property
    def palette(self) -> Palette:
        """The film's colours: those measured of the product, with the brand's put in."""
        kit, measured = self.brand, self.product.palette if self.product else PLAIN
        return branded(measured, kit.primary, kit.accent) if kit else measured

    @property
    def end(self) -> Shot:
        """The film's last picture, as a shot that has no time of its own."""
        last = self.shots[-1]
        return last.model_copy(update={
            "id": "end", "use_case": "end", "takes": Takes(picture=self.end_take),
            "picture_prompt": self.end_prompt or last.picture_prompt,
        })

    def models_of(self, shot: Shot) -> Models:
        """Who makes a shot's parts: the recipe's models, or the shot's own."""
        models = self.recipe.models
        return models.model_copy(update={"clip": shot.clip_model}) if shot.clip_model else models

    def fresh_id(self) -> str:
        """An id for a shot that the next version adds."""
        taken = {shot.id for shot in self.shots}
        number = len(taken) + 1
        while (name := f"shot-{self.version + 1}-{number}") in taken:
            number += 1
        return name

    def place(self, shot: Shot) -> int:
        """Where a shot stands, counted from 0."""
        return self.shots.index(shot)

    def shot(self, shot_id: str) -> Shot:
        """The shot with this id; KeyError if it is not in this version."""
        return {shot.id: shot for shot in self.shots}[shot_id]
