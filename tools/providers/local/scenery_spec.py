"""What pictures and clips of scenes without a product depend on, and how it follows from a film.

A camera goes on through a film whose frames are imagined one from the other: where a shot ends, the
next one begins, so every boundary can be drawn by itself. Elsewhere each shot begins anew.
"""

from storage.records import JobKind, Record, Shot, Storyboard
from tools.providers.interface import Needs
from tools.providers.local.scenery_frame import Where
from tools.providers.local.scenery_words import Scenery, scenery_of
from tools.providers.local.spec import HANDLE_FRAMES
from tools.providers.local.words import mentions

SCENE, FUTURE = "local/studio-scene", "local/studio-future"
SPEED, NEARER = 0.085, 0.02              # frame widths, and part of the way, a second


class SceneSpec(Record):
    """One moment of a scene, `width` by `height` pixels."""

    width: int
    height: int
    scenery: Scenery
    where: Where = Where()


class FutureSpec(Record):
    """A picture as it is after `seconds`: `scene` if we drew it, else it is moved by `move`."""

    width: int
    height: int
    scene: SceneSpec | None
    move: "Move"


class Move(Record):
    """How a camera moves over a given picture while the shot lasts: 1.0 is the frame's width."""

    x: float = 0.0
    y: float = 0.0
    nearer: float = 0.06


class MoveSpec(Record):
    """A clip of `frames`: through scenes we drew (`begin` to `end`), else over the given pictures.

    `span` is how many frames lie between the two, more go on; `take` sways the way between.
    """

    width: int
    height: int
    fps: int
    frames: int
    span: int
    seconds: float
    begin: SceneSpec | None
    end: SceneSpec | None
    move: Move
    energy: float = 0.5
    take: int = 1


def needs_of(kind: JobKind, board: Storyboard, shot: Shot) -> Needs:
    """What a job of the scenes' models depends on."""
    width, height = board.size
    if kind == "picture":
        return Needs(params=scene_at(board, shot, _start(board, shot)).model_dump(mode="json"),
                     files={})
    if kind == "future":
        ours = _drawn(board, shot)
        spec = FutureSpec(
            width=width, height=height, move=move_of(shot),
            scene=scene_at(board, shot, _end(board, shot)) if ours else None)
        return Needs(params=spec.model_dump(mode="json"), files={})
    return Needs(params=_clip(board, shot).model_dump(mode="json"), files={})


def _clip(board: Storyboard, shot: Shot) -> MoveSpec:
    place, fps = board.place(shot), board.recipe.fps
    pinned = board.recipe.continuity == "keyframes"
    kept = round(shot.seconds * fps)
    frames = kept + int(place > 0) if pinned else kept + HANDLE_FRAMES
    ours = _drawn(board, shot)
    before = board.shots[place - 1] if board.recipe.first_frame == "imagined" and place else shot
    return MoveSpec(
        width=board.size[0], height=board.size[1], fps=fps, frames=frames,
        span=frames - 1 if pinned else kept, seconds=shot.seconds, move=move_of(shot),
        begin=scene_at(board, before, _start(board, shot)) if ours else None,
        end=scene_at(board, shot, _end(board, shot)) if ours else None,
        energy=shot.motion.energy, take=shot.takes.clip,
    )


def _drawn(board: Storyboard, shot: Shot) -> bool:
    """Whether the pictures a shot's clip begins and ends on are our own drawings."""
    recipe, place = board.recipe, board.place(shot)
    if recipe.models.picture != SCENE or shot.own_picture is not None:
        return False
    if recipe.continuity == "independent":
        return True
    if recipe.first_frame != "imagined" or recipe.continuity != "keyframes":
        return False
    return recipe.models.future == FUTURE and not any(
        one.own_picture for one in board.shots[: place + 2])


def scene_at(board: Storyboard, shot: Shot, where: Where) -> SceneSpec:
    """A shot's scene from a place."""
    width, height = board.size
    seed = (board.options.seed or 0) + 101 * (shot.takes.picture - 1)
    if board.recipe.first_frame == "imagined":
        seed = (board.options.seed or 0) + 101 * (board.shots[0].takes.picture - 1)
    return SceneSpec(width=width, height=height, where=where, scenery=scenery_of(
        shot.picture_prompt, board.options.style, seed, shot.lighting))


def _start(board: Storyboard, shot: Shot) -> Where:
    """Where the camera is when a shot begins: at the start, or where the ones before led it."""
    where = Where()
    if board.recipe.first_frame != "imagined":
        return where
    for one in board.shots[: board.place(shot)]:
        where = _gone(one, where)
    return where


def _end(board: Storyboard, shot: Shot) -> Where:
    return _gone(shot, _start(board, shot))


def _gone(shot: Shot, where: Where) -> Where:
    """Where a shot's camera ends; another imagined picture lies farther on."""
    move, farther = move_of(shot), 1 + 0.35 * (shot.takes.future - 1)
    pace = shot.seconds * farther * (0.5 + shot.motion.energy)
    side = -1.0 if move.x < 0 else 1.0
    nearer = where.near + (NEARER * pace if move.nearer > 0.1 else
                           -NEARER * pace if move.nearer < 0 else 0.0)
    speed = SPEED * (0.35 if abs(move.x) < 0.01 and abs(move.nearer) > 0.1 else 1.0)
    return Where(x=where.x + side * speed * pace, near=min(0.5, max(-0.12, nearer)),
                 time=where.time + shot.seconds)


def move_of(shot: Shot) -> Move:
    """The camera's move as the shot's words ask for it; a gentle push in where they say nothing."""
    words = f"{shot.motion.camera_language} {shot.action}"
    much = 0.5 + shot.motion.energy
    if mentions(words, ("static", "locked", "still", "fixed")):
        return Move(nearer=0.01)
    back = mentions(words, ("pull", "zoom out", "dolly out", "back away", "pull-back", "widen"))
    nearer = -0.10 * much if back else 0.06 * much
    if mentions(words, ("push", "zoom in", "dolly in", "closer", "zoom", "approach")) and not back:
        nearer = 0.14 * much
    side = -1.0 if mentions(words, ("left",)) else 1.0
    across = 0.08 * much if mentions(
        words, ("pan", "track", "slide", "truck", "left", "right", "orbit", "arc")) else 0.0
    tall = 0.06 * much if mentions(
        words, ("tilt", "crane", "rise", "rising", "down", "up")) else 0.0
    return Move(x=side * across, y=tall if mentions(words, ("down",)) else -tall, nearer=nearer)
