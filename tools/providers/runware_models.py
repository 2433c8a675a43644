"""The models we use at Runware: what they take, and the storyboard's part of their requests.

`bfl:3@1` (FLUX.1 Kontext [pro]) makes pictures because the older default `bfl:2@1` takes no
reference picture at all: product and logo go in as its two references. Lengths, sizes, frames and
prompt limits are verified in the contract; the prompt limit of `mirelo:1@1` is not known, 1000 is
ours. Its documentation forbids `duration` beside a video, so its sound is as long as the clip.
A person may add more of them (`own_models`).
"""

from collections.abc import Mapping
from typing import Any

from storage.errors import BadInput
from storage.records import JobKind, Shot, Storyboard
from tools.providers.interface import Capability, Needs
from tools.providers.models import Model, Size, bought, model_of, nearest, table
from tools.providers.own_models import OwnModel
from tools.providers.prices import Price
from tools.providers.prompts import clip_prompt, picture_prompt, sound_prompt

KONTEXT_SIZES: tuple[Size, ...] = (
    (1568, 672), (1392, 752), (1184, 880), (1248, 832), (1024, 1024), (832, 1248), (880, 1184),
    (752, 1392), (672, 1568),
)
LIFETIME = 24 * 3600.0                   # of a result's address: not documented, fetched at once
CONCURRENCY = 8

MODELS = table(
    Model("runware/bfl:3@1", "picture", 3000, speed=45.0, sizes=KONTEXT_SIZES, references=2),
    Model("runware/klingai:6@1", "clip", 2500, speed=100.0, speed_per_second=10.0, lengths=(5, 10),
          sizes=((1280, 720), (720, 720), (720, 1280)), first_frame=True),
    Model("runware/klingai:5@2", "clip", 2500, speed=100.0, speed_per_second=15.0, lengths=(5, 10),
          sizes=((1920, 1080), (1080, 1080), (1080, 1920)), first_frame=True, last_frame=True),
    Model("runware/mirelo:1@1", "sound", 1000, speed=45.0),
)
Models = Mapping[str, Model]


def with_added(added: Mapping[str, OwnModel]) -> dict[str, Model]:
    """Our models and those a person added; how long these work is guessed from ours."""
    return MODELS | {
        name: Model(
            name, one.kind, one.longest_prompt,
            speed=100.0 if one.kind == "clip" else 45.0,
            speed_per_second=10.0 if one.kind == "clip" else 0.0,
            lengths=one.lengths, sizes=one.sizes, references=one.references,
            first_frame=one.first_frame, last_frame=one.last_frame,
        )
        for name, one in added.items()
    }


def capabilities(models: Models, prices: Mapping[str, Price]) -> tuple[Capability, ...]:
    """The models as the catalogue knows them; a task goes under an id of our own."""
    return tuple(
        model.told(prices, CONCURRENCY, LIFETIME).model_copy(
            update={"client_id": True, "from_clip": model.kind == "sound"})
        for model in models.values()
    )


def needs(models: Models, kind: JobKind, storyboard: Storyboard, shot: Shot) -> Needs:
    """What a job depends on. Raises BadInput for what the model cannot do."""
    model = model_of(models, kind, storyboard, "Runware")
    if kind == "picture":
        return _picture(model, storyboard, shot)
    if kind == "clip":
        params: dict[str, Any] = {
            "prompt": clip_prompt(shot, most=model.longest_prompt),
            "seconds": shot.clip_seconds or bought(model.lengths, shot.seconds),
        }
        if model.sizes:                  # else it takes the shape of the first frame
            params["size"] = list(nearest(model.sizes, storyboard.size))
        return Needs(params=params, files={})
    return Needs(params={
        "prompt": sound_prompt(shot, most=model.longest_prompt),
        "seconds": clip_seconds(models, storyboard, shot),
    }, files={})


def clip_seconds(models: Models, storyboard: Storyboard, shot: Shot) -> float:
    """How long the shot's untrimmed clip is: as bought here; other providers make it to measure."""
    model = models.get(storyboard.recipe.models.clip)
    return shot.clip_seconds or (bought(model.lengths, shot.seconds) if model else shot.seconds)


def _picture(model: Model, storyboard: Storyboard, shot: Shot) -> Needs:
    brief = storyboard.brief
    if brief.photo is None:
        raise BadInput("There is no product photo to show.", "Give a photo of the product.")
    files = {"product": brief.photo}
    if brief.logo is not None and model.references > 1:
        files["logo"] = brief.logo
    return Needs(params={
        "prompt": picture_prompt(shot, logo="logo" in files, most=model.longest_prompt),
        "size": list(nearest(model.sizes, storyboard.size)),
        "references": list(files),
    }, files=files)
