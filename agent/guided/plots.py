"""Plots without a language model: the text itself, shared out over the scenes, in a fitting style.

The same wish always gives the same plot. Nothing is made up: each scene shows the sentence that is
told in it, seen from another side where one sentence lasts longer than a picture.
"""

import re
import zlib
from collections.abc import Sequence

from storage.records import Plot, Scene, Wish
from tools.pipeline.film_recipes import ART_STYLES, kind_of
from tools.pipeline.filming import plain_plot
from tools.pipeline.scenes import title_of

_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_VIEWS = ("wide view", "closer view", "from the side", "detail in the foreground", "from above",
          "seen from far away")
_TELLING = {
    "children": "child children kid kids bunny rabbit puppy kitten bear teddy fairy princess"
    " dragon little once bedtime playground toy kind kinder hase bär fee prinzessin drache kleine"
    " kleiner märchen",
    "educational": "how why because learn learns lesson science energy cycle water process step"
    " steps explain explains history data cell atom planet system climate economy warum lernen"
    " wissenschaft kreislauf energie erklärt",
}


def plotted(wish: Wish, lengths: Sequence[float]) -> Plot:
    """The plot of a wish, with a scene for each length."""
    recipe = kind_of(wish.recipe).recipe
    if wish.shots or wish.clips or (len(lengths) == 1 and not recipe.stills
                                    and recipe.first_frame == "prompt"):
        return plain_plot(wish, lengths)
    title = title_of(wish.text)
    if recipe.stills:
        return Plot(title=title, style=wish.options.style or art_style(wish.text),
                    scenes=_told(wish.text, lengths))
    return Plot(title=title, style=wish.options.style, scenes=_flowing(wish, len(lengths)))


def art_style(text: str) -> str:
    """A style that suits a text: for children, for learning, else as stories are painted."""
    words = set(re.findall(r"\w+", text.lower()))
    hits = {group: len(words & set(told.split())) for group, told in _TELLING.items()}
    best = max(hits, key=lambda group: hits[group])
    options = ART_STYLES[best if hits[best] else "story"]
    return options[zlib.crc32(text.encode()) % len(options)]


def _flowing(wish: Wish, count: int) -> tuple[Scene, ...]:
    """One scene that goes on; what happens is told sentence by sentence, as far as it is."""
    sentences = _sentences(wish.motion or wish.text)
    lines = _lines(wish.script, [1.0] * count)
    return tuple(
        Scene(title=f"Segment {place + 1}", picture=" ".join(wish.text.split()),
              action=sentences[place * len(sentences) // count], line=lines[place])
        for place in range(count))


def _told(text: str, lengths: Sequence[float]) -> tuple[Scene, ...]:
    """For each picture the sentence that is told in its middle, and the words told meanwhile."""
    sentences = _sentences(text)
    ends, total = list[int](), 0
    for sentence in sentences:
        total += len(sentence.split())
        ends.append(total)
    whole, at, before, view = sum(lengths), 0.0, -1, 0
    scenes = []
    for length, line in zip(lengths, _lines(text, lengths), strict=True):
        middle = (at + length / 2) / whole * total
        place = next(number for number, end in enumerate(ends) if middle < end)
        view = view + 1 if place == before else 0
        sentence = sentences[place].rstrip(".!?… ")
        seen = f", {_VIEWS[view % len(_VIEWS)]}" if view else ""
        scenes.append(Scene(title=title_of(sentence), picture=f"{sentence}{seen}", line=line))
        at, before = at + length, place
    return tuple(scenes)


def _lines(text: str, lengths: Sequence[float]) -> list[str]:
    """The words of a text told during each length, at an even pace."""
    words, whole, at, found = text.split(), sum(lengths), 0.0, []
    for length in lengths:
        begin, end = (round(time / whole * len(words)) for time in (at, at + length))
        found.append(" ".join(words[begin:end]))
        at += length
    return found


def _sentences(text: str) -> list[str]:
    return [" ".join(one.split()) for one in _SENTENCE.split(text) if one.strip()] or ["…"]
