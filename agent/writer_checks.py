"""What a strict schema cannot say about an answer: lengths, order, and that nothing is invented."""

import re
from collections.abc import Sequence

from agent.forms import LogoSeen, OverlayForm, PlotForm, ProductSeen, SceneForm, ScriptForm
from agent.guided.fit import clean
from agent.guided.writer import BEATS, BUTTON, HEADLINE, KICKER, PAIN, POINT
from storage.records import Brief
from tools.media.fonts import unsupported
from tools.pipeline.never import forbidden

MOST_WORDS_A_SECOND = 3.2                # a fast speaker; the form asks for less
MOST_HEADLINES, MOST_POINTS = 3, 3
MOST_PROMPT = 1500                       # characters of one visual description
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def check_seen(seen: ProductSeen | LogoSeen) -> Sequence[str]:
    """Colours are colours."""
    return [f"colours: {one!r} is not #rrggbb" for one in seen.colours if not _HEX.fullmatch(one)]


def check_plot(plot: PlotForm, lengths: Sequence[float]) -> Sequence[str]:
    """As many scenes as asked for, each with a picture, and no more words than can be said."""
    if len(plot.scenes) != len(lengths):
        return [f"scenes: must be {len(lengths)}, not {len(plot.scenes)}"]
    problems = [] if plot.style.strip() else ["style: must be named"]
    for number, (scene, seconds) in enumerate(zip(plot.scenes, lengths, strict=True), start=1):
        if not scene.picture.strip() or len(scene.picture) > MOST_PROMPT:
            problems.append(f"scenes.{number}.picture: must have 1 to {MOST_PROMPT} characters")
        most = max(1, int(seconds * MOST_WORDS_A_SECOND))
        if len(scene.line.split()) > most:
            problems.append(f"scenes.{number}.line: at most {most} words fit")
    return problems


def check_script(script: ScriptForm, brief: Brief) -> Sequence[str]:
    """Four beats in order, each of which fits."""
    beats = tuple(scene.beat for scene in script.scenes)
    if beats != BEATS:
        return [f"scenes: must be {', '.join(BEATS)}, in this order, not {', '.join(beats)}"]
    shares = sum(max(0.0, scene.seconds) for scene in script.scenes) or 1.0
    problems: list[str] = []
    for scene in script.scenes:
        seconds = max(1.5, brief.seconds * scene.seconds / shares)
        problems += check_scene(scene, brief, seconds)
    return problems


def check_scene(scene: SceneForm, brief: Brief, seconds: float) -> Sequence[str]:
    """Lengths, characters that can be drawn, what can be said in `seconds`, no new numbers, no word
    that must not be said."""
    problems = [f"{scene.beat}.{one}" for one in _overlay(scene.overlay, scene.beat, brief)]
    if scene.seconds <= 0:
        problems.append(f"{scene.beat}.seconds: must be above 0")
    if not 0 <= scene.motion.energy <= 1:
        problems.append(f"{scene.beat}.motion.energy: must be between 0 and 1")
    for name, text in (("picture.visual_description", scene.picture.visual_description),
                       ("picture.use_case", scene.picture.use_case)):
        if not text.strip() or len(text) > MOST_PROMPT:
            problems.append(f"{scene.beat}.{name}: must have 1 to {MOST_PROMPT} characters")
    most = int(seconds * MOST_WORDS_A_SECOND)
    if len(scene.audio.dialogue.split()) > most:
        problems.append(f"{scene.beat}.audio.dialogue: at most {most} words fit")
    problems += [
        f"{scene.beat}: {text!r} says {word!r}, which this ad must never say; say it otherwise"
        for text in (*_words(scene.overlay), scene.audio.dialogue)
        if (word := forbidden(text, brief))
    ]
    told = set(_NUMBER.findall(" ".join(_facts(brief))))
    said = " ".join((*_words(scene.overlay), scene.audio.dialogue))
    problems += [
        f"{scene.beat}: the number {one} is not in the brief; claim nothing it does not say"
        for one in dict.fromkeys(_NUMBER.findall(said)) if one not in told
    ]
    return problems


def _facts(brief: Brief) -> tuple[str, ...]:
    """The seller's own words."""
    return (brief.name, brief.purpose, brief.audience, brief.action, brief.offer, brief.address,
            *brief.benefits)


def _words(overlay: OverlayForm) -> tuple[str, ...]:
    return (overlay.kicker, *overlay.headlines, *overlay.points, overlay.button)


def _overlay(overlay: OverlayForm, beat: str, brief: Brief) -> list[str]:
    point = PAIN if beat == "problem" else POINT
    limits = [("kicker", overlay.kicker, KICKER), ("button", overlay.button, BUTTON)]
    limits += [("headlines", one, HEADLINE) for one in overlay.headlines]
    limits += [("points", one, point) for one in overlay.points]
    name = clean(brief.name)
    problems = [
        f"overlay.{role}: {text!r} has {len(text)} characters, at most {most}"
        for role, text, most in limits if len(text) > most and clean(text) != name
    ]
    if not overlay.headlines or len(overlay.headlines) > MOST_HEADLINES:
        problems.append(f"overlay.headlines: 1 to {MOST_HEADLINES} lines")
    if len(overlay.points) > MOST_POINTS:
        problems.append(f"overlay.points: at most {MOST_POINTS} lines")
    problems += [
        f"overlay.{role}: {' '.join(missing)} cannot be drawn"
        for role, text, _ in limits if (missing := unsupported(text))
    ]
    return problems
