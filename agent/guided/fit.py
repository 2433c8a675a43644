"""Makes the seller's words fit a line without ever cutting a word or changing what is promised.

A line that does not fit ends before a function word ("a serum for tired skin | that wakes you
up"). A line with a condition ("20 % off when you buy three") is never shortened: half of it would
be another promise. What cannot be made to fit comes back empty, and the caller has its own words.
"""

import re

_SPACES = re.compile(r"\s+")
_DANGLING = {
    "a", "an", "the", "of", "very", "is", "are", "ein", "eine", "einen", "einem", "einer", "der",
    "die", "das", "den", "dem", "sehr", "zu", "ist", "all", "every", "any", "some", "about",
    "into", "über", "alle", "jede", "jeden", "this", "your", "my", "our", "dein", "deine",
}
_EDGES = " \t\n,;:-–—\"“”„'‚‘’«»"


def clean(text: str) -> str:
    """One line: spaces collapsed, quotes and loose punctuation at the edges gone."""
    line = _SPACES.sub(" ", text.replace("{", "").replace("}", "")).strip(_EDGES)
    return line[:-1].rstrip() if line.endswith(".") and not line.endswith("..") else line


def capitalised(text: str) -> str:
    """The first letter upper case; names like iPhone stay as they are."""
    first = text.split(" ", 1)[0]
    if not text or first != first.lower():
        return text
    return text[0].upper() + text[1:]


def fit(text: str, limit: int, function_words: str, conditions: str = "") -> str:
    """The text, or its longest good beginning of at most `limit` characters, or nothing.

    Both word lists are separated by spaces. What holds one of `conditions` is not cut off.
    """
    line = clean(text)
    if len(line) <= limit:
        return line
    words, edges, vital = line.split(" "), function_words.split(), set(conditions.split())
    for count in range(len(words) - 1, 0, -1):
        start, last, following = " ".join(words[:count]), words[count - 1], words[count]
        if len(start) > limit or vital & {word.strip(_EDGES).lower() for word in words[count:]}:
            continue
        pause = last[-1] in ",;:.!?" or following in "–—-"
        dangling = last.strip(_EDGES).lower() in (*edges, *_DANGLING)
        if not dangling and (pause or following.lower() in edges) and len(start) > 2:
            return clean(start)
    return ""


def sentence(text: str) -> str:
    """The text as a spoken sentence: capitalised, with a full stop unless it has an end."""
    line = capitalised(_SPACES.sub(" ", text).strip())
    if not line or line[-1] in ".!?…:,":
        return line
    return line + "." if line[-1] not in "”“’" or line[-2:-1] not in ".!?" else line


def share(total: float, weights: tuple[float, ...], least: float = 1.5) -> tuple[float, ...]:
    """Split `total` seconds by weight into whole or half seconds; the sum is exact.

    Every part has at least `least`; `total` must leave room for that.
    """
    halves, floor = round(total * 2), round(least * 2)
    ideal = [halves * weight / sum(weights) for weight in weights]
    parts = [max(floor, int(one)) for one in ideal]
    while (rest := halves - sum(parts)) != 0:
        step = 1 if rest > 0 else -1
        open_to = [n for n, part in enumerate(parts) if step > 0 or part > floor]
        best = max(open_to, key=lambda n: step * (ideal[n] - parts[n]))
        parts[best] += step
    return tuple(part / 2 for part in parts)
