"""Shots as a program asks for them, instead of the four scenes of an ad: one clip, or a list.

They go through the same storyboard, plan and quote as all else; only who writes them differs.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import Field, StringConstraints

from storage.records import (
    Asset,
    AudioDesign,
    Beat,
    Brief,
    Look,
    Mood,
    Motion,
    Overlay,
    Plot,
    ProductLook,
    Record,
    Shot,
    Storyboard,
    Transition,
    Wish,
)
from tools.pipeline.briefing import check_text
from tools.pipeline.writing import Writer

Sha256 = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
Words = Annotated[str, StringConstraints(max_length=120)]
MOST_SHOTS = 24


class AskedShot(Record):
    """One shot. `picture` is an uploaded first frame (its content hash); without one, a picture is
    made from the description. `energy` 0–1: above 0.7 is dynamic, below 0.3 subtle motion.
    """

    description: str = Field(min_length=1, max_length=1500)
    title: Words = ""
    picture: Sha256 | None = None
    seconds: float = Field(default=5, ge=1, le=60)
    camera_language: str = Field(default="", max_length=300)
    energy: float = Field(default=0.5, ge=0, le=1)
    environment: str = Field(default="", max_length=300)
    symbolic_elements: tuple[Words, ...] = Field(default=(), max_length=10)
    action: str = Field(default="", max_length=600)
    lighting: Words = ""
    music: str = Field(default="", max_length=300)
    effects: str = Field(default="", max_length=300)
    voice_line: str = Field(default="", max_length=300)
    headline: Words = ""
    transition: Transition = "cut"

    def shot(self, number: int, beat: Beat, pictures: Mapping[str, Asset]) -> Shot:
        """The storyboard's shot of it."""
        return Shot(
            id=f"shot-{number}", beat=beat, seconds=self.seconds,
            use_case=self.title or f"Shot {number}", picture_prompt=self.description,
            own_picture=pictures[self.picture] if self.picture else None, action=self.action,
            motion=Motion(
                camera_language=self.camera_language, energy=self.energy,
                environment=self.environment, symbolic_elements=self.symbolic_elements),
            lighting=self.lighting, voice_line=self.voice_line, transition=self.transition,
            audio=AudioDesign(music=self.music, effects=self.effects, dialogue=self.voice_line),
            overlay=Overlay(headlines=(self.headline,) if self.headline else ()),
        )


class AskedWriter:
    """A writer whose scenes are already written; whatever comes later is left to another one."""

    def __init__(
        self, asked: Sequence[AskedShot], pictures: Mapping[str, Asset], later: Writer
    ) -> None:
        self._asked, self._pictures, self._later = asked, pictures, later

    async def write(self, brief: Brief, product: ProductLook) -> tuple[Shot, ...]:
        """The shots that were asked for. Raises BadInput for words that cannot be drawn."""
        for one in self._asked:
            check_text(one.headline, "headline")
            check_text(one.voice_line, "spoken line")
        return tuple(one.shot(number, "hook" if number == 1 else "solution", self._pictures)
                     for number, one in enumerate(self._asked, start=1))

    async def add(self, storyboard: Storyboard, after: int, beat: Beat, text: str) -> Shot:
        """One more shot, by the other writer."""
        return await self._later.add(storyboard, after, beat, text)

    async def rewrite(self, storyboard: Storyboard, shot: Shot, because: str) -> Shot:
        """A shot described anew, by the other writer."""
        return await self._later.rewrite(storyboard, shot, because)

    async def plot(self, wish: Wish, lengths: tuple[float, ...]) -> Plot:
        """The scenes of another film, by the other writer."""
        return await self._later.plot(wish, lengths)

    def ending(self, brief: Brief, product: ProductLook) -> str:
        """The last shot goes on as it is described."""
        return self._asked[-1].description

    def look(self, brief: Brief) -> Look:
        """As the other writer would choose."""
        return self._later.look(brief)

    def mood(self, brief: Brief) -> Mood:
        """As the other writer would choose."""
        return self._later.mood(brief)
