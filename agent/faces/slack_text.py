"""From Slack's text to ours, and from ours to Slack's.

Invariant: whatever was written by people, models or pages reaches Slack with `&`, `<` and `>`
escaped, so it mentions nobody, calls no channel and draws no link but a plain one to the web.
"""

import html
import re

MOST = 3000                              # characters in a section of a message
LONGEST = 12_000                         # in a message
_TOKEN = re.compile(r"<([^<>]*)>")
_PERSON = re.compile(r"[UW][A-Z0-9]{2,20}")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\((https?://[^\s()<>|]+)\)")
_BOLD = re.compile(r"\*\*(\S(?:[^\n]*?\S)?)\*\*")
_HEADING = re.compile(r"^#{1,6} +(.+?)#*$", re.MULTILINE)
_ITEM = re.compile(r"^( *)[-*] +", re.MULTILINE)


def heard_text(text: str, bot: str) -> str:
    """What a person wrote: links and names as they read, our own name left out."""

    def plain(found: re.Match[str]) -> str:
        target, _, label = found[1].partition("|")
        if target.startswith("@"):
            return "" if target == f"@{bot}" else f"@{label or target[1:]}"
        if target.startswith(("#", "!")):
            return label or target
        return target.removeprefix("mailto:")

    return html.unescape(_TOKEN.sub(plain, text)).strip()


def to_somebody_else(text: str, bot: str) -> bool:
    """Whether a message begins with another person's name: people talk among themselves."""
    found = re.match(r"\s*<@([A-Z0-9]+)", text)
    return found is not None and found[1] != bot


def escaped(text: str) -> str:
    """Text that stands for itself and nothing else."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def marked(text: str) -> str:
    """Light Markdown as Slack's own, all else escaped."""
    shown = escaped(text)
    shown = _HEADING.sub(r"*\1*", shown)
    shown = _ITEM.sub(r"\1• ", shown)
    shown = _BOLD.sub(r"*\1*", shown)
    return clipped(_LINK.sub(r"<\2|\1>", shown), LONGEST)


def clipped(text: str, most: int = MOST) -> str:
    """At most so many characters, none of them half of an escaped one."""
    if len(text) <= most:
        return text
    return re.sub(r"(&[a-z]{0,4}|<[^>]*)$", "", text[: most - 1]) + "…"


def person(ident: str) -> str:
    """A mention of somebody by Slack's id; any other name just as text."""
    return f"<@{ident}>" if _PERSON.fullmatch(ident) else escaped(ident)


def link(url: str, label: str) -> str:
    """A link to our own pages."""
    return f"<{url}|{escaped(label)}>"
