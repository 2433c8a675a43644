"""What each of the studio's jobs depends on, taken from the storyboard. Pure.

A word that is written on the film, the voice, or a name changes nothing here, so changing one
remakes no picture, no clip and no sound.
"""

from storage.errors import MediaFailed
from storage.records import Asset, Shot, Storyboard
from tools.media.layout import framings
from tools.providers.interface import Needs
from tools.providers.local.particles import kinds_for
from tools.providers.local.spec import (
    HANDLE_FRAMES,
    ClipSpec,
    MusicSpec,
    PictureSpec,
    SoundSpec,
)


def of_picture(storyboard: Storyboard, shot: Shot) -> Needs:
    """A picture: how the scene is set, but not how it moves."""
    return Needs(
        params=picture_spec(storyboard, shot).model_dump(mode="json"),
        files=photo_of(storyboard, shot),
    )


def of_clip(storyboard: Storyboard, shot: Shot) -> Needs:
    """A clip: the picture, how long it lasts and how the camera goes."""
    fps = storyboard.recipe.fps
    spec = ClipSpec(
        **dict(picture_spec(storyboard, shot)),
        fps=fps,
        seconds=shot.seconds,
        frames=round(shot.seconds * fps) + HANDLE_FRAMES,
        energy=shot.motion.energy,
        camera=shot.motion.camera_language,
        clip_take=shot.takes.clip,
    )
    return Needs(params=spec.model_dump(mode="json"), files=photo_of(storyboard, shot))


def of_sound(storyboard: Storyboard, shot: Shot) -> Needs:
    """The shot's effects."""
    spec = SoundSpec(
        beat=shot.beat, look=storyboard.look, seconds=shot.seconds, energy=shot.motion.energy,
        take=shot.takes.sound,
    )
    return Needs(params=spec.model_dump(mode="json"), files={})


def of_music(storyboard: Storyboard) -> Needs:
    """The film's bed."""
    spec = MusicSpec(
        mood=storyboard.mood,
        sections=tuple((shot.beat, shot.seconds) for shot in storyboard.shots),
        take=storyboard.music_take,
    )
    return Needs(params=spec.model_dump(mode="json"), files={})


def picture_spec(storyboard: Storyboard, shot: Shot) -> PictureSpec:
    """The scene of a shot."""
    width, height = storyboard.size
    return PictureSpec(
        width=width,
        height=height,
        aspect=storyboard.aspect,
        look=storyboard.look,
        beat=shot.beat,
        palette=storyboard.palette,
        product=storyboard.product,
        lighting=shot.lighting,
        particles=kinds_for(shot.motion.symbolic_elements, shot.motion.environment),
        take=shot.takes.picture,
    )


def photo_of(storyboard: Storyboard, shot: Shot) -> dict[str, Asset]:
    """The product photo, where the shot shows the product; MediaFailed if there is none."""
    shown = framings(storyboard.look, storyboard.aspect, shot.beat)
    if all(framing.product is None for framing in shown):
        return {}
    if storyboard.brief.photo is None:
        raise MediaFailed(
            "The built-in studio needs a product photo to draw this shot.",
            "Please upload a photo of the product.",
        )
    return {"product": storyboard.brief.photo}
