"""What follows a step: its result in plain words, and the next step where the flow goes on."""

from collections.abc import Callable

from agent.guided.phrasing import (
    acknowledged,
    counted,
    difference,
    duration,
    made_by,
    price,
    progress_words,
    reply,
    shots,
    word,
)
from agent.guided.turn import Call, Move, Outcome, Say, Turn
from agent.guided.understanding import language_of, open_question, understand, url_in
from storage.records import Difference, Question, State


def follow_up(state: State, turn: Turn) -> list[Move]:
    """The next moves after the last step of the turn."""
    last = turn.done[-1]
    if error := last.output.get("error"):
        return _failed(state, str(error), str(last.output.get("next_step", "")))
    return STEPS[last.name](state, turn, last) if last.name in STEPS else _ask_next(state, "")


def ask(state: State, question: Question | None, before: str = "") -> list[Move]:
    """A question, after an acknowledgement."""
    words = reply(state.brief.language, f"ask_{question}") if question else ""
    return [Say(f"{before}{words}" if before.endswith("\n") else f"{before} {words}".strip())]


def _failed(state: State, error: str, next_step: str) -> list[Move]:
    language = state.brief.language
    words = reply(language, "failed", error=error, next_step=next_step).strip()
    question = open_question(state) if state.storyboard is None else None
    return ask(state, question, f"{words}\n\n" if question else words)


def _ask_next(state: State, before: str) -> list[Move]:
    """The open question; when all are answered, the storyboard."""
    question = open_question(state)
    if question is not None:
        return ask(state, question, before)
    said: list[Move] = [Say(before)] if before else []
    return [*said, Call("write_storyboard")]


def _briefed(state: State, turn: Turn, last: Outcome) -> list[Move]:
    if "start_again" in turn.names:
        return ask(state, open_question(state), reply(state.brief.language, "restarted"))
    url = url_in(turn.text)
    if url and state.brief.photo is None and "read_product_page" not in turn.names:
        return [Call("read_product_page", {"url": url})]
    if state.storyboard is not None:
        return [Say(reply(state.brief.language, "ack_one"))]
    return _ask_next(state, acknowledged(state, last.arguments))


def _page_read(state: State, turn: Turn, last: Outcome) -> list[Move]:
    language, page = state.brief.language, state.page
    title = page.title if page else ""
    count = len(page.pictures) if page else 0
    if count == 1:
        return [Call("choose_picture", {"number": 1})]
    key = "pick_picture" if count else "page_empty"
    return [Say(reply(language, key, title=title or (page.url if page else ""), count=count))]


def _picture_chosen(state: State, turn: Turn, last: Outcome) -> list[Move]:
    return _ask_next(state, acknowledged(state, {"photo": True, **_name_of(state, turn)}))


def _name_of(state: State, turn: Turn) -> dict[str, str]:
    """The name, if it came from the page just read."""
    return {"name": state.brief.name} if state.brief.name and "name" not in state.answered else {}


def _written(state: State, turn: Turn, last: Outcome) -> list[Move]:
    return [Call("quote_film")]


def _quoted(state: State, turn: Turn, last: Outcome) -> list[Move]:
    first = "write_storyboard" in turn.names
    quote_id = state.quote.id if state.quote else last.output.get("quote_id")
    return [
        Say(_offer(state, "quote" if first else "quote_again")),
        Call("render_film", {"quote_id": quote_id}),
    ]


def _offer(state: State, key: str) -> str:
    """What is made, what it costs, how long it takes."""
    language, quote, film = state.brief.language, state.quote, state.storyboard
    if quote is None or film is None:
        return reply(language, "ask_go")
    cost = price(language, quote.total)
    if not quote.made:
        return reply(language, "quote_nothing", price=cost)
    return reply(
        language, key, shots=len(film.shots), length=f"{film.seconds:g}", aspect=film.aspect,
        made=counted(language, made_by(quote)), price=cost,
        time=duration(language, quote.seconds),
    )


def _rendered(state: State, turn: Turn, last: Outcome) -> list[Move]:
    language = state.brief.language
    if not last.output.get("started"):
        return [Say(reply(language, "declined"))]
    time = duration(language, float(last.output.get("seconds", 0)))
    return [Say(reply(language, "started", time=time))]


def _revised(state: State, turn: Turn, last: Outcome) -> list[Move]:
    language = state.brief.language
    change = Difference.model_validate(last.output["difference"])
    parts = []
    if last.name in ("undo", "redo"):
        parts.append(reply(language, "undone" if last.name == "undo" else "redone"))
    if last.output.get("carried_out"):
        parts.append(difference(language, change))
        return [Say(" ".join([*parts, *_left_over(state, turn)]))]
    if state.film_version is None:
        if change.changed:
            changed = shots(language, change.changed) if change.kept else word(language, "all")
            parts.append(reply(language, "storyboard_changed", changed=changed))
        parts.append(_offer(state, "quote_again"))
    else:
        parts += [difference(language, change), reply(language, "ask_go")]
    quote_id = last.output.get("quote_id")
    return [Say(" ".join([*parts, *_left_over(state, turn)])),
            Call("render_film", {"quote_id": quote_id})]


def _left_over(state: State, turn: Turn) -> list[str]:
    """What the same message also asked for and did not get."""
    problems = understand(turn.text, state, turn.earlier).problems
    count = len(state.storyboard.shots) if state.storyboard else 0
    return [
        reply(state.brief.language, key, count=count)
        for key in problems if key.startswith(("cannot", "needs", "which_picture"))
    ]


def _decided(state: State, turn: Turn, last: Outcome) -> list[Move]:
    quote_id = last.output.get("quote_id")
    if quote_id:
        return [Say(_offer(state, "quote_again")), Call("render_film", {"quote_id": quote_id})]
    key = "decided_check" if last.arguments.get("decision") == "check" else "decided_lost"
    return [Say(reply(state.brief.language, key))]


def _stopped(state: State, turn: Turn, last: Outcome) -> list[Move]:
    key = "nothing_to_stop" if last.output.get("ok") is False else "stopped"
    return [Say(reply(state.brief.language, key))]


def _restarted(state: State, turn: Turn, last: Outcome) -> list[Move]:
    heard = language_of(f"{turn.said_before}\n{turn.text}", 1)
    if heard and heard != state.brief.language:
        return [Call("update_brief", {"language": heard})]
    return ask(state, open_question(state), reply(state.brief.language, "restarted"))


def _shown(state: State, turn: Turn, last: Outcome) -> list[Move]:
    waits = f" {reply(state.brief.language, 'quote_waits')}" if state.quote else ""
    return [Say(reply(state.brief.language, "shown") + waits)]


def _checked(state: State, turn: Turn, last: Outcome) -> list[Move]:
    if state.render is None:
        return [Say(reply(state.brief.language, "not_rendering"))]
    return [Say(progress_words(state.brief.language, state.render))]


STEPS: dict[str, Callable[[State, Turn, Outcome], list[Move]]] = {
    "update_brief": _briefed, "read_product_page": _page_read, "choose_picture": _picture_chosen,
    "write_storyboard": _written, "quote_film": _quoted, "render_film": _rendered,
    "revise": _revised, "undo": _revised, "redo": _revised, "stop_render": _stopped,
    "start_again": _restarted, "show_storyboard": _shown, "check_progress": _checked,
    "decide_uncertain": _decided,
}
