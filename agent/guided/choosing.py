"""Takes up what was offered in the turn before: a cheaper way, a version, a project, a deletion."""

import re

from agent.guided import lexicon
from agent.guided.clause import attachments
from agent.guided.lexicon import corrected, has, normal
from agent.guided.phrasing import reply
from agent.guided.shots import named_shots
from agent.guided.told import ways_of
from agent.guided.turn import Call, Move, Outcome, Say, Turn
from storage.records import State

MOST_WORDS = 8


def chosen(state: State, turn: Turn) -> list[Move]:
    """The step that follows a choice; nothing if the message is no choice."""
    if turn.before is None:
        return []
    low = normal(attachments(turn.text)[1]).rstrip("?!. ")
    if not low or len(low.split()) > MOST_WORDS:
        return []
    if turn.just and turn.before.name in ("list_projects", "delete_project"):
        return _project(state, low, turn.before)
    if state.storyboard is None:
        return []
    if turn.before.name == "list_versions" and (number := chosen_number(low)):
        return [Call("go_to_version", {"version": str(number)})]
    if turn.before.name != "find_cheaper" or not ways_of(turn.before):
        return []
    if lexicon.whole(low, "act", "around") == "no":
        return [Say(reply(state.brief.language, "cheaper_left"))]
    way = _way(low, turn.before, state)
    if way is None:
        return []
    return [Call("revise", {"changes": way["changes"], "note": low[:80]})]


def _project(state: State, low: str, before: Outcome) -> list[Move]:
    """One of the projects that were listed; or what becomes of the one that was asked about.

    A plain yes to that question never comes here: the conversation deletes then.
    """
    if before.name == "list_projects":
        rows, number = before.output.get("projects", ()), chosen_number(low)
        found = rows[number - 1]["id"] if number and number <= len(rows) else None
        return [Call("open_project", {"project": found})] if found else []
    if has(low, "act", "yes") and has(low, "kit_delete"):
        return [Call("delete_project", before.arguments)]
    return [Say(reply(state.brief.language, "project_stays"))] if has(low, "act", "no") else []


def _way(low: str, outcome: Outcome, state: State) -> dict[str, object] | None:
    """The way that is meant: by its number, by what it is, by its model, or the cheapest."""
    ways = ways_of(outcome)
    mended = corrected(low)
    if has(low, "act", "yes") and len(ways) == 1:
        return dict(ways[0])
    if has(low, "cheapest"):
        return dict(min(ways, key=lambda one: int(one["price"])))
    for way in ways:
        detail = str(way["detail"]).lower()
        if way["way"] == "model" and (detail in low or detail.partition("/")[2] in low):
            return dict(way)
    meant = [kind for kind in lexicon.meanings("way") if has(mended, "way", kind)]
    for kind in meant:
        some = [one for one in ways if one["way"] == kind]
        named = {str(one) for one in named_shots(low, state.storyboard)} if state.storyboard else {}
        exact = [one for one in some if one["detail"] in named]
        if some:
            return dict(min(exact or some, key=lambda one: int(one["price"])))
    if meant or (state.storyboard and _about_a_shot(low, state)):
        return None
    number = chosen_number(low)
    return dict(ways[number - 1]) if number and number <= len(ways) else None


def _about_a_shot(low: str, state: State) -> bool:
    return bool(re.search(lexicon.pattern("shot", "").pattern, low))


def chosen_number(low: str) -> int | None:
    """A number or an ordinal that is all that is said, besides small words."""
    rest = re.sub(r"\b(?:number|nummer|no|nr|option|way|version|one|version|weg|möglichkeit"
                  r"|variante"
                  r"|take|use|go with|nimm|choose|open|öffne|project|projekt"
                  r"|switch|wechsle|zum|i choose|pick|want|zu|zur|to|go|back|geh"
                  r"|zurück)\b",
                  " ", low)
    for group in ("filler", "around"):
        rest = lexicon.pattern(group, "").sub(" ", rest)
    rest = " ".join(rest.split()).strip(" .#")
    if rest.isdigit():
        return int(rest)
    return next((int(one) for one in lexicon.meanings("ordinal")
                 if lexicon.pattern("ordinal", one).fullmatch(rest)), None)
