"""What steps about prices and versions found, in words."""

from typing import Any

from agent.guided.phrasing import cost, reply, word
from agent.guided.turn import Outcome
from storage.records import Language

MOST = 6                                 # ways or versions told at a time


def ways_of(outcome: Outcome) -> list[dict[str, Any]]:
    """The cheaper ways of a `find_cheaper` as they are told, numbered from 1."""
    return list(outcome.output.get("ways", ()))[-MOST:]


def cheaper_ways(language: Language, outcome: Outcome) -> str:
    """The ways with their exact prices and what each gives up; one question."""
    now, ways = int(outcome.output.get("now", 0)), ways_of(outcome)
    if now == 0:
        return reply(language, "cheaper_free")
    if not ways:
        return reply(language, "cheaper_none", now=cost(language, now))
    lines = [
        f"{number}. " + reply(language, f"way_{one['way']}", detail=one["detail"],
                              price=cost(language, int(one["price"])))
        for number, one in enumerate(ways, start=1)
    ]
    head = reply(language, "cheaper_ways", now=cost(language, now))
    return "\n".join([head, *lines, "", reply(language, "cheaper_question")])


def versions(language: Language, outcome: Outcome) -> str:
    """The newest versions: number, name, what changed, which is shown and which are films."""
    rows = list(outcome.output.get("versions", ()))
    if not rows:
        return reply(language, "no_versions")
    lines = [
        "- " + reply(
            language, "version_line", number=row["version"], note=row["note"] or "…",
            name=f" **{row['name']}**" if row["name"] else "", marks=_marks(language, row),
        )
        for row in rows[-2 * MOST:]
    ]
    return "\n".join([reply(language, "versions"), *lines, "", reply(language, "versions_how")])


def _marks(language: Language, row: dict[str, Any]) -> str:
    marks = [word(language, key) for key, said in (("film", row["film"]), ("shown", row["shown"]))
             if said]
    return f" *({', '.join(marks)})*" if marks else ""
