"""Parting a word that is longer than its line: at its own seams, else by syllables with a hyphen.

The syllables are a guess that does for German and English compounds; no letter is ever lost.
"""

from tools.media.fonts import Face, width

_HYPHEN = "-"
_SEAMS = "-./@_&?="
_VOWELS = tuple("aeiouyäöüáéíóúőű")


def parted(word: str, face: Face, limit: float) -> list[str]:
    """The word in pieces that fit `limit`, hyphens between them."""
    parts = []
    while width(word, face) > limit and len(word) > 1:
        seam = _seam(word, face, limit)
        if seam:
            parts.append(word[:seam])
            word = word[seam:]
            continue
        pieces = -(-width(word, face) // limit)
        cut = max(1, min(len(word) - 1, round(len(word) / pieces)))
        while cut > 1 and width(word[:cut] + _HYPHEN, face) > limit:
            cut -= 1
        cut = next((at for at in range(cut, max(1, cut - 4), -1) if _syllable(word, at)), cut)
        parts.append(word[:cut] + _HYPHEN)
        word = word[cut:]
    return [*parts, word]


def _seam(word: str, face: Face, limit: float) -> int:
    """Where a compound or an address may part without a new hyphen; 0 if nowhere."""
    seams = [
        at
        for at in range(3, len(word) - 1)
        if word[at - 1] in _SEAMS and width(word[:at], face) <= limit
    ]
    wished = len(word) / -(-width(word, face) // limit)
    return min(seams, key=lambda at: abs(at - wished), default=0)


def _syllable(word: str, at: int) -> bool:
    """Whether a syllable seems to start there: a consonant before a vowel, `sch` kept whole."""
    rest, before = word[at:].lower(), word[:at].lower()
    if rest.startswith("sch"):
        return True
    if before.endswith(("sc", "c", "s")) and rest.startswith(("h", "ch", "k")):
        return False
    return rest[:1] not in _VOWELS and rest[1:2] in _VOWELS and len(rest) > 2
