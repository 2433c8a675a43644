"""The copywriter with a language model: it looks at product and logo, then writes the scenes.

Offer, address and every length are the brief's own, set here; the model's words are checked and
pictures go out small. What pictures and pages say is handed on as data, never as an instruction.
"""

import asyncio
import base64
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from agents import Model, ModelSettings
from agents.items import TResponseInputItem

from agent.forming import Clerk, as_data
from agent.forms import LogoSeen, PlotForm, ProductSeen, SceneForm, ScriptForm
from agent.guided.category import choose_look, choose_mood
from agent.guided.fit import capitalised, clean, sentence
from agent.guided.pictures import end_prompt
from agent.writer_checks import check_plot, check_scene, check_script, check_seen
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
    Scene,
    Shot,
    Storyboard,
    Wish,
)
from tools.media.layout import room
from tools.media.small import small_jpeg
from tools.pipeline.film_recipes import kind_of
from tools.pipeline.filming import plain_plot
from tools.pipeline.revise_order import spread
from tools.pipeline.scenes import another_scene

_HERE = Path(__file__).parent
LOOK, SCENES = (_HERE / "look.md").read_text(), (_HERE / "scenes.md").read_text()
PLOT = (_HERE / "plot.md").read_text()
GRID, LEAST = 0.5, 1.5                   # seconds
ADDED = 5.0                              # seconds of a shot that is added
_Seen = TypeVar("_Seen", ProductSeen, LogoSeen)


class LLMWriter:
    """A `tools.pipeline.writing.Writer` over a model. `files` says where an asset's bytes are."""

    def __init__(
        self, model: Model, settings: ModelSettings, files: Callable[[Asset], Path]
    ) -> None:
        self._clerk, self._files = Clerk(model, settings), files
        self._seen: dict[str, ProductSeen | LogoSeen] = {}
        self._chosen: tuple[Brief, ScriptForm] | None = None

    async def write(self, brief: Brief, product: ProductLook) -> tuple[Shot, ...]:
        """Hook, Problem, Solution and CTA for the brief, in its language and length.

        Raises BrainProblem when the model cannot be asked, or gives nothing usable twice.
        """
        task = (
            f"Write the ad: four scenes, {brief.seconds} seconds in all, about 7, 7, 10 and 6 of"
            f" every 30. Frame: {room(brief.aspect)}."
        )
        script = await self._clerk.fill(
            ScriptForm, SCENES, [_said(task, *await self._facts(brief, product))],
            partial(check_script, brief=brief),
        )
        self._chosen = (brief, script)
        lengths = spread(brief.seconds, [one.seconds for one in script.scenes], GRID, LEAST)
        shots = [
            _shot(scene, brief, f"shot-{number}", seconds)
            for number, (scene, seconds) in enumerate(
                zip(script.scenes, lengths, strict=True), start=1
            )
        ]
        shots[-1] = shots[-1].model_copy(update={"transition": "cut"})
        return tuple(shots)

    async def add(self, storyboard: Storyboard, after: int, beat: Beat, text: str) -> Shot:
        """One more shot for this film that says `text`; its id is new. Raises BrainProblem."""
        if storyboard.product is None:
            return another_scene(storyboard, after, text)
        brief = storyboard.brief
        task = (
            f"Write one more scene, a {beat}, {ADDED:g} seconds, after scene {after}. "
            + ("Its headline is the text between the tags." if text.strip() else "")
        )
        told = [as_data("headline", text)] if text.strip() else []
        around = as_data("scenes", [
            one.model_dump(mode="json", include={"beat", "picture_prompt", "overlay"})
            for one in storyboard.shots
        ])
        facts = await self._facts(brief, storyboard.product)
        scene = await self._clerk.fill(
            SceneForm, SCENES, [_said(task, *told, around, *facts)],
            partial(check_scene, brief=brief, seconds=ADDED),
        )
        shot = _shot(scene.model_copy(update={"beat": beat}), brief, storyboard.fresh_id(), ADDED)
        if not text.strip():
            return shot
        line = clean(text)
        spoken = sentence(line)
        return shot.model_copy(update={
            "overlay": Overlay(headlines=(line,)), "voice_line": spoken,
            "audio": shot.audio.model_copy(update={"dialogue": spoken}),
        })

    async def rewrite(self, storyboard: Storyboard, shot: Shot, because: str) -> Shot:
        """The shot described anew; `because` is told as data. Raises BrainProblem."""
        brief = storyboard.brief
        task = (
            f"Describe this scene anew, a {shot.beat}, {shot.seconds:g} seconds: another picture"
            " and another movement that tell the same. A provider refused the present one or the"
            " seller does not want it; avoid what may have caused that. Keep its words on screen."
        )
        told = [as_data("scene", shot.model_dump(
            mode="json", include={"beat", "use_case", "picture_prompt", "action", "overlay"},
        )), as_data("reason", because)]
        scene = await self._clerk.fill(
            SceneForm, SCENES, [_said(task, *told, *await self._facts(brief, storyboard.product))],
            partial(check_scene, brief=brief, seconds=shot.seconds),
        )
        return _shot(scene.model_copy(update={"beat": shot.beat}), brief, shot.id, shot.seconds)

    async def plot(self, wish: Wish, lengths: tuple[float, ...]) -> Plot:
        """The scenes of a film without a product; given pictures and prompts stay as they are.

        Raises BrainProblem when the model cannot be asked, or gives nothing usable twice.
        """
        if wish.shots or wish.clips:
            return plain_plot(wish, lengths)
        kind, style = kind_of(wish.recipe), wish.options.style
        seconds = ", ".join(f"{one:.2f}" for one in lengths)
        task = (
            f"Write a film of {len(lengths)} scenes that last {seconds} seconds ({kind.title}). "
            + (f"Its style is {style}." if style else f"Styles: {', '.join(kind.styles)}.")
        )
        told = [as_data("text", wish.text)]
        told += [as_data("script", wish.script)] if wish.script else []
        told += [as_data("what happens", wish.motion)] if wish.motion else []
        form = await self._clerk.fill(
            PlotForm, PLOT, [_said(task, *told)], partial(check_plot, lengths=lengths))
        return Plot(
            title=_line(form.title)[:60], style=style or _line(form.style),
            scenes=tuple(Scene(
                title=_line(one.title)[:60], picture=_line(one.picture),
                action=_line(one.action), line=" ".join(one.line.split()),
            ) for one in form.scenes),
        )

    def ending(self, brief: Brief, product: ProductLook) -> str:
        """The last picture the model wrote with the scenes of this brief."""
        script = self._script_of(brief)
        told = _line(script.last_picture) if script else ""
        return f"{capitalised(told)}. {capitalised(room(brief.aspect))}." if told else end_prompt(
            brief, product.palette)

    def look(self, brief: Brief) -> Look:
        """The look the model chose with the scenes of this brief; else the one of its tone."""
        script = self._script_of(brief)
        return script.look if script else choose_look(brief)

    def mood(self, brief: Brief) -> Mood:
        """The music the model chose with the scenes of this brief; else the one of its tone."""
        script = self._script_of(brief)
        return script.mood if script else choose_mood(brief)

    def _script_of(self, brief: Brief) -> ScriptForm | None:
        return self._chosen[1] if self._chosen and self._chosen[0] == brief else None

    async def product_seen(self, photo: Asset) -> ProductSeen:
        """What is seen in a product photo; looked at once. Raises BrainProblem, BadPicture."""
        return await self._look_at(photo, ProductSeen, "This is the product photo.")

    async def logo_seen(self, logo: Asset) -> LogoSeen:
        """What is seen in a logo; looked at once. Raises BrainProblem, BadPicture."""
        return await self._look_at(logo, LogoSeen, "This is the logo.")

    async def _look_at(self, asset: Asset, form: type[_Seen], task: str) -> _Seen:
        known = self._seen.get(asset.sha256 + form.__name__)
        if isinstance(known, form):
            return known
        picture = await asyncio.to_thread(small_jpeg, self._files(asset))
        seen = await self._clerk.fill(form, LOOK, [_shown(task, picture)], check_seen)
        self._seen[asset.sha256 + form.__name__] = seen
        return seen

    async def _facts(self, brief: Brief, product: ProductLook | None) -> list[str]:
        """All that the model is told of the ad, as data."""
        facts = [as_data("brief", brief.model_dump(
            mode="json", exclude={"photo", "logo", "track", "seconds"}, exclude_defaults=True,
        ) | {"language": brief.language, "tone": brief.tone or "warm"})]
        if product:
            facts.append(as_data("measured_colours", product.palette.model_dump()))
        if brief.photo:
            seen = await self.product_seen(brief.photo)
            facts.append(as_data("product_photo", seen.model_dump()))
        if brief.logo:
            mark = await self.logo_seen(brief.logo)
            facts.append(as_data("logo", mark.model_dump()))
        return facts


def _said(*texts: str) -> TResponseInputItem:
    return {"role": "user", "content": "\n\n".join(texts)}


def _shown(text: str, jpeg: bytes) -> TResponseInputItem:
    address = f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"
    content: list[Any] = [
        {"type": "input_text", "text": text},
        {"type": "input_image", "image_url": address, "detail": "high"},
    ]
    return {"role": "user", "content": content}


def _shot(scene: SceneForm, brief: Brief, shot_id: str, seconds: float) -> Shot:
    """The scene as a shot of a storyboard."""
    spoken = sentence(clean(scene.audio.dialogue))
    return Shot(
        id=shot_id, beat=scene.beat, seconds=seconds,
        use_case=" ".join(scene.picture.use_case.split()),
        picture_prompt=_picture(scene, brief),
        action=_line(scene.visual_description),
        motion=Motion(
            camera_language=_line(scene.camera_movement), energy=scene.motion.energy,
            environment=_line(scene.motion.environment),
            symbolic_elements=scene.motion.symbolic_elements[:3],
        ),
        lighting=_line(scene.lighting_and_mood),
        audio=AudioDesign(
            music=_line(scene.audio.music), effects=_line(scene.audio.effects), dialogue=spoken
        ),
        voice_line=spoken, overlay=_overlay(scene, brief), transition=scene.transition,
    )


def _picture(scene: SceneForm, brief: Brief) -> str:
    parts = [scene.picture.visual_description, room(brief.aspect)]
    if brief.logo is not None:
        parts.append(scene.picture.logo_integration)
    parts.append("No lettering besides the label. Photograph")
    return " ".join(f"{capitalised(one)}." for one in map(_line, parts) if one)


def _overlay(scene: SceneForm, brief: Brief) -> Overlay:
    """The model's words, and on the end card the brief's own offer and address."""
    words = scene.overlay
    overlay = Overlay(
        kicker=clean(words.kicker), headlines=_lines(words.headlines), points=_lines(words.points)
    )
    if scene.beat != "cta":
        return overlay
    address = clean(brief.address).removeprefix("https://").removeprefix("http://")
    return overlay.model_copy(update={
        "button": clean(words.button), "offer": capitalised(clean(brief.offer)),
        "address": address.removeprefix("www.").rstrip("/"),
    })


def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in (" ".join(one.split()) for one in texts) if line)


def _line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")
