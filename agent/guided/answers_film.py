"""Answers about a film's versions, makers, brand and price: a step, or what is known."""

from collections.abc import Callable

from agent.guided.phrasing import reply
from agent.guided.turn import Call, Move, Say
from agent.guided.understanding import Intent
from storage.records import State

SECOND = "B"                             # what a variant is called if the person does not say


def _say(state: State, key: str, **values: str) -> list[Move]:
    return [Say(reply(state.brief.language, key, **values))]


def _go_to(state: State, intent: Intent) -> list[Move]:
    if not intent.name:
        return _say(state, "which_version")
    return [Call("go_to_version", {"version": intent.name})]


def _name(state: State, intent: Intent) -> list[Move]:
    if not intent.name:
        return _say(state, "which_name")
    return [Call("name_version", {"name": intent.name})]


def _variant(state: State, intent: Intent) -> list[Move]:
    return [Call("start_variant", {"name": intent.name or SECOND})]


def _models(state: State, intent: Intent) -> list[Move]:
    if state.storyboard is None:
        return []
    models, language = state.storyboard.recipe.models, state.brief.language
    music = reply(language, "models_music", music=models.music) if models.music else ""
    return _say(state, "models", picture=models.picture, clip=models.clip, sound=models.sound,
                music=music)


def _brand(state: State, intent: Intent) -> list[Move]:
    brand = state.storyboard.brand if state.storyboard else None
    return _say(state, "brand_now", name=brand.name) if brand else _say(state, "brand_none")


FILM_ACTS: dict[str, Callable[[State, Intent], list[Move]]] = {
    "cheaper": lambda state, intent: [Call("find_cheaper")],
    "versions": lambda state, intent: [Call("list_versions")],
    "go_to": _go_to, "name_version": _name, "variant": _variant, "models": _models,
    "brand": _brand,
}
