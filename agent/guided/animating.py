"""Clips of single shots, as people ask for them: "animate shot 3", "animiere die fehlenden".

Pure. A request that names no shot and not the missing ones is about the whole film, and is left to
the readers of changes.
"""

import re

from agent.guided.lexicon import normal
from agent.guided.shots import named_shots
from storage.records import Storyboard

_ANIMATE = re.compile(
    r"\b(?:animate|animat(?:ing|ion of)|animier\w*|bring\b.{0,40}\bto life|erweck\w*\b.{0,40}\bzum"
    r" leben)\b|\b(?:only|just|nur)\b.{0,20}\bclips?\b")
_AGAIN = re.compile(r"\b(?:again|anew|re-?animate|regenerate|redo|another|neu|noch ?mal|erneut)\b")
_MISSING = re.compile(
    r"\b(?:missing|rest|remaining|unanimated|not (?:yet )?animated|others|fehl\w+|restlich\w*"
    r"|übrig\w*|andere\w*|noch nicht animiert\w*)\b")
_ALL = re.compile(r"\b(?:all|every|everything|alle\w*|sämtliche\w*)\b")
_WHICH = re.compile(
    r"^(?:and |und )?(?:which|what|how many|welche\w*|wie ?viele)\b.*\b(?:missing|animated|left"
    r"|fehl\w+|animiert)\b")
_PICTURE = re.compile(r"\b(?:pictures?|images?|photos?|clips?|bild(?:er)?|fotos?)(?=\s+\d)")


def asked(said: str, board: Storyboard) -> tuple[int, ...] | None:
    """The shots whose clips are asked for, none for all that are missing; None if it is not this.

    A number may lie outside the film: the step says so.
    """
    low = _PICTURE.sub("shot", normal(said))
    if not _ANIMATE.search(low) or _AGAIN.search(low):
        return None
    everything = _ALL.search(low)
    if not everything and (named := named_shots(low, board)):
        return named
    if _MISSING.search(low) or (everything and not board.recipe.stills):
        return ()
    return None


def which(said: str, board: Storyboard) -> bool:
    """Whether it is asked which shots are animated, or how many are missing."""
    return not board.recipe.stills and _WHICH.match(normal(said)) is not None
