"""The copywriter without a key: four scenes from tables, in the seller's words where they fit.

The same brief always gives the same ad. The seller's facts are repeated, never added to: lines of
our own claim nothing, and a number appears only if the seller wrote it.
"""

import re
import zlib
from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import TypeVar

from agent.guided import pictures
from agent.guided.avoid import avoiding, facts_of
from agent.guided.category import COPIES, category_of, choose_look, choose_mood
from agent.guided.fit import capitalised, clean, fit, sentence, share
from agent.guided.plots import plotted
from storage.records import (
    Beat,
    Brief,
    Look,
    Mood,
    Overlay,
    Plot,
    ProductLook,
    Shot,
    Storyboard,
    Tone,
    Transition,
    Wish,
)
from tools.pipeline.never import forbidden
from tools.pipeline.scenes import another_scene

BEATS: tuple[Beat, ...] = ("hook", "problem", "solution", "cta")
WEIGHTS = (7.0, 7.0, 10.0, 6.0)
HEADLINE, PAIN, POINT, BUTTON, KICKER = 34, 18, 34, 18, 28
WORDS_A_SECOND = 2.8
_JOINS: tuple[tuple[Transition, Transition, Transition], ...] = (
    ("push", "light", "zoom"), ("zoom", "light", "push"), ("light", "zoom", "light"),
)
_T = TypeVar("_T")


class TemplateWriter:
    """A `tools.pipeline.writing.Writer` that needs nothing but its tables."""

    async def write(self, brief: Brief, product: ProductLook) -> tuple[Shot, ...]:
        """Hook, Problem, Solution and CTA for the brief, in its language and length."""
        return _Draft(brief, product).shots()

    async def plot(self, wish: Wish, lengths: tuple[float, ...]) -> Plot:
        """The text shared out over the scenes; nothing is made up."""
        return plotted(wish, lengths)

    def ending(self, brief: Brief, product: ProductLook) -> str:
        """The end card's picture a moment later."""
        return pictures.end_prompt(brief, product.palette)

    def look(self, brief: Brief) -> Look:
        """The look that suits a brief which names none."""
        return choose_look(brief)

    def mood(self, brief: Brief) -> Mood:
        """The music that suits a brief which names none."""
        return choose_mood(brief)

    async def add(self, storyboard: Storyboard, after: int, beat: Beat, text: str) -> Shot:
        """One more shot for this film that says `text` (or a line of its beat); its id is new."""
        if storyboard.product is None:
            return another_scene(storyboard, after, text)
        draft = _Draft(storyboard.brief, storyboard.product, extra=f"{after} {text}")
        shot = draft.shot(beat, 5.0)
        if text.strip():
            line = clean(text)
            overlay = Overlay(headlines=(line,))
            spoken = sentence(line)
            shot = shot.model_copy(update={
                "overlay": overlay, "voice_line": spoken,
                "audio": shot.audio.model_copy(update={"dialogue": spoken}),
            })
        return shot.model_copy(update={"id": storyboard.fresh_id(), "transition": "light"})


    async def rewrite(self, storyboard: Storyboard, shot: Shot, because: str) -> Shot:
        """The shot in plainer pictures, each time from another side; nothing is read into why."""
        brief, beat = storyboard.brief, shot.beat
        return shot.model_copy(update={
            "picture_prompt": pictures.plain_prompt(brief, shot.picture_prompt),
            "motion": pictures.plain_motion(shot.motion), "action": "",
            "audio": pictures.plain_audio(shot.audio, beat),
        })


class _Draft:
    """One ad being written."""

    def __init__(self, brief: Brief, product: ProductLook, extra: str = "") -> None:
        self.brief, self.product = facts_of(brief), product
        self.tone: Tone = brief.tone or "warm"
        self.category = category_of(brief)
        self.copy = avoiding(COPIES[brief.language], self.category, brief)
        self.own = self.copy.categories[self.category]
        parts = (brief.name, brief.purpose, brief.audience, self.tone, brief.language, extra)
        self.seed = "\n".join(parts)
        self.seconds = 0.0                       # of the shot being written

    def pick(self, what: str, options: Sequence[_T]) -> _T:
        """One of the options; the same one for the same brief."""
        return options[zlib.crc32(f"{what}\n{self.seed}".encode()) % len(options)]

    def shots(self) -> tuple[Shot, ...]:
        seconds = share(self.brief.seconds, WEIGHTS)
        joins: tuple[Transition, ...] = (*self.pick("joins", _JOINS), "cut")
        return tuple(
            self.shot(beat, length).model_copy(update={"id": f"shot-{n}", "transition": join})
            for n, (beat, length, join) in enumerate(zip(BEATS, seconds, joins, strict=True), 1)
        )

    def shot(self, beat: Beat, seconds: float) -> Shot:
        self.seconds = seconds
        overlay, spoken = {
            "hook": self.hook, "problem": self.problem, "solution": self.solution, "cta": self.cta,
        }[beat]()
        return Shot(
            id="shot-1", beat=beat, seconds=seconds,
            use_case=self.pick(f"title {beat}", self.copy.titles[beat]),
            picture_prompt=pictures.picture_prompt(
                self.brief, self.product.palette, self.category, beat
            ),
            motion=pictures.motion(self.tone, self.category, beat),
            lighting=pictures.lighting(self.tone, beat),
            audio=pictures.audio(self.tone, self.category, beat, spoken),
            voice_line=spoken, overlay=overlay,
        )

    def hook(self) -> tuple[Overlay, str]:
        lines = self.pick("hook", self.own.hooks[self.tone])
        return Overlay(headlines=lines), " ".join(lines)

    def problem(self) -> tuple[Overlay, str]:
        pains, turn = self.pick("pains", self.own.pains), self.own.turns[self.tone]
        return Overlay(points=pains, headlines=(turn,)), self.spoken(turn, *pains, last=turn)

    def solution(self) -> tuple[Overlay, str]:
        lead = self.pick("lead", self.copy.leads[self.tone])
        name = self.name()
        reason = self.purpose() or self.pick("reason", self.own.reasons)
        points = self.points()
        kicker = self.audience() or lead.rstrip(":")
        overlay = Overlay(kicker=kicker, headlines=(name, reason), points=points)
        opening = f"{lead} {name}" if lead[-1] in "?:" or self.brief.name else name
        return overlay, self.spoken(opening, reason, *points)

    def cta(self) -> tuple[Overlay, str]:
        closing = self.pick("closing", self.copy.closings[self.tone])
        offer, address = clean(self.brief.offer), self.address()
        action = self.action()
        overlay = Overlay(
            headlines=(closing,), offer=capitalised(offer), button=self.button(), address=address,
        )
        lines = [closing, offer, action, clean(self.brief.name)]
        return overlay, self.spoken(*(line for line in lines if line))

    def spoken(self, *lines: str, last: str = "") -> str:
        """The lines as sentences, most important first, as many as can be said in the shot's time.

        `last` is the line that is said at the end whatever its rank.
        """
        said: list[str] = []
        for line in lines:
            if said and len(" ".join((*said, line)).split()) > self.seconds * WORDS_A_SECOND:
                break
            said.append(line)
        ordered = sorted(said, key=lambda line: line == last) if last else said
        return " ".join(sentence(line) for line in ordered)

    def name(self) -> str:
        return clean(self.brief.name) or self.copy.favourite

    def purpose(self) -> str:
        said = clean(self.brief.purpose)
        text = re.sub(rf"^(?:{self.copy.strip_purpose})", "", said, flags=re.I)
        return capitalised(fit(text, HEADLINE, self.copy.function_words))

    def audience(self) -> str:
        """ "For tired parents": the seller's words after our own preposition, if they fit."""
        said = clean(self.brief.audience)
        text = re.sub(rf"^(?:{self.copy.strip_audience})", "", said, flags=re.I)
        room = KICKER - len(self.copy.audience) - 1
        line = fit(text, room, self.copy.function_words, self.copy.conditions)
        first = line.split(" ")[0].lower()
        whole = f"{self.copy.audience} {line}"
        if not line or first in self.copy.audience_not or forbidden(whole, self.brief):
            return ""
        return whole

    def points(self) -> tuple[str, ...]:
        """Three reasons: the seller's own first, then lines that claim nothing."""
        own = (
            capitalised(fit(one, POINT, self.copy.function_words, self.copy.conditions))
            for one in self.brief.benefits
        )
        lines = list(dict.fromkeys(line for line in own if line))[:3]
        lines += [line for line in self.own.points if line not in lines][: 3 - len(lines)]
        return tuple(dict.fromkeys(lines))

    def action(self) -> str:
        text = re.sub(rf"^(?:{self.copy.strip_action})", "", clean(self.brief.action), flags=re.I)
        return capitalised(clean(text))

    def button(self) -> str:
        action = self.action().rstrip("!.")
        if action and len(action) <= BUTTON:
            return action
        words = re.findall(r"[\w-]+", action.lower())
        for patterns, label in self.copy.actions:
            if any(fnmatchcase(word, one) for one in patterns.split() for word in words):
                return label
        return self.copy.buttons[self.tone]

    def address(self) -> str:
        """The address as people read it: no protocol, no trailing slash."""
        return re.sub(r"^(?:https?://)?(?:www\.)?", "", clean(self.brief.address)).rstrip("/")
