"""Reads facts for the brief out of a person's words, given the question that is open.

What is labelled ("it's called …", "9:16", "20 % off") goes where it says; what is left is the
answer to the open question.
"""

import re
from typing import Any

from agent.guided.clause import Attachment, lift, put_back
from agent.guided.fit import clean
from agent.guided.lexicon import FACTS, corrected, find, has, normal, pattern, phrases, whole
from storage.records import Brief
from storage.records.brief import MAX_SECONDS, MIN_SECONDS

LIMITS = {"name": 60, "purpose": 300, "audience": 200, "action": 80, "offer": 80, "address": 120}
_SPLIT = re.compile(
    r"\s*(?:[,;\n]|(?<=[^\d.])(?<![Nn]o)(?<!Nr|Dr|St)\.(?=\s|$)|(?<=\w)!(?=\s|$)|\s[-–—]\s|"
    r"\s(?:and|und)\s(?=(?:it|it's|is|they|the|people|we|es|ist|sie|das|der|die|unsere?)\s))\s*",
    re.I,
)
_SECONDS = re.compile(r"(?<![\d:])(\d{1,3})\s*-?\s*(?:seconds?|secs?|sekunden?|sek|s)\b")
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-zäöü]{2,}(?:/\S*)?", re.I)
_CHOICE_FILLER = re.compile(
    r"\b(?:make|mach|in|im|als|be|and|und|a|very|sehr|format|video|ad|for|für)\b"
)


def read_facts(
    text: str, question: str | None, brief: Brief, files: tuple[Attachment, ...]
) -> dict[str, Any]:
    """Arguments for `update_brief`, with `answered` naming every question this settles."""
    facts = _files(text, question, brief, files)
    lifted, quotes = lift(_benefits(text, facts))
    left: list[str] = []
    pieces = [put_back(piece, quotes).strip() for piece in _SPLIT.split(lifted)]
    alone = sum(map(bool, pieces)) == 1 and question == "name"
    for said in pieces:
        names_file = files and len(said.split()) <= 5 and (
            has(normal(said), "marker", "logo") or has(normal(said), "marker", "photo")
        )
        if said and not names_file and not _labelled(said, question, facts, alone):
            left.append(said)
    if left:
        _rest(text, left, question, brief, facts)
    for name, limit in LIMITS.items():
        if isinstance(facts.get(name), str):
            facts[name] = facts[name][:limit].rstrip()
    questions = ("photo", "name", "purpose", "audience", "action", "tone", "aspect", "logo")
    answered = [one for one in questions if one in facts or (one == "logo" and "no_logo" in facts)]
    facts.pop("no_logo", None)
    return {**facts, "answered": answered} if facts or answered else {}


def _benefits(text: str, facts: dict[str, Any]) -> str:
    """Takes "benefits: light, quick and quiet" out of a text, up to the end of its sentence."""
    for name, expression in FACTS:
        whole_list = expression.replace(".+", r"[^.;\n]+")
        match = re.search(rf"(?:^|(?<=[.;,\n]))\s*{whole_list}", text, re.I)
        if name == "benefits" and match:
            facts["benefits"] = _listed(match["v"])
            return f"{text[: match.start()]}{text[match.end():]}"
    return text


def _listed(text: str) -> list[str]:
    """Up to four things of a list; "and" parts two only where more than a word follows it."""
    things = [clean(one) for one in re.split(r"[,;\n]|\s(?:and|und|&)\s(?=\S+\s+\S)", text)]
    return [one for one in things if one][:4]


def _files(
    text: str, question: str | None, brief: Brief, files: tuple[Attachment, ...]
) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    low = normal(text)
    pictures = [one.sha for one in files if one.kind == "picture"]
    logo_first = len(pictures) == 1 and (
        question == "logo" or has(low, "marker", "logo")
        or (brief.photo is not None and not has(low, "marker", "photo"))
    )
    if pictures and logo_first:
        facts["logo"] = pictures[0]
    elif pictures:
        facts["photo"] = pictures[0]
        if len(pictures) > 1:
            facts["logo"] = pictures[1]
    sound = next((one.sha for one in files if one.kind == "sound"), None)
    return {**facts, "track": sound} if sound else facts


def _labelled(said: str, question: str | None, facts: dict[str, Any], alone: bool) -> bool:
    """Puts a labelled or unmistakable piece into `facts`; False if it is neither.

    A single word given for a name is the name, even if it is "Bold".
    """
    low = normal(said)
    if question in ("name", "purpose", "audience", "action") and len(said.split()) > 8:
        short = False
    else:
        short = len(said.split()) <= 4
    for name, expression in FACTS:
        match = re.fullmatch(expression, said.strip(" ."), re.I)
        if match and name not in facts:
            facts[name] = clean(match["v"])
            return True
    seconds = _SECONDS.search(low)
    if seconds and short and MIN_SECONDS <= int(seconds[1]) <= MAX_SECONDS:
        facts["seconds"] = int(seconds[1])
        return True
    if whole(low, "act") == "skip" and "logo" in low:
        facts["no_logo"] = True
        return True
    chosen = not (alone and not re.search(r"\d", low)) and _choice(low, question, short, facts)
    return chosen or _address(said, question, short, facts)


def _choice(low: str, question: str | None, short: bool, facts: dict[str, Any]) -> bool:
    low = corrected(low) if short else low
    for group in ("aspect", "tone", "look"):
        meaning = find(low, group)
        if meaning is None or group in facts:
            continue
        rest = _without(low, group, meaning)
        asked = question == group
        if (asked and (short or group == "aspect")) or (short and not rest):
            facts[group] = meaning
            return True
        if re.search(r"\d:\d", low) and group == "aspect":
            facts[group] = meaning
            return short
    return False


def _without(low: str, group: str, meaning: str) -> str:
    """What remains of a piece without the choice, its marker words and fillers."""
    rest = pattern(group, meaning).sub(" ", low)
    for other in ("tone", "aspect"):
        if phrases("marker", other):
            rest = pattern("marker", other).sub(" ", rest)
    rest = _CHOICE_FILLER.sub(" ", rest)
    return pattern("filler", "").sub(" ", rest).strip(" .!,")


def _address(said: str, question: str | None, short: bool, facts: dict[str, Any]) -> bool:
    match = _DOMAIN.search(said)
    if not match or "address" in facts:
        return False
    facts["address"] = match[0]
    return match[0] == said.strip(" .") or (short and question != "action")


def _rest(
    text: str, left: list[str], question: str | None, brief: Brief, facts: dict[str, Any]
) -> None:
    """What carries no label: a name, a purpose, an audience, or the answer to the question."""
    if question in ("purpose", "audience", "action") and question not in facts:
        answer = text if len(left) == len(_pieces(text)) else ", ".join(left)
        _answer(clean(answer), question, facts)
        return
    beside = question == "photo" and "photo" in facts and not brief.name and "name" not in facts
    if beside and len(left) > 1 and len(left[0].split()) <= 3 and _purpose_like(left[1]):
        facts["name"] = clean(left.pop(0))         # "Lumo, a soy candle" beside the photo
    for said in left:
        low = normal(said)
        if _purpose_like(said) and not brief.purpose and "purpose" not in facts:
            _answer(clean(said), "purpose", facts)
        elif pattern("for", "").match(low) and not brief.audience and "audience" not in facts:
            facts["audience"] = clean(said.split(" ", 1)[-1])
        elif question == "name" and "name" not in facts and len(said.split()) <= 5:
            facts["name"] = clean(said)
        elif question == "name" and "purpose" not in facts and len(said.split()) > 5:
            _answer(clean(said), "purpose", facts)
        elif "purpose" in facts and isinstance(facts["purpose"], str):
            facts["purpose"] += f", {clean(said)}"


def _purpose_like(said: str) -> bool:
    return pattern("start_of_purpose", "").match(normal(said)) is not None


def _pieces(text: str) -> list[str]:
    return [piece for piece in _SPLIT.split(lift(text)[0]) if piece.strip()]


def _answer(text: str, question: str, facts: dict[str, Any]) -> None:
    """A free answer; a purpose may go on with a colon or a full stop and a list of benefits."""
    head, colon, tail = text.partition(": ")
    if question == "purpose" and not colon:
        head, _, tail = text.partition(". ")
    if question == "purpose" and tail and "benefits" not in facts:
        benefits = _listed(tail)
        if len(benefits) > 1 and all(len(one) <= 40 for one in benefits):
            facts["purpose"], facts["benefits"] = clean(head), benefits
            return
    facts[question] = text
