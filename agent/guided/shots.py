"""Which shots a piece of a sentence names: by number, ordinal, beat, all of them, or all but some.

Shots are counted from 1. A number may lie outside the film; the caller says so.
"""

import re

from agent.guided import lexicon
from agent.guided.lexicon import has
from storage.records import Storyboard

SHOT = lexicon.pattern("shot", "").pattern
_LIST = (
    r"\d+(?!\d)(?:\s*(?:,|and|und|&|\+|-|–|to|bis|through|thru)\s*(?:(?:the|shot|scene|szene"
    r"|die)\s+)?"
    r"\d+(?![:\w%]))*"
)
_TIME = r"\s*(?:s|secs?|seconds?|sek|sekunden?|min\w*)\b"
_NUMBERED = re.compile(
    rf"(?:{SHOT}|#)\s*(?:number|nummer|no\.?|nr\.?|#)?\s*({_LIST})(?!:\d|%|{_TIME})"
)
_LOOSE = re.compile(
    rf"\b(?:in|of|from|on|number|nummer|nr|von|bei|aus|swap|switch|exchange|tausche?|vertausche?|"
    rf"between|zwischen|before|after|vor|nach|hinter|behind|remove|delete|drop|entferne?|lösche?|"
    rf"take|keep|leave|lass|behalte?|für|for|duplicate|duplizier\w*|kopiere?|verdopp\w+|split"
    rf"|scrap|move|put|bring|shift|place|send|slide|stell\w*|schieb\w*|verschieb\w*|setze?|zieh\w*"
    rf"|packe?|make|mach|streiche?|rewrite|only|nur)\s+({_LIST})"
    rf"(?!{_TIME}|\s*(?:%|:|\.\d|times|mal\b|more|weitere|lines?|points?|punkte?|words?|(?:by|zu)"
    rf" (?:1|9|16)\b"
    r"|dollar|euro|\$|€|takes?|versions?|x\b|@))"
)
_ROLES = "|".join(lexicon.pattern("role", one).pattern for one in lexicon.meanings("role"))
_THE = r"\b(?:the|die|der|das|den|dem|from|und|and|,)\s+"
_ALONE = (rf"(?!\s+(?:{_ROLES}|\d|seconds?|sekunden?|and\s+foremost|time|mal|take|takes|try|version"
          r"|versions|fassung|versuch|half|hälfte|few|frame))")
_RANGE = re.compile(r"(\d+)\s*(?:-|–|to|bis|through|thru)\s*(?:the |shot |scene |szene )?(\d+)")
_FIRST, _LAST = (lexicon.pattern(*one).pattern for one in (("ordinal", "1"), ("last", "")))
_GROUP = re.compile(rf"(?P<first>{_FIRST})?(?P<last>{_LAST})?\s+(?P<n>\d|beiden|couple of)"
                    rf"(?:\s+(?:{SHOT}|ones))?(?!\s*(?:s\b|sec|sek|points?|punkte?|lines?))")


def named_shots(low: str, film: Storyboard, inherited: tuple[int, ...] = ()) -> tuple[int, ...]:
    """The numbers of the shots that a normalised text names, in its order; none if it names none.

    `inherited` are those named before it: "the others" are all but these.
    """
    everyone = tuple(range(1, len(film.shots) + 1))
    if has(low, "everything") and (spared := _spared(low, film)):
        return tuple(one for one in everyone if one not in spared)
    found = _numbered(low) + _grouped(low, len(everyone)) + _counted(low, len(everyone))
    if not found:
        found = _beats(low, film)
    if not found and inherited and has(low, "others"):
        return tuple(one for one in everyone if one not in inherited)
    if not found and has(low, "middle"):
        return everyone[1:-1]
    if not found and has(low, "everything"):
        return everyone
    return tuple(dict.fromkeys(number for _, number in sorted(found)))


def _spared(low: str, film: Storyboard) -> tuple[int, ...]:
    """The shots after "all but": those that are meant not to be meant."""
    whole = lexicon.pattern("everything", "").pattern
    but = lexicon.pattern("except", "").pattern
    match = re.search(rf"(?:{whole})\b[^;]*?(?:{but})\s+(?P<rest>.+)", low)
    return named_shots(match["rest"], film) or _bare(match["rest"]) if match else ()


def _bare(text: str) -> tuple[int, ...]:
    return tuple(int(one) for one in re.findall(r"^\d+", text))


def _numbered(low: str) -> list[tuple[int, int]]:
    found = []
    for match in (*_NUMBERED.finditer(low), *_LOOSE.finditer(low)):
        listed = _RANGE.sub(
            lambda m: " ".join(map(str, range(int(m[1]), min(int(m[2]), 99) + 1))), match[1]
        )
        numbers = re.findall(r"\d+", listed)
        found += [(match.start(1) + n, int(one)) for n, one in enumerate(numbers)]
    return found


def _grouped(low: str, count: int) -> list[tuple[int, int]]:
    """ "The first two", "die letzten beiden"."""
    found = []
    for match in _GROUP.finditer(low):
        many = int(match["n"]) if match["n"].isdigit() else 2
        if match["first"] or match["last"]:
            numbers = range(1, many + 1) if match["first"] else range(count - many + 1, count + 1)
            found += [(match.start() + n, one) for n, one in enumerate(numbers)]
    return found


def _counted(low: str, count: int) -> list[tuple[int, int]]:
    """ "The second shot", "die letzte", "the third one"."""
    ordinals = {one: ("ordinal", one) for one in lexicon.meanings("ordinal")}
    found = []
    for number, (group, meaning) in {**ordinals, "last": ("last", "")}.items():
        words = lexicon.pattern(group, meaning).pattern
        for match in re.finditer(rf"(?:{words})\s+(?:{SHOT}|one)|{_THE}(?:{words}){_ALONE}", low):
            found.append((match.start(), count if number == "last" else int(number)))
    return found


def _beats(low: str, film: Storyboard) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    count = len(film.shots)
    for beat in ("hook", "problem", "solution", "cta"):
        if hit := lexicon.pattern("beat", beat).search(low):
            found += [
                (hit.start(), n) for n, shot in enumerate(film.shots, 1) if shot.beat == beat
            ] or [(hit.start(), count if beat == "cta" else 1 if beat == "hook" else 0)]
    return found
