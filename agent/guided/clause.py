"""A piece of a sentence that asks for one thing, with its shots, numbers and quoted words.

Quoted words are lifted out first, so nothing inside them is taken for an instruction.
"""

import re
from dataclasses import dataclass, field, replace

from agent.guided.lexicon import corrected, find, has, normal, turned
from agent.guided.scope import Scope
from agent.guided.shots import named_shots
from storage.records import Shot, Storyboard

_QUOTED = re.compile(
    r"“([^”]*)[”“]|„([^“”\"]*)[“”\"]|«([^»]*)»|»([^«]*)«|\"([^\"]*)\"|‚([^‘’]*)[‘’]|‘([^’]*)’"
    r"|(?<![\w])'([^']*(?:\w'\w[^']*)*)'(?!\w)"
)
_ATTACHED = re.compile(r'\[attached (picture|sound|font) ([0-9a-f]{6,64})[^\]\n]*\]')
SECONDS = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*-?\s*(?:seconds?|secs?|sekunden?|sek|s)\b(\s*(?:longer|shorter|more|less"
    r"|länger|kürzer|mehr|weniger))?"
)
_ADDS = re.compile(
    r"\b(?:add|insert|füge?|setze?|packe?)\b.*\b(?:a|another|eine?n?)\s+(?:new |extra |neue )?"
    r"(?:shot|scene|clip|szene|einstellung)\b(?!\s*\d)")
_MARK = re.compile(r"⟦(\d+)⟧")


@dataclass(frozen=True)
class Attachment:
    """A file that came with a message: `picture`, `sound` or `font`, and its content hash."""

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

    `scope` says which shots words without a number stand for. `problems` collects keys of replies
    that say what is missing or cannot be done.
    """

    text: str
    quotes: tuple[str, ...]
    film: Storyboard
    files: tuple[Attachment, ...] = ()
    scope: Scope = field(default_factory=Scope)
    low: str = ""
    problems: list[str] = field(default_factory=list)

    def has(self, group: str, meaning: str = "") -> bool:
        """Whether the piece has a phrase with this meaning."""
        return has(self.low, group, meaning)

    def find(self, group: str) -> str | None:
        """The meaning of the longest phrase of the group."""
        return find(self.low, group)

    @property
    def inherited(self) -> tuple[int, ...]:
        """The shots that "it" stands for: those the sentence was about before."""
        return self.scope.it

    def shot(self, number: int) -> Shot | None:
        """A shot as it is now, or that a new one is made from; None if there is none."""
        return self.scope.shot(number, self.film)

    @property
    def own_quotes(self) -> tuple[str, ...]:
        """The quotations in this piece, in order."""
        return tuple(self.quotes[int(match[1])] for match in _MARK.finditer(self.text))

    @property
    def named(self) -> tuple[int, ...]:
        """The shots this piece names itself, in its order."""
        return named_shots(self.low, self.film, self.inherited)

    @property
    def adds_shot(self) -> bool:
        """Whether it asks for one more shot."""
        return self.has("verb", "new_shot") or _ADDS.search(self.low) is not None

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

    @property
    def pictures(self) -> tuple[str, ...]:
        """The content hashes of the attached pictures."""
        return tuple(one.sha for one in self.files if one.kind == "picture")

    def file(self, kind: str) -> str | None:
        """The content hash of the first attached file of the kind."""
        return next((one.sha for one in self.files if one.kind == kind), None)

    def without(self, *patterns: str | re.Pattern[str]) -> "Clause":
        """The piece without what these expressions find, so that it is not read twice."""
        low = self.low
        for one in patterns:
            low = re.sub(one, " ", low)
        return replace(self, low=" ".join(low.split()))


def make(
    text: str, quotes: tuple[str, ...], film: Storyboard, files: tuple[Attachment, ...],
    scope: Scope | None = None,
) -> Clause:
    """A clause from a piece of text whose quotes are lifted, slips of the finger mended."""
    scope = scope or Scope()
    text = scope.told(text)
    return Clause(text, quotes, film, files, scope, low=turned(corrected(normal(text))))

