"""A piece of a sentence that asks for one thing, with its shots, numbers and quoted words.

Quoted words are lifted out first, so nothing inside them is taken for an instruction.
"""

import re
from dataclasses import dataclass, field

from agent.guided import lexicon
from agent.guided.lexicon import corrected, find, has, normal
from storage.records import Storyboard

_QUOTED = re.compile(
    r"“([^”]*)[”“]|„([^“”\"]*)[“”\"]|«([^»]*)»|»([^«]*)«|\"([^\"]*)\"|‚([^‘’]*)[‘’]|‘([^’]*)’"
    r"|(?<![\w])'([^']*(?:\w'\w[^']*)*)'(?!\w)"
)
_ATTACHED = re.compile(r'\[attached (picture|sound) ([0-9a-f]{6,64})[^\]\n]*\]')
SECONDS = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*-?\s*(?:seconds?|secs?|sekunden?|sek|s)\b(\s*(?:longer|shorter|more|less"
    r"|länger|kürzer|mehr|weniger))?"
)
_MARK = re.compile(r"⟦(\d+)⟧")


@dataclass(frozen=True)
class Attachment:
    """A file that came with a message: its kind, `picture` or `sound`, and its content hash."""

    kind: str
    sha: str


def attachments(text: str) -> tuple[tuple[Attachment, ...], str]:
    """The files named in a message, and the message without those lines."""
    found = tuple(Attachment(match[1], match[2]) for match in _ATTACHED.finditer(text))
    return found, _ATTACHED.sub("", text).strip()


def lift(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with ⟦n⟧ for each quotation, and the quotations."""
    quotes: list[str] = []

    def mark(match: re.Match[str]) -> str:
        quotes.append(next(group for group in match.groups() if group is not None).strip())
        return f"⟦{len(quotes) - 1}⟧"

    return _QUOTED.sub(mark, text), tuple(quotes)


def put_back(text: str, quotes: tuple[str, ...]) -> str:
    """The text with its quotations put back."""
    return _MARK.sub(lambda match: quotes[int(match[1])], text)


@dataclass(frozen=True)
class Clause:
    """One piece; `text` as written with quotes lifted, `low` normalised for the tables.

    `inherited` are the shots the sentence named before. `problems` collects keys of replies that
    say what is missing; a reader that adds one gives no changes.
    """

    text: str
    quotes: tuple[str, ...]
    film: Storyboard
    files: tuple[Attachment, ...] = ()
    inherited: tuple[int, ...] = ()
    low: str = ""
    problems: list[str] = field(default_factory=list)

    def has(self, group: str, meaning: str = "") -> bool:
        """Whether the piece has a phrase with this meaning."""
        return has(self.low, group, meaning)

    def find(self, group: str) -> str | None:
        """The meaning of the longest phrase of the group."""
        return find(self.low, group)

    @property
    def own_quotes(self) -> tuple[str, ...]:
        """The quotations in this piece, in order."""
        return tuple(self.quotes[int(match[1])] for match in _MARK.finditer(self.text))

    @property
    def named(self) -> tuple[int, ...]:
        """The shots this piece names itself, in its order."""
        return named_shots(self.low, self.film)

    @property
    def shots(self) -> tuple[int, ...]:
        """The shots it is about: named here, or named before in the sentence."""
        return self.named or self.inherited

    @property
    def every(self) -> tuple[int, ...]:
        """The shots it is about, or all of the film."""
        return self.shots or tuple(range(1, len(self.film.shots) + 1))

    @property
    def rambling(self) -> bool:
        """Long and about no shot: a word in it that has a meaning is there by chance."""
        return not self.shots and len(self.low.split()) > 8

    def file(self, kind: str) -> str | None:
        """The content hash of the first attached file of the kind."""
        return next((one.sha for one in self.files if one.kind == kind), None)


def make(
    text: str, quotes: tuple[str, ...], film: Storyboard, files: tuple[Attachment, ...],
    inherited: tuple[int, ...] = (),
) -> Clause:
    """A clause from a piece of text whose quotes are lifted, slips of the finger mended."""
    return Clause(text, quotes, film, files, inherited, low=corrected(normal(text)))


_SHOT = lexicon.pattern("shot", "").pattern
_LIST = r"\d+(?:\s*(?:,|and|und|&|\+|-|–|to|bis)\s*(?:(?:shot|scene|szene)\s+)?\d+(?![:\w%]))*"
_NUMBERED = re.compile(rf"(?:{_SHOT}|#)\s*(?:number|nummer|no\.?|nr\.?|#)?\s*({_LIST})(?!:\d|%)")
_LOOSE = re.compile(
    rf"\b(?:in|of|from|on|number|nummer|von|bei|aus|swap|switch|exchange|tausche?|vertausche?|"
    rf"between|zwischen|before|after|vor|nach|hinter|remove|delete|drop|entferne?|lösche?|take)\s+({_LIST})"
    r"(?!\s*(?:s\b|sec|sek|%|:|\.\d))"
)
_ROLES = "|".join(lexicon.pattern("role", one).pattern for one in lexicon.meanings("role"))
_THE, _ALONE = r"\b(?:the|die|der|den|dem)\s+", rf"(?!\s+(?:{_ROLES}|\d|seconds|sekunden|and|und))"
_RANGE = re.compile(r"(\d+)\s*(?:-|–|to|bis)\s*(\d+)")


def named_shots(low: str, film: Storyboard) -> tuple[int, ...]:
    """The numbers of the shots a text names: by number, ordinal, beat, or all of them."""
    count = len(film.shots)
    found: list[tuple[int, int]] = []
    for match in (*_NUMBERED.finditer(low), *_LOOSE.finditer(low)):
        listed = _RANGE.sub(
            lambda m: " ".join(map(str, range(int(m[1]), min(int(m[2]), 99) + 1))), match[1]
        )
        numbers = re.findall(r"\d+", listed)
        found += [(match.start(1) + n, int(one)) for n, one in enumerate(numbers)]
    ordinals = {one: ("ordinal", one) for one in lexicon.meanings("ordinal")}
    for number, (group, meaning) in {**ordinals, "last": ("last", "")}.items():
        words = lexicon.pattern(group, meaning).pattern
        for match in re.finditer(rf"(?:{words})\s+(?:{_SHOT}|one)|{_THE}(?:{words}){_ALONE}", low):
            found.append((match.start(), count if number == "last" else int(number)))
    if not found:
        for beat in ("hook", "problem", "solution", "cta"):
            if hit := lexicon.pattern("beat", beat).search(low):
                found += [
                    (hit.start(), n) for n, shot in enumerate(film.shots, 1) if shot.beat == beat
                ] or [(hit.start(), count if beat == "cta" else 1 if beat == "hook" else 0)]
    if not found and has(low, "everything"):
        return tuple(range(1, count + 1))
    return tuple(dict.fromkeys(number for _, number in sorted(found)))
