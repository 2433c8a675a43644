"""What the guided director does next: a pure function of the state and the conversation.

After a person has spoken it does one step or says one thing; after a step it says what came of it
and, where the flow goes on, does the next. It asks one question at a time.
"""

from agent.guided import lexicon
from agent.guided.ability import meant
from agent.guided.answers import answer
from agent.guided.choosing import chosen
from agent.guided.clause import attachments
from agent.guided.follow_up import follow_up
from agent.guided.keeping import keep_rest
from agent.guided.shelf import first_step
from agent.guided.turn import Call, Move, Turn
from agent.guided.understanding import Intent, language_of
from storage.records import Language, State

NOTE, BACK, SHORT = 80, 3, 3             # characters; messages that tell the language; words
_ASKED_FOR: dict[str, Language] = {"german": "de", "english": "en"}
_TAKEN_DOWN = {"facts": "update_brief", "film": "write_film", "plan_film": "plan_film"}
_AT_ONCE = {"animate": "animate_shots", "animated": "show_clips", "report": "report_content"}
_NULLS = {"logo": "logo", "brand": "brand", "own_picture": "picture"}


def decide(state: State, turn: Turn) -> list[Move]:
    """The next message and step; a step comes last."""
    state = _spoken_to(state, turn)
    if turn.done:
        only_language = (
            turn.done[-1].name == "update_brief"
            and set(turn.done[-1].arguments) == {"language"}
            and not turn.done[-1].output.get("error")
            and "start_again" not in turn.names
        )
        if not only_language:
            return follow_up(state, turn)
    if not turn.done and (choice := chosen(state, turn)):
        return choice
    intent = meant(state, turn)
    language = None if turn.done else _new_language(state, turn, intent)
    return _moves(state, turn, intent, {"language": language} if language else {})


def _moves(
    state: State, turn: Turn, intent: Intent, spoken: dict[str, Language]
) -> list[Move]:
    """The moves of a person's turn; `spoken` is the language it changes to, if it does."""
    if intent.act in _TAKEN_DOWN:
        return [Call(_TAKEN_DOWN[intent.act], {**intent.facts, **spoken})]
    if spoken or (intent.act == "page" and intent.facts and not turn.done):
        facts = intent.facts if intent.act == "page" else {}
        return [Call("update_brief", {**facts, **spoken})]
    if intent.act in _AT_ONCE:
        return [Call(_AT_ONCE[intent.act], intent.facts)]
    if intent.act == "step":
        return first_step(state, turn, intent)
    if intent.act == "page":
        return [Call("read_product_page", {"url": intent.url})]
    if intent.act == "pick":
        return [Call("choose_picture", {"number": intent.number})]
    if intent.act == "change":
        changes = [one.model_dump(exclude_none=True) for one in intent.changes]
        arguments = {"changes": [_whole(one) for one in changes], "note": _note(turn.text)}
        return [Call("revise", arguments)]
    if intent.act == "keep_rest":
        return keep_rest(state, turn)
    return answer(state, intent)


def _spoken_to(state: State, turn: Turn) -> State:
    """The state told in the language a person writes now; the film keeps its own."""
    if state.storyboard is None:
        return state
    for text in (turn.text, *reversed(turn.said_before.splitlines()[-BACK:])):
        asked = lexicon.whole(lexicon.normal(text).strip("?!. "), "act", "around")
        least = 1 if len(text.split()) > SHORT else 2
        language = _ASKED_FOR.get(asked or "") or language_of(text, least)
        if language:
            brief = state.brief.model_copy(update={"language": language})
            return state.model_copy(update={"brief": brief})
    return state


def _note(text: str) -> str:
    """The person's own words as the version's note, shortened."""
    said = " ".join(attachments(text)[1].split())
    return said if len(said) <= NOTE else f"{said[: NOTE - 1].rsplit(' ', 1)[0]}…"


def _whole(change: dict[str, object]) -> dict[str, object]:
    """A removal is a null that must be said."""
    null = _NULLS.get(str(change["op"]))
    return {null: None, **change} if null else change


def _new_language(state: State, turn: Turn, intent: Intent) -> Language | None:
    now: Language = state.brief.language
    if asked := _ASKED_FOR.get(intent.act):
        return asked
    if state.storyboard is not None:
        return None
    least = 1 if not state.answered else 2 if now == "en" else 3
    heard = language_of(turn.text, least)
    return heard if heard and heard != now else None
