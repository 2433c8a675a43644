"""The revision contract: every change is a pure function from one storyboard to the next.

Several changes are applied in order and make one new version. Nothing here makes, buys or saves.
What a change needs besides the storyboard (uploads, shots already written, the catalogue) is given
to it as `Material`. Changes of words, of shots and of the whole film have a file each beside this.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from storage.errors import BadInput
from storage.records import (
    AddSegments,
    AddShot,
    AnotherTake,
    Change,
    ChooseTake,
    DuplicateShot,
    KeepNext,
    MoveShot,
    RemoveShot,
    RewriteShot,
    SetAspect,
    SetBrand,
    SetCaptions,
    SetLength,
    SetLight,
    SetLogo,
    SetLook,
    SetMakers,
    SetModels,
    SetMotion,
    SetMusic,
    SetOptions,
    SetPicture,
    SetProduct,
    SetRecipe,
    SetSeconds,
    SetSound,
    SetStills,
    SetText,
    SetTiming,
    SetTransition,
    SetVoice,
    SplitShot,
    Storyboard,
    UsePicture,
)
from storage.records.brief import MAX_SECONDS, MIN_SECONDS
from tools.pipeline import revise_film as film
from tools.pipeline import revise_order as order
from tools.pipeline import revise_scenes as scenes
from tools.pipeline import revise_shot as shot
from tools.pipeline.material import Material
from tools.pipeline.never import check_said
from tools.pipeline.revise_brand import brand
from tools.pipeline.revise_text import set_text

Apply = Callable[[Storyboard, Any, Material, int], Storyboard]


def revise(
    storyboard: Storyboard, changes: Sequence[Change], material: Material, note: str = ""
) -> Storyboard:
    """The next storyboard. Raises BadInput when a change does not fit; then nothing changes.

    The result's `version` is still the old one: saving gives it its own.
    """
    result = storyboard
    for place, change in enumerate(changes):
        result = APPLY[type(change)](result, change, material, place)
    check_said(result)
    shortest = min(MIN_SECONDS, storyboard.seconds)
    if not shortest <= result.seconds <= MAX_SECONDS:
        raise BadInput(
            f"The film would be {result.seconds:g} seconds long.",
            f"It can be {MIN_SECONDS} to {MAX_SECONDS} seconds; change the shots' lengths so.",
        )
    return result.model_copy(update={"parent": storyboard.version, "note": note})


def _text(board: Storyboard, change: SetText, material: Material, place: int) -> Storyboard:
    return set_text(board, change)


APPLY: Mapping[type, Apply] = {
    SetText: _text,
    RewriteShot: shot.rewrite,
    SetPicture: shot.picture,
    UsePicture: shot.own_picture,
    SetSound: shot.sound,
    SetVoice: shot.voice,
    AnotherTake: shot.another_take,
    ChooseTake: shot.choose_take,
    KeepNext: shot.keep_next,
    SetLight: shot.light,
    SetMotion: shot.motion,
    SetTransition: shot.transition,
    SetSeconds: order.seconds,
    SetLength: order.length,
    MoveShot: order.move,
    RemoveShot: order.remove,
    AddShot: order.add,
    DuplicateShot: order.duplicate,
    SplitShot: order.split,
    SetLook: film.look,
    SetAspect: film.aspect,
    SetMusic: film.music,
    SetLogo: film.logo,
    SetProduct: film.product,
    SetCaptions: film.captions,
    SetModels: film.models,
    SetMakers: film.makers,
    SetBrand: brand,
    AddSegments: scenes.more,
    SetOptions: scenes.options,
    SetTiming: scenes.timing,
    SetStills: scenes.stills,
    SetRecipe: scenes.recipe,
}
