"""Recipes: values that say how a kind of film is made. Nothing else asks which recipe it is."""

from collections.abc import Sequence

from storage.errors import BadInput
from storage.records import Choices, Continuity, Models, Recipe
from storage.settings import Settings
from tools.providers.catalog import Catalog
from tools.providers.interface import Capability

PRODUCT_AD = Recipe(
    name="product-ad",
    continuity="independent",
    models=Models(
        picture="local/studio-picture",
        clip="local/studio-clip",
        sound="local/studio-sound",
        music="local/studio-music",
    ),
)

# On Runware: FLUX.1 Kontext takes product and logo as references (the earlier design's bfl:2@1
# takes none); KlingAI 2.5 Turbo Pro takes a first frame only, so clips hand over their last frame.
PRODUCT_AD_ON_RUNWARE = Recipe(
    name="product-ad",
    continuity="hand_off",
    models=Models(
        picture="runware/bfl:3@1", clip="runware/klingai:6@1", sound="runware/mirelo:1@1",
    ),
)


# Who can make a product ad. The studio needs no key.
MAKERS: tuple[tuple[str, ...], ...] = (("local",), ("runware",), ("runware", "mirelo"))


def recipe_of(
    settings: Settings, catalog: Catalog, choices: Choices | None = None
) -> Recipe:
    """How a product ad is made by the settings, or by what was chosen for it. Raises BadInput.

    Models and continuity of the settings go with the settings' makers, not with chosen ones.
    """
    chosen_models = (choices.clip_model,) if choices and choices.clip_model else ()
    if choices and choices.makers:
        return product_ad(choices.makers, catalog, chosen_models)
    return product_ad(
        settings.chosen_providers, catalog, (*settings.chosen_models, *chosen_models),
        settings.continuity or None,
    )


def makers_at_hand(catalog: Catalog) -> tuple[tuple[str, ...], ...]:
    """Those who can make a product ad now: they are there, and no key of theirs is missing."""
    known = {model.provider for model in catalog.capabilities()}
    return tuple(
        makers for makers in MAKERS
        if all(one in known and not catalog.missing_keys(one) for one in makers))


def makers_of(recipe: Recipe) -> tuple[str, ...]:
    """Whose models a recipe uses, in the order of `MAKERS` where they are one of those."""
    found = {model.partition("/")[0] for _, model in recipe.models if model}
    return next((makers for makers in MAKERS if set(makers) == found), tuple(sorted(found)))


def product_ad(
    providers: Sequence[str], catalog: Catalog, models: Sequence[str] = (),
    continuity: Continuity | None = None,
) -> Recipe:
    """The product ad made by these providers; the built-in studio where none is named.

    `models` replace the providers' own for what they make. How shots connect follows from the clip
    model, unless `continuity` says it. Raises BadInput for what does not go together.
    """
    return chosen(_made_by(providers), catalog, models, continuity)


def _made_by(providers: Sequence[str]) -> Recipe:
    named = set(providers) - {"local"}
    if not named:
        return PRODUCT_AD
    if "runware" in named and named <= {"runware", "mirelo"}:
        models = PRODUCT_AD_ON_RUNWARE.models
        if "mirelo" in named:
            models = models.model_copy(update={"sound": "mirelo/sfx-1.5"})
        return PRODUCT_AD_ON_RUNWARE.model_copy(update={"models": models})
    raise BadInput(
        f"No product ad can be made with {', '.join(sorted(named))} alone.",
        "Name runware, runware,mirelo, or local.",
    )


def chosen(
    recipe: Recipe, catalog: Catalog, models: Sequence[str] = (),
    continuity: Continuity | None = None,
) -> Recipe:
    """The recipe with other models, and shots connected as the clip model can. Raises BadInput."""
    named = recipe.models.model_copy(update=_named(recipe, models, catalog))
    if recipe.stills and not named.clip:
        return recipe.model_copy(update={"models": named})
    clip = catalog.capability("clip", named.clip)
    return recipe.model_copy(update={
        "models": named, "continuity": _connected(clip, continuity),
    })


def _named(recipe: Recipe, models: Sequence[str], catalog: Catalog) -> dict[str, str]:
    """Which model is to make what: `future=google/…` says it, else each makes all that it can.

    A picture model imagines frames only for films whose frames are imagined.
    """
    found: dict[str, str] = {}
    for one in sorted(models, key=lambda one: "=" in one):
        said, _, model = one.rpartition("=")
        kinds = [kind for kind in Models.model_fields
                 if catalog.makes(kind, model) and said in ("", kind)
                 and (said or kind != "future" or recipe.models.future)]
        if not kinds:
            raise BadInput(
                f"No model for {said} is called {model!r}." if said
                else f"No model is called {model!r}.", "See `adflow models` for their names.")
        found |= dict.fromkeys(kinds, model)
    return found


def clip_model_for(recipe: Recipe, catalog: Catalog, model: str) -> str:
    """The model, if one shot of such a film can be made by it. Raises BadInput."""
    clip = catalog.capability("clip", model)
    _connected(clip, recipe.continuity)
    return model


def _connected(clip: Capability, wanted: Continuity | None) -> Continuity:
    """How shots connect with this clip model; pinned keyframes where it can."""
    able: dict[Continuity, bool] = {
        "keyframes": clip.last_frame, "hand_off": clip.first_frame, "independent": True,
    }
    if wanted is None:
        return next(one for one, can in able.items() if can)
    if not able[wanted]:
        needed = "last" if wanted == "keyframes" else "first"
        raise BadInput(
            f"{clip.model} takes no {needed} frame, so shots cannot connect by {wanted}.",
            f"It can do: {', '.join(one for one, can in able.items() if can)}.",
        )
    return wanted
