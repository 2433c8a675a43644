"""A provider's models as a table, and what they need of a storyboard: shared by those whose models
differ in figures only.

A model takes the options it knows; one that nobody set is no part of a job. Invariant: a film that
has a product is never handed to a picture model that could not show it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage.errors import BadInput, ProviderRefused
from storage.records import Asset, Job, JobKind, Shot, Storyboard
from tools.providers.interface import Capability, Needs, Request
from tools.providers.prices import Price
from tools.providers.prompts import clip_prompt, picture_prompt

Size = tuple[int, int]


@dataclass(frozen=True)
class Model:
    """One model: what it takes, and how long it works (for estimates).

    `options` are names in the storyboard's options, `seed` among them. Without `sizes` a picture is
    asked for by the film's aspect, and a clip takes the shape of its first frame.
    """

    name: str                                # as `provider/model`
    kind: JobKind
    longest_prompt: int
    speed: float
    speed_per_second: float = 0.0
    lengths: tuple[float, ...] = ()
    sizes: tuple[Size, ...] = ()
    references: int = 0
    first_frame: bool = False
    last_frame: bool = False
    options: tuple[str, ...] = ()

    @property
    def own_name(self) -> str:
        """What its provider calls it."""
        return self.name.partition("/")[2]

    def told(
        self, prices: Mapping[str, Price], concurrency: int, lifetime: float | None
    ) -> Capability:
        """As the catalogue knows it; sending it again is another purchase."""
        return Capability(
            model=self.name, kind=self.kind, lengths=self.lengths, sizes=self.sizes,
            first_frame=self.first_frame, last_frame=self.last_frame, references=self.references,
            seed="seed" in self.options, speed=self.speed, speed_per_second=self.speed_per_second,
            concurrency=concurrency, client_id=False, result_lifetime=lifetime,
            **prices[self.name].told(),
        )


def table(*models: Model) -> dict[str, Model]:
    """The models by their names."""
    return {model.name: model for model in models}


def model_of(
    models: Mapping[str, Model], kind: JobKind, storyboard: Storyboard, title: str
) -> Model:
    """The model that the recipe names for this kind; BadInput if there is none here."""
    name = getattr(storyboard.recipe.models, kind, "")
    model = models.get(name)
    if model is None or model.kind != kind:
        known = ", ".join(one.name for one in models.values() if one.kind == kind) or "none"
        raise BadInput(f"{title}'s model {name!r} makes no {kind} here.", f"Known are: {known}.")
    return model


def refuse_retired(name: str, retired: Mapping[str, str]) -> None:
    """Raises BadInput for a model that its provider has withdrawn, naming its successor."""
    if name in retired:
        raise BadInput(f"The model {name} is not sold any more.",
                       f"Choose {retired[name]}, its successor.")


def picture_needs(model: Model, storyboard: Storyboard, shot: Shot) -> Needs:
    """What a picture depends on: words, shape, product and logo, the options that are set."""
    brief, files = storyboard.brief, dict[str, Asset]()
    if brief.photo is not None:
        if not model.references:
            raise BadInput(f"{model.name} takes no picture, so it cannot show the product.",
                           "Choose a model for pictures that takes references.")
        files["product"] = brief.photo
        if brief.logo is not None and model.references > 1:
            files["logo"] = brief.logo
    params: dict[str, Any] = {
        "prompt": picture_prompt(
            shot, product="product" in files, logo="logo" in files,
            style=storyboard.options.style, most=model.longest_prompt),
        "references": list(files), **options_of(model, storyboard),
    }
    if model.sizes:
        params["size"] = list(nearest(model.sizes, storyboard.size))
    else:
        params["aspect"] = storyboard.aspect
    return Needs(params=params, files=files)


def clip_needs(model: Model, storyboard: Storyboard, shot: Shot) -> Needs:
    """What a clip depends on besides its frames."""
    params: dict[str, Any] = {
        "prompt": clip_prompt(shot, most=model.longest_prompt,
                              product=storyboard.brief.photo is not None),
        "seconds": shot.clip_seconds or bought(model.lengths, shot.seconds),
        **options_of(model, storyboard),
    }
    if model.sizes:
        params["size"] = list(nearest(model.sizes, storyboard.size))
    return Needs(params=params, files={})


def options_of(model: Model, storyboard: Storyboard) -> dict[str, Any]:
    """The options that are set, of those the model knows."""
    options = storyboard.options
    return {name: value for name in model.options
            if (value := getattr(options, name)) not in (None, "")}


def seed_of(job: Job) -> int | None:
    """The seed of a job, if one was set; another take of the same job begins elsewhere."""
    seed = job.params.get("seed")
    return None if seed is None else (int(seed) + job.take - 1) % 2**31


def seed_field(request: Request) -> dict[str, int]:
    """The seed as a field of a request."""
    seed = seed_of(request.job)
    return {} if seed is None else {"seed": seed}


def frames_of(model: Model, request: Request) -> dict[str, Asset]:
    """A clip's `first` and `last` frame; ProviderRefused for what the model does not take."""
    found = {
        "first": request.inputs.get("first_frame") or request.inputs.get("picture"),
        "last": request.inputs.get("last_frame"),
    }
    if found["last"] is not None and not model.last_frame:
        raise ProviderRefused(f"{model.name} takes no last frame.", "Choose another model.")
    return {name: asset for name, asset in found.items() if asset is not None}


def bought(lengths: tuple[float, ...], seconds: float) -> float:
    """The shortest length that covers a shot; BadInput if none does. Any length where all go."""
    if not lengths:
        return seconds
    enough = [one for one in lengths if one >= seconds]
    if not enough:
        raise BadInput(
            f"A shot of {seconds:g} s is longer than the {max(lengths):g} s this model can make.",
            "Shorten the shot, split it in two, or choose another model for clips.",
        )
    return min(enough)


def nearest(sizes: tuple[Size, ...], wanted: Size) -> Size:
    """The size whose shape is closest to the one wanted; the larger of equal ones."""
    shape = math.log(wanted[0] / wanted[1])
    return min(sizes, key=lambda size: (abs(math.log(size[0] / size[1]) - shape), -size[0]))
