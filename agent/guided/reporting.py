"""Content that is reported: "report this film: it shows a rival's logo", "melde Szene 2". Pure."""

import re
from typing import Any

from agent.guided.lexicon import normal
from agent.guided.shots import named_shots
from storage.records import Storyboard
from storage.reports import Reason

_WHAT = (
    r"(?:this|that|these|the|it|my|our|content|film|video|ad|shot|scene|picture|image|clip|dies\w*"
    r"|de[nrms]|das|die|es|mein\w*|unser\w*|inhalte?|szene|bild(?:er)?|clips?)\b"
)
_REPORT = re.compile(
    r"^\W*(?:(?:please|bitte|can you|could you|i(?:'d like| want| have) to"
    r"|ich (?:möchte|will|muss))\s+)*"
    rf"(?:(?:report|flag|melde)\s+(?!dich|mich){_WHAT}|{_WHAT}.{{0,40}}\bmelden\b)",
    re.I | re.S,
)
_REASONS: tuple[tuple[Reason, str], ...] = (
    ("copyright", "copyright|trademark|logo|brand|rival|stolen|urheber|marke|geklaut|kopiert"),
    ("sexual", "sexual|sexuell|nude|naked|nackt|porn"),
    ("violent", "violen|blood|gore|gewalt|blut|brutal"),
    ("hateful", "hate|hass|racis|rassis|insult|beleidig|discriminat|diskriminier"),
    ("illegal", "illegal|unlawful|against the law|verboten|gesetz"),
    ("misleading", "mislead|false|wrong|untrue|lie|irreführ|falsch|gelogen|stimmt nicht"),
)


def asked(said: str, film: Storyboard) -> dict[str, Any] | None:
    """The arguments of `report_content`, if something is reported; else None."""
    if not _REPORT.match(said):
        return None
    reason = next((name for name, words in _REASONS if re.search(rf"\b(?:{words})", said, re.I)),
                  "other")
    shots = named_shots(normal(said), film)
    return {"reason": reason, "words": said.strip()[:2000],
            **({"shot": shots[0]} if len(shots) == 1 else {})}
