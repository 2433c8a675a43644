"""A finished film and its parts, under the names they have in the parts folder.

`image_<n>_<use case>.png`, `scene_<n>.mp4`, `audio_<id>_scene.mp3`, `voice_<n>.mp3`,
`ad.mp4`, `ad.srt`,
`storyboard.json`. Everything is derived from the storyboard and the library.
"""

import re
import unicodedata
import uuid

from pydantic import Field

from storage.errors import NotFound
from storage.library import Library
from storage.records import Asset, Plan, Record, Storyboard


class Film(Record):
    """A finished film: the cut, a poster, its parts as (name, asset), its voices by shot."""

    storyboard: Storyboard
    cut: Asset
    poster: Asset | None
    parts: tuple[tuple[str, Asset], ...]
    voices: dict[str, Asset] = Field(default_factory=dict)


def slug(text: str) -> str:
    """A file name's part: lower-case ASCII words joined by underscores, 40 characters at most."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]+", plain.decode().lower())
    return "_".join(words)[:40].strip("_") or "scene"


def film_of(storyboard: Storyboard, plan: Plan, library: Library, owner: str) -> Film:
    """The film of a storyboard. Raises NotFound while a part of it is not made."""

    def made(fingerprint: str) -> Asset:
        take = library.take(owner, fingerprint)
        if take is None:
            raise NotFound(
                f"Version {storyboard.version} is not rendered.", "Render it first."
            )
        return take.asset

    parts: list[tuple[str, Asset]] = []
    voices: dict[str, Asset] = {}
    for number, shot in enumerate(storyboard.shots, start=1):
        jobs = plan.shots[shot.id]
        if picture := jobs.get("picture"):
            parts.append((f"image_{number}_{slug(shot.use_case)}.png", made(picture)))
        if clip := jobs.get("clip"):
            parts.append((f"scene_{number}.mp4", made(clip)))
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
    )
