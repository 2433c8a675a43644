"""From a wish to a storyboard: how many shots, how long each, what each shows. Pure but for
`begin_film`, which asks the writer and saves.

Invariants: a film of stills lasts exactly as long as was asked for, each picture begins on a whole
frame, and a wish's options are all in the storyboard.
"""

from collections.abc import Sequence
from itertools import pairwise

from storage.errors import BadInput
from storage.records import (
    AudioDesign,
    Brief,
    Options,
    Plot,
    Recipe,
    Scene,
    SetTiming,
    Shot,
    Storyboard,
    Wish,
)
from storage.records.brief import MIN_SECONDS
from tools.pipeline.film_recipes import Kind, cheapest, film_recipe, kind_of
from tools.pipeline.lengths import nearest_lengths, sold
from tools.pipeline.production import Production
from tools.pipeline.scenes import title_of
from tools.pipeline.writing import Writer

PREVIEW_SECONDS, PREVIEW_SIDE, PREVIEW_MARK = 5.0, 360, "PREVIEW"


async def begin_film(
    production: Production, owner: str, project: str, wish: Wish, writer: Writer, *,
    providers: Sequence[str] = (), models: Sequence[str] = (),
) -> Storyboard:
    """Write the storyboard of a wish and save it. Raises BadInput for what cannot be filmed."""
    kind = kind_of(wish.recipe)
    wish = checked(_resolved(wish, kind), kind)
    row = production.projects.get(owner, project)
    wish = wish.model_copy(update={"options": wish.options.model_copy(update={
        "style": wish.options.style or row.draft.choices.art_style})})
    recipe = film_recipe(wish.recipe, production.catalog, providers, models, stills=wish.stills)
    if wish.preview:
        recipe = _cheapest(recipe, production, wish)
    lengths = shot_lengths(wish, kind, recipe.fps)
    plot = await writer.plot(wish, lengths)
    board = storyboard_of(project, wish, recipe, plot, lengths)
    board = _as_sold(board, production)
    production.check_length(board)
    brief = row.draft.brief.model_copy(update={"name": board.brief.name})
    production.save_draft(row, row.draft.model_copy(update={
        "brief": brief, "film": None,
        "choices": row.draft.choices.model_copy(update={
            "recipe": wish.recipe, "art_style": plot.style}),
    }))
    return production.projects.save(production.with_lengths(board))


def _resolved(wish: Wish, kind: Kind) -> Wish:
    """The wish with the recipe's defaults where it says nothing; a preview is short and small."""
    given = wish.options.model_dump(exclude_defaults=True)
    options = Options.model_validate({**kind.options.model_dump(), **given})
    if not wish.preview:
        return wish.model_copy(update={"options": options})
    return wish.model_copy(update={
        "options": options.model_copy(
            update={"resolution": PREVIEW_SIDE, "watermark": PREVIEW_MARK}),
        "seconds": PREVIEW_SECONDS, "clips": wish.clips[:1], "shots": wish.shots[:1],
    })


def checked(wish: Wish, kind: Kind) -> Wish:
    """The wish, if there is something to film. Raises BadInput."""
    if kind.durations and wish.seconds not in kind.durations:
        told = ", ".join(map(str, kind.durations))
        raise BadInput(f"{kind.title} makes no film of {wish.seconds:g} seconds.",
                       f"Choose {told}.")
    given = kind.recipe.first_frame == "given"
    if given and not wish.shots:
        raise BadInput("There is no picture to animate.", "Give one or more pictures.")
    if not given and not (wish.text.strip() or wish.clips):
        raise BadInput("There is nothing to film yet.", "Say what it is to show.")
    return wish


def _cheapest(recipe: Recipe, production: Production, wish: Wish) -> Recipe:
    """The recipe by the cheapest models of those who make it."""
    found = {
        kind: model.model for kind in ("picture", "future", "clip")
        if (model := cheapest(recipe, production.catalog, kind, PREVIEW_SECONDS))
    }
    return recipe.model_copy(update={"models": recipe.models.model_copy(update=found)})


def shot_lengths(wish: Wish, kind: Kind, fps: int) -> tuple[float, ...]:
    """How long each shot lasts, in seconds on whole frames."""
    if wish.shots:
        return tuple(on_frame(one.seconds or wish.seconds, fps) for one in wish.shots)
    if kind.part:
        return (kind.part,) * max(1, round(wish.seconds / kind.part))
    if kind.recipe.stills:
        return still_lengths(wish.seconds, wish.options.images_per_second or 0.5, fps)
    return (on_frame(wish.seconds, fps),) * max(1, len(wish.clips))


def still_lengths(seconds: float, a_second: float, fps: int) -> tuple[float, ...]:
    """Pictures at k / `a_second`, each on the nearest whole frame; together exactly `seconds`."""
    count = max(1, int(seconds * a_second + 0.5))
    if count > 60:
        raise BadInput(f"{count} pictures are too many for one film.",
                       "Have fewer pictures a second, or a shorter film: 60 fit.")
    begins = [round(place / a_second * fps) for place in range(count)] + [round(seconds * fps)]
    return tuple((end - begin) / fps for begin, end in pairwise(begins))


def on_frame(seconds: float, fps: int) -> float:
    """The nearest time that is a whole number of frames."""
    return round(seconds * fps) / fps


def storyboard_of(
    project: str, wish: Wish, recipe: Recipe, plot: Plot, lengths: Sequence[float]
) -> Storyboard:
    """The storyboard of a plot. Pure."""
    shots = tuple(
        _shot(number, wish, scene, seconds)
        for number, (scene, seconds) in enumerate(zip(plot.scenes, lengths, strict=True), start=1)
    )
    brief = Brief(
        name=plot.title[:60], aspect=wish.aspect, language=wish.language, prompt=wish.text,
        seconds=min(120, max(MIN_SECONDS, round(sum(lengths)))),
    )
    return Storyboard(
        project=project, version=1, note="first storyboard", brief=brief, recipe=recipe,
        options=wish.options.model_copy(update={"style": plot.style}), look="noir",
        mood="calm" if recipe.stills else "warm", aspect=wish.aspect, shots=shots,
        captions=wish.captions,
    )


async def told_anew(board: Storyboard, change: SetTiming, writer: Writer) -> tuple[Shot, ...]:
    """The shots of a film of stills at another length or pace, its whole text told in them."""
    wish = Wish(
        recipe=board.recipe.name, text=board.brief.prompt, seconds=change.seconds,
        aspect=board.aspect, language=board.brief.language, options=board.options)
    lengths = still_lengths(change.seconds, change.images_per_second, board.recipe.fps)
    plot = await writer.plot(wish, lengths)
    return tuple(_shot(number, wish, scene, seconds) for number, (scene, seconds)
                 in enumerate(zip(plot.scenes, lengths, strict=True), start=1))


def _shot(number: int, wish: Wish, scene: Scene, seconds: float) -> Shot:
    given = wish.shots[number - 1] if wish.shots else None
    return Shot(
        id=f"shot-{number}", beat="solution", seconds=seconds,
        use_case=scene.title[:60] or f"Scene {number}", picture_prompt=scene.picture,
        action=scene.action, voice_line=scene.line, audio=AudioDesign(dialogue=scene.line),
        **({"own_picture": given.picture, "motion": given.motion} if given else {}),
    )


def _as_sold(board: Storyboard, production: Production) -> Storyboard:
    """Segments as long as their clips are made, where these have to end on a picture."""
    lengths = [sold(board, shot, production.catalog) for shot in board.shots]
    if board.recipe.continuity != "keyframes" or not any(lengths):
        return board
    found = nearest_lengths([shot.seconds for shot in board.shots], lengths)
    return board.model_copy(update={"shots": tuple(
        shot.model_copy(update={"seconds": seconds})
        for shot, seconds in zip(board.shots, found, strict=True))})


def plain_plot(wish: Wish, lengths: Sequence[float]) -> Plot:
    """A plot in the wish's own words, for given pictures and for clips: nothing is made up."""
    if wish.shots:
        scenes = tuple(
            Scene(title=one.title or title_of(one.prompt) if one.prompt or one.title
                  else f"Shot {number}", picture=one.prompt, action=wish.motion)
            for number, one in enumerate(wish.shots, start=1))
        return Plot(title=wish.text or "Animated shots", style=wish.options.style, scenes=scenes)
    prompts = wish.clips or (wish.text,)
    return Plot(
        title=title_of(prompts[0]), style=wish.options.style,
        scenes=tuple(Scene(title=title_of(one), picture=" ".join(one.split()), action=wish.motion,
                           line=line)
                     for one, line in zip(prompts, shared(wish.script, len(prompts)), strict=True)))


def shared(script: str, count: int) -> tuple[str, ...]:
    """A script in `count` parts of about the same length, whole sentences where it can be."""
    words = script.split()
    at = [round(place * len(words) / count) for place in range(count + 1)]
    ends = [place for place, word in enumerate(words, start=1) if word[-1] in ".!?…"]
    for place in range(1, count):
        near = [end for end in ends if at[place - 1] < end < at[place + 1]]
        if near:
            at[place] = min((abs(end - at[place]), end) for end in near)[1]
    return tuple(" ".join(words[begin:end]) for begin, end in pairwise(at))
