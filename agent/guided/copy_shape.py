"""The shape of the copywriter's tables; the words themselves are in `copy_en` and `copy_de`.

Every line stands alone: nothing of the seller's is ever put into the middle of a sentence, so no
case, gender or article can go wrong. No line claims anything about the product.
"""

from typing import Literal, NamedTuple

from storage.records import Tone

Category = Literal[
    "pets", "kids", "jewellery", "garden", "home", "tech", "fitness", "fashion", "drink",
    "coffee", "food", "skincare", "generic",
]
Pair = tuple[str, str]
Trio = tuple[str, str, str]


class CategoryCopy(NamedTuple):
    """What is said for one kind of product.

    `words` are shell patterns for words that tell the kind. `hooks` are two lines shown one after
    the other, `pains` what is struck through, `turns` the line that answers the pains, `reasons`
    stand under the name and `points` are ticked where the seller gave no reasons of their own.
    """

    words: str
    hooks: dict[Tone, tuple[Pair, ...]]
    pains: tuple[Trio, ...]
    turns: dict[Tone, str]
    reasons: tuple[str, ...]
    points: Trio


class Copy(NamedTuple):
    """All words of one language.

    `leads` stand before the name, `closings` head the end card, `buttons` by tone where the seller
    named no action, `actions` maps patterns for the seller's words to a button. `audience` is put
    before the audience. `titles` are the scenes' names for people. `function_words` are places
    where a long line may end before them; `conditions` are words
    that must not be cut off, because half of such a line would be another promise.
    `strip_action`, `strip_audience` and `strip_purpose` are openings people write that an ad does
    not repeat.
    """

    categories: dict[Category, CategoryCopy]
    leads: dict[Tone, tuple[str, ...]]
    closings: dict[Tone, tuple[str, ...]]
    buttons: dict[Tone, str]
    actions: tuple[Pair, ...]
    favourite: str
    audience: str
    audience_not: tuple[str, ...]
    titles: dict[str, tuple[str, ...]]
    function_words: str
    conditions: str
    strip_action: str
    strip_audience: str
    strip_purpose: str
