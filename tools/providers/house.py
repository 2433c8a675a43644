"""What we make ourselves from what was made: handed-over frames, masters, the mix, the cut.

The house is a provider like any other, so its jobs are planned, priced, queued and kept the same
way. It costs nothing but time. `renderer` is the version of the code that makes a thing: raise it
when the result changes, and only those jobs are made anew.
"""

import uuid
from pathlib import Path

from storage.records import Asset, JobKind, Shot, Storyboard
from tools.media.conform import OVERLAP
from tools.providers.assemble import Assembly, assemble, mix
from tools.providers.child import in_child
from tools.providers.interface import Capability, Files, Made, Needs, Report, Request, Ticket

CAPABILITIES = (
    Capability(model="house/picture", kind="picture", renderer="picture-1", here=True,
               concurrency=2, speed=0.7),
    Capability(model="house/frame", kind="frame", renderer="frame-1", concurrency=2,
               speed=0.7, here=True),
    Capability(model="house/master", kind="master", renderer="master-3", concurrency=2,
               speed=0.5, speed_per_second=0.9, here=True),
    Capability(model="house/mix", kind="mix", renderer="mix-2", concurrency=2,
               speed=1.5, speed_per_second=0.05, here=True),
    Capability(model="house/cut", kind="cut", renderer="cut-1", concurrency=2,
               speed=1.5, speed_per_second=0.05, here=True),
)
MOST_HELD = OVERLAP + 2                  # frames: a transition's length, and a rounding
RESULTS: dict[JobKind, tuple[str, str]] = {
    "picture": ("picture.png", "image/png"),
    "frame": ("frame.png", "image/png"),
    "master": ("master.mp4", "video/mp4"),
    "mix": ("mix.wav", "audio/wav"),
    "cut": ("ad.mp4", "video/mp4"),
}


class House:
    """Assembles, in child processes where frames are drawn."""

    name, title = "house", "AdFlow"

    def capabilities(self) -> tuple[Capability, ...]:
        """Given pictures, frames, masters, mix and cut."""
        return CAPABILITIES

    def needs(self, kind: JobKind, storyboard: Storyboard, shot: Shot | None) -> Needs:
        """What the job depends on; see `needs_of_…`."""
        if kind == "master" and shot is not None:
            return needs_of_master(storyboard, shot)
        if kind == "frame" and shot is not None:
            return needs_of_frame(storyboard, shot)
        if kind == "picture" and shot is not None and shot.own_picture is not None:
            return Needs(params={"size": list(storyboard.size)},
                         files={"picture": shot.own_picture})
        return needs_of_mix(storyboard) if kind == "mix" else needs_of_cut(storyboard)

    async def prepare(self, request: Request) -> None:
        """Nothing has to be sent anywhere."""

    async def submit(self, request: Request) -> Ticket:
        """Nothing is started yet: the work is done in `collect`, and doing it again is free."""
        return Ticket(provider_id=f"house-{uuid.uuid5(uuid.NAMESPACE_OID, request.client_id)}")

    async def collect(
        self, request: Request, ticket: Ticket, files: Files, workspace: Path, report: Report
    ) -> Made:
        """Make it from its inputs and given files."""
        name, media_type = RESULTS[request.job.kind]
        given: dict[str, Asset] = {**request.inputs, **request.job.files}
        assembly = Assembly(
            kind=request.job.kind,
            params=request.job.params,
            files={role: files.path(asset) for role, asset in given.items()},
            target=workspace / name,
        )
        if request.job.kind == "mix":
            await mix(assembly, report)
        else:
            await in_child(assemble, assembly, workspace=workspace, report=report)
        return Made(path=workspace / name, media_type=media_type, cost=0)

    async def cancel(self, ticket: Ticket) -> bool:
        """Cancelling `collect` stops the work."""
        return True


def kept(storyboard: Storyboard, shot: Shot) -> tuple[int, int]:
    """Of a shot's clip: the frames its master skips at the start, and those it keeps in the film.

    A clip that begins on the frame its predecessor ended on drops it, for it was shown already.
    """
    place, continuity = storyboard.place(shot), storyboard.recipe.continuity
    shown = place > 0 and (
        continuity == "hand_off"                 # a frame that is kept was shown there before, too
        or (continuity == "keyframes" and storyboard.shots[place - 1].ends_pinned)
    )
    return int(shown), round(shot.seconds * storyboard.recipe.fps)


def is_ours(storyboard: Storyboard, shot: Shot) -> bool:
    """Whether a shot's clip comes from our own studio, and not from a provider's camera."""
    return storyboard.models_of(shot).clip.startswith("local/")


def handle_of(storyboard: Storyboard) -> int:
    """Frames kept after a shot for its transition; shots that go on from each other have none."""
    return OVERLAP if storyboard.recipe.continuity == "independent" else 0


def needs_of_frame(storyboard: Storyboard, shot: Shot) -> Needs:
    """The frame handed over to a shot: the last one its predecessor's master keeps."""
    before = storyboard.shots[storyboard.place(shot) - 1]
    skipped, frames = kept(storyboard, before)
    return Needs(params={"at": (skipped + frames - 1) / storyboard.recipe.fps}, files={})


def needs_of_master(storyboard: Storyboard, shot: Shot) -> Needs:
    """A master depends on its clip, its length, and all that is drawn over it.

    Captions and a brand's typeface are named only where they are drawn: a master without them
    stays the one it was before there were any.
    """
    spoken = shot.spoken if storyboard.captions else ""
    font = storyboard.brand.font if storyboard.brand else None
    files = {"font": font} if font and (spoken or shot.overlay.words()) else {}
    logo = storyboard.brief.logo if shot.beat == "cta" else None
    logo_look = storyboard.logo if logo else None
    skip, frames = kept(storyboard, shot)
    handle, mark = handle_of(storyboard), storyboard.options.watermark
    made = round((shot.clip_seconds or 0) * storyboard.recipe.fps)
    return Needs(
        params={
            "size": list(storyboard.size),
            "fps": storyboard.recipe.fps,
            "seconds": shot.seconds,
            "ours": is_ours(storyboard, shot),
            "skip": skip,
            "handle": handle,
            "hold": min(MOST_HELD, max(0, skip + frames + handle - made)) if made else 0,
            "beat": shot.beat,
            "look": storyboard.look,
            "aspect": storyboard.aspect,
            "palette": storyboard.palette.model_dump(),
            "overlay": shot.overlay.model_dump(mode="json"),
            "logo_look": logo_look.model_dump(mode="json") if logo_look else None,
            **({"spoken": spoken} if spoken else {}),
            **({"alone": True} if spoken and _alone(storyboard, shot) else {}),
            **({"watermark": mark} if mark else {}),
        },
        files={**files, **({"logo": logo} if logo else {})},
    )


def _alone(storyboard: Storyboard, shot: Shot) -> bool:
    """Whether captions are all that is to be seen beside the scene itself."""
    return storyboard.brief.photo is None and not shot.overlay.words()


def needs_of_mix(storyboard: Storyboard) -> Needs:
    """The mix depends on when each shot is heard, and on the seller's own track if there is one."""
    track = storyboard.brief.track
    return Needs(
        params={
            "seconds": storyboard.seconds,
            "shots": [shot.seconds for shot in storyboard.shots],
        },
        files={"track": track} if track else {},
    )


def needs_of_cut(storyboard: Storyboard) -> Needs:
    """The cut depends on the order and length of the masters and how one passes into the next."""
    return Needs(
        params={
            "seconds": storyboard.seconds,
            "fps": storyboard.recipe.fps,
            "handle": handle_of(storyboard),
            "pieces": [[shot.seconds, shot.transition] for shot in storyboard.shots],
        },
        files={},
    )
