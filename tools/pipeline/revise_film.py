"""Changes of the film as a whole: look, shape, music, logo, product, captions, makers."""

from typing import Any

from storage.errors import BadInput
from storage.records import (
    Recipe,
    SetAspect,
    SetCaptions,
    SetLogo,
    SetLook,
    SetMakers,
    SetModels,
    SetMusic,
    SetProduct,
    Storyboard,
)
from tools.pipeline.film_recipes import film_recipe
from tools.pipeline.material import Material
from tools.pipeline.recipes import chosen, clip_model_for, product_ad
from tools.pipeline.revise_text import with_shot


def _with_brief(storyboard: Storyboard, **values: Any) -> Storyboard:
    brief = storyboard.brief.model_copy(update=values)
    return storyboard.model_copy(update={"brief": brief})


def look(board: Storyboard, change: SetLook, material: Material, place: int) -> Storyboard:
    """Another look."""
    return _with_brief(board.model_copy(update={"look": change.look}), look=change.look)


def aspect(board: Storyboard, change: SetAspect, material: Material, place: int) -> Storyboard:
    """Another shape of the frame."""
    return _with_brief(board.model_copy(update={"aspect": change.aspect}), aspect=change.aspect)


def music(board: Storyboard, change: SetMusic, material: Material, place: int) -> Storyboard:
    """Another mood, take or track, or back to the composed bed."""
    if change.mood:
        board = _with_brief(board.model_copy(update={"mood": change.mood}), mood=change.mood)
    if change.another_take:
        board = board.model_copy(update={"music_take": board.music_take + 1})
    if change.track:
        return _with_brief(board, track=material.assets[change.track])
    if change.composed or change.mood or change.another_take:
        return _with_brief(board, track=None)
    return board


def logo(board: Storyboard, change: SetLogo, material: Material, place: int) -> Storyboard:
    """Another logo, or none."""
    given = material.assets[change.logo] if change.logo else None
    seen = material.logos[change.logo] if change.logo else None
    return _with_brief(board.model_copy(update={"logo": seen}), logo=given)


def product(board: Storyboard, change: SetProduct, material: Material, place: int) -> Storyboard:
    """Another product photo."""
    seen = material.products[change.photo]
    return _with_brief(
        board.model_copy(update={"product": seen}), photo=material.assets[change.photo])


def captions(board: Storyboard, change: SetCaptions, material: Material, place: int) -> Storyboard:
    """Spoken lines in the picture, or not."""
    return board.model_copy(update={"captions": change.burnt})


def models(board: Storyboard, change: SetModels, material: Material, place: int) -> Storyboard:
    """Other models, for the film or for one shot's clip. Raises BadInput for what cannot be."""
    if change.shot is not None:
        if len(change.models) != 1:
            raise BadInput("A shot's clip is made by one model.", "Name one, as `provider/model`.")
        model = clip_model_for(board.recipe, material.models, change.models[0])
        return with_shot(board, change.shot, clip_model=model)
    kept = board.recipe.continuity \
        if board.recipe.first_frame in ("prompt", "given") else None
    recipe = chosen(
        board.recipe, material.models, change.models, change.continuity or kept)
    return _made_as(board, recipe)


def makers(board: Storyboard, change: SetMakers, material: Material, place: int) -> Storyboard:
    """All of it by other providers."""
    if board.product is None:
        return _made_as(board, film_recipe(
            board.recipe.name, material.models, change.providers, stills=board.recipe.stills))
    return _made_as(board, product_ad(change.providers, material.models))


def _made_as(board: Storyboard, recipe: Recipe) -> Storyboard:
    """The storyboard by another recipe: what only the old one could is dropped."""
    free = {} if recipe.continuity == "independent" else {"transition": "cut"}
    kept = {} if recipe == board.recipe else {"clip_model": "", "begins_on": None}
    shots = tuple(shot.model_copy(update={**free, **kept}) for shot in board.shots)
    return board.model_copy(update={"recipe": recipe, "shots": shots})
