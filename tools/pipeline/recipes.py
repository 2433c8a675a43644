"""Recipes: values that say how a kind of film is made. Nothing else asks which recipe it is."""

from collections.abc import Sequence

from storage.errors import BadInput
from storage.records import Models, Recipe, Shot, Storyboard
from tools.providers.catalog import Catalog

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


def product_ad(providers: Sequence[str]) -> Recipe:
    """The product ad made by these providers; the built-in studio where none is named."""
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


def with_lengths(storyboard: Storyboard, catalog: Catalog) -> Storyboard:
    """The storyboard with the clip length bought for each shot: the shortest that covers it.

    Raises BadInput for a shot that is longer than the model's longest clip.
    """
    lengths = catalog.capability("clip", storyboard.recipe.models.clip).lengths
    shots = tuple(
        shot.model_copy(update={"clip_seconds": _bought(number, shot, lengths)})
        for number, shot in enumerate(storyboard.shots, start=1)
    )
    return storyboard.model_copy(update={"shots": shots})


def _bought(number: int, shot: Shot, lengths: Sequence[float]) -> float | None:
    if not lengths:
        return None
    covering = [length for length in sorted(lengths) if length >= shot.seconds]
    if not covering:
        raise BadInput(
            f"Shot {number} lasts {shot.seconds:g} s; the longest clip is {max(lengths):g} s.",
            "Make the shot shorter, or split it.",
        )
    return covering[0]
