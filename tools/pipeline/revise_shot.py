"""Changes of what is in a shot: picture, movement, light, sound, takes. Pure."""

from storage.errors import BadInput
from storage.records import (
    AnotherTake,
    ChooseTake,
    KeepNext,
    Motion,
    RewriteShot,
    SetLight,
    SetMotion,
    SetPicture,
    SetSound,
    SetTransition,
    SetVoice,
    Storyboard,
    UsePicture,
)
from tools.pipeline.material import Material
from tools.pipeline.revise_text import shot_of, with_shot


def rewrite(board: Storyboard, change: RewriteShot, material: Material, place: int) -> Storyboard:
    """All but its words, length and place described anew."""
    new, old = material.shots[place], shot_of(board, change.shot)
    return with_shot(
        board, change.shot, use_case=new.use_case, picture_prompt=new.picture_prompt,
        action=new.action, motion=new.motion, lighting=new.lighting, own_picture=None,
        audio=new.audio.model_copy(update={"dialogue": old.audio.dialogue}),
    )


def picture(board: Storyboard, change: SetPicture, material: Material, place: int) -> Storyboard:
    """Another description; an uploaded picture gives way to it."""
    return with_shot(
        board, change.shot, picture_prompt=" ".join(change.description.split()), own_picture=None)


def own_picture(
    board: Storyboard, change: UsePicture, material: Material, place: int
) -> Storyboard:
    """An upload as first frame, or a made picture again."""
    given = material.assets[change.picture] if change.picture else None
    return with_shot(board, change.shot, own_picture=given)


def sound(board: Storyboard, change: SetSound, material: Material, place: int) -> Storyboard:
    """Music and effects of the shot's own sound."""
    given = {name: value for name, value in (("music", change.music), ("effects", change.effects))
             if value is not None}
    audio = shot_of(board, change.shot).audio.model_copy(update=given)
    return with_shot(board, change.shot, audio=audio)


def voice(board: Storyboard, change: SetVoice, material: Material, place: int) -> Storyboard:
    """The spoken line, for a voice and for a sound model alike."""
    line = " ".join(change.line.split())
    audio = shot_of(board, change.shot).audio.model_copy(update={"dialogue": line})
    return with_shot(board, change.shot, voice_line=line, audio=audio)


def another_take(
    board: Storyboard, change: AnotherTake, material: Material, place: int
) -> Storyboard:
    """One that was never made: after the highest there is in any version."""
    shot = shot_of(board, change.shot)
    used = getattr(shot.takes, change.kind)
    newest = max(used, material.highest.get((shot.id, change.kind), 1))
    return with_shot(
        board, change.shot, takes=shot.takes.model_copy(update={change.kind: newest + 1}))


def choose_take(
    board: Storyboard, change: ChooseTake, material: Material, place: int
) -> Storyboard:
    """One that was made before, or asked for. Raises BadInput for a number there never was."""
    shot = shot_of(board, change.shot)
    newest = max(getattr(shot.takes, change.kind),
                 material.highest.get((shot.id, change.kind), 1))
    if change.take > newest:
        many = f"takes 1 to {newest}" if newest > 1 else "only one take"
        raise BadInput(
            f"There is no take {change.take} of that {change.kind}: shot {change.shot} has {many}.",
            f"Ask for another take of shot {change.shot}.",
        )
    return with_shot(
        board, change.shot, takes=shot.takes.model_copy(update={change.kind: change.take}))


def keep_next(board: Storyboard, change: KeepNext, material: Material, place: int) -> Storyboard:
    """The next shot's clip begins on the frame it has now. Raises BadInput where that is moot."""
    if board.recipe.continuity != "hand_off" or change.shot >= len(board.shots):
        raise BadInput(
            f"No shot goes on from the last frame of shot {change.shot}.",
            "The shots after it stay as they are anyway.",
        )
    following = shot_of(board, change.shot + 1)
    frame = material.frames.get(following.id) or following.begins_on
    if frame is None:
        raise BadInput(
            f"The clip after shot {change.shot} is not made yet, so there is nothing to keep.",
            "Make the film first.",
        )
    return with_shot(board, change.shot + 1, begins_on=frame)


def light(board: Storyboard, change: SetLight, material: Material, place: int) -> Storyboard:
    """Lighting and mood in words."""
    return with_shot(board, change.shot, lighting=change.lighting)


def motion(board: Storyboard, change: SetMotion, material: Material, place: int) -> Storyboard:
    """Camera, energy, surroundings, symbols, action; what is None stays."""
    values = change.model_dump(include=set(Motion.model_fields))
    given = {name: value for name, value in values.items() if value is not None}
    shot = shot_of(board, change.shot)
    action = shot.action if change.action is None else change.action
    return with_shot(
        board, change.shot, motion=shot.motion.model_copy(update=given), action=action)


def transition(
    board: Storyboard, change: SetTransition, material: Material, place: int
) -> Storyboard:
    """How it passes into the next; shots that go on from each other are cut."""
    if board.recipe.continuity != "independent" and change.transition != "cut":
        raise BadInput(
            "In this film each scene goes on from the last frame of the one before.",
            "There is no room for a transition between them.",
        )
    return with_shot(board, change.shot, transition=change.transition)
