"""What a picture and a clip depend on: these records are a job's params, nothing else is looked at.

A picture does not know how long its shot is or how the camera goes; a clip does. Neither knows a
word that is written on the film.
"""

from storage.records import Aspect, Beat, Look, Palette, ProductLook, Record

HANDLE_FRAMES = 12                  # drawn past the shot's end, so that a cross-fade costs no time
PICTURE_SECONDS = 7.0               # a picture is a moment of a shot of this length


class PictureSpec(Record):
    """One scene. `width` and `height` in pixels, even; `aspect` chooses the layout."""

    width: int
    height: int
    aspect: Aspect
    look: Look
    beat: Beat
    palette: Palette
    product: ProductLook
    lighting: str = ""
    particles: tuple[str, ...] = ()  # kinds named by the environment and symbolic elements
    take: int = 1                   # another composition


class ClipSpec(PictureSpec):
    """A scene in motion: `frames` at `fps`, of which the shot keeps `seconds`."""

    fps: int
    frames: int
    seconds: float
    energy: float = 0.5
    camera: str = ""
    clip_take: int = 1              # another camera path


class SoundSpec(Record):
    """The effects of one shot."""

    beat: Beat
    look: Look
    seconds: float
    energy: float
    take: int = 1


class MusicSpec(Record):
    """The bed of the whole film: what is shown when, in order."""

    mood: str
    sections: tuple[tuple[Beat, float], ...]
    take: int = 1
