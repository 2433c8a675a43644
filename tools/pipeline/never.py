"""Words an ad must not say: whole words or phrases in any case; a star stands for any ending."""

import functools
import re
import unicodedata
from collections.abc import Iterator

from storage.errors import BadInput
from storage.records import Brief, Shot, Storyboard


def forbidden(text: str, brief: Brief) -> str:
    """The first word of the text that the brief forbids, as the text has it; "" if there is none.

    The product's name may be said whatever it is made of.
    """
    return first_word(text, brief.never, apart_from=brief.name) if brief.never else ""


def first_word(text: str, words: tuple[str, ...], *, apart_from: str = "") -> str:
    """The first of these words in the text, as the text has it; "" if there is none."""
    told = _normal(text)
    if apart_from.strip():
        told = told.replace(_normal(apart_from.strip()), " ")
    found = _pattern(words).search(told)
    return found[0] if found else ""


def check_said(board: Storyboard) -> None:
    """Raises BadInput, naming shot and word, when the film says what its brief forbids."""
    for number, shot in enumerate(board.shots, start=1):
        for text in said_in(shot):
            if word := forbidden(text, board.brief):
                brand = board.brand.name if board.brand else ""
                raise _refusal(f"Shot {number} would say", word, brand)


def check_brief(brief: Brief, brand: str) -> None:
    """Raises BadInput for a forbidden word in what is shown exactly as it was given."""
    for name in ("action", "offer", "address"):
        if word := forbidden(getattr(brief, name), brief):
            raise _refusal(f"The {name} says", word, brand)


def said_in(shot: Shot) -> Iterator[str]:
    """All that a shot shows and says."""
    yield from shot.overlay.words()
    yield from (shot.voice_line, shot.caption)


def _refusal(what: str, word: str, brand: str) -> BadInput:
    whose = f"the brand {brand}" if brand else "this brand"
    return BadInput(
        f"{what} “{word}”, which {whose} never uses.",
        "Say it in other words, or take the word off the brand's list.",
    )


@functools.lru_cache(maxsize=64)
def _pattern(never: tuple[str, ...]) -> re.Pattern[str]:
    words = (
        r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in _normal(one).split())
        for one in never
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.I)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)
