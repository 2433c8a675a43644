"""Finding words in what people and models write: whole words, also in their usual endings."""

import re
from collections.abc import Iterable

ENDINGS = "(?:s|es|y|ed|d|ing)?"


def mentions(text: str, words: Iterable[str]) -> bool:
    """Whether the text has one of the words (or phrases), in any case; "ice" is not in "office"."""
    pattern = "|".join(re.escape(word) for word in words)
    return re.search(rf"\b(?:{pattern}){ENDINGS}\b", text, re.IGNORECASE) is not None
