"""Answers to plain requests: what is said, or the one step that is done for them."""

from collections.abc import Callable

from agent.guided.ability import notes_told
from agent.guided.answers_film import FILM_ACTS
from agent.guided.follow_up import ask, asked
from agent.guided.phrasing import cost, duration, money, progress_words, refused_shots, reply
from agent.guided.turn import Call, Move, Say
from agent.guided.understanding import Intent, open_question
from agent.wording import wording
from storage.records import Language, State

_RUNNING = ("approved", "running")


def answer(state: State, intent: Intent) -> list[Move]:
    """The answer to a plain request, or to what was not understood."""
    if intent.act in FILM_ACTS and state.storyboard is not None:
        return FILM_ACTS[intent.act](state, intent)
    known = ACTS.get(intent.act)
    return known(state) if known else _unknown(state, intent)


def _say(state: State, *keys: str) -> list[Move]:
    language = state.brief.language
    return [Say(" ".join(reply(language, key) for key in keys))]


def _with_question(state: State, key: str) -> list[Move]:
    """A reply, then the open question or what is waiting."""
    language = state.brief.language
    parts = [reply(language, key)]
    if state.storyboard is None and (words := asked(state, open_question(state))):
        parts.append(words)
    elif state.quote is not None:
        parts.append(reply(language, "quote_waits"))
    return [Say("\n\n".join(parts))]


def _yes(state: State) -> list[Move]:
    if state.storyboard is None:
        question = open_question(state)
        ready = question is None and state.film is None
        return [Call("write_storyboard")] if ready else ask(state, question)
    if state.quote is not None:
        return [Call("render_film", {"quote_id": state.quote.id})]
    if state.render is not None and state.render.status in _RUNNING:
        return _progress(state)
    if state.film_version == state.storyboard.version:
        return _say(state, "render_done")
    return [Call("quote_film")]


def _at_hand(state: State) -> list[Move]:
    """The picture that the quote offers begins the film; it is a change like any other."""
    hand = state.quote.at_hand if state.quote else None
    if hand is None:
        return _say(state, "none_at_hand")
    return [Call("revise", {
        "changes": [{"op": "own_picture", "shot": hand.shot, "picture": hand.picture.sha256}],
        "note": wording("at_hand_note", state.brief.language)})]


def _no(state: State) -> list[Move]:
    if state.storyboard is None:
        return _with_question(state, "question")
    return _say(state, "declined")


def _skip(state: State) -> list[Move]:
    return _say(state, "photo_needed") if state.storyboard is None else _help(state)


def _retry(state: State) -> list[Move]:
    if state.storyboard is None:
        return _unknown(state, Intent(act="unknown"))
    if state.uncertain:
        return _decide(state, "again")
    failed = state.render is not None and state.render.status in ("failed", "cancelled")
    return [Call("quote_film")] if failed else _say(state, "which_shot")


def _undo(state: State) -> list[Move]:
    return [Call("undo")] if state.can_undo else _say(state, "no_undo")


def _redo(state: State) -> list[Move]:
    return [Call("redo")] if state.can_redo else _say(state, "no_redo")


def _progress(state: State) -> list[Move]:
    """How far the render is, or how the last one ended."""
    if state.render is None:
        return _with_question(state, "not_rendering")
    return [Say(progress_words(state.brief.language, state.render))]


def _how_long(state: State) -> list[Move]:
    if state.render is not None and state.render.status in _RUNNING:
        return _progress(state)
    language = state.brief.language
    if state.quote is not None:
        words = duration(language, state.quote.seconds)
        return [Say(f"{words[0].upper()}{words[1:]}. {reply(language, 'quote_waits')}")]
    return _progress(state) if state.render else _with_question(state, "how_long_before")


def _how_much(state: State) -> list[Move]:
    language = state.brief.language
    if state.quote is not None:
        key = "free" if state.quote.total == 0 else "price"
        words = reply(language, key, value=money(language, state.quote.total))
        return [Say(f"{words} {reply(language, 'quote_waits')}")]
    return _spend(state) if state.spent else _with_question(state, "how_much_before")


def _spend(state: State) -> list[Move]:
    language = state.brief.language
    return [Say(reply(language, "spent", value=cost(language, state.spent)))]


def _stop(state: State) -> list[Move]:
    if state.render is not None and state.render.status in _RUNNING:
        return [Call("stop_render")]
    return _say(state, "declined") if state.quote else _with_question(state, "nothing_to_stop")


def _help(state: State) -> list[Move]:
    if state.storyboard is None:
        return _with_question(state, "help_brief")
    return _with_question(state, "help_film")


def _show(state: State) -> list[Move]:
    if state.storyboard is None:
        return _with_question(state, "no_storyboard")
    return [Call("show_storyboard")]


def _decide(state: State, decision: str) -> list[Move]:
    """What becomes of what may have been bought."""
    if not state.uncertain:
        return _say(state, "nothing_uncertain")
    return [Call("decide_uncertain", {"decision": decision})]


def _rewrite(state: State) -> list[Move]:
    """The shots that a provider refused; else the whole storyboard."""
    if state.brief.photo is None:
        return _say(state, "photo_needed")
    if refused := refused_shots(state):
        changes = [{"op": "rewrite", "shot": number, "because": why[:400]}
                   for number, why in refused.items()]
        return [Call("revise", {"changes": changes, "note": "rewritten"})]
    return [Call("write_storyboard")]


def _greet(state: State) -> list[Move]:
    if state.storyboard is None:
        return _with_question(state, "greet")
    return _say(state, "greet_again")


def _thanks(state: State) -> list[Move]:
    if state.storyboard is None:
        return _with_question(state, "thanks")
    return _say(state, "thanks", "thanks_next")


def _language_said(state: State, language: Language) -> list[Move]:
    """In the language that was asked for; a film keeps its own until it is written anew."""
    if state.storyboard is None:
        return _with_question(state, "ack_language")
    spoken = state.storyboard.brief.language
    return [Say(reply(language, "ack_language" if spoken == language else "language_film"))]


def _unknown(state: State, intent: Intent) -> list[Move]:
    language = state.brief.language
    count = len(state.storyboard.shots) if state.storyboard else 0
    if intent.notes or (intent.problems and intent.problems != ("question",)):
        told = [reply(language, key, count=count) for key in intent.problems]
        return [Say("\n\n".join([*notes_told(state, intent), *told]))]
    if state.storyboard is not None:
        return [Say(f"{reply(language, 'unknown')} {reply(language, 'help_film')}")]
    if state.film is not None:
        return _with_question(state, "unknown")
    question = open_question(state)
    if question in ("tone", "aspect") and not intent.problems:
        return _say(state, f"ask_{question}_again")
    if not intent.problems and question == "photo" and not state.answered and not state.brief.name:
        return _with_question(state, "greet")
    return _with_question(state, "question" if intent.problems else "unknown")


ACTS: dict[str, Callable[[State], list[Move]]] = {
    "yes": _yes, "no": _no, "skip": _skip, "skip_all": _skip, "retry": _retry, "undo": _undo,
    "redo": _redo, "how_long": _how_long, "how_much": _how_much, "spend": _spend, "stop": _stop,
        "help": _help,
    "check_again": lambda state: _decide(state, "check"),
    "count_lost": lambda state: _decide(state, "lost"),
    "at_hand": _at_hand,
    "show": _show, "rewrite": _rewrite, "greet": _greet, "thanks": _thanks,
    "german": lambda state: _language_said(state, "de"),
    "english": lambda state: _language_said(state, "en"),
    "progress": lambda state: [Call("check_progress")] if state.render else _progress(state),
    "start_again": lambda state: [Call("start_again")],
    "brands": lambda state: [Call("list_brands")],
    "projects": lambda state: [Call("list_projects")],
}
