"""The talk that leads to a film without a product: two questions, what it shows and how.

Pure. What was answered lies in the state (`State.film`): as long as nothing is to be filmed the
first question is open, then the second, whose answer writes the film.
"""

import re
from typing import Any

from agent.guided.clause import Attachment
from agent.guided.films import NAMES, given, seconds_said
from agent.guided.lexicon import normal
from agent.guided.phrasing import listed, reply, word
from storage.records import Language, Wish
from tools.pipeline.film_recipes import kind_of

ANIMATE = "animate-shots"
Understood = tuple[str, dict[str, Any], tuple[str, ...]]      # act, facts, problems
_WISH = (r"^\W*(?:(?:let'?s|please|bitte|make|create|film|do|i(?:'d like| want)(?: to)?|ich möchte"
         r"|ich will|machen? wir|mach|lass uns|animate|make me|mir)\b\W*)*"
         r"(?:an?|some|a few|eine[nr]?|ein paar|my|meine)?\W*")
_MOVED = (r"(?:animate )?(?:pictures|photos|images)(?: to life)?|animated pictures"
          r"|(?:bilder|fotos) animieren")
_BEGUN = tuple((recipe, re.compile(f"{_WISH}(?:{names})(?: machen| drehen)?\\W*$", re.I))
               for recipe, names in (*NAMES, (ANIMATE, _MOVED)))
_ANIMATES = re.compile(r"\b(?:animat|animier|to life|zum leben)", re.I)
_GOES_ON = ("yes", "no", "skip", "skip_all", "retry")
MOST_STYLE = 6                           # words of a style that is said freely


def begun(said: str) -> str:
    """The recipe whose film somebody wants to make, saying no more of it; else nothing."""
    for recipe, expression in _BEGUN:
        if expression.match(said.strip()) and (recipe != ANIMATE or _ANIMATES.search(said)):
            return recipe
    return ""


def is_open(wish: Wish) -> bool:
    """Whether it is not known yet what the film shows."""
    return not (wish.text or wish.clips or wish.shots)


def question(wish: Wish, language: Language) -> str:
    """What is asked now."""
    if is_open(wish):
        return reply(language, f"ask_film_{wish.recipe}")
    kind = kind_of(wish.recipe)
    lengths = [str(one) for one in kind.durations]
    if wish.recipe == ANIMATE:
        return reply(language, "ask_how_animate-shots")
    length = reply(language, "ask_length", lengths=_or(language, lengths)) if lengths else reply(
        language, "ask_each" if kind.each else "ask_any_length", seconds=f"{kind.seconds:g}")
    return reply(language, "ask_how", length=length, styles=_or(language, list(kind.styles[:5])))


def _or(language: Language, items: list[str]) -> str:
    told = listed(language, [f"*{one}*" for one in items])
    return told.replace(f" {word(language, 'and')} ", " or " if language == "en" else " oder ")


def understood(
    said: str, act: str | None, files: tuple[Attachment, ...], wish: Wish, language: Language
) -> Understood:
    """An answer to the open question. `act` is the plain request that it is, if it is one."""
    if act and act not in _GOES_ON:
        return act, {}, ()
    pictures = [one.sha for one in files if one.kind == "picture"]
    if pictures and wish.recipe == ANIMATE:
        before = [shot.picture.sha256 for shot in wish.shots]
        return "plan_film", {"recipe": wish.recipe, "pictures": [*before, *pictures],
                             "motion": said or wish.motion}, ()
    if is_open(wish):
        if act or not said or wish.recipe == ANIMATE:
            return "unknown", {}, (f"ask_film_{wish.recipe}",)
        clips = [one.strip() for one in re.split(r"[;\n]", said) if one.strip()]
        told = {"clips": clips} if wish.recipe == "clip-studio" else {"text": said}
        return "plan_film", {"recipe": wish.recipe, **told}, ()
    how = {} if act else _how(said, wish)
    if how is None:
        return "unknown", {}, ("film_how",)
    return "film", {**_content(wish), "language": language, **how}, ()


def _content(wish: Wish) -> dict[str, Any]:
    """What is known already, as arguments of `write_film`."""
    told = {"text": wish.text, "clips": list(wish.clips), "motion": wish.motion,
            "pictures": [shot.picture.sha256 for shot in wish.shots]}
    return {"recipe": wish.recipe, **{name: one for name, one in told.items() if one}}


def _how(said: str, wish: Wish) -> dict[str, Any] | None:
    """Length, style, shape, pace; for pictures the rest says how they move. None: not clear."""
    found = given(said, wish.recipe)
    low = normal(said)
    if "seconds" not in found and (match := re.fullmatch(r"\D*(\d{1,3})\D*", low)):
        found["seconds"] = float(match[1])
    if re.search(r"\b(?:preview|vorschau)\b", low):
        found["preview"] = True
    rest = seconds_said.sub(" ", said).strip(" ,.;")
    if wish.recipe == ANIMATE and rest:
        return {**found, "motion": rest}
    if not found and said and len(said.split()) <= MOST_STYLE:
        found["style"] = said.strip(" .!")
    return found or None
