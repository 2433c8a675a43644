"""Steps about brand kits and whole projects: which is taken, and what is said after it.

A kit's words never to say are given whole, so those it has are looked up before some are added.
A project is deleted by the conversation after a plain yes; here it is only asked for.
"""

from typing import Any

from agent.guided.ability import meant
from agent.guided.choosing import chosen_number
from agent.guided.phrasing import listed, reply, word
from agent.guided.turn import Call, Move, Outcome, Say, Turn
from agent.guided.understanding import Intent, language_of, open_question
from storage.records import Language, State

MOST = 12                                # projects told at a time


def first_step(state: State, turn: Turn, intent: Intent) -> list[Move]:
    """The step that a wish about kits or projects begins with."""
    name = str(intent.facts.get("name", "")).casefold()
    known = name in (one.casefold() for one in state.brands)
    if intent.name == "set_brand_kit" and known and ("never" in intent.facts or intent.allow):
        return [Call("list_brands")]
    if "project" in intent.facts:
        return [Call(intent.name, {**intent.facts, "project": _which(intent, turn)})]
    return [Call(intent.name, intent.facts)]


def _which(intent: Intent, turn: Turn) -> str:
    """The project as it was named; a number or an ordinal is one of the list just shown."""
    said = str(intent.facts["project"])
    if turn.before is None or turn.before.name != "list_projects":
        return said
    rows = turn.before.output.get("projects", ())
    number = chosen_number(said.lower())
    return str(rows[number - 1]["id"]) if number and number <= len(rows) else said


def _heard(state: State, turn: Turn) -> Language:
    """The language of the person, who may have gone to a project that has another."""
    return language_of(turn.text, 2) or state.brief.language


def _say(state: State, language: Language, *parts: str) -> list[Move]:
    """What was done, then the open question while the brief is taken."""
    question = open_question(state) if state.storyboard is None else None
    asked = [reply(language, f"ask_{question}")] if question else []
    return [Say("\n\n".join([" ".join(filter(None, parts)), *asked]))]


def kits_listed(state: State, turn: Turn, last: Outcome) -> list[Move]:
    """The kits; or the change of one whose words had to be known first."""
    intent, kits = meant(state, turn), list(last.output.get("kits", ()))
    language = _heard(state, turn)
    if intent.act == "step" and intent.name == "set_brand_kit":
        return [Call("set_brand_kit", {**intent.facts, "never": _never(intent, kits)})]
    if not kits:
        return [Say(reply(language, "kits_none"))]
    preferred = last.output.get("preferred", "")
    lines = [
        f"- {kit_told(language, kit)}"
        + (f" *({word(language, 'kit_preferred')})*" if kit["name"] == preferred else "")
        for kit in kits
    ]
    return [Say("\n".join([reply(language, "kits"), *lines, "", reply(language, "kits_how")]))]


def _never(intent: Intent, kits: list[dict[str, Any]]) -> list[str]:
    """All words that are not to be said from now on; none at all if that was asked for."""
    new, allowed = intent.facts.get("never"), [one.casefold() for one in intent.allow]
    if new == [] and not allowed:
        return []
    name = str(intent.facts["name"]).casefold()
    old = next((kit["never"] for kit in kits if kit["name"].casefold() == name), ())
    return [one for one in dict.fromkeys([*old, *(new or ())]) if one.casefold() not in allowed]


def kit_told(language: Language, kit: dict[str, Any]) -> str:
    """A kit in a line: its name and all that it says."""
    parts = [word(language, f"kit_{one}") for one in ("logo", "font") if kit.get(one)]
    parts += [" ".join(filter(None, (kit.get("primary"), kit.get("accent"))))]
    parts += [word(language, kit["tone"])] if kit.get("tone") else []
    parts += [f"“{kit[one]}”" for one in ("action", "offer", "address") if kit.get(one)]
    if kit.get("never"):
        words = listed(language, list(kit["never"]))
        parts.append(f"{word(language, 'kit_never')} {words}")
    said = ", ".join(filter(None, parts)) or word(language, "kit_empty")
    return f"**{kit['name']}**: {said}"


def kit_kept(state: State, turn: Turn, last: Outcome) -> list[Move]:
    """What the kit says now. A film that has it, or is to have it, takes it at once."""
    intent, language, film = meant(state, turn), _heard(state, turn), state.storyboard
    name = str(last.output.get("name", ""))
    has_it = film is not None and film.brand is not None and film.brand.name == name
    if film is not None and (has_it or intent.here):
        changes = [{"op": "brand", "brand": name}]
        return [Call("revise", {"changes": changes, "note": name})]
    missing = [reply(language, key) for key in intent.problems]
    taken = film is None and state.brand is not None and state.brand.name == name
    more = "kit_taken" if taken else "kit_apply"
    return _say(state, language, kept(language, last), *missing,
                reply(language, more, name=name))


def kept(language: Language, last: Outcome) -> str:
    """That a kit was kept, and what it says."""
    return reply(language, "kit_kept", kit=kit_told(language, last.output))


def kit_removed(state: State, turn: Turn, last: Outcome) -> list[Move]:
    """That the kit is gone."""
    language = _heard(state, turn)
    return _say(state, language,
                reply(language, "kit_removed", name=last.arguments.get("name", "")))


def projects_listed(state: State, turn: Turn, last: Outcome) -> list[Move]:
    """The person's projects, numbered; a number opens one."""
    language, rows = _heard(state, turn), list(last.output.get("projects", ()))
    if not rows:
        return _say(state, language, reply(language, "projects_none"))
    here = last.output.get("here")
    lines = [
        f"{number}. **{row['title'] or row['id'][:8]}**"
        + (f", {word(language, 'film')}" if row["film"] else "")
        + (f" *({word(language, 'project_here')})*" if row["id"] == here else "")
        for number, row in enumerate(rows[:MOST], start=1)
    ]
    return [Say("\n".join([
        reply(language, "projects_mine"), *lines, "", reply(language, "projects_how")]))]


def project_opened(state: State, turn: Turn, last: Outcome) -> list[Move]:
    """Which project it goes on with, from now on or as a copy."""
    language, film = _heard(state, turn), state.storyboard
    key = "project_opened" if last.name == "open_project" else "project_copied"
    title = state.title or state.brief.name or state.project[:8]
    parts = [reply(language, key, title=title)]
    if film is not None:
        parts.append(reply(language, "project_is", shots=len(film.shots),
                           seconds=f"{film.seconds:g}"))
    parts += [reply(language, "quote_waits")] if state.quote else []
    return _say(state, language, *parts)


def project_renamed(state: State, turn: Turn, last: Outcome) -> list[Move]:
    """The new title."""
    language = _heard(state, turn)
    return _say(state, language,
                reply(language, "project_renamed", title=last.arguments.get("title", "")))


def delete_asked(state: State, turn: Turn, last: Outcome) -> list[Move]:
    """What would go, and the one question."""
    language, stake = _heard(state, turn), last.output
    title = stake.get("title") or str(last.arguments.get("project", ""))
    versions, films = int(stake.get("versions", 0)), int(stake.get("films", 0))
    goes = [f"{count} {word(language, what if count == 1 else f'{what}s')}"
            for count, what in ((versions, "version"), (films, "film_part")) if count]
    return [Say(reply(
        language, "project_delete", title=title or word(language, "project_this"),
        goes=listed(language, goes) or word(language, "project_draft"),
        megabytes=stake.get("megabytes", 0)))]
