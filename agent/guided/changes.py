"""Reads changes out of a person's words.

A sentence is cut into pieces at "and" and commas; a piece that means nothing by itself is joined
to the next ("swap 2 | and 3"). A piece without a shot is about the shots named before it.
"""

import re

from agent.guided.arrange import arranged
from agent.guided.clause import Attachment, Clause, lift, make
from agent.guided.lexicon import has
from agent.guided.readers import cannot, read
from storage.records import (
    AnotherTake,
    Change,
    RemoveShot,
    SetLight,
    SetLogo,
    SetMotion,
    SetMusic,
    SetProduct,
    SetSeconds,
    Storyboard,
)

_SPLIT = re.compile(
    r"(\s*(?:[,;\n]|\.(?=\s|$)|!|(?<![\w])(?:and then|and|then|also|plus|und dann|und|dann|außerdem"
    r"|but|aber)(?![\w]))\s*)", re.I,
)


def read_changes(
    text: str, film: Storyboard, files: tuple[Attachment, ...]
) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """All changes a message asks for, in order, and keys of replies for what is missing."""
    lifted, quotes = lift(text)
    parts = list(_SPLIT.split(lifted))
    changes: list[Change] = []
    problems: list[str] = []
    inherited: tuple[int, ...] = ()
    start = 0
    while start < len(parts):
        for end in range(start + 1, len(parts) + 1, 2):
            clause = make("".join(parts[start:end]), quotes, film, files, inherited)
            end, clause = _absorb(parts, start, end, clause)
            found = read(clause)
            if found or clause.problems:
                end, found = _more_shots(parts, end, clause, found)
                changes += found
                problems += clause.problems
                inherited = clause.shots
                start = end + 1
                break
        else:
            wish = cannot(make(parts[start], quotes, film, ()).low)
            problems += [f"cannot_{wish}"] if wish else []
            start += 2
    sound = next((one.sha for one in files if one.kind == "sound"), None)
    if sound and not any(isinstance(one, SetMusic) for one in changes):
        changes.append(SetMusic(track=sound))
    used = any(isinstance(one, SetLogo | SetProduct) for one in changes)
    if any(one.kind == "picture" for one in files) and not used:
        problems.append("which_picture")
    return arranged(changes, len(film.shots)), tuple(dict.fromkeys(problems))


def _absorb(parts: list[str], start: int, end: int, clause: Clause) -> tuple[int, Clause]:
    """Unquoted words after "should say" go on until the sentence ends or another order begins."""
    if clause.own_quotes or not has(clause.low, "verb", "say") or clause.find("light"):
        return end, clause
    while end < len(parts) and not re.match(r"\s*[;.!\n]", parts[end]):
        following = make(parts[end + 1], clause.quotes, clause.film, ())
        if following.named or read(following):
            break
        end += 2
    text = "".join(parts[start:end])
    return end, make(text, clause.quotes, clause.film, clause.files, clause.inherited)


def _more_shots(
    parts: list[str], end: int, clause: Clause, found: list[Change]
) -> tuple[int, list[Change]]:
    """"Shot 1 warmer and 3": a bare number after a change is one more shot for it."""
    per_shot = (SetLight, SetMotion, AnotherTake, SetSeconds, RemoveShot)
    alike = [one for one in found if isinstance(one, per_shot) and one.shot == clause.every[-1]]
    while alike and end + 1 < len(parts) and re.fullmatch(r"\s*(?:in\s+)?\d+\s*", parts[end + 1]):
        number = int(re.sub(r"\D", "", parts[end + 1]))
        found = found + [one.model_copy(update={"shot": number}) for one in alike]
        end += 2
    return end, found
