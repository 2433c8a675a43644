"""Changes of films that show no product: more scenes, options, stills or clips, another recipe."""

from pydantic import ValidationError

from storage.errors import BadInput
from storage.records import (
    AddSegments,
    Options,
    SetOptions,
    SetRecipe,
    SetStills,
    SetTiming,
    Storyboard,
)
from storage.records.brief import MIN_SECONDS
from tools.pipeline.film_recipes import film_recipe, kind_of
from tools.pipeline.material import Material
from tools.pipeline.revise_order import MAX_SHOTS, no_room_for
from tools.pipeline.scenes import another_scene


def more(board: Storyboard, change: AddSegments, material: Material, place: int) -> Storyboard:
    """Scenes after the last one; what was made of the film stays as it is."""
    if board.product is not None:
        raise BadInput("A product ad has no segments.", "Add a shot instead.")
    if len(board.shots) + change.count > MAX_SHOTS:
        raise no_room_for(len(board.shots) + change.count)
    for _ in range(change.count):
        new = another_scene(board, len(board.shots), change.text)
        if not change.text:
            new = new.model_copy(update={"use_case": f"Segment {len(board.shots) + 1}"})
        board = board.model_copy(update={"shots": (*board.shots, new)})
    return board


def options(board: Storyboard, change: SetOptions, material: Material, place: int) -> Storyboard:
    """What is given is set; the rest stays."""
    unknown = set(change.options) - set(Options.model_fields)
    if unknown:
        raise BadInput(f"There is no option {', '.join(sorted(unknown))}.",
                       f"There are: {', '.join(Options.model_fields)}.")
    usual = Options().model_dump()
    given = {name: usual[name] if value is None else value
             for name, value in change.options.items()}
    try:
        merged = Options.model_validate({**board.options.model_dump(), **given})
    except ValidationError as exc:
        problem = exc.errors(include_url=False)[0]
        raise BadInput(f"{problem['loc'][0]} cannot be {problem['input']!r}: {problem['msg']}.",
                       "Choose another value.") from exc
    return board.model_copy(update={"options": merged})


def timing(board: Storyboard, change: SetTiming, material: Material, place: int) -> Storyboard:
    """A film of stills at another length or pace. Raises BadInput for any other film."""
    if not board.recipe.stills or board.product is not None or not board.brief.prompt:
        raise BadInput("Only a film of timed pictures can be told anew like this.",
                       "Change the shots' seconds instead.")
    brief = board.brief.model_copy(
        update={"seconds": min(120, max(MIN_SECONDS, round(change.seconds)))})
    options = board.options.model_copy(update={"images_per_second": change.images_per_second})
    return board.model_copy(
        update={"shots": material.told[place], "brief": brief, "options": options})


def stills(board: Storyboard, change: SetStills, material: Material, place: int) -> Storyboard:
    """Pictures held, or brought to life. Raises BadInput without a model that could do that."""
    if not change.stills and not board.recipe.models.clip:
        raise BadInput("This film has no model for clips.", "Name one: see `adflow models`.")
    shots = tuple(shot.model_copy(update={"clip_seconds": None}) for shot in board.shots)
    recipe = board.recipe.model_copy(update={"stills": change.stills})
    return board.model_copy(update={"recipe": recipe, "shots": shots})


def recipe(board: Storyboard, change: SetRecipe, material: Material, place: int) -> Storyboard:
    """The same scenes by another recipe, made by the same providers where they can."""
    kind = kind_of(change.recipe)
    if kind.recipe.first_frame == "given" and any(not shot.own_picture for shot in board.shots):
        raise BadInput(f"{kind.title} needs a given picture for every shot.",
                       "Give them first, or choose another recipe.")
    providers = tuple(dict.fromkeys(
        model.partition("/")[0] for _, model in board.recipe.models if model))
    return board.model_copy(update={
        "recipe": film_recipe(change.recipe, material.models, providers),
        "shots": tuple(shot.model_copy(update={"clip_model": "", "begins_on": None,
                                               "transition": "cut"}) for shot in board.shots),
    })
