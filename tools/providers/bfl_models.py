"""Black Forest Labs' models: what they take, their part of a storyboard, the body of a request.

`flux-kontext-*` and `flux-2-*` take the product and the logo as pictures; the others make pictures
from words only. Steps and guidance are for `flux-dev` and `flux-2-flex`, each within its own range.
FLUX.2 bills every megapixel: the first at one price, those beyond it, and all that goes in, at
another.
"""

import math
from collections.abc import Mapping
from typing import Any

from storage.errors import BadInput
from storage.records import JobKind, Shot, Storyboard
from tools.providers.interface import Needs
from tools.providers.models import Model, model_of, picture_needs, table

LONGEST = 3000                           # characters of a prompt; not documented
LEAST_SIDE = 256                         # pixels of a picture that goes in
MEGAPIXEL = 1024 * 1024
FLUX_1 = ((1344, 768), (1024, 1024), (768, 1344))
FLUX_2 = ((1280, 720), (1024, 1024), (720, 1280))
SAMPLING = ("steps", "guidance", "seed")

MODELS = table(
    Model("bfl/flux-kontext-pro", "picture", LONGEST, speed=12.0, references=2, options=("seed",)),
    Model("bfl/flux-kontext-max", "picture", LONGEST, speed=20.0, references=2, options=("seed",)),
    Model("bfl/flux-2-pro", "picture", LONGEST, speed=12.0, sizes=FLUX_2, references=2,
          options=("seed",)),
    Model("bfl/flux-2-max", "picture", LONGEST, speed=20.0, sizes=FLUX_2, references=2,
          options=("seed",)),
    Model("bfl/flux-2-flex", "picture", LONGEST, speed=20.0, sizes=FLUX_2, references=2,
          options=SAMPLING),
    Model("bfl/flux-2-klein-9b", "picture", LONGEST, speed=4.0, sizes=FLUX_2, references=2,
          options=("seed",)),
    Model("bfl/flux-2-klein-4b", "picture", LONGEST, speed=3.0, sizes=FLUX_2, references=2,
          options=("seed",)),
    Model("bfl/flux-pro-1.1-ultra", "picture", LONGEST, speed=12.0, options=("seed",)),
    Model("bfl/flux-pro-1.1", "picture", LONGEST, speed=8.0, sizes=FLUX_1, options=("seed",)),
    Model("bfl/flux-dev", "picture", LONGEST, speed=8.0, sizes=FLUX_1, options=SAMPLING),
)
RANGES: Mapping[str, Mapping[str, tuple[float, float]]] = {
    "bfl/flux-2-flex": {"steps": (1, 50), "guidance": (1.5, 10)},
    "bfl/flux-dev": {"steps": (1, 50), "guidance": (1.5, 5)},
}


def needs(kind: JobKind, storyboard: Storyboard, shot: Shot) -> Needs:
    """What a picture depends on. BadInput for an option outside the model's range."""
    model = model_of(MODELS, kind, storyboard, "Black Forest Labs")
    found = picture_needs(model, storyboard, shot)
    for option, (least, most) in RANGES.get(model.name, {}).items():
        value = found.params.get(option)
        if value is not None and not least <= value <= most:
            raise BadInput(f"{model.name} takes {option} from {least:g} to {most:g}, not "
                           f"{value:g}.", f"Set {option} within that, or choose another model.")
    if not model.own_name.startswith("flux-2-"):
        return found
    goes_in = sum(megapixels(one.width or 0, one.height or 0) for one in found.files.values())
    more = megapixels(*found.params["size"]) - 1 + goes_in
    return found.model_copy(update={"params": {**found.params, "more_megapixels": more}})


def megapixels(width: int, height: int) -> int:
    """How many are billed: begun ones count."""
    return max(1, math.ceil(width * height / MEGAPIXEL))


def body(params: Mapping[str, Any], pictures: list[str]) -> dict[str, Any]:
    """A request for a picture; `pictures` are the references as base64."""
    found: dict[str, Any] = {"prompt": params["prompt"], "output_format": "png"}
    if "size" in params:
        found["width"], found["height"] = params["size"]
    else:
        found["aspect_ratio"] = params["aspect"]
    found |= {name: params[name] for name in ("steps", "guidance") if name in params}
    return found | {
        "input_image" + (f"_{number}" if number > 1 else ""): picture
        for number, picture in enumerate(pictures, start=1)
    }
