"""What is said about whole projects: open one, rename it, duplicate it, delete it."""

import re
from typing import Any

from agent.guided import shelf_de, shelf_en
from agent.guided.clause import lift, put_back
from agent.guided.fit import clean
from tools.pipeline.projects import LONGEST_TITLE

_REQUESTS = tuple(
    (act, re.compile(expression, re.I | re.S))
    for act, expression in (*shelf_en.PROJECTS, *shelf_de.PROJECTS)
)
_POLITE = re.compile(
    r"^\s*(?:please|can you|could you|would you|can we|could we|let's|i want to|i'd like to|i want"
    r"|now|ok|okay|hey|so|and|then|bitte|kannst du|könntest du|können wir|lass uns|ich möchte"
    r"|ich will|jetzt|mal)[\s,]+"
    r"|[\s,]+(?:please|bitte|now|then|thanks|danke|mal|again|wieder|for me|for good|for ever"
    r"|completely|endgültig|jetzt)$", re.I)
_THIS = frozenset((
    "this", "the", "it", "here", "present", "current", "dieses", "das", "hier", "jetzige",
    "aktuelle", "es", "project", "projekt", "ad", "film",
))
_ARTICLE = re.compile(r"^(?:the|my|our|das|mein|unser|called|named|namens|for|für)\s+", re.I)
_OTHERS = frozenset((
    "another", "other", "an", "a", "anderes", "ein", "new", "neues", "all", "alle",
))
STEPS = {
    "open": "open_project", "rename": "rename_project", "duplicate": "duplicate_project",
    "delete": "delete_project",
}


def read_project(said: str) -> tuple[str, dict[str, Any], str] | None:
    """A step about a project, its arguments, and the key of a reply where something is missing.

    `project` is the person's word for it, "" for the one that is talked about.
    """
    lifted, quotes = lift(said)
    text = _plain(lifted)
    for act, expression in _REQUESTS:
        match = expression.fullmatch(text)
        if match is None:
            continue
        which, title = (_value(match, one, quotes) for one in ("p", "v"))
        if which.split(" ")[0].lower() in _OTHERS:
            continue
        arguments = {"project": which} if which else {}
        if act == "open" and not which:
            return "", {}, "which_project"
        if title:
            arguments["title"] = title[:LONGEST_TITLE]
        return STEPS[act], arguments, ""
    return None


def _plain(text: str) -> str:
    """Without politeness and the punctuation around it."""
    before = ""
    while text != before:
        before = text
        text = _POLITE.sub("", text.strip(" .!?,:"))
    return " ".join(text.split())


def _value(match: re.Match[str], group: str, quotes: tuple[str, ...]) -> str:
    """A project's or a title's name as it was said; "" where it is only "this" or not there."""
    said = (match.groupdict().get(group) or "").strip()
    before = ""
    while group == "p" and said != before:
        before = said
        said = _ARTICLE.sub("", said)
    named = clean(put_back(said, quotes))
    named = re.sub(r"\s+(?:project|projekt|one)$", "", named, flags=re.I) if group == "p" else named
    return "" if group == "p" and named.lower() in _THIS else named
