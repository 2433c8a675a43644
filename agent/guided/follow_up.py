"""What follows a step: its result in plain words, and the next step where the flow goes on."""

from collections.abc import Callable

from agent.guided import film_talk, shelf
from agent.guided.ability import meant, notes_told
from agent.guided.contract import difference, first_pictures, offer
from agent.guided.keeping import kept_again
from agent.guided.phrasing import acknowledged, duration, progress_words, reply, shots, word
from agent.guided.told import cheaper_ways, versions
from agent.guided.turn import Call, Move, Outcome, Say, Turn
from agent.guided.understanding import language_of, open_question, url_in
from agent.wording import animated
from storage.records import Difference, Question, State


def follow_up(state: State, turn: Turn) -> list[Move]:
    """The next moves after the last step of the turn."""
    last = turn.done[-1]
    if last.output.get("error"):
        return _failed(state, turn, last)
    return STEPS[last.name](state, turn, last) if last.name in STEPS else _ask_next(state, "")


def asked(state: State, question: Question | None) -> str:
    """The words of the open question: what a film without a product lacks, or the brief."""
    if state.film is not None:
        return film_talk.question(state.film, state.brief.language)
    return reply(state.brief.language, f"ask_{question}") if question else ""


def ask(state: State, question: Question | None, before: str = "") -> list[Move]:
    """A question, after an acknowledgement."""
    words = asked(state, question)
    return [Say(f"{before}{words}" if before.endswith("\n") else f"{before} {words}".strip())]


def _failed(state: State, turn: Turn, last: Outcome) -> list[Move]:
    if last.name == "revise" and turn.names == ("undo", "revise"):
        return [Call("redo")]                # what was taken back to keep the rest comes again
    words = _words(state, last)
    question = open_question(state) if state.storyboard is None else None
    return ask(state, question, f"{words}\n\n" if question else words)


def _words(state: State, failed: Outcome) -> str:
    """What went wrong and what can be done."""
    error, next_step = (str(failed.output.get(key, "")) for key in ("error", "next_step"))
    return reply(state.brief.language, "failed", error=error, next_step=next_step).strip()


def _ask_next(state: State, before: str) -> list[Move]:
    """The open question; when all are answered, the storyboard."""
    question = open_question(state)
    if question is not None or state.film is not None:
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
    first = bool({"write_storyboard", "write_film"} & set(turn.names))
    quote_id = state.quote.id if state.quote else last.output.get("quote_id")
    return [
        Say(offer(state, "quote" if first else "quote_again")),
        Call("render_film", {"quote_id": quote_id}),
    ]


def _clips_shown(state: State, turn: Turn, last: Outcome) -> list[Move]:
    missing = last.output["missing"]
    return [Say(animated(len(last.output["clips"]), missing, state.brief.language))]


def _rendered(state: State, turn: Turn, last: Outcome) -> list[Move]:
    language = state.brief.language
    if not last.output.get("started"):
        return [Say(reply(language, "declined"))]
    time = duration(language, float(last.output.get("seconds", 0)))
    return [Say(reply(language, "started", time=time))]


def _revised(state: State, turn: Turn, last: Outcome) -> list[Move]:
    language = state.brief.language
    keeping = last.name == "undo" and meant(state, turn).act == "keep_rest"
    if keeping and (again := kept_again(turn)):
        return again
    change = Difference.model_validate(last.output["difference"])
    parts = _came_back(state, turn, last)
    if last.output.get("carried_out"):
        return [Say(" ".join([*parts, difference(language, change), *_left_over(state, turn)]))]
    if state.film_version is None:
        if change.changed:
            changed = shots(language, change.changed) if change.kept else word(language, "all")
            parts.append(reply(language, "storyboard_changed", changed=changed))
        parts.append(offer(state, "quote_again"))
    else:
        parts += [difference(language, change), first_pictures(language, state.quote)]
    left = _left_over(state, turn)
    if state.film_version is not None:       # what is asked comes last, and it is one question
        asked = any("?" in one for one in left)
        left.append(reply(language, "quote_waits" if asked else "go"))
    return [Say(" ".join(filter(None, [*parts, *left]))),
            Call("render_film", {"quote_id": last.output.get("quote_id")})]


def _came_back(state: State, turn: Turn, last: Outcome) -> list[str]:
    """What is said first of a version that was there before."""
    language = state.brief.language
    told = [_words(state, one) for one in turn.done if one.output.get("error")]
    told += [shelf.kept(language, one) for one in turn.done if one.name == "set_brand_kit"]
    if last.name == "go_to_version":
        told.append(reply(language, "at_version", version=last.output.get("version", "")))
    elif last.name in ("undo", "redo"):
        told.append(reply(language, "undone" if last.name == "undo" else "redone"))
    return told


def _left_over(state: State, turn: Turn) -> list[str]:
    """What the same message also asked for and did not get, or got in another way."""
    intent = meant(state, turn)
    count = len(state.storyboard.shots) if state.storyboard else 0
    return [*notes_told(state, intent), *(
        reply(state.brief.language, key, count=count)
        for key in intent.problems if key.startswith(("cannot", "needs", "which"))
    )]


def _decided(state: State, turn: Turn, last: Outcome) -> list[Move]:
    quote_id = last.output.get("quote_id")
    if quote_id:
        return [Say(offer(state, "quote_again")), Call("render_film", {"quote_id": quote_id})]
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


def _cheaper(state: State, turn: Turn, last: Outcome) -> list[Move]:
    return [Say(cheaper_ways(state.brief.language, last))]


def _listed(state: State, turn: Turn, last: Outcome) -> list[Move]:
    return [Say(versions(state.brief.language, last))]


def _named(state: State, turn: Turn, last: Outcome) -> list[Move]:
    key = "named" if last.name == "name_version" else "variant"
    return [Say(reply(state.brief.language, key, name=last.arguments.get("name", "")))]


def _reported(state: State, turn: Turn, last: Outcome) -> list[Move]:
    return [Say(reply(state.brief.language, "reported"))]


STEPS: dict[str, Callable[[State, Turn, Outcome], list[Move]]] = {
    "update_brief": _briefed, "read_product_page": _page_read, "choose_picture": _picture_chosen,
    "write_storyboard": _written, "write_film": _written,
    "plan_film": lambda state, turn, last: _ask_next(state, ""),
    "quote_film": _quoted, "animate_shots": _quoted, "show_clips": _clips_shown,
    "render_film": _rendered, "report_content": _reported,
    "revise": _revised, "undo": _revised, "redo": _revised, "stop_render": _stopped,
    "start_again": _restarted, "show_storyboard": _shown, "check_progress": _checked,
    "decide_uncertain": _decided, "find_cheaper": _cheaper, "list_versions": _listed,
    "go_to_version": _revised, "name_version": _named, "start_variant": _named,
    "list_brands": shelf.kits_listed, "set_brand_kit": shelf.kit_kept,
    "remove_brand": shelf.kit_removed, "list_projects": shelf.projects_listed,
    "open_project": shelf.project_opened, "duplicate_project": shelf.project_opened,
    "rename_project": shelf.project_renamed, "delete_project": shelf.delete_asked,
}
