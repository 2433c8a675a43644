"""The built-in studio as a provider: it draws and composes with no key, no network and no price.

Nothing is started by `submit`: the work is done in `collect`, in a child process, and doing it
again gives the same result, so a crash costs only time.
"""

import errno
import uuid
from pathlib import Path

from storage.errors import DiskFull, MediaFailed, ProviderRefused
from storage.records import JobKind, Shot, Storyboard
from tools.providers.child import in_child, tell
from tools.providers.interface import Capability, Files, Made, Needs, Report, Request, Ticket
from tools.providers.local import needs
from tools.providers.local.effects import design
from tools.providers.local.music import Section, compose
from tools.providers.local.render import render_clip, render_picture
from tools.providers.local.scenery_render import render_future, render_move, render_scene
from tools.providers.local.scenery_spec import FutureSpec, MoveSpec, SceneSpec, needs_of
from tools.providers.local.spec import ClipSpec, MusicSpec, PictureSpec, SoundSpec
from tools.providers.local.wav import save_wav

CAPABILITIES = (
    Capability(model="local/studio-picture", kind="picture", renderer="picture-1", here=True,
               of_product=True, concurrency=2, speed=1.8),
    Capability(model="local/studio-clip", kind="clip", renderer="clip-1", here=True,
               of_product=True, concurrency=2, speed=2.0, speed_per_second=0.5),
    Capability(model="local/studio-scene", kind="picture", renderer="scene-1", here=True, seed=True,
               concurrency=2, speed=1.5),
    Capability(model="local/studio-future", kind="future", renderer="scene-1", here=True,
               concurrency=2, speed=1.5),
    Capability(model="local/studio-move", kind="clip", renderer="move-1", here=True,
               first_frame=True, last_frame=True, concurrency=2, speed=2.0, speed_per_second=1.2),
    Capability(model="local/studio-sound", kind="sound", renderer="sound-1", here=True,
               concurrency=2, speed=1.5, speed_per_second=0.1),
    Capability(model="local/studio-music", kind="music", renderer="music-1", here=True,
               concurrency=2, speed=2.0, speed_per_second=0.15),
)
MODELS_OF_SCENES = ("local/studio-scene", "local/studio-future", "local/studio-move")
RESULTS: dict[JobKind, tuple[str, str]] = {
    "picture": ("picture.png", "image/png"),
    "future": ("picture.png", "image/png"),
    "clip": ("clip.mp4", "video/mp4"),
    "sound": ("sound.wav", "audio/wav"),
    "music": ("music.wav", "audio/wav"),
}


class Studio:
    """Draws pictures and clips, of a product or of scenes, designs effects, composes music."""

    name, title = "local", "the built-in studio"

    def capabilities(self) -> tuple[Capability, ...]:
        """One model for each kind, and three for scenes without a product."""
        return CAPABILITIES

    def needs(self, kind: JobKind, storyboard: Storyboard, shot: Shot | None) -> Needs:
        """What the job depends on; MediaFailed without a product photo where one is shown."""
        if shot is None:
            return needs.of_music(storyboard)
        if _made_of_scenes(kind, storyboard, shot):
            return needs_of(kind, storyboard, shot)
        if kind == "picture":
            return needs.of_picture(storyboard, shot)
        return needs.of_clip(storyboard, shot) if kind == "clip" else needs.of_sound(
            storyboard, shot)

    async def prepare(self, request: Request) -> None:
        """Nothing has to be sent anywhere."""

    async def submit(self, request: Request) -> Ticket:
        """Accept the job; ProviderRefused for a kind the studio does not make."""
        if request.job.kind not in RESULTS:
            raise ProviderRefused(
                f"The built-in studio makes no {request.job.kind}.",
                "Choose another model for it.",
            )
        return Ticket(provider_id=f"local-{uuid.uuid5(uuid.NAMESPACE_OID, request.client_id)}")

    async def collect(
        self, request: Request, ticket: Ticket, files: Files, workspace: Path, report: Report
    ) -> Made:
        """Make it in a child process. Raises MediaFailed, DiskFull, BadPicture."""
        job = request.job
        name, media_type = RESULTS[job.kind]
        given = {**request.inputs, **job.files}
        paths = {role: files.path(asset) for role, asset in given.items()}
        target = workspace / name
        work = make_scene if job.model in MODELS_OF_SCENES else make
        try:
            await in_child(
                work, job.kind, job.params, paths, target, workspace=workspace, report=report
            )
        except OSError as exc:
            if exc.errno == errno.ENOSPC:
                raise DiskFull(
                    f"There is no room on the disk for {job.label or job.kind}.",
                    "Free some space and start the render again; what is finished is kept.",
                ) from exc
            raise MediaFailed(
                f"{job.label or job.kind} could not be written: {exc.strerror}.",
                "Check the data folder's permissions and start the render again.",
            ) from exc
        return Made(path=target, media_type=media_type, cost=0)

    async def cancel(self, ticket: Ticket) -> bool:
        """Cancelling `collect` stops the work."""
        return True


def _made_of_scenes(kind: JobKind, storyboard: Storyboard, shot: Shot) -> bool:
    """Whether the model that makes this is one for scenes."""
    return getattr(storyboard.models_of(shot), kind) in MODELS_OF_SCENES


def make(
    kind: JobKind, params: dict[str, object], given: dict[str, Path], target: Path, progress: Path
) -> None:
    """The work itself, as it runs in the child."""
    photo = given.get("product")
    if kind == "picture":
        render_picture(PictureSpec.model_validate(params), photo, target)
    elif kind == "clip":
        render_clip(ClipSpec.model_validate(params), photo, target, lambda f: tell(progress, f))
    elif kind == "sound":
        sound = SoundSpec.model_validate(params)
        save_wav(target, design(sound.beat, sound.seconds, look=sound.look, energy=sound.energy,
                                seed=sound.take))
    else:
        music = MusicSpec.model_validate(params)
        sections = [Section(beat, seconds) for beat, seconds in music.sections]
        save_wav(target, compose(music.mood, sections, music.take))
    tell(progress, 1.0)


def make_scene(
    kind: JobKind, params: dict[str, object], given: dict[str, Path], target: Path, progress: Path
) -> None:
    """The same for scenes without a product."""
    if kind == "picture":
        render_scene(SceneSpec.model_validate(params), target)
    elif kind == "future":
        render_future(FutureSpec.model_validate(params), given["picture"], target)
    else:
        first = given.get("first_frame") or given.get("picture")
        render_move(MoveSpec.model_validate(params), first, given.get("last_frame"), target,
                    lambda fraction: tell(progress, fraction))
    tell(progress, 1.0)
