"""Films without a product, as people ask for them: what is wanted, and what is to be changed.

Pure. Only what names a recipe is taken for one ("a continuous flow of …", "clips of …", "timed
pictures for …", "animate these pictures"); all else is left to the product ad's readers.
"""

import re
from typing import Any

from agent.guided.clause import Attachment
from agent.guided.lexicon import normal
from storage.records import (
    AddSegments,
    AnotherTake,
    Change,
    SetOptions,
    SetStills,
    SetTiming,
    Storyboard,
)
from tools.pipeline.film_recipes import KINDS

NAMES = (
    ("continuous-flow", r"continuous[ -](?:flow|film|video|shot)|flow|fließende[rn]? film"
     r"|endlose[rn]? film|durchgehende[rn]? film"),
    ("timed-pictures", r"timed pictures|picture story|picture film|slide ?show|pictures on a"
     r" timeline|bildergeschichte|bilderfilm|diashow|getaktete bilder"),
    ("clip-studio", r"(?:short |video )?clips?|videoclips?"),
)
_BEFORE = (
    r"^\W*(?:please |bitte )?(?:(?:make|create|film|generate|produce|give me|i want|i'd like"
    r"|we need|mach|mache|erstelle|dreh|drehe|ich möchte|ich will)(?: me| us| mir| uns)? )?"
    r"(?:an? |some |eine[nr]? |ein |the )?(?P<how>(?:[\w.,-]+ ){0,6}?)"
)
_AFTER = (
    r"(?P<more>[^:\n]{0,60}?)(?:\s*[:–—]\s*|\s+(?:of|about|from|showing|for|with|von|über|aus|für"
    r"|zu|mit)\s+(?:this text:? |the text:? |diesem text:? )?)(?P<text>.+)$"
)
_WISHES = tuple((recipe, re.compile(f"{_BEFORE}(?:{names})\\b{_AFTER}", re.I | re.S))
                for recipe, names in NAMES)
_ANIMATE = re.compile(
    r"\b(?:animate|bring .{0,30}to life|animier\w*|zum leben)\b(?P<text>.*)$", re.I | re.S)
seconds_said = re.compile(r"(\d+(?:[.,]\d+)?)[\s-]*(?:seconds?|secs?|sekunden?|sek|s)\b")
_RATE = re.compile(r"(\d?[.,]\d+|1)\s*(?:pictures?|images?|bilder?)\s*(?:a|per|pro|je)")
_ASPECTS = {"9:16": r"9:16|vertical|portrait|hochformat|tiktok|reels?",
            "1:1": r"1:1|square|quadrat\w*", "16:9": r"16:9|horizontal|landscape|querformat"}
_MORE = re.compile(
    r"(?:add|append|another|noch|weitere|füge|mehr|continue|go on|mach weiter)\D{0,20}?(?P<n>\d+)?"
    r"\W*(?:more |weitere |additional |further )*(?:segments?|scenes?|clips?|pictures?|segmente?"
    r"|szenen?|bilder?)\b(?:\s*(?:of|showing|with|:|mit|von)\s*(?P<text>.+))?", re.I)
_AGAIN = re.compile(
    r"(?:regenerate|redo|remake|another take|retake|again|anew|neu|noch ?mal|erneut)", re.I)
_PLACE = re.compile(r"(?:segment|scene|shot|clip|picture|szene|bild)\s*(?P<n>\d+)", re.I)
_LAST = re.compile(r"\b(?:last|letzte\w*|final)\b", re.I)
_FUTURE = re.compile(r"\b(?:imagin\w+|end frame|end picture|erdacht\w*|endbild)\b", re.I)
_HELD = re.compile(r"\b(?:as stills|hold the pictures|no clips|standbilder|ohne clips)\b", re.I)
_MOVING = re.compile(r"\b(?:animated|bring .{0,20}to life|animate|bewegt|animiert)\b", re.I)
_STYLE = re.compile(r"\b(?:style|stil)\b", re.I)


def wished(said: str, files: tuple[Attachment, ...]) -> dict[str, Any] | None:
    """The arguments of `write_film`, if a film without a product is asked for."""
    pictures = [one.sha for one in files if one.kind == "picture"]
    if pictures and (match := _ANIMATE.search(said)):
        return {"recipe": "animate-shots", "pictures": pictures, **given(said, "animate-shots"),
                **_motion(match["text"])}
    for recipe, expression in _WISHES:
        match = expression.match(said.strip())
        if match is None:
            continue
        text = match["text"].strip().strip("\"“”„")
        found = {"recipe": recipe, **given(f"{match['how']} {match['more']}", recipe)}
        if recipe == "clip-studio":
            return {**found, "clips": [one.strip() for one in re.split(r"[;\n]", text)
                                       if one.strip()]}
        return {**found, "text": text}
    return None


def given(how: str, recipe: str) -> dict[str, Any]:
    """Length, style, shape and rate where they are named."""
    low, found = normal(how), dict[str, Any]()
    if match := seconds_said.search(low):
        found["seconds"] = float(match[1].replace(",", "."))
    if match := _RATE.search(low):
        found["images_per_second"] = float(match[1].replace(",", "."))
    if style := _style(how):
        found["style"] = style
    for aspect, words in _ASPECTS.items():
        if re.search(rf"(?<![\w:])(?:{words})(?![\w:])", low):
            found["aspect"] = aspect
            break
    return found


def _style(text: str) -> str:
    """A style that any recipe names."""
    styles = sorted({style for kind in KINDS.values() for style in kind.styles}, key=len)
    return next((style for style in reversed(styles)
                 if re.search(rf"\b{re.escape(style)}\b", text, re.I)), "")


def _motion(text: str) -> dict[str, str]:
    """What is to happen, after a comma or a colon."""
    told = re.split(r"[:,]", text, maxsplit=1)
    return {"motion": told[1].strip()} if len(told) > 1 and told[1].strip() else {}


def changed(said: str, board: Storyboard) -> tuple[Change, ...]:
    """Changes that only films without a product have; none where the words say something else."""
    if board.product is not None:
        return ()
    low = normal(said)
    if _AGAIN.search(low) and (place := _place(low, board)):
        return (AnotherTake(shot=place, kind=_part(low, board)),)
    if board.recipe.stills and board.brief.prompt and (match := _RATE.search(low)):
        return (SetTiming(seconds=board.seconds,
                          images_per_second=float(match[1].replace(",", "."))),)
    if match := _MORE.search(low):
        text = _MORE.search(said)
        told = (text["text"] if text and text["text"] else match["text"]) or ""
        return (AddSegments(count=int(match["n"] or 1), text=told.strip()),)
    if _HELD.search(low):
        return (SetStills(stills=True),)
    if _MOVING.search(low) and board.recipe.stills:
        return (SetStills(stills=False),)
    if (style := _style(said)) and (_STYLE.search(low) or len(low.split()) <= 4):
        return (SetOptions(options={"style": style}),)
    return ()


def _place(low: str, board: Storyboard) -> int:
    match = _PLACE.search(low)
    if match:
        return int(match["n"])
    return len(board.shots) if _LAST.search(low) else 0


def _part(low: str, board: Storyboard) -> Any:
    """What of a shot is made anew: its clip; its picture where it has none."""
    if _FUTURE.search(low) and board.recipe.first_frame == "imagined":
        return "future"
    if board.recipe.stills or re.search(r"\b(?:picture|image|bild)\b", low):
        return "picture"
    if re.search(r"\b(?:voice|stimme)\b", low):
        return "voice"
    return "clip"
