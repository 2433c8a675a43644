"""The plan: a pure function of the storyboard. The whole graph is known before anything is bought.

Four jobs a shot (picture → clip → master, and sound), one bed of music, one mix, one cut:

    picture ─ clip ─ master ─┐
              sound ─┐       ├─ cut
              music ─┴─ mix ─┘

A spoken line is one job more a shot, where the film has a model for voices; a master with captions
waits for it if the model tells when each word is said, for that is known only then. A film of
stills has no clips: its masters hold the pictures. In a `hand_off` film a clip begins on the last
frame its predecessor keeps (clip ─ frame ─ clip) instead of its own picture. With `keyframes` a
clip also ends on the next shot's picture, the last one on a picture of its own, so all clips can be
made at once; these boundaries are each made from its words, or imagined one from the other (picture
─ future ─ future). A shot may keep the frame it begins on though its predecessor changes: then the
rest of the chain stays as it is. A sound model that watches the clip waits for it. What we assemble
ourselves is planned, priced and made like all else: its provider is `house`.
"""

from collections.abc import Sequence
from itertools import pairwise

from storage.records import Job, JobKind, PinnedFrame, Plan, QuotePart, Shot, Storyboard
from tools.pipeline.fingerprint import fingerprint
from tools.pipeline.lengths import ends_on_next
from tools.providers.catalog import Catalog

FRAME, OWN_PICTURE = "house/frame", "house/picture"


class _Builder:
    """Collects jobs in order; a job that is already there is not added again."""

    def __init__(self, storyboard: Storyboard, catalog: Catalog) -> None:
        self.storyboard, self.catalog = storyboard, catalog
        self.jobs: dict[str, Job] = {}
        self.shots: dict[str, dict[str, str]] = {shot.id: {} for shot in storyboard.shots}

    def add(
        self, kind: JobKind, model: str, shot: Shot | None = None, *,
        take: int = 1, inputs: dict[str, str] | None = None, label: str,
    ) -> str:
        """Add one job and return its fingerprint."""
        inputs = inputs or {}
        renderer = self.catalog.capability(kind, model).renderer
        needs = self.catalog.needs(kind, model, self._board_of(shot), shot)
        name = fingerprint(
            kind=kind, model=model, params=needs.params, take=take, renderer=renderer,
            files=needs.files, inputs=inputs,
        )
        if name not in self.jobs:
            self.jobs[name] = Job(
                fingerprint=name, kind=kind, model=model, params=needs.params, take=take,
                renderer=renderer, files=needs.files, inputs=inputs,
                shot=shot.id if shot else None, label=label,
            )
        if shot:
            self.shots.setdefault(shot.id, {})[kind] = name
        return name

    def _board_of(self, shot: Shot | None) -> Storyboard:
        """The storyboard with the models that make this shot."""
        board = self.storyboard
        if shot is None or not shot.clip_model:
            return board
        recipe = board.recipe.model_copy(update={"models": board.models_of(shot)})
        return board.model_copy(update={"recipe": recipe})

    def keep(self, frame: PinnedFrame, shot: Shot, label: str) -> str:
        """A frame that is kept as it was made: a job of the same name, from the asset itself."""
        self.jobs.setdefault(frame.fingerprint, Job(
            fingerprint=frame.fingerprint, kind="frame", model=FRAME, params={},
            files={"frame": frame.asset}, shot=shot.id, label=label,
        ))
        self.shots.setdefault(shot.id, {})["frame"] = frame.fingerprint
        return frame.fingerprint

    def pictures(self) -> list[str]:
        """All pictures in the film's order, with the one it ends on where clips are given one."""
        if self.storyboard.recipe.first_frame == "imagined":
            return self._imagined()
        made = [self.picture(shot, number)
                for number, shot in enumerate(self.storyboard.shots, start=1)]
        recipe = self.storyboard.recipe
        if recipe.continuity == "keyframes" and not recipe.stills:
            end = self.storyboard.end
            made.append(self.add("picture", self.storyboard.recipe.models.picture, end,
                                 take=end.takes.picture, label="Last picture"))
        return made

    def picture(self, shot: Shot, number: int) -> str:
        """A shot's picture: the one it was given, or one made for it."""
        if shot.own_picture is not None:
            return self.add("picture", OWN_PICTURE, shot, label=f"Picture {number}")
        return self.add("picture", self.storyboard.recipe.models.picture, shot,
                        take=shot.takes.picture, label=f"Picture {number}")

    def _imagined(self) -> list[str]:
        """The first picture, and each next one as it is some seconds later; a given one pins it.

        Where clips hand over their own last frames nothing has to be imagined.
        """
        shots, recipe = self.storyboard.shots, self.storyboard.recipe
        made = [self.picture(shots[0], 1)]
        if recipe.continuity != "keyframes" and not recipe.stills:
            return made + [""] * (len(shots) - 1)
        for number, (shot, following) in enumerate(pairwise((*shots, None)), start=1):
            if shot is None or (following is None and recipe.stills):
                break
            if following is not None and following.own_picture is not None:
                made.append(self.picture(following, number + 1))
                continue
            name = self.add("future", recipe.models.future, shot,
                            take=shot.takes.future, inputs={"picture": made[-1]},
                            label=f"Picture {number + 1}" if following else "Last picture")
            self.shots.setdefault(following.id if following else "end", {})["picture"] = name
            made.append(name)
        return made

    def first_frame(
        self, shot: Shot, number: int, picture: str, clip: str
    ) -> dict[str, str]:
        """What a shot's clip begins on: its picture, or the frame it is handed or keeps."""
        if self.storyboard.recipe.continuity != "hand_off" or not clip:
            return {"picture": picture}
        label = f"Frame {number}"
        if shot.begins_on is not None:
            return {"first_frame": self.keep(shot.begins_on, shot, label)}
        return {"first_frame": self.add("frame", FRAME, shot, inputs={"clip": clip}, label=label)}


def _clip(build: _Builder, shot: Shot, number: int, pictures: list[str], before: str) -> str:
    """A shot's clip, with the frames it begins and ends on; `before` is its predecessor's."""
    board = build.storyboard
    frames = build.first_frame(shot, number, pictures[number - 1], before)
    if board.recipe.continuity == "keyframes":
        frames["last_frame"] = pictures[number]
    elif kept := _kept_after(board, number, build.catalog):
        frames["last_frame"] = build.keep(kept, board.shots[number], f"Frame {number + 1}")
    return build.add("clip", board.models_of(shot).clip, shot, take=shot.takes.clip,
                     inputs=frames, label=f"Clip {number}")


def _heard(build: _Builder, shot: Shot, number: int, clip: str) -> dict[str, str]:
    """What a shot brings into the mix: its sound (or its clip's own) and its spoken line."""
    models, found = build.storyboard.recipe.models, dict[str, str]()
    made_by = build.storyboard.models_of(shot).clip
    watches = bool(models.sound) and build.catalog.capability("sound", models.sound).from_clip
    if models.sound and (clip or not watches):
        found[f"sound-{number}"] = build.add(
            "sound", models.sound, shot, take=shot.takes.sound,
            inputs={"clip": clip} if watches else {}, label=f"Sound {number}",
        )
    elif clip and not models.sound and build.catalog.capability("clip", made_by).native_sound:
        found[f"sound-{number}"] = clip
    if models.voice and shot.voice_line.strip():
        found[f"voice-{number}"] = build.add(
            "voice", models.voice, shot, take=shot.takes.voice, label=f"Voice {number}")
    return found


def _timed_by(build: _Builder, shot: Shot) -> dict[str, str]:
    """The voice whose words time the captions in a shot's master, if it tells when they come."""
    board, voice = build.storyboard, build.shots[shot.id].get("voice")
    if voice is None or not board.captions:
        return {}
    told = build.catalog.capability("voice", board.recipe.models.voice).word_times
    return {"voice": voice} if told else {}


def _kept_after(
    storyboard: Storyboard, number: int, catalog: Catalog
) -> PinnedFrame | None:
    """The frame that the next shot keeps, if this shot's clip can be made to end on it."""
    shot = storyboard.shots[number - 1]
    following = storyboard.shots[number] if number < len(storyboard.shots) else None
    if following is None or following.begins_on is None:
        return None
    return following.begins_on if ends_on_next(storyboard, shot, catalog) else None


def plan(storyboard: Storyboard, catalog: Catalog) -> Plan:
    """All jobs of a storyboard, inputs first. Pure: no clock, no disk, no network."""
    build = _Builder(storyboard, catalog)
    models = storyboard.recipe.models
    masters: dict[str, str] = {}
    heard: dict[str, str] = {}
    pictures, clip = build.pictures(), ""
    for number, shot in enumerate(storyboard.shots, start=1):
        shown = {"picture": pictures[number - 1]}
        if not storyboard.recipe.stills:
            clip = _clip(build, shot, number, pictures, clip)
            shown = {"clip": clip}
        heard |= _heard(build, shot, number, clip)
        masters[f"master-{number}"] = build.add("master", "house/master", shot,
                                                inputs={**shown, **_timed_by(build, shot)},
                                                label=f"Master {number}")
    if storyboard.brief.track is None and models.music:
        heard["music"] = build.add("music", models.music, take=storyboard.music_take,
                                   label="Music")
    mix = build.add("mix", "house/mix", inputs=heard, label="Mix")
    cut = build.add("cut", "house/cut", inputs={**masters, "mix": mix}, label="Cut")
    return Plan(jobs=tuple(build.jobs.values()), shots=build.shots, cut=cut)


def part_of(whole: Plan, part: QuotePart, shots: Sequence[int] = ()) -> Plan:
    """The part of a film's plan that a quote is for. Its jobs are the film's own, so what is made
    for a part is there for the film. `shots` are numbers from 1, of shots that have clips."""
    if part == "film":
        return whole
    if part == "pictures":               # what a storyboard is shown with
        wanted = {job.fingerprint for job in whole.jobs if job.kind in ("picture", "future")}
    else:
        wanted = _with_inputs(whole, {list(whole.shots.values())[one - 1]["clip"] for one in shots})
    jobs = tuple(job for job in whole.jobs if job.fingerprint in wanted)
    return whole.model_copy(update={"jobs": jobs})


def _with_inputs(whole: Plan, wanted: set[str]) -> set[str]:
    """These jobs, and all that goes into them."""
    for job in reversed(whole.jobs):     # inputs come before the jobs that use them
        if job.fingerprint in wanted:
            wanted.update(job.inputs.values())
    return wanted
