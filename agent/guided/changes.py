"""Reads changes out of a person's words.

A sentence is cut into pieces at "and" and commas; a piece that means nothing by itself is joined
to the next ("swap 2 | and 3"). A piece without a shot is about the shots named before it. Free
words (what a picture shows, what is heard) go on until another order begins.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent.guided.arrange import STRUCTURE, arranged
from agent.guided.clause import Attachment, Clause, lift, make
from agent.guided.lexicon import has, normal, turned
from agent.guided.readers import cannot, read
from agent.guided.scope import Scope
from storage.records import (
    AnotherTake,
    Change,
    RemoveShot,
    RewriteShot,
    SetLight,
    SetLogo,
    SetMotion,
    SetMusic,
    SetPicture,
    SetProduct,
    SetSeconds,
    SetSound,
    SetVoice,
    Storyboard,
    UsePicture,
)

_SPLIT = re.compile(
    r"(\s*(?:,(?!\s*(?:except|apart from|but not|außer|bis auf|aber nicht)\b)|[;\n]|\.(?=\s|$)|!"
    r"|(?<![\w])(?:and then|and|then|also|plus|und dann|und|dann|außerdem"
    r"|(?<!all )(?<!shots )(?<!shot )(?<!scenes )(?<!everything )but|aber)(?![\w]))\s*)", re.I,
)
_NOUN = re.compile(
    r"^\W*\w+\s+(?:look|style|stil|feel|music|musik|background|hintergrund)\W*$", re.I,
)
_ENDS = re.compile(r"\s*[;.!\n]")
_GOES_ON = re.compile(
    r"\s*(?:it|the|that|this|too|there|sie|es|das|die|der|zu|da|because|weil)\b", re.I,
)


@dataclass(frozen=True)
class _Sentence:
    """A message cut into pieces (every second part) and what stands between them."""

    parts: tuple[str, ...]
    quotes: tuple[str, ...]
    film: Storyboard
    files: tuple[Attachment, ...]

    def clause(self, start: int, end: int, scope: Scope | None = None) -> Clause:
        """The pieces from `start` up to `end` as one clause, slips of the finger mended.

        Where the words as written ask for something else than the mended ones, they are meant.
        """
        text = "".join(self.parts[start:end])
        mended = make(text, self.quotes, self.film, self.files, scope)
        written = replace(mended, low=turned(normal(mended.text)), problems=[])
        if written.low == mended.low:
            return mended
        asked, perhaps = (_kinds(read(replace(one, problems=[]))) for one in (written, mended))
        sure = written.named or written.own_quotes or not perhaps
        return written if asked and asked != perhaps and sure else mended


def read_changes(
    text: str, film: Storyboard, files: tuple[Attachment, ...]
) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """All changes a message asks for, in order, and keys of replies for what is missing."""
    lifted, quotes = lift(text)
    said = _Sentence(tuple(_SPLIT.split(lifted)), quotes, film, files)
    changes: list[Change] = []
    problems: list[str] = []
    scope = Scope()
    start = 0
    while start < len(said.parts):
        end, clause, found = _next(said, start, scope)
        if found or clause.problems:
            end, found = _more_shots(said.parts, end, clause, found)
            found = scope.everywhere(found, film) if clause.has("everything") else found
            changes += [one for one in found if isinstance(one, STRUCTURE) or one not in changes]
            problems += clause.problems
            scope = scope.after(found, clause.shots, film)
            start = end + 1
        else:
            wish = cannot(said.clause(start, start + 1).low)
            problems += [f"cannot_{wish}"] if wish else []
            start += 2
    changes, problems = _with_files(changes, problems, files)
    return arranged(changes, len(film.shots)), tuple(dict.fromkeys(problems))


def _kinds(found: Sequence[Change]) -> set[str]:
    return {one.op for one in found}


def _next(
    said: _Sentence, start: int, scope: Scope
) -> tuple[int, Clause, list[Change]]:
    """The first order from `start` on: where it ends, its clause, its changes."""
    missing: tuple[int, Clause, list[Change]] | None = None
    for end in range(start + 1, len(said.parts) + 1, 2):
        if missing is not None and _own_order(said, end - 1):
            break
        if _adjective(said, start, end):
            continue
        clause = said.clause(start, end, scope)
        end, clause = _absorb(said, start, end, clause)
        found = read(clause)
        if found:
            return _goes_on(said, start, end, clause, found)
        if clause.problems and clause.problems != ["which_shot"]:
            return end, clause, found
        if clause.problems and missing is None:      # perhaps the shot is named a little later
            missing = (end, clause, found)
    return missing or (start + 1, said.clause(start, start + 1, scope), [])


def _adjective(said: _Sentence, start: int, end: int) -> bool:
    """Whether a piece only begins what the next one names: "a dark, elegant look"."""
    if end != start + 1 or end >= len(said.parts) or len(said.parts[start].split()) > 3:
        return False
    return _NOUN.search(said.parts[end + 1]) is not None and not said.clause(start, end).named


def _own_order(said: _Sentence, place: int) -> bool:
    """Whether a piece is an order about a shot of its own."""
    clause = said.clause(place, place + 1)
    return bool(clause.named and read(clause))


def _absorb(said: _Sentence, start: int, end: int, clause: Clause) -> tuple[int, Clause]:
    """Unquoted words after "should say" go on until the sentence ends or another order begins."""
    if clause.own_quotes or not has(clause.low, "verb", "say") or clause.find("light"):
        return end, clause
    while end < len(said.parts) and not _ENDS.match(said.parts[end]):
        following = said.clause(end + 1, end + 2)
        if following.named or read(following):
            break
        end += 2
    return end, said.clause(start, end, clause.scope)


def _goes_on(
    said: _Sentence, start: int, end: int, clause: Clause, found: list[Change]
) -> tuple[int, Clause, list[Change]]:
    """Free words take in the pieces after them that are no order of their own."""
    while _is_free(found) and end < len(said.parts) and not _ENDS.match(said.parts[end]):
        following = said.clause(end + 1, end + 2)
        other = read(following)
        why = isinstance(found[0], RewriteShot) and _GOES_ON.match(following.text)
        alike = bool(other) and type(other[0]) is type(found[0]) and not following.has("verb",
            "change")
        if (following.named and clause.named) or not following.text.strip() or following.problems:
            break
        if other and not (why or alike):
            break
        longer = said.clause(start, end + 2, clause.scope)
        again = read(longer)
        if not _is_free(again) or type(again[0]) is not type(found[0]):
            break
        end, clause, found = end + 2, longer, again
    return end, clause, found


def _is_free(found: Sequence[Change]) -> bool:
    """Whether an order carries free words."""
    if not found:
        return False
    first = found[0]
    if isinstance(first, SetMotion):
        return first.action is not None
    return isinstance(first, SetPicture | SetSound | RewriteShot) or (
        isinstance(first, SetVoice) and bool(first.line))


def _more_shots(
    parts: Sequence[str], end: int, clause: Clause, found: list[Change]
) -> tuple[int, list[Change]]:
    """"Shot 1 warmer and 3": a bare number after a change is one more shot for it."""
    per_shot = (SetLight, SetMotion, AnotherTake, SetSeconds, RemoveShot, SetVoice, UsePicture)
    alike = [one for one in found if isinstance(one, per_shot) and one.shot == clause.every[-1]]
    while alike and end + 1 < len(parts) and re.fullmatch(r"\s*(?:in\s+)?\d+\s*", parts[end + 1]):
        number = int(re.sub(r"\D", "", parts[end + 1]))
        found = found + [one.model_copy(update={"shot": number}) for one in alike]
        end += 2
    return end, found


def _with_files(
    changes: list[Change], problems: list[str], files: tuple[Attachment, ...]
) -> tuple[list[Change], list[str]]:
    """What the files of a message are for where its words do not say it."""
    sound = next((one.sha for one in files if one.kind == "sound"), None)
    if sound and not any(isinstance(one, SetMusic) for one in changes):
        changes = [*changes, SetMusic(track=sound)]
    used = any(isinstance(one, SetLogo | SetProduct | UsePicture) for one in changes)
    if any(one.kind == "picture" for one in files) and not used:
        problems = [*problems, "which_picture"]
    return changes, problems
