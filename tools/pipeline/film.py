"""A finished film and its parts, under the names they have in the parts folder.

`image_<n>_<use case>.png`, `scene_<n>.mp4`, `audio_<id>_scene.mp3`, `voice_<n>.mp3`,
`ad.mp4`, `ad.srt`, `shots.json`, `storyboard.json`. Everything is derived from the storyboard and
the library.
"""

import re
import unicodedata
import uuid
from collections.abc import Callable

from pydantic import Field

from storage.errors import NotFound
from storage.library import Library
from storage.records import Asset, Plan, Record, Storyboard, Take
from tools.providers.models import seed_of


class MadeShot(Record):
    """What is shown of a shot and how it came about: its clip, or its picture where that is held.

    `id` is the provider's own name for the job. `seed` is None where the provider chose one itself.
    """

    shot: int
    title: str
    file: str
    picture_file: str
    id: str
    duration: float
    model: str
    picture_model: str
    generated_at: str
    motion_prompt: str
    picture_prompt: str
    seed: int | None
    asset: Asset


class Film(Record):
    """A finished film: the cut, a poster, its parts as (name, asset), its voices by shot."""

    storyboard: Storyboard
    cut: Asset
    poster: Asset | None
    parts: tuple[tuple[str, Asset], ...]
    voices: dict[str, Asset] = Field(default_factory=dict)
    shots: tuple[MadeShot, ...] = ()


def slug(text: str) -> str:
    """A file name's part: lower-case ASCII words joined by underscores, 40 characters at most."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]+", plain.decode().lower())
    return "_".join(words)[:40].strip("_") or "scene"


def scene_file(number: int) -> str:
    """The name of a shot's clip."""
    return f"scene_{number}.mp4"


def _image(number: int, title: str) -> str:
    return f"image_{number}_{slug(title)}.png"


def film_of(storyboard: Storyboard, plan: Plan, library: Library, owner: str) -> Film:
    """The film of a storyboard. Raises NotFound while a part of it is not made."""

    def taken(fingerprint: str) -> Take:
        take = library.take(owner, fingerprint)
        if take is None:
            raise NotFound(
                f"Version {storyboard.version} is not rendered.", "Render it first."
            )
        return take

    def made(fingerprint: str) -> Asset:
        return taken(fingerprint).asset

    parts: list[tuple[str, Asset]] = []
    voices: dict[str, Asset] = {}
    for number, shot in enumerate(storyboard.shots, start=1):
        jobs = plan.shots[shot.id]
        if picture := jobs.get("picture"):
            parts.append((_image(number, shot.use_case), made(picture)))
        if clip := jobs.get("clip"):
            parts.append((scene_file(number), made(clip)))
        if heard := jobs.get("sound"):
            sound = made(heard)
            name = uuid.uuid5(uuid.NAMESPACE_OID, f"{storyboard.project}:{shot.id}:{heard}")
            parts.append((f"audio_{name}_scene{sound.suffix}", sound))
        if spoken := jobs.get("voice"):
            voice = made(spoken)
            voices[shot.id] = voice
            parts.append((f"voice_{number}{voice.suffix}", voice))
    if last := plan.shots.get("end"):
        number = len(storyboard.shots) + 1
        parts.append((f"image_{number}_end.png", made(last["picture"])))
    return Film(
        storyboard=storyboard, cut=made(plan.cut), poster=parts[0][1], parts=tuple(parts),
        voices=voices,
        shots=tuple(
            _made_shot(storyboard, plan, number, taken)
            for number in range(1, len(storyboard.shots) + 1)),
    )


def _made_shot(
    storyboard: Storyboard, plan: Plan, number: int, taken: Callable[[str], Take]
) -> MadeShot:
    """How a shot came about. One that is handed its first frame has no picture of its own."""
    shot = storyboard.shots[number - 1]
    jobs = plan.shots[shot.id]
    picture = plan.job(jobs["picture"]) if "picture" in jobs else None
    clip = plan.job(jobs["clip"]) if "clip" in jobs else None
    shown = clip or picture
    assert shown is not None                 # every shot has a clip or a picture
    take = taken(shown.fingerprint)
    image = _image(number, shot.use_case) if picture else ""
    return MadeShot(
        shot=number, title=shot.use_case, file=scene_file(number) if clip else image,
        picture_file=image, id=take.provider_id,
        duration=take.asset.seconds or shot.seconds, model=shown.model,
        picture_model=picture.model if picture else "", generated_at=take.made_at,
        motion_prompt=str(clip.params.get("prompt", "")) if clip else "",
        picture_prompt=str(picture.params.get("prompt", "")) if picture else "",
        seed=seed_of(shown), asset=take.asset,
    )
