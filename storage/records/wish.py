"""What a person wants filmed beside a product: a prompt, a text, prompts for clips, pictures.

A wish is taken down once; the storyboard made from it holds all that counts afterwards.
"""

from pydantic import Field

from storage.records.asset import Asset
from storage.records.base import Record
from storage.records.brief import Aspect, Language
from storage.records.options import Options
from storage.records.storyboard import Motion

MOST_TEXT, MOST_CLIPS = 8000, 60


class GivenShot(Record):
    """A picture that is to move, with what is known of it. `seconds` None is as the film says."""

    picture: Asset
    title: str = Field(default="", max_length=60)
    prompt: str = Field(default="", max_length=1500)
    motion: Motion = Motion()
    seconds: float | None = Field(default=None, ge=1, le=60)


class Wish(Record):
    """A film without a product. `text` is its prompt, or what is told in it.

    `clips` are the prompts of several clips, `motion` says what happens in them, `script` is
    spoken. `seconds` is the film's length, for clips and pictures each one's. `look` of None is
    chosen by who writes.
    """

    recipe: str
    text: str = Field(default="", max_length=MOST_TEXT)
    clips: tuple[str, ...] = Field(default=(), max_length=MOST_CLIPS)
    motion: str = Field(default="", max_length=1500)
    script: str = Field(default="", max_length=MOST_TEXT)
    shots: tuple[GivenShot, ...] = Field(default=(), max_length=MOST_CLIPS)
    seconds: float = Field(
        default=30, ge=1, le=120,
        description="Length of the film; for clips and pictures of each one.")
    aspect: Aspect = "16:9"
    language: Language = "en"
    options: Options = Options()
    captions: bool = False
    stills: bool = Field(default=False, description="Hold the pictures; no clips are made.")
    preview: bool = Field(
        default=False,
        description="5 seconds, small, with a watermark, by the cheapest models.")


class Scene(Record):
    """One scene of a plot: a title, what its picture shows, what happens, what is said."""

    title: str
    picture: str
    action: str = ""
    line: str = ""


class Plot(Record):
    """A film as it is written: its title, the style of its pictures, its scenes in order."""

    title: str
    style: str
    scenes: tuple[Scene, ...] = Field(min_length=1)
