"""The brief: what the seller told us, and what was seen in the product photo and the logo."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from storage.records.asset import Asset
from storage.records.base import Record

Aspect = Literal["9:16", "1:1", "16:9"]
Tone = Literal["warm", "bold", "elegant", "playful"]
Look = Literal["noir", "daylight", "pop"]
Mood = Literal["warm", "bold", "calm"]
Language = Literal["en", "de"]
Never = Annotated[
    tuple[Annotated[str, StringConstraints(min_length=1, max_length=60)], ...],
    Field(max_length=60),
]

MIN_SECONDS, MAX_SECONDS = 8, 120


class Brief(Record):
    """What the ad is to be about. Only the photo is needed; all else has a default.

    Texts are as the seller wrote them. `seconds` is the length of the finished film. `look` and
    `mood` are None until the seller (or, when the storyboard is written, the tone) decides. `never`
    are words and phrases that the ad must not say; a star at a word's end stands for any ending.
    """

    photo: Asset | None = None
    logo: Asset | None = None
    track: Asset | None = None              # the seller's own music, instead of the composed bed
    name: str = Field(default="", max_length=60)
    purpose: str = Field(default="", max_length=300)     # what it is for
    audience: str = Field(default="", max_length=200)
    action: str = Field(default="", max_length=80)       # what the viewer should do
    offer: str = Field(default="", max_length=80)
    address: str = Field(default="", max_length=120)     # shown on the end card
    benefits: tuple[str, ...] = Field(default=(), max_length=4)
    tone: Tone | None = None
    look: Look | None = None
    mood: Mood | None = None
    aspect: Aspect = "9:16"
    seconds: int = Field(default=30, ge=MIN_SECONDS, le=MAX_SECONDS)
    language: Language = "en"
    never: Never = ()
    prompt: str = Field(default="", max_length=8000)     # of a film that shows no product


class Box(Record):
    """A rectangle as fractions of width and height: left, top, right, bottom, each 0–1."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Right minus left."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Bottom minus top."""
        return self.bottom - self.top

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Palette(Record):
    """Colours derived from the product, each `#rrggbb`.

    `deep` to `light` are one hue from dark to light; `brand` is the product's own tone at text
    strength, `accent` its bright companion, `ink` near-black for text on `light`, `cool` the
    desaturated colour of the problem scene.
    """

    dark: str
    deep: str
    brand: str
    mid: str
    wall: str
    light: str
    accent: str
    ink: str
    cool: str


class ProductLook(Record):
    """What the studio sees in the product photo.

    `cutout` says how the product can be lifted off its backdrop: by the photo's own `alpha`, by a
    uniform backdrop (`flood`), or not at all (`card`: the photo is used whole and as a rounded
    card). `box` is where the product stands in the photo; `aspect` its width over its height;
    `flat_foot` whether it stands on a flat base (then a reflection is believable); `room` the
    fraction of the photo free of product at left, top, right, bottom.
    """

    cutout: Literal["alpha", "flood", "card"]
    confidence: float
    aspect: float
    box: Box
    flat_foot: bool
    palette: Palette
    room: tuple[float, float, float, float]


class LogoLook(Record):
    """What the studio sees in the logo: `alpha` false means it sits on an opaque field.

    `colours` are `#rrggbb`, most used first; `dark` whether the mark itself is dark (then it needs
    a light field or is drawn in white on a dark one).
    """

    alpha: bool
    aspect: float
    colours: tuple[str, ...]
    dark: bool
