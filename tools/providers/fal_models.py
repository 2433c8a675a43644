"""The models we use at fal: their addresses, lengths and fields, each in its own words.

Verified in `shared/contracts/fal.md`: endpoints, field names and their values, the prices of LTX-2,
Kling and Veo. Unverified: the longest prompts of LTX-2, Kling and Veo (2000 is ours), the price of
Wan 2.6, whether fal serves Veo 3.1 for as long as Google does not. LTX-2 has no length, only
frames: at 24 a second and one more, which is the 8n+1 that its own default of 121 has too. A model
that is sold with and without sound has a name for each, because it has a price for each.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from storage.errors import BadInput
from storage.records import Shot, Storyboard
from tools.providers.interface import Capability, Needs
from tools.providers.models import Model, clip_needs
from tools.providers.prices import Price

Fields = dict[str, Any]

FPS = 24                                 # of LTX-2
SIZES = {"16:9": (1280, 720), "9:16": (720, 1280), "1:1": (960, 960)}      # of LTX-2
PER_MEGAPIXEL = 1_800                    # microdollars of LTX-2's generated video
LIFETIME = 3600.0                        # seconds that a result can be asked for


@dataclass(frozen=True)
class FalModel(Model):
    """One model. `first` and `last` name the fields of its frames; `own` gives all other fields.

    `to_last` is the endpoint where a last frame goes, with the names of both frames there.
    `sound` is None where it has no such field. `aspects` are the shapes it makes; empty: that of
    its first frame.
    """

    endpoint: str = ""
    own: Callable[[Mapping[str, Any]], Fields] = dict
    first: str = "image_url"
    last: str = ""
    to_last: tuple[str, str, str] | None = None
    sound: bool | None = None
    aspects: tuple[str, ...] = ()

    def request(
        self, params: Mapping[str, Any], seed: Fields, first: str, last: str
    ) -> tuple[str, Fields]:
        """The endpoint and the body; frames are addresses, the last one empty if there is none."""
        endpoint, first_name, last_name = (
            self.to_last if last and self.to_last else (self.endpoint, self.first, self.last))
        body = {"prompt": params["prompt"], first_name: first, **self.own(params), **seed}
        if last:
            body[last_name] = last
        if self.sound is not None:
            body["generate_audio"] = self.sound
        return endpoint, body


def _ltx(params: Mapping[str, Any]) -> Fields:
    width, height = SIZES[params["aspect"]]
    return {
        "num_frames": round(float(params["seconds"]) * FPS) + 1, "fps": FPS,
        "video_size": {"width": width, "height": height}, "enable_prompt_expansion": False,
    }


def _kling(params: Mapping[str, Any]) -> Fields:
    return {"duration": f"{params['seconds']:g}"}


def _veo(params: Mapping[str, Any]) -> Fields:
    return {"duration": f"{params['seconds']:g}s", "resolution": "1080p",
            "aspect_ratio": params["aspect"]}


def _wan(params: Mapping[str, Any]) -> Fields:
    return {"duration": f"{params['seconds']:g}", "resolution": "1080p",
            "enable_prompt_expansion": False}


def _clip(name: str, endpoint: str, own: Callable[[Mapping[str, Any]], Fields],
          **more: Any) -> FalModel:
    ends = bool(more.get("last") or more.get("to_last"))
    known = {"longest_prompt": 2000, "speed": 60.0, "speed_per_second": 12.0, "options": ("seed",)}
    return FalModel(name, "clip", endpoint=endpoint, own=own, first_frame=True, last_frame=ends,
                    **{**known, **more})


def _kling_model(name: str, *, sound: bool) -> FalModel:
    return _clip(
        name, "fal-ai/kling-video/v2.6/pro/image-to-video", _kling, lengths=(5, 10), options=(),
        first="start_image_url", last="end_image_url", sound=sound, speed=100.0,
        speed_per_second=15.0)


def _veo_model(name: str, *, sound: bool) -> FalModel:
    return _clip(
        name, "fal-ai/veo3.1/image-to-video", _veo, lengths=(4, 6, 8), sound=sound,
        aspects=("16:9", "9:16"), to_last=(
            "fal-ai/veo3.1/first-last-frame-to-video", "first_frame_url", "last_frame_url"))


LTX = _clip(
    "fal/ltx-2", "fal-ai/ltx-2-19b/image-to-video", _ltx, lengths=tuple(range(1, 21)),
    last="end_image_url", sound=True, aspects=tuple(SIZES), speed=20.0, speed_per_second=6.0)
MODELS: Mapping[str, FalModel] = {
    model.name: model for model in (
        LTX,
        _kling_model("fal/kling-2.6-pro", sound=True),
        _kling_model("fal/kling-2.6-pro-silent", sound=False),
        _veo_model("fal/veo-3.1", sound=True),
        _veo_model("fal/veo-3.1-silent", sound=False),
        _clip("fal/wan-2.6", "wan/v2.6/image-to-video", _wan, lengths=(5, 10, 15),
              longest_prompt=1500),
    )
}


def capabilities(prices: Mapping[str, Price]) -> tuple[Capability, ...]:
    """The models as the catalogue knows them; a new account may have two runs at a time."""
    return tuple(
        model.told(prices, 2, LIFETIME).model_copy(update={"native_sound": bool(model.sound)})
        for model in MODELS.values()
    )


def needs(model: FalModel, storyboard: Storyboard, shot: Shot) -> Needs:
    """What a clip depends on. Raises BadInput for what the model cannot do."""
    found = clip_needs(model, storyboard, shot)
    if not model.aspects:
        return found
    if storyboard.aspect not in model.aspects:
        raise BadInput(f"{model.name} makes no clips of {storyboard.aspect}.",
                       f"It makes {', '.join(model.aspects)}; choose another model for clips.")
    return Needs(params={**found.params, "aspect": storyboard.aspect}, files=found.files)


def cost_of_video(width: int, height: int, frames: int) -> int:
    """What LTX-2 costs, in microdollars: by the megapixel of what it made, rounded up."""
    return math.ceil(width * height * frames / 1_000_000) * PER_MEGAPIXEL
