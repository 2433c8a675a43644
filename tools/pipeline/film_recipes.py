"""The recipes of films that show no product: values, with what a person may choose for each.

A recipe says how first frames come about, how shots connect, whether there are clips; a `Kind` adds
lengths, styles and defaults. Nothing else asks which recipe it is. The built-in studio makes all of
them; other providers take over what they can make.
"""

import math
from collections.abc import Mapping, Sequence

from storage.errors import BadInput
from storage.records import Continuity, JobKind, Models, Motion, Options, Recipe, Record
from tools.pipeline.recipes import chosen
from tools.providers.catalog import Catalog
from tools.providers.interface import Capability

SCENE, FUTURE, MOVE = "local/studio-scene", "local/studio-future", "local/studio-move"
MUSIC = "local/studio-music"
ART_STYLES: Mapping[str, tuple[str, ...]] = {
    "children": ("watercolour", "cartoon", "anime"),
    "educational": ("flat vector", "minimalist", "technical drawing"),
    "story": ("oil painting", "fantasy art", "impressionist"),
}


_SPOKEN = ("voice", "stability", "similarity")
_ALL = ("seconds", "resolution", "watermark", "preview")


class Kind(Record):
    """What may be chosen for a recipe.

    `durations` in seconds (empty: any from 1 to 120); `part` the seconds of one shot, None where
    a shot is as long as was asked for. `styles` may be named; others are taken as they are said.
    `offers` names the options of `film_options` that make sense for it.
    """

    recipe: Recipe
    title: str
    durations: tuple[int, ...] = ()
    seconds: float = 30
    part: float | None = None
    styles: tuple[str, ...] = ()
    options: Options = Options()
    offers: tuple[str, ...] = ()

    @property
    def each(self) -> bool:
        """Whether the seconds asked for are those of each shot, not of the film."""
        return self.part is None and not self.recipe.stills


KINDS: Mapping[str, Kind] = {kind.recipe.name: kind for kind in (
    Kind(
        recipe=Recipe(
            name="continuous-flow", continuity="keyframes", first_frame="imagined",
            models=Models(picture=SCENE, future=FUTURE, clip=MOVE, sound="", music=MUSIC)),
        title="Continuous flow", durations=(5, 10, 15, 30, 60), part=5,
        styles=("cinematic", "cartoon", "realistic", "anime", "3D render"),
        options=Options(style="cinematic", resolution=576),
        offers=("style", "seed", *_SPOKEN, *_ALL),
    ),
    Kind(
        recipe=Recipe(
            name="clip-studio", continuity="independent", first_frame="prompt",
            models=Models(picture=SCENE, clip=MOVE, sound="", music=MUSIC)),
        title="Clip studio", seconds=5,
        styles=("photorealistic", "artistic", "anime", "3D"),
        options=Options(style="photorealistic", resolution=720, steps=50, guidance=7.5),
        offers=("style", "seed", "steps", "guidance", *_SPOKEN, *_ALL),
    ),
    Kind(
        recipe=Recipe(
            name="timed-pictures", continuity="independent", first_frame="prompt", stills=True,
            models=Models(picture=SCENE, clip="", sound="", music=MUSIC)),
        title="Timed pictures",
        styles=tuple(style for group in ART_STYLES.values() for style in group),
        options=Options(resolution=720, images_per_second=0.5),
        offers=("style", "seed", "images_per_second", *_SPOKEN, *_ALL),
    ),
    Kind(
        recipe=Recipe(
            name="animate-shots", continuity="independent", first_frame="given",
            models=Models(picture=SCENE, clip=MOVE, sound="", music=MUSIC)),
        title="Animate shots", seconds=5, options=Options(resolution=720),
        offers=("stills", *Motion.model_fields, *_ALL),
    ),
)}


def kind_of(name: str) -> Kind:
    """What may be chosen for a recipe. Raises BadInput for one there is not."""
    if name not in KINDS:
        raise BadInput(f"No recipe is called {name!r}.", f"There are: {', '.join(KINDS)}.")
    return KINDS[name]


def film_recipe(
    name: str, catalog: Catalog, providers: Sequence[str] = (), models: Sequence[str] = (),
    continuity: Continuity | None = None, stills: bool = False,
) -> Recipe:
    """A recipe with what these providers can make of it made by them. Raises BadInput."""
    kind = kind_of(name)
    recipe = made_by(kind.recipe, catalog, providers)
    if models:
        wanted = continuity or (None if recipe.first_frame == "imagined" else recipe.continuity)
        recipe = chosen(recipe, catalog, models, wanted)
    if stills:
        recipe = recipe.model_copy(update={"stills": True})
    _check_shown(recipe, catalog)
    return recipe


def made_by(recipe: Recipe, catalog: Catalog, providers: Sequence[str]) -> Recipe:
    """The recipe with the first fitting model of these providers for its pictures, clips, voices.

    Music stays the studio's, and sounds that a recipe has not are not bought: `models` name those.
    """
    for provider in providers:
        catalog.provider(provider)
    found = {
        kind: model.model for kind in ("picture", "future", "clip", "voice")
        if (kind == "voice" or getattr(recipe.models, kind))
        and (model := first_fitting(recipe, catalog, kind, providers))
    }
    return recipe.model_copy(update={"models": recipe.models.model_copy(update=found)})


def first_fitting(
    recipe: Recipe, catalog: Catalog, kind: str, providers: Sequence[str]
) -> Capability | None:
    """The first model of these providers that can make this part of the recipe."""
    return next((
        model for provider in providers if provider != "local"
        for model in catalog.capabilities()
        if model.provider == provider and model.kind == kind and fits(recipe, model)
    ), None)


def fits(recipe: Recipe, model: Capability) -> bool:
    """Whether a model can make its part of films by this recipe."""
    if model.of_product:
        return False
    if model.kind != "clip":
        return True
    if recipe.continuity == "keyframes":
        return model.first_frame and model.last_frame
    return model.first_frame


def cheapest(
    recipe: Recipe, catalog: Catalog, kind: JobKind, seconds: float
) -> Capability | None:
    """The cheapest model that can make this part, of the provider that makes it now."""
    model = getattr(recipe.models, kind)
    if not model:
        return None
    able = [one for one in catalog.capabilities()
            if one.kind == kind and one.provider == model.partition("/")[0] and fits(recipe, one)]
    return min(able, key=lambda one: (
        one.price + math.ceil(one.price_per_second * _bought(one, seconds)), one.model),
        default=None)


def _bought(model: Capability, seconds: float) -> float:
    """The seconds that are paid for a clip of this length."""
    return min((length for length in model.lengths if length >= seconds), default=seconds)


def _check_shown(recipe: Recipe, catalog: Catalog) -> None:
    """Raises BadInput where a clip could not begin on its picture."""
    if recipe.stills:
        return
    clip = catalog.capability("clip", recipe.models.clip)
    if not clip.first_frame:
        raise BadInput(
            f"{clip.model} takes no first frame, so it cannot bring a picture to life.",
            "Name a model that does: see `adflow models`.")
    if recipe.first_frame == "imagined" and not (clip.last_frame or recipe.continuity != "keyframes"
                                                 ):
        raise BadInput(f"{clip.model} takes no last frame.", "See `adflow models` for one.")
