"""The settings of one ad as a panel shows them: what holds now, and what may be chosen instead."""

from typing import Any, Literal

from pydantic import Field

from agent.acts import Arrange
from storage.errors import BadInput
from storage.projects import Draft
from storage.records import (
    Aspect,
    Change,
    Choices,
    Language,
    Recipe,
    Record,
    SetAspect,
    SetCaptions,
    SetMakers,
    SetModels,
    Storyboard,
)
from tools.context import Desk
from tools.pipeline import film_options
from tools.pipeline.film_options import Value
from tools.pipeline.film_recipes import fits
from tools.pipeline.recipes import makers_of


class Panel(Record):
    """What holds for a thread's ad. `budget` in dollars for all of it, None for none.

    `makers` and `clip_model` are among those `offered`, with what they are called, and of
    `clip_models`, as `picture_model` of `picture_models`: both empty where no such model is to be
    chosen. Once it is `written`,
    a storyboard's language stays. `recipe` and `film`, the options it offers with what holds now,
    are those of a film without a product.
    """

    aspect: Aspect
    makers: str
    clip_model: str
    budget: float | None
    still_gate: bool
    captions: bool
    language: Language
    written: bool
    offered: dict[str, str]
    clip_models: tuple[str, ...]
    picture_model: str = ""
    picture_models: tuple[str, ...] = ()
    recipe: str = ""
    film: dict[str, Value] = Field(default_factory=dict)


def panel_of(desk: Desk) -> Panel:
    """The panel of a thread's ad, or of the one that would be begun in it. Writes nothing."""
    production = desk.production
    row = production.projects.active(desk.owner, desk.thread)
    draft = row.draft if row else Draft(choices=desk.choices)
    board = production.projects.storyboard(row.id, row.head) if row and row.head else None
    choices, gate = draft.choices, draft.choices.still_gate
    recipe = board.recipe if board else production.recipe(choices)
    makers = ",".join(makers_of(recipe))
    at_hand = [*production.keys.makers_at_hand(desk.owner), makers_of(recipe)]
    plain = board is not None and board.product is None
    return Panel(
        aspect=board.aspect if board else draft.brief.aspect, makers=makers,
        clip_model=recipe.models.clip,
        budget=None if choices.budget is None else choices.budget / 1_000_000,
        still_gate=production.settings.still_gate if gate is None else gate,
        captions=board.captions if board else choices.captions,
        language=board.brief.language if board else draft.brief.language,
        written=board is not None, offered={
            ",".join(one): production.catalog.called(one) for one in at_hand},
        clip_models=() if recipe.stills else _models(desk, recipe, "clip"),
        **({"picture_model": recipe.models.picture, "recipe": recipe.name,
            "picture_models": _models(desk, recipe, "picture"),
            "film": film_options.of_board(board)} if board and plain else {}),
    )


def _models(desk: Desk, recipe: Recipe, kind: Literal["picture", "clip"]) -> tuple[str, ...]:
    """The models at hand that can make this part of the film, the one in use among them."""
    production = desk.production
    able = [one.model for one in production.catalog.capabilities() if one.kind == kind
            and (recipe.first_frame == "product" or fits(recipe, one))
            and not production.keys.missing(desk.owner, one.provider)]
    return tuple(dict.fromkeys([*able, getattr(recipe.models, kind)]))


def wanted(panel: Panel, act: Arrange) -> dict[str, Any]:
    """What is given and differs from what holds. Raises BadInput for what is not offered."""
    new = {name: getattr(act, name) for name in act.model_fields_set - {"act", "film"}}
    new = {name: value for name, value in new.items() if value != getattr(panel, name)
           and (value is not None or name == "budget")}
    if new.get("makers", panel.makers) not in panel.offered:
        raise BadInput("These makers are not at hand.", "Set their keys first: `adflow doctor`.")
    if "clip_model" in new and new["clip_model"] not in panel.clip_models:
        raise BadInput("This clip model is not at hand.", "See /models for those that are.")
    if "picture_model" in new and new["picture_model"] not in panel.picture_models:
        raise BadInput("This picture model is not at hand.", "See /models for those that are.")
    if panel.written:
        new.pop("language", None)
    typed = {name: film_options.read(film_options.FILM_OPTIONS[name], value)
             for name, value in act.film.items() if name in panel.film}
    if film := {name: value for name, value in typed.items()
                if value != panel.film[name] and not _mixed(panel.film[name], value)}:
        new["film"] = film
    return new


def _mixed(holds: Value, typed: Value) -> bool:
    """Whether the shots differ in it, and nothing was typed to be so in all of them."""
    return holds is None and typed in ("", ())


def chosen(choices: Choices, new: dict[str, Any], *, written: bool) -> Choices:
    """The project's choices with these; what a storyboard says itself is not kept beside it."""
    kept: dict[str, Any] = {}
    if "budget" in new:
        kept["budget"] = None if new["budget"] is None else round(new["budget"] * 1_000_000)
    if "still_gate" in new:
        kept["still_gate"] = new["still_gate"]
    if not written:
        if "makers" in new:                  # they bring a clip model of their own
            kept |= {"makers": tuple(new["makers"].split(",")), "clip_model": ""}
        kept |= {name: new[name] for name in ("clip_model", "captions") if name in new}
    return choices.model_copy(update=kept)


def changes(board: Storyboard, new: dict[str, Any]) -> list[Change]:
    """What is to be changed in the storyboard for these."""
    found: list[Change] = []
    if "aspect" in new:
        found.append(SetAspect(aspect=new["aspect"]))
    if "makers" in new:
        found.append(SetMakers(providers=tuple(new["makers"].split(","))))
    if "clip_model" in new:
        found.append(SetModels(models=(f"clip={new['clip_model']}",)))
    if "picture_model" in new:
        found.append(SetModels(models=(f"picture={new['picture_model']}",)))
    if "captions" in new:
        found.append(SetCaptions(burnt=new["captions"]))
    if "film" in new:
        found += film_options.changes_for(board, new["film"])
    return found
